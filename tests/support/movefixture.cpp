// SPDX-License-Identifier: MIT
#include "support/movefixture.h"

#include "migration/plan/discovery.h"
#include "postgres/connection.h"
#include "support/testserver.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace testsupport {

const QString MoveFixture::sampleSql =
    u"CREATE TABLE accounts(id INTEGER PRIMARY KEY, username VARCHAR NOT NULL UNIQUE, \"createdAt\" DATETIME);"
    "CREATE TABLE posts(id INTEGER PRIMARY KEY, \"accountId\" INTEGER NOT NULL REFERENCES accounts(id), "
    "content VARCHAR, price REAL, seen BOOLEAN DEFAULT 0);"
    "CREATE INDEX ix_posts_account ON posts(\"accountId\");"
    "INSERT INTO accounts VALUES (10, 'a', '2024-01-02 03:04:05.000006'), (11, 'b', NULL);"
    "INSERT INTO posts VALUES (1, 10, 'hello', 0.30000000000000004, 1), (2, 11, 'wörld', NULL, 0);"_s;

MoveFixture::MoveFixture() : m_target(TestServer::instance().freshDatabase())
{
    if (!QDir(m_folder.path()).mkpath(u"sources"_s))
        qFatal("no folder for the test");
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(path(u"data"_s)));
}

QString MoveFixture::makeCreator(const QString &name, const QString &sql) const
{
    QString file = path(u"sources/"_s + name + u"_metadata.sqlite3"_s);
    makeSqlite(file, sql);
    return file;
}

migration::RunRequest MoveFixture::request() const
{
    migration::SourceRequest sources;
    sources.folders = {path(u"sources"_s)};
    const auto found = migration::discover(sources, migration::CountRows::No);
    migration::RunRequest request;
    if (found)
        request.sources = *found;
    request.target = m_target;
    return request;
}

migration::RunReport MoveFixture::move(const migration::RunRequest &request, std::stop_token stop) const
{
    return migrate(request, {}, stop);
}

QString MoveFixture::value(const QString &sql) const
{
    auto connection = postgres::Connection::open(m_target, u"test"_s);
    if (!connection)
        return u"no connection: "_s + connection.error().message;
    const auto found = connection->value(sql);
    return found ? *found : u"error: "_s + found.error().detail;
}

void MoveFixture::execute(const QString &sql) const
{
    testsupport::execute(m_target, sql);
}

int MoveFixture::schemas() const
{
    return value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'creator%' OR nspname LIKE "
                 "'cutover\\_%'"_s)
        .toInt();
}

} // namespace testsupport
