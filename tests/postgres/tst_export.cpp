// SPDX-License-Identifier: MIT
#include "browse/export.h"
#include "postgres/connection.h"
#include "postgres/reader.h"
#include "support/pgbouncer.h"
#include "support/testserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using browse::ExportFormat;
using testsupport::TestServer;

namespace {

postgres::Reader open(const postgres::Settings &settings)
{
    auto reader = postgres::Reader::open(settings, u"test"_s);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().message));
    return std::move(*reader);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

const QString odd = u"SELECT * FROM (VALUES (1, NULL, ''), (2, E'a,\"b\"\\nc', E'back\\\\slash\\ttab'), (3, '😀', 'x')) "
                    "AS v(id, \"the text\", other) -- a comment"_s;

} // namespace

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void csv();
    void csvIsReadBack();
    void jsonLines();
    void noRows();
    void progressIsTold();
    void stopLeavesNothing();
    void errorLeavesWhatWasThere();
    void fileCannotBeWritten();
    void nothingIsChanged();
    void throughAPool();

private:
    QString m_path;
    QTemporaryDir m_folder;
    postgres::Settings m_settings;
};

void TestExport::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_path = m_folder.filePath(u"out"_s);
    m_settings = TestServer::instance().freshDatabase();
    auto connection = postgres::Connection::open(m_settings, u"test"_s);
    QVERIFY(connection);
    QVERIFY(connection->execute(u"CREATE TABLE t (n int); CREATE FUNCTION writes() RETURNS int LANGUAGE sql AS "
                                "'INSERT INTO t VALUES (1) RETURNING n'"_s));
}

void TestExport::csv()
{
    auto reader = open(m_settings);
    const auto done = browse::exportRows(reader, {odd, m_path, ExportFormat::Csv}, {}, {});
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(done->rows, 3);
    const QByteArray expected("id,the text,other\n1,,\"\"\n2,\"a,\"\"b\"\"\nc\",back\\slash\ttab\n3,😀,x\n");
    QCOMPARE(contentOf(m_path), expected);
    QCOMPARE(done->bytes, expected.size());
}

/// The server itself reads it as the same rows.
void TestExport::csvIsReadBack()
{
    auto reader = open(m_settings);
    QVERIFY(browse::exportRows(reader, {odd, m_path, ExportFormat::Csv}, {}, {}));
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::ReadOther);
    TestServer::instance().giveTo(m_folder.path());
    TestServer::instance().giveTo(m_path);
    auto connection = postgres::Connection::open(m_settings, u"test"_s);
    QVERIFY(connection->execute(u"CREATE TABLE back (id int, \"the text\" text, other text)"_s));
    const auto copied = connection->execute(u"COPY back FROM '%1' (FORMAT csv, HEADER)"_s.arg(m_path));
    QVERIFY2(copied, qPrintable(copied ? QString() : copied.error().detail));
    QString query = odd.section(u" --"_s, 0, 0);
    QCOMPARE(connection
                 ->value(u"SELECT count(*) FROM ((TABLE back EXCEPT "_s + query + u") UNION ALL ("_s + query +
                         u" EXCEPT TABLE back)) AS d"_s)
                 .value(),
             u"0"_s);
    QFile::remove(m_path);
}

void TestExport::jsonLines()
{
    auto reader = open(m_settings);
    const auto done = browse::exportRows(reader, {odd, m_path, ExportFormat::JsonLines}, {}, {});
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(done->rows, 3);
    const QList<QByteArray> lines = contentOf(m_path).split('\n');
    QCOMPARE(lines.size(), 4);
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    const QJsonObject second = QJsonDocument::fromJson(lines[1]).object();
    QVERIFY(first.value(u"the text").isNull());
    QCOMPARE(first.value(u"other").toString(u"?"_s), QString());
    QCOMPARE(second.value(u"the text").toString(), u"a,\"b\"\nc"_s);
    QCOMPARE(second.value(u"other").toString(), u"back\\slash\ttab"_s);
}

void TestExport::noRows()
{
    auto reader = open(m_settings);
    QCOMPARE(browse::exportRows(reader, {u"SELECT n FROM t"_s, m_path, ExportFormat::Csv}, {}, {})->rows, 0);
    QCOMPARE(contentOf(m_path), QByteArray("n\n"));
    QCOMPARE(browse::exportRows(reader, {u"SELECT n FROM t"_s, m_path, ExportFormat::JsonLines}, {}, {})->rows, 0);
    QCOMPARE(contentOf(m_path), QByteArray());
}

void TestExport::progressIsTold()
{
    auto reader = open(m_settings);
    qint64 last = 0;
    const auto done = browse::exportRows(
        reader,
        {u"SELECT n, repeat('x', 500), pg_sleep(0.001) FROM generate_series(1, 2000) n"_s, m_path, ExportFormat::Csv},
        [&last](const browse::ExportProgress &progress) {
            QVERIFY(progress.rows > last);
            last = progress.rows;
        },
        {});
    QCOMPARE(done->rows, 2000);
    QVERIFY(last > 0);
}

void TestExport::stopLeavesNothing()
{
    auto reader = open(m_settings);
    QFile::remove(m_path);
    std::stop_source stop;
    const auto done = browse::exportRows(
        reader, {u"SELECT repeat('x', 10000), generate_series(1, 2000000000)"_s, m_path, ExportFormat::Csv},
        [&stop](const browse::ExportProgress &) { stop.request_stop(); }, stop.get_token());
    QVERIFY(!done);
    QCOMPARE(done.error().code, QString(base::stoppedCode));
    QVERIFY(!QFile::exists(m_path));
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList());
    QVERIFY(reader.wasStopped());
}

void TestExport::errorLeavesWhatWasThere()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("before");
    file.close();
    auto reader = open(m_settings);
    const auto done = browse::exportRows(
        reader, {u"SELECT 1 / (500000 - n) FROM generate_series(1, 1000000) n"_s, m_path, ExportFormat::Csv}, {}, {});
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(u"division by zero"), qPrintable(done.error().detail));
    QCOMPARE(contentOf(m_path), QByteArray("before"));
    QCOMPARE(browse::exportRows(reader, {u"SELECT 1 AS n"_s, m_path, ExportFormat::Csv}, {}, {})->rows, 1);
    QCOMPARE(contentOf(m_path), QByteArray("n\n1\n"));
}

void TestExport::fileCannotBeWritten()
{
    auto reader = open(m_settings);
    const auto done = browse::exportRows(
        reader, {u"SELECT 1"_s, m_folder.filePath(u"no/such/folder/x"_s), ExportFormat::Csv}, {}, {});
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"file"_s);
}

void TestExport::nothingIsChanged()
{
    auto reader = open(m_settings);
    QVERIFY(!browse::exportRows(reader, {u"SELECT writes()"_s, m_path, ExportFormat::Csv}, {}, {}));
    QCOMPARE(reader.exchange(u"SELECT count(*) FROM t"_s, u"x"_s)->value(0), u"0"_s);
}

void TestExport::throughAPool()
{
    const testsupport::PgBouncer pool(m_settings, u"transaction"_s, 1);
    auto reader = open(pool.settings());
    for (int round = 0; round < 2; ++round)
        QCOMPARE(browse::exportRows(reader, {odd, m_path, ExportFormat::Csv}, {}, {})->rows, 3);
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
