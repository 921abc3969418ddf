// SPDX-License-Identifier: MIT
#include "migration/journal/report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace migration;

namespace {

CreatorReport alice()
{
    return {.creator = u"alice"_s,
            .source = u"/data/x/alice_metadata.sqlite3"_s,
            .kind = u"sqlite"_s,
            .schema = u"creator_alice"_s,
            .verdict = Verdict::VerifiedWithNotes,
            .tables = {{.source = u"media"_s,
                        .target = u"media"_s,
                        .rows = 1000,
                        .cells = 17000,
                        .verified = true,
                        .attic = 2,
                        .differences = {}},
                       {.source = u"posts"_s,
                        .target = u"Posts"_s,
                        .rows = 18,
                        .cells = 36,
                        .verified = false,
                        .attic = 1,
                        .differences = {{.table = u"posts"_s,
                                         .column = u"content"_s,
                                         .key = u"id=42"_s,
                                         .expected = u"a"_s,
                                         .found = u"b"_s}}}},
            .notes = {{.severity = Severity::Warning,
                       .code = u"orphan-rows"_s,
                       .table = u"posts"_s,
                       .column = u"accountId"_s,
                       .count = 3,
                       .message = u"Three rows name no account."_s,
                       .samples = {}}},
            .error = {},
            .bytes = 43843174,
            .ddl = {}};
}

CreatorReport refused()
{
    CreatorReport creator;
    creator.creator = u"alice!"_s;
    creator.source = u"/data/alice!_metadata.sqlite3"_s;
    creator.verdict = Verdict::Failed;
    creator.error = base::Error{u"schema-name-collision"_s, u"Two creators would share one schema."_s, u"alice_"_s};
    creator.ddl = {u"CREATE SCHEMA \"x\""_s};
    return creator;
}

RunReport fullReport()
{
    return {.run = u"20261120T101502-7f3a"_s,
            .verdict = Verdict::Failed,
            .creators = {alice(), refused()},
            .seconds = {{u"load"_s, 0.9004}, {u"total"_s, 2.0}},
            .sourceBytes = 43843174,
            .targetBytes = 61000000,
            .error = base::Error{u"connection-lost"_s, u"The server went away."_s, {}},
            .started = QDateTime(QDate(2026, 11, 20), QTime(10, 15, 2, 7), QTimeZone::utc()),
            .finished = QDateTime(QDate(2026, 11, 20), QTime(10, 15, 4), QTimeZone::utc()),
            .folder = u"/runs/20261120T101502-7f3a"_s};
}

QJsonObject throughText(const QJsonObject &json)
{
    return QJsonDocument::fromJson(QJsonDocument(json).toJson(QJsonDocument::Compact)).object();
}

} // namespace

class TestReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreTheContracts();
    void everyFieldComesBack();
    void reportOfAnotherProgramIsRead();
    void dryRunHasNoId();
    void brokenReportsAreNamed_data();
    void brokenReportsAreNamed();
    void verdictNamesComeBack_data();
    void verdictNamesComeBack();
    void overall_data();
    void overall();
    void overallWithAnErrorOfTheRun();
    void sums();
};

void TestReport::fieldsAreTheContracts()
{
    const QJsonObject json = throughText(toJson(fullReport()));
    QCOMPARE(json.value("run"_L1), QJsonValue(u"20261120T101502-7f3a"_s));
    QCOMPARE(json.value("verdict"_L1), QJsonValue(u"failed"_s));
    QCOMPARE(json.value("attic"_L1), QJsonValue(3));
    QCOMPARE(json.value("bytes"_L1).toObject().value("source"_L1), QJsonValue(43843174));
    QCOMPARE(json.value("bytes"_L1).toObject().value("target"_L1), QJsonValue(61000000));
    QCOMPARE(json.value("seconds"_L1).toObject().value("load"_L1), QJsonValue(0.9));
    QCOMPARE(json.value("error"_L1).toObject().value("code"_L1), QJsonValue(u"connection-lost"_s));
    QCOMPARE(json.value("started"_L1), QJsonValue(u"2026-11-20T10:15:02.007Z"_s));

    const QJsonObject creator = json.value("creators"_L1).toArray().at(0).toObject();
    QCOMPARE(creator.value("creator"_L1), QJsonValue(u"alice"_s));
    QCOMPARE(creator.value("source"_L1), QJsonValue(u"alice_metadata.sqlite3"_s));
    QCOMPARE(creator.value("kind"_L1), QJsonValue(u"sqlite"_s));
    QCOMPARE(creator.value("schema"_L1), QJsonValue(u"creator_alice"_s));
    QCOMPARE(creator.value("verdict"_L1), QJsonValue(u"verified-with-notes"_s));
    QVERIFY(creator.value("error"_L1).isNull());
    QVERIFY(creator.contains("error"_L1));
    QVERIFY(!creator.contains("ddl"_L1));
    QCOMPARE(creator.value("notes"_L1).toArray().at(0).toObject().value("count"_L1), QJsonValue(3));

    const QJsonObject table = creator.value("tables"_L1).toArray().at(0).toObject();
    QCOMPARE(table.value("source"_L1), QJsonValue(u"media"_s));
    QCOMPARE(table.value("target"_L1), QJsonValue(u"media"_s));
    QCOMPARE(table.value("rows"_L1), QJsonValue(1000));
    QCOMPARE(table.value("verified"_L1), QJsonValue(true));
    QCOMPARE(table.value("attic"_L1), QJsonValue(2));

    const QJsonObject failed = json.value("creators"_L1).toArray().at(1).toObject();
    const QJsonObject error = failed.value("error"_L1).toObject();
    QCOMPARE(error.keys(), QStringList({u"code"_s, u"detail"_s, u"message"_s}));
    QCOMPARE(failed.value("ddl"_L1).toArray().size(), qsizetype(1));
}

void TestReport::everyFieldComesBack()
{
    const RunReport before = fullReport();
    const auto after = runReportFromJson(throughText(toJson(before)));
    QVERIFY2(after, qPrintable(after ? QString() : after.error().message));
    QCOMPARE(throughText(toJson(*after)), throughText(toJson(before)));
    QCOMPARE(after->started, before.started);
    QCOMPARE(after->finished, before.finished);
    QCOMPARE(after->folder, before.folder);
    QCOMPARE(after->creators.first().source, before.creators.first().source);
    QCOMPARE(after->creators.first().bytes, before.creators.first().bytes);
    QCOMPARE(after->creators.first().tables.at(1).differences.first().key, u"id=42"_s);
    QCOMPARE(after->creators.at(1).error->detail, u"alice_"_s);
    QCOMPARE(after->creators.at(1).ddl, before.creators.at(1).ddl);
}

// The contract's own example: no field of ours beyond it.
void TestReport::reportOfAnotherProgramIsRead()
{
    const QByteArray text = R"({"run": "r", "verdict": "verified",
        "creators": [{"creator": "alice", "source": "a.sqlite3", "kind": "sqlite", "schema": "creator_alice",
                      "verdict": "verified", "tables": [{"source": "m", "target": "m", "rows": 1, "verified": true,
                      "attic": 0}], "notes": [], "error": null}],
        "seconds": {"total": 2}, "bytes": {"source": 1, "target": 2}, "attic": 0})";
    const auto report = runReportFromJson(QJsonDocument::fromJson(text).object());
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    QCOMPARE(report->creators.first().source, u"a.sqlite3"_s);
    QCOMPARE(report->rows(), qint64(1));
    QVERIFY(!report->started.isValid());
    QVERIFY(!report->error);
}

void TestReport::dryRunHasNoId()
{
    RunReport report = fullReport();
    report.run.clear();
    report.folder.clear();
    report.finished = {};
    const QJsonObject json = toJson(report);
    QVERIFY(json.value("run"_L1).isNull());
    const auto after = runReportFromJson(json);
    QVERIFY(after);
    QVERIFY(after->run.isEmpty());
    QVERIFY(!after->finished.isValid());
}

void TestReport::brokenReportsAreNamed_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addRow("verdict") << u"verdict"_s << QJsonValue(u"green"_s);
    QTest::addRow("no creators") << u"creators"_s << QJsonValue(QJsonValue::Undefined);
    QTest::addRow("seconds") << u"seconds"_s << QJsonValue(u"2"_s);
    QTest::addRow("bytes") << u"bytes"_s << QJsonValue(7);
    QTest::addRow("started") << u"started"_s << QJsonValue(u"yesterday"_s);
    QTest::addRow("run") << u"run"_s << QJsonValue(7);
}

void TestReport::brokenReportsAreNamed()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QJsonObject json = toJson(fullReport());
    json.insert(key, value);
    const auto report = runReportFromJson(json);
    QVERIFY(!report);
    QCOMPARE(report.error().code, u"bad-report"_s);
    QVERIFY2(report.error().detail.startsWith(key), qPrintable(report.error().detail));
}

void TestReport::verdictNamesComeBack_data()
{
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QString>("name");
    QTest::addRow("verified") << Verdict::Verified << u"verified"_s;
    QTest::addRow("notes") << Verdict::VerifiedWithNotes << u"verified-with-notes"_s;
    QTest::addRow("failed") << Verdict::Failed << u"failed"_s;
    QTest::addRow("cancelled") << Verdict::Cancelled << u"cancelled"_s;
    QTest::addRow("unchanged") << Verdict::Unchanged << u"unchanged"_s;
    QTest::addRow("interrupted") << Verdict::Interrupted << u"interrupted"_s;
    QTest::addRow("rolled back") << Verdict::RolledBack << u"rolled-back"_s;
    QTest::addRow("running") << Verdict::Running << u"running"_s;
}

void TestReport::verdictNamesComeBack()
{
    QFETCH(Verdict, verdict);
    QFETCH(QString, name);
    QCOMPARE(verdictName(verdict), name);
    QCOMPARE(verdictFromName(name), std::optional(verdict));
    QVERIFY(!verdictFromName(name.toUpper()));
}

void TestReport::overall_data()
{
    using enum Verdict;
    QTest::addColumn<QList<Verdict>>("creators");
    QTest::addColumn<Verdict>("expected");
    QTest::addRow("none") << QList<Verdict>{} << Failed;
    QTest::addRow("all verified") << QList{Verified, Verified} << Verified;
    QTest::addRow("one with notes") << QList{Verified, VerifiedWithNotes} << VerifiedWithNotes;
    QTest::addRow("all unchanged") << QList{Unchanged, Unchanged} << Unchanged;
    QTest::addRow("some unchanged") << QList{Unchanged, Verified} << Verified;
    QTest::addRow("unchanged and notes") << QList{Unchanged, VerifiedWithNotes} << VerifiedWithNotes;
    QTest::addRow("one failed") << QList{Verified, Failed, VerifiedWithNotes} << Failed;
    QTest::addRow("one cancelled") << QList{Verified, Cancelled} << Cancelled;
    QTest::addRow("failed and cancelled") << QList{Cancelled, Failed} << Failed;
    QTest::addRow("one interrupted") << QList{Verified, Interrupted} << Interrupted;
    QTest::addRow("one running") << QList{Verified, Running} << Running;
    QTest::addRow("all rolled back") << QList{RolledBack, RolledBack} << RolledBack;
    QTest::addRow("one rolled back") << QList{RolledBack, Verified} << Verified;
}

void TestReport::overall()
{
    QFETCH(QList<Verdict>, creators);
    QFETCH(Verdict, expected);
    RunReport report;
    for (const Verdict verdict : creators) {
        CreatorReport creator;
        creator.verdict = verdict;
        report.creators.append(creator);
    }
    QCOMPARE(overallVerdict(report), expected);
}

void TestReport::overallWithAnErrorOfTheRun()
{
    RunReport report;
    report.creators = {alice()};
    report.error = base::Error{u"connection-lost"_s, {}, {}};
    QCOMPARE(overallVerdict(report), Verdict::Failed);
    report.error->code = base::stoppedCode;
    QCOMPARE(overallVerdict(report), Verdict::Cancelled);
}

void TestReport::sums()
{
    QCOMPARE(fullReport().rows(), qint64(1018));
    QCOMPARE(fullReport().cells(), qint64(17036));
    QCOMPARE(fullReport().attic(), qint64(3));
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
