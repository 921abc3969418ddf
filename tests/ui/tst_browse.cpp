// SPDX-License-Identifier: MIT
#include "support/testserver.h"
#include "ui/browse/browsepage.h"
#include "ui/browse/treemodel.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

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
    "INSERT INTO creator_alice.posts SELECT i, 'text ' || i FROM generate_series(1, 500) i; ANALYZE;"_L1;

} // namespace

/// The place Browse, over a real server.
class TestBrowse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void creatorsComeFirst();
    void relationsInTheirOrder();
    void filterFindsTables();
    void lockedIsShownAsSuch();
    void lostAndFound();
    void cleanup();

private:
    [[nodiscard]] QStringList childrenOf(const QModelIndex &parent) const;
    [[nodiscard]] QModelIndex find(const QStringList &path) const;
    [[nodiscard]] QAbstractItemModel *model() const { return m_tree->model(); }
    std::unique_ptr<QTemporaryDir> m_folder;
    postgres::Settings m_settings;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::BrowsePage> m_page;
    ui::Database *m_database = nullptr;
    QTreeView *m_tree = nullptr;
};

void TestBrowse::initTestCase()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->path()));
    ui::dress(*qApp, ui::Scheme::Light);
    m_settings = testsupport::TestServer::instance().freshDatabase();
    auto connection = Connection::open(m_settings, u"test"_s);
    QVERIFY(connection);
    const auto made = connection->execute(content);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
}

void TestBrowse::init()
{
    m_session = std::make_unique<ui::Session>();
    m_database = m_session->databases().add(ui::Database::Kind::Server, m_settings);
    m_page = std::make_unique<ui::BrowsePage>(&m_session->databases());
    m_tree = m_page->findChild<QTreeView *>();
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_page.get());
    m_page->resize(1024, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->enter();
    QTRY_COMPARE_WITH_TIMEOUT(m_database->state(), ui::Database::State::Open, patience);
}

void TestBrowse::cleanup()
{
    m_page.reset();
    m_session.reset();
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
             QStringList({u"app"_s, u"locked"_s, u"public"_s, u"information_schema"_s, u"pg_catalog"_s}));
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
