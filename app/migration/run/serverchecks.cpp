// SPDX-License-Identifier: MIT
#include "migration/run/serverchecks.h"

#include "schema/identifier.h"

#include <QCoreApplication>
#include <QThread>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

/// The first column of the first row is true.
base::Result<bool> holds(postgres::Connection &connection, const QString &condition)
{
    const auto value = connection.value(u"SELECT ("_s + condition + u")::text"_s);
    if (!value)
        return base::fail(value.error());
    return *value == u"true";
}

} // namespace

base::Result<void> checkServer(postgres::Connection &connection, const QString &owner)
{
    if (connection.serverVersion() < 120000) {
        return base::fail(
            u"server-too-old"_s,
            tr("This PostgreSQL server is version %1. Cutover needs 12 or newer: upgrade the server or choose another.")
                .arg(connection.serverVersion() / 10000));
    }
    struct Condition
    {
        QString sql;
        base::Error error;
    };
    QList<Condition> conditions{
        {u"current_setting('server_encoding') = 'UTF8'"_s,
         {u"server-encoding"_s,
          tr("This database does not store text as UTF-8, so not every character could be kept. Create a database with "
             "ENCODING 'UTF8' and choose that one."),
          u"CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"_s}},
        {u"NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'"_s,
         {u"server-read-only"_s,
          tr("This server can only be read, usually because it is a copy that follows another server. Choose that "
             "other server (the primary). If it is none, somebody switched writing off "
             "(default_transaction_read_only): "
             "ask its administrator."),
          {}}},
        {u"has_database_privilege(current_database(), 'CREATE')"_s,
         {u"no-rights"_s,
          tr("This user may not create anything in this database. Ask its administrator for the right, with the "
             "statement "
             "under “detail”."),
          u"GRANT CREATE ON DATABASE … TO …"_s}},
    };
    if (!owner.isEmpty()) {
        conditions.append(
            {u"EXISTS (SELECT 1 FROM pg_roles WHERE rolname = "_s + schema::quoteLiteral(owner) + u")"_s,
             {u"no-such-role"_s,
              tr("The server has no role named “%1” to own the data. Create it first, or leave the owner out.")
                  .arg(owner),
              {}}});
        conditions.append(
            {u"CASE WHEN EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %1) THEN pg_has_role(%1, 'MEMBER') END"_s.arg(
                 schema::quoteLiteral(owner)),
             {u"no-rights"_s,
              tr("This user may not give anything to the role “%1”, because it is not a member of it. Ask the "
                 "administrator for the membership, or leave the owner out.")
                  .arg(owner),
              u"GRANT … TO …"_s}});
    }
    for (const Condition &condition : conditions) {
        const auto fine = holds(connection, condition.sql);
        if (!fine)
            return base::fail(fine.error());
        if (!*fine)
            return base::fail(condition.error);
    }
    return {};
}

base::Result<void> checkPooler(postgres::Connection &connection, const postgres::Settings &target)
{
    if (!connection.pooled())
        return {};
    auto other = postgres::Connection::open(target, u"cutover"_s);
    if (!other)
        return base::fail(other.error());
    // While another session is in a transaction, ours must still be the same process of the server's.
    const auto busy = postgres::Transaction::begin(*other); // which statement mode refuses
    const auto theirs = other->value(u"SELECT pg_backend_pid()"_s);
    const auto ours = connection.value(u"SELECT pg_backend_pid()"_s);
    if (busy && theirs && ours && *theirs != *ours && ours->toInt() == connection.backend())
        return {};
    return base::fail(
        u"pooler"_s, tr("A connection pooler (such as PgBouncer) stands before this server and gives every transaction "
                        "another session, so nothing could be moved safely. Connect to the server directly, or through "
                        "a pool in session mode (pool_mode = session). Nothing was moved."));
}

base::Result<Capacity> capacityOf(postgres::Connection &connection, int wished)
{
    const auto row = connection.row(
        u"SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - "
        "(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'), "
        "current_setting('max_locks_per_transaction')::bigint * (current_setting('max_connections')::int + "
        "current_setting('max_prepared_transactions')::int)"_s);
    if (!row)
        return base::fail(row.error());
    const int wanted = wished > 0 ? wished : std::clamp(QThread::idealThreadCount() + 1, 2, 16); // some wait
    Capacity capacity;
    capacity.workers = std::clamp(wanted, 1, std::max(1, row->value(0).toInt() / 2));
    capacity.relations = row->value(1).toLongLong() / (qint64{2} * capacity.workers);
    return capacity;
}

} // namespace migration
