// SPDX-License-Identifier: MIT
#include "sqlite/schemareader.h"

#include "sqlite/asciicase.h"
#include "sqlite/pragmas.h"
#include "sqlite/sqlparser.h"
#include "sqlite/tableassembly.h"
#include "sqlite/tokencursor.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace sqlite {

using schema::Object;
using schema::ObjectKind;
using schema::Schema;
using schema::Table;

namespace {

/// The parser's error, with the name of what it was reading.
base::Error errorAbout(const MasterRow &row, const base::Error &error)
{
    QString detail = row.type + u" \"" + row.name + u"\", " + error.detail + u"; " + row.sql;
    return {error.code, error.message, detail};
}

class Reader
{
public:
    explicit Reader(const Database &database) : m_database(database) {}
    base::Result<Schema> read();

private:
    base::Result<void> readIndexStatements(const QList<MasterRow> &master);
    base::Result<void> readObject(const MasterRow &row);
    base::Result<void> readTable(const MasterRow &row, const TableRow &listed);
    base::Result<TableSource> readTableSource(const MasterRow &row, const TableRow &listed) const;
    void resolveNames();
    void resolveForeignKey(schema::ForeignKey &key) const;
    [[nodiscard]] const Table *tableNamed(const QString &name) const;

    const Database &m_database;
    QHash<QString, TableRow> m_listed;            ///< by name
    QHash<QString, QList<IndexSource>> m_indexes; ///< by table's name in lower case
    QHash<QString, qsizetype> m_tableOfName;      ///< by name in lower case
    Schema m_schema;
};

base::Result<Schema> Reader::read()
{
    const auto listed = readTableList(m_database);
    if (!listed)
        return base::fail(listed.error());
    for (const TableRow &table : *listed)
        m_listed.insert(table.name, table);
    const auto master = readMaster(m_database);
    if (!master)
        return base::fail(master.error());
    if (const auto indexes = readIndexStatements(*master); !indexes)
        return base::fail(indexes.error());
    for (const MasterRow &row : *master) {
        if (const auto object = readObject(row); !object)
            return base::fail(object.error());
    }
    resolveNames();
    return std::move(m_schema);
}

base::Result<void> Reader::readIndexStatements(const QList<MasterRow> &master)
{
    for (const MasterRow &row : master) {
        if (row.type != "index"_L1)
            continue;
        auto definition = parseCreateIndex(row.sql);
        if (!definition)
            return base::fail(errorAbout(row, definition.error()));
        m_indexes[lowerAscii(row.table)].append({std::move(*definition), row.sql});
    }
    return {};
}

base::Result<void> Reader::readObject(const MasterRow &row)
{
    if (row.type == "view"_L1 || row.type == "trigger"_L1) {
        const bool view = row.type == "view"_L1;
        m_schema.objects.append(
            {view ? ObjectKind::View : ObjectKind::Trigger, row.name, view ? QString() : row.table, row.sql});
        return {};
    }
    if (row.type != "table"_L1)
        return {};
    const TableRow listed = m_listed.value(row.name);
    if (listed.type == "virtual"_L1)
        m_schema.objects.append({ObjectKind::VirtualTable, row.name, {}, row.sql});
    if (listed.type == "virtual"_L1 || listed.type == "shadow"_L1)
        return {};
    return readTable(row, listed);
}

base::Result<TableSource> Reader::readTableSource(const MasterRow &row, const TableRow &listed) const
{
    auto definition = parseCreateTable(row.sql);
    if (!definition)
        return base::fail(errorAbout(row, definition.error()));
    auto rows = readTableRows(m_database, listed);
    if (!rows)
        return base::fail(rows.error());
    return TableSource{row.sql, std::move(*definition), m_indexes.value(lowerAscii(row.name)), std::move(*rows)};
}

base::Result<void> Reader::readTable(const MasterRow &row, const TableRow &listed)
{
    const auto source = readTableSource(row, listed);
    if (!source)
        return base::fail(source.error());
    auto table = assembleTable(*source);
    if (!table)
        return base::fail(errorAbout(row, table.error()));
    if (table->autoincrement && m_listed.contains("sqlite_sequence"_L1)) {
        const auto sequence = readSequence(m_database, table->name);
        if (!sequence)
            return base::fail(sequence.error());
        table->sequence = *sequence;
    }
    m_tableOfName.insert(lowerAscii(table->name), m_schema.tables.size());
    m_schema.tables.append(std::move(*table));
    return {};
}

// References

const Table *Reader::tableNamed(const QString &name) const
{
    const auto found = m_tableOfName.constFind(lowerAscii(name));
    return found == m_tableOfName.constEnd() ? nullptr : &m_schema.tables[*found];
}

void Reader::resolveNames()
{
    for (Table &table : m_schema.tables) {
        for (schema::ForeignKey &key : table.foreignKeys)
            resolveForeignKey(key);
    }
    for (Object &object : m_schema.objects) {
        if (const Table *table = tableNamed(object.table); table != nullptr)
            object.table = table->name;
    }
}

/// What does not exist keeps its spelling.
void Reader::resolveForeignKey(schema::ForeignKey &key) const
{
    const Table *parent = tableNamed(key.parentTable);
    if (parent == nullptr)
        return;
    key.parentTable = parent->name;
    if (key.parentColumns.isEmpty() && parent->primaryKey)
        key.parentColumns = parent->primaryKey->columns;
    for (QString &name : key.parentColumns) {
        for (const schema::Column &column : parent->columns) {
            if (sameIgnoringCase(column.name, name))
                name = column.name;
        }
    }
}

} // namespace

base::Result<Schema> readSchema(const Database &database)
{
    return Reader(database).read();
}

} // namespace sqlite
