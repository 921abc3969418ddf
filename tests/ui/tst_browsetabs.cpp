// SPDX-License-Identifier: MIT
#include "migration/plan/discovery.h"
#include "migration/run/run.h"
#include "support/pgbouncer.h"
#include "support/testserver.h"
#include "ui/browse/barlist.h"
#include "ui/browse/factsview.h"
#include "ui/browse/gridview.h"
#include "ui/browse/plantree.h"
#include "ui/browse/sqleditor.h"
#include "ui/browse/sqlview.h"
#include "ui/browse/structureview.h"
#include "ui/browsing.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/copyfield.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QGraphicsView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000;

constexpr auto content =
    "CREATE SCHEMA creator_alice; SET search_path = creator_alice;"
    "CREATE TABLE accounts(id bigint PRIMARY KEY, name text NOT NULL);"
    "CREATE TABLE posts(id bigint PRIMARY KEY, \"accountId\" bigint NOT NULL REFERENCES accounts, text text DEFAULT "
    "'x');"
    "CREATE INDEX by_text ON posts(text);"
    "CREATE VIEW newest AS SELECT * FROM posts;"
    "INSERT INTO accounts VALUES (1, 'one'); INSERT INTO posts SELECT i, 1, 't' || i FROM generate_series(1, 3000) i;"
    "ANALYZE;"_L1;

QString cell(const QAbstractItemView *view, int row, int column)
{
    return view->model()->index(row, column).data().toString();
}

} // namespace

/// Structure, Facts and SQL in the place Browse, over a real server.
class TestBrowseTabs : public Browsing
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void structureOfATable();
    void aLinkLeadsToItsTable();
    void structureOfAView();
    void structureOfAMovedTable();
    void aTableThatIsGone();
    void factsOfAnArea();
    void statementGivesRows();
    void rowLimit();
    void mistakeIsMarked();
    void writingIsRefused();
    void stopEndsIt();
    void planIsATree();
    void historyComesBack();
    void historyIsKept();
    void historyIsForgotten();
    void namesAreCompleted();
    void superuserReadsAsReader();
    void throughAPool();
    void aTableIsAlteredWhileShown();
    void aTableIsDroppedWhileShown_data();
    void aTableIsDroppedWhileShown();
    void placeIsKeptOverALoss_data();
    void placeIsKeptOverALoss();
    void cleanup();

private:
    template <typename View>
    View *show(const QString &relation = {}, const QString &schema = QStringLiteral("creator_alice"));
    ui::RelationView *showTab(const QByteArray &name, const QString &relation);
    void lookAgain();
    [[nodiscard]] static int contentOf(const ui::RelationView *view);
    void type(const QString &sql);
    QPushButton *button(const QString &text) const;
    [[nodiscard]] ui::Place place(const QString &relation,
                                  const QString &schema = QStringLiteral("creator_alice")) const;
    ui::SqlView *m_sql = nullptr;
};

void TestBrowseTabs::initTestCase()
{
    makeDatabase(content);
}

void TestBrowseTabs::init()
{
    openPage();
    if (QTest::currentTestFailed())
        return;
    m_sql = m_page->findChild<ui::SqlView *>();
}

void TestBrowseTabs::cleanup()
{
    closePage();
}

ui::Place TestBrowseTabs::place(const QString &relation, const QString &schema) const
{
    const browse::Catalog &catalog = m_database->catalog();
    ui::Place place{.database = m_database, .area = catalog.areas().at(catalog.indexOf(schema)), .relation = {}};
    for (int number = place.area.first; number < place.area.first + place.area.count; ++number)
        if (catalog.name(number) == relation)
            place.relation = catalog.relation(number);
    return place;
}

template <typename View>
View *TestBrowseTabs::show(const QString &relation, const QString &schema)
{
    m_page->go(place(relation, schema));
    auto *view = m_page->findChild<View *>();
    m_page->findChild<QTabWidget *>()->setCurrentWidget(view);
    return view;
}

QPushButton *TestBrowseTabs::button(const QString &text) const
{
    for (auto *button : m_sql->findChildren<QPushButton *>())
        if (button->text().remove(u'&') == text)
            return button;
    return nullptr;
}

ui::RelationView *TestBrowseTabs::showTab(const QByteArray &name, const QString &relation)
{
    m_page->go(place(relation));
    for (ui::RelationView *view : m_page->findChildren<ui::RelationView *>()) {
        if (name != view->metaObject()->className())
            continue;
        m_page->findChild<QTabWidget *>()->setCurrentWidget(view);
        return view;
    }
    qFatal("There is no tab %s.", name.constData());
}

/// As F5 in the tree does.
void TestBrowseTabs::lookAgain()
{
    m_database->look();
    QTRY_VERIFY_WITH_TIMEOUT(m_database->state() != ui::Database::State::Opening, patience);
}

/// How many rows and drawn things a tab shows.
int TestBrowseTabs::contentOf(const ui::RelationView *view)
{
    int count = 0;
    for (const QAbstractItemView *one : view->findChildren<QAbstractItemView *>()) {
        if (one->isVisible() && one->model() != nullptr)
            count += one->model()->rowCount();
    }
    for (const QGraphicsView *one : view->findChildren<QGraphicsView *>()) {
        if (one->isVisible() && one->scene() != nullptr)
            count += int(one->scene()->items().size());
    }
    return count;
}

void TestBrowseTabs::type(const QString &sql)
{
    auto *editor = show<ui::SqlView>(u"posts"_s)->findChild<ui::SqlEditor *>();
    editor->setPlainText(sql);
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
}

void TestBrowseTabs::structureOfATable()
{
    auto *view = show<ui::StructureView>(u"posts"_s);
    const QList<ui::GridView *> grids = view->findChildren<ui::GridView *>();
    for (auto *grid : grids)
        new QAbstractItemModelTester(grid->model(), QAbstractItemModelTester::FailureReportingMode::QtTest, grid);
    QTRY_COMPARE_WITH_TIMEOUT(grids[0]->model()->rowCount(), 3, patience);
    QCOMPARE(cell(grids[0], 1, 0), u"accountId"_s);
    QCOMPARE(cell(grids[0], 1, 1), u"bigint"_s);
    QCOMPARE(cell(grids[0], 1, 2), u"never"_s);
    QCOMPARE(cell(grids[0], 1, 3), u"accounts.id"_s);
    QCOMPARE(cell(grids[0], 2, 4), u"'x'::text"_s);
    QCOMPARE(grids[1]->model()->rowCount(), 2);
    QCOMPARE(cell(grids[1], 0, 1), u"every id only once"_s);
    QCOMPARE(cell(grids[1], 1, 1), u"accountId is always one of accounts"_s);
    QCOMPARE(grids[2]->model()->rowCount(), 2);
    QVERIFY(!grids[3]->isVisible()); // no triggers
    QVERIFY(view->findChild<ui::CopyField *>()->text().startsWith(u"CREATE TABLE creator_alice.posts (\n"));
}

void TestBrowseTabs::aLinkLeadsToItsTable()
{
    auto *view = show<ui::StructureView>(u"posts"_s);
    auto *grid = view->findChildren<ui::GridView *>().at(0);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 3, patience);
    const QModelIndex link = grid->model()->index(1, 3);
    grid->scrollTo(link);
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->visualRect(link).center());
    QTRY_COMPARE_WITH_TIMEOUT(m_page->place().relation.name, u"accounts"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 2, patience);
    // And back from the other side, by keyboard.
    auto *keys = view->findChildren<ui::GridView *>().at(1);
    QTRY_COMPARE_WITH_TIMEOUT(keys->model()->rowCount(), 2, patience);
    keys->setFocus();
    keys->setCurrentIndex(keys->model()->index(1, 0));
    QTest::keyClick(keys, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->place().relation.name, u"posts"_s, patience);
}

/// What was beside what is; nothing of a table that no run moved, in the same schema.
void TestBrowseTabs::structureOfAMovedTable()
{
    const QString file = m_folder->filePath(u"shop.sqlite3"_s);
    testsupport::makeSqlite(file, u"CREATE TABLE Items(Id INTEGER PRIMARY KEY, Price DECIMAL(8,2) NOT NULL, odd);"
                                  "INSERT INTO Items VALUES (1, 2.5, 'x');"_s);
    migration::RunRequest request;
    migration::SourceRequest sources;
    sources.files = {file};
    const auto found = migration::discover(sources, migration::CountRows::No);
    QVERIFY(found);
    request.sources = *found;
    request.target = m_settings;
    const migration::Verdict verdict = migration::migrate(request, {}, {}).verdict;
    QVERIFY(verdict == migration::Verdict::Verified || verdict == migration::Verdict::VerifiedWithNotes);
    testsupport::execute(m_settings, u"CREATE TABLE creator_shop.later(id bigint)"_s);
    m_database->look();
    QTRY_VERIFY_WITH_TIMEOUT(m_database->catalog().indexOf(u"creator_shop"_s) >= 0, patience);
    auto *view = show<ui::StructureView>(u"Items"_s, u"creator_shop"_s);
    auto *grid = view->findChildren<ui::GridView *>().at(0);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 3, patience);
    QCOMPARE(grid->model()->headerData(4, Qt::Horizontal).toString(), u"Was in SQLite"_s);
    QCOMPARE(cell(grid, 0, 4), u"INTEGER"_s);
    QCOMPARE(cell(grid, 1, 4), u"DECIMAL(8,2)"_s);
    QCOMPARE(cell(grid, 2, 4), u"no type"_s);
    auto *before = view->findChildren<ui::CopyField *>().at(1);
    QVERIFY(before->text().startsWith(u"CREATE TABLE Items(Id INTEGER PRIMARY KEY"));
    show<ui::StructureView>(u"later"_s, u"creator_shop"_s);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 1, patience);
    QVERIFY(grid->model()->headerData(4, Qt::Horizontal).toString() != u"Was in SQLite"_s);
    QVERIFY(!before->isVisible());
}

void TestBrowseTabs::structureOfAView()
{
    auto *view = show<ui::StructureView>(u"newest"_s);
    auto *sql = view->findChild<ui::CopyField *>();
    QTRY_VERIFY_WITH_TIMEOUT(sql->text().startsWith(u"CREATE VIEW creator_alice.newest AS\n"), patience);
    QVERIFY(!view->findChildren<ui::GridView *>().at(1)->isVisible());
}

void TestBrowseTabs::aTableThatIsGone()
{
    ui::Place gone = place(u"posts"_s);
    gone.relation.oid = 4000000000;
    auto *view = show<ui::StructureView>(u"posts"_s);
    view->look(gone);
    auto *banner = view->findChild<ui::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), patience);
    QVERIFY(!view->findChild<ui::GridView *>()->isVisible());
}

void TestBrowseTabs::factsOfAnArea()
{
    auto *view = show<ui::FactsView>();
    auto *bars = view->findChild<ui::BarList *>();
    QTRY_COMPARE_WITH_TIMEOUT(bars->model()->rowCount(), 2, patience);
    QCOMPARE(cell(bars, 0, 0), u"posts"_s);
    QVERIFY(bars->isVisible());
    auto *tables = view->findChildren<ui::GridView *>().at(0);
    QCOMPARE(cell(tables, 0, 0), u"posts"_s);
    QCOMPARE(cell(tables, 0, 3), QLocale().toString(3000));
    QTest::mouseClick(tables->viewport(), Qt::LeftButton, {},
                      tables->visualRect(tables->model()->index(0, 0)).center());
    QTRY_COMPARE_WITH_TIMEOUT(m_page->place().relation.name, u"posts"_s, patience);
}

void TestBrowseTabs::statementGivesRows()
{
    type(u"SELECT id, NULL AS nothing, '' AS empty, 'a\tb\nc' AS odd FROM posts WHERE id < 3 ORDER BY id"_s);
    auto *table = m_sql->findChild<QTableView *>();
    new QAbstractItemModelTester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest, table);
    QTRY_VERIFY_WITH_TIMEOUT(!m_sql->isRunning() && table->isVisible(), patience);
    QCOMPARE(table->model()->rowCount(), 2);
    QCOMPARE(cell(table, 0, 1), u"NULL"_s);
    QCOMPARE(cell(table, 0, 2), u"empty text"_s);
    QCOMPARE(cell(table, 1, 3), u"a b↵c"_s);
    table->selectRow(1);
    table->setFocus();
    QTest::keySequence(table, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"2\t\t\ta\tb\nc"_s);
}

void TestBrowseTabs::rowLimit()
{
    auto *limit = m_sql->findChild<QComboBox *>();
    limit->setCurrentIndex(0);
    type(u"SELECT * FROM posts"_s);
    auto *table = m_sql->findChild<QTableView *>();
    QTRY_VERIFY_WITH_TIMEOUT(!m_sql->isRunning() && table->model()->rowCount() == 100, patience);
}

void TestBrowseTabs::mistakeIsMarked()
{
    type(u"SELECT id,\n nope FROM posts"_s);
    auto *editor = m_sql->findChild<ui::SqlEditor *>();
    QTRY_COMPARE_WITH_TIMEOUT(editor->extraSelections().size(), 1, patience);
    QCOMPARE(editor->extraSelections().first().cursor.selectedText(), u"nope"_s);
    const QList<ui::Banner *> banners = m_sql->findChildren<ui::Banner *>();
    QVERIFY(std::any_of(banners.begin(), banners.end(), [](const ui::Banner *one) { return one->isVisible(); }));
    QTest::keyClicks(editor, u"x"_s);
    QVERIFY(editor->extraSelections().isEmpty());
}

void TestBrowseTabs::writingIsRefused()
{
    type(u"DELETE FROM posts"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_sql->isRunning(), patience);
    type(u"SELECT count(*) FROM posts"_s);
    auto *table = m_sql->findChild<QTableView *>();
    QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, 0), u"3000"_s, patience);
}

void TestBrowseTabs::stopEndsIt()
{
    type(u"SELECT pg_sleep(500)"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_sql->isRunning(), patience);
    QPushButton *stop = button(u"Stop"_s);
    QVERIFY(stop->isEnabled());
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_sql->isRunning(), patience);
    QVERIFY(button(u"Run"_s)->isEnabled());
}

void TestBrowseTabs::planIsATree()
{
    type(u"SELECT 1"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_sql->isRunning(), patience);
    auto *editor = m_sql->findChild<ui::SqlEditor *>();
    editor->setPlainText(u"SELECT count(*) FROM posts WHERE text > 'a'"_s);
    m_sql->findChild<QMenu *>()->actions().last()->trigger();
    auto *tree = m_sql->findChild<ui::PlanTree *>();
    QTRY_VERIFY_WITH_TIMEOUT(tree->isVisible(), patience);
    QCOMPARE(cell(tree, 0, 0), u"Counts or sums up"_s);
    QVERIFY(!tree->isColumnHidden(4));
    m_sql->findChild<QMenu *>()->actions().first()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_sql->isRunning() && tree->isColumnHidden(4), patience);
}

void TestBrowseTabs::historyComesBack()
{
    for (const QString &sql : {u"SELECT 1"_s, u"SELECT 2"_s}) {
        type(sql);
        QTRY_VERIFY_WITH_TIMEOUT(!m_sql->isRunning(), patience);
    }
    auto *editor = m_sql->findChild<ui::SqlEditor *>();
    editor->clear();
    QTest::keyClick(editor, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(editor->toPlainText(), u"SELECT 2"_s);
    QTest::keyClick(editor, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(editor->toPlainText(), u"SELECT 1"_s);
    QTest::keyClick(editor, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(editor->toPlainText(), u"SELECT 2"_s);
}

/// What was run is there at the next start, but nothing with a password in it.
void TestBrowseTabs::historyIsKept()
{
    for (const QString &sql : {u"SELECT 'kept'"_s, u"ALTER ROLE bob PASSWORD 'hunter2'"_s,
                               u"SELECT 'postgresql://bob:hunter3@host'"_s, u"SELECT 'the last'"_s}) {
        type(sql);
        QTRY_VERIFY_WITH_TIMEOUT(!m_sql->isRunning(), patience);
    }
    closePage();
    QFile file(ui::SqlHistory::path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const QByteArray kept = file.readAll();
    QVERIFY(kept.contains("the last"));
    QVERIFY(!kept.contains("hunter"));
    openPage();
    m_sql = m_page->findChild<ui::SqlView *>();
    auto *editor = show<ui::SqlView>(u"posts"_s)->findChild<ui::SqlEditor *>();
    const auto before = [editor] {
        QTest::keyClick(editor, Qt::Key_Up, Qt::ControlModifier);
        return editor->toPlainText();
    };
    QString last; // once the file is read
    QVERIFY(QTest::qWaitFor([&] { return !(last = before()).isEmpty(); }, patience));
    QCOMPARE(last, u"SELECT 'the last'"_s);
    QCOMPARE(before(), u"SELECT 'kept'"_s);
}

/// By keyboard, out of the menu of what was run.
void TestBrowseTabs::historyIsForgotten()
{
    type(u"SELECT 'forget me'"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_sql->isRunning(), patience);
    QTimer::singleShot(0, this, [] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().first()->text(), u"SELECT 'forget me'"_s);
        QCOMPARE(menu->actions().last()->text(), u"&Forget all of them"_s);
        QTest::keyClick(menu, Qt::Key_F);
    });
    auto *before = button(u"Before"_s);
    before->setFocus();
    QTest::keyClick(before, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(ui::SqlHistory::path()), patience);
    auto *editor = m_sql->findChild<ui::SqlEditor *>();
    editor->clear();
    QTest::keyClick(editor, Qt::Key_Up, Qt::ControlModifier);
    QVERIFY(editor->toPlainText().isEmpty());
}

void TestBrowseTabs::namesAreCompleted()
{
    auto *editor = show<ui::SqlView>(u"posts"_s)->findChild<ui::SqlEditor *>();
    editor->clear();
    editor->setFocus();
    const auto offered = [editor] {
        editor->clear();
        QTest::keyClicks(editor, u"SELECT \"acc"_s);
        return editor->completer()->popup()->isVisible();
    };
    QTRY_VERIFY_WITH_TIMEOUT(offered(), patience); // once the names are known
    QTest::keyClick(editor->completer()->popup(), Qt::Key_Return);
    QCOMPARE(editor->toPlainText(), u"SELECT \"accountId\""_s);
    QTest::keyClicks(editor, u" '"_s + u"sel"_s);
    QVERIFY(!editor->completer()->popup()->isVisible()); // not within a string
}

void TestBrowseTabs::superuserReadsAsReader()
{
    auto *all = show<ui::SqlView>(u"posts"_s)->findChild<QCheckBox *>();
    auto *table = m_sql->findChild<QTableView *>();
    QTRY_VERIFY_WITH_TIMEOUT(all->isVisible() || m_database->settings().user.isEmpty(), patience);
    type(u"SELECT current_user"_s);
    QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, 0), u"pg_read_all_data"_s, patience);
    all->setChecked(true);
    type(u"SELECT current_user"_s);
    QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, 0), m_settings.user, patience);
    const QList<ui::Banner *> banners = m_sql->findChildren<ui::Banner *>();
    QVERIFY(std::any_of(banners.begin(), banners.end(), [](const ui::Banner *one) { return one->isVisible(); }));
}

/// A pool that gives each transaction another session takes nothing away.
void TestBrowseTabs::throughAPool()
{
    const testsupport::PgBouncer pool(m_settings, u"transaction"_s, 2);
    m_database = m_session->databases().add(ui::Database::Kind::Server, pool.settings());
    lookAgain();
    QCOMPARE(m_database->state(), ui::Database::State::Open);
    for (const char *tab : {"ui::RowsView", "ui::StructureView", "ui::FactsView", "ui::PictureView"}) {
        const ui::RelationView *view = showTab(tab, u"posts"_s);
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(view) > 0, patience);
        QVERIFY(!view->findChild<ui::Banner *>()->isVisible());
    }
    type(u"SELECT count(*) FROM posts"_s);
    QTRY_COMPARE_WITH_TIMEOUT(cell(m_sql->findChild<QTableView *>(), 0, 0), u"3000"_s, patience);
    QVERIFY(!m_database->error());
    m_session->databases().forget(m_database);
}

void TestBrowseTabs::aTableIsAlteredWhileShown()
{
    testsupport::execute(m_settings, u"CREATE TABLE creator_alice.altered(id bigint)"_s);
    lookAgain();
    auto *grid = show<ui::StructureView>(u"altered"_s)->findChildren<ui::GridView *>().at(0);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 1, patience);
    testsupport::execute(m_settings, u"ALTER TABLE creator_alice.altered ADD COLUMN more text"_s);
    m_page->findChild<QTreeView *>(u"tree"_s)->setFocus();
    QTest::keyClick(m_page->findChild<QTreeView *>(u"tree"_s), Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 2, patience);
    testsupport::execute(m_settings, u"DROP TABLE creator_alice.altered"_s);
}

void TestBrowseTabs::aTableIsDroppedWhileShown_data()
{
    QTest::addColumn<QByteArray>("tab");
    QTest::newRow("structure") << QByteArray("ui::StructureView");
    QTest::newRow("facts") << QByteArray("ui::FactsView");
}

/// What was so before it went is no longer shown as if it were.
void TestBrowseTabs::aTableIsDroppedWhileShown()
{
    QFETCH(QByteArray, tab);
    testsupport::execute(m_settings, u"CREATE TABLE creator_alice.brief(id bigint)"_s);
    lookAgain();
    ui::RelationView *view = showTab(tab, u"brief"_s);
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(view) > 0, patience);
    testsupport::execute(m_settings, u"DROP TABLE creator_alice.brief"_s);
    lookAgain();
    auto *banner = view->findChild<ui::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), patience);
    QVERIFY(banner->findChildren<QLabel *>().last()->text().contains(u"not there any more"_s));
    for (const ui::GridView *one : view->findChildren<ui::GridView *>())
        QVERIFY(!one->isVisible());
}

void TestBrowseTabs::placeIsKeptOverALoss_data()
{
    QTest::addColumn<QByteArray>("tab");
    QTest::newRow("structure") << QByteArray("ui::StructureView");
    QTest::newRow("facts") << QByteArray("ui::FactsView");
    QTest::newRow("picture") << QByteArray("ui::PictureView");
    QTest::newRow("SQL") << QByteArray("ui::SqlView");
}

/// It is said once, for all of the page; what was in sight stays, and one click goes on from there.
void TestBrowseTabs::placeIsKeptOverALoss()
{
    QFETCH(QByteArray, tab);
    ui::RelationView *view = showTab(tab, u"posts"_s);
    if (tab.contains("Sql")) {
        type(u"SELECT 42"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(m_sql->findChild<QTableView *>(), 0, 0), u"42"_s, patience);
    }
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(view) > 0, patience);
    const int before = contentOf(view);
    testsupport::TestServer::instance().crash();
    lookAgain();
    QTRY_VERIFY_WITH_TIMEOUT(m_database->error().has_value(), patience);
    auto *again = m_page->findChild<QPushButton *>(u"connectAgain"_s);
    QTRY_VERIFY_WITH_TIMEOUT(again->isVisible(), patience);
    view->look(m_page->place());
    if (tab.contains("Sql"))
        type(u"SELECT 43"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_database->state(), ui::Database::State::Refused, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_sql->isRunning(), patience);
    QTest::qWait(0);
    for (const ui::Banner *banner : view->findChildren<ui::Banner *>())
        QVERIFY(!banner->isVisible()); // the page's is enough
    QCOMPARE(contentOf(view), before);
    QVERIFY(m_page->place() == place(u"posts"_s));
    testsupport::TestServer::instance().restart();
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_database->error() && m_database->state() == ui::Database::State::Open, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!again->isVisible(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(contentOf(view), before, patience);
    if (tab.contains("Sql")) {
        type(u"SELECT 44"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(m_sql->findChild<QTableView *>(), 0, 0), u"44"_s, patience);
    }
}

QTEST_MAIN(TestBrowseTabs)
#include "tst_browsetabs.moc"
