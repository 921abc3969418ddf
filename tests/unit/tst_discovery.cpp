// SPDX-License-Identifier: MIT
#include "migration/plan/discovery.h"
#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace migration;

namespace {

const QString fanslyTables =
    u"CREATE TABLE accounts (id INTEGER PRIMARY KEY); CREATE TABLE media (id INTEGER PRIMARY KEY);"
    "CREATE TABLE posts (id INTEGER PRIMARY KEY); CREATE TABLE messages (id INTEGER PRIMARY KEY);"
    "CREATE TABLE attachments (id INTEGER PRIMARY KEY);"
    "CREATE TABLE account_media (id INTEGER PRIMARY KEY); INSERT INTO accounts VALUES (1), (2)"_s;
const QString otherTables = u"CREATE TABLE t (x); INSERT INTO t VALUES (1), (2), (3)"_s;

} // namespace

class TestDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void claimedFilesOfAFolder();
    void everyFileWhereNoneIsClaimed();
    void chosenProfileClaimsAlone();
    void chosenProfileIsUsedForAll();
    void profilesAreRecognisedByTables();
    void sourcesAreDescribed();
    void refusedFilesAreListed();
    void strangersAmongClaimedOnesAreNot();
    void sameSchemaIsRefused_data();
    void sameSchemaIsRefused();
    void refusedOnesDoNotCollide();
    void creatorNameAndSchema();
    void globalSchema_data();
    void globalSchema();
    void singleSourceNeeded_data();
    void singleSourceNeeded();
    void badSchemaNames_data();
    void badSchemaNames();
    void impossibleRequests_data();
    void impossibleRequests();
    void sameFileTwiceIsOneSource();
    void relativePaths();
    void strangeNames_data();
    void strangeNames();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    void make(const QString &name, const QString &sql);
    void write(const QString &name, const QByteArray &bytes);
    [[nodiscard]] SourceRequest inFolder() const { return {.folders = {m_folder->path()}}; }
    [[nodiscard]] QList<Source> found(const SourceRequest &request) const;
    [[nodiscard]] QStringList creators(const SourceRequest &request) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDiscovery::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestDiscovery::cleanup()
{
    m_folder.reset();
}

void TestDiscovery::make(const QString &name, const QString &sql)
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    testsupport::makeSqlite(path(name), u"BEGIN; "_s + sql + u"; COMMIT"_s);
}

void TestDiscovery::write(const QString &name, const QByteArray &bytes)
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QList<Source> TestDiscovery::found(const SourceRequest &request) const
{
    const auto sources = discover(request, CountRows::Yes);
    if (!sources)
        QTest::qFail(qPrintable(sources.error().message), __FILE__, __LINE__);
    return sources.value_or(QList<Source>());
}

QStringList TestDiscovery::creators(const SourceRequest &request) const
{
    QStringList names;
    const QList<Source> sources = found(request);
    for (const Source &source : sources)
        names.append(source.creator);
    return names;
}

void TestDiscovery::claimedFilesOfAFolder()
{
    make(u"zoe/meta/zoe_metadata.sqlite3"_s, fanslyTables);
    make(u"alice/meta/alice_metadata.sqlite3"_s, otherTables);
    make(u"cache/store.sqlite"_s, otherTables);
    make(u"alice/meta/alice_metadata.sqlite3.bak"_s, fanslyTables);
    QCOMPARE(creators(inFolder()), QStringList({u"alice"_s, u"zoe"_s}));
}

void TestDiscovery::everyFileWhereNoneIsClaimed()
{
    make(u"b/store"_s, otherTables);
    make(u"a.sqlite"_s, otherTables);
    write(u"notes.txt"_s, "some text");
    QCOMPARE(creators(inFolder()), QStringList({u"a"_s, u"store"_s}));
}

void TestDiscovery::chosenProfileClaimsAlone()
{
    make(u"alice_metadata.sqlite3"_s, fanslyTables);
    make(u"novels.db"_s, otherTables);
    SourceRequest request = inFolder();
    QCOMPARE(creators(request), QStringList({u"alice"_s, u"novels"_s}));
    request.profile = u"novel-app"_s;
    QCOMPARE(creators(request), QStringList({u"novels"_s}));
}

void TestDiscovery::chosenProfileIsUsedForAll()
{
    make(u"x.db"_s, otherTables);
    SourceRequest request = inFolder();
    QCOMPARE(found(request).first().profile, QString());
    request.profile = u"fansly"_s;
    QCOMPARE(found(request).first().profile, u"fansly"_s);
}

void TestDiscovery::profilesAreRecognisedByTables()
{
    make(u"renamed.dat"_s, fanslyTables);
    make(u"sub/novels.dat"_s, u"CREATE TABLE Novels (id); CREATE TABLE chapters (id); CREATE TABLE paragraphs (id);"
                              "CREATE TABLE progress (id)"_s);
    make(u"sub/x.dat"_s,
         u"CREATE TABLE conversations (id); CREATE TABLE file_metadata (id); CREATE TABLE messages (id)"_s);
    make(u"sub/y.dat"_s, u"CREATE TABLE accounts (id); CREATE TABLE media (id)"_s);
    QStringList profiles;
    const QList<Source> sources = found(inFolder());
    for (const Source &source : sources)
        profiles.append(source.profile);
    QCOMPARE(profiles, QStringList({u"fansly"_s, u"novel-app"_s, u"silmari"_s, QString()}));
}

void TestDiscovery::sourcesAreDescribed()
{
    make(u"Zo\u00eb_metadata.sqlite3"_s, fanslyTables);
    const QList<Source> sources = found(inFolder());
    QCOMPARE(sources.size(), qsizetype(1));
    const Source &source = sources.first();
    QCOMPARE(source.path, path(u"Zo\u00eb_metadata.sqlite3"_s));
    QCOMPARE(source.kind, u"sqlite"_s);
    QCOMPARE(source.creator, u"Zo\u00eb"_s);
    QCOMPARE(source.schemaName, u"creator_zo\u00eb"_s);
    QCOMPARE(source.profile, u"fansly"_s);
    QCOMPARE(source.bytes, QFileInfo(source.path).size());
    QCOMPARE(source.tables, qint64(6));
    QCOMPARE(source.rows, qint64(2));
    QVERIFY(!source.refusal);
    const auto uncounted = discover(inFolder(), CountRows::No);
    QVERIFY(uncounted);
    QCOMPARE(uncounted->first().rows, std::optional<qint64>());
}

void TestDiscovery::refusedFilesAreListed()
{
    make(u"alice_metadata.sqlite3"_s, fanslyTables);
    write(u"bob_metadata.sqlite3"_s, "<!DOCTYPE html><html></html>");
    write(u"carl_metadata.sqlite3"_s, QByteArray());
    const QList<Source> sources = found(inFolder());
    QCOMPARE(sources.size(), qsizetype(3));
    QVERIFY(!sources.at(0).refusal);
    QVERIFY(sources.at(1).refusal);
    QCOMPARE(sources.at(1).refusal->code, u"not-a-database"_s);
    QCOMPARE(sources.at(1).creator, u"bob"_s);
    QVERIFY(sources.at(2).refusal);
    QCOMPARE(sources.at(2).refusal->code, u"empty"_s);
}

// A cache that only has the name of a database is no business of an application whose own files are there.
void TestDiscovery::strangersAmongClaimedOnesAreNot()
{
    make(u"alice_metadata.sqlite3"_s, fanslyTables);
    write(u"thumbs.db"_s, "something else");
    QCOMPARE(creators(inFolder()), QStringList({u"alice"_s}));
    QVERIFY(QFile::remove(path(u"alice_metadata.sqlite3"_s)));
    const QList<Source> sources = found(inFolder());
    QCOMPARE(sources.size(), qsizetype(1));
    QVERIFY(sources.first().refusal);
}

void TestDiscovery::sameSchemaIsRefused_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("two");
    QTest::addRow("mapped to the same name") << u"alice!_metadata.sqlite3"_s << u"alice__metadata.sqlite3"_s;
    QTest::addRow("case") << u"Bob_metadata.sqlite3"_s << u"sub/bob_metadata.sqlite3"_s;
    QTest::addRow("same name in two folders") << u"a/carl_metadata.sqlite3"_s << u"b/carl_metadata.sqlite3"_s;
    QTest::addRow("same after cutting") << QString(QString(60, u'x') + u"1_metadata.sqlite3"_s)
                                        << QString(QString(60, u'x') + u"2_metadata.sqlite3"_s);
}

void TestDiscovery::sameSchemaIsRefused()
{
    QFETCH(QString, one);
    QFETCH(QString, two);
    make(one, fanslyTables);
    make(two, fanslyTables);
    make(u"zoe_metadata.sqlite3"_s, fanslyTables);
    const QList<Source> sources = found(inFolder());
    QCOMPARE(sources.size(), qsizetype(3));
    for (const Source &source : sources) {
        const bool collides = source.creator != u"zoe"_s;
        QCOMPARE(source.refusal.has_value(), collides);
        if (!collides)
            continue;
        QCOMPARE(source.refusal->code, u"schema-name-collision"_s);
        const QString rival = source.path == path(one) ? path(two) : path(one);
        QVERIFY2(source.refusal->message.contains(rival), qPrintable(source.refusal->message));
        QVERIFY(source.refusal->message.contains(source.schemaName));
        QVERIFY(source.refusal->message.contains(u"--creator-name"_s));
    }
}

void TestDiscovery::refusedOnesDoNotCollide()
{
    make(u"alice!_metadata.sqlite3"_s, fanslyTables);
    write(u"alice__metadata.sqlite3"_s, "no database");
    const QList<Source> sources = found(inFolder());
    QCOMPARE(sources.size(), qsizetype(2));
    QVERIFY(!sources.at(0).refusal);
    QCOMPARE(sources.at(1).refusal->code, u"not-a-database"_s);
}

void TestDiscovery::creatorNameAndSchema()
{
    make(u"x_metadata.sqlite3"_s, fanslyTables);
    SourceRequest request{.files = {path(u"x_metadata.sqlite3"_s)}, .creatorName = u"New Name"_s};
    QCOMPARE(found(request).first().creator, u"New Name"_s);
    QCOMPARE(found(request).first().schemaName, u"creator_new_name"_s);
    request.schemaName = u"My Schema"_s;
    QCOMPARE(found(request).first().schemaName, u"My Schema"_s);
}

void TestDiscovery::globalSchema_data()
{
    QTest::addColumn<QString>("wished");
    QTest::addColumn<QString>("expected");
    QTest::addRow("default") << QString() << u"public"_s;
    QTest::addRow("named") << u"fansly"_s << u"fansly"_s;
}

void TestDiscovery::globalSchema()
{
    QFETCH(QString, wished);
    QFETCH(QString, expected);
    make(u"metadata_db.sqlite3"_s, fanslyTables);
    SourceRequest request = inFolder();
    request.globalSchema = true;
    request.schemaName = wished;
    const QList<Source> sources = found(request);
    QCOMPARE(sources.size(), qsizetype(1));
    QCOMPARE(sources.first().schemaName, expected);
    QCOMPARE(sources.first().creator, u"metadata_db"_s);
}

void TestDiscovery::singleSourceNeeded_data()
{
    QTest::addColumn<QString>("option");
    for (const char *option : {"--creator-name", "--pg-schema", "--separate-metadata no"})
        QTest::addRow("%s", option) << QString::fromLatin1(option);
}

void TestDiscovery::singleSourceNeeded()
{
    QFETCH(QString, option);
    make(u"a_metadata.sqlite3"_s, fanslyTables);
    make(u"b_metadata.sqlite3"_s, fanslyTables);
    SourceRequest request = inFolder();
    if (option == u"--creator-name"_s)
        request.creatorName = u"x"_s;
    else if (option == u"--pg-schema"_s)
        request.schemaName = u"x"_s;
    else
        request.globalSchema = true;
    const auto sources = discover(request, CountRows::No);
    QVERIFY(!sources);
    QCOMPARE(sources.error().code, u"single-source-needed"_s);
    QVERIFY2(sources.error().message.startsWith(option), qPrintable(sources.error().message));
    QVERIFY(sources.error().message.contains(u"2"_s));
}

void TestDiscovery::badSchemaNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addRow("empty") << u""_s;
    QTest::addRow("PostgreSQL's own") << u"pg_alice"_s;
    QTest::addRow("information_schema") << u"information_schema"_s;
    QTest::addRow("ours") << u"cutover"_s;
    QTest::addRow("64 bytes") << QString(64, u'a');
    QTest::addRow("64 bytes in 32 letters") << QString(32, u'\u00e9');
    QTest::addRow("NUL") << u"a\0b"_s;
}

void TestDiscovery::badSchemaNames()
{
    QFETCH(QString, name);
    make(u"a_metadata.sqlite3"_s, fanslyTables);
    SourceRequest request = inFolder();
    request.schemaName = name;
    const auto sources = discover(request, CountRows::No);
    QVERIFY(!sources);
    QCOMPARE(sources.error().code, u"bad-schema-name"_s);
    request.schemaName = u"fine"_s;
    QVERIFY(discover(request, CountRows::No));
}

void TestDiscovery::impossibleRequests_data()
{
    QTest::addColumn<SourceRequest>("request");
    QTest::addColumn<QString>("code");
    QTest::addRow("nothing named") << SourceRequest{} << u"no-sources"_s;
    QTest::addRow("no such folder") << SourceRequest{.folders = {u"missing"_s}} << u"not-found"_s;
    QTest::addRow("no such file") << SourceRequest{.files = {u"missing.sqlite3"_s}} << u"not-found"_s;
    QTest::addRow("empty folder") << SourceRequest{.folders = {u"empty"_s}} << u"no-sources"_s;
    QTest::addRow("unknown profile") << SourceRequest{.folders = {u"empty"_s}, .profile = u"onlyfans"_s}
                                     << u"unknown-profile"_s;
}

void TestDiscovery::impossibleRequests()
{
    QFETCH(SourceRequest, request);
    QFETCH(QString, code);
    QVERIFY(QDir().mkpath(path(u"empty"_s)));
    for (QString &folder : request.folders)
        folder = path(folder);
    for (QString &file : request.files)
        file = path(file);
    const auto sources = discover(request, CountRows::No);
    QVERIFY(!sources);
    QCOMPARE(sources.error().code, code);
    QVERIFY(sources.error().message.endsWith(u'.'));
}

void TestDiscovery::sameFileTwiceIsOneSource()
{
    make(u"a_metadata.sqlite3"_s, fanslyTables);
    SourceRequest request = inFolder();
    request.folders.append(path(u"."_s));
    request.files = {path(u"a_metadata.sqlite3"_s), path(u"x/../a_metadata.sqlite3"_s)};
    QCOMPARE(creators(request), QStringList({u"a"_s}));
}

void TestDiscovery::relativePaths()
{
    make(u"sub/a_metadata.sqlite3"_s, fanslyTables);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    const QList<Source> inSub = found({.folders = {u"sub"_s}});
    const QList<Source> named = found({.files = {u"sub/a_metadata.sqlite3"_s}});
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(inSub.first().path, path(u"sub/a_metadata.sqlite3"_s));
    QCOMPARE(named.first().path, path(u"sub/a_metadata.sqlite3"_s));
}

void TestDiscovery::strangeNames_data()
{
    QTest::addColumn<QString>("creator");
    QTest::addRow("quote") << u"o'neil \"x\""_s;
    QTest::addRow("newline") << u"two\nlines"_s;
    QTest::addRow("emoji") << u"\U0001f642"_s;
    QTest::addRow("wildcards") << u"[a]*?"_s;
    QTest::addRow("percent") << u"%1 %s"_s;
    QTest::addRow("leading dash") << u"-rf"_s;
}

void TestDiscovery::strangeNames()
{
    QFETCH(QString, creator);
    make(creator + u"_metadata.sqlite3"_s, fanslyTables);
    make(u"cache.db"_s, otherTables);
    QCOMPARE(creators(inFolder()), QStringList({creator}));
    QVERIFY(!found(inFolder()).first().refusal);
}

QTEST_GUILESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
