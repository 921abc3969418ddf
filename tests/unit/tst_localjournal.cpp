// SPDX-License-Identifier: MIT
#include "migration/journal/localjournal.h"
#include "migration/journal/runfolder.h"
#include "migration/journal/runrequestjson.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace migration;

namespace {

RunRequest sampleRequest()
{
    RunRequest request;
    Source good{.path = u"/data/ä \"b\".sqlite3"_s, .creator = u"ä"_s, .profile = u"fansly"_s};
    good.schemaName = u"creator_ä"_s;
    good.bytes = 5'000'000'000;
    Source bad{.path = u"/data/c"_s, .creator = u"c"_s};
    bad.refusal = base::Error{u"not-a-database"_s, u"It is none."_s, u"c"_s};
    request.sources = {good, bad};
    request.choices = *choicesFromJson(
        R"({"defaults": {"orphans": "attic", "nul-text": "bytea", "json": "jsonb"}, "creators": {"ä": {"tables":
           {"media": {"orphans": "keep", "columns": {"at": {"type": "timestamptz", "zone": "UTC"}}}}}}})");
    request.plans = {CreatorPlan{.creator = u"ä"_s, .schemaName = u"creator_ä"_s}};
    request.globalSchema = true;
    request.ifPresent = IfPresent::Replace;
    request.replace = {u"ä"_s};
    request.jobs = 3;
    request.owner = u"the app"_s;
    request.target.host = u"db.example.org"_s;
    request.target.password = base::Secret(u"swordfish"_s);
    return request;
}

} // namespace

class TestLocalJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void requestComesBack();
    void holdsNoPassword();
    void snapshotsThatCount();
    void aLineThatWasCutOff();
    void withoutItsBeginning_data();
    void withoutItsBeginning();
    void takesOverWhatIsFree();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestLocalJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->path()));
}

void TestLocalJournal::requestComesBack()
{
    const QJsonObject json = toJson(sampleRequest());
    const auto back = runRequestFromJson(json);
    QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
    QCOMPARE(toJson(*back), json);
    QCOMPARE(back->sources.size(), 2);
    QCOMPARE(back->sources[0].bytes, 5'000'000'000);
    QCOMPARE(back->sources[1].refusal->code, u"not-a-database"_s);
    QCOMPARE(back->choices.orphans, OrphanChoice::Attic);
    QCOMPARE(*back->choices.creators[u"ä"_s].tables[u"media"_s].orphans, OrphanChoice::Keep);
    QCOMPARE(back->ifPresent, IfPresent::Replace);
    QCOMPARE(back->replace, QStringList{u"ä"_s});
    QVERIFY(back->target.host.isEmpty());
    QVERIFY(!runRequestFromJson(QJsonObject{{u"sources"_s, 7}}));
}

void TestLocalJournal::holdsNoPassword()
{
    const QByteArray line = QJsonDocument(runLine(u"r"_s, sampleRequest(), {})).toJson();
    QVERIFY(line.contains("db.example.org"));
    QVERIFY(!line.contains("swordfish"));
}

void TestLocalJournal::snapshotsThatCount()
{
    auto folder = RunFolder::create();
    QVERIFY(folder);
    RunFolder &run = **folder;
    sqlite::Snapshot snapshot;
    snapshot.bytes = 4096;
    snapshot.sha256 = "ab12";
    snapshot.fullCheck = true;
    QVERIFY(run.record(u"run"_s, runLine(run.id(), sampleRequest(), {})));
    QVERIFY(run.record(u"snapshot taken"_s, snapshotLine(u"ä"_s, 0, snapshot)));
    QVERIFY(run.record(u"snapshot taken"_s, snapshotLine(u"b"_s, 1, snapshot)));
    QVERIFY(run.record(u"snapshot"_s, {{u"creator"_s, u"b"_s}, {u"number"_s, 1}})); // begun anew, not complete
    const auto journal = readLocalJournal(run.id());
    QVERIFY(journal);
    QCOMPARE(journal->snapshots.keys(), QList<int>{0});
    QCOMPARE(journal->snapshots[0].path, run.snapshotPath(0));
    QCOMPARE(journal->snapshots[0].sha256, QByteArray("ab12"));
    QVERIFY(journal->snapshots[0].fullCheck);
}

void TestLocalJournal::aLineThatWasCutOff()
{
    QString id;
    {
        auto folder = RunFolder::create();
        QVERIFY(folder);
        id = (*folder)->id();
        QVERIFY((*folder)->record(u"run"_s, runLine(id, sampleRequest(), {})));
        QFile file((*folder)->path() + u"/journal.jsonl"_s);
        QVERIFY(file.open(QIODevice::Append) && file.write("{\"step\":\"snapshot ta") > 0);
    }
    {
        auto folder = RunFolder::takeOver(id);
        QVERIFY(folder);
        QVERIFY((*folder)->record(u"snapshot taken"_s, snapshotLine(u"ä"_s, 0, {})));
    }
    const auto journal = readLocalJournal(id);
    QVERIFY(journal);
    QCOMPARE(journal->snapshots.size(), 1);
}

void TestLocalJournal::withoutItsBeginning_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addRow("empty") << QByteArray() << u"bad-journal"_s;
    QTest::addRow("cut in the first line") << QByteArray("{\"step\":\"run\",\"requ") << u"bad-journal"_s;
    QTest::addRow("of an earlier version") << QByteArray("{\"step\":\"run\",\"run\":\"x\"}\n") << u"bad-journal"_s;
    QTest::addRow("not text") << QByteArray("\0\xff\xfe\n{}", 6) << u"bad-journal"_s;
}

void TestLocalJournal::withoutItsBeginning()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, code);
    auto folder = RunFolder::create();
    QVERIFY(folder);
    QFile file((*folder)->path() + u"/journal.jsonl"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    const auto journal = readLocalJournal((*folder)->id());
    QVERIFY(!journal);
    QCOMPARE(journal.error().code, code);
    QVERIFY(!journal.error().message.isEmpty());
    QCOMPARE(readLocalJournal(u"../elsewhere"_s).error().code, u"not-found"_s);
}

void TestLocalJournal::takesOverWhatIsFree()
{
    QString id;
    QString left;
    {
        auto folder = RunFolder::create();
        QVERIFY(folder);
        id = (*folder)->id();
        left = (*folder)->snapshotPath(0) + u".abc"_s;
        QVERIFY(QDir().mkpath(left));
        const auto second = RunFolder::takeOver(id); // this process lives
        QVERIFY(!second);
        QCOMPARE(second.error().code, u"run-active"_s);
        QVERIFY(QDir(left).exists());
    }
    QVERIFY(RunFolder::takeOver(id));
    QVERIFY(!QDir(left).exists());
}

QTEST_GUILESS_MAIN(TestLocalJournal)
#include "tst_localjournal.moc"
