// SPDX-License-Identifier: MIT
#include "migration/run/commit.h"

#include "migration/journal/databasejournal.h"
#include "postgres/catalog.h"
#include "schema/identifier.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

/// Names in the global schema that the creator's tables and indexes would need.
base::Result<QStringList> clashes(postgres::Connection &connection, const CreatorPlan &plan)
{
    QStringList names;
    for (const TablePlan &table : plan.tables) {
        names += table.target.name;
        for (const schema::TargetIndex &index : table.target.indexes)
            names += index.name;
        for (const schema::TargetKey &key : table.target.uniques)
            names += key.name;
        if (table.target.primaryKey)
            names += table.target.primaryKey->name;
    }
    QStringList literals;
    for (const QString &name : names)
        literals += schema::quoteLiteral(name);
    if (literals.isEmpty())
        return QStringList();
    auto query = connection.select(u"SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                                   "WHERE n.nspname = "_s +
                                   schema::quoteLiteral(plan.schemaName) + u" AND c.relname IN ("_s +
                                   literals.join(u", "_s) + u") ORDER BY 1 LIMIT 20"_s);
    if (!query)
        return base::fail(query.error());
    QStringList found;
    while (query->next())
        found += query->value(0).toString();
    return found;
}

QStringList renameSql(const CommitRequest &request)
{
    const QString staging = schema::quoteIdentifier(request.staging.schemaName);
    const QString final = schema::quoteIdentifier(request.staging.plan.schemaName);
    const QString mark = schema::quoteLiteral(ownershipMark(request.runId, request.staging.plan.creator));
    return {u"ALTER SCHEMA "_s + staging + u" RENAME TO "_s + final,
            u"COMMENT ON SCHEMA "_s + final + u" IS "_s + mark};
}

QStringList moveSql(const CommitRequest &request)
{
    const CreatorPlan &plan = request.staging.plan;
    const QString mark = schema::quoteLiteral(ownershipMark(request.runId, plan.creator));
    QStringList sql;
    for (const TablePlan &table : plan.tables) {
        sql += u"ALTER TABLE "_s + schema::qualified(request.staging.schemaName, table.target.name) +
               u" SET SCHEMA "_s + schema::quoteIdentifier(plan.schemaName);
        sql += u"COMMENT ON TABLE "_s + schema::qualified(plan.schemaName, table.target.name) + u" IS "_s + mark;
    }
    sql += u"DROP SCHEMA "_s + schema::quoteIdentifier(request.staging.schemaName);
    return sql;
}

QStringList tablesToOwner(const QString &schemaName, const QList<TablePlan> &tables, const QString &owner)
{
    QStringList sql;
    for (const TablePlan &table : tables) {
        sql += u"ALTER TABLE "_s + schema::qualified(schemaName, table.target.name) + u" OWNER TO "_s +
               schema::quoteIdentifier(owner);
    }
    return sql;
}

/// The schema first: a table's owner must be allowed to make tables in it.
QStringList ownershipSql(const CommitRequest &request)
{
    const CreatorPlan &plan = request.staging.plan;
    QStringList sql;
    if (request.owner.isEmpty())
        return sql;
    if (!plan.globalSchema) {
        sql += u"ALTER SCHEMA "_s + schema::quoteIdentifier(plan.schemaName) + u" OWNER TO "_s +
               schema::quoteIdentifier(request.owner);
    }
    if (request.tablesAre == CommitRequest::Tables::StillOurs)
        sql += tablesToOwner(plan.schemaName, plan.tables, request.owner);
    return sql;
}

} // namespace

base::Result<void> checkPlaceFree(postgres::Connection &connection, const CreatorPlan &plan, IfPresent ifPresent)
{
    const auto exists = postgres::schemaExists(connection, plan.schemaName);
    if (!exists)
        return base::fail(exists.error());
    if (!plan.globalSchema) {
        const bool shared = plan.schemaName == u"public"; // others look for their tables there: never put aside
        if (!*exists || (ifPresent == IfPresent::Replace && !shared))
            return {};
        if (shared) {
            return base::fail(u"schema-exists"_s,
                              tr("The schema “public” belongs to everything in the database, so it cannot become this "
                                 "creator's alone. "
                                 "To move the tables into it, choose one schema for all; else choose another name."));
        }
        return base::fail(
            u"schema-exists"_s,
            tr("The database already has a schema named %1, and nothing that is there is ever overwritten. "
               "Usually this creator was moved before. Look at it first; if the new copy should take its "
               "place, choose “replace”: the old one is put aside and comes back with a rollback.")
                .arg(plan.schemaName));
    }
    if (!*exists) {
        return base::fail(
            u"no-such-schema"_s,
            tr("The database has no schema named %1 to move the tables into. Make it first, or choose another.")
                .arg(plan.schemaName));
    }
    const auto taken = clashes(connection, plan);
    if (!taken)
        return base::fail(taken.error());
    if (!taken->isEmpty()) {
        return base::fail(
            u"name-exists"_s,
            tr("The schema %1 already has tables or indexes of the same names, and nothing that is there is ever "
               "overwritten. Choose another schema or an empty database.")
                .arg(plan.schemaName),
            taken->join(u", "_s));
    }
    return {};
}

qint64 relationsOf(const CreatorPlan &plan)
{
    qint64 relations = 0;
    for (const TablePlan &table : plan.tables) // with its TOAST table and that one's index, and its sequence
        relations += 4 + (table.target.primaryKey ? 1 : 0) + table.target.uniques.size() + table.target.indexes.size();
    return relations;
}

base::Result<void> giveTables(postgres::Connection &connection, const Staging &staging, const QString &owner)
{
    constexpr qsizetype together = 50;
    const QList<TablePlan> &tables = staging.plan.tables;
    // An owner must be allowed to make tables where its tables are; the schema itself it gets at the end.
    const QString allowed = u"GRANT CREATE ON SCHEMA "_s + schema::quoteIdentifier(staging.schemaName) + u" TO "_s +
                            schema::quoteIdentifier(owner);
    if (auto granted = connection.execute(allowed); !granted)
        return granted;
    for (qsizetype first = 0; first < tables.size(); first += together) {
        auto transaction = postgres::Transaction::begin(connection);
        if (!transaction)
            return base::fail(transaction.error());
        const QStringList sql = tablesToOwner(staging.schemaName, tables.mid(first, together), owner);
        if (auto given = transaction->commit(joined(sql)); !given)
            return given;
    }
    return {};
}

base::Result<void> commitCreator(postgres::Connection &connection, postgres::Transaction &transaction,
                                 const CommitRequest &request)
{
    const CreatorPlan &plan = request.staging.plan;
    if (auto free = checkPlaceFree(connection, plan, request.ifPresent); !free)
        return free;
    const auto exists = postgres::schemaExists(connection, plan.schemaName);
    if (!exists)
        return base::fail(exists.error());
    QStringList sql;
    QString aside;
    if (*exists && !plan.globalSchema) {
        aside = asideName(request.runId, request.number);
        sql += u"ALTER SCHEMA "_s + schema::quoteIdentifier(plan.schemaName) + u" RENAME TO "_s +
               schema::quoteIdentifier(aside);
    }
    sql += (plan.globalSchema ? moveSql(request) : renameSql(request)) + ownershipSql(request);
    sql += committedSql(request.runId, aside, request.report, request.tables);
    return transaction.commit(sql.join(u"; "_s));
}

} // namespace migration
