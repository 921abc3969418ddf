// SPDX-License-Identifier: MIT
#include "sqlite/tableassembly.h"

#include "sqlite/asciicase.h"
#include "sqlite/columntype.h"
#include "sqlite/tokencursor.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace sqlite {

namespace {

constexpr QLatin1String binary{"BINARY"};

/// A default as the PRAGMA shows it: without the parentheses, if it has any.
std::optional<QString> bareDefault(const std::optional<QString> &text)
{
    if (!text || !text->startsWith(u'('))
        return text;
    return text->sliced(1, text->size() - 2).trimmed();
}

bool sameNames(const QStringList &a, const QStringList &b)
{
    const auto same = [](const QString &x, const QString &y) { return sameIgnoringCase(x, y); };
    return std::ranges::equal(a, b, same);
}

bool isTwin(const schema::Key &a, const schema::Key &b)
{
    return a.columns == b.columns && a.collations == b.collations;
}

bool hasTwin(const QList<schema::Key> &keys, const schema::Key &key)
{
    return std::ranges::any_of(keys, [&key](const schema::Key &other) { return isTwin(other, key); });
}

/// The first disagreement sticks; later steps see only what was found to agree.
class Assembly
{
public:
    explicit Assembly(const TableSource &source) : m_source(source) {}
    base::Result<schema::Table> assemble();

private:
    void assembleTableProperties();
    void assembleColumns();
    void assembleColumn(const ColumnDefinition &definition, const ColumnRow &row);
    void assembleKeys();
    void checkKeys();
    void assembleForeignKeys();
    void assembleIndexes();
    schema::Index assembleIndex(const IndexSource &source, const IndexRow &row);
    schema::IndexPart assemblePart(const PartDefinition &definition, const IndexPartRow &row);

    schema::Key keyOf(const KeyDefinition &definition);
    schema::Key primaryKeyOf(KeyDefinition definition);
    schema::Key keyOf(const IndexRow &row) const;
    void addToKey(schema::Key &key, const QString &column, const QString &collation) const;
    [[nodiscard]] qsizetype columnNamed(const std::optional<QString> &name) const;
    [[nodiscard]] bool hasKeyIndex(QLatin1String origin) const;
    /// Notes the disagreement unless there is none; returns whether there still is none.
    bool agree(bool same, const QString &about);

    const TableSource &m_source;
    schema::Table m_table;
    std::optional<QString> m_disagreement;
};

base::Result<schema::Table> Assembly::assemble()
{
    assembleTableProperties();
    assembleColumns();
    if (!m_disagreement)
        assembleKeys();
    if (!m_disagreement)
        assembleForeignKeys();
    if (!m_disagreement)
        assembleIndexes();
    if (!m_disagreement)
        return m_table;
    return base::fail(notUnderstoodCode,
                      QCoreApplication::translate(
                          "sqlite", "The definition of the table “%1” says something else than SQLite makes of it, and "
                                    "nothing is guessed here. It may have been changed by hand. Please report it with "
                                    "the text of the definition.")
                          .arg(m_source.rows.table.name),
                      *m_disagreement);
}

bool Assembly::agree(bool same, const QString &about)
{
    if (!same && !m_disagreement)
        m_disagreement = u"table \"" + m_source.rows.table.name + u"\": the text and the PRAGMAs differ in " + about;
    return !m_disagreement;
}

void Assembly::assembleTableProperties()
{
    const TableDefinition &definition = m_source.definition;
    const TableRow &row = m_source.rows.table;
    agree(sameIgnoringCase(definition.name, row.name), u"the name"_s);
    agree(definition.withoutRowid == row.withoutRowid, u"WITHOUT ROWID"_s);
    agree(definition.strict == row.strict, u"STRICT"_s);
    m_table.name = row.name;
    m_table.sql = m_source.sql;
    m_table.withoutRowid = row.withoutRowid;
    m_table.strict = row.strict;
    m_table.autoincrement = definition.autoincrement;
    m_table.checks = definition.checks;
}

void Assembly::assembleColumns()
{
    const QList<ColumnDefinition> &definitions = m_source.definition.columns;
    const QList<ColumnRow> &rows = m_source.rows.columns;
    if (!agree(definitions.size() == rows.size(), u"the number of columns"_s))
        return;
    for (qsizetype i = 0; i < rows.size(); ++i)
        assembleColumn(definitions[i], rows[i]);
    const bool autoincrement = std::ranges::any_of(rows, &ColumnRow::autoincrement);
    agree(autoincrement == m_table.autoincrement, u"AUTOINCREMENT"_s);
}

void Assembly::assembleColumn(const ColumnDefinition &definition, const ColumnRow &row)
{
    const QString collation = definition.collation.isEmpty() ? binary : upperAscii(definition.collation);
    const auto about = [&row](QLatin1String what) -> QString { return what + u" of column \"" + row.name + u'"'; };
    agree(definition.name == row.name, about("the name"_L1));
    agree(sameIgnoringCase(definition.declaredType, row.type), about("the type"_L1));
    agree(definition.generated == row.generated, about("the kind"_L1));
    agree(!definition.notNull || row.notNull, about("NOT NULL"_L1));
    agree(bareDefault(definition.defaultSql) == row.defaultSql, about("the default"_L1));
    agree(collation == row.collation, about("the collation"_L1));

    schema::Column column;
    column.name = row.name;
    column.declaredType = definition.declaredType;
    column.affinity = affinityOf(definition.declaredType, m_table.strict);
    column.notNull = row.notNull;
    column.defaultSql = definition.defaultSql;
    column.collation = collation;
    column.generated = definition.generated;
    column.generatedExpression = definition.generatedExpression;
    m_table.columns.append(column);
}

qsizetype Assembly::columnNamed(const std::optional<QString> &name) const
{
    for (qsizetype i = 0; i < m_table.columns.size(); ++i) {
        if (name && sameIgnoringCase(m_table.columns[i].name, *name))
            return i;
    }
    return -1;
}

// Keys

void Assembly::addToKey(schema::Key &key, const QString &column, const QString &collation) const
{
    // The same column a second time adds nothing.
    for (qsizetype i = 0; i < key.columns.size(); ++i) {
        if (key.columns[i] == column && key.collations[i] == collation)
            return;
    }
    key.columns.append(column);
    key.collations.append(collation);
}

schema::Key Assembly::keyOf(const KeyDefinition &definition)
{
    schema::Key key;
    key.name = definition.name;
    for (const PartDefinition &part : definition.parts) {
        const qsizetype i = columnNamed(part.column);
        if (!agree(i >= 0, u"the columns of a key: "_s + part.expression))
            return key;
        const schema::Column &column = m_table.columns[i];
        addToKey(key, column.name, part.collation.isEmpty() ? column.collation : upperAscii(part.collation));
    }
    return key;
}

schema::Key Assembly::primaryKeyOf(KeyDefinition definition)
{
    // SQLite forgets the COLLATE of a key that is one INTEGER column.
    const qsizetype i = definition.parts.size() == 1 ? columnNamed(definition.parts.first().column) : -1;
    if (i >= 0 && sameIgnoringCase(m_table.columns[i].declaredType, "INTEGER"_L1))
        definition.parts.first().collation.clear();
    return keyOf(definition);
}

schema::Key Assembly::keyOf(const IndexRow &row) const
{
    schema::Key key;
    for (const IndexPartRow &part : row.parts) {
        const qsizetype i = part.column.value_or(-1);
        addToKey(key, i >= 0 && i < m_table.columns.size() ? m_table.columns[i].name : QString(), part.collation);
    }
    return key;
}

bool Assembly::hasKeyIndex(QLatin1String origin) const
{
    return std::ranges::any_of(m_source.rows.indexes, [origin](const IndexRow &row) { return row.origin == origin; });
}

void Assembly::assembleKeys()
{
    if (m_source.definition.primaryKey) {
        m_table.primaryKey = primaryKeyOf(*m_source.definition.primaryKey);
        // Only the alias of the rowid needs no index.
        m_table.rowidAlias = !m_table.withoutRowid && !hasKeyIndex("pk"_L1);
    }
    for (const KeyDefinition &definition : m_source.definition.uniques) {
        const schema::Key key = keyOf(definition);
        if (!hasTwin(m_table.uniques, key))
            m_table.uniques.append(key);
    }
    if (m_disagreement)
        return;
    checkKeys();
    const auto isTwinOfPrimaryKey = [this](const schema::Key &key) {
        return m_table.primaryKey && isTwin(*m_table.primaryKey, key);
    };
    m_table.uniques.removeIf(isTwinOfPrimaryKey);
}

/// Every key has one index in SQLite, except the rowid's alias, and the other way round.
void Assembly::checkKeys()
{
    const auto &rows = m_source.rows;
    const bool anyKeyPart =
        std::ranges::any_of(rows.columns, [](const ColumnRow &column) { return column.primaryKeyPart > 0; });
    agree(anyKeyPart == m_table.primaryKey.has_value(), u"the primary key"_s);
    if (m_table.rowidAlias) {
        const qsizetype i = columnNamed(m_table.primaryKey->columns.value(0));
        agree(m_table.primaryKey->columns.size() == 1 && rows.columns[i].primaryKeyPart == 1 &&
                  sameIgnoringCase(rows.columns[i].type, "INTEGER"_L1),
              u"the primary key"_s);
    }

    QList<schema::Key> expected = m_table.uniques;
    if (m_table.primaryKey && !m_table.rowidAlias && !hasTwin(expected, *m_table.primaryKey))
        expected.append(*m_table.primaryKey);
    QList<schema::Key> actual;
    for (const IndexRow &row : rows.indexes) {
        const schema::Key key = keyOf(row);
        if (row.origin == "c"_L1)
            continue;
        if (row.origin == "pk"_L1)
            agree(m_table.primaryKey && isTwin(*m_table.primaryKey, key), u"the primary key"_s);
        if (!hasTwin(actual, key))
            actual.append(key);
    }
    const auto isExpected = [&expected](const schema::Key &key) { return hasTwin(expected, key); };
    agree(expected.size() == actual.size() && std::ranges::all_of(actual, isExpected), u"PRIMARY KEY or UNIQUE"_s);
}

// Foreign keys

void Assembly::assembleForeignKeys()
{
    const QList<schema::ForeignKey> &definitions = m_source.definition.foreignKeys;
    const QList<schema::ForeignKey> &rows = m_source.rows.foreignKeys;
    if (!agree(definitions.size() == rows.size(), u"the number of foreign keys"_s))
        return;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        schema::ForeignKey key = definitions[i];
        const bool same = key.parentTable == rows[i].parentTable && sameNames(key.columns, rows[i].columns) &&
                          sameNames(key.parentColumns, rows[i].parentColumns) && key.onUpdate == rows[i].onUpdate &&
                          key.onDelete == rows[i].onDelete;
        agree(same, u"the foreign key to \"" + rows[i].parentTable + u'"');
        key.columns = rows[i].columns;
        m_table.foreignKeys.append(key);
    }
}

// Indexes

void Assembly::assembleIndexes()
{
    QList<IndexRow> rows = m_source.rows.indexes;
    rows.removeIf([](const IndexRow &row) { return row.origin != "c"_L1; });
    if (!agree(rows.size() == m_source.indexes.size(), u"the number of indexes"_s))
        return;
    for (const IndexSource &source : m_source.indexes) {
        const auto row = std::ranges::find_if(
            rows, [&source](const IndexRow &each) { return sameIgnoringCase(each.name, source.definition.name); });
        if (!agree(row != rows.end(), u"the index \"" + source.definition.name + u'"'))
            return;
        m_table.indexes.append(assembleIndex(source, *row));
    }
}

schema::Index Assembly::assembleIndex(const IndexSource &source, const IndexRow &row)
{
    const IndexDefinition &definition = source.definition;
    schema::Index index;
    index.name = row.name;
    index.unique = row.unique;
    index.where = definition.where;
    index.sql = source.sql;
    const bool same = definition.unique == row.unique && definition.where.isEmpty() != row.partial &&
                      definition.parts.size() == row.parts.size();
    if (!agree(same, u"the index \"" + row.name + u'"'))
        return index;
    for (qsizetype i = 0; i < row.parts.size(); ++i) {
        index.parts.append(assemblePart(definition.parts[i], row.parts[i]));
        if (!agree(definition.parts[i].descending == row.parts[i].descending,
                   u"the order of index \"" + row.name + u'"'))
            break;
    }
    return index;
}

schema::IndexPart Assembly::assemblePart(const PartDefinition &definition, const IndexPartRow &row)
{
    schema::IndexPart part;
    part.descending = row.descending;
    part.collation = row.collation;
    if (!row.column) {
        part.expression = definition.expression;
        return part;
    }
    const qsizetype i = columnNamed(definition.column);
    if (agree(i == *row.column, u"the indexed column "_s + definition.expression))
        part.column = m_table.columns[i].name;
    return part;
}

} // namespace

base::Result<schema::Table> assembleTable(const TableSource &source)
{
    return Assembly(source).assemble();
}

} // namespace sqlite
