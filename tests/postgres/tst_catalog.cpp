// SPDX-License-Identifier: MIT
#include "postgres/catalog.h"
#include "postgres/ddl.h"
#include "schema/identifier.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using schema::TypeKind;
using Action = schema::ForeignKeyAction;

namespace {

schema::TargetTable parentTable()
{
    return {.name = u"Parent \"x\""_s,
            .columns = {{.name = u"id"_s, .type = TypeKind::Bigint, .notNull = true, .identityStart = 42},
                        {.name = u"Code"_s, .type = TypeKind::Text, .notNull = true, .collateC = true},
                        {.name = u"other"_s, .type = TypeKind::Text, .defaultSql = u"'x''y'"_s}},
            .primaryKey = schema::TargetKey{u"Parent_pkey"_s, {u"id"_s}},
            .uniques = {{u"uq_code"_s, {u"Code"_s, u"other"_s}}},
            .checks = {{u"ck_positive"_s, u"\"id\" > 0"_s, true}, {u"ck_other"_s, u"\"other\" IS NOT NULL"_s, false}}};
}

schema::TargetTable childTable()
{
    schema::TargetTable table{.name = u"child"_s};
    for (const TypeKind type :
         {TypeKind::Bigint, TypeKind::Double, TypeKind::Numeric, TypeKind::Boolean, TypeKind::Date, TypeKind::Timestamp,
          TypeKind::TimestampTz, TypeKind::Text, TypeKind::Json, TypeKind::Jsonb, TypeKind::Bytea, TypeKind::Uuid})
        table.columns.append({.name = schema::typeName(type), .type = type});
    table.columns.append({.name = u"code"_s, .type = TypeKind::Text, .collateC = true});
    table.columns.append({.name = u"start"_s,
                          .type = TypeKind::Bigint,
                          .notNull = true,
                          .identityStart = std::numeric_limits<qint64>::max()});
    table.indexes = {
        {.name = u"ix_two"_s, .unique = true, .parts = {{u"code"_s, {}, true}, {u"date"_s, {}, false}}},
        {.name = u"ix_expression"_s, .parts = {{{}, u"lower(\"text\")"_s, false}}, .where = u"\"bigint\" > 5"_s}};
    table.foreignKeys = {{.name = u"fk_parent"_s,
                          .columns = {u"bigint"_s},
                          .parentTable = parentTable().name,
                          .parentColumns = {u"id"_s},
                          .onUpdate = Action::Cascade,
                          .onDelete = Action::SetNull,
                          .deferrable = true,
                          .initiallyDeferred = true},
                         {.name = u"fk_code"_s,
                          .columns = {u"code"_s, u"text"_s},
                          .parentTable = parentTable().name,
                          .parentColumns = {u"Code"_s, u"other"_s},
                          .onUpdate = Action::Restrict,
                          .onDelete = Action::SetDefault,
                          .deferrable = true,
                          .validated = false}};
    return table;
}

QList<schema::TargetTable> planned()
{
    return {childTable(), parentTable(), {.name = u"empty"_s, .columns = {{.name = u"x"_s}}}};
}

QString message(const base::Error &error)
{
    return error.message + u'\n' + error.detail;
}

} // namespace

class TestCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asPlanned();
    void columnsAsPlanned();
    void otherSchemasAreNotSeen();
    void changesAreNamed_data();
    void changesAreNamed();
    void indexInBuildingIsMissing();
    void commentsAndSchemas();

private:
    void recreate();
    void run(const QString &sql);
    QList<schema::TargetTable> read();

    std::optional<postgres::Connection> m_connection;
    const QString m_schema = u"My \"schema\""_s;
};

void TestCatalog::initTestCase()
{
    auto connection = postgres::Connection::open(testsupport::TestServer::instance().freshDatabase(), u"tst_catalog"_s);
    QVERIFY2(connection, qPrintable(connection ? QString() : message(connection.error())));
    m_connection.emplace(std::move(*connection));
}

void TestCatalog::run(const QString &sql)
{
    const auto done = m_connection->execute(sql);
    QVERIFY2(done, qPrintable(done ? QString() : QString(sql + u'\n' + message(done.error()))));
}

void TestCatalog::recreate()
{
    run(u"DROP SCHEMA IF EXISTS "_s + schema::quoteIdentifier(m_schema) + u" CASCADE"_s);
    const QStringList statements = postgres::createAll(m_schema, planned());
    for (const QString &statement : statements)
        run(statement);
}

QList<schema::TargetTable> TestCatalog::read()
{
    const auto found = postgres::readCatalog(*m_connection, m_schema);
    if (!found)
        QTest::qFail(qPrintable(message(found.error())), __FILE__, __LINE__);
    return found.value_or(QList<schema::TargetTable>());
}

void TestCatalog::asPlanned()
{
    recreate();
    QCOMPARE(postgres::compareCatalog(planned(), read()), QStringList());
}

void TestCatalog::columnsAsPlanned()
{
    recreate();
    const QList<schema::TargetTable> found = read();
    QCOMPARE(found.size(), qsizetype(3));
    QCOMPARE(found.at(0).name, parentTable().name);
    const schema::TargetTable &table = found.at(1);
    QCOMPARE(table.name, u"child"_s);
    QCOMPARE(table.columns.size(), childTable().columns.size());
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        QCOMPARE(table.columns[i].name, childTable().columns[i].name);
        QCOMPARE(table.columns[i].type, childTable().columns[i].type);
    }
    QCOMPARE(table.columns.last().identityStart, std::optional(std::numeric_limits<qint64>::max()));
    QCOMPARE(table.indexes.first().name, u"ix_expression"_s);
    QVERIFY(table.indexes.first().parts.first().expression.contains(u"lower"_s));
    QVERIFY(table.indexes.first().where.contains(u"5"_s));
}

void TestCatalog::otherSchemasAreNotSeen()
{
    recreate();
    run(u"DROP SCHEMA IF EXISTS second CASCADE; CREATE SCHEMA second; CREATE TABLE second.child (id bigint PRIMARY "
        u"KEY);"
        "CREATE INDEX ix_two ON second.child (id)"_s);
    QCOMPARE(postgres::compareCatalog(planned(), read()), QStringList());
}

void TestCatalog::changesAreNamed_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("expected");
    const QString p = u"table Parent \"x\": "_s;
    const QString c = u"table child: "_s;
    QTest::addRow("table dropped") << u"DROP TABLE empty"_s << QStringList{u"table empty is missing"_s};
    QTest::addRow("table added") << u"CREATE TABLE more (id int)"_s << QStringList{u"table more is not in the plan"_s};
    QTest::addRow("column dropped") << u"ALTER TABLE child DROP COLUMN jsonb"_s
                                    << QStringList{c + u"column jsonb is missing"_s};
    QTest::addRow("column added") << u"ALTER TABLE child ADD COLUMN more int"_s
                                  << QStringList{c + u"column more is not in the plan"_s};
    QTest::addRow("type changed") << u"ALTER TABLE child ALTER uuid TYPE text"_s
                                  << QStringList{c + u"column uuid is text instead of uuid"_s};
    QTest::addRow("type that we never make")
        << u"ALTER TABLE child ALTER numeric TYPE numeric(10,2)"_s
        << QStringList{c + u"column numeric is numeric(10,2) instead of numeric"_s};
    QTest::addRow("not null added") << u"ALTER TABLE child ALTER date SET NOT NULL"_s
                                    << QStringList{c + u"column date is NOT NULL instead of nullable"_s};
    QTest::addRow("not null dropped") << u"ALTER TABLE \"Parent \"\"x\"\"\" ALTER \"Code\" DROP NOT NULL"_s
                                      << QStringList{p + u"column Code is nullable instead of NOT NULL"_s};
    QTest::addRow("default dropped") << u"ALTER TABLE \"Parent \"\"x\"\"\" ALTER other DROP DEFAULT"_s
                                     << QStringList{p +
                                                    u"column other is without a default instead of with a default"_s};
    QTest::addRow("default added") << u"ALTER TABLE child ALTER text SET DEFAULT 'a'"_s
                                   << QStringList{c + u"column text is with a default instead of without a default"_s};
    QTest::addRow("identity dropped") << u"ALTER TABLE \"Parent \"\"x\"\"\" ALTER id DROP IDENTITY"_s
                                      << QStringList{p +
                                                     u"column id is without a default instead of numbered from 42"_s};
    QTest::addRow("identity starts elsewhere")
        << u"ALTER TABLE \"Parent \"\"x\"\"\" ALTER id SET START WITH 7"_s
        << QStringList{p + u"column id is numbered from 7 instead of numbered from 42"_s};
    QTest::addRow("collation dropped")
        << u"ALTER TABLE child DROP CONSTRAINT fk_code; ALTER TABLE child ADD CONSTRAINT "
           "fk_code FOREIGN KEY (code, text) REFERENCES \"Parent \"\"x\"\"\" "
           "(\"Code\", other) ON UPDATE RESTRICT ON DELETE SET DEFAULT DEFERRABLE NOT "
           "VALID; ALTER TABLE child ALTER code TYPE text COLLATE \"default\""_s
        << QStringList{c + u"column code is ordered by language instead of ordered by bytes"_s};
    QTest::addRow("primary key dropped")
        << u"ALTER TABLE child DROP CONSTRAINT fk_parent; ALTER TABLE \"Parent \"\"x\"\"\" DROP CONSTRAINT \"Parent_pkey\""_s
        << QStringList{c + u"foreign key fk_parent is missing"_s, p + u"primary key Parent_pkey is missing"_s};
    QTest::addRow("primary key renamed")
        << u"ALTER TABLE \"Parent \"\"x\"\"\" RENAME CONSTRAINT \"Parent_pkey\" TO pk"_s
        << QStringList{p + u"primary key Parent_pkey is missing"_s, p + u"primary key pk is not in the plan"_s};
    QTest::addRow("unique over other columns")
        << u"ALTER TABLE child DROP CONSTRAINT fk_code; ALTER TABLE \"Parent \"\"x\"\"\" DROP CONSTRAINT uq_code, "
           "ADD CONSTRAINT uq_code UNIQUE (other, \"Code\")"_s
        << QStringList{c + u"foreign key fk_code is missing"_s,
                       p + u"unique constraint uq_code is (other, Code) instead of (Code, other)"_s};
    QTest::addRow("index dropped") << u"DROP INDEX ix_two"_s << QStringList{c + u"index ix_two is missing"_s};
    QTest::addRow("index added") << u"CREATE INDEX more ON child (date)"_s
                                 << QStringList{c + u"index more is not in the plan"_s};
    QTest::addRow("index of another kind")
        << u"DROP INDEX ix_two; CREATE INDEX ix_two ON child (code, date)"_s
        << QStringList{c + u"index ix_two is (code, date) instead of UNIQUE (code DESC, date)"_s};
    QTest::addRow("index no longer partial")
        << u"DROP INDEX ix_expression; CREATE INDEX ix_expression ON child (lower(text))"_s
        << QStringList{c + u"index ix_expression is (an expression) instead of (an expression) WHERE …"_s};
    QTest::addRow("foreign key with another action")
        << u"ALTER TABLE child DROP CONSTRAINT fk_parent, ADD CONSTRAINT fk_parent FOREIGN KEY (bigint) REFERENCES "
           "\"Parent \"\"x\"\"\" (id) ON DELETE SET NULL NOT VALID"_s
        << QStringList{c + u"foreign key fk_parent is (bigint) REFERENCES Parent \"x\" (id) ON UPDATE NO ACTION ON "
                           "DELETE SET NULL NOT VALID instead of (bigint) REFERENCES Parent \"x\" (id) ON UPDATE "
                           "CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"_s};
    QTest::addRow("foreign key to another schema")
        << u"CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.t (id bigint PRIMARY KEY); ALTER TABLE child DROP "
           "CONSTRAINT fk_parent, ADD CONSTRAINT fk_parent FOREIGN KEY (bigint) REFERENCES elsewhere.t (id) ON UPDATE "
           "CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"_s
        << QStringList{c + u"foreign key fk_parent is (bigint) REFERENCES elsewhere.t (id) ON UPDATE CASCADE ON DELETE "
                           "SET NULL DEFERRABLE INITIALLY DEFERRED instead of (bigint) REFERENCES Parent \"x\" (id) ON "
                           "UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"_s};
    QTest::addRow("foreign key validated")
        << u"ALTER TABLE child VALIDATE CONSTRAINT fk_code"_s
        << QStringList{c + u"foreign key fk_code is (code, text) REFERENCES Parent \"x\" (Code, other) ON UPDATE "
                           "RESTRICT ON DELETE SET DEFAULT DEFERRABLE instead of (code, text) REFERENCES Parent \"x\" "
                           "(Code, other) ON UPDATE RESTRICT ON DELETE SET DEFAULT DEFERRABLE NOT VALID"_s};
    QTest::addRow("check dropped") << u"ALTER TABLE \"Parent \"\"x\"\"\" DROP CONSTRAINT ck_positive"_s
                                   << QStringList{p + u"check ck_positive is missing"_s};
    QTest::addRow("check validated") << u"ALTER TABLE \"Parent \"\"x\"\"\" VALIDATE CONSTRAINT ck_other"_s
                                     << QStringList{p + u"check ck_other is CHECK instead of CHECK NOT VALID"_s};
}

void TestCatalog::changesAreNamed()
{
    QFETCH(QString, sql);
    QFETCH(QStringList, expected);
    recreate();
    run(u"DROP SCHEMA IF EXISTS elsewhere CASCADE; SET search_path = "_s + schema::quoteIdentifier(m_schema));
    run(sql);
    run(u"RESET search_path"_s);
    QCOMPARE(postgres::compareCatalog(planned(), read()), expected);
}

void TestCatalog::indexInBuildingIsMissing()
{
    recreate();
    run(u"UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = '\"My \"\"schema\"\"\".ix_two'::regclass"_s);
    QCOMPARE(postgres::compareCatalog(planned(), read()), QStringList{u"table child: index ix_two is missing"_s});
}

void TestCatalog::commentsAndSchemas()
{
    recreate();
    QCOMPARE(postgres::schemaExists(*m_connection, m_schema).value_or(false), true);
    QCOMPARE(postgres::schemaExists(*m_connection, u"my \"schema\""_s).value_or(true), false);
    QCOMPARE(postgres::schemaComment(*m_connection, m_schema).value_or(u"?"_s), QString());
    run(u"COMMENT ON SCHEMA "_s + schema::quoteIdentifier(m_schema) + u" IS 'made by \u00e9'"_s);
    QCOMPARE(postgres::schemaComment(*m_connection, m_schema).value_or(QString()), u"made by \u00e9"_s);
    QCOMPARE(postgres::schemaComment(*m_connection, u"nowhere"_s).value_or(u"?"_s), QString());
    const auto nothing = postgres::readCatalog(*m_connection, u"nowhere"_s);
    QVERIFY(nothing);
    QVERIFY(nothing->isEmpty());
}

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
