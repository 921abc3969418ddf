// SPDX-License-Identifier: MIT
#include "benchmarks/steps.h"

#include "benchmarks/dataset.h"
#include "migration/journal/journaltables.h"
#include "migration/run/preparation.h"
#include "migration/transfer/tableload.h"
#include "migration/transfer/verifier.h"
#include "postgres/ddl.h"
#include "schema/identifier.h"
#include "sqlite/census.h"
#include "sqlite/schemareader.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <libpq-fe.h>
#include <mutex>
#include <numeric>
#include <sqlite3.h>
#include <sys/resource.h>
#include <thread>

using namespace Qt::StringLiterals;

namespace benchmarks {

namespace {

using migration::CreatorPlan;
using migration::TablePlan;

const QString schemaName = u"benchmark"_s;
const migration::ExceptionAddress address{u"benchmark"_s, u"benchmark"_s};

template <typename T>
T orAbort(base::Result<T> result)
{
    if (!result)
        qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

postgres::Connection connect()
{
    auto connection = orAbort(postgres::Connection::open({}, u"cutover-benchmark"_s));
    orAbort(connection.execute(u"SET synchronous_commit = off; SET client_min_messages = warning"_s));
    return connection;
}

CreatorPlan readPlan(const QString &file)
{
    QFile plan(file);
    if (!plan.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file));
    return orAbort(migration::creatorPlanFromJson(QJsonDocument::fromJson(plan.readAll()).object()));
}

/// Rows of one table by rowid; several pieces where the table is large.
struct Piece
{
    const TablePlan &table;
    sqlite::RowRange range;
    QString file; ///< below the server's data folder
};

std::vector<const TablePlan *> largestFirst(const CreatorPlan &plan)
{
    std::vector<const TablePlan *> tables;
    for (const TablePlan &table : plan.tables)
        tables.push_back(&table);
    std::stable_sort(tables.begin(), tables.end(),
                     [](const TablePlan *a, const TablePlan *b) { return a->bytes > b->bytes; });
    return tables;
}

/// Largest tables first, in pieces of about 16 MB.
std::vector<Piece> piecesOf(const CreatorPlan &plan)
{
    constexpr qint64 pieceBytes = qint64{16} << 20;
    std::vector<Piece> pieces;
    for (const TablePlan *table : largestFirst(plan)) {
        const qint64 count = std::max<qint64>(1, table->bytes / pieceBytes);
        const qint64 width = (table->maxRowid - table->minRowid) / count + 1;
        for (qint64 i = 0; i < count; ++i) {
            const qint64 first = table->minRowid + i * width;
            const qint64 last = std::min(first + width - 1, table->maxRowid);
            pieces.push_back({*table, {first, last}, u"benchmark-%1.copy"_s.arg(pieces.size())});
        }
    }
    return pieces;
}

/// Work 0 … count-1 on so many threads, each with a connection of its own.
void onConnections(int workers, size_t count, const std::function<void(postgres::Connection &, size_t)> &work)
{
    std::atomic<size_t> next = 0;
    std::vector<std::jthread> threads;
    threads.reserve(static_cast<size_t>(workers));
    for (int i = 0; i < workers; ++i) {
        threads.emplace_back([&] {
            postgres::Connection connection = connect();
            for (size_t number = next++; number < count; number = next++)
                work(connection, number);
        });
    }
}

double cpuNow()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void timed(const std::function<void()> &work)
{
    const double before = cpuNow();
    QElapsedTimer timer;
    timer.start();
    work();
    std::printf("{\"wall\": %.4f, \"cpu\": %.4f}\n", static_cast<double>(timer.nsecsElapsed()) / 1e9,
                cpuNow() - before);
}

QString columnList(const TablePlan &table)
{
    QStringList names;
    for (const migration::ColumnPlan &column : table.columns)
        names += schema::quoteIdentifier(column.target.name);
    return names.join(u", ");
}

QString fileLiteral(postgres::Connection &connection, const Piece &piece)
{
    const QString folder = orAbort(connection.value(u"SHOW data_directory"_s));
    return schema::quoteLiteral(QString(folder + u'/' + piece.file));
}

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

Database openPlainly(const QString &file)
{
    sqlite3 *handle = nullptr;
    const QByteArray uri = "file:" + QFile::encodeName(file).toPercentEncoding("/") + "?immutable=1";
    if (sqlite3_open_v2(uri.constData(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                        nullptr) != SQLITE_OK)
        qFatal("%s cannot be opened", qPrintable(file));
    return {handle, sqlite3_close};
}

/// What every reader of all values does at least.
qint64 bareScan(sqlite3 *handle, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(handle, sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(handle));
    const int columns = sqlite3_column_count(statement);
    qint64 sum = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < columns; ++i) {
            switch (sqlite3_column_type(statement, i)) {
            case SQLITE_INTEGER:
                sum += sqlite3_column_int64(statement, i);
                break;
            case SQLITE_FLOAT:
                sum += sqlite3_column_double(statement, i) > 0 ? 1 : 0;
                break;
            case SQLITE_TEXT:
                sum += *sqlite3_column_text(statement, i);
                sum += sqlite3_column_bytes(statement, i);
                break;
            case SQLITE_BLOB:
                sum += sqlite3_column_bytes(statement, i);
                break;
            default:
                break;
            }
        }
    }
    sqlite3_finalize(statement);
    return sum;
}

struct RowidTable
{
    QByteArray name;
    qint64 first = 0;
    qint64 last = -1;
};

std::vector<RowidTable> tablesIn(sqlite3 *handle)
{
    std::vector<RowidTable> tables;
    sqlite3_stmt *names = nullptr;
    sqlite3_prepare_v2(handle, "SELECT name FROM sqlite_schema WHERE type = 'table'", -1, &names, nullptr);
    while (sqlite3_step(names) == SQLITE_ROW) {
        const QByteArray name = reinterpret_cast<const char *>(sqlite3_column_text(names, 0));
        const QByteArray sql =
            "SELECT (SELECT min(rowid) FROM \"" + name + "\"), (SELECT max(rowid) FROM \"" + name + "\")";
        sqlite3_stmt *ends = nullptr;
        sqlite3_prepare_v2(handle, sql.constData(), -1, &ends, nullptr);
        if (sqlite3_step(ends) == SQLITE_ROW)
            tables.push_back({name, sqlite3_column_int64(ends, 0), sqlite3_column_int64(ends, 1)});
        sqlite3_finalize(ends);
    }
    sqlite3_finalize(names);
    return tables;
}

/// Every table in as many even rowid ranges as there are threads.
void scan(const QString &file, int threads)
{
    const std::vector<RowidTable> tables = tablesIn(openPlainly(file).get());
    std::atomic<qint64> sum = 0;
    std::vector<std::jthread> running;
    running.reserve(static_cast<size_t>(threads));
    for (int thread = 0; thread < threads; ++thread) {
        running.emplace_back([&, thread] {
            const Database database = openPlainly(file);
            for (const RowidTable &table : tables) {
                const qint64 width = (table.last - table.first) / threads + 1;
                const qint64 from = table.first + thread * width;
                sum += bareScan(database.get(), "SELECT * FROM \"" + table.name +
                                                    "\" NOT INDEXED WHERE rowid BETWEEN " + QByteArray::number(from) +
                                                    " AND " + QByteArray::number(from + width - 1));
            }
        });
    }
    running.clear();
    if (sum == 0)
        qFatal("Nothing was read.");
}

void prepareFile(const QString &file, const QString &copy, const QString &plan)
{
    migration::RunClock clock;
    migration::PreparationRequest request{.source = {.path = file, .creator = u"benchmark"_s}, .snapshotPath = copy};
    request.target = {schemaName, false, 0};
    request.workers = 2;
    const auto prepared = orAbort(migration::prepare(request, clock, {}, {}));
    QFile out(plan);
    if (!out.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(plan));
    out.write(QJsonDocument(toJson(prepared.plan)).toJson());
}

void makeTables(const CreatorPlan &plan)
{
    postgres::Connection connection = connect();
    orAbort(connection.execute(u"DROP SCHEMA IF EXISTS benchmark, cutover CASCADE; CREATE SCHEMA benchmark"_s));
    orAbort(migration::ensureJournalTables(connection));
    for (const TablePlan &table : plan.tables)
        orAbort(connection.execute(postgres::createTable(schemaName, table.targetTable())));
}

/// What a load read, by table: kept in a file for the verification that follows it.
using Loaded = QMap<QString, migration::LoadedRows>;

void writeLoaded(const Loaded &loaded, const QString &file)
{
    QJsonObject json;
    for (auto rows = loaded.begin(); rows != loaded.end(); ++rows)
        json.insert(rows.key(), QJsonArray{rows->digest.toString(), rows->forms, rows->attic});
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(file));
    out.write(QJsonDocument(json).toJson());
}

Loaded readLoaded(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file));
    Loaded loaded;
    const QJsonObject json = QJsonDocument::fromJson(in.readAll()).object();
    for (auto rows = json.begin(); rows != json.end(); ++rows) {
        const QJsonArray facts = rows->toArray();
        migration::LoadedRows &table = loaded[rows.key()];
        table.digest = migration::Digest::fromString(facts[0].toString());
        table.rows = table.digest.rows;
        table.forms = facts[1].toInteger();
        table.attic = facts[2].toInteger();
    }
    return loaded;
}

Loaded load(const CreatorPlan &plan, const QString &copy, int workers)
{
    const std::vector<Piece> pieces = piecesOf(plan);
    std::mutex mutex;
    Loaded sums;
    onConnections(workers, pieces.size(), [&](postgres::Connection &connection, size_t number) {
        const Piece &piece = pieces[number];
        auto transaction = orAbort(postgres::Transaction::begin(connection));
        const auto loaded = orAbort(
            migration::loadTable(connection, schemaName, piece.table, copy, {piece.range, {}}, false, address, {}, {}));
        orAbort(transaction.commit());
        const std::scoped_lock lock(mutex);
        add(sums[piece.table.source], loaded);
    });
    return sums;
}

void writeFiles(const CreatorPlan &plan)
{
    postgres::Connection connection = connect();
    for (const Piece &piece : piecesOf(plan)) {
        orAbort(connection.execute(u"COPY (SELECT "_s + columnList(piece.table) + u" FROM " +
                                   schema::qualified(schemaName, piece.table.target.name) + u" WHERE id BETWEEN " +
                                   QString::number(piece.range.first) + u" AND " + QString::number(piece.range.last) +
                                   u") TO " + fileLiteral(connection, piece) + u" (FORMAT binary)"));
    }
}

void copyFiles(const CreatorPlan &plan, int workers)
{
    const std::vector<Piece> pieces = piecesOf(plan);
    onConnections(workers, pieces.size(), [&](postgres::Connection &connection, size_t number) {
        const Piece &piece = pieces[number];
        orAbort(connection.execute(u"COPY "_s + schema::qualified(schemaName, piece.table.target.name) + u" (" +
                                   columnList(piece.table) + u") FROM " + fileLiteral(connection, piece) +
                                   u" (FORMAT binary)"));
    });
}

void verify(const CreatorPlan &plan, const QString &copy, int workers, const Loaded &loaded)
{
    const auto tables = largestFirst(plan);
    onConnections(workers, tables.size(), [&](postgres::Connection &connection, size_t number) {
        const TablePlan &table = *tables[number];
        const auto rows = loaded.find(table.source);
        const auto verdict = orAbort(migration::verifyTable(connection, schemaName, table, copy, address, {}, {},
                                                            rows == loaded.end() ? nullptr : &*rows));
        if (!verdict.equal)
            qFatal("Table %s is not equal.", qPrintable(table.source));
    });
}

void readBack(const CreatorPlan &plan, int workers)
{
    const auto tables = largestFirst(plan);
    onConnections(workers, tables.size(), [&](postgres::Connection &connection, size_t number) {
        const TablePlan &table = *tables[number];
        const QString sql = u"COPY (SELECT " + columnList(table) + u" FROM " +
                            schema::qualified(schemaName, table.target.name) + u") TO STDOUT (FORMAT binary)";
        PQclear(PQexec(connection.handle(), sql.toUtf8().constData()));
        char *row = nullptr;
        while (PQgetCopyData(connection.handle(), &row, 0) > 0)
            PQfreemem(row);
        while (PGresult *result = PQgetResult(connection.handle())) {
            if (PQresultStatus(result) != PGRES_COMMAND_OK)
                qFatal("%s", PQresultErrorMessage(result));
            PQclear(result);
        }
    });
}

} // namespace

int runStep(const QString &name, const QStringList &arguments)
{
    const QString first = arguments.value(0);
    const QString second = arguments.value(1);
    const int workers = arguments.isEmpty() ? 1 : std::max(1, arguments.last().toInt());
    if (name == u"make-rows") {
        makeRows(first, second.toLongLong());
    } else if (name == u"make-creators") {
        makeCreators(first, second.toInt(), arguments.value(2).toLongLong());
    } else if (name == u"make-large-values") {
        makeLargeValues(first);
    } else if (name == u"scan") {
        timed([&] { scan(first, workers); });
    } else if (name == u"census") {
        const auto database = orAbort(sqlite::Database::open(first, sqlite::Database::Mode::Immutable));
        const auto schema = orAbort(sqlite::readSchema(database));
        timed([&] { orAbort(sqlite::takeCensus(first, schema, workers, {}, {})); });
    } else if (name == u"snapshot") {
        timed([&] { orAbort(sqlite::takeSnapshot(first, second, {}, {})); });
        QFile::remove(second);
    } else if (name == u"prepare") {
        timed([&] { prepareFile(first, second, arguments.value(2)); });
    } else {
        const CreatorPlan plan = readPlan(first);
        if (name == u"tables")
            makeTables(plan);
        else if (name == u"load")
            timed([&] { writeLoaded(load(plan, second, workers), first + u".loaded"); });
        else if (name == u"write-files")
            writeFiles(plan);
        else if (name == u"copy-files")
            timed([&] { copyFiles(plan, workers); });
        else if (name == u"settle")
            orAbort(connect().execute(u"VACUUM (ANALYZE)"_s));
        else if (name == u"verify")
            timed([&] { verify(plan, second, workers, {}); });
        else if (name == u"verify-load")
            timed([&] { verify(plan, second, workers, readLoaded(first + u".loaded")); });
        else if (name == u"read-back")
            timed([&] { readBack(plan, workers); });
        else
            qFatal("There is no step called %s.", qPrintable(name));
    }
    return 0;
}

} // namespace benchmarks
