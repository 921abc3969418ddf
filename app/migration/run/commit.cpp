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

QStringList ownershipSql(const CreatorPlan &plan, const QString &owner)
{
    if (owner.isEmpty())
        return {};
    const QString role = schema::quoteIdentifier(owner);
    QStringList sql;
    for (const TablePlan &table : plan.tables)
        sql += u"ALTER TABLE "_s + schema::qualified(plan.schemaName, table.target.name) + u" OWNER TO "_s + role;
    if (!plan.globalSchema)
        sql += u"ALTER SCHEMA "_s + schema::quoteIdentifier(plan.schemaName) + u" OWNER TO "_s + role;
    return sql;
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
    sql += (plan.globalSchema ? moveSql(request) : renameSql(request)) + ownershipSql(plan, request.owner);
    sql += committedSql(request.runId, aside, request.report, request.tables);
    return transaction.commit(sql.join(u"; "_s));
}

} // namespace migration
