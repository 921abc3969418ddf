// SPDX-License-Identifier: MIT
#include "ui/browse/rowsmodel.h"

#include "ui/browse/valuewords.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QFont>
#include <QPalette>
#include <algorithm>

namespace ui {

using browse::Direction;
using browse::Page;
using browse::ValueKind;

namespace {

constexpr int mostPages = 12;
constexpr qint64 mostMemory = 24'000'000;
constexpr int fewestPages = 3;

} // namespace

RowsModel::RowsModel(QObject *parent) : QAbstractTableModel(parent)
{
    connect(&m_job, &Job::runningChanged, this, &RowsModel::changed);
}

int RowsModel::pageRows() const
{
    constexpr int cells = 8'000;
    constexpr int least = 40;
    constexpr int most = 200;
    return std::clamp(cells / std::max(1, int(m_query.shape->columns.size())), least, most);
}

void RowsModel::begin(Database *database, const browse::RowsQuery &query, qint64 total)
{
    clear();
    beginResetModel();
    m_database = database;
    m_query = query;
    endResetModel();
    m_total = query.filters.isEmpty() ? query.shape->rows : total;
    m_totalExact = false;
}

void RowsModel::start(Database *database, const browse::RowsQuery &query, const RowsPosition &place)
{
    begin(database, query, place.total);
    jump(double(place.before) / double(std::max<qint64>({place.before, m_total, 1})));
}

void RowsModel::startAfter(Database *database, const browse::RowsQuery &query, const browse::Anchor &from,
                           const RowsPosition &place)
{
    begin(database, query, place.total);
    m_last = [this, from, before = place.before] {
        m_database->readPage(m_job, m_query, from, Direction::Onward, pageRows(),
                             [this, before, generation = m_generation](const auto &page) {
                                 answer(page, generation,
                                        [this, before](const Page &taken) { takeAfter(taken, before); });
                             });
    };
    m_last();
}

void RowsModel::clear()
{
    m_job.stop();
    ++m_generation;
    beginResetModel();
    m_query = {};
    m_pages.clear();
    m_rows = 0;
    m_atStart = m_atEnd = true;
    m_before = 0;
    m_total = -1;
    endResetModel();
    m_last = {};
}

void RowsModel::stop()
{
    m_job.stop();
}

void RowsModel::retry()
{
    if (m_last && !m_job.isRunning())
        m_last();
}

void RowsModel::setTotal(qint64 total, bool exact)
{
    if (m_totalExact && !exact)
        return;
    m_total = total;
    m_totalExact = exact;
    Q_EMIT changed();
}

void RowsModel::show(int first, int last)
{
    if (!m_query.shape || m_job.isRunning() || m_taking || m_pages.empty())
        return;
    const int margin = pageRows();
    if (!m_atEnd && last >= m_rows - margin)
        read(Direction::Onward);
    else if (!m_atStart && first < margin)
        read(Direction::Back);
}

void RowsModel::jump(double share)
{
    if (!m_query.shape || !m_database)
        return;
    m_last = [this, share] {
        m_database->readPageAt(
            m_job, m_query, share, m_total, pageRows(), [this, share, generation = m_generation](const auto &page) {
                answer(page, generation, [this, share](const Page &taken) { takeFirst(taken, share); });
            });
    };
    m_last();
}

void RowsModel::read(Direction direction)
{
    const bool onward = direction == Direction::Onward;
    m_last = [this, onward, direction] {
        const browse::Anchor from = onward ? m_pages.back().after() : m_pages.front().before();
        m_database->readPage(m_job, m_query, from, direction, pageRows(),
                             [this, onward, generation = m_generation](const auto &page) {
                                 answer(page, generation,
                                        [this, onward](const Page &taken) { onward ? append(taken) : prepend(taken); });
                             });
    };
    m_last();
}

void RowsModel::answer(const base::Result<Page> &page, quint64 generation,
                       const std::function<void(const Page &)> &take)
{
    if (generation != m_generation)
        return;
    if (!page) {
        if (page.error().code != base::stoppedCode)
            Q_EMIT failed(page.error());
        return;
    }
    m_last = {};
    m_taking = true;
    take(*page);
    m_taking = false;
    Q_EMIT changed();
}

/// In place of all rows that were there.
void RowsModel::takeFirst(const Page &page, double share)
{
    beginResetModel();
    m_pages.clear();
    m_pages.push_back(page);
    m_rows = page.rowCount();
    m_atStart = share <= 0;
    m_atEnd = page.isLast();
    m_before = m_atStart ? 0 : qint64(share * double(std::max<qint64>(m_total, 0)));
    m_beforeExact = m_atStart;
    // What was read from the end is complete there, and there are rows before it.
    if (share >= 1 || (m_atEnd && !m_atStart)) {
        m_atStart = page.isLast() && share >= 1;
        m_atEnd = true;
        m_before = std::max<qint64>(0, m_total - m_rows);
    }
    if (m_atStart && m_atEnd) {
        m_before = 0;
        m_beforeExact = true;
        m_total = m_rows;
        m_totalExact = m_query.shape->paging != browse::Shape::Paging::Start;
    }
    endResetModel();
    Q_EMIT jumped();
}

void RowsModel::takeAfter(const Page &page, qint64 before)
{
    if (page.rowCount() == 0) {
        jump(1); // there is nothing behind it any more
        return;
    }
    beginResetModel();
    m_pages.clear();
    m_pages.push_back(page);
    m_rows = page.rowCount();
    m_atStart = false;
    m_atEnd = page.isLast();
    m_before = before;
    m_beforeExact = false;
    endResetModel();
    Q_EMIT jumped();
}

bool RowsModel::isTooLarge() const
{
    const int pages = int(m_pages.size());
    return pages > mostPages || (pages > fewestPages && memory() > mostMemory);
}

void RowsModel::append(const Page &page)
{
    if (page.rowCount() > 0) {
        beginInsertRows({}, m_rows, m_rows + page.rowCount() - 1);
        m_pages.push_back(page);
        m_rows += page.rowCount();
        endInsertRows();
    }
    m_atEnd = page.isLast();
    while (isTooLarge())
        dropFirst();
    if (m_atEnd && m_beforeExact) {
        m_total = m_before + m_rows;
        m_totalExact = true;
    }
}

void RowsModel::prepend(const Page &page)
{
    if (page.rowCount() > 0) {
        beginInsertRows({}, 0, page.rowCount() - 1);
        m_pages.push_front(page);
        m_rows += page.rowCount();
        m_before = std::max<qint64>(0, m_before - page.rowCount());
        endInsertRows();
        Q_EMIT shifted(page.rowCount());
    }
    m_atStart = page.isLast();
    if (m_atStart) {
        m_before = 0;
        m_beforeExact = true;
    }
    while (isTooLarge())
        dropLast();
}

void RowsModel::dropFirst()
{
    const int rows = m_pages.front().rowCount();
    Q_EMIT dropping(0, rows - 1);
    beginRemoveRows({}, 0, rows - 1);
    m_pages.pop_front();
    m_rows -= rows;
    m_before += rows;
    m_atStart = false;
    endRemoveRows();
    Q_EMIT shifted(-rows);
}

void RowsModel::dropLast()
{
    const int rows = m_pages.back().rowCount();
    Q_EMIT dropping(m_rows - rows, m_rows - 1);
    beginRemoveRows({}, m_rows - rows, m_rows - 1);
    m_pages.pop_back();
    m_rows -= rows;
    m_atEnd = false;
    endRemoveRows();
}

qint64 RowsModel::memory() const
{
    qint64 bytes = 0;
    for (const Page &page : m_pages)
        bytes += page.memory();
    return bytes;
}

RowsModel::Cell RowsModel::cellAt(int row) const
{
    for (const Page &page : m_pages) {
        if (row < page.rowCount())
            return {.page = &page, .row = row};
        row -= page.rowCount();
    }
    return {};
}

browse::Anchor RowsModel::anchorOf(int row) const
{
    const Cell cell = cellAt(row);
    return cell.page != nullptr ? cell.page->anchorOf(cell.row) : browse::Anchor{};
}

bool RowsModel::isNull(const QModelIndex &index) const
{
    const Cell cell = cellAt(index.row());
    return cell.page != nullptr && cell.page->isNull(cell.row, index.column());
}

int RowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int RowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_query.shape ? 0 : int(m_query.shape->columns.size());
}

QString RowsModel::shownText(const Page &page, int row, int column) const
{
    if (page.isNull(row, column))
        return QStringLiteral("NULL");
    const browse::Column &shown = m_query.shape->columns[column];
    const QString exact = page.text(row, column);
    const qint64 size = page.size(row, column);
    if (shown.kind == ValueKind::Bytes)
        return bytesText(size) + QStringLiteral("  ") + exact +
               (page.isCut(row, column) ? QStringLiteral("…") : QString());
    if (size >= 0)
        return tr("%1, too large to be shown here").arg(bytesText(size));
    if (exact.isEmpty())
        return tr("empty text");
    return onOneLine(valueText(shown, exact)) + (page.isCut(row, column) ? QStringLiteral("…") : QString());
}

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    const Cell cell = index.isValid() ? cellAt(index.row()) : Cell{};
    if (cell.page == nullptr)
        return {};
    const Page &page = *cell.page;
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return shownText(page, cell.row, column);
    case ExactRole:
        return page.isNull(cell.row, column) ? QVariant() : page.text(cell.row, column);
    case Qt::ToolTipRole:
        return page.isNull(cell.row, column) ? tr("NULL: no value at all")
                                             : page.text(cell.row, column).left(Page::letters);
    case CutRole:
        return page.isCut(cell.row, column);
    case LinkRole:
        return !page.isNull(cell.row, column) &&
               std::any_of(m_query.shape->outgoing.begin(), m_query.shape->outgoing.end(),
                           [column](const browse::Link &link) { return link.columns.contains(column); });
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter |
                   (m_query.shape->columns[column].kind == ValueKind::Number ? Qt::AlignRight : Qt::AlignLeading));
    case Qt::FontRole:
    case Qt::ForegroundRole: {
        if (!page.isNull(cell.row, column) && !page.text(cell.row, column).isEmpty())
            return {};
        if (role == Qt::ForegroundRole)
            return QApplication::palette().brush(QPalette::PlaceholderText);
        QFont font = QApplication::font();
        font.setItalic(true);
        return font;
    }
    default:
        return {};
    }
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    const browse::Column &column = m_query.shape->columns[section];
    switch (role) {
    case Qt::DisplayRole:
        return onOneLine(column.name);
    case Qt::ToolTipRole:
        return QString(column.name + QLatin1Char('\n') + column.type);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (column.kind == ValueKind::Number ? Qt::AlignRight : Qt::AlignLeading));
    default:
        return {};
    }
}

} // namespace ui
