// SPDX-License-Identifier: MIT
#include "benchmarks/window/browsedata.h"

#include "postgres/connection.h"

using namespace Qt::StringLiterals;

namespace benchmarks {

namespace {

constexpr qint64 hole = 1'000'000'000; ///< in the middle of the keys

/// Of every hundred rows one is of account 0; those of account 200001 are all near the end. The table is not logged,
/// which only making it knows.
constexpr auto eventsSql =
    "CREATE SCHEMA creator_bench;"
    "CREATE UNLOGGED TABLE creator_bench.events(id bigint NOT NULL, account integer NOT NULL, kind smallint NOT NULL, "
    " at timestamptz NOT NULL, amount numeric(12, 2), rating double precision, title text NOT NULL, note text, "
    " tag varchar(20), done boolean NOT NULL);"
    "INSERT INTO creator_bench.events SELECT 3 * i + CASE WHEN i > %1 / 2 THEN %2 ELSE 0 END, "
    " CASE WHEN i % 100 = 0 THEN 0 WHEN i > %1 * 0.995 AND i % 20 = 1 THEN 200001 "
    "  ELSE 1 + abs(hashint8(i)) % 200000 END, i % 7, "
    " timestamptz '2015-01-01 00:00:00+00' + i * interval '15 seconds', (i % 1000000) / 100.0, sqrt(i), "
    " 'Message ' || i || ' of many', CASE WHEN i % 8 > 0 THEN repeat(md5(i::text) || ' ', 1 + i::int % 3) END, "
    " 'tag ' || i % 50, i % 3 = 0 FROM generate_series(1, %1::bigint) i;"
    "ALTER TABLE creator_bench.events ADD PRIMARY KEY (id);"
    "CREATE INDEX ON creator_bench.events(account); CREATE INDEX ON creator_bench.events(at);"
    "CREATE UNLOGGED TABLE creator_bench.loose AS SELECT * FROM creator_bench.events"_L1;

constexpr auto creatorsSql =
    "DO $$ DECLARE name text; BEGIN FOR i IN 1 .. %1 LOOP EXECUTE 'CREATE SCHEMA creator_' || i; "
    "FOREACH name IN ARRAY '{accounts, media, posts, labels, profiles, messages, messages_media, stories, chats, "
    " connections, devices, users, payments, promotions, attachments, tips, lists, fans, settings, journal}'::text[] "
    "LOOP EXECUTE 'CREATE TABLE creator_' || i || '.' || name || '(id bigint)'; END LOOP; COMMIT; END LOOP; END $$"_L1;

void execute(const postgres::Settings &settings, const QStringList &statements)
{
    auto connection = postgres::Connection::open(settings, u"cutover-benchmark"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().message));
    for (const QString &sql : statements) {
        if (const auto done = connection->execute(sql); !done)
            qFatal("%s\n%s", qPrintable(done.error().message), qPrintable(done.error().detail));
    }
}

} // namespace

qint64 keyOf(qint64 row, qint64 rows)
{
    return 3 * row + (row > rows / 2 ? hole : 0);
}

void makeEvents(const postgres::Settings &settings, qint64 rows)
{
    const QString sql =
        QString(eventsSql).replace("%1"_L1, QString::number(rows)).replace("%2"_L1, QString::number(hole));
    execute(settings, {sql, u"VACUUM (ANALYZE) creator_bench.events"_s, u"VACUUM (ANALYZE) creator_bench.loose"_s,
                       u"CHECKPOINT"_s});
}

void makeManyCreators(const postgres::Settings &settings, int creators)
{
    execute(settings,
            {QString(creatorsSql).replace("%1"_L1, QString::number(creators)), u"VACUUM (ANALYZE)"_s, u"CHECKPOINT"_s});
}

} // namespace benchmarks
