// SPDX-License-Identifier: MIT
#include "support/loadedtable.h"

#include "postgres/ddl.h"

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

template <typename T>
T orAbort(base::Result<T> result)
{
    if (!result)
        qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
    return std::move(*result);
}

void orAbort(const base::Result<void> &result)
{
    if (!result)
        qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
}

/// One for all tables of a test program: making one takes longer than most tests.
const postgres::Settings &oneDatabase()
{
    static const postgres::Settings settings = TestServer::instance().freshDatabase();
    return settings;
}

} // namespace

postgres::Connection connectionTo(const postgres::Settings &settings)
{
    return orAbort(postgres::Connection::open(settings, u"cutover-test"_s));
}

LoadedTable::LoadedTable(const QString &sql, migration::TablePlan plan)
    : m_settings(oneDatabase()), m_connection(connectionTo(m_settings)), m_plan(std::move(plan))
{
    makeSqlite(path(), sql);
    schema::TargetTable target = m_plan.target;
    for (const migration::ColumnPlan &column : m_plan.columns)
        target.columns.append(column.target);
    orAbort(m_connection.execute(u"SET client_min_messages = warning; DROP SCHEMA IF EXISTS s, cutover CASCADE"_s));
    orAbort(migration::ensureJournalTables(m_connection));
    orAbort(m_connection.execute(u"CREATE SCHEMA s"_s));
    orAbort(m_connection.execute(postgres::createTable(u"s"_s, target)));
}

migration::ExceptionAddress LoadedTable::address()
{
    return {u"run-1"_s, u"it's \"me\""_s};
}

base::Result<migration::LoadedRows> LoadedTable::load(sqlite::RowRange range)
{
    auto transaction = orAbort(postgres::Transaction::begin(m_connection));
    auto loaded = migration::loadTable(m_connection, u"s"_s, m_plan, path(), {range, {}}, false, address(), {}, {});
    if (loaded)
        orAbort(transaction.commit());
    return loaded;
}

base::Result<migration::TableVerdict> LoadedTable::verify()
{
    return migration::verifyTable(m_connection, u"s"_s, m_plan, path(), address(), {}, {});
}

base::Result<migration::TableVerdict> LoadedTable::verifyAfter(const migration::LoadedRows &loaded)
{
    return migration::verifyTable(m_connection, u"s"_s, m_plan, path(), address(), {}, {}, &loaded);
}

void LoadedTable::change(const QString &sql) const
{
    postgres::Connection other = connectionTo(m_settings);
    orAbort(other.execute(sql));
}

QString LoadedTable::value(const QString &sql) const
{
    postgres::Connection other = connectionTo(m_settings);
    orAbort(other.execute(u"SET bytea_output = hex"_s));
    return orAbort(other.value(sql));
}

} // namespace testsupport
