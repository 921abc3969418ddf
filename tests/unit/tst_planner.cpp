// SPDX-License-Identifier: MIT
#include "support/plannedsql.h"

#include <QTest>
#include <limits>

using namespace Qt::StringLiterals;
using schema::TypeKind;
using testsupport::columnOf;
using testsupport::notesOf;
using testsupport::planned;
using testsupport::tableOf;

namespace {

QString many(const QString &table, int count, const QString &value)
{
    return u"INSERT INTO %1 WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %2) SELECT %3 FROM n;"_s
        .arg(table, QString::number(count), value);
}

/// Everything behind the first name of the schema in each statement that is not CREATE TABLE, CREATE SCHEMA or a key's
/// second half.
QString statements(const migration::CreatorPlan &plan)
{
    QStringList texts;
    const QStringList all = migration::ddl(plan);
    for (QString statement : all) {
        const bool told = statement.startsWith(u"CREATE SCHEMA"_s) || statement.startsWith(u"CREATE TABLE"_s) ||
                          statement.contains(u"CREATE UNIQUE INDEX \"t_"_s);
        if (!told || statement.contains(u" WHERE "_s))
            texts.append(
                statement.remove(u"\"creator_someone\"."_s).remove(u"ALTER TABLE "_s).remove(u"CONSTRAINT "_s));
    }
    return texts.join(u'\n');
}

} // namespace

class PlannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesTheFacts();
    void makesKeysAndIndexes_data();
    void makesKeysAndIndexes();
    void setsOrphansAsideWhereChosen();
    void alignsLinkedTypes_data();
    void alignsLinkedTypes();
    void startsIdentities_data();
    void startsIdentities();
    void keepsWhatColumnsDemand();
    void comparesTextByBytes();
    void namesThings();
    void namesUnnamedLikePostgres();
    void notesObjects();
    void refuses_data();
    void refuses();
    void refusesAForeignCensus();
    void warnsOfWideRows();
    void isTheSameEachTime();
    void speaksInSentences();
};

void PlannerTest::copiesTheFacts()
{
    const auto plan =
        planned(u"CREATE TABLE a(id INTEGER PRIMARY KEY, t TEXT); INSERT INTO a VALUES (5, 'x'), (9, 'yz');"
                "CREATE TABLE b(k TEXT PRIMARY KEY) WITHOUT ROWID; INSERT INTO b VALUES ('a')"_s);
    QCOMPARE(plan.creator, u"someone"_s);
    QCOMPARE(plan.sourcePath, u"/somewhere/someone_metadata.sqlite3"_s);
    QCOMPARE(plan.schemaName, u"creator_someone"_s);
    QCOMPARE(plan.rows, 3);
    QCOMPARE(plan.bytes, tableOf(plan, u"a"_s).bytes + tableOf(plan, u"b"_s).bytes);
    QVERIFY(plan.bytes > 0);
    QCOMPARE(tableOf(plan, u"a"_s).rows, 2);
    QCOMPARE(tableOf(plan, u"a"_s).minRowid, 5);
    QCOMPARE(tableOf(plan, u"a"_s).maxRowid, 9);
    QVERIFY(tableOf(plan, u"a"_s).hasRowid);
    QVERIFY(!tableOf(plan, u"b"_s).hasRowid);
    QVERIFY(tableOf(plan, u"a"_s).target.columns.isEmpty());
    QVERIFY(plan.notes.isEmpty());
}

void PlannerTest::makesKeysAndIndexes_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QStringList>("notes");

    const QString p = u"CREATE TABLE p(id INTEGER PRIMARY KEY);"_s;
    const QString pKey =
        u"CREATE UNIQUE INDEX \"p_pkey\" ON \"p\" (\"id\")\n\"p\" ADD \"p_pkey\" PRIMARY KEY USING INDEX \"p_pkey\""_s;
    const QStringList none;

    QTest::addRow("composite primary key")
        << u"CREATE TABLE t(a INT NOT NULL, b TEXT NOT NULL, CONSTRAINT k PRIMARY KEY (b, a))"_s
        << QStringList{u"CREATE UNIQUE INDEX \"k\" ON \"t\" (\"b\", \"a\")"_s,
                       u"\"t\" ADD \"k\" PRIMARY KEY USING INDEX \"k\""_s}
        << none;
    QTest::addRow("null in key") << u"CREATE TABLE t(a TEXT PRIMARY KEY); INSERT INTO t VALUES ('x'), (NULL), (NULL)"_s
                                 << QStringList{u"\"t\" ADD \"t_a_key\" UNIQUE USING INDEX \"t_a_key\""_s}
                                 << QStringList{u"warning null-in-key t.a 2"_s};
    QTest::addRow("unique") << u"CREATE TABLE t(a INT, b INT, UNIQUE (a, b), CONSTRAINT u UNIQUE (b))"_s
                            << QStringList{u"\"t\" ADD \"t_a_b_key\" UNIQUE USING INDEX \"t_a_b_key\""_s,
                                           u"CREATE UNIQUE INDEX \"u\" ON \"t\" (\"b\")"_s,
                                           u"\"t\" ADD \"u\" UNIQUE USING INDEX \"u\""_s}
                            << none;
    QTest::addRow("indexes")
        << u"CREATE TABLE t(a INT, b TEXT); CREATE INDEX i ON t(b DESC, a); CREATE UNIQUE INDEX u ON t(a)"_s
        << QStringList{u"CREATE INDEX \"i\" ON \"t\" (\"b\" DESC, \"a\")"_s,
                       u"CREATE UNIQUE INDEX \"u\" ON \"t\" (\"a\")"_s}
        << none;
    QTest::addRow("partial indexes")
        << u"CREATE TABLE t(a INT, b TEXT); CREATE UNIQUE INDEX u ON t(a) WHERE b IS NOT NULL; CREATE INDEX i ON t(a) "
           u"WHERE B isnull;"
           "CREATE INDEX j ON t(a) WHERE b = 'x'; CREATE UNIQUE INDEX v ON t(a) WHERE b = 'x'"_s
        << QStringList{u"CREATE UNIQUE INDEX \"u\" ON \"t\" (\"a\") WHERE (\"b\" IS NOT NULL)"_s,
                       u"CREATE INDEX \"i\" ON \"t\" (\"a\") WHERE (\"b\" IS NULL)"_s}
        << QStringList{u"info index-not-translated t. 0"_s, u"warning unique-not-translated t.a 0"_s};
    QTest::addRow("expression indexes")
        << u"CREATE TABLE t(a INT, b TEXT); CREATE INDEX i ON t(lower(b), a DESC); CREATE INDEX j ON t(a + 1);"
           "CREATE UNIQUE INDEX u ON t(lower(b)); CREATE UNIQUE INDEX v ON t(a, b IS NULL)"_s
        << QStringList{u"CREATE INDEX \"i\" ON \"t\" ((lower(\"b\")), \"a\" DESC)"_s,
                       u"CREATE UNIQUE INDEX \"v\" ON \"t\" (\"a\", ((\"b\" IS NULL)))"_s}
        << QStringList{u"info index-not-translated t. 0"_s, u"warning unique-not-translated t. 0"_s};
    QTest::addRow("collations")
        << u"CREATE TABLE t(a TEXT, b TEXT COLLATE NOCASE UNIQUE, n INT COLLATE NOCASE UNIQUE);"
           "CREATE UNIQUE INDEX u ON t(a COLLATE RTRIM); CREATE INDEX i ON t(a COLLATE NOCASE)"_s
        << QStringList{u"\"t\" ADD \"t_n_key\" UNIQUE USING INDEX \"t_n_key\""_s,
                       u"CREATE INDEX \"i\" ON \"t\" (\"a\")"_s}
        << QStringList{u"warning unique-not-translated t.b 0"_s, u"warning unique-not-translated t.a 0"_s,
                       u"info index-not-translated t. 0"_s, u"warning collation-not-translated t.b 0"_s};
    QTest::addRow("collation of a primary key")
        << u"CREATE TABLE t(a TEXT COLLATE NOCASE PRIMARY KEY); CREATE TABLE c(a TEXT REFERENCES t);"
           "INSERT INTO t VALUES ('x'); INSERT INTO c VALUES ('X')"_s
        << QStringList{u"\"t\" ADD \"t_pkey\" PRIMARY KEY USING INDEX \"t_pkey\""_s}
        << QStringList{u"warning collation-not-translated t.a 0"_s, u"warning foreign-key-not-translated c.a 0"_s};
    QTest::addRow("collation only of the key")
        << u"CREATE TABLE t(a TEXT, PRIMARY KEY (a COLLATE NOCASE))"_s
        << QStringList{u"\"t\" ADD \"t_pkey\" PRIMARY KEY USING INDEX \"t_pkey\""_s}
        << QStringList{u"warning collation-not-translated t.a 0"_s};
    QTest::addRow("mixed kinds that do not collide")
        << u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (5), ('6')"_s
        << QStringList{u"\"t\" ADD \"t_a_key\" UNIQUE USING INDEX \"t_a_key\""_s}
        << QStringList{u"info mixed-types t.a 1"_s};
    QTest::addRow("mixed kinds that collide")
        << u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (5), ('5')"_s << none
        << QStringList{u"info mixed-types t.a 1"_s, u"warning unique-not-translated t.a 0"_s};
    QTest::addRow("mixed kinds that collide in a primary key")
        << u"CREATE TABLE t(a PRIMARY KEY); INSERT INTO t VALUES (5), ('5')"_s
        << QStringList{u"CREATE INDEX \"t_a_idx\" ON \"t\" (\"a\")"_s}
        << QStringList{u"info mixed-types t.a 1"_s, u"warning unique-not-translated t.a 0"_s};
    QTest::addRow("too long")
        << u"CREATE TABLE t(a TEXT PRIMARY KEY, b TEXT UNIQUE, c TEXT); CREATE INDEX i ON t(c); CREATE INDEX j ON "
           u"t(lower(c));"
           "INSERT INTO t VALUES (hex(zeroblob(1301)), hex(zeroblob(1301)), hex(zeroblob(1301)))"_s
        << none
        << QStringList{u"warning key-too-long t.a 2602"_s, u"warning unique-not-translated t.b 0"_s,
                       u"info index-not-translated t. 0"_s, u"info index-not-translated t. 0"_s};
    QTest::addRow("just not too long")
        << u"CREATE TABLE t(a TEXT PRIMARY KEY); INSERT INTO t VALUES (hex(zeroblob(1300)))"_s
        << QStringList{u"\"t\" ADD \"t_pkey\" PRIMARY KEY USING INDEX \"t_pkey\""_s} << none;

    QTest::addRow("foreign key")
        << QString(
               p +
               u"CREATE TABLE t(a INT CONSTRAINT f REFERENCES p(id) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED, b INT REFERENCES P)"_s)
        << QStringList{pKey,
                       u"\"t\" ADD \"f\" FOREIGN KEY (\"a\") REFERENCES \"p\" (\"id\") ON UPDATE SET NULL ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"_s,
                       u"\"t\" ADD \"t_b_fkey\" FOREIGN KEY (\"b\") REFERENCES \"p\" (\"id\")"_s}
        << none;
    QTest::addRow("composite foreign key in another order")
        << u"CREATE TABLE p(a INT, b INT, UNIQUE (a, b)); CREATE TABLE t(x INT, y INT, FOREIGN KEY (x, y) REFERENCES p(b, a))"_s
        << QStringList{u"CREATE UNIQUE INDEX \"p_a_b_key\" ON \"p\" (\"a\", \"b\")"_s,
                       u"\"p\" ADD \"p_a_b_key\" UNIQUE USING INDEX \"p_a_b_key\""_s,
                       u"\"t\" ADD \"t_x_y_fkey\" FOREIGN KEY (\"x\", \"y\") REFERENCES \"p\" (\"b\", \"a\")"_s}
        << none;
    QTest::addRow("foreign key to itself")
        << u"CREATE TABLE t(id INTEGER PRIMARY KEY, up INT REFERENCES t)"_s
        << QStringList{u"\"t\" ADD \"t_pkey\" PRIMARY KEY USING INDEX \"t_pkey\""_s,
                       u"\"t\" ADD \"t_up_fkey\" FOREIGN KEY (\"up\") REFERENCES \"t\" (\"id\")"_s}
        << none;
    QTest::addRow("foreign key to a unique index")
        << u"CREATE TABLE p(a INT); CREATE UNIQUE INDEX u ON p(a); CREATE TABLE t(x INT REFERENCES p(a))"_s
        << QStringList{u"CREATE UNIQUE INDEX \"u\" ON \"p\" (\"a\")"_s,
                       u"\"t\" ADD \"t_x_fkey\" FOREIGN KEY (\"x\") REFERENCES \"p\" (\"a\")"_s}
        << none;
    QTest::addRow("foreign key to a partial index")
        << u"CREATE TABLE p(a INT); CREATE UNIQUE INDEX u ON p(a) WHERE a IS NOT NULL; CREATE TABLE t(x INT REFERENCES p(a))"_s
        << QStringList{u"CREATE UNIQUE INDEX \"u\" ON \"p\" (\"a\") WHERE (\"a\" IS NOT NULL)"_s}
        << QStringList{u"warning foreign-key-not-translated t.x 0"_s};
    QTest::addRow("foreign key to nothing unique")
        << u"CREATE TABLE p(a INT, b INT, PRIMARY KEY (a, b)); CREATE TABLE t(x INT REFERENCES p(a))"_s
        << QStringList{u"CREATE UNIQUE INDEX \"p_pkey\" ON \"p\" (\"a\", \"b\")"_s,
                       u"\"p\" ADD \"p_pkey\" PRIMARY KEY USING INDEX \"p_pkey\""_s}
        << QStringList{u"warning foreign-key-not-translated t.x 0"_s};
    QTest::addRow("foreign key to a missing table")
        << u"CREATE TABLE t(x INT REFERENCES gone(id), y INT REFERENCES gone)"_s << none
        << QStringList{u"warning foreign-key-not-translated t.x 0"_s, u"warning foreign-key-not-translated t.y 0"_s};
    QTest::addRow("foreign key to a missing column")
        << QString(p + u"CREATE TABLE t(x INT REFERENCES p(gone))"_s) << QStringList{pKey}
        << QStringList{u"warning foreign-key-not-translated t.x 0"_s};
    QTest::addRow("foreign key to a view")
        << u"CREATE TABLE t(x INT REFERENCES v(x)); CREATE VIEW v AS SELECT 1 AS x"_s << none
        << QStringList{u"warning foreign-key-not-translated t.x 0"_s, u"warning view-not-translated v. 0"_s};
    QTest::addRow("orphans")
        << QString(
               p +
               u"CREATE TABLE t(x INT REFERENCES p); INSERT INTO p VALUES (1); INSERT INTO t VALUES (1), (2), (NULL), (3)"_s)
        << QStringList{pKey, u"\"t\" ADD \"t_x_fkey\" FOREIGN KEY (\"x\") REFERENCES \"p\" (\"id\") NOT VALID"_s}
        << QStringList{u"warning orphan-rows t.x 2"_s};

    QTest::addRow("checks")
        << u"CREATE TABLE t(a INT, b INT, CONSTRAINT one CHECK (A IS NULL OR b IS NULL), CHECK (a IS NULL), CHECK (a > 0))"_s
        << QStringList{u"\"t\" ADD \"one\" CHECK (((\"a\" IS NULL) OR (\"b\" IS NULL)))"_s,
                       u"\"t\" ADD \"t_check\" CHECK ((\"a\" IS NULL))"_s}
        << QStringList{u"warning check-not-translated t. 0"_s};
    QTest::addRow("check of a column with values in the attic")
        << QString(u"CREATE TABLE t(a INT CHECK (a IS NOT NULL));"_s + many(u"t"_s, 200, u"i"_s) +
                   u"INSERT INTO t VALUES ('x')"_s)
        << QStringList{u"\"t\" ADD \"t_check\" CHECK ((\"a\" IS NOT NULL)) NOT VALID"_s}
        << QStringList{u"warning mixed-types t.a 1"_s, u"info check-not-validated t. 0"_s};
    QTest::addRow("null in not null")
        << u"CREATE TABLE t(a INT); INSERT INTO t VALUES (1), (NULL); PRAGMA writable_schema = ON;"
           "UPDATE sqlite_schema SET sql = 'CREATE TABLE t(a INT NOT NULL)' WHERE name = 't'"_s
        << QStringList{u"\"t\" ADD \"t_check\" CHECK ((\"a\" IS NOT NULL)) NOT VALID"_s}
        << QStringList{u"warning null-in-not-null t.a 1"_s};
}

void PlannerTest::makesKeysAndIndexes()
{
    QFETCH(const QString, sql);
    QFETCH(const QStringList, expected);
    QFETCH(const QStringList, notes);
    const auto plan = planned(sql);
    QCOMPARE(statements(plan), expected.join(u'\n'));
    QCOMPARE(notesOf(plan).join(u'\n'), notes.join(u'\n'));
}

void PlannerTest::setsOrphansAsideWhereChosen()
{
    const QString sql = u"CREATE TABLE p(id INTEGER PRIMARY KEY);"
                        "CREATE TABLE t(x INT REFERENCES p); CREATE TABLE u(x INT REFERENCES p);"
                        "INSERT INTO t VALUES (1); INSERT INTO u VALUES (1)"_s;
    migration::Choices all{.orphans = migration::OrphanChoice::Attic};
    const migration::CreatorPlan plan = planned(sql, all);
    QCOMPARE(notesOf(plan), QStringList());
    QCOMPARE(tableOf(plan, u"t"_s).orphans, migration::OrphanChoice::Attic);
    QVERIFY(tableOf(plan, u"t"_s).target.foreignKeys.first().validated);

    migration::Choices one;
    one.creators[u"someone"_s].tables[u"U"_s].orphans = migration::OrphanChoice::Attic;
    const migration::CreatorPlan mixed = planned(sql, one);
    QCOMPARE(notesOf(mixed), QStringList{u"warning orphan-rows t.x 1"_s});
    QVERIFY(!tableOf(mixed, u"t"_s).target.foreignKeys.first().validated);
    QVERIFY(tableOf(mixed, u"u"_s).target.foreignKeys.first().validated);

    all.creators[u"someone"_s].tables[u"t"_s].orphans = migration::OrphanChoice::Keep;
    QCOMPARE(notesOf(planned(sql, all)), QStringList{u"warning orphan-rows t.x 1"_s});
}

void PlannerTest::alignsLinkedTypes_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<TypeKind>("child");
    QTest::addColumn<TypeKind>("parent");
    QTest::addColumn<bool>("validated");
    QTest::addColumn<QStringList>("notes");

    const QStringList none;
    QTest::addRow("the same") << u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(x INTEGER REFERENCES p);"
                                 "INSERT INTO p VALUES (1); INSERT INTO t VALUES (1)"_s
                              << TypeKind::Bigint << TypeKind::Bigint << true << none;
    QTest::addRow("numeric holds integers only")
        << u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(x NUMERIC REFERENCES p);"
           "INSERT INTO p VALUES (1); INSERT INTO t VALUES (1)"_s
        << TypeKind::Bigint << TypeKind::Bigint << true << QStringList{u"info type-aligned t.x 0"_s};
    QTest::addRow("reals") << u"CREATE TABLE p(id REAL PRIMARY KEY); CREATE TABLE t(x INTEGER REFERENCES p);"
                              "INSERT INTO p VALUES (1); INSERT INTO t VALUES (1)"_s
                           << TypeKind::Numeric << TypeKind::Numeric << true
                           << QStringList{u"info type-aligned p.id 0"_s, u"info type-aligned t.x 0"_s};
    QTest::addRow("digits in text") << u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(x TEXT REFERENCES p);"
                                       "INSERT INTO p VALUES (1); INSERT INTO t VALUES ('1')"_s
                                    << TypeKind::Text << TypeKind::Text << true
                                    << QStringList{u"info type-aligned p.id 0"_s,
                                                   u"warning ids-not-generated p.id 0"_s};
    QTest::addRow("other spellings of numbers")
        << u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(x TEXT REFERENCES p);"
           "INSERT INTO p VALUES (1); INSERT INTO t VALUES ('01')"_s
        << TypeKind::Text << TypeKind::Text << false
        << QStringList{u"info type-aligned p.id 0"_s, u"warning ids-not-generated p.id 0"_s,
                       u"warning foreign-key-not-checked t.x 0"_s};
    QTest::addRow("empty text") << u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(x TEXT REFERENCES p);"
                                   "INSERT INTO p VALUES (1)"_s
                                << TypeKind::Bigint << TypeKind::Bigint << true
                                << QStringList{u"info type-aligned t.x 0"_s};
    QTest::addRow("both empty") << u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(x BOOLEAN REFERENCES p);"_s
                                << TypeKind::Bigint << TypeKind::Bigint << true
                                << QStringList{u"info type-aligned t.x 0"_s};
    QTest::addRow("over a third table")
        << u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(x INTEGER REFERENCES p);"
           "CREATE TABLE u(y TEXT REFERENCES p); INSERT INTO p VALUES (1);"
           "INSERT INTO t VALUES (1); INSERT INTO u VALUES ('1')"_s
        << TypeKind::Text << TypeKind::Text << true
        << QStringList{u"info type-aligned p.id 0"_s, u"warning ids-not-generated p.id 0"_s,
                       u"info type-aligned t.x 0"_s};
    QTest::addRow("bytes") << u"CREATE TABLE p(id BLOB PRIMARY KEY); CREATE TABLE t(x TEXT REFERENCES p);"
                              "INSERT INTO p VALUES (x'61'); INSERT INTO t VALUES (x'61')"_s
                           << TypeKind::Bytea << TypeKind::Bytea << true << QStringList{u"warning mixed-types t.x 1"_s};
    QTest::addRow("dates and texts") << u"CREATE TABLE p(id DATE PRIMARY KEY); CREATE TABLE t(x VARCHAR REFERENCES p);"
                                        "INSERT INTO p VALUES ('2024-01-01'); INSERT INTO t VALUES ('2024-01-01')"_s
                                     << TypeKind::Text << TypeKind::Text << true
                                     << QStringList{u"info type-aligned p.id 0"_s};
    QTest::addRow("no link, no alignment")
        << u"CREATE TABLE p(id INTEGER); CREATE TABLE t(x TEXT REFERENCES p(id));"
           "INSERT INTO p VALUES (1); INSERT INTO t VALUES ('1')"_s
        << TypeKind::Text << TypeKind::Bigint << false << QStringList{u"warning foreign-key-not-translated t.x 0"_s};
}

void PlannerTest::alignsLinkedTypes()
{
    QFETCH(const QString, sql);
    QFETCH(const TypeKind, child);
    QFETCH(const TypeKind, parent);
    QFETCH(const bool, validated);
    QFETCH(const QStringList, notes);
    const auto plan = planned(sql);
    QCOMPARE(columnOf(plan, u"t"_s, u"x"_s).target.type, child);
    QCOMPARE(columnOf(plan, u"p"_s, u"id"_s).target.type, parent);
    QCOMPARE(columnOf(plan, u"t"_s, u"x"_s).expectedForms + columnOf(plan, u"p"_s, u"id"_s).expectedForms, 0);
    const auto links = tableOf(plan, u"t"_s).target.foreignKeys;
    QCOMPARE(!links.isEmpty() && links.first().validated, validated);
    QCOMPARE(notesOf(plan).join(u'\n'), notes.join(u'\n'));
}

void PlannerTest::startsIdentities_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<qint64>("start");
    QTest::addColumn<QStringList>("notes");

    constexpr qint64 last = std::numeric_limits<qint64>::max();
    const QString plain = u"CREATE TABLE t(id INTEGER PRIMARY KEY);"_s;
    const QString counted = u"CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT);"_s;
    const QStringList exhausted{u"warning ids-exhausted t.id 0"_s};
    QTest::addRow("empty") << plain << qint64{1} << QStringList();
    QTest::addRow("some") << QString(plain + u"INSERT INTO t VALUES (41)"_s) << qint64{42} << QStringList();
    QTest::addRow("negative") << QString(plain + u"INSERT INTO t VALUES (-5)"_s) << qint64{1} << QStringList();
    QTest::addRow("counter ahead") << QString(counted +
                                              u"INSERT INTO t VALUES (100); DELETE FROM t; INSERT INTO t VALUES (7)"_s)
                                   << qint64{101} << QStringList();
    QTest::addRow("last but one") << QString(plain + u"INSERT INTO t VALUES (9223372036854775806)"_s) << last
                                  << QStringList();
    QTest::addRow("last") << QString(plain + u"INSERT INTO t VALUES (9223372036854775807)"_s) << last << exhausted;
    QTest::addRow("last by the counter") << QString(counted +
                                                    u"INSERT INTO t VALUES (9223372036854775807); DELETE FROM t"_s)
                                         << last << exhausted;
}

void PlannerTest::startsIdentities()
{
    QFETCH(const QString, sql);
    QFETCH(const qint64, start);
    QFETCH(const QStringList, notes);
    const auto plan = planned(sql);
    QCOMPARE(columnOf(plan, u"t"_s, u"id"_s).target.identityStart, std::optional(start));
    QVERIFY(columnOf(plan, u"t"_s, u"id"_s).target.notNull);
    QCOMPARE(notesOf(plan), notes);
}

void PlannerTest::keepsWhatColumnsDemand()
{
    const auto plan =
        planned(u"CREATE TABLE t(a INT NOT NULL DEFAULT '7', b TEXT PRIMARY KEY, c TEXT DEFAULT CURRENT_TIMESTAMP,"
                "d INT DEFAULT (1 + 1), e INT GENERATED ALWAYS AS (a + 1) STORED, f TEXT AS (b || 'x'))"_s);
    QVERIFY(columnOf(plan, u"t"_s, u"a"_s).target.notNull);
    QCOMPARE(columnOf(plan, u"t"_s, u"a"_s).target.defaultSql, u"7"_s);
    QVERIFY(columnOf(plan, u"t"_s, u"b"_s).target.notNull);
    QVERIFY(!columnOf(plan, u"t"_s, u"c"_s).target.notNull);
    QCOMPARE(columnOf(plan, u"t"_s, u"c"_s).target.defaultSql,
             u"to_char(timezone('UTC', now()), 'YYYY-MM-DD HH24:MI:SS')"_s);
    QVERIFY(columnOf(plan, u"t"_s, u"d"_s).target.defaultSql.isEmpty());
    QCOMPARE(notesOf(plan), (QStringList{u"warning default-not-translated t.d 0"_s, u"warning generated-column t.e 0"_s,
                                         u"warning generated-column t.f 0"_s}));
}

void PlannerTest::comparesTextByBytes()
{
    const auto plan =
        planned(u"CREATE TABLE t(k TEXT PRIMARY KEY, u TEXT UNIQUE, i TEXT, e TEXT, n TEXT, x INT);"
                "CREATE INDEX i ON t(i); CREATE INDEX e ON t(lower(e)); CREATE TABLE c(f TEXT REFERENCES t)"_s);
    for (const QString &column : {u"k"_s, u"u"_s, u"i"_s, u"e"_s})
        QVERIFY2(columnOf(plan, u"t"_s, column).target.collateC, qPrintable(column));
    QVERIFY(!columnOf(plan, u"t"_s, u"n"_s).target.collateC);
    QVERIFY(!columnOf(plan, u"t"_s, u"x"_s).target.collateC);
    QVERIFY(columnOf(plan, u"c"_s, u"f"_s).target.collateC);
}

void PlannerTest::namesThings()
{
    const QString longName = u"n"_s.repeated(70);
    const auto plan = planned(
        u"CREATE TABLE %1(\"\" INT, xmin INT, %1a INT, %1b INT, CONSTRAINT same PRIMARY KEY (xmin));"
        "CREATE TABLE other(a INT, CONSTRAINT same PRIMARY KEY (a)); CREATE INDEX %1i ON other(a)"_s.arg(longName));
    const auto &table = tableOf(plan, longName);
    QCOMPARE(table.target.name, u"n"_s.repeated(63));
    QCOMPARE(table.columns[0].target.name, u"unnamed"_s);
    QCOMPARE(table.columns[1].target.name, u"xmin_"_s);
    QCOMPARE(table.columns[2].target.name, u"n"_s.repeated(63));
    QVERIFY(table.columns[3].target.name.startsWith(u"n"_s.repeated(54) + u'_'));
    QCOMPARE(table.target.primaryKey->name, u"same"_s);
    QCOMPARE(table.target.primaryKey->columns, QStringList{u"xmin_"_s});
    const auto &other = tableOf(plan, u"other"_s);
    QVERIFY(other.target.primaryKey->name.startsWith(u"same_"_s));
    // The table took the cut name first.
    QVERIFY(other.target.indexes.first().name != u"n"_s.repeated(63));
    QStringList codes;
    for (const migration::Note &note : plan.notes)
        codes.append(note.code);
    QCOMPARE(codes.count(u"name-changed"_s), 2);
    QCOMPARE(codes.count(u"name-shortened"_s), 5);
    QCOMPARE(codes.size(), 7);
}

void PlannerTest::namesUnnamedLikePostgres()
{
    const auto plan =
        planned(u"CREATE TABLE t(id INTEGER PRIMARY KEY, a INT UNIQUE, b INT REFERENCES t, c INT REFERENCES t,"
                "CHECK (a IS NULL), CHECK (b IS NULL)); CREATE TABLE t_pkey(t_id_seq INT);"
                "CREATE INDEX t_a_key ON t(a)"_s);
    const auto &target = tableOf(plan, u"t"_s).target;
    QCOMPARE(tableOf(plan, u"t_pkey"_s).target.name, u"t_pkey"_s);
    QCOMPARE(target.primaryKey->name, u"t_pkey1"_s);
    QCOMPARE(target.indexes.first().name, u"t_a_key"_s);
    QCOMPARE(target.uniques.first().name, u"t_a_key1"_s);
    QCOMPARE(target.foreignKeys[0].name, u"t_b_fkey"_s);
    QCOMPARE(target.foreignKeys[1].name, u"t_c_fkey"_s);
    QCOMPARE(target.checks[0].name, u"t_check"_s);
    QCOMPARE(target.checks[1].name, u"t_check1"_s);
    QVERIFY(plan.notes.isEmpty());
}

void PlannerTest::notesObjects()
{
    const auto plan = planned(u"CREATE TABLE t(a INT, b TEXT); CREATE INDEX i ON t(a); CREATE INDEX j ON t(a + 1);"
                              "CREATE VIEW v AS SELECT 1; CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END;"
                              "CREATE VIRTUAL TABLE s USING fts5(x)"_s);
    QCOMPARE(notesOf(plan), (QStringList{u"info index-not-translated t. 0"_s, u"warning view-not-translated v. 0"_s,
                                         u"warning trigger-not-translated t. 0"_s, u"warning virtual-table s. 0"_s}));
    QStringList originals;
    for (const migration::Original &original : plan.originals) {
        QVERIFY(original.sql.startsWith(u"CREATE"_s));
        originals.append(u"%1 %2 %3 %4"_s.arg(original.type, original.name, original.table,
                                              original.translated ? u"yes"_s : u"no"_s));
    }
    QCOMPARE(originals, (QStringList{u"table t t yes"_s, u"index i t yes"_s, u"index j t no"_s, u"view v v no"_s,
                                     u"trigger r t no"_s, u"virtual-table s s no"_s}));
}

void PlannerTest::refuses_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("code");

    const auto columns = [](int count, const QString &declaration) {
        QStringList names;
        for (int i = 0; i < count; ++i)
            names.append(u"c%1 %2"_s.arg(QString::number(i), declaration));
        return names.join(u',');
    };
    QTest::addRow("no tables") << u"CREATE VIEW v AS SELECT 1"_s << u"nothing-to-move"_s;
    QTest::addRow("1,601 columns") << u"CREATE TABLE t(%1)"_s.arg(columns(1601, u"INT"_s)) << u"too-many-columns"_s;
    QTest::addRow("1,100 numbers in each row")
        << u"CREATE TABLE t(%1); INSERT INTO t DEFAULT VALUES"_s.arg(columns(1100, u"INT DEFAULT 1"_s))
        << u"row-too-wide"_s;
}

void PlannerTest::refuses()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, code);
    const auto plan = testsupport::planOf(sql);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, code);
    QVERIFY(plan.error().message.endsWith(u'.'));
}

void PlannerTest::refusesAForeignCensus()
{
    const auto survey = testsupport::surveyOf(u"CREATE TABLE t(a INT, UNIQUE (a)); CREATE TABLE u(b INT)"_s);
    const auto code = [](const schema::Schema &schema, const schema::Census &census) {
        const auto plan = migration::plan({}, schema, census, nullptr, {}, {});
        return plan ? QString() : plan.error().code;
    };
    QCOMPARE(code(survey.schema, survey.census), QString());
    schema::Census fewer = survey.census;
    fewer.tables.removeLast();
    QCOMPARE(code(survey.schema, fewer), u"census-does-not-match"_s);
    schema::Census narrower = survey.census;
    narrower.tables.first().columns.clear();
    QCOMPARE(code(survey.schema, narrower), u"census-does-not-match"_s);
    schema::Schema otherKey = survey.schema;
    otherKey.tables.first().uniques.first().columns = {u"gone"_s};
    QCOMPARE(code(otherKey, survey.census), u"census-does-not-match"_s);
}

void PlannerTest::warnsOfWideRows()
{
    QStringList names;
    for (int i = 0; i < 1100; ++i)
        names.append(u"c%1 INT"_s.arg(i));
    const auto plan = planned(u"CREATE TABLE t(%1); INSERT INTO t DEFAULT VALUES"_s.arg(names.join(u',')));
    QCOMPARE(notesOf(plan), QStringList{u"warning row-may-be-too-wide t. 1100"_s});
}

void PlannerTest::isTheSameEachTime()
{
    const QString sql =
        u"CREATE TABLE t(id INTEGER PRIMARY KEY, a, b TEXT COLLATE NOCASE UNIQUE); INSERT INTO t(a) VALUES (1), ('x');"
        "CREATE TABLE u(x TEXT REFERENCES t); CREATE VIEW v AS SELECT 1"_s;
    QCOMPARE(migration::toJson(planned(sql)), migration::toJson(planned(sql)));
}

/// Every note that these tables can cause: whole sentences, no empty place, nothing left unfilled.
void PlannerTest::speaksInSentences()
{
    const auto plan = planned(
        u"CREATE TABLE p(id INTEGER PRIMARY KEY, n TEXT COLLATE NOCASE UNIQUE); INSERT INTO p VALUES (1, 'a');"
        "CREATE TABLE t(\"50%1\" INTEGER, d DATE, e DATETIME, b BOOLEAN, j JSON, x TEXT, y, z INT DEFAULT (random()),"
        "  r INT REFERENCES p, s TEXT REFERENCES p(n), q INT REFERENCES gone, CHECK (\"50%1\" > 0));"
        "INSERT INTO t(\"50%1\", d, e, b, j, x, y, r) VALUES"
        "  ('%2', 5, '2023-02-30', 2, '{', 'a' || char(0), 1, 7), (1.5, '2024-01-01', '2024-01-01', 1, '[]', x'ff', "
        "'a', 1);"
        "CREATE VIEW v AS SELECT 1; CREATE INDEX i ON t(x || y); CREATE UNIQUE INDEX u ON t(x || y)"_s);
    QVERIFY(plan.notes.size() >= 15);
    for (const migration::Note &note : plan.notes) {
        const QByteArray shown = (note.code + u": "_s + note.message).toUtf8();
        QVERIFY2(note.message.endsWith(u'.'), shown.constData());
        QVERIFY2(!note.message.contains(u"“”"_s), shown.constData());
        QVERIFY2(note.message.count(u'%') == note.message.count(u"50%1"_s), shown.constData());
        QVERIFY2(!note.message.contains(u"  "_s), shown.constData());
        QVERIFY2(note.message.at(0).isUpper() || note.message.at(0).isDigit(), shown.constData());
    }
}

QTEST_GUILESS_MAIN(PlannerTest)
#include "tst_planner.moc"
