// SPDX-License-Identifier: MIT
#include "browse/rows.h"

#include "browse/pagereader.h"
#include "browse/rowsql.h"
#include "browse/signature.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

using postgres::Reader;
using postgres::TextRows;

constexpr QChar measured(1);

/// In letters, not in units of UTF-16.
bool isLonger(const QString &text, int letters)
{
    if (text.size() <= letters)
        return false;
    return text.size() - std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLowSurrogate(); }) > letters;
}

QJsonObject planIn(const TextRows &rows)
{
    return QJsonDocument::fromJson(rows.text(0, 0).toUtf8()).array().first().toObject().value("Plan"_L1).toObject();
}

/// The most rows that some step of the plan sorts.
double sortedRows(const QJsonObject &plan)
{
    double most = 0;
    for (const QJsonValue part : plan.value("Plans"_L1).toArray()) {
        const QJsonObject child = part.toObject();
        if (plan.value("Node Type"_L1) == "Sort"_L1)
            most = std::max(most, child.value("Plan Rows"_L1).toDouble());
        most = std::max(most, sortedRows(child));
    }
    return most;
}

} // namespace

Sorting usualSorting(const RowsQuery &query)
{
    using Test = Filter::Test;
    const auto found = std::find_if(query.filters.begin(), query.filters.end(), [&query](const Filter &filter) {
        const Column &column = query.shape->columns[filter.column];
        const bool range = filter.test == Test::AtLeast || filter.test == Test::AtMost || filter.test == Test::Between;
        return range && column.indexed && column.sortable && query.shape->paging != Shape::Paging::Start;
    });
    const bool byKey =
        found == query.filters.end() || (query.shape->key.size() == 1 && query.shape->key.first() == found->column);
    return byKey ? Sorting() : Sorting{.column = found->column};
}

bool Page::isNull(int row, int column) const
{
    return m_rows->isNull(at(row), column);
}

QString Page::text(int row, int column) const
{
    QString text = m_rows->text(at(row), column);
    if (m_shape->columns[column].kind == ValueKind::Bytes)
        return u"\\x"_s + text.section(u':', 1);
    if (text.startsWith(measured))
        return {};
    return text;
}

bool Page::isCut(int row, int column) const
{
    if (isNull(row, column))
        return false;
    const Column &shown = m_shape->columns[column];
    const QString text = m_rows->text(at(row), column);
    if (shown.kind == ValueKind::Bytes)
        return text.section(u':', 0, 0).toLongLong() * 2 > text.section(u':', 1).size();
    return text.startsWith(measured) || (shown.varies && isLonger(text, letters));
}

qint64 Page::size(int row, int column) const
{
    if (isNull(row, column))
        return -1;
    const QString text = m_rows->text(at(row), column);
    if (m_shape->columns[column].kind == ValueKind::Bytes)
        return text.section(u':', 0, 0).toLongLong();
    return text.startsWith(measured) ? text.mid(1).toLongLong() : -1;
}

Anchor Page::anchorOf(int row) const
{
    Anchor anchor;
    const int first = int(m_shape->columns.size());
    if (m_shape->paging == Shape::Paging::Start)
        return anchor;
    for (int column = first; column < m_rows->columnCount(); ++column) {
        anchor.values.append(m_rows->isNull(at(row), column)
                                 ? std::nullopt
                                 : std::optional(m_rows->bytes(at(row), column).toByteArray()));
    }
    return anchor;
}

qint64 Page::memory() const
{
    return m_rows ? m_rows->memory() : 0;
}

base::Result<Page> readPage(Reader &reader, const RowsQuery &query, const std::optional<Anchor> &from,
                            Direction direction, int count, const std::stop_token &stop)
{
    return PageReader(reader, query, stop).read(from, direction, count);
}

base::Result<Page> readPageAt(Reader &reader, const RowsQuery &query, double share, qint64 rows, int count,
                              const std::stop_token &stop)
{
    return PageReader(reader, query, stop).readAt(share, rows, count);
}

base::Result<Estimate> estimate(Reader &reader, const RowsQuery &query, const std::stop_token &stop)
{
    constexpr double manyRows = 500'000;
    constexpr double rowsInSecond = 4'000'000;
    const RowSql sql(query);
    const auto plans = reader.readAll(
        {sql.explained(sql.filtered()), sql.explained(sql.page(RowSql::Part::Filled, {}, Direction::Onward, 1))},
        doingOf(query), stop);
    if (!plans)
        return base::fail(reasonOf(plans.error(), reader, query, stop));
    const double sorted = sortedRows(planIn((*plans)[1]));
    return Estimate{.rows = qint64(planIn((*plans)[0]).value("Plan Rows"_L1).toDouble()),
                    .isSlow = sorted > manyRows,
                    .seconds = sorted / rowsInSecond};
}

base::Result<qint64> countRows(Reader &reader, const RowsQuery &query, const std::stop_token &stop)
{
    const auto rows = reader.read(RowSql(query).count(), doingOf(query), stop);
    if (!rows)
        return base::fail(reasonOf(rows.error(), reader, query, stop));
    return rows->number(0, 0);
}

base::Result<WholeValue> readValue(Reader &reader, const RowsQuery &query, const Anchor &row, int column, qint64 most,
                                   const std::stop_token &stop)
{
    if (row.values.isEmpty())
        return base::fail(u"not-readable"_s,
                          QCoreApplication::translate("browse", "Rows of a view cannot be told apart, so this value "
                                                                "cannot be read once more."));
    const auto rows = reader.read(RowSql(query).value(row, column, most), doingOf(query), stop);
    if (!rows)
        return base::fail(reasonOf(rows.error(), reader, query, stop));
    if (rows->rowCount() == 0)
        return base::fail(u"objects-gone"_s,
                          QCoreApplication::translate("browse", "This row is no longer there, or has another key now. "
                                                                "Look at the rows again."));
    if (rows->isNull(0, 0))
        return WholeValue{};
    QByteArray bytes = rows->bytes(0, 0).toByteArray();
    const bool isBytes = query.shape->columns[column].kind == ValueKind::Bytes;
    if (isBytes)
        bytes = QByteArray::fromHex(bytes.mid(2));
    const qint64 length = isBytes ? bytes.size() : qint64(QString::fromUtf8(bytes).size());
    WholeValue value{.bytes = bytes, .isCut = length > most};
    if (value.isCut && isBytes)
        value.bytes->truncate(most);
    return value;
}

} // namespace browse
