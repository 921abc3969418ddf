// SPDX-License-Identifier: MIT
// Databases that nobody would think of, moved, and read back from tables, attic and forms with nothing but SQL: is
// every value there, and can each original be told from what is there? CUTOVER_DATABASES is how many (20), CUTOVER_SEED
// repeats an earlier series; the seed is printed.

#include "migration/run/rollback.h"
#include "postgres/connection.h"
#include "schema/identifier.h"
#include "support/cells.h"
#include "support/movefixture.h"
#include "support/randomdatabase.h"
#include "support/sqlitefile.h"

#include <QHash>
#include <QRandomGenerator>
#include <QTest>
#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace migration;
using testsupport::Value;

namespace {

using Address = std::pair<qint64, int>; ///< row (its rowid, or its place in a table without) and column

struct SourceRow
{
    qint64 number = 0;
    QList<Value> cells;
};

/// What stands beside a cell: `content` only where it is not in the cell.
struct Exception
{
    QString storage;
    std::optional<QByteArray> content;
};

Value columnOf(sqlite3_stmt *statement, int column)
{
    const auto bytes = [&](const void *data) {
        return QByteArray(static_cast<const char *>(data), sqlite3_column_bytes(statement, column));
    };
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return testsupport::integer(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
        return testsupport::real(sqlite3_column_double(statement, column));
    case SQLITE_TEXT:
        return testsupport::text(bytes(sqlite3_column_text(statement, column)));
    case SQLITE_BLOB:
        return testsupport::blob(bytes(sqlite3_column_blob(statement, column)));
    default:
        return {};
    }
}

/// In the order in which a run reads them.
QList<SourceRow> rowsOf(const testsupport::SqliteFile &file, const QString &table)
{
    const QString literal = schema::quoteLiteral(table);
    const bool hasRowid =
        file.integer(u"SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = "_s + literal) == 0;
    const QString number = hasRowid ? u"_rowid_"_s : u"0"_s;
    const QString key = hasRowid ? number
                                 : file.text(u"SELECT group_concat('\"' || replace(name, '\"', '\"\"') || '\"') FROM "
                                             "(SELECT name FROM pragma_table_info("_s +
                                             literal + u") WHERE pk > 0 ORDER BY pk)"_s);
    const QString sql = u"SELECT "_s + number + u", * FROM "_s + schema::quoteIdentifier(table) + u" ORDER BY "_s + key;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(file.handle(), sql.toUtf8().constData(), -1, &statement, nullptr) != SQLITE_OK)
        qFatal("%s: %s", qPrintable(sql), sqlite3_errmsg(file.handle()));
    QList<SourceRow> rows;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        SourceRow row{.number = hasRowid ? sqlite3_column_int64(statement, 0) : rows.size()};
        for (int column = 1; column < sqlite3_column_count(statement); ++column)
            row.cells += columnOf(statement, column);
        rows += row;
    }
    sqlite3_finalize(statement);
    return rows;
}

QString storageOf(const Value &value)
{
    static const QHash<schema::StorageClass, QString> names{{schema::StorageClass::Null, u"null"_s},
                                                            {schema::StorageClass::Integer, u"integer"_s},
                                                            {schema::StorageClass::Real, u"real"_s},
                                                            {schema::StorageClass::Text, u"text"_s},
                                                            {schema::StorageClass::Blob, u"blob"_s}};
    return names.value(value.storage);
}

/// What the cell holds; of a cell that shows bytes these.
QByteArray contentOf(const QString &cell)
{
    static const QString mark = u"\\x"_s;
    return cell.startsWith(mark) ? QByteArray::fromHex(cell.mid(mark.size()).toLatin1()) : cell.toUtf8();
}

/// Whether the cell is the value, as far as one can tell without knowing what kind of column it is.
bool shows(const Value &value, const QString &cell)
{
    const QByteArray content = contentOf(cell);
    switch (value.storage) {
    case schema::StorageClass::Integer:
        return content == (value.integer == 0 ? "false" : "true") ||
               content.toDouble() == static_cast<double>(value.integer);
    case schema::StorageClass::Real:
        return content.toDouble() == value.real || content.toLower().contains("inf");
    case schema::StorageClass::Blob:
        return content == value.bytes || cell.toUtf8() == value.bytes;
    default:
        return value.bytes.isEmpty() || !cell.isEmpty();
    }
}

/// Where the exception keeps nothing but the class, the cell has the value.
bool restores(const Exception &exception, const Value &value, const std::optional<QString> &cell)
{
    if (exception.storage != storageOf(value))
        return false;
    const bool hasBytes = value.storage == schema::StorageClass::Text || value.storage == schema::StorageClass::Blob;
    if (!exception.content)
        return cell &&
               (hasBytes ? contentOf(*cell) == value.bytes || cell->toUtf8() == value.bytes : shows(value, *cell));
    return !hasBytes || *exception.content == value.bytes;
}

/// What is wrong with a value that should be in this cell or beside it; nothing if all is well. `originalOf`: the one
/// value that a cell may stand for if nothing is beside it.
QByteArray flawOf(const Value &value, const std::optional<QString> &cell, const std::optional<Exception> &exception,
                  QHash<QString, QByteArray> &originalOf)
{
    const QByteArray words = testsupport::describe(value.raw());
    QByteArray both = words + QByteArray(" is ") + cell.value_or(u"NULL"_s).toUtf8();
    if (exception)
        return restores(*exception, value, cell) ? QByteArray()
                                                 : QByteArray(both + ", and beside it is something else");
    if (cell.has_value() != (value.storage != schema::StorageClass::Null))
        return both;
    if (!cell)
        return {};
    if (!shows(value, *cell))
        return both;
    const QByteArray first = originalOf.value(*cell, words);
    originalOf.insert(*cell, words);
    return first == words ? QByteArray() : QByteArray(both + " as well as " + first);
}

} // namespace

class TestAnyData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyValueIsThere_data();
    void everyValueIsThere();
    void cleanupTestCase();

private:
    using Cells = QList<std::optional<QString>>;
    [[nodiscard]] QList<Cells> cellsOf(const CreatorReport &creator, const TableReport &table, qsizetype columns);
    [[nodiscard]] QHash<Address, std::optional<Exception>> exceptionsOf(const RunReport &run, const TableReport &table);
    void compare(const RunReport &run, const testsupport::SqliteFile &file, const TableReport &table);

    quint32 m_seed = 0;
    std::optional<testsupport::MoveFixture> m_moves;
    std::optional<postgres::Connection> m_connection;
    qint64 m_cells = 0;
    qint64 m_exceptions = 0;
};

void TestAnyData::initTestCase()
{
    m_seed = qEnvironmentVariableIsSet("CUTOVER_SEED")
                 ? static_cast<quint32>(qEnvironmentVariableIntValue("CUTOVER_SEED"))
                 : QRandomGenerator::system()->generate();
    qInfo("CUTOVER_SEED=%u", m_seed);
}

void TestAnyData::everyValueIsThere_data()
{
    bool isNumber = false;
    const int wished = qEnvironmentVariableIntValue("CUTOVER_DATABASES", &isNumber);
    QTest::addColumn<quint64>("seed");
    for (int i = 0; i < (isNumber ? wished : 20); ++i)
        QTest::addRow("database %d", i + 1) << (quint64(m_seed) << 20) + quint64(i);
}

/// Loaded in one piece, the rows lie in the order in which they were read.
QList<TestAnyData::Cells> TestAnyData::cellsOf(const CreatorReport &creator, const TableReport &table,
                                               qsizetype columns)
{
    auto names = m_connection->select(u"SELECT attname FROM pg_attribute WHERE attrelid = "_s +
                                      schema::quoteLiteral(schema::qualified(creator.schema, table.target)) +
                                      u"::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"_s);
    QStringList texts;
    while (names && names->next())
        texts += schema::quoteIdentifier(names->value(0).toString()) + u"::text"_s;
    if (texts.size() != columns)
        return {};
    auto query = m_connection->select(u"SELECT "_s + texts.join(u", "_s) + u" FROM "_s +
                                      schema::qualified(creator.schema, table.target) + u" ORDER BY ctid"_s);
    QList<Cells> rows;
    while (query && query->next()) {
        Cells row;
        for (int column = 0; column < columns; ++column)
            row += query->isNull(column) ? std::nullopt : std::optional(query->value(column).toString());
        rows += row;
    }
    return rows;
}

QHash<Address, std::optional<Exception>> TestAnyData::exceptionsOf(const RunReport &run, const TableReport &table)
{
    const QString part =
        u"SELECT row_id, column_no, storage, encode(original, 'hex') FROM cutover.%1 WHERE run_id = "_s;
    const QString which = schema::quoteLiteral(run.run) + u" AND table_name = "_s + schema::quoteLiteral(table.source);
    auto query = m_connection->select(part.arg(u"form"_s) + which + u" UNION ALL "_s + part.arg(u"attic"_s) + which);
    QHash<Address, std::optional<Exception>> exceptions;
    while (query && query->next()) {
        const auto content =
            query->isNull(3) ? std::nullopt : std::optional(QByteArray::fromHex(query->value(3).toByteArray()));
        exceptions.insert(Address(query->value(0).toLongLong(), query->value(1).toInt()),
                          Exception{query->value(2).toString(), content});
    }
    return exceptions;
}

void TestAnyData::compare(const RunReport &run, const testsupport::SqliteFile &file, const TableReport &table)
{
    const QList<SourceRow> originals = rowsOf(file, table.source);
    const qsizetype columns = originals.isEmpty() ? 0 : originals[0].cells.size();
    const QList<Cells> cells = cellsOf(run.creators[0], table, columns);
    QCOMPARE(cells.size(), originals.size());
    QHash<Address, std::optional<Exception>> exceptions = exceptionsOf(run, table);
    m_exceptions += exceptions.size();
    for (int column = 0; column < columns; ++column) {
        QHash<QString, QByteArray> originalOf; // by what a cell shows
        for (qsizetype row = 0; row < originals.size(); ++row) {
            const SourceRow &original = originals[row];
            const Value &value = original.cells[column];
            const QByteArray flaw =
                flawOf(value, cells[row][column], exceptions.take(Address(original.number, column)), originalOf);
            ++m_cells;
            QVERIFY2(flaw.isEmpty(),
                     qPrintable(u"%1, column %2, row %3: %4"_s.arg(table.source).arg(column).arg(original.number) +
                                QString::fromUtf8(flaw)));
        }
    }
    QCOMPARE(exceptions.size(), 0);
}

void TestAnyData::everyValueIsThere()
{
    QFETCH(const quint64, seed);
    m_moves.emplace();
    const QString path = m_moves->makeCreator(u"any"_s, testsupport::randomDatabase(seed));
    const RunReport run = m_moves->moveAll();
    QVERIFY2(!run.creators[0].error,
             run.creators[0].error ? qPrintable(run.creators[0].error->message + run.creators[0].error->detail) : "");
    auto connection = postgres::Connection::open(m_moves->target(), u"test"_s);
    QVERIFY(connection);
    m_connection.emplace(std::move(*connection));
    QVERIFY(m_connection->execute(u"SET bytea_output = 'hex'"_s));
    {
        const testsupport::SqliteFile file(path);
        QCOMPARE(run.creators[0].tables.size(),
                 file.integer(u"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
                              "ESCAPE '\\'"_s));
        for (const TableReport &table : run.creators[0].tables)
            compare(run, file, table);
    }
    m_connection.reset();
    const RollbackReport undone = rollback(m_moves->target(), run.run, {}, ChangedData::Refuse, {}, {});
    QVERIFY2(!undone.error, undone.error ? qPrintable(undone.error->message) : "");
    QCOMPARE(m_moves->schemas(), 0);
}

void TestAnyData::cleanupTestCase()
{
    m_moves.reset();
    qInfo("%lld values, %lld of them with something kept beside their cell", m_cells, m_exceptions);
    QVERIFY(m_cells > 0);
}

QTEST_GUILESS_MAIN(TestAnyData)
#include "tst_anydata.moc"
