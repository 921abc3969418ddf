// SPDX-License-Identifier: MIT
#include "sqlite/orphans.h"

#include "schema/identifier.h"
#include "schema/keys.h"
#include "sqlite/asciicase.h"
#include "sqlite/columnvalue.h"
#include "sqlite/rowid.h"
#include "sqlite/sampletext.h"

#include <algorithm>

namespace sqlite {

namespace {

using schema::ForeignKey;
using schema::Table;

/// Whether no two rows of the parent can match one row of the child.
bool holdsOnce(const Table &parent, const QStringList &columns)
{
    QStringList wanted;
    for (const QString &column : columns) {
        const schema::Column &definition = parent.columns[parent.columnIndex(column)];
        wanted.append(QString(lowerAscii(definition.name) + u' ' + definition.collation));
    }
    wanted.sort();
    const QList<schema::Key> keys = schema::keysOf(parent);
    return std::any_of(keys.begin(), keys.end(), [&](const schema::Key &key) {
        QStringList parts;
        for (qsizetype i = 0; i < key.columns.size(); ++i)
            parts.append(QString(lowerAscii(key.columns[i]) + u' ' + key.collations.value(i)));
        parts.sort();
        return parts == wanted;
    });
}

QString columnOf(QChar alias, const QString &name)
{
    return alias + (u'.' + schema::quoteIdentifier(name));
}

QString parentSource(const Table &parent, const ForeignKey &foreignKey)
{
    QString name = u"main." + schema::quoteIdentifier(parent.name);
    if (holdsOnce(parent, foreignKey.parentColumns))
        return name;
    QStringList columns;
    for (const QString &column : foreignKey.parentColumns)
        columns.append(schema::quoteIdentifier(column));
    return u"(SELECT DISTINCT " + columns.join(u", ") + u" FROM " + name + u')';
}

/// The child's + takes its column's affinity away, so that the parent's alone decides, as it does for foreign keys;
/// the parent on the left gives the collation. A join, because a subquery without an index would be quadratic.
QString joinOf(const Table *parent, const ForeignKey &foreignKey)
{
    if (parent == nullptr)
        return {};
    QStringList equal;
    for (qsizetype i = 0; i < foreignKey.columns.size(); ++i) {
        equal.append(
            QString(columnOf(u'p', foreignKey.parentColumns[i]) + u" = +" + columnOf(u'c', foreignKey.columns[i])));
    }
    return u" LEFT JOIN " + parentSource(*parent, foreignKey) + u" AS p ON " + equal.join(u" AND ");
}

QString conditionOf(const Table *parent, const ForeignKey &foreignKey)
{
    QStringList conditions;
    for (const QString &column : foreignKey.columns)
        conditions.append(QString(columnOf(u'c', column) + u" IS NOT NULL"));
    if (parent != nullptr)
        conditions.append(QString(columnOf(u'p', foreignKey.parentColumns[0]) + u" IS NULL"));
    return conditions.join(u" AND ");
}

/// Answers rowid and key of each orphan; without a rowid, whether it is an orphan and the key of each row, in order.
QString orphanQuery(const Table *parent, const Table &table, const ForeignKey &foreignKey, const QString &rowidName,
                    const QString &clause)
{
    const QString condition = conditionOf(parent, foreignKey);
    QStringList results{rowidName.isEmpty() ? condition : QString(u"c." + rowidName)};
    for (const QString &column : foreignKey.columns)
        results.append(columnOf(u'c', column));
    QString sql = u"SELECT " + results.join(u", ") + u" FROM main." + schema::quoteIdentifier(table.name) + u" AS c";
    if (rowidName.isEmpty())
        sql += clause;
    sql += joinOf(parent, foreignKey);
    if (!rowidName.isEmpty())
        sql += u" WHERE " + condition;
    return sql;
}

schema::Sample sampleOf(sqlite3_stmt *statement, qint64 row)
{
    QStringList classes;
    QStringList values;
    for (int column = 1; column < sqlite3_column_count(statement); ++column) {
        const schema::RawValue value = columnValue(statement, column);
        classes.append(className(value.storage));
        values.append(sampleText(value));
    }
    return {classes.join(u", "), values.join(u", "), row};
}

} // namespace

const Table *parentOf(const schema::Schema &schema, const ForeignKey &foreignKey)
{
    const auto named = [&](const Table &table) { return sameIgnoringCase(table.name, foreignKey.parentTable); };
    const auto parent = std::find_if(schema.tables.begin(), schema.tables.end(), named);
    if (parent == schema.tables.end() || foreignKey.parentColumns.size() != foreignKey.columns.size())
        return nullptr;
    const bool complete = std::all_of(foreignKey.parentColumns.begin(), foreignKey.parentColumns.end(),
                                      [&](const QString &column) { return parent->columnIndex(column) >= 0; });
    return complete ? &*parent : nullptr;
}

base::Result<schema::ForeignKeyCensus> findOrphans(const Database &database, const schema::Schema &schema,
                                                   const Table &table, const ForeignKey &foreignKey, qint64 mostSamples)
{
    QString rowidName;
    if (!table.withoutRowid) {
        const auto name = rowidNameOf(database, table.name);
        if (!name)
            return base::fail(name.error());
        rowidName = *name;
    }
    const auto clause = scanClause(database, table.name, table.withoutRowid ? RowOrder::PrimaryKey : RowOrder::Rowid);
    if (!clause)
        return base::fail(clause.error());
    const auto statement =
        database.prepare(orphanQuery(parentOf(schema, foreignKey), table, foreignKey, rowidName, *clause));
    if (!statement)
        return base::fail(statement.error());

    schema::ForeignKeyCensus census;
    int step = SQLITE_ROW;
    for (qint64 ordinal = 0; (step = sqlite3_step(statement->get())) == SQLITE_ROW; ++ordinal) {
        const qint64 answer = sqlite3_column_int64(statement->get(), 0);
        if (rowidName.isEmpty() && answer == 0)
            continue;
        if (census.orphans++ < mostSamples)
            census.samples.append(sampleOf(statement->get(), rowidName.isEmpty() ? ordinal : answer));
    }
    if (step != SQLITE_DONE)
        return base::fail(database.lastError());
    return census;
}

base::Result<qint64> countOrphanRows(const Database &database, const schema::Schema &schema, const Table &table)
{
    QStringList identity = table.primaryKey ? table.primaryKey->columns : QStringList();
    if (!table.withoutRowid) {
        const auto name = rowidNameOf(database, table.name);
        if (!name)
            return base::fail(name.error());
        if (!name->isEmpty())
            identity = {*name};
    }
    for (QString &column : identity)
        column = columnOf(u'c', column);
    QStringList orphans;
    for (const ForeignKey &foreignKey : table.foreignKeys) {
        const Table *parent = parentOf(schema, foreignKey);
        orphans += u"SELECT " + identity.join(u", ") + u" FROM main." + schema::quoteIdentifier(table.name) + u" AS c" +
                   joinOf(parent, foreignKey) + u" WHERE " + conditionOf(parent, foreignKey);
    }
    if (orphans.isEmpty() || identity.isEmpty())
        return 0;
    return database.integer(u"SELECT count(*) FROM (" + orphans.join(u" UNION ") + u')');
}

} // namespace sqlite
