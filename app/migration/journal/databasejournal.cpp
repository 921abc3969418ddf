// SPDX-License-Identifier: MIT
#include "migration/journal/databasejournal.h"

#include "schema/identifier.h"

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

/// (…, …) with every text as a literal.
QString literals(const QStringList &texts)
{
    QStringList quoted;
    for (const QString &text : texts)
        quoted += schema::quoteLiteral(text);
    return u'(' + quoted.join(u", "_s) + u')';
}

QString ofCreator(const QString &runId, const QString &creator)
{
    return u" WHERE run_id = " + schema::quoteLiteral(runId) + u" AND creator = " + schema::quoteLiteral(creator);
}

QString creatorColumns()
{
    return u"SELECT run_id, creator, number, schema_name, source_path, snapshot_path, source_sha256, fingerprint, "
           "coalesce(aside_schema, ''), state, coalesce(plan ->> 'globalSchema', ''), coalesce(plan ->> 'bytes', ''), "
           "coalesce(plan ->> 'rows', '') FROM cutover.creator "_s;
}

JournalCreator readCreator(const QSqlQuery &query)
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
    creator.globalSchema = query.value(10).toString() == u"true";
    creator.bytes = query.value(11).toLongLong();
    creator.rows = query.value(12).toLongLong();
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
                  u"INSERT INTO cutover.run (id, started, verdict, version) VALUES (?, now(), 'running', ?) "
                  "ON CONFLICT (id) DO UPDATE SET verdict = excluded.verdict, finished = NULL"_s,
                  {runId, QStringLiteral(CUTOVER_VERSION)});
}

base::Result<void> recordRunEnd(postgres::Connection &connection, const RunReport &report)
{
    return change(connection, u"UPDATE cutover.run SET finished = now(), verdict = ?, report = ?::json WHERE id = ?"_s,
                  {verdictName(report.verdict), compact(toJson(report)), report.run});
}

base::Result<void> recordState(postgres::Connection &connection, const QString &runId, const QString &creator,
                               CreatorState state)
{
    return change(connection, u"UPDATE cutover.creator SET state = ? WHERE run_id = ? AND creator = ?"_s,
                  {stateName(state), runId, creator});
}

QString creatorSql(const CreatorEntry &entry, CreatorState state)
{
    const CreatorPlan &plan = entry.plan;
    const QString creator =
        u"INSERT INTO cutover.creator (run_id, creator, number, schema_name, source_path, source_sha256, fingerprint, "
        "snapshot_path, state, plan) VALUES "_s +
        literals({entry.runId, plan.creator, QString::number(entry.number), plan.schemaName, plan.sourcePath,
                  QString::fromLatin1(entry.snapshot.sha256), entry.snapshot.original.toString(), entry.snapshot.path,
                  stateName(state), compact(toJson(plan))}) +
        u" ON CONFLICT (run_id, creator) DO UPDATE SET source_sha256 = excluded.source_sha256, "
        "fingerprint = excluded.fingerprint, snapshot_path = excluded.snapshot_path, state = excluded.state, "
        "plan = excluded.plan"_s;
    QJsonArray originals;
    for (const Original &original : plan.originals) {
        originals.append(QJsonObject{{u"type"_s, original.type},
                                     {u"name"_s, original.name},
                                     {u"table_name"_s, original.table},
                                     {u"sql"_s, original.sql},
                                     {u"translated"_s, original.translated}});
    }
    return creator +
           u"; INSERT INTO cutover.original (run_id, creator, type, name, table_name, sql, translated) SELECT " +
           schema::quoteLiteral(entry.runId) + u", " + schema::quoteLiteral(plan.creator) +
           u", type, name, table_name, sql, translated FROM json_to_recordset(" +
           schema::quoteLiteral(compact(originals)) +
           u"::json) AS o(type text, name text, table_name text, sql text, translated boolean)";
}

QString committedSql(const QString &runId, const QString &asideSchema, const CreatorReport &report,
                     const QList<TableVerdict> &tables)
{
    QJsonArray rows;
    for (qsizetype i = 0; i < tables.size(); ++i) {
        rows.append(QJsonObject{{u"table_name"_s, tables[i].table},
                                {u"target_name"_s, report.tables[i].target},
                                {u"rows"_s, tables[i].rows},
                                {u"digest"_s, tables[i].digest.toString()}});
    }
    return u"UPDATE cutover.creator SET state = 'committed', aside_schema = nullif("_s +
           schema::quoteLiteral(asideSchema) + u", ''), verdict = " +
           schema::quoteLiteral(verdictName(report.verdict)) + u", report = " +
           schema::quoteLiteral(compact(toJson(report))) + ofCreator(runId, report.creator) +
           u"; INSERT INTO cutover.creator_table (run_id, creator, table_name, target_name, rows, digest, state) "
           "SELECT " +
           schema::quoteLiteral(runId) + u", " + schema::quoteLiteral(report.creator) +
           u", table_name, target_name, rows, digest, 'verified' FROM json_to_recordset(" +
           schema::quoteLiteral(compact(rows)) +
           u"::json) AS t(table_name text, target_name text, rows bigint, digest text)";
}

QString taskSql(const ExceptionAddress &address, const TaskEntry &task)
{
    return u"INSERT INTO cutover.task (run_id, creator, key, rows, forms, attic) VALUES "_s +
           literals({address.runId, address.creator, task.key, QString::number(task.rows), QString::number(task.forms),
                     QString::number(task.attic)});
}

QString forgetTasksSql(const ExceptionAddress &address)
{
    return u"DELETE FROM cutover.task" + ofCreator(address.runId, address.creator);
}

base::Result<QHash<QString, TaskEntry>> tasksOf(postgres::Connection &connection, const ExceptionAddress &address)
{
    auto query =
        connection.select(u"SELECT key, rows, forms, attic FROM cutover.task WHERE run_id = ? AND creator = ?"_s,
                          {address.runId, address.creator});
    if (!query)
        return base::fail(query.error());
    QHash<QString, TaskEntry> tasks;
    while (query->next()) {
        const QString key = query->value(0).toString();
        tasks.insert(key,
                     {key, query->value(1).toLongLong(), query->value(2).toLongLong(), query->value(3).toLongLong()});
    }
    return tasks;
}

QString forgetCellsSql(const QString &runId, const QString &creator)
{
    QStringList sql;
    for (const QString &table : {u"form"_s, u"attic"_s, u"original"_s, u"creator_table"_s, u"task"_s})
        sql += u"DELETE FROM cutover." + table + ofCreator(runId, creator);
    return sql.join(u"; "_s);
}

base::Result<QString> stateOf(postgres::Connection &connection, const QString &runId, const QString &creator)
{
    const auto row = connection.row(u"SELECT state FROM cutover.creator"_s + ofCreator(runId, creator));
    if (!row)
        return base::fail(row.error());
    return row->value(0);
}

base::Result<std::optional<Verdict>> verdictOf(postgres::Connection &connection, const QString &runId)
{
    const auto row = connection.row(u"SELECT verdict FROM cutover.run WHERE id = "_s + schema::quoteLiteral(runId));
    if (!row)
        return base::fail(row.error());
    return row->isEmpty() ? std::optional<Verdict>() : verdictFromName(row->first()).value_or(Verdict::Interrupted);
}

base::Result<CreatorReport> committedReport(postgres::Connection &connection, const QString &runId,
                                            const QString &creator)
{
    const auto row = connection.row(u"SELECT report::text FROM cutover.creator"_s + ofCreator(runId, creator));
    if (!row)
        return base::fail(row.error());
    return creatorReportFromJson(QJsonDocument::fromJson(row->value(0).toUtf8()).object());
}

base::Result<QSet<QString>> committedCreators(postgres::Connection &connection, const QString &runId)
{
    auto query =
        connection.select(u"SELECT creator FROM cutover.creator WHERE run_id = ? AND state = 'committed'"_s, {runId});
    if (!query)
        return base::fail(query.error());
    QSet<QString> names;
    while (query->next())
        names.insert(query->value(0).toString());
    return names;
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
    while (query->next())
        creators.append(readCreator(*query));
    return creators;
}

base::Result<CreatorPlan> planOf(postgres::Connection &connection, const JournalCreator &creator)
{
    const auto row =
        connection.row(u"SELECT plan::text FROM cutover.creator"_s + ofCreator(creator.runId, creator.creator));
    if (!row)
        return base::fail(row.error());
    return creatorPlanFromJson(QJsonDocument::fromJson(row->value(0).toUtf8()).object());
}

base::Result<std::optional<JournalCreator>> committedAs(postgres::Connection &connection, const QString &schemaName)
{
    auto query =
        connection.select(creatorColumns() + u"WHERE schema_name = ? AND state = 'committed' ORDER BY (SELECT started "
                                             "FROM cutover.run r WHERE r.id = run_id) DESC, run_id DESC LIMIT 1"_s,
                          {schemaName});
    if (!query)
        return base::fail(query.error());
    return query->next() ? std::optional(readCreator(*query)) : std::nullopt;
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
