// SPDX-License-Identifier: MIT
#include "postgres/serverfacts.h"

#include "postgres/connection.h"

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

constexpr const char *factsSql =
    "SELECT (extract(epoch FROM pg_postmaster_start_time()) * 1000)::bigint,"
    " pg_database_size(current_database()),"
    " (SELECT count(*) FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'"
    "  AND nspname NOT IN ('information_schema', 'public', 'cutover') AND nspname NOT LIKE 'cutover\\_%'),"
    " current_setting('max_connections')::bigint";

constexpr const char *clientsSql =
    "SELECT coalesce(application_name, ''), coalesce(state, ''),"
    " (extract(epoch FROM backend_start) * 1000)::bigint"
    " FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY backend_start";

Client::Doing doingOf(const QString &state)
{
    if (state.startsWith(u"idle in transaction"))
        return Client::Doing::InTransaction;
    return state == u"active" ? Client::Doing::Working : Client::Doing::Waiting;
}

} // namespace

base::Result<ServerFacts> readServerFacts(const Settings &settings)
{
    auto connection = Connection::open(settings, u"cutover"_s);
    if (!connection)
        return base::fail(connection.error());
    auto facts = connection->select(QString::fromLatin1(factsSql));
    if (!facts)
        return base::fail(facts.error());
    ServerFacts found;
    if (facts->next()) {
        found.started = QDateTime::fromMSecsSinceEpoch(facts->value(0).toLongLong());
        found.bytes = facts->value(1).toLongLong();
        found.areas = facts->value(2).toLongLong();
        found.mostConnections = facts->value(3).toLongLong();
    }
    auto clients = connection->select(QString::fromLatin1(clientsSql));
    if (!clients)
        return base::fail(clients.error());
    while (clients->next()) {
        const QString program = clients->value(0).toString();
        found.clients.append({.program = program,
                              .doing = doingOf(clients->value(1).toString()),
                              .isOurs = program.startsWith(u"cutover"),
                              .since = QDateTime::fromMSecsSinceEpoch(clients->value(2).toLongLong())});
    }
    return found;
}

} // namespace postgres
