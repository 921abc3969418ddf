// SPDX-License-Identifier: MIT
#include "benchmarks/window/rowsbench.h"

#include "benchmarks/window/browsedata.h"
#include "benchmarks/window/loop.h"
#include "ui/browse/browsepage.h"
#include "ui/browse/rowsview.h"
#include "ui/browse/treemodel.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTreeView>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace benchmarks {

namespace {

enum Column { Id, Account, Kind, At };

/// What this process has in memory, in MB.
double residentMemory()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return double(file.readAll().split(' ').value(1).toLongLong()) * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// The page Browse and its table, driven as a person would.
class Rows
{
public:
    Rows(const postgres::Settings &settings, qint64 rows);
    void firstScreens();
    void jumps(const QString &table);
    void drags();
    void filters();
    void sorted();
    void scrolls();

private:
    [[nodiscard]] QModelIndex indexOf(const QString &table) const;
    double open(const QString &table);
    double jump(double share);
    double filter(Column column, int test, const QStringList &values);
    void unfilter();
    [[nodiscard]] ui::RowsModel *model() const { return m_view->model(); }
    double untilRows(const std::function<void()> &act);
    void rest();

    qint64 m_rows;
    ui::Session m_session;
    ui::Database *m_database;
    ui::BrowsePage m_page;
    QTreeView *m_tree;
    ui::RowsView *m_view;
    QTableView *m_table;
    QScrollBar *m_bar;
};

Rows::Rows(const postgres::Settings &settings, qint64 rows)
    : m_rows(rows),
      m_database(m_session.databases().add(ui::Database::Kind::Server, settings)),
      m_page(&m_session.databases()),
      m_tree(m_page.findChild<QTreeView *>()),
      m_view(m_page.findChild<ui::RowsView *>()),
      m_table(m_view->findChild<QTableView *>()),
      m_bar(m_view->findChild<QScrollBar *>(QString(), Qt::FindDirectChildrenOnly))
{
    m_page.resize(1100, 740);
    m_page.show();
    m_page.enter();
    waitUntil([this] { return m_database->state() == ui::Database::State::Open; });
    m_tree->expand(indexOf(u"events"_s).parent());
    rest();
}

QModelIndex Rows::indexOf(const QString &table) const
{
    const QModelIndex root = m_tree->model()->index(0, 0);
    const QModelIndex bench = m_tree->model()->index(0, 0, root);
    for (int row = 0; row < m_tree->model()->rowCount(bench); ++row) {
        const QModelIndex index = m_tree->model()->index(row, 0, bench);
        if (index.data().toString() == table)
            return index;
    }
    qFatal("The table %s is not in the tree.", qPrintable(table));
}

/// Nothing is being read any more.
void Rows::rest()
{
    waitUntil([this] { return !model()->isBusy(); });
}

/// Until other rows than before were painted.
double Rows::untilRows(const std::function<void()> &act)
{
    bool isThere = false;
    const auto connection = QObject::connect(model(), &ui::RowsModel::jumped, m_view, [&isThere] { isThere = true; });
    const double time = untilPainted(m_table->viewport(), act, [&isThere] { return isThere; });
    QObject::disconnect(connection);
    return time;
}

double Rows::open(const QString &table)
{
    if (m_page.place().relation.name == table)
        open(table == u"events" ? u"loose"_s : u"events"_s); // else it would not be opened anew
    const QModelIndex index = indexOf(table);
    m_tree->scrollTo(index);
    const QPoint place = m_tree->visualRect(index).center();
    const double time = untilRows([&] { QTest::mouseClick(m_tree->viewport(), Qt::LeftButton, {}, place); });
    if (m_page.place().relation.name != table || model()->rowCount() == 0)
        qFatal("The rows of %s did not come.", qPrintable(table));
    rest();
    return time;
}

void Rows::firstScreens()
{
    constexpr int times = 15;
    Gaps keyed;
    Gaps loose;
    for (int i = 0; i < times; ++i) {
        keyed.all.push_back(open(u"events"_s));
        loose.all.push_back(open(u"loose"_s));
    }
    printTimes("First screen after the click:", keyed);
    printTimes("  of the table without a key:", loose);
}

double Rows::jump(double share)
{
    const double time = untilRows([&] { m_bar->setValue(int(share * m_bar->maximum())); });
    if (model()->rowCount() == 0)
        qFatal("No rows came.");
    rest();
    return time;
}

/// Anywhere, and around row 19,000,000 of 20,000,000.
void Rows::jumps(const QString &table)
{
    constexpr int times = 100;
    open(table);
    QRandomGenerator random(1);
    Gaps anywhere;
    Gaps late;
    double furthest = 0;
    for (int i = 0; i < times; ++i) {
        const double share = random.generateDouble();
        anywhere.all.push_back(jump(share));
        const qint64 key = model()->index(0, Id).data(ui::RowsModel::ExactRole).toLongLong();
        const auto row = double(keyOf(m_rows, m_rows) - key > (keyOf(m_rows, m_rows) - keyOf(1, m_rows)) / 2
                                    ? key / 3
                                    : (key - (keyOf(m_rows, m_rows) - 3 * m_rows)) / 3);
        furthest = std::max(furthest, std::abs(row / double(m_rows) - share));
        late.all.push_back(jump(0.95 + 0.0001 * i));
    }
    std::printf("Jumps by the scroll bar in %s (at most %.1f %% of the rows beside the place):\n", qPrintable(table),
                100 * furthest);
    printTimes("  anywhere:", anywhere);
    printTimes("  around 95 %:", late);
}

/// With the mouse, from letting go of the slider.
void Rows::drags()
{
    constexpr int times = 30;
    constexpr int steps = 20;
    open(u"events"_s);
    Gaps drags;
    for (int i = 0; i < times; ++i) {
        m_bar->setSliderDown(true);
        for (int step = 1; step <= steps; ++step) {
            QCoreApplication::processEvents();
            m_bar->setSliderPosition(int(qint64(m_bar->maximum()) * ((i + step) % times) / times));
        }
        drags.all.push_back(untilRows([this] { m_bar->setSliderDown(false); }));
        rest();
    }
    printTimes("  the slider dragged there, from letting go:", drags);
}

double Rows::filter(Column column, int test, const QStringList &values)
{
    QTest::mouseClick(m_view->findChild<QPushButton *>(u"addFilter"_s), Qt::LeftButton);
    const auto boxes = m_view->findChildren<QComboBox *>();
    boxes[0]->setCurrentIndex(column);
    boxes[1]->setCurrentIndex(test);
    QLineEdit *last = nullptr;
    const auto fields = m_view->findChildren<QLineEdit *>();
    for (QLineEdit *field : fields) {
        if (!field->isVisible())
            continue;
        field->setText(values.value(last == nullptr ? 0 : 1));
        last = field;
    }
    const double time = untilRows([last] { QTest::keyClick(last, Qt::Key_Return); });
    if (model()->query().filters.size() != 1 || model()->rowCount() == 0)
        qFatal("What the filter leaves did not come.");
    rest();
    return time;
}

void Rows::unfilter()
{
    untilRows([this] { QTest::mouseClick(m_view->findChild<QPushButton *>(u"chip"_s), Qt::LeftButton); });
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    rest();
}

void Rows::filters()
{
    constexpr int times = 15;
    constexpr int is = 0;
    constexpr int atLeast = 2;
    constexpr int between = 4;
    open(u"events"_s);

    struct Case
    {
        const char *words;
        Column column;
        int test;
        QStringList values;
    };
    const qint64 days = m_rows * 15 / 86'400;
    const auto day = [](qint64 number) { return QDate(2015, 1, 1).addDays(number).toString(Qt::ISODate); };
    const QList<Case> cases = {{"  an account of 100 rows:", Account, is, {u"4711"_s}},
                               {"  one of 200,000 rows everywhere:", Account, is, {u"0"_s}},
                               {"  one of 5,000 rows near the end:", Account, is, {u"200001"_s}},
                               {"  accounts from 150,000 on:", Account, atLeast, {u"150000"_s}},
                               {"  a month near the end:", At, between, {day(days - 60), day(days - 30)}},
                               {"  the last ten days:", At, atLeast, {day(days - 10)}}};
    std::printf("Filters on indexed columns:\n");
    for (const Case &one : cases) {
        Gaps gaps;
        for (int i = 0; i < times; ++i) {
            gaps.all.push_back(filter(one.column, one.test, one.values));
            unfilter();
        }
        printTimes(one.words, gaps);
    }
}

void Rows::sorted()
{
    constexpr int times = 30;
    open(u"events"_s);
    QHeaderView *header = m_table->horizontalHeader();
    Gaps sorting;
    Gaps jumping;
    for (const Column column : {Account, At}) {
        for (int i = 0; i < 3; ++i) {
            const QPoint place(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                               header->height() / 2);
            sorting.all.push_back(untilRows([&] { QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place); }));
            rest();
            for (int k = 0; k < times && model()->query().sorting.column >= 0; ++k)
                jumping.all.push_back(jump((k + 0.5) / times));
        }
    }
    printTimes("Sorted by an indexed column:", sorting);
    printTimes("  any page then:", jumping);
}

/// A million rows, a screen and a bit at a time, as fast as they come.
void Rows::scrolls()
{
    constexpr qint64 far = 1'000'000;
    open(u"events"_s);
    QScrollBar *own = m_table->verticalScrollBar();
    const int step = 2 * own->pageStep();
    const qint64 until = std::min(far, m_rows - 1'000);
    const double before = residentMemory();
    double most = before;
    QElapsedTimer clock;
    clock.start();
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        own->setValue(own->value() + step);
        most = std::max(most, residentMemory());
        if (model()->before() + own->value() >= until)
            loop.quit();
    });
    timer.start(0);
    loop.exec();
    const double seconds = double(clock.elapsed()) / 1e3;
    std::printf("Scrolled through %lld rows in %.1f s: memory %.0f MB before, %.0f MB at most, %.0f MB after: grown by "
                "%.0f MB\n",
                static_cast<long long>(until), seconds, before, most, residentMemory(), most - before);
}

} // namespace

browse::Relation eventsOf(const ui::Database &database)
{
    const browse::Catalog &catalog = database.catalog();
    const browse::Area &area = catalog.areas()[catalog.indexOf(u"creator_bench"_s)];
    for (int number = area.first; number < area.first + area.count; ++number) {
        if (catalog.name(number) == u"events")
            return catalog.relation(number);
    }
    qFatal("There is no table of events.");
}

void measureRows(const postgres::Settings &settings, qint64 count)
{
    std::printf("A table of %lld rows.\n", static_cast<long long>(count));
    Rows rows(settings, count);
    Heart heart;
    rows.firstScreens();
    rows.jumps(u"events"_s);
    rows.drags();
    rows.jumps(u"loose"_s);
    rows.filters();
    rows.sorted();
    heart.stop();
    print("The event loop meanwhile:", heart.loop());
    print("  a thread beside it that does nothing:", heart.thread());
    Heart scrolling;
    rows.scrolls();
    scrolling.stop();
    print("  the event loop meanwhile:", scrolling.loop());
}

} // namespace benchmarks
