// SPDX-License-Identifier: MIT
#include "support/testserver.h"
#include "ui/browse/rowsview.h"
#include "ui/browse/treemodel.h"
#include "ui/browse/valuedialog.h"
#include "ui/browsing.h"
#include "ui/style/metrics.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <algorithm>

using namespace Qt::StringLiterals;
using postgres::Connection;

namespace {

constexpr int patience = 60000;

constexpr auto content =
    "CREATE SCHEMA creator_alice; CREATE SCHEMA creator_bob; CREATE SCHEMA app; CREATE SCHEMA locked;"
    "CREATE TABLE creator_alice.posts(id bigint PRIMARY KEY, text text);"
    "CREATE TABLE creator_alice.accounts(id bigint PRIMARY KEY);"
    "CREATE VIEW creator_alice.newest AS SELECT * FROM creator_alice.posts;"
    "CREATE SEQUENCE creator_alice.counter;"
    "CREATE FUNCTION creator_alice.twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n';"
    "CREATE TABLE creator_bob.posts(id bigint); CREATE TABLE app.settings(name text);"
    "CREATE TABLE locked.secrets(id int);"
    "INSERT INTO creator_alice.posts SELECT i, 'text ' || i FROM generate_series(1, 500) i;"
    "CREATE SCHEMA data; CREATE TABLE data.owners(id int PRIMARY KEY, name text);"
    "INSERT INTO data.owners SELECT i, 'owner ' || i FROM generate_series(1, 300) i;"
    "CREATE TABLE data.things(id int PRIMARY KEY, owner int REFERENCES data.owners, note text, amount numeric, at "
    "timestamptz);"
    "INSERT INTO data.things SELECT i, 1 + i % 300, CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE 'note ' || i END, "
    "1.5 * i, timestamptz '2024-01-01 00:00:00.123456+00' + i * interval '1 minute' FROM generate_series(1, 8000) i;"
    "CREATE VIEW data.broken AS SELECT 1 / (id - 1) AS q FROM data.owners;"
    "CREATE TABLE data.\"odd \"\"%1&\nname\"(\"%2 \"\"&id\" int PRIMARY KEY, doc jsonb, raw bytea, list int[]);"
    "INSERT INTO data.\"odd \"\"%1&\nname\" VALUES (1, '{\"a\": [1, 2.50]}', '\\x00ff41', '{1,NULL}');"
    "CREATE TABLE data.chain(id bigint PRIMARY KEY, before bigint REFERENCES data.chain, words text);"
    "INSERT INTO data.chain VALUES (286000000000000001, 286000000000000001, repeat('word ', 500));"
    "CREATE TABLE data.empty(id int PRIMARY KEY); CREATE TABLE data.loose(n int);"
    "INSERT INTO data.loose SELECT generate_series(1, 5000); CREATE TABLE data.none();"
    "DO $$ BEGIN EXECUTE 'CREATE TABLE data.wide(' || (SELECT string_agg('c' || i || ' int', ', ') "
    "FROM generate_series(1, 1600) i) || ')'; END $$; INSERT INTO data.wide DEFAULT VALUES; ANALYZE;"_L1;

} // namespace

/// The place Browse, over a real server.
class TestBrowse : public Browsing
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void creatorsComeFirst();
    void relationsInTheirOrder();
    void filterFindsTables();
    void whatIsOpenStaysOpen();
    void lockedIsShownAsSuch();
    void rowsAreReadOnAsOneScrolls();
    void barGoesAnywhere();
    void sortedByClick();
    void filteredByKeyboard();
    void foreignKeyThereAndBack();
    void copiedExactly();
    void columnsAreRemembered();
    void columnsFitTheFirstRows();
    void wholeValueIsShown();
    void oddTables_data();
    void oddTables();
    void tableIsGone();
    void tableIsDroppedWhileShown();
    void tableIsAlteredWhileShown_data();
    void tableIsAlteredWhileShown();
    void placeIsKeptOverALoss();
    void lostAndFound();
    void cleanup();

private:
    [[nodiscard]] QStringList childrenOf(const QModelIndex &parent) const;
    [[nodiscard]] QModelIndex find(const QStringList &path) const;
    void open(const QString &table);
    [[nodiscard]] QString cell(int row, int column) const { return rows()->index(row, column).data().toString(); }
    [[nodiscard]] ui::RowsView *view() const { return m_page->findChild<ui::RowsView *>(); }
    [[nodiscard]] ui::RowsModel *rows() const { return view()->model(); }
    [[nodiscard]] QTableView *grid() const { return view()->findChild<QTableView *>(); }
    [[nodiscard]] bool says(const QString &text) const;
    [[nodiscard]] QAbstractItemModel *model() const { return m_tree->model(); }
    QTreeView *m_tree = nullptr;
};

void TestBrowse::initTestCase()
{
    makeDatabase(content);
}

void TestBrowse::init()
{
    openPage();
    if (QTest::currentTestFailed())
        return;
    m_tree = m_page->findChild<QTreeView *>();
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_page.get());
}

void TestBrowse::cleanup()
{
    closePage();
}

QStringList TestBrowse::childrenOf(const QModelIndex &parent) const
{
    QStringList names;
    for (int row = 0; row < model()->rowCount(parent); ++row)
        names += model()->index(row, 0, parent).data().toString();
    return names;
}

QModelIndex TestBrowse::find(const QStringList &path) const
{
    QModelIndex index;
    for (const QString &name : path) {
        const qsizetype row = childrenOf(index).indexOf(name);
        if (row < 0)
            return {};
        index = model()->index(int(row), 0, index);
    }
    return index;
}

void TestBrowse::creatorsComeFirst()
{
    const QModelIndex root = model()->index(0, 0);
    QVERIFY(m_tree->isExpanded(root));
    QCOMPARE(childrenOf(root), QStringList({u"alice"_s, u"bob"_s, u"Other"_s}));
    QCOMPARE(childrenOf(model()->index(2, 0, root)),
             QStringList({u"app"_s, u"data"_s, u"locked"_s, u"public"_s, u"information_schema"_s, u"pg_catalog"_s}));
}

void TestBrowse::relationsInTheirOrder()
{
    const QModelIndex alice = find({m_database->title(), u"alice"_s});
    QCOMPARE(childrenOf(alice),
             QStringList({u"accounts"_s, u"posts"_s, u"newest"_s, u"counter"_s, u"twice(n integer)"_s}));
    m_tree->expand(alice);
    const QModelIndex posts = find({m_database->title(), u"alice"_s, u"posts"_s});
    QTRY_VERIFY_WITH_TIMEOUT(posts.data(Qt::ToolTipRole).toString().contains(u"500"), patience);
    m_tree->setCurrentIndex(posts);
    QCOMPARE(m_page->place().relation.name, u"posts"_s);
    QCOMPARE(m_page->place().area.schema, u"creator_alice"_s);
}

void TestBrowse::filterFindsTables()
{
    auto *filter = m_page->findChild<QLineEdit *>();
    QTest::keyClicks(filter, u"POSTS"_s);
    QTRY_COMPARE_WITH_TIMEOUT(childrenOf(model()->index(0, 0)), QStringList({u"alice"_s, u"bob"_s}), patience);
    const QModelIndex alice = find({m_database->title(), u"alice"_s});
    QCOMPARE(childrenOf(alice), QStringList({u"posts"_s}));
    QVERIFY(m_tree->isExpanded(alice));
    filter->clear();
    QTest::keyClicks(filter, u"alice"_s);
    QTRY_COMPARE_WITH_TIMEOUT(childrenOf(find({m_database->title(), u"alice"_s})).size(), 5, patience);
    filter->clear();
    QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(model()->index(0, 0)), 3, patience);
}

void TestBrowse::whatIsOpenStaysOpen()
{
    m_tree->expand(find({m_database->title(), u"alice"_s}));
    auto connection = Connection::open(m_settings, u"test"_s);
    QVERIFY(connection);
    QVERIFY(connection->execute(u"CREATE TABLE creator_alice.later(id int)"_s));
    m_page->enter();
    QTRY_VERIFY_WITH_TIMEOUT(find({m_database->title(), u"alice"_s, u"later"_s}).isValid(), patience);
    QVERIFY(m_tree->isExpanded(find({m_database->title(), u"alice"_s})));
    QVERIFY(!m_tree->isExpanded(find({m_database->title(), u"bob"_s})));
    QVERIFY(connection->execute(u"DROP TABLE creator_alice.later"_s));
}

void TestBrowse::lockedIsShownAsSuch()
{
    auto connection = Connection::open(m_settings, u"test"_s);
    QVERIFY(connection);
    QVERIFY(connection->execute(u"CREATE ROLE guest LOGIN PASSWORD 'guest'; GRANT USAGE ON SCHEMA app TO guest"_s));
    postgres::Settings guest = m_settings;
    guest.user = u"guest"_s;
    guest.password = base::Secret(u"guest"_s);
    auto *database = m_session->databases().add(ui::Database::Kind::Server, guest);
    m_tree->expand(model()->index(1, 0));
    QTRY_COMPARE_WITH_TIMEOUT(database->state(), ui::Database::State::Open, patience);
    const QModelIndex root = model()->index(1, 0);
    QVERIFY(model()->index(0, 0, root).data(ui::TreeModel::LockedRole).toBool());
    const QModelIndex app = model()->index(0, 0, model()->index(2, 0, root));
    QCOMPARE(app.data().toString(), u"app"_s);
    QVERIFY(!app.data(ui::TreeModel::LockedRole).toBool());
    m_tree->expand(app.parent());
    m_tree->expand(app);
    QTRY_VERIFY_WITH_TIMEOUT(model()->index(0, 0, app).data(ui::TreeModel::LockedRole).toBool(), patience);
    QVERIFY2(!database->error(), "a lock, no error");
    QVERIFY(connection->execute(u"DROP OWNED BY guest; DROP ROLE guest"_s));
}

bool TestBrowse::says(const QString &text) const
{
    const auto all = m_page->findChildren<QLabel *>();
    return std::any_of(all.begin(), all.end(), [&](const QLabel *label) {
        return label->isVisibleTo(m_page.get()) && label->text().contains(text);
    });
}

/// A table of the schema “data”, with its first rows.
void TestBrowse::open(const QString &table)
{
    const QModelIndex index = find({m_database->title(), u"Other"_s, u"data"_s, table});
    QVERIFY2(index.isValid(), qPrintable(table));
    m_tree->setCurrentIndex(index);
    QTRY_VERIFY_WITH_TIMEOUT(rows()->query().shape && rows()->query().shape->relation.name == table, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!rows()->isBusy(), patience);
}

void TestBrowse::rowsAreReadOnAsOneScrolls()
{
    open(u"things"_s);
    new QAbstractItemModelTester(rows(), QAbstractItemModelTester::FailureReportingMode::QtTest, this);
    QCOMPARE(cell(0, 0), u"1"_s);
    QCOMPARE(cell(0, 2), u"empty text"_s);
    QCOMPARE(cell(3, 2), u"NULL"_s);
    QVERIFY(!rows()->index(3, 2).data(ui::RowsModel::ExactRole).isValid());
    QCOMPARE(rows()->index(0, 4).data(ui::RowsModel::ExactRole).toString(), u"2024-01-01 00:01:00.123456+00"_s);
    // Every row once, in order, with a window that stays small.
    int next = 1;
    QScrollBar *own = grid()->verticalScrollBar();
    while (next <= 8000) {
        const int top = grid()->rowAt(0);
        QVERIFY(top >= 0);
        const int shown = rows()->index(top, 0).data(ui::RowsModel::ExactRole).toInt();
        QVERIFY2(shown <= next, "no row is left out");
        const int bottom = grid()->rowAt(grid()->viewport()->height() - 1);
        const int last = bottom < 0 ? rows()->rowCount() - 1 : bottom;
        next = rows()->index(last, 0).data(ui::RowsModel::ExactRole).toInt() + 1;
        QVERIFY(rows()->rowCount() <= 3000);
        own->setValue(own->value() + own->pageStep());
        if (next <= 8000)
            QTRY_VERIFY_WITH_TIMEOUT(own->value() < own->maximum() || (!rows()->isBusy() && rows()->isAtEnd()),
                                     patience);
    }
    QVERIFY(rows()->isTotalExact());
    QCOMPARE(rows()->total(), 8000);
    QVERIFY(says(u"of 8"_s));
    // And back again.
    int before = rows()->index(grid()->rowAt(0), 0).data(ui::RowsModel::ExactRole).toInt();
    while (before > 1) {
        own->setValue(own->value() - own->pageStep());
        const int shown = rows()->index(grid()->rowAt(0), 0).data(ui::RowsModel::ExactRole).toInt();
        QVERIFY2(shown <= before && shown >= before - own->pageStep() - 1,
                 qPrintable(u"%1 after %2"_s.arg(shown).arg(before)));
        before = shown;
        if (before > 1)
            QTRY_VERIFY_WITH_TIMEOUT(own->value() > 0 || (!rows()->isBusy() && rows()->isAtStart()), patience);
    }
    QTRY_VERIFY_WITH_TIMEOUT(rows()->isAtStart(), patience);
}

void TestBrowse::barGoesAnywhere()
{
    open(u"things"_s);
    auto bars = view()->findChildren<QScrollBar *>(QString(), Qt::FindDirectChildrenOnly);
    QCOMPARE(bars.size(), 1);
    bars.first()->setValue(bars.first()->maximum() / 2);
    const auto id = [this] { return rows()->index(0, 0).data(ui::RowsModel::ExactRole).toInt(); };
    QTRY_VERIFY_WITH_TIMEOUT(id() > 3500 && id() < 4500, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!rows()->isBusy(), patience);
    bars.first()->setValue(bars.first()->maximum());
    QTRY_VERIFY_WITH_TIMEOUT(rows()->isAtEnd() && !rows()->isBusy(), patience);
    QCOMPARE(rows()->index(rows()->rowCount() - 1, 0).data().toString(), u"8000"_s);
    bars.first()->setValue(0);
    QTRY_COMPARE_WITH_TIMEOUT(id(), 1, patience);
}

void TestBrowse::sortedByClick()
{
    open(u"things"_s);
    QHeaderView *header = grid()->horizontalHeader();
    const auto click = [header] {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(3) + header->sectionSize(3) / 2, header->height() / 2});
    };
    click();
    QTRY_VERIFY_WITH_TIMEOUT(rows()->query().sorting.column == 3 && !rows()->isBusy() && rows()->rowCount() > 0,
                             patience);
    QCOMPARE(cell(0, 3), u"1.5"_s);
    click();
    QTRY_VERIFY_WITH_TIMEOUT(rows()->query().sorting.descending && !rows()->isBusy() && rows()->rowCount() > 0,
                             patience);
    QCOMPARE(cell(0, 3), u"12000.0"_s);
}

void TestBrowse::filteredByKeyboard()
{
    open(u"things"_s);
    QTest::mouseClick(view()->findChild<QPushButton *>(u"addFilter"_s), Qt::LeftButton);
    QTest::keyClicks(view()->findChild<QLineEdit *>(u"filterValue"_s), u"7"_s);
    QTest::keyClick(view()->findChild<QLineEdit *>(u"filterValue"_s), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(rows()->rowCount(), 1, patience);
    QCOMPARE(cell(0, 2), u"note 7"_s);
    auto *chip = view()->findChild<QPushButton *>(u"chip"_s);
    QVERIFY(chip);
    QCOMPARE(chip->text(), u"id is 7"_s);
    QTest::mouseClick(chip, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(rows()->rowCount() > 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!rows()->isBusy(), patience);
    QTest::mouseClick(view()->findChild<QPushButton *>(u"addFilter"_s), Qt::LeftButton);
    QTest::keyClicks(view()->findChild<QLineEdit *>(u"filterValue"_s), u"seven"_s);
    QTest::keyClick(view()->findChild<QLineEdit *>(u"filterValue"_s), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"cannot be read as a value of its column"_s), patience);
}

void TestBrowse::foreignKeyThereAndBack()
{
    open(u"things"_s);
    const QRect cellPlace = grid()->visualRect(rows()->index(0, 1));
    QTest::mouseClick(grid()->viewport(), Qt::LeftButton, {}, {cellPlace.right() - 4, cellPlace.center().y()});
    QTRY_COMPARE_WITH_TIMEOUT(m_page->place().relation.name, u"owners"_s, patience);
    QTRY_VERIFY_WITH_TIMEOUT(rows()->rowCount() == 1 && !rows()->isBusy(), patience);
    QCOMPARE(cell(0, 1), u"owner 2"_s);
    auto *back = view()->findChild<QPushButton *>(u"back"_s);
    QVERIFY(back->isVisible());
    QTest::mouseClick(back, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->place().relation.name, u"things"_s, patience);
    QTRY_VERIFY_WITH_TIMEOUT(rows()->rowCount() > 100, patience);
    QVERIFY(!back->isVisible());
}

void TestBrowse::copiedExactly()
{
    open(u"things"_s);
    QModelIndexList cells;
    for (const int row : {1, 3}) {
        for (const int column : {0, 2, 3})
            cells += rows()->index(row, column);
    }
    for (const QModelIndex &index : cells)
        grid()->selectionModel()->select(index, QItemSelectionModel::Select);
    grid()->setFocus();
    QTest::keyClick(grid(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"2\tnote 2\t3.0\n4\t\t6.0"_s);
    QCOMPARE(ui::copyText(*rows(), cells, ui::CopyFormat::Csv), u"id,note,amount\n2,note 2,3.0\n4,,6.0\n"_s);
    QCOMPARE(ui::copyText(*rows(), cells, ui::CopyFormat::Insert),
             u"INSERT INTO \"data\".\"things\" (\"id\", \"note\", \"amount\") VALUES ('2', 'note 2', '3.0');\n"
             "INSERT INTO \"data\".\"things\" (\"id\", \"note\", \"amount\") VALUES ('4', NULL, '6.0');\n"_s);
    const QString json = ui::copyText(*rows(), cells, ui::CopyFormat::Json);
    QVERIFY(json.contains(u"\"note\": null"_s));
    QVERIFY(json.contains(u"\"note\": \"note 2\""_s));
}

void TestBrowse::columnsAreRemembered()
{
    open(u"things"_s);
    auto *columns = view()->findChild<QToolButton *>();
    columns->menu()->actions().at(2)->setChecked(false);
    grid()->setColumnWidth(0, 123);
    QVERIFY(grid()->isColumnHidden(2));
    open(u"owners"_s);
    QVERIFY(!grid()->isColumnHidden(1));
    open(u"things"_s);
    QVERIFY(grid()->isColumnHidden(2));
    QCOMPARE(grid()->columnWidth(0), 123);
    closePage();
    init();
    open(u"things"_s);
    columns = view()->findChild<QToolButton *>();
    QVERIFY(grid()->isColumnHidden(2));
    QCOMPARE(grid()->columnWidth(0), 123);
    columns->menu()->actions().at(2)->setChecked(true);
}

void TestBrowse::columnsFitTheFirstRows()
{
    open(u"chain"_s);
    const int key = grid()->fontMetrics().horizontalAdvance(cell(0, 0));
    QTRY_VERIFY(grid()->columnWidth(0) > key);
    QVERIFY(grid()->columnWidth(1) > key + ui::scaled(16)); // with the arrow to what it names
    QVERIFY(grid()->columnWidth(2) < grid()->fontMetrics().horizontalAdvance(cell(0, 2)));
    QVERIFY(grid()->columnWidth(2) > grid()->columnWidth(0));
}

void TestBrowse::wholeValueIsShown()
{
    open(u"odd \"%1&\nname"_s);
    QCOMPARE(cell(0, 0), u"1"_s);
    for (const int column : {1, 2}) {
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        grid()->setCurrentIndex(rows()->index(0, column));
        grid()->setFocus();
        QTest::keyClick(grid(), Qt::Key_Return);
        ui::ValueDialog *dialog = view()->findChild<ui::ValueDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QPlainTextEdit *>() != nullptr, patience);
        const QString text = dialog->findChild<QPlainTextEdit *>()->toPlainText();
        QVERIFY2(column == 1 ? text == u"{\"a\": [1, 2.50]}"_s : text.contains(u"00 ff 41"_s), qPrintable(text));
        QCOMPARE(dialog->findChild<QTreeWidget *>() != nullptr, column == 1);
        delete dialog;
    }
}

void TestBrowse::oddTables_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<int>("rows");
    QTest::addRow("empty") << u"empty"_s << 0;
    QTest::addRow("1,600 columns") << u"wide"_s << 1;
    QTest::addRow("no column") << u"none"_s << 0;
    QTest::addRow("no key") << u"loose"_s << -1;
    QTest::addRow("a view that fails") << u"broken"_s << 0;
}

void TestBrowse::oddTables()
{
    QFETCH(const QString, table);
    QFETCH(const int, rows);
    const QModelIndex index = find({m_database->title(), u"Other"_s, u"data"_s, table});
    QVERIFY(index.isValid());
    m_tree->setCurrentIndex(index);
    if (table == u"none")
        QTRY_VERIFY_WITH_TIMEOUT(says(u"no columns"_s), patience);
    else if (table == u"broken")
        QTRY_VERIFY_WITH_TIMEOUT(says(u"failed"_s), patience);
    else if (rows >= 0)
        QTRY_VERIFY_WITH_TIMEOUT(
            this->rows()->query().shape && !this->rows()->isBusy() && this->rows()->rowCount() == rows, patience);
    else
        QTRY_VERIFY_WITH_TIMEOUT(this->rows()->rowCount() > 0 && cell(0, 0) == u"1", patience);
}

void TestBrowse::tableIsGone()
{
    auto connection = Connection::open(m_settings, u"test"_s);
    QVERIFY(connection);
    QVERIFY(connection->execute(u"CREATE TABLE data.brief(id int)"_s));
    m_database->look();
    QTRY_VERIFY_WITH_TIMEOUT(find({m_database->title(), u"Other"_s, u"data"_s, u"brief"_s}).isValid(), patience);
    QVERIFY(connection->execute(u"DROP TABLE data.brief"_s));
    m_tree->setCurrentIndex(find({m_database->title(), u"Other"_s, u"data"_s, u"brief"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(says(u"no longer there"_s), patience);
}

void TestBrowse::tableIsDroppedWhileShown()
{
    testsupport::execute(m_settings, u"CREATE TABLE data.brief(id int PRIMARY KEY); "
                                     "INSERT INTO data.brief SELECT generate_series(1, 1000); ANALYZE data.brief"_s);
    m_database->look();
    QTRY_VERIFY_WITH_TIMEOUT(find({m_database->title(), u"Other"_s, u"data"_s, u"brief"_s}).isValid(), patience);
    open(u"brief"_s);
    testsupport::execute(m_settings, u"DROP TABLE data.brief"_s);
    const int before = rows()->rowCount();
    grid()->verticalScrollBar()->setValue(before);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"brief is no longer there"_s), patience);
    QCOMPARE(rows()->rowCount(), before);
    QVERIFY2(!m_database->error(), "the database is still there");
}

void TestBrowse::tableIsAlteredWhileShown_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<bool>("keepsFilter");
    const QStringList usual = {u"id"_s, u"note"_s, u"amount"_s};
    QTest::addRow("a column more") << u"ALTER TABLE data.changing ADD extra text DEFAULT 'x'"_s
                                   << QStringList({u"id"_s, u"note"_s, u"amount"_s, u"extra"_s}) << true;
    QTest::addRow("a column less") << u"ALTER TABLE data.changing DROP note"_s << QStringList({u"id"_s, u"amount"_s})
                                   << true;
    QTest::addRow("the filter's column less")
        << u"ALTER TABLE data.changing DROP amount"_s << QStringList({u"id"_s, u"note"_s}) << false;
    QTest::addRow("a column of another name") << u"ALTER TABLE data.changing RENAME note TO words"_s
                                              << QStringList({u"id"_s, u"words"_s, u"amount"_s}) << true;
    QTest::addRow("a column of another type")
        << u"ALTER TABLE data.changing ALTER note TYPE bytea USING convert_to(note, 'UTF8')"_s << usual << true;
    QTest::addRow("another type of the key") << u"ALTER TABLE data.changing ALTER id TYPE numeric"_s << usual << true;
    QTest::addRow("no key any more") << u"ALTER TABLE data.changing DROP CONSTRAINT changing_pkey"_s << usual << true;
    QTest::addRow("another name") << u"ALTER TABLE data.changing RENAME TO changed"_s << usual << true;
    QTest::addRow("another one in its place")
        << u"ALTER TABLE data.changing RENAME TO changed; CREATE TABLE data.changing(id int PRIMARY KEY, note text, "
           "amount int); INSERT INTO data.changing SELECT i, 'wrong', 1 FROM generate_series(1, 9000) i"_s
        << usual << true;
}

/// Between two pages: it is said, and one goes on from the same row, with the filter, never with what is of the other
/// table.
void TestBrowse::tableIsAlteredWhileShown()
{
    QFETCH(const QString, sql);
    QFETCH(const QStringList, columns);
    QFETCH(const bool, keepsFilter);
    testsupport::execute(m_settings, u"DROP TABLE IF EXISTS data.changing, data.changed; CREATE TABLE data.changing("
                                     "id int PRIMARY KEY, note text, amount int); INSERT INTO data.changing SELECT i, "
                                     "'note ' || i, i % 10 FROM generate_series(1, 8000) i; ANALYZE data.changing"_s);
    m_database->look();
    QTRY_COMPARE_WITH_TIMEOUT(m_database->state(), ui::Database::State::Open, patience);
    open(u"changing"_s);
    QTest::mouseClick(view()->findChild<QPushButton *>(u"addFilter"_s), Qt::LeftButton);
    view()->findChildren<QComboBox *>()[0]->setCurrentIndex(2);
    view()->findChildren<QComboBox *>()[1]->setCurrentIndex(3); // is at most
    QTest::keyClicks(view()->findChild<QLineEdit *>(u"filterValue"_s), u"8"_s);
    QTest::keyClick(view()->findChild<QLineEdit *>(u"filterValue"_s), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(rows()->query().filters.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(rows()->rowCount() > 300 && !rows()->isBusy(), patience);
    testsupport::execute(m_settings, sql);
    const int last = rows()->rowCount() - 1;
    grid()->scrollTo(rows()->index(last, 0));
    const auto topId = [this] {
        return rows()->index(std::max(0, grid()->rowAt(0)), 0).data(ui::RowsModel::ExactRole).toInt();
    };
    const int before = topId();
    QTRY_VERIFY_WITH_TIMEOUT(says(u"was changed meanwhile"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(rows()->rowCount() > 0 && !rows()->isBusy(), patience);
    QStringList found;
    for (int column = 0; column < rows()->columnCount(); ++column)
        found += rows()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    QCOMPARE(found, columns);
    QCOMPARE(rows()->query().filters.size(), keepsFilter ? 1 : 0);
    QCOMPARE(says(u"was taken off"_s), !keepsFilter);
    QVERIFY2(std::abs(topId() - before) < 200, qPrintable(u"%1 after %2"_s.arg(topId()).arg(before)));
    for (int row = 0; row < rows()->rowCount(); ++row)
        QVERIFY(cell(row, 1) != u"wrong");
}

/// What was looked at stays in sight while the server is away, and goes on from there.
void TestBrowse::placeIsKeptOverALoss()
{
    open(u"things"_s);
    testsupport::TestServer::instance().crash();
    const int before = rows()->rowCount();
    grid()->verticalScrollBar()->setValue(before);
    QTRY_VERIFY_WITH_TIMEOUT(m_database->error().has_value(), patience);
    QCOMPARE(rows()->rowCount(), before);
    auto *again = m_page->findChild<QPushButton *>(u"connectAgain"_s);
    QTRY_VERIFY_WITH_TIMEOUT(again->isVisible(), patience);
    testsupport::TestServer::instance().restart();
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_database->error(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(rows()->rowCount() > before, patience);
    QVERIFY(!again->isVisible());
}

/// A server that was restarted is not even noticed; one that is gone is told, and comes back.
void TestBrowse::lostAndFound()
{
    testsupport::TestServer::instance().stopAndStart();
    m_database->look();
    QTRY_COMPARE_WITH_TIMEOUT(m_database->state(), ui::Database::State::Open, patience);
    testsupport::TestServer::instance().crash();
    m_database->look();
    QTRY_COMPARE_WITH_TIMEOUT(m_database->state(), ui::Database::State::Refused, patience);
    QCOMPARE(childrenOf(model()->index(0, 0)).size(), 3);
    testsupport::TestServer::instance().restart();
    m_database->look();
    QTRY_COMPARE_WITH_TIMEOUT(m_database->state(), ui::Database::State::Open, patience);
}

QTEST_MAIN(TestBrowse)
#include "tst_browse.moc"
