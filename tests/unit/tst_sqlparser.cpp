// SPDX-License-Identifier: MIT
#include "sqlite/columntype.h"
#include "sqlite/sqlparser.h"

#include <QElapsedTimer>
#include <QTest>
#include <memory>
#include <random>
#include <sqlite3.h>

using namespace Qt::StringLiterals;
using schema::ForeignKeyAction;
using schema::Generated;
using sqlite::parseCreateIndex;
using sqlite::parseCreateTable;

namespace {

QString named(const QString &name)
{
    return name.isEmpty() ? QString() : name + u':';
}

QString describe(const sqlite::ColumnDefinition &column)
{
    QString text = u'<' + column.name + u'>';
    if (!column.declaredType.isEmpty())
        text += u' ' + column.declaredType;
    if (column.notNull)
        text += u" not-null";
    if (column.defaultSql)
        text += u" default=" + *column.defaultSql;
    if (!column.collation.isEmpty())
        text += u" collate=" + column.collation;
    if (column.generated != Generated::No)
        text += (column.generated == Generated::Stored ? u" stored=" : u" virtual=") + column.generatedExpression;
    return text;
}

QString describe(const QList<sqlite::PartDefinition> &parts)
{
    QStringList texts;
    for (const sqlite::PartDefinition &part : parts) {
        QString text = part.column ? u'<' + *part.column + u'>' : u'{' + part.expression + u'}';
        if (!part.collation.isEmpty())
            text += u'~' + part.collation;
        texts.append(part.descending ? text + u" desc" : text);
    }
    return texts.join(u", ");
}

QString describe(ForeignKeyAction action)
{
    static const QStringList words{u"no-action"_s, u"restrict"_s, u"set-null"_s, u"set-default"_s, u"cascade"_s};
    return words.value(static_cast<int>(action));
}

QString describe(const schema::ForeignKey &key)
{
    QString text = u"fk " + named(key.name) + key.columns.join(u',') + u"->" + key.parentTable;
    if (!key.parentColumns.isEmpty())
        text += u'(' + key.parentColumns.join(u',') + u')';
    if (key.onDelete != ForeignKeyAction::NoAction)
        text += u" delete=" + describe(key.onDelete);
    if (key.onUpdate != ForeignKeyAction::NoAction)
        text += u" update=" + describe(key.onUpdate);
    if (key.deferrable)
        text += key.initiallyDeferred ? u" deferred" : u" deferrable";
    return text;
}

/// One line that says everything, so that cases stay readable.
QString describe(const sqlite::TableDefinition &table)
{
    QStringList texts;
    for (const sqlite::ColumnDefinition &column : table.columns)
        texts.append(describe(column));
    if (table.primaryKey)
        texts.append(u"pk " + named(table.primaryKey->name) + describe(table.primaryKey->parts));
    for (const sqlite::KeyDefinition &key : table.uniques)
        texts.append(u"unique " + named(key.name) + describe(key.parts));
    for (const schema::ForeignKey &key : table.foreignKeys)
        texts.append(describe(key));
    for (const schema::Check &check : table.checks)
        texts.append(u"check " + named(check.name) + check.expression);
    if (table.autoincrement)
        texts.append(u"autoincrement"_s);
    if (table.withoutRowid)
        texts.append(u"without-rowid"_s);
    if (table.strict)
        texts.append(u"strict"_s);
    return texts.join(u"; ");
}

QString describe(const sqlite::IndexDefinition &index)
{
    QString text = index.name + u" on " + index.table + u": " + describe(index.parts);
    if (!index.where.isEmpty())
        text += u" where " + index.where;
    return index.unique ? u"unique " + text : text;
}

struct Closer
{
    void operator()(sqlite3 *handle) const { sqlite3_close(handle); }
};

/// Whether SQLite itself accepts the statement, in an empty database or after `before`.
bool sqliteAccepts(const QString &sql, const char *before = "")
{
    sqlite3 *opened = nullptr;
    sqlite3_open(":memory:", &opened);
    const std::unique_ptr<sqlite3, Closer> database(opened);
    sqlite3_exec(opened, before, nullptr, nullptr, nullptr);
    return sqlite3_exec(opened, sql.toUtf8().constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

const QString everything =
    u"CREATE TABLE IF NOT EXISTS main.\"a\"\"b\" (\n"
    "  id INTEGER CONSTRAINT pk PRIMARY KEY ASC ON CONFLICT ABORT AUTOINCREMENT, -- the key\n"
    "  [x y] VARCHAR ( 20, -3 ) NOT NULL ON CONFLICT IGNORE DEFAULT 'it''s' COLLATE nocase,\n"
    "  `z` DECIMAL(4,2) DEFAULT (1 + (2 * 3)) CHECK (z > 0 /* ) */) UNIQUE,\n"
    "  \"gen\" INT GENERATED ALWAYS AS (id + 1) STORED,\n"
    "  g2 AS (x'00ff'),\n"
    "  r REFERENCES \"p\"(q) ON DELETE SET NULL ON UPDATE CASCADE MATCH FULL DEFERRABLE INITIALLY DEFERRED,\n"
    "  CONSTRAINT u UNIQUE (id, \"x y\" COLLATE rtrim DESC) ON CONFLICT REPLACE\n"
    "  CONSTRAINT c CHECK (CASE WHEN id THEN 1 END),\n"
    "  FOREIGN KEY (id, r) REFERENCES p2 (a, b) NOT DEFERRABLE\n"
    ") STRICT, WITHOUT ROWID;"_s;

const QString indexOfEverything =
    u"CREATE UNIQUE INDEX IF NOT EXISTS main.[i] ON \"t\" (a COLLATE nocase DESC, lower(b) || 'x,)' ASC, (c)) "
    "WHERE a > 1 AND b IN (1, 2);"_s;

} // namespace

class TestSqlParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsColumns_data();
    void readsColumns();
    void readsTables_data();
    void readsTables();
    void readsTableNames_data();
    void readsTableNames();
    void readsIndexes_data();
    void readsIndexes();
    void takesTypesAsSqlite_data();
    void takesTypesAsSqlite();
    void knowsAffinities_data();
    void knowsAffinities();
    void refusesTables_data();
    void refusesTables();
    void refusesIndexes_data();
    void refusesIndexes();
    void namesThePlace_data();
    void namesThePlace();
    void takesEveryKeywordAsSqliteDoes_data();
    void takesEveryKeywordAsSqliteDoes();
    void readsEverythingAtOnce();
    void survivesTruncation_data();
    void survivesTruncation();
    void survivesMutation_data();
    void survivesMutation();
    void survivesNoise();
    void survivesDeepNesting_data();
    void survivesDeepNesting();
};

// Each case is what stands between "CREATE TABLE t (" and ")".
void TestSqlParser::readsColumns_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("expected");

    QTest::addRow("name only") << u"a"_s << u"<a>"_s;
    QTest::addRow("two") << u"a,b"_s << u"<a>; <b>"_s;
    QTest::addRow("type") << u"a INT"_s << u"<a> INT"_s;
    QTest::addRow("type of words") << u"a UNSIGNED BIG INT"_s << u"<a> UNSIGNED BIG INT"_s;
    QTest::addRow("type with size") << u"a VARCHAR(20)"_s << u"<a> VARCHAR(20)"_s;
    QTest::addRow("type with sizes") << u"a DECIMAL ( +10 , -2.5 ) NOT NULL"_s
                                     << u"<a> DECIMAL ( +10 , -2.5 ) not-null"_s;
    QTest::addRow("type of words with size") << u"a DOUBLE PRECISION(1)"_s << u"<a> DOUBLE PRECISION(1)"_s;
    QTest::addRow("type over lines") << u"a  LONG\n  VARCHAR  ,b"_s << u"<a> LONG\n  VARCHAR; <b>"_s;
    QTest::addRow("type that is a keyword") << u"a date, b key, c rows"_s << u"<a> date; <b> key; <c> rows"_s;
    QTest::addRow("quoted names") << u"\"a\"\"b\", [c d], `e``f`, 'g''h'"_s << u"<a\"b>; <c d>; <e`f>; <g'h>"_s;
    QTest::addRow("empty name") << u"\"\" INT"_s << u"<> INT"_s;
    QTest::addRow("any letters") << u"名前 TEXT, 😀, \"a\nb\""_s << u"<名前> TEXT; <😀>; <a\nb>"_s;
    QTest::addRow("keywords as names") << u"key, desc INT, \"table\", if, end, left"_s
                                       << u"<key>; <desc> INT; <table>; <if>; <end>; <left>"_s;
    QTest::addRow("reserved words in quotes") << u"\"select\" \"from\", [check]"_s << u"<select> from; <check>"_s;
    QTest::addRow("comments everywhere") << u"/*1*/a/*2*/INT/*3*/NOT/*4*/NULL--5\n,b"_s << u"<a> INT not-null; <b>"_s;

    QTest::addRow("not null") << u"a NOT NULL"_s << u"<a> not-null"_s;
    QTest::addRow("null") << u"a INT NULL"_s << u"<a> INT"_s;
    QTest::addRow("null after not null") << u"a NOT NULL NULL"_s << u"<a> not-null"_s;
    QTest::addRow("conflict clauses")
        << u"a NOT NULL ON CONFLICT FAIL UNIQUE ON CONFLICT REPLACE NULL ON CONFLICT ROLLBACK"_s
        << u"<a> not-null; unique <a>"_s;

    QTest::addRow("default number") << u"a DEFAULT 1"_s << u"<a> default=1"_s;
    QTest::addRow("default negative") << u"a DEFAULT -1.5e3"_s << u"<a> default=-1.5e3"_s;
    QTest::addRow("default spaced sign") << u"a DEFAULT - 5, b DEFAULT + 5"_s << u"<a> default=- 5; <b> default=+ 5"_s;
    QTest::addRow("default string") << u"a DEFAULT 'it''s'"_s << u"<a> default='it''s'"_s;
    QTest::addRow("default empty string") << u"a DEFAULT ''"_s << u"<a> default=''"_s;
    QTest::addRow("default double-quoted") << u"a DEFAULT \"x\""_s << u"<a> default=\"x\""_s;
    QTest::addRow("default word") << u"a DEFAULT foo NOT NULL"_s << u"<a> not-null default=foo"_s;
    QTest::addRow("default true") << u"a BOOLEAN DEFAULT TRUE"_s << u"<a> BOOLEAN default=TRUE"_s;
    QTest::addRow("default null") << u"a DEFAULT NULL"_s << u"<a> default=NULL"_s;
    QTest::addRow("default null, not null") << u"a DEFAULT NULL NOT NULL"_s << u"<a> not-null default=NULL"_s;
    QTest::addRow("default blob") << u"a DEFAULT x'00'"_s << u"<a> default=x'00'"_s;
    QTest::addRow("default hex") << u"a DEFAULT 0xFF"_s << u"<a> default=0xFF"_s;
    QTest::addRow("default moment") << u"a DEFAULT CURRENT_TIMESTAMP"_s << u"<a> default=CURRENT_TIMESTAMP"_s;
    QTest::addRow("default negative moment") << u"a DEFAULT -current_date"_s << u"<a> default=-current_date"_s;
    QTest::addRow("default expression") << u"a DEFAULT (1+2)"_s << u"<a> default=(1+2)"_s;
    QTest::addRow("default expression as written")
        << u"a DEFAULT( /*b*/ (1) -- )\n )"_s << u"<a> default=( /*b*/ (1) -- )\n )"_s;
    QTest::addRow("default twice: the last counts") << u"a DEFAULT 1 DEFAULT 2"_s << u"<a> default=2"_s;
    QTest::addRow("default and more") << u"a DEFAULT 'x' COLLATE nocase UNIQUE"_s
                                      << u"<a> default='x' collate=nocase; unique <a>"_s;

    QTest::addRow("collate") << u"a COLLATE nocase, b COLLATE \"my own\", c COLLATE 'rtrim'"_s
                             << u"<a> collate=nocase; <b> collate=my own; <c> collate=rtrim"_s;
    QTest::addRow("collate twice: the last counts") << u"a COLLATE nocase COLLATE rtrim"_s << u"<a> collate=rtrim"_s;

    QTest::addRow("generated") << u"a INT GENERATED ALWAYS AS (b + 1)"_s << u"<a> INT virtual=b + 1"_s;
    QTest::addRow("generated stored") << u"a INT GENERATED ALWAYS AS ( b ) STORED"_s << u"<a> INT stored=b"_s;
    QTest::addRow("generated virtual") << u"a AS (b) VIRTUAL NOT NULL"_s << u"<a> not-null virtual=b"_s;
    QTest::addRow("generated short") << u"a AS (f(b, (c)))"_s << u"<a> virtual=f(b, (c))"_s;
    QTest::addRow("generated after others")
        << u"a INT NOT NULL GENERATED ALWAYS AS (b) UNIQUE"_s << u"<a> INT not-null virtual=b; unique <a>"_s;
    QTest::addRow("generated without type") << u"a GENERATED ALWAYS AS (1)"_s << u"<a> virtual=1"_s;
    QTest::addRow("only the words") << u"a generated, b INT generated always"_s << u"<a> generated; <b> INT"_s;

    QTest::addRow("primary key") << u"a INTEGER PRIMARY KEY"_s << u"<a> INTEGER; pk <a>"_s;
    QTest::addRow("primary key desc") << u"a INTEGER PRIMARY KEY DESC"_s << u"<a> INTEGER; pk <a> desc"_s;
    QTest::addRow("autoincrement") << u"a INTEGER PRIMARY KEY ASC ON CONFLICT FAIL AUTOINCREMENT NOT NULL"_s
                                   << u"<a> INTEGER not-null; pk <a>; autoincrement"_s;
    QTest::addRow("unique") << u"a UNIQUE, b CONSTRAINT u UNIQUE"_s << u"<a>; <b>; unique <a>; unique u:<b>"_s;
    QTest::addRow("check") << u"a CHECK (a > 0)"_s << u"<a>; check a > 0"_s;
    QTest::addRow("checks") << u"a CHECK(a>0)CONSTRAINT c CHECK(( a<9 ))"_s << u"<a>; check a>0; check c:( a<9 )"_s;
    QTest::addRow("check with strings") << u"a CHECK (a IN ('(', \")\", [(], `)`, 'it''s'))"_s
                                        << u"<a>; check a IN ('(', \")\", [(], `)`, 'it''s')"_s;
    QTest::addRow("check with comments") << u"a CHECK (/*(*/ a --)\n > 0 /*)*/)"_s << u"<a>; check a --)\n > 0"_s;

    QTest::addRow("references") << u"a REFERENCES p"_s << u"<a>; fk a->p"_s;
    QTest::addRow("references column") << u"a INT REFERENCES \"p q\" ( [x] )"_s << u"<a> INT; fk a->p q(x)"_s;
    QTest::addRow("references named") << u"a CONSTRAINT f REFERENCES p(x) CONSTRAINT g UNIQUE"_s
                                      << u"<a>; unique g:<a>; fk f:a->p(x)"_s;
    QTest::addRow("references twice") << u"a REFERENCES p REFERENCES q"_s << u"<a>; fk a->p; fk a->q"_s;
    QTest::addRow("actions") << u"a REFERENCES p ON DELETE CASCADE ON UPDATE SET NULL"_s
                             << u"<a>; fk a->p delete=cascade update=set-null"_s;
    QTest::addRow("other actions") << u"a REFERENCES p ON UPDATE RESTRICT ON DELETE SET DEFAULT"_s
                                   << u"<a>; fk a->p delete=set-default update=restrict"_s;
    QTest::addRow("no action") << u"a REFERENCES p ON DELETE NO ACTION ON INSERT CASCADE"_s << u"<a>; fk a->p"_s;
    QTest::addRow("the last action counts")
        << u"a REFERENCES p ON DELETE CASCADE ON DELETE RESTRICT"_s << u"<a>; fk a->p delete=restrict"_s;
    QTest::addRow("match") << u"a REFERENCES p MATCH FULL ON DELETE CASCADE MATCH 'x'"_s
                           << u"<a>; fk a->p delete=cascade"_s;
    QTest::addRow("deferrable") << u"a REFERENCES p DEFERRABLE"_s << u"<a>; fk a->p deferrable"_s;
    QTest::addRow("deferred") << u"a REFERENCES p DEFERRABLE INITIALLY DEFERRED"_s << u"<a>; fk a->p deferred"_s;
    QTest::addRow("immediate") << u"a REFERENCES p DEFERRABLE INITIALLY IMMEDIATE"_s << u"<a>; fk a->p deferrable"_s;
    QTest::addRow("not deferrable") << u"a REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED"_s << u"<a>; fk a->p"_s;
    QTest::addRow("deferrable later") << u"a REFERENCES p NOT NULL DEFERRABLE"_s
                                      << u"<a> not-null; fk a->p deferrable"_s;
    QTest::addRow("deferrable without key") << u"a DEFERRABLE"_s << u"<a>"_s;

    QTest::addRow("name without constraint") << u"a CONSTRAINT lost, b UNIQUE"_s << u"<a>; <b>; unique <b>"_s;
    QTest::addRow("name of another constraint") << u"a CONSTRAINT n NOT NULL UNIQUE CONSTRAINT d DEFAULT 1 CHECK (a)"_s
                                                << u"<a> not-null default=1; unique <a>; check a"_s;
    QTest::addRow("the last name counts") << u"a CONSTRAINT x CONSTRAINT \"y z\" UNIQUE"_s << u"<a>; unique y z:<a>"_s;
}

void TestSqlParser::readsColumns()
{
    QFETCH(QString, body);
    QFETCH(QString, expected);
    const auto table = parseCreateTable(u"CREATE TABLE t (" + body + u')');
    QVERIFY2(table, table ? "" : qPrintable(table.error().detail));
    QCOMPARE(describe(*table), expected);
}

// Each case is what stands behind "CREATE TABLE t ".
void TestSqlParser::readsTables_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("expected");

    QTest::addRow("primary key") << u"(a, b, PRIMARY KEY (b, a))"_s << u"<a>; <b>; pk <b>, <a>"_s;
    QTest::addRow("primary key named") << u"(a, CONSTRAINT \"p k\" PRIMARY KEY (a DESC) ON CONFLICT IGNORE)"_s
                                       << u"<a>; pk p k:<a> desc"_s;
    QTest::addRow("autoincrement inside")
        << u"(a INTEGER, PRIMARY KEY (a AUTOINCREMENT))"_s << u"<a> INTEGER; pk <a>; autoincrement"_s;
    QTest::addRow("autoincrement after order")
        << u"(a INTEGER, PRIMARY KEY (a ASC AUTOINCREMENT))"_s << u"<a> INTEGER; pk <a>; autoincrement"_s;
    QTest::addRow("unique") << u"(a, b, UNIQUE (a, b), CONSTRAINT u UNIQUE (b))"_s
                            << u"<a>; <b>; unique <a>, <b>; unique u:<b>"_s;
    QTest::addRow("in the order of the text") << u"(a UNIQUE, b CHECK (b), UNIQUE (b), CHECK (a))"_s
                                              << u"<a>; <b>; unique <a>; unique <b>; check b; check a"_s;
    QTest::addRow("quoted columns in keys")
        << u"(\"a b\", UNIQUE ('a b', [a b], `a b`))"_s << u"<a b>; unique <a b>, <a b>, <a b>"_s;
    QTest::addRow("collations in keys") << u"(a, b, UNIQUE (a COLLATE nocase, (b) COLLATE \"rtrim\" DESC))"_s
                                        << u"<a>; <b>; unique <a>~nocase, <b>~rtrim desc"_s;
    QTest::addRow("parentheses in keys") << u"(a, UNIQUE (((a))), UNIQUE (((a COLLATE x) COLLATE y)))"_s
                                         << u"<a>; unique <a>; unique <a>~y"_s;
    QTest::addRow("check") << u"(a, CHECK (a > (1)), CONSTRAINT c CHECK (a<9) ON CONFLICT FAIL)"_s
                           << u"<a>; check a > (1); check c:a<9"_s;
    QTest::addRow("foreign key") << u"(a, FOREIGN KEY (a) REFERENCES p)"_s << u"<a>; fk a->p"_s;
    QTest::addRow("foreign key of two") << u"(a, b, CONSTRAINT f FOREIGN KEY (\"a\", b) REFERENCES p (x, [y]) "
                                           "ON DELETE CASCADE MATCH SIMPLE DEFERRABLE INITIALLY DEFERRED)"_s
                                        << u"<a>; <b>; fk f:a,b->p(x,y) delete=cascade deferred"_s;
    QTest::addRow("old foreign key") << u"(a, FOREIGN KEY (a COLLATE nocase DESC) REFERENCES p (b ASC))"_s
                                     << u"<a>; fk a->p(b)"_s;
    QTest::addRow("no commas") << u"(a, b, UNIQUE (a) UNIQUE (b) CHECK (a) CONSTRAINT f FOREIGN KEY (a) REFERENCES p "
                                  "PRIMARY KEY (a))"_s
                               << u"<a>; <b>; pk <a>; unique <a>; unique <b>; fk f:a->p; check a"_s;
    QTest::addRow("a comma ends a name") << u"(a, CONSTRAINT lost, UNIQUE (a) CONSTRAINT kept CHECK (a))"_s
                                         << u"<a>; unique <a>; check kept:a"_s;
    QTest::addRow("name at the end") << u"(a, UNIQUE (a), CONSTRAINT lost)"_s << u"<a>; unique <a>"_s;
    QTest::addRow("name of a column constraint stays there")
        << u"(a CONSTRAINT x, UNIQUE (a))"_s << u"<a>; unique <a>"_s;

    QTest::addRow("without rowid") << u"(a PRIMARY KEY) without ROWID"_s << u"<a>; pk <a>; without-rowid"_s;
    QTest::addRow("strict") << u"(a ANY)STRICT"_s << u"<a> ANY; strict"_s;
    QTest::addRow("both") << u"(a INT PRIMARY KEY) STRICT , WITHOUT ROWID ;"_s
                          << u"<a> INT; pk <a>; without-rowid; strict"_s;
    QTest::addRow("semicolons and a comment") << u"(a);; -- end"_s << u"<a>"_s;
    QTest::addRow("as SQLite writes CREATE TABLE AS")
        << u"(\n  a INT,\n  \"b c\" TEXT,\n  d\n)"_s << u"<a> INT; <b c> TEXT; <d>"_s;
    QTest::addRow("after ADD COLUMN") << u"(a, b -- last\n, c TEXT DEFAULT 'x', d INT, UNIQUE (a))"_s
                                      << u"<a>; <b>; <c> TEXT default='x'; <d> INT; unique <a>"_s;
}

void TestSqlParser::readsTables()
{
    QFETCH(QString, rest);
    QFETCH(QString, expected);
    const auto table = parseCreateTable(u"CREATE TABLE t " + rest);
    QVERIFY2(table, table ? "" : qPrintable(table.error().detail));
    QCOMPARE(table->name, u"t"_s);
    QCOMPARE(describe(*table), expected);
}

void TestSqlParser::readsTableNames_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("expected");

    QTest::addRow("word") << u"CREATE TABLE abc"_s << u"abc"_s;
    QTest::addRow("lower case") << u"create table Abc"_s << u"Abc"_s;
    QTest::addRow("temp") << u"CREATE TEMP TABLE t"_s << u"t"_s;
    QTest::addRow("temporary") << u"CREATE TEMPORARY TABLE t"_s << u"t"_s;
    QTest::addRow("if not exists") << u"CREATE TABLE IF NOT EXISTS t"_s << u"t"_s;
    QTest::addRow("if") << u"CREATE TABLE if"_s << u"if"_s;
    QTest::addRow("with database") << u"CREATE TABLE main . \"t\""_s << u"t"_s;
    QTest::addRow("quotes inside") << u"CREATE TABLE \"a\"\"b\""_s << u"a\"b"_s;
    QTest::addRow("string") << u"CREATE TABLE 'a''b'"_s << u"a'b"_s;
    QTest::addRow("bracket") << u"CREATE TABLE [a b]"_s << u"a b"_s;
    QTest::addRow("emoji") << u"CREATE TABLE 😀"_s << u"😀"_s;
    QTest::addRow("newline") << u"CREATE TABLE \"a\nb\""_s << u"a\nb"_s;
    QTest::addRow("empty") << u"CREATE TABLE \"\""_s << u""_s;
    QTest::addRow("a dot inside") << u"CREATE TABLE \"a.b\""_s << u"a.b"_s;
    QTest::addRow("comments") << u"-- x\nCREATE/**/TABLE--\nt"_s << u"t"_s;
}

void TestSqlParser::readsTableNames()
{
    QFETCH(QString, start);
    QFETCH(QString, expected);
    const auto table = parseCreateTable(start + u"(a)");
    QVERIFY2(table, table ? "" : qPrintable(table.error().detail));
    QCOMPARE(table->name, expected);
}

void TestSqlParser::readsIndexes_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");

    const auto addRow = [](const char *name, const QString &rest, const QString &expected) {
        QTest::addRow("%s", name) << QString(u"CREATE INDEX i ON t " + rest) << QString(u"i on t: " + expected);
    };
    addRow("column", u"(a)"_s, u"<a>"_s);
    addRow("columns", u"( a , \"b c\" ,[d])"_s, u"<a>, <b c>, <d>"_s);
    addRow("order", u"(a ASC, b DESC, c desc)"_s, u"<a>, <b> desc, <c> desc"_s);
    addRow("nulls", u"(a NULLS FIRST, b DESC NULLS LAST)"_s, u"<a>, <b> desc"_s);
    addRow("collation", u"(a COLLATE nocase, b COLLATE \"x y\" DESC)"_s, u"<a>~nocase, <b>~x y desc"_s);
    addRow("expression", u"(lower(a))"_s, u"{lower(a)}"_s);
    addRow("expressions", u"(a + b DESC, f(a, (b)), 'x' || a)"_s, u"{a + b} desc, {f(a, (b))}, {'x' || a}"_s);
    addRow("expression in parentheses", u"((a+b) DESC)"_s, u"{(a+b)} desc"_s);
    addRow("two pairs of parentheses", u"((a)+(b))"_s, u"{(a)+(b)}"_s);
    addRow("expression with collation", u"(lower(a) COLLATE nocase DESC)"_s, u"{lower(a) COLLATE nocase} desc"_s);
    addRow("comments in expressions", u"(a /*,*/ + -- )\n b)"_s, u"{a /*,*/ + -- )\n b}"_s);
    addRow("case", u"(CASE WHEN a THEN 1 ELSE 2 END DESC)"_s, u"{CASE WHEN a THEN 1 ELSE 2 END} desc"_s);
    addRow("null at the end", u"(a IS NULL DESC, a ISNULL DESC)"_s, u"{a IS NULL} desc, {a ISNULL} desc"_s);
    addRow("columns with the names of orders", u"(desc, asc DESC, a + desc, desc desc)"_s,
           u"<desc>, <asc> desc, {a + desc}, <desc> desc"_s);
    addRow("columns with the names of operators", u"(like DESC, a LIKE desc, a + like DESC)"_s,
           u"<like> desc, {a LIKE desc}, {a + like} desc"_s);
    addRow("where", u"(a) WHERE a > 1"_s, u"<a> where a > 1"_s);
    addRow("where as written", u"(a) WHERE ( a>1 ) AND/*x*/b IN (1, 2) ; -- end"_s,
           u"<a> where ( a>1 ) AND/*x*/b IN (1, 2)"_s);
    addRow("semicolon", u"(a);"_s, u"<a>"_s);

    QTest::addRow("unique") << u"CREATE UNIQUE INDEX i ON t(a)"_s << u"unique i on t: <a>"_s;
    QTest::addRow("if not exists") << u"create index if not exists main.\"i j\" on [t] (a)"_s << u"i j on t: <a>"_s;
    QTest::addRow("strange names") << u"CREATE INDEX \"😀\" ON 'a''b'(\"\")"_s << u"😀 on a'b: <>"_s;
}

void TestSqlParser::readsIndexes()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    const auto index = parseCreateIndex(sql);
    QVERIFY2(index, index ? "" : qPrintable(index.error().detail));
    QCOMPARE(describe(*index), expected);
}

void TestSqlParser::takesTypesAsSqlite_data()
{
    QTest::addColumn<QString>("type");
    for (const QString &type : {u""_s,
                                u"INT"_s,
                                u"integer"_s,
                                u"VARCHAR(20)"_s,
                                u"VARCHAR /*x*/ ( 20 )"_s,
                                u"\"INT\""_s,
                                u"'a''b'"_s,
                                u"[a b]"_s,
                                u"[a b] c"_s,
                                u"\"a\" b"_s,
                                u"\"a\"(5)"_s,
                                u"a \"b\" 'c'"_s,
                                u"[a](5)"_s,
                                u"`a``b`"_s,
                                u"generated"_s,
                                u"generated always"_s,
                                u"INT generated always"_s,
                                u"INT GENERATED  ALWAYS"_s,
                                u"something longer always"_s,
                                u"INT always"_s,
                                u"[my type]/*c*/generated always"_s,
                                u"ÜBER"_s})
        QTest::addRow("%s", qPrintable(type)) << type;
}

void TestSqlParser::takesTypesAsSqlite()
{
    QFETCH(QString, type);
    const QString sql = u"CREATE TABLE t (a " + type + u')';
    sqlite3 *opened = nullptr;
    sqlite3_open(":memory:", &opened);
    const std::unique_ptr<sqlite3, Closer> database(opened);
    QCOMPARE(sqlite3_exec(opened, sql.toUtf8().constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(opened, "PRAGMA table_info(t)", -1, &statement, nullptr);
    QCOMPARE(sqlite3_step(statement), SQLITE_ROW);
    const QString expected = QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, 2)));
    sqlite3_finalize(statement);

    const auto table = parseCreateTable(sql);
    QVERIFY2(table, table ? "" : qPrintable(table.error().detail));
    // SQLite shows the most common types in upper case.
    const QString parsed = table->columns.constFirst().declaredType;
    QVERIFY2(parsed == expected || parsed.toUpper() == expected, qPrintable(parsed + u" / " + expected));
}

void TestSqlParser::knowsAffinities_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<schema::Affinity>("expected");

    using schema::Affinity;
    QTest::addRow("none") << u""_s << Affinity::Blob;
    QTest::addRow("BLOB") << u"BLOB"_s << Affinity::Blob;
    QTest::addRow("INT") << u"INT"_s << Affinity::Integer;
    QTest::addRow("bigint") << u"bigint unsigned"_s << Affinity::Integer;
    QTest::addRow("CHARINT") << u"CHARINT"_s << Affinity::Integer;
    QTest::addRow("FLOATING POINT") << u"FLOATING POINT"_s << Affinity::Integer;
    QTest::addRow("VARCHAR") << u"VARCHAR(255)"_s << Affinity::Text;
    QTest::addRow("CLOB") << u"CLOB"_s << Affinity::Text;
    QTest::addRow("text blob") << u"blobtext"_s << Affinity::Text;
    QTest::addRow("REAL") << u"REAL"_s << Affinity::Real;
    QTest::addRow("real blob") << u"REALBLOB"_s << Affinity::Blob;
    QTest::addRow("DOUBLE") << u"DOUBLE PRECISION"_s << Affinity::Real;
    QTest::addRow("float") << u"float"_s << Affinity::Real;
    QTest::addRow("NUMERIC") << u"NUMERIC"_s << Affinity::Numeric;
    QTest::addRow("DATETIME") << u"DATETIME"_s << Affinity::Numeric;
    QTest::addRow("BOOLEAN") << u"BOOLEAN"_s << Affinity::Numeric;
    QTest::addRow("ANY") << u"ANY"_s << Affinity::Numeric;
}

void TestSqlParser::knowsAffinities()
{
    QFETCH(QString, type);
    QFETCH(schema::Affinity, expected);
    QCOMPARE(sqlite::affinityOf(type, false), expected);
    QCOMPARE(sqlite::affinityOf(type, true), type == "ANY"_L1 ? schema::Affinity::Blob : expected);
}

void TestSqlParser::refusesTables_data()
{
    QTest::addColumn<QString>("sql");
    for (const QString &sql : {u""_s,
                               u" "_s,
                               u";"_s,
                               u"CREATE"_s,
                               u"CREATE TABLE"_s,
                               u"CREATE TABLE t"_s,
                               u"CREATE TABLE t("_s,
                               u"CREATE TABLE t()"_s,
                               u"CREATE TABLE t(a"_s,
                               u"CREATE TABLE t(a,)"_s,
                               u"CREATE TABLE t(a) x"_s,
                               u"CREATE TABLE t(a) WITHOUT"_s,
                               u"CREATE TABLE t(a) STRICT STRICT"_s,
                               u"CREATE TABLE t(a) STRICT,"_s,
                               u"CREATE TABLE t(a); SELECT 1"_s,
                               u"CREATE TABLE t AS SELECT 1"_s,
                               u"CREATE VIEW t AS SELECT 1"_s,
                               u"CREATE VIRTUAL TABLE t USING fts5(a)"_s,
                               u"CREATE INDEX i ON t(a)"_s,
                               u"SELECT 1"_s,
                               u"CREATE TABLE select(a)"_s,
                               u"CREATE TABLE t(select)"_s,
                               u"CREATE TABLE t(1)"_s,
                               u"CREATE TABLE t(a b.c)"_s,
                               u"CREATE TABLE t(a INT(1,2,3))"_s,
                               u"CREATE TABLE t(a INT())"_s,
                               u"CREATE TABLE t(a INT(x))"_s,
                               u"CREATE TABLE t(a INT(1) UNSIGNED)"_s,
                               u"CREATE TABLE t(a (1))"_s,
                               u"CREATE TABLE t(a NOT)"_s,
                               u"CREATE TABLE t(a DEFAULT)"_s,
                               u"CREATE TABLE t(a DEFAULT ())"_s,
                               u"CREATE TABLE t(a DEFAULT (1)"_s,
                               u"CREATE TABLE t(a DEFAULT -)"_s,
                               u"CREATE TABLE t(a DEFAULT --1\n)"_s,
                               u"CREATE TABLE t(a DEFAULT 1 2)"_s,
                               u"CREATE TABLE t(a DEFAULT 1+2)"_s,
                               u"CREATE TABLE t(a DEFAULT x'0')"_s,
                               u"CREATE TABLE t(a DEFAULT 'x)"_s,
                               u"CREATE TABLE t(a PRIMARY)"_s,
                               u"CREATE TABLE t(a PRIMARY KEY, b PRIMARY KEY)"_s,
                               u"CREATE TABLE t(a PRIMARY KEY, PRIMARY KEY (a))"_s,
                               u"CREATE TABLE t(a UNIQUE (a))"_s,
                               u"CREATE TABLE t(a CHECK)"_s,
                               u"CREATE TABLE t(a CHECK ())"_s,
                               u"CREATE TABLE t(a CHECK (1)"_s,
                               u"CREATE TABLE t(a CHECK ((1))"_s,
                               u"CREATE TABLE t(a CHECK (1;))"_s,
                               u"CREATE TABLE t(a CHECK ('x))"_s,
                               u"CREATE TABLE t(a CHECK (1 ! 2))"_s,
                               u"CREATE TABLE t(a COLLATE)"_s,
                               u"CREATE TABLE t(a COLLATE 1)"_s,
                               u"CREATE TABLE t(a AS 1)"_s,
                               u"CREATE TABLE t(a AS ())"_s,
                               u"CREATE TABLE t(a AS (1) SOMEHOW)"_s,
                               u"CREATE TABLE t(a NOT NULL GENERATED ALWAYS)"_s,
                               u"CREATE TABLE t(a REFERENCES)"_s,
                               u"CREATE TABLE t(a REFERENCES p())"_s,
                               u"CREATE TABLE t(a REFERENCES p(1))"_s,
                               u"CREATE TABLE t(a REFERENCES p ON)"_s,
                               u"CREATE TABLE t(a REFERENCES p ON DELETE)"_s,
                               u"CREATE TABLE t(a REFERENCES p ON DELETE SET)"_s,
                               u"CREATE TABLE t(a REFERENCES p ON DELETE NO)"_s,
                               u"CREATE TABLE t(a REFERENCES p ON SELECT CASCADE)"_s,
                               u"CREATE TABLE t(a REFERENCES p MATCH)"_s,
                               u"CREATE TABLE t(a DEFERRABLE INITIALLY)"_s,
                               u"CREATE TABLE t(a NOT NULL ON CONFLICT)"_s,
                               u"CREATE TABLE t(a NOT NULL ON CONFLICT SOMEHOW)"_s,
                               u"CREATE TABLE t(a CONSTRAINT)"_s,
                               u"CREATE TABLE t(a, UNIQUE)"_s,
                               u"CREATE TABLE t(a, UNIQUE ())"_s,
                               u"CREATE TABLE t(a, UNIQUE (a,))"_s,
                               u"CREATE TABLE t(a, UNIQUE (a)"_s,
                               u"CREATE TABLE t(a, UNIQUE (a), b)"_s,
                               u"CREATE TABLE t(a, UNIQUE (a),)"_s,
                               u"CREATE TABLE t(a, FOREIGN KEY (a))"_s,
                               u"CREATE TABLE t(a, FOREIGN (a) REFERENCES p)"_s,
                               u"CREATE TABLE t(a, FOREIGN KEY () REFERENCES p)"_s,
                               u"CREATE TABLE t(UNIQUE (a))"_s,
                               u"CREATE TABLE t(a))"_s,
                               u"CREATE TABLE a.b.c(d)"_s,
                               u"CREATE TABLE IF EXISTS t(a)"_s,
                               u"CREATE TABLE IF NOT t(a)"_s,
                               u"CREATE UNIQUE TABLE t(a)"_s})
        QTest::addRow("%s", qPrintable(sql)) << sql;
    QTest::addRow("NUL") << QString(u"CREATE TABLE t(a"_s + QChar(u'\0') + u")");
}

void TestSqlParser::refusesTables()
{
    QFETCH(QString, sql);
    const auto table = parseCreateTable(sql);
    QVERIFY(!table);
    QCOMPARE(table.error().code, u"schema-not-understood"_s);
    QVERIFY(table.error().detail.startsWith(u"line "));
    // SQLite refuses the text too, or it is another statement.
    QVERIFY(!sqliteAccepts(sql) || !sql.startsWith(u"CREATE TABLE"_s) || sql.contains(u"SELECT"_s));
}

void TestSqlParser::refusesIndexes_data()
{
    QTest::addColumn<QString>("sql");
    for (const QString &sql : {u""_s,
                               u"CREATE INDEX"_s,
                               u"CREATE INDEX i"_s,
                               u"CREATE INDEX i ON"_s,
                               u"CREATE INDEX i ON t"_s,
                               u"CREATE INDEX i ON t("_s,
                               u"CREATE INDEX i ON t()"_s,
                               u"CREATE INDEX i ON t(a"_s,
                               u"CREATE INDEX i ON t(a,)"_s,
                               u"CREATE INDEX i ON t(,a)"_s,
                               u"CREATE INDEX i ON t(a) WHERE"_s,
                               u"CREATE INDEX i ON t(a) WHERE ;"_s,
                               u"CREATE INDEX i ON t(a) WHERE (1"_s,
                               u"CREATE INDEX i ON t(a) WHERE 1)"_s,
                               u"CREATE INDEX i ON t(a) x"_s,
                               u"CREATE INDEX i ON t((a)"_s,
                               u"CREATE INDEX i ON t('a)"_s,
                               u"CREATE INDEX i ON t(a;b)"_s,
                               u"CREATE INDEX i ON main.t(a)"_s,
                               u"CREATE INDEX ON t(a)"_s,
                               u"CREATE INDEX i t(a)"_s,
                               u"CREATE UNIQUE TABLE i ON t(a)"_s,
                               u"CREATE INDEX i ON t(a AUTOINCREMENT)"_s,
                               u"CREATE INDEX i ON t(a); x"_s})
        QTest::addRow("%s", qPrintable(sql)) << sql;
}

void TestSqlParser::refusesIndexes()
{
    QFETCH(QString, sql);
    const auto index = parseCreateIndex(sql);
    QVERIFY(!index);
    QCOMPARE(index.error().code, u"schema-not-understood"_s);
    QVERIFY(sql.isEmpty() || !sqliteAccepts(sql, "CREATE TABLE t(a, b)"));
}

void TestSqlParser::namesThePlace_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("detail");

    QTest::addRow("start") << u"SELECT"_s << u"line 1, column 1: expected CREATE, found \"SELECT\""_s;
    QTest::addRow("second line") << u"CREATE TABLE t(\n  a INT,\n  1)"_s
                                 << u"line 3, column 3: expected a name, found \"1\""_s;
    QTest::addRow("end") << u"CREATE TABLE t(a"_s << u"line 1, column 17: expected \")\", found the end of the text"_s;
    QTest::addRow("expression") << u"CREATE TABLE t(a CHECK ())"_s
                                << u"line 1, column 25: expected an expression, found \")\""_s;
    QTest::addRow("the first fault") << u"CREATE TABLE t(a NOT, b NOT)"_s
                                     << u"line 1, column 18: expected \")\", found \"NOT\""_s;
    QTest::addRow("long token") << QString(u"CREATE TABLE t(a) "_s + QString(500, u'x'))
                                << QString(u"line 1, column 19: expected WITHOUT ROWID or STRICT, found \""_s +
                                           QString(40, u'x') + u'"');
}

void TestSqlParser::namesThePlace()
{
    QFETCH(QString, sql);
    QFETCH(QString, detail);
    const auto table = parseCreateTable(sql);
    QVERIFY(!table);
    QCOMPARE(table.error().detail, detail);
    QVERIFY(table.error().message.endsWith(u'.'));
}

void TestSqlParser::takesEveryKeywordAsSqliteDoes_data()
{
    QTest::addColumn<QString>("word");
    for (int i = 0; i < sqlite3_keyword_count(); ++i) {
        const char *text = nullptr;
        int size = 0;
        sqlite3_keyword_name(i, &text, &size);
        const QString word = QString::fromLatin1(text, size);
        QTest::addRow("%s", qPrintable(word)) << word;
    }
}

void TestSqlParser::takesEveryKeywordAsSqliteDoes()
{
    QFETCH(QString, word);
    for (const QString &form :
         {u"CREATE TABLE %1(a)"_s, u"CREATE TABLE t(%1)"_s, u"CREATE TABLE t(%1 INT)"_s, u"CREATE TABLE t(a %1)"_s,
          u"CREATE TABLE t(a %1 INT)"_s, u"CREATE TABLE t(a INT %1)"_s, u"CREATE TABLE t(a %1(5))"_s,
          u"CREATE TABLE t(a %1 NOT NULL, b %1 UNIQUE)"_s, u"CREATE TABLE t(a CONSTRAINT %1 UNIQUE)"_s,
          u"CREATE TABLE t(a DEFAULT %1)"_s, u"CREATE TABLE t(a REFERENCES %1)"_s,
          u"CREATE TABLE t(a REFERENCES p(%1))"_s, u"CREATE TABLE t(a REFERENCES p MATCH %1)"_s,
          u"CREATE TABLE t(a, CONSTRAINT %1 UNIQUE (a))"_s, u"CREATE TABLE t(%1, UNIQUE (%1))"_s,
          u"CREATE TABLE t(%1, UNIQUE (%1 DESC))"_s, u"CREATE TABLE t(%1, FOREIGN KEY (%1) REFERENCES p)"_s}) {
        const QString sql = form.arg(word);
        if (sqliteAccepts(sql)) {
            const auto table = parseCreateTable(sql);
            QVERIFY2(table, qPrintable(sql));
        }
    }
}

void TestSqlParser::readsEverythingAtOnce()
{
    const auto table = parseCreateTable(everything);
    QVERIFY2(table, table ? "" : qPrintable(table.error().detail));
    QCOMPARE(table->name, u"a\"b"_s);
    QCOMPARE(describe(*table),
             u"<id> INTEGER; <x y> VARCHAR ( 20, -3 ) not-null default='it''s' collate=nocase; "
             "<z> DECIMAL(4,2) default=(1 + (2 * 3)); <gen> INT stored=id + 1; <g2> virtual=x'00ff'; <r>; "
             "pk pk:<id>; unique <z>; unique u:<id>, <x y>~rtrim desc; "
             "fk r->p(q) delete=set-null update=cascade deferred; fk id,r->p2(a,b); "
             "check z > 0; check c:CASE WHEN id THEN 1 END; autoincrement; without-rowid; strict"_s);
    const auto index = parseCreateIndex(indexOfEverything);
    QVERIFY2(index, index ? "" : qPrintable(index.error().detail));
    QCOMPARE(describe(*index),
             u"unique i on t: <a>~nocase desc, {lower(b) || 'x,)'}, <c> where a > 1 AND b IN (1, 2)"_s);
}

namespace {

/// Any text gives a tree or an Error with a place.
template <typename Result>
bool isTreeOrError(const Result &result)
{
    return result || (result.error().code == "schema-not-understood"_L1 && result.error().detail.contains(u"line "_s));
}

bool survives(const QString &sql)
{
    return isTreeOrError(parseCreateTable(sql)) && isTreeOrError(parseCreateIndex(sql));
}

void addStatements()
{
    QTest::addColumn<QString>("sql");
    QTest::addRow("table") << everything;
    QTest::addRow("index") << indexOfEverything;
    QTest::addRow("characters of two units") << u"CREATE TABLE \"😀\" (😀 TEXT DEFAULT '😀', UNIQUE (😀)) -- 😀"_s;
}

} // namespace

void TestSqlParser::survivesTruncation_data()
{
    addStatements();
}

void TestSqlParser::survivesTruncation()
{
    QFETCH(QString, sql);
    for (qsizetype size = 0; size <= sql.size(); ++size) {
        QVERIFY2(survives(sql.left(size)), qPrintable(sql.left(size)));
        QVERIFY2(survives(sql.mid(size)), qPrintable(sql.mid(size)));
    }
}

void TestSqlParser::survivesMutation_data()
{
    addStatements();
}

void TestSqlParser::survivesMutation()
{
    QFETCH(QString, sql);
    const QString letters = u"\"'[(),-*a"_s + QChar(u'\0') + QChar(0xD83D);
    for (qsizetype i = 0; i < sql.size(); ++i) {
        QString without = sql;
        without.remove(i, 1);
        QVERIFY2(survives(without), qPrintable(without));
        for (const QChar letter : letters) {
            QString changed = sql;
            changed[i] = letter;
            QVERIFY2(survives(changed), qPrintable(changed));
        }
        QString longer = sql;
        longer.insert(i, letters[i % letters.size()]);
        QVERIFY2(survives(longer), qPrintable(longer));
    }
}

void TestSqlParser::survivesNoise()
{
    std::mt19937 random(7);
    const QStringList words =
        u"CREATE TABLE INDEX t ( ) ( ) , , ; . a b \"c\" 'd' [e] NOT NULL DEFAULT 1 - PRIMARY KEY "
        "UNIQUE CHECK REFERENCES ON DELETE SET CASCADE CONSTRAINT FOREIGN COLLATE AS GENERATED "
        "ALWAYS DEFERRABLE INITIALLY WHERE DESC WITHOUT ROWID STRICT ' /* --"_s.split(u' ');
    std::uniform_int_distribution<qsizetype> anyWord(0, words.size() - 1);
    std::uniform_int_distribution<int> anyUnit(0, 0xFFFF);
    for (int round = 0; round < 3000; ++round) {
        QString sql = round % 2 == 0 ? u"CREATE TABLE t ("_s : u"CREATE INDEX i ON t ("_s;
        for (int i = 0; i < 30; ++i)
            sql += words[anyWord(random)] + u' ';
        QVERIFY2(survives(sql), qPrintable(sql));
        QString noise;
        for (int i = 0; i < 60; ++i)
            noise += QChar(anyUnit(random));
        QVERIFY(survives(noise));
        QVERIFY(survives(u"CREATE TABLE t(a " + noise));
    }
}

void TestSqlParser::survivesDeepNesting_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("understood");

    constexpr qsizetype deep = 100000;
    const QString open(deep, u'(');
    const QString close(deep, u')');
    QTest::addRow("check") << QString(u"CREATE TABLE t(a CHECK "_s + open + u'1' + close + u')') << true;
    QTest::addRow("default") << QString(u"CREATE TABLE t(a DEFAULT "_s + open + u'1' + close + u')') << true;
    QTest::addRow("key") << QString(u"CREATE TABLE t(a, UNIQUE ("_s + open + u'a' + close + u"))") << true;
    QTest::addRow("key with many collations")
        << QString(u"CREATE TABLE t(a, UNIQUE (a"_s + u" COLLATE x"_s.repeated(30000) + u"))") << true;
    QTest::addRow("only opened") << QString(u"CREATE TABLE t(a CHECK "_s + open) << false;
    QTest::addRow("only closed") << QString(u"CREATE TABLE t(a"_s + close) << false;
    QTest::addRow("many columns") << QString(u"CREATE TABLE t(a"_s + u",a INT"_s.repeated(30000) + u')') << true;
    QTest::addRow("many constraints") << QString(u"CREATE TABLE t(a,"_s + u"UNIQUE(a)"_s.repeated(30000) + u')')
                                      << true;
    QTest::addRow("many names") << QString(u"CREATE TABLE t(a "_s + u"CONSTRAINT x "_s.repeated(30000) + u')') << true;
    QTest::addRow("long type") << QString(u"CREATE TABLE t(a "_s + u"INT "_s.repeated(30000) + u')') << true;
    QTest::addRow("many semicolons") << QString(u"CREATE TABLE t(a)"_s + u";"_s.repeated(30000)) << true;
}

void TestSqlParser::survivesDeepNesting()
{
    QFETCH(QString, sql);
    QFETCH(bool, understood);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(parseCreateTable(sql).has_value(), understood);
    QVERIFY2(timer.elapsed() < 10000, "time grows faster than the text");
}

QTEST_GUILESS_MAIN(TestSqlParser)
#include "tst_sqlparser.moc"
