// SPDX-License-Identifier: MIT
#include "migration/transfer/schemadrop.h"

#include "postgres/catalog.h"
#include "schema/identifier.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

base::Result<QStringList> column(postgres::Connection &connection, const QString &sql, const QVariantList &values)
{
    auto query = connection.select(sql, values);
    if (!query)
        return base::fail(query.error());
    QStringList rows;
    while (query->next())
        rows += query->value(0).toString();
    return rows;
}

/// Foreign keys among these tables hold them together across batches: they go first.
base::Result<void> dropForeignKeys(postgres::Connection &connection, const QString &schemaName)
{
    const auto statements =
        column(connection,
               u"SELECT format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname) "
               "FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid "
               "JOIN pg_namespace n ON n.oid = c.relnamespace "
               "WHERE k.contype = 'f' AND "_s +
                   postgres::isInSchema(u"c.oid"_s) + u" ORDER BY c.relname, k.conname"_s,
               {schemaName});
    if (!statements)
        return base::fail(statements.error());
    constexpr qsizetype together = 10;
    for (qsizetype i = 0; i < statements->size(); i += together) {
        if (auto done = connection.execute(statements->mid(i, together).join(u"; "_s)); !done)
            return done;
    }
    return {};
}

bool isTooMuchAtOnce(const base::Error &error)
{
    return error.code == u"too-many-locks";
}

base::Result<void> dropNamed(postgres::Connection &connection, const QString &schemaName, const QString &names)
{
    auto dropped = connection.execute(u"DROP TABLE IF EXISTS "_s + names);
    if (dropped || !dropped.error().detail.contains(u"2BP01"_s))
        return dropped;
    return base::fail(u"has-dependents"_s,
                      QCoreApplication::translate("migration",
                                                  "Something that was made later, such as a view, uses tables of "
                                                  "%1. They were left as they are; remove what uses them, then "
                                                  "roll back again.")
                          .arg(schemaName),
                      dropped.error().detail);
}

/// Whoever wants to write to the tables waits from before the last look until they are gone.
base::Result<void> dropBatch(postgres::Connection &connection, const QString &schemaName, const QStringList &tables,
                             const LastLook &lastLook)
{
    QStringList each;
    for (const QString &table : tables)
        each += schema::qualified(schemaName, table);
    const QString names = each.join(u", "_s);
    if (!lastLook)
        return dropNamed(connection, schemaName, names);
    std::optional<postgres::Transaction> own;
    if (!connection.inTransaction()) {
        auto begun = postgres::Transaction::begin(connection);
        if (!begun)
            return base::fail(begun.error());
        own.emplace(std::move(*begun));
    }
    if (auto locked = connection.execute(u"LOCK TABLE "_s + names + u" IN ACCESS EXCLUSIVE MODE"_s); !locked)
        return locked;
    if (auto fine = lastLook(tables); !fine)
        return fine;
    if (auto dropped = dropNamed(connection, schemaName, names); !dropped)
        return dropped;
    return own ? own->commit() : base::Result<void>();
}

} // namespace

base::Result<void> dropTables(postgres::Connection &connection, const QString &schemaName, const QStringList &tables,
                              const LastLook &lastLook)
{
    if (tables.size() <= dropBatchSize) {
        auto dropped = tables.isEmpty() ? base::Result<void>() : dropBatch(connection, schemaName, tables, lastLook);
        if (dropped || !isTooMuchAtOnce(dropped.error()) || connection.inTransaction())
            return dropped;
    }
    if (auto done = dropForeignKeys(connection, schemaName); !done)
        return done;
    qsizetype batch = dropBatchSize;
    for (qsizetype i = 0; i < tables.size();) {
        auto done = dropBatch(connection, schemaName, tables.mid(i, batch), lastLook);
        if (done)
            i += batch;
        else if (isTooMuchAtOnce(done.error()) && batch > 1)
            batch /= 2; // this server's lock table is smaller than is usual
        else
            return done;
    }
    return {};
}

base::Result<void> dropStaging(postgres::Connection &connection, const QString &schemaName)
{
    const auto tables = column(connection,
                               u"SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND "_s +
                                   postgres::isInSchema(u"c.oid"_s) + u" ORDER BY 1"_s,
                               {schemaName});
    if (!tables)
        return base::fail(tables.error());
    const QString dropSchema = u"DROP SCHEMA IF EXISTS "_s + schema::quoteIdentifier(schemaName) + u" CASCADE"_s;
    if (tables->size() <= dropBatchSize) {
        auto dropped = connection.execute(dropSchema);
        if (dropped || !isTooMuchAtOnce(dropped.error()))
            return dropped;
    }
    if (auto done = dropTables(connection, schemaName, *tables); !done)
        return done;
    return connection.execute(dropSchema);
}

} // namespace migration
