// SPDX-License-Identifier: MIT
#include "sqlite/detect.h"
#include "support/otherprocess.h"
#include "support/sqlitefile.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cstdlib>
#include <random>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace testsupport;
using namespace Qt::StringLiterals;
using sqlite::Rows;

namespace {

const QString threeRows = u"CREATE TABLE t(id INTEGER PRIMARY KEY, x); INSERT INTO t(x) VALUES (1),(2),(3);"
                          u"CREATE TABLE u(a PRIMARY KEY, b) WITHOUT ROWID; INSERT INTO u VALUES ('k', 1);"_s;

QByteArray randomBytes(qsizetype size)
{
    std::mt19937 generator(20261120);
    QByteArray bytes(size, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(generator() & 0xff);
    return bytes;
}

/// A database as bytes, some of them replaced.
QByteArray databaseBytes(qsizetype offset = 0, const QByteArray &replacement = {})
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"d"_s);
    SqliteFile(path).run(threeRows);
    return readFile(path).replace(offset, replacement.size(), replacement);
}

QByteArray bytesOf(std::initializer_list<int> values)
{
    QByteArray bytes;
    for (const int value : values)
        bytes.append(static_cast<char>(value));
    return bytes;
}

QByteArray padded(QByteArray bytes, qsizetype size = 4096)
{
    return bytes.append(size - bytes.size(), '\0');
}

} // namespace

class TestDetect : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QMap<QString, QByteArray> m_before;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    void remember() { m_before = stateOf(m_folder->path()); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup();

    void refusesContent_data();
    void refusesContent();
    void refusesPlaces_data();
    void refusesPlaces();
    void neverWaitsForFifo();
    void neverWaitsForFifoBeside_data();
    void neverWaitsForFifoBeside();
    void needsPermission();
    void acceptsNames_data();
    void acceptsNames();
    void namesWithoutCharacters();
    void followsLinksAndRelativePaths();
    void countsInEveryFormat_data();
    void countsInEveryFormat();
    void countsTablesNotIndexes();
    void doesNotCountWhenNotAsked();
    void refusesLocked_data();
    void refusesLocked();
    void readsLiveLog_data();
    void readsLiveLog();
    void readsClosedLog();
    void readsDeadLog();
    void readsLogOfKilledOwner();
    void readsHotJournal();
    void readsBesideWriter();
    void ignoresFinishedJournal();
    void listsFolder();
    void refusesToListFiles();
};

void TestDetect::cleanup()
{
    QCOMPARE(stateOf(m_folder->path()), m_before);
}

void TestDetect::refusesContent_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("word");
    const QByteArray whole = databaseBytes();
    QTest::addRow("empty") << QByteArray() << u"empty"_s << u"no bytes"_s;
    QTest::addRow("html") << QByteArray("\n<!DOCTYPE html><html><body>404</body></html>") << u"not-a-database"_s
                          << u"HTML"_s;
    QTest::addRow("xml") << QByteArray("<?xml version=\"1.0\"?><a/>") << u"not-a-database"_s << u"XML"_s;
    QTest::addRow("json") << QByteArray("{\"a\": [1, 2]}") << u"not-a-database"_s << u"JSON"_s;
    QTest::addRow("text") << QByteArray("Dear diary,\ntoday gr\xc3\xbc\xc3\x9f") << u"not-a-database"_s
                          << u"plain text"_s;
    QTest::addRow("long text, cut in a character")
        << QByteArray("a" + QByteArray("\xc3\xbc").repeated(9000)) << u"not-a-database"_s << u"plain text"_s;
    QTest::addRow("utf-16 text") << QByteArray("\xff\xfe"
                                               "a\0b\0",
                                               6)
                                 << u"not-a-database"_s << u"plain text"_s;
    QTest::addRow("sql") << QByteArray("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE t(x);")
                         << u"not-a-database"_s << u"SQL commands"_s;
    QTest::addRow("git lfs") << QByteArray("version https://git-lfs.github.com/spec/v1\noid sha256:00\n")
                             << u"not-a-database"_s << u"Git LFS"_s;
    QTest::addRow("gzip") << padded(bytesOf({0x1f, 0x8b, 8, 0})) << u"not-a-database"_s << u"gzip"_s;
    QTest::addRow("zip") << padded("PK\3\4") << u"not-a-database"_s << u"ZIP"_s;
    QTest::addRow("xz") << padded(bytesOf({0xfd, '7', 'z', 'X', 'Z', 0})) << u"not-a-database"_s << u"archive"_s;
    QTest::addRow("tar") << padded(QByteArray(257, 'a') + "ustar") << u"not-a-database"_s << u"archive"_s;
    QTest::addRow("pdf") << padded("%PDF-1.7") << u"not-a-database"_s << u"PDF"_s;
    QTest::addRow("png") << padded("\x89PNG\r\n\x1a\n") << u"not-a-database"_s << u"picture"_s;
    QTest::addRow("jpeg") << padded(bytesOf({0xff, 0xd8, 0xff, 0xe0})) << u"not-a-database"_s << u"picture"_s;
    QTest::addRow("mp4") << padded(bytesOf({0, 0, 0, 32}) + "ftypisom") << u"not-a-database"_s << u"film"_s;
    QTest::addRow("program") << padded("\x7f"
                                       "ELF")
                             << u"not-a-database"_s << u"program"_s;
    QTest::addRow("duckdb") << padded(randomBytes(8) + "DUCK") << u"not-a-database"_s << u"DuckDB"_s;
    QTest::addRow("sqlite 2") << padded("** This file contains an SQLite 2.1 database **") << u"not-a-database"_s
                              << u"SQLite 2"_s;
    QTest::addRow("-wal") << padded(bytesOf({0x37, 0x7f, 6, 0x82})) << u"not-a-database"_s << u"-wal"_s;
    QTest::addRow("-journal") << padded(bytesOf({0xd9, 0xd5, 5, 0xf9, 0x20, 0xa1, 0x63, 0xd7})) << u"not-a-database"_s
                              << u"rollback journal"_s;
    QTest::addRow("zeros") << QByteArray(8192, '\0') << u"not-a-database"_s << u"zero bytes"_s;
    QTest::addRow("one byte") << QByteArray("\1") << u"not-a-database"_s << u"cannot be told"_s;
    QTest::addRow("encrypted") << randomBytes(8192) << u"encrypted"_s << u"SQLCipher"_s;
    QTest::addRow("encrypted, one small page") << randomBytes(512) << u"encrypted"_s << u"SQLCipher"_s;
    QTest::addRow("random, no pages") << randomBytes(8191) << u"not-a-database"_s << u"look random"_s;
    QTest::addRow("half") << whole.first(whole.size() / 2) << u"truncated"_s << u"cut short"_s;
    QTest::addRow("last byte missing") << whole.chopped(1) << u"truncated"_s << u"cut short"_s;
    QTest::addRow("header only") << whole.first(100) << u"truncated"_s << u"cut short"_s;
    QTest::addRow("part of the header") << whole.first(99) << u"truncated"_s << u"cut short"_s;
    QTest::addRow("nine bytes") << whole.first(9) << u"truncated"_s << u"cut short"_s;
    QTest::addRow("damaged magic") << databaseBytes(0, "sQL") << u"source-damaged"_s << u"beginning"_s;
    QTest::addRow("no magic") << databaseBytes(0, QByteArray(16, 'x')) << u"source-damaged"_s << u"beginning"_s;
    QTest::addRow("page size 0") << databaseBytes(16, bytesOf({0, 0})) << u"source-damaged"_s << u"beginning"_s;
    QTest::addRow("page size 1000") << databaseBytes(16, bytesOf({3, 232})) << u"source-damaged"_s << u"beginning"_s;
    QTest::addRow("fractions") << databaseBytes(21, bytesOf({1, 2, 3})) << u"source-damaged"_s << u"beginning"_s;
    QTest::addRow("read version") << databaseBytes(19, bytesOf({9})) << u"source-damaged"_s << u"beginning"_s;
    QTest::addRow("schema page") << databaseBytes(100, randomBytes(600)) << u"source-damaged"_s << u"damaged"_s;
}

void TestDetect::refusesContent()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    QFETCH(QString, word);
    const QString file = path(u"some.sqlite3"_s);
    writeFile(file, content);
    remember();
    const sqlite::Probe probe = sqlite::probe(file, Rows::Count);
    QVERIFY(!probe.usable);
    QCOMPARE(probe.path, file);
    QCOMPARE(probe.bytes, content.size());
    QVERIFY(probe.refusal.has_value());
    QCOMPARE(probe.refusal->code, code);
    QVERIFY2(probe.refusal->message.contains(word), qPrintable(probe.refusal->message));
    QVERIFY(probe.refusal->message.contains(u"some.sqlite3"_s));
}

void TestDetect::refusesPlaces_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    QTest::addRow("folder") << u"folder"_s << u"is-folder"_s;
    QTest::addRow("link to a folder") << u"to-folder"_s << u"is-folder"_s;
    QTest::addRow("missing") << u"nothing"_s << u"not-found"_s;
    QTest::addRow("below a file") << u"file/x"_s << u"not-found"_s;
    QTest::addRow("dangling link") << u"dangling"_s << u"not-found"_s;
    QTest::addRow("link to itself") << u"itself"_s << u"symlink-loop"_s;
    QTest::addRow("two links in a circle") << u"ring1"_s << u"symlink-loop"_s;
    QTest::addRow("socket") << u"socket"_s << u"not-a-file"_s;
    QTest::addRow("device") << u"/dev/zero"_s << u"not-a-file"_s;
    QTest::addRow("terminal") << u"/dev/tty"_s << u"not-a-file"_s;
    QTest::addRow("name too long") << QString(300, u'x') << u"not-found"_s;
    QTest::addRow("NUL in the name") << QString(u"a"_s + QChar(0) + u"b"_s) << u"unreadable-name"_s;
    QTest::addRow("half a character") << QString(u"a"_s + QChar(0xd800) + u"b"_s) << u"unreadable-name"_s;
    QTest::addRow("replacement character") << u"caf\ufffd.db"_s << u"unreadable-name"_s;
}

void TestDetect::refusesPlaces()
{
    QFETCH(QString, name);
    QFETCH(QString, code);
    QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
    writeFile(path(u"file"_s), databaseBytes());
    QVERIFY(QFile::link(path(u"folder"_s), path(u"to-folder"_s)));
    QVERIFY(QFile::link(path(u"gone"_s), path(u"dangling"_s)));
    QVERIFY(QFile::link(path(u"itself"_s), path(u"itself"_s)));
    QVERIFY(QFile::link(path(u"ring2"_s), path(u"ring1"_s)));
    QVERIFY(QFile::link(path(u"ring1"_s), path(u"ring2"_s)));
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path(u"socket"_s)).constData(), sizeof address.sun_path);
    QCOMPARE(bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    remember();
    const QString full = name.startsWith(u'/') ? name : path(name);
    const sqlite::Probe probe = sqlite::probe(full, Rows::Count);
    close(socket);
    QVERIFY(!probe.usable);
    QVERIFY(probe.refusal.has_value());
    QCOMPARE(probe.refusal->code, code);
    QVERIFY(probe.refusal->message.endsWith(u'.'));
    QVERIFY(!probe.refusal->message.contains(QChar(0)));
}

void TestDetect::neverWaitsForFifo()
{
    const QString fifo = path(u"pipe.sqlite3"_s);
    QCOMPARE(mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    remember();
    alarm(5); // ends the whole test, should opening wait for a writer
    const sqlite::Probe probe = sqlite::probe(fifo, Rows::Count);
    const auto listing = sqlite::listFolder(m_folder->path());
    alarm(0);
    QVERIFY(probe.refusal.has_value());
    QCOMPARE(probe.refusal->code, u"not-a-file"_s);
    QVERIFY(probe.refusal->message.contains(u"FIFO"_s));
    QCOMPARE(listing->strange, QStringList{fifo});
}

void TestDetect::neverWaitsForFifoBeside_data()
{
    QTest::addColumn<QString>("suffix");
    for (const char *suffix : {"-journal", "-wal", "-shm"})
        QTest::addRow("%s", suffix) << QString::fromLatin1(suffix);
}

void TestDetect::neverWaitsForFifoBeside()
{
    QFETCH(QString, suffix);
    writeFile(path(u"d"_s), databaseBytes());
    QCOMPARE(mkfifo(QFile::encodeName(QString(path(u"d"_s) + suffix)).constData(), 0600), 0);
    remember();
    alarm(5);
    const sqlite::Probe probe = sqlite::probe(path(u"d"_s), Rows::Count);
    alarm(0);
    QVERIFY(probe.refusal.has_value());
    QCOMPARE(probe.refusal->code, u"not-a-file"_s);
    QVERIFY(probe.refusal->message.contains(suffix));
}

void TestDetect::needsPermission()
{
    const QString file = path(u"private.db"_s);
    writeFile(file, databaseBytes());
    QVERIFY(QDir(m_folder->path()).mkdir(u"closed"_s));
    QCOMPARE(chmod(QFile::encodeName(file).constData(), 0), 0);
    QCOMPARE(chmod(QFile::encodeName(path(u"closed"_s)).constData(), 0), 0);
    QCOMPARE(chmod(QFile::encodeName(m_folder->path()).constData(), 0755), 0);
    m_before = {};
    const pid_t child = fork();
    if (child == 0) {
        // As root nothing is forbidden.
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(10);
        const sqlite::Probe probe = sqlite::probe(file, Rows::Count);
        if (!probe.refusal || probe.refusal->code != u"no-permission"_s)
            _exit(11);
        const sqlite::Probe folder = sqlite::probe(path(u"closed"_s), Rows::Count);
        if (!folder.refusal || folder.refusal->code != u"no-permission"_s)
            _exit(12);
        const auto listing = sqlite::listFolder(m_folder->path());
        if (!listing || listing->strange != QStringList{path(u"closed"_s), file})
            _exit(13);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    QCOMPARE(chmod(QFile::encodeName(file).constData(), 0600), 0);
    QCOMPARE(chmod(QFile::encodeName(path(u"closed"_s)).constData(), 0700), 0);
    QCOMPARE(readFile(file), databaseBytes());
    remember();
}

void TestDetect::acceptsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addRow("quotes") << u"a'b\"c`d.db"_s;
    QTest::addRow("line breaks") << u"a\nb\r.db"_s;
    QTest::addRow("emoji") << u"\U0001F431 cat.db"_s;
    QTest::addRow("URI characters") << u"a?mode=rw#b%41&c;d.db"_s;
    QTest::addRow("like a URI") << u"file:x.db"_s;
    QTest::addRow("spaces") << u"  a  .db "_s;
    QTest::addRow("backslash") << u"a\\b.db"_s;
    QTest::addRow("minus") << u"-rf"_s;
    QTest::addRow("decomposed") << u"Zoe\u0308.db"_s;
}

void TestDetect::acceptsNames()
{
    QFETCH(QString, name);
    writeFile(path(name), databaseBytes());
    remember();
    const sqlite::Probe probe = sqlite::probe(path(name), Rows::Count);
    QVERIFY2(probe.usable, probe.refusal ? qPrintable(probe.refusal->message) : "");
    QCOMPARE(probe.rows, 4);
    QCOMPARE(sqlite::listFolder(m_folder->path())->databases, QStringList{path(name)});
}

void TestDetect::namesWithoutCharacters()
{
    const QByteArray native = QFile::encodeName(m_folder->path()) + "/caf\xe9.sqlite3";
    FILE *file = fopen(native.constData(), "wb");
    const QByteArray content = databaseBytes();
    QCOMPARE(fwrite(content.constData(), 1, static_cast<size_t>(content.size()), file),
             static_cast<size_t>(content.size()));
    fclose(file);
    remember();
    const auto listing = sqlite::listFolder(m_folder->path());
    QVERIFY(listing.has_value());
    QVERIFY(listing->databases.isEmpty());
    QCOMPARE(listing->strange.size(), 1);
    const sqlite::Probe probe = sqlite::probe(listing->strange.first(), Rows::Count);
    QVERIFY(probe.refusal.has_value());
    QCOMPARE(probe.refusal->code, u"unreadable-name"_s);
    QVERIFY(probe.refusal->message.contains(u"Rename the file"_s));
    struct stat info = {};
    QCOMPARE(stat(native.constData(), &info), 0);
    QCOMPARE(info.st_size, content.size());
    unlink(native.constData()); // QTemporaryDir cannot
    remember();
}

void TestDetect::followsLinksAndRelativePaths()
{
    writeFile(path(u"real.db"_s), databaseBytes());
    QVERIFY(QFile::link(path(u"real.db"_s), path(u"link.db"_s)));
    remember();
    QVERIFY(sqlite::probe(path(u"link.db"_s), Rows::Skip).usable);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    const sqlite::Probe relative = sqlite::probe(u"real.db"_s, Rows::Skip);
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(relative.usable);
    QCOMPARE(relative.path, path(u"real.db"_s));
}

void TestDetect::countsInEveryFormat_data()
{
    QTest::addColumn<QString>("pragma");
    QTest::addRow("UTF-16 little") << u"PRAGMA encoding='UTF-16le'"_s;
    QTest::addRow("UTF-16 big") << u"PRAGMA encoding='UTF-16be'"_s;
    QTest::addRow("page 512") << u"PRAGMA page_size=512"_s;
    QTest::addRow("page 65536") << u"PRAGMA page_size=65536"_s;
    QTest::addRow("auto vacuum") << u"PRAGMA auto_vacuum=FULL"_s;
}

void TestDetect::countsInEveryFormat()
{
    QFETCH(QString, pragma);
    SqliteFile(path(u"d"_s)).run(QString(pragma + u';' + threeRows));
    remember();
    const sqlite::Probe probe = sqlite::probe(path(u"d"_s), Rows::Count);
    QVERIFY(probe.usable);
    QCOMPARE(probe.tables, 2);
    QCOMPARE(probe.rows, 4);
}

void TestDetect::countsTablesNotIndexes()
{
    SqliteFile(path(u"d"_s))
        .run(u"CREATE TABLE \"odd \"\"name\"(x); INSERT INTO \"odd \"\"name\" VALUES (1),(2);"
             u"CREATE TABLE sqliteX(x); CREATE INDEX i ON sqliteX(x); CREATE VIEW v AS SELECT * FROM nowhere;"
             u"CREATE VIRTUAL TABLE f USING fts5(words); INSERT INTO f VALUES ('a');"
             u"CREATE TABLE seq(id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO seq DEFAULT VALUES"_s);
    remember();
    const sqlite::Probe probe = sqlite::probe(path(u"d"_s), Rows::Count);
    QVERIFY2(probe.usable, probe.refusal ? qPrintable(probe.refusal->detail) : "");
    QCOMPARE(probe.tables, 3);
    QCOMPARE(probe.rows, 3);
}

void TestDetect::doesNotCountWhenNotAsked()
{
    writeFile(path(u"d"_s), databaseBytes());
    remember();
    const sqlite::Probe probe = sqlite::probe(path(u"d"_s), Rows::Skip);
    QCOMPARE(probe.tables, 2);
    QCOMPARE(probe.rows, 0);
}

void TestDetect::refusesLocked_data()
{
    QTest::addColumn<QString>("lock");
    QTest::addRow("exclusive transaction") << u"BEGIN EXCLUSIVE"_s;
    QTest::addRow("exclusive with a changed row") << u"BEGIN EXCLUSIVE; UPDATE t SET x = 9"_s;
    QTest::addRow("log of an exclusive owner")
        << u"PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; INSERT INTO t(x) VALUES (4)"_s;
}

void TestDetect::refusesLocked()
{
    QFETCH(QString, lock);
    const QString file = path(u"d.db"_s);
    writeFile(file, databaseBytes());
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(file);
        database.run(lock);
        signal.ready();
        signal.waitForRelease();
    });
    remember();
    QElapsedTimer timer;
    timer.start();
    const sqlite::Probe probe = sqlite::probe(file, Rows::Count);
    QVERIFY(timer.elapsed() < 5000);
    QVERIFY(!probe.usable);
    QVERIFY(probe.refusal.has_value());
    QCOMPARE(probe.refusal->code, u"source-in-use"_s);
    QCOMPARE(stateOf(m_folder->path()), m_before);
    owner.release();
    remember();
    QVERIFY(sqlite::probe(file, Rows::Count).usable);
}

void TestDetect::readsLiveLog_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("rows");
    QTest::addRow("one transaction") << u"INSERT INTO t(x) VALUES (4)"_s << 5;
    QTest::addRow("several") << u"INSERT INTO t(x) VALUES (4); INSERT INTO t(x) VALUES (5); SELECT * FROM t"_s << 6;
    QTest::addRow("one being written") << u"INSERT INTO t(x) VALUES (4); BEGIN; INSERT INTO t(x) VALUES (5)"_s << 5;
    QTest::addRow("checkpointed") << u"INSERT INTO t(x) VALUES (4); PRAGMA wal_checkpoint(TRUNCATE)"_s << 5;
    QTest::addRow("nothing in it") << u"SELECT * FROM t"_s << 4;
}

void TestDetect::readsLiveLog()
{
    QFETCH(QString, sql);
    QFETCH(int, rows);
    const QString file = path(u"d.db"_s);
    writeFile(file, databaseBytes());
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(file);
        database.run(QString(u"PRAGMA journal_mode=WAL;"_s + sql));
        signal.ready();
        signal.waitForRelease();
    });
    remember();
    QVERIFY(m_before.contains(path(u"d.db-shm"_s)));
    const sqlite::Probe probe = sqlite::probe(file, Rows::Count);
    QVERIFY2(probe.usable, probe.refusal ? qPrintable(probe.refusal->detail) : "");
    QCOMPARE(probe.rows, rows);
    QCOMPARE(stateOf(m_folder->path()), m_before);
    owner.release();
    QVERIFY(!QFile::exists(path(u"d.db-wal"_s)));
    remember();
}

void TestDetect::readsClosedLog()
{
    SqliteFile(path(u"d"_s)).run(QString(u"PRAGMA journal_mode=WAL;"_s + threeRows));
    remember();
    QCOMPARE(m_before.size(), 1);
    QCOMPARE(readFile(path(u"d"_s)).at(19), '\2');
    const sqlite::Probe probe = sqlite::probe(path(u"d"_s), Rows::Count);
    QCOMPARE(probe.rows, 4);
}

void TestDetect::readsDeadLog()
{
    const QTemporaryDir elsewhere;
    const SqliteFile owner(elsewhere.filePath(u"d"_s));
    owner.run(QString(u"PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;"_s + threeRows));
    copyAsItLies(elsewhere.filePath(u"d"_s), path(u"d"_s));
    remember();
    QCOMPARE(m_before.size(), 2);
    QCOMPARE(valueIn(path(u"d"_s), u"SELECT count(*) FROM sqlite_schema"_s), u"0"_s);
    const sqlite::Probe probe = sqlite::probe(path(u"d"_s), Rows::Count);
    QVERIFY2(probe.usable, probe.refusal ? qPrintable(probe.refusal->detail) : "");
    QCOMPARE(probe.tables, 2);
    QCOMPARE(probe.rows, 4);
}

void TestDetect::readsLogOfKilledOwner()
{
    const QString file = path(u"d"_s);
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(file);
        database.run(QString(u"PRAGMA journal_mode=WAL;"_s + threeRows));
        signal.ready();
        signal.waitForRelease();
    });
    owner.kill();
    remember();
    QCOMPARE(m_before.size(), 3);
    const sqlite::Probe probe = sqlite::probe(file, Rows::Count);
    QCOMPARE(probe.rows, 4);
}

void TestDetect::readsHotJournal()
{
    const QTemporaryDir elsewhere;
    const SqliteFile owner(elsewhere.filePath(u"d"_s));
    owner.run(QString(threeRows +
                      u"PRAGMA cache_size=1; BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                      u"FROM n WHERE i < 2000) INSERT INTO t(x) SELECT randomblob(100) FROM n"_s));
    copyAsItLies(elsewhere.filePath(u"d"_s), path(u"d"_s));
    remember();
    QCOMPARE(m_before.size(), 2);
    QVERIFY(readFile(path(u"d"_s)).size() > databaseBytes().size());
    const sqlite::Probe probe = sqlite::probe(path(u"d"_s), Rows::Count);
    QVERIFY2(probe.usable, probe.refusal ? qPrintable(probe.refusal->detail) : "");
    QCOMPARE(probe.rows, 4);
}

void TestDetect::readsBesideWriter()
{
    const QString file = path(u"d"_s);
    writeFile(file, databaseBytes());
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(file);
        database.run(u"BEGIN IMMEDIATE; INSERT INTO t(x) VALUES (4)"_s);
        signal.ready();
        signal.waitForRelease();
    });
    remember();
    QVERIFY(m_before.contains(path(u"d-journal"_s)));
    QCOMPARE(sqlite::probe(file, Rows::Count).rows, 4);
    QCOMPARE(stateOf(m_folder->path()), m_before);
    owner.release();
    remember();
}

void TestDetect::ignoresFinishedJournal()
{
    SqliteFile(path(u"d"_s)).run(QString(u"PRAGMA journal_mode=PERSIST;"_s + threeRows));
    remember();
    QCOMPARE(m_before.size(), 2);
    QCOMPARE(sqlite::probe(path(u"d"_s), Rows::Count).rows, 4);
}

void TestDetect::listsFolder()
{
    const QDir folder(m_folder->path());
    QVERIFY(folder.mkpath(u"a/b"_s) && folder.mkpath(u".hidden"_s));
    const QByteArray database = databaseBytes();
    const QStringList databases{u"a/b/alice_metadata.sqlite3"_s, u"a/no-extension"_s, u"a/travel-journal"_s,
                                u"damaged"_s, u"x.txt"_s};
    const QStringList strange{u"a/empty.db"_s, u"a/page.SQLITE3"_s, u"gone.db3"_s, u"loop.sqlite"_s};
    const QStringList ignored{u"x.sqlite3.bak"_s, u"x.sqlite3.bak-wal"_s, u"x.backup_20240101_120000.sqlite3"_s,
                              u"tmpab12cd"_s,     u".hidden/x.sqlite3"_s, u".x.sqlite3"_s};
    for (const QString &name : databases + ignored)
        writeFile(path(name), database);
    writeFile(path(u"damaged"_s), databaseBytes(0, "sQL"));
    writeFile(path(u"a/empty.db"_s), {});
    writeFile(path(u"a/page.SQLITE3"_s), "<html>");
    writeFile(path(u"notes.txt"_s), "hello");
    writeFile(path(u"x.txt-wal"_s), bytesOf({0x37, 0x7f, 6, 0x82}));
    writeFile(path(u"old.db-shm"_s), QByteArray(32768, '\0'));
    QVERIFY(QFile::link(path(u"loop.sqlite"_s), path(u"loop.sqlite"_s)));
    QVERIFY(QFile::link(path(u"nowhere"_s), path(u"gone.db3"_s)));
    QVERIFY(QFile::link(path(u"x.txt"_s), path(u"a/link-to-x.db"_s)));
    QVERIFY(QFile::link(m_folder->path(), path(u"a/round"_s)));
    const QTemporaryDir elsewhere;
    writeFile(elsewhere.filePath(u"far"_s), database);
    QVERIFY(QFile::link(elsewhere.filePath(u"far"_s), path(u"z.db"_s)));
    remember();

    QStringList expected{path(u"z.db"_s)};
    for (const QString &name : databases)
        expected.append(path(name));
    expected.sort();
    QStringList expectedStrange;
    for (const QString &name : strange)
        expectedStrange.append(path(name));
    expectedStrange.sort();
    const auto listing = sqlite::listFolder(m_folder->path());
    QVERIFY(listing.has_value());
    QCOMPARE(listing->databases, expected);
    QCOMPARE(listing->strange, expectedStrange);
    QCOMPARE(stateOf(m_folder->path()), m_before);
    QVERIFY(QFile::remove(path(u"z.db"_s))); // what it leads to goes first
    remember();
}

void TestDetect::refusesToListFiles()
{
    writeFile(path(u"d"_s), databaseBytes());
    remember();
    QCOMPARE(sqlite::listFolder(path(u"d"_s)).error().code, u"not-a-folder"_s);
    QCOMPARE(sqlite::listFolder(path(u"none"_s)).error().code, u"not-found"_s);
}

QTEST_GUILESS_MAIN(TestDetect)
#include "tst_detect.moc"
