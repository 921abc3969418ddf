// SPDX-License-Identifier: MIT
#include "ui/browse/rowsview.h"

#include "browse/reshape.h"
#include "ui/browse/filterbar.h"
#include "ui/browse/rowcolumns.h"
#include "ui/browse/rowsdelegate.h"
#include "ui/browse/valuedialog.h"
#include "ui/style/icon.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <climits>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int jumpPause = 120; ///< milliseconds that the slider rests

} // namespace

RowsView::RowsView(QWidget *parent)
    : RelationView(parent),
      m_model(new RowsModel(this)),
      m_filters(new FilterBar),
      m_banner(new Banner),
      m_anyway(new QPushButton(tr("&Sort anyway"))),
      m_table(new QTableView),
      m_bar(new QScrollBar(Qt::Vertical)),
      m_jump(new QTimer(this)),
      m_back(new QPushButton(icon(u"arrow-left"_s), tr("&Back"))),
      m_columns(new RowColumns(m_table, new QToolButton)),
      m_foot(label({}, TextRole::Body)),
      m_count(new QPushButton(tr("&Count exactly"))),
      m_stop(new QPushButton(icon(u"stop"_s), tr("S&top")))
{
    buildTable();
    auto *grid = new QHBoxLayout;
    grid->setSpacing(0);
    grid->addWidget(m_table, 1);
    grid->addWidget(m_bar);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space(Space::Small), space(Space::Small), space(Space::Small), space(Space::Small));
    column->setSpacing(space(Space::Small));
    column->addWidget(m_filters);
    column->addWidget(m_banner);
    column->addWidget(m_anyway, 0, Qt::AlignLeading);
    column->addLayout(grid, 1);
    column->addWidget(buildFoot());
    m_anyway->setObjectName(u"sortAnyway"_s);
    m_anyway->hide();
    connect(m_anyway, &QPushButton::clicked, this, [this] { begin(m_slow); });
    connect(m_filters, &FilterBar::changed, this, &RowsView::start);
    connect(m_model, &RowsModel::changed, this, &RowsView::showFoot);
    connect(m_model, &RowsModel::changed, this, &RowsView::tellSight, Qt::QueuedConnection);
    connect(m_model, &RowsModel::shifted, this, &RowsView::keepPlace);
    connect(m_model, &RowsModel::dropping, this, [this](int first, int last) {
        // The table would go to another row, and there.
        if (const int row = m_table->currentIndex().row(); row >= first && row <= last)
            m_table->selectionModel()->clearCurrentIndex();
    });
    connect(m_model, &RowsModel::failed, this, &RowsView::fail);
    connect(m_model, &RowsModel::jumped, this, [this] {
        m_columns->fit();
        const bool isLast = m_model->isAtEnd() && !m_model->isAtStart() && !std::exchange(m_keeping, false);
        m_table->verticalScrollBar()->setValue(isLast ? INT_MAX : 0);
        if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
            m_table->selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
    });
}

void RowsView::buildTable()
{
    auto *delegate = new RowsDelegate(m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegate(delegate);
    m_table->setAccessibleName(tr("Rows"));
    m_table->setWordWrap(false);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(scaled(browserRowHeight));
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_bar->setAccessibleName(tr("Where among all rows"));
    m_jump->setSingleShot(true);
    m_jump->setInterval(jumpPause);
    connect(m_jump, &QTimer::timeout, this, [this] { moveTo(m_bar->value()); });
    connect(m_bar, &QScrollBar::valueChanged, this, [this] {
        if (!m_moving)
            m_bar->isSliderDown() ? m_jump->start() : moveTo(m_bar->value());
    });
    connect(m_bar, &QScrollBar::sliderReleased, this, [this] {
        if (!m_jump->isActive())
            return;
        m_jump->stop(); // whoever lets go is there
        moveTo(m_bar->value());
    });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &RowsView::tellSight);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this, &RowsView::sortBy);
    connect(delegate, &RowsDelegate::followed, this, &RowsView::follow);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &RowsView::showValue);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &point) {
        const QModelIndex index = m_table->indexAt(point);
        if (!index.isValid())
            return;
        QMenu menu;
        fillMenu(menu, index);
        menu.exec(m_table->viewport()->mapToGlobal(point));
    });
    auto *copyKey = new QAction(tr("Copy"), m_table);
    copyKey->setShortcut(QKeySequence::Copy);
    copyKey->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copyKey, &QAction::triggered, this, [this] { copy(CopyFormat::Text); });
    auto *showKey = new QAction(tr("Show the value"), m_table);
    showKey->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    showKey->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(showKey, &QAction::triggered, this, [this] { showValue(m_table->currentIndex()); });
    m_table->addActions({copyKey, showKey});
}

QWidget *RowsView::buildFoot()
{
    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space(Space::Small));
    m_foot->setWordWrap(false);
    m_filters->addControl(m_back);
    m_filters->addControl(m_columns->button());
    m_back->setObjectName(u"back"_s);
    m_count->setObjectName(u"count"_s);
    m_stop->setObjectName(u"stop"_s);
    row->addWidget(m_foot);
    row->addWidget(m_count);
    row->addWidget(m_stop);
    row->addStretch(1);
    m_back->hide();
    m_stop->hide();
    connect(m_back, &QPushButton::clicked, this, &RowsView::goBack);
    connect(m_count, &QPushButton::clicked, this, &RowsView::countExactly);
    connect(m_stop, &QPushButton::clicked, this, &RowsView::stop);
    connect(&m_countJob, &Job::runningChanged, this, &RowsView::showFoot);
    connect(&m_shapeJob, &Job::runningChanged, this, &RowsView::showFoot);
    return foot;
}

QString RowsView::title() const
{
    return tr("Rows");
}

bool RowsView::suits(const Place &place) const
{
    return place.isRelation() && browse::hasRows(place.relation.kind);
}

void RowsView::look(const Place &place)
{
    if (place == m_place && m_shape && m_wish.oid == 0 && !m_return) {
        m_model->retry();
        return;
    }
    m_place = place;
    m_shape.reset();
    m_sorting = {};
    m_countJob.stop();
    m_estimateJob.stop();
    m_model->clear();
    m_banner->clear();
    m_anyway->hide();
    place.database->readShape(m_shapeJob, place.relation, [this](const base::Result<browse::Shape> &shape) {
        shape ? takeShape(*shape) : fail(shape.error());
    });
}

void RowsView::fail(const base::Error &error)
{
    if (error.code == u"altered" && m_shape) {
        readAgain(error);
        return;
    }
    const bool unreachable = m_place.database && m_place.database->error();
    if (!unreachable) // that is said across the whole page
        m_banner->say(Status::Wrong, error.message);
    m_banner->setToolTip(error.detail);
    showFoot();
}

/// What the person asked for, in the order that they asked for, if they did.
browse::RowsQuery RowsView::asked() const
{
    return {.shape = m_shape, .filters = m_filters->filters(), .sorting = m_sorting};
}

RowsView::Top RowsView::top() const
{
    const int row = std::max(0, m_table->rowAt(0));
    return {.before = row > 0 ? m_model->anchorOf(row - 1) : browse::Anchor(),
            .place = {.before = m_model->before() + row, .total = m_model->total()}};
}

/// A table that was altered is another one now: its shape is read anew, and then its rows from the same place.
void RowsView::readAgain(const base::Error &error)
{
    if (m_shapeJob.isRunning())
        return;
    const browse::RowsQuery before = m_model->query().shape == m_shape ? m_model->query() : asked();
    m_place.database->readShape(m_shapeJob, m_place.relation,
                                [this, error, before, top = top()](const base::Result<browse::Shape> &shape) {
                                    if (!shape)
                                        fail(shape.error());
                                    else if (shape->signature == before.shape->signature)
                                        m_banner->say(Status::Wrong, error.message); // it is as it was once more
                                    else
                                        takeAgain(*shape, before, top);
                                });
}

void RowsView::takeAgain(const browse::Shape &shape, const browse::RowsQuery &before, const Top &top)
{
    browse::RowsQuery query = asked();
    const qsizetype filters = query.filters.size();
    m_shape = std::make_shared<const browse::Shape>(shape);
    query = browse::reshaped(query, m_shape);
    m_sorting = query.sorting;
    m_filters->setShape(m_shape);
    m_filters->setFilters(query.filters);
    if (m_sorting.column < 0)
        query.sorting = browse::usualSorting(query);
    m_anyway->hide();
    m_countJob.stop();
    m_keeping = !top.before.values.isEmpty() && browse::haveSamePlaces(before, query);
    if (shape.columns.isEmpty())
        m_model->clear();
    else if (m_keeping)
        m_model->startAfter(m_place.database, query, top.before, top.place);
    else
        m_model->start(m_place.database, query, top.place);
    m_columns->show(m_shape);
    showOrder(query.sorting);
    QString words = tr("%1 was changed meanwhile. Its rows were read again, with the columns that it has now.")
                        .arg(shape.relation.name);
    if (query.filters.size() < filters)
        words += u' ' + tr("A filter on a column that is gone was taken off.");
    m_banner->say(Status::Note, words);
}

void RowsView::takeShape(const browse::Shape &shape)
{
    m_shape = std::make_shared<const browse::Shape>(shape);
    m_filters->setShape(m_shape);
    if (m_return && m_return->place == m_place) {
        const browse::RowsQuery query = browse::reshaped(m_return->query, m_shape);
        m_filters->setFilters(query.filters);
        m_sorting = query.sorting;
    } else if (m_wish.oid == m_place.relation.oid) {
        QList<browse::Filter> filters;
        for (qsizetype i = 0; i < m_wish.columns.size(); ++i) {
            if (const int column = shape.indexOf(m_wish.columns[i]); column >= 0)
                filters.append({.column = column, .test = browse::Filter::Test::Is, .values = {m_wish.values[i]}});
        }
        m_filters->setFilters(filters);
    }
    m_return.reset();
    m_wish = {};
    if (shape.columns.isEmpty())
        m_banner->say(Status::Note, tr("There are no columns here, or none that you have the right to see."));
    else
        start();
}

/// What takes long says so first.
void RowsView::start()
{
    if (!m_shape || !m_place.database)
        return;
    browse::RowsQuery query = asked();
    m_banner->clear();
    m_anyway->hide();
    if (m_sorting.column < 0)
        query.sorting = browse::usualSorting(query);
    const bool usual = query.filters.isEmpty() && query.sorting.column < 0;
    if (usual) {
        begin(query);
        return;
    }
    m_place.database->estimate(m_estimateJob, query, [this, query](const base::Result<browse::Estimate> &estimate) {
        if (query.shape != m_shape)
            return;
        if (estimate && estimate->isSlow && m_sorting.column >= 0) {
            m_slow = query;
            m_banner->say(Status::Note,
                          tr("There is no index that sorts by %1, so each page takes about %2. It can be stopped.")
                              .arg(m_shape->columns[m_sorting.column].name, durationText(estimate->seconds)));
            m_anyway->show();
            return;
        }
        browse::RowsQuery chosen = query;
        if (estimate && estimate->isSlow)
            chosen.sorting = {}; // an order that nobody asked for must not cost anything
        begin(chosen);
        if (estimate)
            m_model->setTotal(estimate->rows, false);
    });
}

void RowsView::begin(const browse::RowsQuery &query)
{
    m_banner->clear();
    m_anyway->hide();
    m_countJob.stop();
    m_model->start(m_place.database, query);
    m_columns->show(m_shape); // to the table they are new ones
    showOrder(query.sorting);
}

void RowsView::showOrder(const browse::Sorting &sorting)
{
    QHeaderView *header = m_table->horizontalHeader();
    header->setSortIndicatorShown(sorting.column >= 0);
    if (sorting.column >= 0)
        header->setSortIndicator(sorting.column, sorting.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

/// Rising, falling, and then as it was.
void RowsView::sortBy(int column)
{
    if (!m_shape || column >= m_shape->columns.size())
        return;
    if (!m_shape->columns[column].sortable) {
        m_banner->say(Status::Note,
                      tr("Values of the type %1 have no order to sort by.").arg(m_shape->columns[column].type));
        return;
    }
    const browse::Sorting now = m_model->query().shape == m_shape ? m_model->query().sorting : m_sorting;
    if (now.column != column)
        m_sorting = {.column = column, .descending = false};
    else if (!now.descending)
        m_sorting = {.column = column, .descending = true};
    else
        m_sorting = {};
    start();
}

void RowsView::showFoot()
{
    const bool busy = m_model->isBusy() || m_countJob.isRunning() || m_shapeJob.isRunning();
    m_stop->setVisible(busy);
    m_count->setVisible(m_shape && !m_countJob.isRunning() && !m_model->isTotalExact() && m_model->rowCount() > 0);
    m_back->setVisible(!m_visits.isEmpty());
    const int rows = m_model->rowCount();
    QString words;
    if (rows == 0) {
        words = busy ? tr("Reading…") : m_shape && m_model->query().shape ? tr("No rows") : QString();
    } else {
        const int first = std::max(0, m_table->rowAt(0));
        const int seen = m_table->rowAt(m_table->viewport()->height() - 1);
        const qint64 from = m_model->before() + first + 1;
        const qint64 to = m_model->before() + (seen < 0 ? rows : seen + 1);
        const qint64 total = std::max(m_model->total(), to);
        const QString range = tr("Rows %1–%2").arg(countText(from), countText(to));
        if (m_shape->paging == browse::Shape::Paging::Start && !m_model->isTotalExact())
            words = tr("%1; of a view, only the first %2 are shown").arg(range, countText(rows));
        else if (m_model->isTotalExact())
            words = tr("%1 of %2").arg(range, countText(total));
        else if (m_model->total() < 0)
            words = range;
        else if (m_model->isBeforeExact())
            words = tr("%1 of about %2").arg(range, countText(total));
        else
            words = tr("About rows %1–%2 of about %3").arg(countText(from), countText(to), countText(total));
    }
    m_foot->setText(words);
    showPosition();
}

/// The bar stands for all rows, not only for those that are here.
void RowsView::showPosition()
{
    const QScrollBar *own = m_table->verticalScrollBar();
    const int seen = std::max(1, own->pageStep());
    const qint64 known = m_model->before() + m_model->rowCount();
    const qint64 total = m_model->isAtEnd() ? known : std::max(m_model->total(), known + seen);
    m_moving = true;
    m_bar->setRange(0, int(std::clamp<qint64>(total - seen, 0, INT_MAX / 2)));
    m_bar->setPageStep(seen);
    m_bar->setSingleStep(1);
    if (!m_bar->isSliderDown())
        m_bar->setValue(int(std::min<qint64>(m_model->before() + own->value(), m_bar->maximum())));
    m_moving = false;
}

void RowsView::moveTo(int position)
{
    const qint64 row = position - m_model->before();
    if (row >= 0 && row < m_model->rowCount() && (m_model->isAtEnd() || row < m_model->rowCount() - m_bar->pageStep()))
        m_table->verticalScrollBar()->setValue(int(row));
    else if (m_bar->maximum() > 0)
        m_model->jump(double(position) / m_bar->maximum());
}

void RowsView::tellSight()
{
    const int first = std::max(0, m_table->rowAt(0));
    const int last = m_table->rowAt(m_table->viewport()->height() - 1);
    m_model->show(first, last < 0 ? m_model->rowCount() - 1 : last);
    showFoot();
}

void RowsView::keepPlace(int rows)
{
    QScrollBar *own = m_table->verticalScrollBar();
    const int value = own->value() + rows;
    QMetaObject::invokeMethod(m_table, "updateGeometries"); // else the old range would cut it
    own->setValue(value);
}

void RowsView::resizeEvent(QResizeEvent *event)
{
    RelationView::resizeEvent(event);
    QTimer::singleShot(0, this, &RowsView::tellSight);
}

void RowsView::countExactly()
{
    if (!m_place.database || !m_model->query().shape)
        return;
    const quint64 generation = m_model->generation();
    m_place.database->countRows(m_countJob, m_model->query(), [this, generation](const base::Result<qint64> &count) {
        if (generation != m_model->generation())
            return;
        if (count)
            m_model->setTotal(*count, true);
        else if (count.error().code != base::stoppedCode)
            fail(count.error());
    });
}

void RowsView::stop()
{
    m_countJob.stop();
    m_shapeJob.stop();
    m_model->stop();
}

/// From a cell to the row that its foreign key names.
void RowsView::follow(const QModelIndex &index)
{
    for (const browse::Link &link : m_shape->outgoing) {
        if (link.columns.contains(index.column())) {
            followLink(link, index.row());
            return;
        }
    }
}

void RowsView::followLink(const browse::Link &link, int row)
{
    Wish wish{.oid = link.other.oid, .columns = link.otherColumns, .values = {}};
    for (const int column : link.columns)
        wish.values += m_model->index(row, column).data(RowsModel::ExactRole).toString();
    const browse::Catalog &catalog = m_place.database->catalog();
    const int area = catalog.indexOf(link.other.schema);
    m_visits.append({.place = m_place, .query = asked()});
    m_wish = wish;
    const Place place{.database = m_place.database,
                      .area = area >= 0 ? catalog.areas()[area]
                                        : browse::Area{.schema = link.other.schema, .title = link.other.schema},
                      .relation = link.other};
    if (place == m_place)
        look(place); // a table that refers to itself
    else
        Q_EMIT wanted(place);
}

void RowsView::goBack()
{
    if (m_visits.isEmpty())
        return;
    m_return = m_visits.takeLast();
    const Place place = m_return->place;
    if (place == m_place)
        look(place);
    else
        Q_EMIT wanted(place);
}

void RowsView::fillMenu(QMenu &menu, const QModelIndex &index)
{
    menu.addAction(tr("Show the value"), this, [this, index] { showValue(index); });
    if (index.data(RowsModel::LinkRole).toBool())
        menu.addAction(tr("Go to the row that it names"), this, [this, index] { follow(index); });
    if (!m_shape->incoming.isEmpty()) {
        QMenu *rows = menu.addMenu(tr("Rows that name this one"));
        for (const browse::Link &link : m_shape->incoming) {
            const QString words = link.other.name + u" ("_s + link.otherColumns.join(u", "_s) + u')';
            rows->addAction(QString(words).replace(u'&', u"&&"_s), this,
                            [this, link, row = index.row()] { followLink(link, row); });
        }
    }
    menu.addAction(tr("Filter this column…"), this, [this, index] { m_filters->begin(index.column()); });
    menu.addSeparator();
    menu.addAction(tr("Copy"), this, [this] { copy(CopyFormat::Text); });
    QMenu *as = menu.addMenu(tr("Copy as"));
    as->addAction(u"CSV"_s, this, [this] { copy(CopyFormat::Csv); });
    as->addAction(u"JSON"_s, this, [this] { copy(CopyFormat::Json); });
    as->addAction(u"INSERT"_s, this, [this] { copy(CopyFormat::Insert); });
    menu.addSeparator();
    menu.addAction(icon(u"save"_s), tr("Export…"), this, &RowsView::exportWanted);
}

void RowsView::copy(CopyFormat format)
{
    const QModelIndexList cells = m_table->selectionModel()->selectedIndexes();
    QGuiApplication::clipboard()->setText(copyText(*m_model, cells, format));
    const bool cut = std::any_of(cells.begin(), cells.end(),
                                 [](const QModelIndex &cell) { return cell.data(RowsModel::CutRole).toBool(); });
    if (cut)
        m_banner->say(Status::Note, tr("Long values were copied only as far as they are shown here. Show a value to "
                                       "copy the whole of it."));
}

QList<ExportChoice> RowsView::exportChoices() const
{
    return ui::exportChoices(m_place, *m_model, m_table->selectionModel()->selectedIndexes());
}

void RowsView::showValue(const QModelIndex &index)
{
    if (!index.isValid() || !m_place.database)
        return;
    auto *dialog = new ValueDialog(m_place.database, m_model->query(), m_model->anchorOf(index.row()), index.column(),
                                   index.data(RowsModel::ExactRole), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace ui
