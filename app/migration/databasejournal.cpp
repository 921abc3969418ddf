// SPDX-License-Identifier: MIT
#include "migration/databasejournal.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString compact(const QJsonArray &array)
{
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

base::Result<void> change(postgres::Connection &connection, const QString &sql, const QVariantList &values)
{
    auto query = connection.select(sql, values);
    if (!query)
        return base::fail(query.error());
    return {};
}

QString creatorColumns()
{
    return u"SELECT run_id, creator, number, schema_name, source_path, snapshot_path, source_sha256, fingerprint, "
           "coalesce(aside_schema, ''), state, plan::text FROM cutover.creator "_s;
}

base::Result<JournalCreator> readCreator(const QSqlQuery &query)
{
    JournalCreator creator;
    creator.runId = query.value(0).toString();
    creator.creator = query.value(1).toString();
    creator.number = query.value(2).toInt();
    creator.schemaName = query.value(3).toString();
    creator.sourcePath = query.value(4).toString();
    creator.snapshotPath = query.value(5).toString();
    creator.snapshotSha256 = query.value(6).toString().toLatin1();
    creator.fingerprint = query.value(7).toString();
    creator.asideSchema = query.value(8).toString();
    creator.state = query.value(9).toString();
    auto plan = creatorPlanFromJson(QJsonDocument::fromJson(query.value(10).toString().toUtf8()).object());
    if (!plan)
        return base::fail(plan.error());
    creator.plan = std::move(*plan);
    return creator;
}

} // namespace

QString stateName(CreatorState state)
{
    switch (state) {
    case CreatorState::Loading:
        return u"loading"_s;
    case CreatorState::Committed:
        return u"committed"_s;
    case CreatorState::Failed:
        return u"failed"_s;
    case CreatorState::Cancelled:
        return u"cancelled"_s;
    case CreatorState::RolledBack:
        return u"rolled-back"_s;
    }
    return {};
}

QString ownershipMark(const QString &runId, const QString &creator)
{
    return u"cutover run=%1 creator=%2"_s.arg(runId, creator);
}

base::Result<void> recordRun(postgres::Connection &connection, const QString &runId)
{
    return change(connection,
                  u"INSERT INTO cutover.run (id, started, verdict, version) VALUES (?, now(), 'running', ?)"_s,
                  {runId, QStringLiteral(CUTOVER_VERSION)});
}

base::Result<void> recordRunEnd(postgres::Connection &connection, const RunReport &report)
{
    return change(connection, u"UPDATE cutover.run SET finished = now(), verdict = ?, report = ?::json WHERE id = ?"_s,
                  {verdictName(report.verdict), compact(toJson(report)), report.run});
}

base::Result<void> recordCreator(postgres::Connection &connection, const QString &runId, int number,
                                 const CreatorPlan &plan, const sqlite::Snapshot &snapshot)
{
    auto recorded =
        change(connection,
               u"INSERT INTO cutover.creator (run_id, creator, number, schema_name, source_path, source_sha256, "
               "fingerprint, snapshot_path, state, plan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'loading', ?::json)"_s,
               {runId, plan.creator, number, plan.schemaName, plan.sourcePath, QString::fromLatin1(snapshot.sha256),
                snapshot.original.toString(), snapshot.path, compact(toJson(plan))});
    if (!recorded)
        return recorded;
    QJsonArray originals;
    for (const Original &original : plan.originals) {
        originals.append(QJsonObject{{u"type"_s, original.type},
                                     {u"name"_s, original.name},
                                     {u"table_name"_s, original.table},
                                     {u"sql"_s, original.sql},
                                     {u"translated"_s, original.translated}});
    }
    return change(connection,
                  u"INSERT INTO cutover.original (run_id, creator, type, name, table_name, sql, translated) "
                  "SELECT ?, ?, type, name, table_name, sql, translated FROM json_to_recordset(?::json) "
                  "AS o(type text, name text, table_name text, sql text, translated boolean)"_s,
                  {runId, plan.creator, compact(originals)});
}

base::Result<void> recordState(postgres::Connection &connection, const QString &runId, const QString &creator,
                               CreatorState state)
{
    return change(connection, u"UPDATE cutover.creator SET state = ? WHERE run_id = ? AND creator = ?"_s,
                  {stateName(state), runId, creator});
}

base::Result<void> recordCommit(postgres::Connection &connection, const QString &runId, const QString &asideSchema,
                                const CreatorReport &report, const QList<TableVerdict> &tables)
{
    auto recorded =
        change(connection,
               u"UPDATE cutover.creator SET state = 'committed', aside_schema = nullif(?, ''), verdict = ?, "
               "report = ?::json WHERE run_id = ? AND creator = ?"_s,
               {asideSchema, verdictName(report.verdict), compact(toJson(report)), runId, report.creator});
    if (!recorded)
        return recorded;
    QJsonArray rows;
    for (qsizetype i = 0; i < tables.size(); ++i) {
        rows.append(QJsonObject{{u"table_name"_s, tables[i].table},
                                {u"target_name"_s, report.tables[i].target},
                                {u"rows"_s, tables[i].rows},
                                {u"digest"_s, tables[i].digest.toString()}});
    }
    return change(connection,
                  u"INSERT INTO cutover.creator_table (run_id, creator, table_name, target_name, rows, digest, state) "
                  "SELECT ?, ?, table_name, target_name, rows, digest, 'verified' FROM json_to_recordset(?::json) "
                  "AS t(table_name text, target_name text, rows bigint, digest text)"_s,
                  {runId, report.creator, compact(rows)});
}

base::Result<void> forgetCells(postgres::Connection &connection, const QString &runId, const QString &creator)
{
    for (const QString &table : {u"form"_s, u"attic"_s, u"original"_s, u"creator_table"_s}) {
        const QString sql = u"DELETE FROM cutover."_s + table + u" WHERE run_id = ? AND creator = ?"_s;
        if (auto done = change(connection, sql, {runId, creator}); !done)
            return done;
    }
    return {};
}

base::Result<bool> hasJournal(postgres::Connection &connection)
{
    const auto found = connection.value(u"SELECT to_regclass('cutover.creator') IS NOT NULL"_s);
    if (!found)
        return base::fail(found.error());
    return *found == u"true" || *found == u"t" || *found == u"1";
}

base::Result<QList<JournalCreator>> creatorsOfRun(postgres::Connection &connection, const QString &runId)
{
    auto query = connection.select(creatorColumns() + u"WHERE run_id = ? ORDER BY number"_s, {runId});
    if (!query)
        return base::fail(query.error());
    QList<JournalCreator> creators;
    while (query->next()) {
        auto creator = readCreator(*query);
        if (!creator)
            return base::fail(creator.error());
        creators.append(std::move(*creator));
    }
    return creators;
}

base::Result<std::optional<JournalCreator>> committedAs(postgres::Connection &connection, const QString &schemaName)
{
    auto query = connection.select(creatorColumns() +
                                       u"WHERE schema_name = ? AND state = 'committed' ORDER BY run_id DESC LIMIT 1"_s,
                                   {schemaName});
    if (!query)
        return base::fail(query.error());
    if (!query->next())
        return std::optional<JournalCreator>();
    auto creator = readCreator(*query);
    if (!creator)
        return base::fail(creator.error());
    return std::optional(std::move(*creator));
}

base::Result<QMap<QString, Digest>> digestsOf(postgres::Connection &connection, const QString &runId,
                                              const QString &creator)
{
    auto query = connection.select(
        u"SELECT table_name, digest FROM cutover.creator_table WHERE run_id = ? AND creator = ?"_s, {runId, creator});
    if (!query)
        return base::fail(query.error());
    QMap<QString, Digest> digests;
    while (query->next())
        digests.insert(query->value(0).toString(), Digest::fromString(query->value(1).toString()));
    return digests;
}

} // namespace migration
