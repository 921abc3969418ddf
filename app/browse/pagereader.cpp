// SPDX-License-Identifier: MIT
#include "browse/pagereader.h"

#include "browse/signature.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

using Part = RowSql::Part;
using Found = std::optional<Anchor>;
using postgres::Statement;
using postgres::TextRows;

constexpr qint64 fewRows = 200'000; ///< to skip so many along an index takes the server a moment only
constexpr int mostAtStart = 2'000;

/// Ends of the histogram's parts, each of which holds as many rows as the others; of no use where the most common
/// values, which it leaves out, are many of the rows.
constexpr auto boundsSql = "SELECT pg_catalog.unnest(s.histogram_bounds::text::text[]) FROM pg_catalog.pg_stats s "
                           "WHERE s.schemaname = $1 AND s.tablename = $2 AND s.attname = $3 "
                           "AND s.inherited = (SELECT c.relkind = 'p' FROM pg_catalog.pg_class c WHERE c.oid = $4) "
                           "AND coalesce((SELECT sum(f) FROM pg_catalog.unnest(s.most_common_freqs) AS f), 0) < 0.1"_L1;

/// Somewhere between two values of the histogram.
QByteArray between(const QByteArray &low, const QByteArray &high, double share, ValueKind kind)
{
    bool isLow = false;
    bool isHigh = false;
    const double from = low.toDouble(&isLow);
    const double to = high.toDouble(&isHigh);
    if (kind == ValueKind::Number && isLow && isHigh && std::isfinite(from) && std::isfinite(to))
        return QByteArray::number(std::floor(from + (to - from) * share), 'f', 0);
    return low;
}

} // namespace

QString doingOf(const RowsQuery &query)
{
    return QCoreApplication::translate("browse", "reading the rows of %1").arg(query.shape->relation.name);
}

base::Error explained(const base::Error &error, const RowsQuery &query)
{
    if (query.filters.isEmpty() || !error.detail.contains(u"SQLSTATE 22"_s))
        return error;
    return {u"bad-value"_s,
            QCoreApplication::translate("browse",
                                        "A filter's value cannot be read as a value of its column. Write it as "
                                        "the values in that column are written."),
            error.detail};
}

PageReader::PageReader(postgres::Reader &reader, const RowsQuery &query, std::stop_token stop)
    : m_reader(reader), m_query(query), m_sql(query), m_stop(std::move(stop))
{
}

base::Result<TextRows> PageReader::ask(const Statement &statement)
{
    auto rows = m_reader.read(statement, doingOf(m_query), m_stop);
    return rows ? rows : base::Result<TextRows>(base::fail(reasonOf(rows.error(), m_reader, m_query, m_stop)));
}

/// Rows of the table as the query knows it, or none: a table that was altered meanwhile is another one.
base::Result<TextRows> PageReader::askRows(const Statement &statement)
{
    const auto read = m_reader.readAll({statement, signatureOf(m_query.shape->relation)}, doingOf(m_query), m_stop);
    if (!read)
        return base::fail(reasonOf(read.error(), m_reader, m_query, m_stop));
    if (const auto change = changeSince(*m_query.shape, (*read)[1]))
        return base::fail(*change);
    return (*read)[0];
}

Page PageReader::pageOf(const TextRows &rows, Direction direction) const
{
    Page page;
    page.m_rows = std::make_shared<const TextRows>(rows);
    page.m_shape = m_query.shape;
    page.m_rowCount = rows.rowCount();
    page.m_reversed = direction == Direction::Back;
    if (page.m_rowCount > 0) {
        page.m_before = page.anchorOf(0);
        page.m_after = page.anchorOf(page.m_rowCount - 1);
    }
    return page;
}

base::Result<Page> PageReader::readPart(Part part, const Found &from, Direction direction, int count)
{
    const auto rows = askRows(m_sql.page(part, from, direction, count));
    if (!rows)
        return base::fail(rows.error());
    Page page = pageOf(*rows, direction);
    page.m_last = page.m_rowCount < count;
    return page;
}

/// Where the sorted column may be NULL, its rows come last: a page is of one part only, and the next one begins the
/// other part.
base::Result<Page> PageReader::read(const Found &from, Direction direction, int count)
{
    if (m_query.shape->paging == Shape::Paging::Start)
        count = mostAtStart;
    if (m_sql.byBlocks())
        return readBlocks(from ? std::optional(from->block) : std::nullopt, direction, count);
    if (!m_sql.hasEmptyPart()) {
        auto page = readPart(Part::Filled, from, direction, count);
        if (page && m_query.shape->paging == Shape::Paging::Start)
            page->m_last = true;
        return page;
    }
    const bool onward = direction == Direction::Onward;
    const bool known = from && !from->values.isEmpty();
    const bool inEmpty = known ? !from->values.first().has_value() : !onward;
    auto page = readPart(inEmpty ? Part::Empty : Part::Filled, from, direction, count);
    if (!page || !page->m_last || inEmpty == onward)
        return page;
    // This part is at its end: the other one follows.
    if (page->rowCount() == 0)
        return readPart(inEmpty ? Part::Filled : Part::Empty, std::nullopt, direction, count);
    const auto rest = readPart(inEmpty ? Part::Filled : Part::Empty, std::nullopt, direction, 1);
    if (!rest)
        return base::fail(rest.error());
    page->m_last = rest->rowCount() == 0;
    return page;
}

/// Blocks until there are about `count` rows: `from` is the first block not read yet, or going back, the end of those.
base::Result<Page> PageReader::readBlocks(std::optional<qint64> from, Direction direction, int count)
{
    const Shape &shape = *m_query.shape;
    const bool onward = direction == Direction::Onward;
    const double perBlock = shape.rows > 0 && shape.blocks > 0 ? double(shape.rows) / double(shape.blocks) : 40;
    const qint64 end = std::max<qint64>(shape.blocks, 1);
    qint64 low = onward ? from.value_or(0) : from.value_or(end);
    qint64 high = low;
    qint64 step = std::max<qint64>(1, qint64(count / std::max(perBlock, 1.0)));
    while (true) {
        (onward ? high : low) = onward ? std::min(end, high + step) : std::max<qint64>(0, low - step);
        const auto rows = askRows(m_sql.blocks(low, high, m_reader.serverVersion()));
        if (!rows)
            return base::fail(rows.error());
        const bool last = onward ? high >= end : low <= 0;
        if (rows->rowCount() == 0 && !last) {
            step *= 2;
            (onward ? low : high) = onward ? high : low;
            continue;
        }
        Page page = pageOf(*rows, Direction::Onward);
        page.m_before.block = low;
        page.m_after.block = high;
        page.m_last = last;
        return page;
    }
}

base::Result<Page> PageReader::readAt(double share, qint64 rows, int count)
{
    const Shape &shape = *m_query.shape;
    if (shape.paging == Shape::Paging::Start || share <= 0)
        return read({}, Direction::Onward, count);
    if (share >= 1)
        return read({}, Direction::Back, count);
    if (m_sql.byBlocks())
        return readBlocks(qint64(share * double(shape.blocks)), Direction::Onward, count);
    const auto anchor = anchorAt(share, rows);
    if (!anchor)
        return base::fail(anchor.error());
    if (!*anchor)
        return read({}, Direction::Back, count);
    auto page = readPart(Part::Filled, *anchor, Direction::Onward, count);
    if (page && (page->rowCount() == 0 || page->m_last)) // at the very end: as many rows as can be
        return read({}, Direction::Back, count);
    return page;
}

base::Result<Found> PageReader::anchorAt(double share, qint64 rows)
{
    const bool few = rows >= 0 && rows <= fewRows;
    if (!few && m_sql.order().first() >= 0 && m_query.filters.isEmpty()) {
        auto anchor = anchorByHistogram(share);
        if (!anchor || *anchor)
            return anchor;
    }
    const auto found = ask(m_sql.anchorAfter(qint64(share * double(std::max<qint64>(rows, 0)))));
    if (!found)
        return base::fail(found.error());
    if (found->rowCount() == 0)
        return Found();
    Anchor anchor;
    for (int column = 0; column < found->columnCount(); ++column)
        anchor.values.append(found->bytes(0, column).toByteArray());
    return Found(anchor);
}

base::Result<Found> PageReader::anchorByHistogram(double share)
{
    const Shape &shape = *m_query.shape;
    const Column &column = shape.columns[m_sql.order().first()];
    const auto bounds = ask({boundsSql,
                             {{.text = shape.relation.schema.toUtf8()},
                              {.text = shape.relation.name.toUtf8()},
                              {.text = column.name.toUtf8()},
                              {.type = 26, .text = QByteArray::number(shape.relation.oid)}}});
    if (!bounds)
        return base::fail(bounds.error());
    if (bounds->rowCount() < 2)
        return Found();
    const double place = (m_query.sorting.descending ? 1 - share : share) * (bounds->rowCount() - 1);
    const int number = std::clamp(int(place), 0, bounds->rowCount() - 2);
    const QByteArray value = between(bounds->bytes(number, 0).toByteArray(), bounds->bytes(number + 1, 0).toByteArray(),
                                     place - number, column.kind);
    return Found(Anchor{.values = {value}});
}

} // namespace browse
