// SPDX-License-Identifier: MIT
#include "sqlite/schemareader.h"
#include "sqlite/tableassembly.h"
#include "support/testserver.h"

#include <QTemporaryDir>
#include <QTest>
#include <sqlite3.h>

using namespace Qt::StringLiterals;
using schema::Affinity;
using schema::ForeignKey;
using schema::ForeignKeyAction;
using schema::Generated;
using schema::Key;
using schema::ObjectKind;
using schema::Schema;
using schema::Table;
using testsupport::makeSqlite;

class TestSchemaReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsColumns();
    void readsTableKinds_data();
    void readsTableKinds();
    void readsKeys_data();
    void readsKeys();
    void dropsTwins_data();
    void dropsTwins();
    void readsSequences();
    void readsForeignKeys_data();
    void readsForeignKeys();
    void readsIndexes();
    void readsChecks();
    void readsObjects();
    void leavesOutShadowTables();
    void readsWithoutTheModuleOfAVirtualTable();
    void leavesOutStatistics();
    void takesStrangeNames_data();
    void takesStrangeNames();
    void takesTablesMadeFromSelect();
    void takesAlteredTables();
    void takesOtherEncodings_data();
    void takesOtherEncodings();
    void keepsTheStatements();
    void readsAnEmptyDatabase();
    void refusesUnreadableNames_data();
    void refusesUnreadableNames();
    void refusesUnreadableDefinitions();
    void refusesWhatTheTextContradicts_data();
    void refusesWhatTheTextContradicts();
    void refusesIndexesThatTheTextContradicts_data();
    void refusesIndexesThatTheTextContradicts();
    void seesUnicodeCaseAsSqliteDoes();

private:
    base::Result<Schema> readFile() const;
    Schema read(const QString &sql);
    Table readTable(const QString &sql);
    void editMaster(const QByteArray &sql) const;
    void verifyDisagreement(const sqlite::TableSource &source, const QString &about) const;

    QTemporaryDir m_folder;
    QString m_path;
    int m_files = 0;
};

base::Result<Schema> TestSchemaReader::readFile() const
{
    const auto database = sqlite::Database::open(m_path, sqlite::Database::Mode::Immutable);
    if (!database)
        return base::fail(database.error());
    return sqlite::readSchema(*database);
}

Schema TestSchemaReader::read(const QString &sql)
{
    m_path = m_folder.filePath(QString::number(++m_files) + u".sqlite3");
    makeSqlite(m_path, sql);
    const auto result = readFile();
    if (!result)
        QTest::qFail(qPrintable(result.error().code + u": " + result.error().detail), __FILE__, __LINE__);
    return result.value_or(Schema());
}

/// The first table.
Table TestSchemaReader::readTable(const QString &sql)
{
    return read(sql).tables.value(0);
}

/// Changes the last file's schema behind SQLite's back.
void TestSchemaReader::editMaster(const QByteArray &sql) const
{
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(m_path.toUtf8().constData(), &database), SQLITE_OK);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    QCOMPARE(sqlite3_exec(database, "PRAGMA writable_schema = ON", nullptr, nullptr, nullptr), SQLITE_OK);
    char *words = nullptr;
    const int result = sqlite3_exec(database, sql.constData(), nullptr, nullptr, &words);
    QVERIFY2(result == SQLITE_OK, words);
    sqlite3_close(database);
}

void TestSchemaReader::readsColumns()
{
    const Table table = readTable(u"CREATE TABLE t (a, b INTEGER NOT NULL DEFAULT -1, c VARCHAR (20) COLLATE NoCase "
                                  "DEFAULT ( 'x' || 1 ), d \"Real\" DEFAULT foo, e AS (a + 1), f BLOB AS (b) STORED, "
                                  "g DECIMAL(1,2) DEFAULT NULL)"_s);
    QCOMPARE(table.columns.size(), 7);
    const auto &[a, b, c, d, e, f, g] = std::tie(table.columns[0], table.columns[1], table.columns[2], table.columns[3],
                                                 table.columns[4], table.columns[5], table.columns[6]);
    QCOMPARE(a.name, u"a"_s);
    QCOMPARE(a.declaredType, u""_s);
    QCOMPARE(a.affinity, Affinity::Blob);
    QCOMPARE(a.collation, u"BINARY"_s);
    QVERIFY(!a.notNull && !a.defaultSql && a.generated == Generated::No);
    QCOMPARE(b.affinity, Affinity::Integer);
    QVERIFY(b.notNull);
    QCOMPARE(b.defaultSql, u"-1"_s);
    QCOMPARE(c.declaredType, u"VARCHAR (20)"_s);
    QCOMPARE(c.affinity, Affinity::Text);
    QCOMPARE(c.collation, u"NOCASE"_s);
    QCOMPARE(c.defaultSql, u"( 'x' || 1 )"_s);
    QCOMPARE(d.declaredType, u"Real"_s);
    QCOMPARE(d.affinity, Affinity::Real);
    QCOMPARE(d.defaultSql, u"foo"_s);
    QCOMPARE(e.generated, Generated::Virtual);
    QCOMPARE(e.generatedExpression, u"a + 1"_s);
    QCOMPARE(f.generated, Generated::Stored);
    QCOMPARE(f.generatedExpression, u"b"_s);
    QCOMPARE(g.defaultSql, u"NULL"_s);
    QCOMPARE(g.affinity, Affinity::Numeric);
}

void TestSchemaReader::readsTableKinds_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("rowidAlias");
    QTest::addColumn<bool>("withoutRowid");
    QTest::addColumn<bool>("strict");
    QTest::addColumn<bool>("notNull");

    QTest::addRow("no key") << u"CREATE TABLE t (a)"_s << false << false << false << false;
    QTest::addRow("alias") << u"CREATE TABLE t (a integer primary key)"_s << true << false << false << false;
    QTest::addRow("alias by table constraint")
        << u"CREATE TABLE t (a INTEGER, PRIMARY KEY (a))"_s << true << false << false << false;
    QTest::addRow("alias by DESC table constraint")
        << u"CREATE TABLE t (a INTEGER, PRIMARY KEY (A DESC))"_s << true << false << false << false;
    QTest::addRow("no alias by DESC") << u"CREATE TABLE t (a INTEGER PRIMARY KEY DESC)"_s << false << false << false
                                      << false;
    QTest::addRow("INT is no alias") << u"CREATE TABLE t (a INT PRIMARY KEY)"_s << false << false << false << false;
    QTest::addRow("two are no alias") << u"CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a, b))"_s << false << false
                                      << false << false;
    QTest::addRow("without rowid") << u"CREATE TABLE t (a INTEGER PRIMARY KEY) WITHOUT ROWID"_s << false << true
                                   << false << true;
    QTest::addRow("without rowid, collation")
        << u"CREATE TABLE t (a INTEGER, PRIMARY KEY (a COLLATE NOCASE)) WITHOUT ROWID"_s << false << true << false
        << true;
    QTest::addRow("strict") << u"CREATE TABLE t (a ANY PRIMARY KEY) STRICT"_s << false << false << true << true;
    QTest::addRow("both") << u"CREATE TABLE t (a TEXT PRIMARY KEY) STRICT, WITHOUT ROWID"_s << false << true << true
                          << true;
}

void TestSchemaReader::readsTableKinds()
{
    QFETCH(QString, sql);
    const Table table = readTable(sql);
    QTEST(table.rowidAlias, "rowidAlias");
    QTEST(table.withoutRowid, "withoutRowid");
    QTEST(table.strict, "strict");
    QTEST(table.columns.value(0).notNull, "notNull");
    QCOMPARE(table.primaryKey.has_value(), sql.contains(u"PRIMARY"_s, Qt::CaseInsensitive));
    QVERIFY(table.uniques.isEmpty() && table.indexes.isEmpty());
    if (table.strict && table.columns[0].declaredType == "ANY"_L1)
        QCOMPARE(table.columns[0].affinity, Affinity::Blob);
}

void TestSchemaReader::readsKeys_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QList<Key>>("expected"); // the primary key first, if any

    const QStringList binary{u"BINARY"_s};
    QTest::addRow("primary key") << u"CREATE TABLE t (a PRIMARY KEY)"_s << QList<Key>{{{}, {u"a"_s}, binary}};
    QTest::addRow("names and spelling")
        << u"CREATE TABLE t (\"A b\", c, CONSTRAINT \"p k\" PRIMARY KEY (C, \"a B\"), CONSTRAINT u UNIQUE ('a b'))"_s
        << QList<Key>{{u"p k"_s, {u"c"_s, u"A b"_s}, {u"BINARY"_s, u"BINARY"_s}}, {u"u"_s, {u"A b"_s}, binary}};
    QTest::addRow("in the order of the text")
        << u"CREATE TABLE t (a, b UNIQUE, c, UNIQUE (c, a), UNIQUE (a), PRIMARY KEY (c))"_s
        << QList<Key>{{{}, {u"c"_s}, binary},
                      {{}, {u"b"_s}, binary},
                      {{}, {u"c"_s, u"a"_s}, {u"BINARY"_s, u"BINARY"_s}},
                      {{}, {u"a"_s}, binary}};
    QTest::addRow("the column's collation")
        << u"CREATE TABLE t (a UNIQUE COLLATE nocase, b, UNIQUE (b, a COLLATE rtrim))"_s
        << QList<Key>{{{}, {u"a"_s}, {u"NOCASE"_s}}, {{}, {u"b"_s, u"a"_s}, {u"BINARY"_s, u"RTRIM"_s}}};
    QTest::addRow("a column twice") << u"CREATE TABLE t (a, b, UNIQUE (a, b, A))"_s
                                    << QList<Key>{{{}, {u"a"_s, u"b"_s}, {u"BINARY"_s, u"BINARY"_s}}};
    QTest::addRow("a column twice, without rowid") << u"CREATE TABLE t (a, b, PRIMARY KEY (b, a, b)) WITHOUT ROWID"_s
                                                   << QList<Key>{{{}, {u"b"_s, u"a"_s}, {u"BINARY"_s, u"BINARY"_s}}};
    QTest::addRow("one column with two collations") << u"CREATE TABLE t (a, UNIQUE (a, a COLLATE nocase))"_s
                                                    << QList<Key>{{{}, {u"a"_s, u"a"_s}, {u"BINARY"_s, u"NOCASE"_s}}};
    QTest::addRow("a column without a name")
        << u"CREATE TABLE t (\"\", UNIQUE (\"\"))"_s << QList<Key>{{{}, {u""_s}, binary}};
}

void TestSchemaReader::readsKeys()
{
    QFETCH(QString, sql);
    QFETCH(QList<Key>, expected);
    const Table table = readTable(sql);
    QList<Key> keys = table.uniques;
    if (table.primaryKey)
        keys.prepend(*table.primaryKey);
    QCOMPARE(keys.size(), expected.size());
    for (qsizetype i = 0; i < keys.size(); ++i) {
        QCOMPARE(keys[i].name, expected[i].name);
        QCOMPARE(keys[i].columns, expected[i].columns);
        QCOMPARE(keys[i].collations, expected[i].collations);
    }
}

void TestSchemaReader::dropsTwins_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("uniques");

    QTest::addRow("of each other") << u"CREATE TABLE t (a UNIQUE, UNIQUE (a), UNIQUE (A DESC))"_s << 1;
    QTest::addRow("of the primary key") << u"CREATE TABLE t (a PRIMARY KEY UNIQUE)"_s << 0;
    QTest::addRow("of a later primary key") << u"CREATE TABLE t (a UNIQUE PRIMARY KEY)"_s << 0;
    QTest::addRow("of the rowid") << u"CREATE TABLE t (a INTEGER PRIMARY KEY, UNIQUE (a))"_s << 0;
    QTest::addRow("of the key without rowid") << u"CREATE TABLE t (a, b, UNIQUE (a, b), PRIMARY KEY (a, b)) "
                                                 "WITHOUT ROWID"_s
                                              << 0;
    QTest::addRow("another order is no twin") << u"CREATE TABLE t (a, b, UNIQUE (a, b), UNIQUE (b, a))"_s << 2;
    QTest::addRow("another collation is no twin")
        << u"CREATE TABLE t (a, UNIQUE (a), UNIQUE (a COLLATE nocase))"_s << 2;
    QTest::addRow("of the integer key with another collation")
        << u"CREATE TABLE t (a INTEGER PRIMARY KEY, UNIQUE (a COLLATE nocase))"_s << 1;
}

void TestSchemaReader::dropsTwins()
{
    QFETCH(QString, sql);
    QTEST(static_cast<int>(readTable(sql).uniques.size()), "uniques");
}

void TestSchemaReader::readsSequences()
{
    const Schema schema = read(u"CREATE TABLE used (a INTEGER PRIMARY KEY AUTOINCREMENT);"
                               "CREATE TABLE fresh (a INTEGER, PRIMARY KEY (a AUTOINCREMENT));"
                               "CREATE TABLE plain (a INTEGER PRIMARY KEY);"
                               "INSERT INTO used VALUES (41), (7); INSERT INTO plain VALUES (5)"_s);
    QCOMPARE(schema.tables.size(), 3);
    QVERIFY(schema.tables[0].autoincrement && schema.tables[1].autoincrement && !schema.tables[2].autoincrement);
    QCOMPARE(schema.tables[0].sequence, 41);
    QVERIFY(!schema.tables[1].sequence && !schema.tables[2].sequence);
}

void TestSchemaReader::readsForeignKeys_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("columns");
    QTest::addColumn<QString>("parent");

    const QString parents = u"CREATE TABLE Parent (Id INTEGER PRIMARY KEY, \"Other Name\" UNIQUE);"
                            "CREATE TABLE Two (A, B, c, PRIMARY KEY (B, A));"
                            "CREATE TABLE Keyless (x);"_s;
    const auto addRow = [&parents](const char *name, const QString &child, const QString &columns,
                                   const QString &parent) {
        QTest::addRow("%s", name) << QString(parents + child) << columns << parent;
    };
    addRow("explicit", u"CREATE TABLE t (a REFERENCES Parent(Id))"_s, u"a"_s, u"Parent(Id)"_s);
    addRow("spelt otherwise", u"CREATE TABLE t (aB, FOREIGN KEY (Ab) REFERENCES PARENT('other name'))"_s, u"aB"_s,
           u"Parent(Other Name)"_s);
    addRow("implicit", u"CREATE TABLE t (a REFERENCES parent)"_s, u"a"_s, u"Parent(Id)"_s);
    addRow("implicit, of two", u"CREATE TABLE t (a, b, FOREIGN KEY (a, b) REFERENCES two)"_s, u"a,b"_s, u"Two(B,A)"_s);
    addRow("implicit, without key", u"CREATE TABLE t (a REFERENCES keyless)"_s, u"a"_s, u"Keyless()"_s);
    addRow("implicit, another number", u"CREATE TABLE t (a REFERENCES two)"_s, u"a"_s, u"Two(B,A)"_s);
    addRow("self", u"CREATE TABLE t (Id INTEGER PRIMARY KEY, up REFERENCES T)"_s, u"up"_s, u"t(Id)"_s);
    addRow("not unique", u"CREATE TABLE t (a REFERENCES two(C))"_s, u"a"_s, u"Two(c)"_s);
    addRow("a table that is not there", u"CREATE TABLE t (a REFERENCES Gone(Xy))"_s, u"a"_s, u"Gone(Xy)"_s);
    addRow("implicit, a table that is not there", u"CREATE TABLE t (a REFERENCES Gone)"_s, u"a"_s, u"Gone()"_s);
    addRow("a column that is not there", u"CREATE TABLE t (a REFERENCES parent(Xy))"_s, u"a"_s, u"Parent(Xy)"_s);
    addRow("a later table", u"CREATE TABLE t (a REFERENCES LATER); CREATE TABLE later (K PRIMARY KEY)"_s, u"a"_s,
           u"later(K)"_s);

    QTest::addRow("cycle") << u"CREATE TABLE t (id PRIMARY KEY, u REFERENCES u); "
                              "CREATE TABLE u (id PRIMARY KEY, t REFERENCES t)"_s
                           << u"u"_s << u"u(id)"_s;
}

void TestSchemaReader::readsForeignKeys()
{
    QFETCH(QString, sql);
    const Schema schema = read(sql);
    const auto table = std::find_if(schema.tables.cbegin(), schema.tables.cend(),
                                    [](const Table &each) { return each.name == "t"_L1; });
    QVERIFY(table != schema.tables.cend());
    QCOMPARE(table->foreignKeys.size(), 1);
    const ForeignKey key = table->foreignKeys.constFirst();
    QTEST(key.columns.join(u','), "columns");
    QTEST(QString(key.parentTable + u'(' + key.parentColumns.join(u',') + u')'), "parent");
}

void TestSchemaReader::readsIndexes()
{
    const Table table =
        readTable(u"CREATE TABLE t (a, \"B c\" COLLATE nocase, d, \"\");"
                  "CREATE INDEX plain ON T (A, \"b C\" DESC);"
                  "CREATE UNIQUE INDEX \"un ique\" ON t ('a' COLLATE rtrim);"
                  "CREATE INDEX part ON t (d) WHERE  d IS NOT NULL ;"
                  "CREATE INDEX expr ON t (lower(a) DESC, ((d)), \"B c\" || 'x' COLLATE nocase, d COLLATE nocase || 1);"
                  "CREATE INDEX nameless ON t (\"\")"_s);
    QCOMPARE(table.indexes.size(), 5);

    const schema::Index &plain = table.indexes[0];
    QCOMPARE(plain.name, u"plain"_s);
    QVERIFY(!plain.unique && plain.where.isEmpty());
    QCOMPARE(plain.parts.size(), 2);
    QCOMPARE(plain.parts[0].column, u"a"_s);
    QCOMPARE(plain.parts[0].collation, u"BINARY"_s);
    QCOMPARE(plain.parts[1].column, u"B c"_s);
    QCOMPARE(plain.parts[1].collation, u"NOCASE"_s);
    QVERIFY(!plain.parts[0].descending && plain.parts[1].descending);
    QCOMPARE(plain.sql, u"CREATE INDEX plain ON T (A, \"b C\" DESC)"_s);

    QVERIFY(table.indexes[1].unique);
    QCOMPARE(table.indexes[1].name, u"un ique"_s);
    QCOMPARE(table.indexes[1].parts[0].column, u"a"_s);
    QCOMPARE(table.indexes[1].parts[0].collation, u"RTRIM"_s);

    QCOMPARE(table.indexes[2].where, u"d IS NOT NULL"_s);

    const auto parts = table.indexes[3].parts;
    QCOMPARE(parts.size(), 4);
    QCOMPARE(parts[0].expression, u"lower(a)"_s);
    QVERIFY(parts[0].column.isEmpty() && parts[0].descending);
    QCOMPARE(parts[1].column, u"d"_s);
    QVERIFY(parts[1].expression.isEmpty());
    QCOMPARE(parts[2].expression, u"\"B c\" || 'x' COLLATE nocase"_s);
    QCOMPARE(parts[2].collation, u"BINARY"_s);
    QCOMPARE(parts[3].expression, u"d COLLATE nocase || 1"_s);

    const auto nameless = table.indexes[4].parts;
    QVERIFY(nameless.size() == 1 && nameless[0].column.isEmpty() && nameless[0].expression.isEmpty());
}

void TestSchemaReader::readsChecks()
{
    const Table table = readTable(u"CREATE TABLE t (a CHECK (a > 0), b CONSTRAINT \"c k\" CHECK(b IN ('x,)', 1)), "
                                  "CHECK ( a <> b /* ) */ ))"_s);
    QCOMPARE(table.checks.size(), 3);
    QCOMPARE(table.checks[0].expression, u"a > 0"_s);
    QVERIFY(table.checks[0].name.isEmpty());
    QCOMPARE(table.checks[1].name, u"c k"_s);
    QCOMPARE(table.checks[1].expression, u"b IN ('x,)', 1)"_s);
    QCOMPARE(table.checks[2].expression, u"a <> b"_s);
}

void TestSchemaReader::readsObjects()
{
    const QString view = u"CREATE VIEW \"v 1\" AS SELECT a, missing FROM nowhere"_s;
    const QString trigger = u"CREATE TRIGGER tr AFTER INSERT ON TABLE1 BEGIN SELECT 1; END"_s;
    const Schema schema = read(u"CREATE TABLE Table1 (a);" + view + u";" + trigger + u";");
    QCOMPARE(schema.tables.size(), 1);
    QCOMPARE(schema.objects.size(), 2);
    QCOMPARE(schema.objects[0].kind, ObjectKind::View);
    QCOMPARE(schema.objects[0].name, u"v 1"_s);
    QCOMPARE(schema.objects[0].sql, view);
    QVERIFY(schema.objects[0].table.isEmpty());
    QCOMPARE(schema.objects[1].kind, ObjectKind::Trigger);
    QCOMPARE(schema.objects[1].table, u"Table1"_s);
    QCOMPARE(schema.objects[1].sql, trigger);
}

void TestSchemaReader::leavesOutShadowTables()
{
    const Schema schema = read(u"CREATE VIRTUAL TABLE docs USING fts5(title, body);"
                               "CREATE VIRTUAL TABLE box USING rtree(id, x0, x1);"
                               "CREATE TABLE docs_of_mine (a)"_s);
    QCOMPARE(schema.tables.size(), 1);
    QCOMPARE(schema.tables[0].name, u"docs_of_mine"_s);
    QCOMPARE(schema.objects.size(), 2);
    QCOMPARE(schema.objects[0].kind, ObjectKind::VirtualTable);
    QCOMPARE(schema.objects[0].name, u"docs"_s);
    QCOMPARE(schema.objects[0].sql, u"CREATE VIRTUAL TABLE docs USING fts5(title, body)"_s);
    QCOMPARE(schema.objects[1].name, u"box"_s);
}

void TestSchemaReader::readsWithoutTheModuleOfAVirtualTable()
{
    read(u"CREATE TABLE t (a); CREATE TABLE search_data (b)"_s);
    editMaster("INSERT INTO sqlite_master VALUES ('table', 'search', 'search', 0, "
               "'CREATE VIRTUAL TABLE search USING unheard_of(''x'', y = (1))')");
    const auto schema = readFile();
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().detail));
    QCOMPARE(schema->tables.size(), 2);
    QCOMPARE(schema->objects.size(), 1);
    QCOMPARE(schema->objects[0].kind, ObjectKind::VirtualTable);
    QCOMPARE(schema->objects[0].name, u"search"_s);
}

void TestSchemaReader::leavesOutStatistics()
{
    const Schema schema = read(u"CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b UNIQUE);"
                               "CREATE TABLE sqliteX (a); INSERT INTO t VALUES (1, 1); ANALYZE"_s);
    QCOMPARE(schema.tables.size(), 2);
    QCOMPARE(schema.tables[1].name, u"sqliteX"_s);
    QVERIFY(schema.objects.isEmpty());
}

void TestSchemaReader::takesStrangeNames_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : {u"a\"b"_s,
                                u"a'b"_s,
                                u"a`b"_s,
                                u"a[b"_s,
                                u"a]b"_s,
                                u"a.b"_s,
                                u"a\nb"_s,
                                u"a\\b"_s,
                                u"😀"_s,
                                u"名前"_s,
                                u"\uFEFFbom"_s,
                                u" "_s,
                                u"\t"_s,
                                u";--"_s,
                                u"/*"_s,
                                u"%1"_s,
                                u"select"_s,
                                u"a b"_s,
                                u"(x)"_s,
                                u"1"_s,
                                u"\u0001"_s,
                                u"e\u0301"_s,
                                u"\uFFFD"_s,
                                u"pragma_table_xinfo"_s,
                                u"pragma_table_list"_s,
                                QString(300, u'x')})
        QTest::addRow("%s", qPrintable(name.left(20))) << name;
}

void TestSchemaReader::takesStrangeNames()
{
    QFETCH(QString, name);
    QString quoted = name;
    quoted = u'"' + quoted.replace(u'"', u"\"\""_s) + u'"';
    QString sql = u"CREATE TABLE ~ (~ INTEGER, other, CONSTRAINT ~ UNIQUE (~), CHECK (~ > 0), "
                  "FOREIGN KEY (other) REFERENCES ~ (~));"_s.replace(u"~"_s, quoted);
    sql += u"CREATE INDEX \"i \"\"\" ON ~ (~ DESC, abs(~)) WHERE ~ > 1"_s.replace(u"~"_s, quoted);
    const Table table = readTable(sql);
    QCOMPARE(table.name, name);
    QCOMPARE(table.columns.value(0).name, name);
    QCOMPARE(table.uniques.value(0).name, name);
    QCOMPARE(table.uniques.value(0).columns, QStringList{name});
    QCOMPARE(table.foreignKeys.value(0).parentTable, name);
    QCOMPARE(table.foreignKeys.value(0).parentColumns, QStringList{name});
    QCOMPARE(table.checks.value(0).expression, QString(quoted + u" > 0"));
    QCOMPARE(table.indexes.value(0).name, u"i \""_s);
    QCOMPARE(table.indexes.value(0).parts.value(0).column, name);
    QCOMPARE(table.indexes.value(0).parts.value(1).expression, QString(u"abs(" + quoted + u')'));
    QCOMPARE(table.indexes.value(0).where, QString(quoted + u" > 1"));
}

void TestSchemaReader::takesTablesMadeFromSelect()
{
    const Schema schema = read(u"CREATE TABLE source (a INT, b VARCHAR(20) NOT NULL, c REAL, d BLOB, e DATETIME);"
                               "CREATE TABLE copy AS SELECT *, a + 1, count(*) AS \"how many\" FROM source"_s);
    const Table table = schema.tables.value(1);
    QCOMPARE(table.columns.size(), 7);
    QCOMPARE(table.columns[1].declaredType, u"TEXT"_s);
    QCOMPARE(table.columns[4].affinity, Affinity::Numeric);
    QCOMPARE(table.columns[5].name, u"a + 1"_s);
    QCOMPARE(table.columns[6].name, u"how many"_s);
}

void TestSchemaReader::takesAlteredTables()
{
    const Schema schema = read(u"CREATE TABLE old (a, b -- the last\n, UNIQUE (a));"
                               "CREATE TABLE child (x REFERENCES old(b), y AS (x));"
                               "CREATE INDEX i ON old (b) WHERE b > 0;"
                               "ALTER TABLE old ADD COLUMN c TEXT NOT NULL DEFAULT 'it''s' CHECK (c <> '');"
                               "ALTER TABLE old ADD COLUMN d REFERENCES child;"
                               "ALTER TABLE old RENAME COLUMN b TO \"new b\";"
                               "ALTER TABLE old RENAME TO \"New Table\";"
                               "ALTER TABLE \"New Table\" DROP COLUMN d;"_s);
    const Table table = schema.tables.value(0);
    QCOMPARE(table.name, u"New Table"_s);
    QCOMPARE(table.columns.size(), 3);
    QCOMPARE(table.columns[1].name, u"new b"_s);
    QCOMPARE(table.columns[2].defaultSql, u"'it''s'"_s);
    QCOMPARE(table.checks.value(0).expression, u"c <> ''"_s);
    QCOMPARE(table.indexes.value(0).parts.value(0).column, u"new b"_s);
    QCOMPARE(table.indexes.value(0).where, u"\"new b\" > 0"_s);
    QCOMPARE(schema.tables.value(1).foreignKeys.value(0).parentTable, u"New Table"_s);
    QCOMPARE(schema.tables.value(1).foreignKeys.value(0).parentColumns, QStringList{u"new b"_s});
}

void TestSchemaReader::takesOtherEncodings_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addRow("little endian") << u"UTF-16le"_s;
    QTest::addRow("big endian") << u"UTF-16be"_s;
}

void TestSchemaReader::takesOtherEncodings()
{
    QFETCH(QString, encoding);
    const Table table = readTable(u"PRAGMA encoding = '" + encoding +
                                  u"'; CREATE TABLE 名前 (\"😀\" TEXT DEFAULT 'é' UNIQUE, k INTEGER PRIMARY KEY "
                                  "AUTOINCREMENT); INSERT INTO 名前 VALUES ('a', 3)");
    QCOMPARE(table.name, u"名前"_s);
    QCOMPARE(table.columns.value(0).name, u"😀"_s);
    QCOMPARE(table.columns.value(0).defaultSql, u"'é'"_s);
    QCOMPARE(table.sequence, 3);
}

void TestSchemaReader::keepsTheStatements()
{
    const QString create = u"CREATE TABLE t( a  INT, -- é 😀\n\tb\n)"_s;
    QCOMPARE(readTable(create + u" ;").sql, create);
}

void TestSchemaReader::readsAnEmptyDatabase()
{
    const Schema schema = read(u"PRAGMA user_version = 1"_s);
    QVERIFY(schema.tables.isEmpty() && schema.objects.isEmpty());
}

void TestSchemaReader::refusesUnreadableNames_data()
{
    QTest::addColumn<QByteArray>("edit");

    QTest::addRow("table") << QByteArray("UPDATE sqlite_master SET name = CAST(x'74ff' AS TEXT), tbl_name = "
                                         "CAST(x'74ff' AS TEXT), sql = CAST(CAST('CREATE TABLE t' AS BLOB) || x'ff' "
                                         "|| '(abc)' AS TEXT)");
    QTest::addRow("column") << QByteArray("UPDATE sqlite_master SET sql = CAST(CAST('CREATE TABLE t(' AS BLOB) || "
                                          "x'c3' || 'x)' AS TEXT)");
    QTest::addRow("view with NUL") << QByteArray("INSERT INTO sqlite_master VALUES ('view', CAST(x'760077' AS TEXT), "
                                                 "'v', 0, 'CREATE VIEW v AS SELECT 1')");
}

void TestSchemaReader::refusesUnreadableNames()
{
    QFETCH(QByteArray, edit);
    read(u"CREATE TABLE t(abc)"_s);
    editMaster(edit);
    const auto schema = readFile();
    QVERIFY(!schema);
    QVERIFY2(schema.error().code == "unreadable-name"_L1, qPrintable(schema.error().code + schema.error().detail));
    QVERIFY(schema.error().message.endsWith(u'.'));
}

void TestSchemaReader::refusesUnreadableDefinitions()
{
    read(u"CREATE TABLE t(abc)"_s);
    editMaster("UPDATE sqlite_master SET sql = CAST(CAST('CREATE TABLE t(abc DEFAULT ''caf' AS BLOB) || x'e9' || "
               "''')' AS TEXT)");
    const auto schema = readFile();
    QVERIFY(!schema);
    QCOMPARE(schema.error().code, u"schema-not-understood"_s);
    QVERIFY2(schema.error().detail.contains(u"caf"), qPrintable(schema.error().detail));
}

// What SQLite makes of one text, joined with another text.
void TestSchemaReader::refusesWhatTheTextContradicts_data()
{
    QTest::addColumn<QString>("real");
    QTest::addColumn<QString>("claimed");
    QTest::addColumn<QString>("about");

    const auto addRow = [](const char *name, const QString &real, const QString &claimed, const QString &about) {
        QTest::addRow("%s", name) << real << claimed << about;
    };
    addRow("agreement", u"t(a INT)"_s, u"T(a int)"_s, u""_s);
    addRow("table's name", u"t(a)"_s, u"u(a)"_s, u"the name"_s);
    addRow("column's name", u"t(a)"_s, u"t(b)"_s, u"the name of column \"a\""_s);
    addRow("column's spelling", u"t(a)"_s, u"t(A)"_s, u"the name of column \"a\""_s);
    addRow("fewer columns", u"t(a, b)"_s, u"t(a)"_s, u"the number of columns"_s);
    addRow("more columns", u"t(a)"_s, u"t(a, b)"_s, u"the number of columns"_s);
    addRow("type", u"t(a INT)"_s, u"t(a BIGINT)"_s, u"the type of column \"a\""_s);
    addRow("kind", u"t(a, b AS (a))"_s, u"t(a, b AS (a) STORED)"_s, u"the kind of column \"b\""_s);
    addRow("not null", u"t(a)"_s, u"t(a NOT NULL)"_s, u"NOT NULL of column \"a\""_s);
    addRow("default", u"t(a DEFAULT 1)"_s, u"t(a DEFAULT 2)"_s, u"the default of column \"a\""_s);
    addRow("no default", u"t(a DEFAULT 1)"_s, u"t(a)"_s, u"the default of column \"a\""_s);
    addRow("collation", u"t(a COLLATE nocase)"_s, u"t(a)"_s, u"the collation of column \"a\""_s);
    addRow("autoincrement", u"t(a INTEGER PRIMARY KEY AUTOINCREMENT)"_s, u"t(a INTEGER PRIMARY KEY)"_s,
           u"AUTOINCREMENT"_s);
    addRow("without rowid", u"t(a PRIMARY KEY) WITHOUT ROWID"_s, u"t(a PRIMARY KEY)"_s, u"WITHOUT ROWID"_s);
    addRow("strict", u"t(a INT) STRICT"_s, u"t(a INT)"_s, u"STRICT"_s);
    addRow("no primary key", u"t(a INTEGER PRIMARY KEY)"_s, u"t(a INTEGER)"_s, u"the primary key"_s);
    addRow("another primary key", u"t(a PRIMARY KEY, b)"_s, u"t(a, b PRIMARY KEY)"_s, u"the primary key"_s);
    addRow("another rowid alias", u"t(a INTEGER PRIMARY KEY, b INTEGER)"_s, u"t(a INTEGER, b INTEGER PRIMARY KEY)"_s,
           u"the primary key"_s);
    addRow("no alias but two", u"t(a INTEGER PRIMARY KEY, b)"_s, u"t(a INTEGER, b, PRIMARY KEY (a, b))"_s,
           u"the primary key"_s);
    addRow("unique missing", u"t(a UNIQUE)"_s, u"t(a)"_s, u"PRIMARY KEY or UNIQUE"_s);
    addRow("unique invented", u"t(a)"_s, u"t(a UNIQUE)"_s, u"PRIMARY KEY or UNIQUE"_s);
    addRow("another unique", u"t(a UNIQUE, b)"_s, u"t(a, b UNIQUE)"_s, u"PRIMARY KEY or UNIQUE"_s);
    addRow("unique's collation", u"t(a, UNIQUE (a))"_s, u"t(a, UNIQUE (a COLLATE nocase))"_s,
           u"PRIMARY KEY or UNIQUE"_s);
    addRow("unique's column", u"t(a, UNIQUE (a))"_s, u"t(a, UNIQUE (b))"_s, u"the columns of a key: b"_s);
    addRow("unique expression", u"t(a, UNIQUE (a))"_s, u"t(a, UNIQUE (a + 1))"_s, u"the columns of a key: a + 1"_s);
    addRow("foreign key missing", u"t(a REFERENCES p)"_s, u"t(a)"_s, u"the number of foreign keys"_s);
    addRow("foreign key's parent", u"t(a REFERENCES p)"_s, u"t(a REFERENCES q)"_s, u"the foreign key to \"p\""_s);
    addRow("foreign key's columns", u"t(a REFERENCES p, b)"_s, u"t(a, b REFERENCES p)"_s,
           u"the foreign key to \"p\""_s);
    addRow("foreign key's target", u"t(a REFERENCES p(x))"_s, u"t(a REFERENCES p)"_s, u"the foreign key to \"p\""_s);
    addRow("foreign key's action", u"t(a REFERENCES p)"_s, u"t(a REFERENCES p ON DELETE CASCADE)"_s,
           u"the foreign key to \"p\""_s);
}

void TestSchemaReader::refusesWhatTheTextContradicts()
{
    QFETCH(QString, real);
    QFETCH(QString, claimed);
    QFETCH(QString, about);
    const Table table = readTable(u"CREATE TABLE " + real);
    const auto database = sqlite::Database::open(m_path, sqlite::Database::Mode::Immutable);
    QVERIFY(database);
    const auto rows = sqlite::readTableRows(*database, {u"t"_s, u"table"_s, table.withoutRowid, table.strict});
    QVERIFY(rows);
    const auto definition = sqlite::parseCreateTable(u"CREATE TABLE " + claimed);
    QVERIFY(definition);
    verifyDisagreement({claimed, *definition, {}, *rows}, about);
}

void TestSchemaReader::refusesIndexesThatTheTextContradicts_data()
{
    QTest::addColumn<QString>("real");
    QTest::addColumn<QString>("claimed");
    QTest::addColumn<QString>("about");

    const auto addRow = [](const char *name, const QString &real, const QString &claimed, const QString &about) {
        QTest::addRow("%s", name) << real << claimed << about;
    };
    addRow("agreement", u"INDEX i ON t(a)"_s, u"INDEX I ON T(A ASC)"_s, u""_s);
    addRow("name", u"INDEX i ON t(a)"_s, u"INDEX j ON t(a)"_s, u"the index \"j\""_s);
    addRow("unique", u"UNIQUE INDEX i ON t(a)"_s, u"INDEX i ON t(a)"_s, u"the index \"i\""_s);
    addRow("partial", u"INDEX i ON t(a) WHERE a > 1"_s, u"INDEX i ON t(a)"_s, u"the index \"i\""_s);
    addRow("parts", u"INDEX i ON t(a, b)"_s, u"INDEX i ON t(a)"_s, u"the index \"i\""_s);
    addRow("order", u"INDEX i ON t(a DESC)"_s, u"INDEX i ON t(a)"_s, u"the order of index \"i\""_s);
    addRow("column", u"INDEX i ON t(a)"_s, u"INDEX i ON t(b)"_s, u"the indexed column b"_s);
    addRow("expression", u"INDEX i ON t(a)"_s, u"INDEX i ON t(a + 1)"_s, u"the indexed column a + 1"_s);
}

void TestSchemaReader::refusesIndexesThatTheTextContradicts()
{
    QFETCH(QString, real);
    QFETCH(QString, claimed);
    QFETCH(QString, about);
    const Table table = readTable(u"CREATE TABLE t(a, b); CREATE " + real);
    const auto database = sqlite::Database::open(m_path, sqlite::Database::Mode::Immutable);
    QVERIFY(database);
    const auto rows = sqlite::readTableRows(*database, {u"t"_s, u"table"_s, false, false});
    QVERIFY(rows);
    const auto definition = sqlite::parseCreateTable(table.sql);
    const auto index = sqlite::parseCreateIndex(u"CREATE " + claimed);
    QVERIFY(definition && index);
    verifyDisagreement({table.sql, *definition, {{*index, claimed}}, *rows}, about);
    verifyDisagreement({table.sql, *definition, {}, *rows}, u"the number of indexes"_s);
}

void TestSchemaReader::verifyDisagreement(const sqlite::TableSource &source, const QString &about) const
{
    const auto joined = sqlite::assembleTable(source);
    QCOMPARE(joined.has_value(), about.isEmpty());
    if (about.isEmpty())
        return;
    QCOMPARE(joined.error().code, u"schema-not-understood"_s);
    QVERIFY2(joined.error().detail.endsWith(about), qPrintable(joined.error().detail));
    QVERIFY(joined.error().message.contains(u"“t”"));
}

void TestSchemaReader::seesUnicodeCaseAsSqliteDoes()
{
    const Schema schema = read(u"CREATE TABLE É (Ä UNIQUE, ä, UNIQUE (ä)); CREATE TABLE é (x REFERENCES É(ä))"_s);
    QCOMPARE(schema.tables.size(), 2);
    QCOMPARE(schema.tables[0].uniques.size(), 2);
    QCOMPARE(schema.tables[1].foreignKeys.value(0).parentTable, u"É"_s);
    QCOMPARE(schema.tables[1].foreignKeys.value(0).parentColumns, QStringList{u"ä"_s});
}

QTEST_GUILESS_MAIN(TestSchemaReader)
#include "tst_schemareader.moc"
