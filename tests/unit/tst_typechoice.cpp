// SPDX-License-Identifier: MIT
#include "schema/textshape.h"
#include "support/plannedsql.h"

#include <QTest>

using namespace Qt::StringLiterals;
using migration::Choices;
using schema::StorageClass;
using schema::TypeKind;

namespace {

QString many(int count, const QString &value)
{
    return u"INSERT INTO t(c) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) SELECT %2 FROM n;"_s
        .arg(QString::number(count), value);
}

QString values(const QString &list)
{
    return u"INSERT INTO t(c) VALUES %1;"_s.arg(list);
}

QString className(StorageClass storage)
{
    static const QStringList names{u"null"_s, u"integer"_s, u"real"_s, u"text"_s, u"blob"_s};
    return names[static_cast<int>(storage)];
}

/// "type class forms=n attic=n", with "misfits" where some may go to the attic, and the form of moments.
QString description(const migration::ColumnPlan &column)
{
    QString text = schema::typeName(column.target.type) + u' ' + className(column.mainClass);
    const TypeKind type = column.target.type;
    if (type == TypeKind::Date || type == TypeKind::Timestamp || type == TypeKind::TimestampTz)
        text += u" ["_s + schema::formName(column.form) + u']';
    if (column.expectedForms > 0)
        text += u" forms="_s + QString::number(column.expectedForms);
    if (column.expectedAttic > 0)
        text += u" attic="_s + QString::number(column.expectedAttic);
    if (column.misfit == migration::Misfit::Attic)
        text += u" misfits"_s;
    return text;
}

Choices chosen(TypeKind type, const QString &zone = {})
{
    Choices choices;
    choices.creators[u"someone"_s].tables[u"t"_s].columns[u"c"_s] = {type, zone};
    return choices;
}

profiles::Profile profileOf(const profiles::ColumnRule &rule)
{
    profiles::Profile profile;
    profile.name = u"sample"_s;
    profile.columns = {rule};
    return profile;
}

} // namespace

class TypeChoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesByDeclarationAndValues_data();
    void choosesByDeclarationAndValues();
    void keepsKeysExact_data();
    void keepsKeysExact();
    void obeysAChoice_data();
    void obeysAChoice();
    void refusesAChoice_data();
    void refusesAChoice();
    void followsAProfile_data();
    void followsAProfile();
    void prefersTheMostParticularRule();
    void choosesJsonForAll_data();
    void choosesJsonForAll();
    void treatsUnreadableText_data();
    void treatsUnreadableText();
};

void TypeChoiceTest::choosesByDeclarationAndValues_data()
{
    QTest::addColumn<QString>("declared");
    QTest::addColumn<QString>("inserts");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("notes");

    const QString none;
    // Empty columns: the declaration alone.
    QTest::addRow("empty INTEGER") << u"INTEGER"_s << none << u"bigint integer"_s << none;
    QTest::addRow("empty BIGINT UNSIGNED") << u"BIGINT UNSIGNED"_s << none << u"bigint integer"_s << none;
    QTest::addRow("empty DOUBLE PRECISION") << u"DOUBLE PRECISION"_s << none << u"double precision real"_s << none;
    QTest::addRow("empty DECIMAL") << u"DECIMAL(10,2)"_s << none << u"numeric integer"_s << none;
    QTest::addRow("empty BOOLEAN") << u"BOOLEAN"_s << none << u"boolean integer"_s << none;
    QTest::addRow("empty DATE") << u"DATE"_s << none << u"date text [YYYY-MM-DD]"_s << none;
    QTest::addRow("empty DATETIME") << u"DATETIME"_s << none
                                    << u"timestamp without time zone text [YYYY-MM-DD HH:MM:SS]"_s << none;
    QTest::addRow("empty TIMESTAMP") << u"timestamp"_s << none
                                     << u"timestamp without time zone text [YYYY-MM-DD HH:MM:SS]"_s << none;
    QTest::addRow("empty DATE with CURRENT_TIMESTAMP")
        << u"DATE DEFAULT CURRENT_TIMESTAMP"_s << none << u"timestamp without time zone text [YYYY-MM-DD HH:MM:SS]"_s
        << none;
    QTest::addRow("empty JSON") << u"JSON"_s << none << u"json text"_s << none;
    QTest::addRow("empty UUID") << u"UUID"_s << none << u"text text"_s << none;
    QTest::addRow("empty VARCHAR") << u"VARCHAR(20)"_s << none << u"text text"_s << none;
    QTest::addRow("empty BLOB") << u"BLOB"_s << none << u"bytea blob"_s << none;
    QTest::addRow("empty without a type") << none << none << u"text text"_s << none;
    QTest::addRow("empty STRING") << u"STRING"_s << none << u"text text"_s << none;
    QTest::addRow("empty ENUM") << u"ENUM"_s << none << u"text text"_s << none;
    QTest::addRow("empty YEAR") << u"YEAR"_s << none << u"bigint integer"_s << none;
    QTest::addRow("empty MONEY") << u"MONEY"_s << none << u"numeric integer"_s << none;

    // Integers
    QTest::addRow("integers") << u"INT"_s << values(u"(1), (NULL), (-9223372036854775808)"_s) << u"bigint integer"_s
                              << none;
    QTest::addRow("integers and reals") << u"INTEGER"_s << values(u"(1), (1.5)"_s) << u"numeric integer"_s
                                        << u"info mixed-types t.c 1"_s;
    QTest::addRow("integers and one word of 100")
        << u"INTEGER"_s << QString(many(99, u"i"_s) + values(u"('unknown')"_s)) << u"bigint integer attic=1 misfits"_s
        << u"warning mixed-types t.c 1"_s;
    QTest::addRow("integers and one word of 99")
        << u"INTEGER"_s << QString(many(98, u"i"_s) + values(u"('unknown')"_s)) << u"text integer forms=1"_s
        << u"warning mixed-types t.c 1|info mixed-types t.c 1"_s;
    QTest::addRow("integers, reals and one word of 100")
        << u"INTEGER"_s << QString(many(60, u"i"_s) + many(39, u"i + 0.5"_s) + values(u"('unknown')"_s))
        << u"numeric integer attic=1 misfits"_s << u"warning mixed-types t.c 1"_s;
    QTest::addRow("a word in a NOT NULL column")
        << u"INTEGER NOT NULL"_s << QString(many(99, u"i"_s) + values(u"('unknown')"_s)) << u"text integer forms=1"_s
        << u"warning mixed-types t.c 1|info mixed-types t.c 1"_s;
    QTest::addRow("mostly words in an integer column")
        << u"INTEGER"_s << values(u"('a'), ('b'), (3)"_s) << u"text text forms=1"_s
        << u"warning mixed-types t.c 2|info mixed-types t.c 1"_s;
    QTest::addRow("bytes and words among integers")
        << u"INTEGER"_s << values(u"(1), (2), ('a'), (x'00')"_s) << u"bytea integer forms=2"_s
        << u"warning mixed-types t.c 2|info mixed-types t.c 2"_s;
    QTest::addRow("infinity among integers") << u"INTEGER"_s << values(u"(1), (9e999)"_s) << u"text integer forms=1"_s
                                             << u"warning mixed-types t.c 1|info mixed-types t.c 1"_s;

    // Reals and numerics
    QTest::addRow("reals") << u"FLOAT"_s << values(u"(1), (1.5), (-9e999), (-0.0)"_s) << u"double precision real"_s
                           << none;
    QTest::addRow("numerics") << u"NUMERIC(10,2)"_s << values(u"(1), (1.5), ('2.25')"_s) << u"numeric real"_s << none;
    QTest::addRow("numerics of integers") << u"DECIMAL(5)"_s << values(u"(1), (2)"_s) << u"numeric integer"_s << none;
    QTest::addRow("infinite numerics") << u"NUMERIC"_s << values(u"(1.5), (9e999)"_s) << u"double precision real"_s
                                       << none;
    QTest::addRow("a word among reals") << u"REAL"_s << values(u"(1.5), ('a')"_s) << u"text text forms=1"_s
                                        << u"warning mixed-types t.c 1|info mixed-types t.c 1"_s;

    // Booleans
    QTest::addRow("booleans") << u"BOOL"_s << values(u"(0), (1), (NULL)"_s) << u"boolean integer"_s << none;
    QTest::addRow("boolean words") << u"BOOLEAN"_s << values(u"(0), ('true'), ('No')"_s) << u"boolean integer forms=2"_s
                                   << u"info mixed-forms t.c 2"_s;
    QTest::addRow("too many boolean words")
        << u"BOOLEAN"_s << many(10001, u"'true'"_s) << u"text text"_s << u"warning mixed-forms t.c 10001"_s;
    QTest::addRow("other numbers than booleans")
        << u"BOOLEAN"_s << values(u"(0), (1), (2)"_s) << u"bigint integer"_s << u"warning value-out-of-range t.c 1"_s;
    QTest::addRow("a fraction among booleans")
        << u"BOOLEAN"_s << values(u"(0), (0.5)"_s) << u"numeric integer"_s << u"warning value-out-of-range t.c 1"_s;
    QTest::addRow("a word among many booleans")
        << u"BOOLEAN"_s << QString(many(200, u"i % 2"_s) + values(u"('perhaps'), ('yes')"_s))
        << u"boolean integer forms=1 attic=1 misfits"_s << u"warning mixed-types t.c 1|info mixed-forms t.c 1"_s;
    QTest::addRow("words among booleans") << u"BOOLEAN"_s << values(u"(0), ('perhaps')"_s) << u"text text forms=1"_s
                                          << u"warning mixed-types t.c 1|info mixed-types t.c 1"_s;

    // Dates and times
    QTest::addRow("dates") << u"DATE"_s << values(u"('2024-02-29'), ('0001-01-01')"_s) << u"date text [YYYY-MM-DD]"_s
                           << none;
    QTest::addRow("dates in DATETIME") << u"DATETIME"_s << values(u"('2024-02-29')"_s)
                                       << u"timestamp without time zone text [YYYY-MM-DD]"_s << none;
    QTest::addRow("times in DATE") << u"DATE"_s << values(u"('2024-02-29 00:00:00')"_s)
                                   << u"timestamp without time zone text [YYYY-MM-DD HH:MM:SS]"_s << none;
    QTest::addRow("microseconds") << u"DATETIME"_s
                                  << values(u"('2024-02-29 10:11:12.123456'), ('2024-02-29 10:11:12.000000')"_s)
                                  << u"timestamp without time zone text [YYYY-MM-DD HH:MM:SS.ffffff]"_s << none;
    QTest::addRow("isoformat") << u"DATETIME"_s << values(u"('2024-02-29T10:11:12.123456'), ('2024-02-29T10:11:12')"_s)
                               << u"timestamp without time zone text [YYYY-MM-DDTHH:MM:SS[.ffffff]]"_s << none;
    QTest::addRow("minutes and Z") << u"TIMESTAMP"_s << values(u"('2024-02-29T10:11Z')"_s)
                                   << u"timestamp with time zone text [YYYY-MM-DDTHH:MMZ]"_s << none;
    QTest::addRow("offsets") << u"DATETIME"_s
                             << values(u"('2024-02-29 10:11:12+02:00'), ('2024-02-29 10:11:12+02:00')"_s)
                             << u"timestamp with time zone text [YYYY-MM-DD HH:MM:SS+02:00]"_s << none;
    QTest::addRow("one offset of ten differs")
        << u"DATETIME"_s
        << QString(many(9, u"'2024-02-29 10:11:12+02:00'"_s) + values(u"('2024-02-29 10:11:12+01:00')"_s))
        << u"timestamp with time zone text [YYYY-MM-DD HH:MM:SS+02:00] forms=1"_s << u"info mixed-forms t.c 1"_s;
    QTest::addRow("one form of ten differs")
        << u"DATETIME"_s << QString(many(9, u"'2024-02-29 10:11:12'"_s) + values(u"('2024-02-29T10:11:12')"_s))
        << u"timestamp without time zone text [YYYY-MM-DD HH:MM:SS] forms=1"_s << u"info mixed-forms t.c 1"_s;
    QTest::addRow("one form of nine differs")
        << u"DATETIME"_s << QString(many(8, u"'2024-02-29 10:11:12'"_s) + values(u"('2024-02-29T10:11:12')"_s))
        << u"text text"_s << u"warning mixed-forms t.c 9"_s;
    QTest::addRow("zones in some") << u"DATETIME"_s << values(u"('2024-02-29 10:11:12'), ('2024-02-29 10:11:12Z')"_s)
                                   << u"text text"_s << u"warning mixed-zones t.c 2"_s;
    QTest::addRow("an impossible date") << u"DATE"_s << values(u"('2024-02-29'), ('2023-02-29')"_s) << u"text text"_s
                                        << u"warning value-out-of-range t.c 1"_s;
    QTest::addRow("a leap second") << u"DATETIME"_s << values(u"('2016-12-31 23:59:60')"_s) << u"text text"_s
                                   << u"warning value-out-of-range t.c 1"_s;
    QTest::addRow("nanoseconds") << u"DATETIME"_s << values(u"('2016-12-31 23:59:59.123456789')"_s) << u"text text"_s
                                 << u"warning value-out-of-range t.c 1"_s;
    QTest::addRow("one word of many dates") << u"DATE"_s << QString(many(500, u"'2024-02-29'"_s) + values(u"('')"_s))
                                            << u"text text"_s << u"warning mixed-types t.c 1"_s;
    QTest::addRow("epoch seconds") << u"DATETIME"_s << values(u"(1700000000), (1700000001)"_s) << u"bigint integer"_s
                                   << u"warning epoch-in-date t.c 2"_s;
    QTest::addRow("julian days") << u"DATE"_s << values(u"(2460000.5)"_s) << u"double precision real"_s
                                 << u"warning epoch-in-date t.c 1"_s;
    QTest::addRow("epoch with and without fraction") << u"TIMESTAMP"_s << values(u"(1700000000), (1700000000.5)"_s)
                                                     << u"numeric integer"_s << u"warning epoch-in-date t.c 2"_s;
    QTest::addRow("one number of 100 dates")
        << u"DATE"_s << QString(many(99, u"'2024-02-29'"_s) + values(u"(1700000000)"_s))
        << u"date text [YYYY-MM-DD] attic=1 misfits"_s << u"warning mixed-types t.c 1"_s;
    QTest::addRow("numbers and dates") << u"DATE"_s << values(u"('2024-02-29'), (1700000000)"_s)
                                       << u"text text forms=1"_s
                                       << u"warning mixed-types t.c 1|info mixed-types t.c 1"_s;

    // Text, bytes, JSON
    QTest::addRow("text") << u"VARCHAR(2)"_s << values(u"('abc'), (5)"_s) << u"text text"_s << none;
    QTest::addRow("few bytes in text") << u"TEXT"_s << QString(many(99, u"'a' || i"_s) + values(u"(x'ff')"_s))
                                       << u"text text attic=1 misfits"_s << u"warning mixed-types t.c 1"_s;
    QTest::addRow("many bytes in text") << u"TEXT"_s << values(u"('a'), (x'ff')"_s) << u"bytea blob forms=1"_s
                                        << u"warning mixed-types t.c 1|info mixed-types t.c 1"_s;
    QTest::addRow("bytes") << u"BLOB"_s << values(u"(x'00')"_s) << u"bytea blob"_s << none;
    QTest::addRow("text in BLOB") << u"BLOB"_s << values(u"(x'00'), (x'01'), ('text')"_s) << u"bytea blob forms=1"_s
                                  << u"info mixed-types t.c 1"_s;
    QTest::addRow("text in BLOB NOT NULL") << u"BLOB NOT NULL"_s << values(u"('text')"_s) << u"bytea text"_s << none;
    QTest::addRow("json") << u"JSON"_s << values(u"('{}'), ('[1]'), ('\"a\"'), ('null')"_s) << u"json text"_s << none;
    QTest::addRow("json with numbers") << u"JSON"_s << values(u"('{}'), ('5'), (1.5)"_s) << u"json text forms=2"_s
                                       << u"info mixed-types t.c 2"_s;
    QTest::addRow("invalid json") << u"JSON"_s << values(u"('{}'), ('{'), ('')"_s) << u"text text"_s
                                  << u"warning invalid-json t.c 2"_s;
    QTest::addRow("uuids") << u"UUID"_s << values(u"('0C2B7C1E-1111-4222-8333-444455556666')"_s) << u"text text"_s
                           << none;

    // No type, or one that SQLite does not know
    QTest::addRow("untyped integers") << none << values(u"(1), (2)"_s) << u"bigint integer"_s << none;
    QTest::addRow("untyped numbers") << none << values(u"(1), (2.5)"_s) << u"numeric integer"_s << none;
    QTest::addRow("untyped reals") << none << values(u"(2.5)"_s) << u"numeric real"_s << none;
    QTest::addRow("untyped infinity") << none << values(u"(2.5), (9e999)"_s) << u"double precision real"_s << none;
    QTest::addRow("untyped text") << none << values(u"('a')"_s) << u"text text"_s << none;
    QTest::addRow("untyped mixture") << none << values(u"(1), (2), ('a')"_s) << u"text integer forms=1"_s
                                     << u"info mixed-types t.c 1"_s;
    QTest::addRow("untyped bytes") << none << values(u"(x'00'), (x'01'), ('a')"_s) << u"bytea blob forms=1"_s
                                   << u"info mixed-types t.c 1"_s;
    QTest::addRow("ENUM of words") << u"ENUM"_s << values(u"('PG'), ('G')"_s) << u"text text"_s << none;
    QTest::addRow("YEAR of numbers") << u"YEAR"_s << values(u"(2006)"_s) << u"bigint integer"_s << none;
    QTest::addRow("STRING of digits") << u"STRING"_s << values(u"('5'), ('a')"_s) << u"text text forms=1"_s
                                      << u"info mixed-types t.c 1"_s;
}

void TypeChoiceTest::choosesByDeclarationAndValues()
{
    QFETCH(const QString, declared);
    QFETCH(const QString, inserts);
    QFETCH(const QString, expected);
    QFETCH(const QString, notes);
    const auto plan = testsupport::planned(u"CREATE TABLE t(id INTEGER PRIMARY KEY, c %1);"_s.arg(declared) + inserts);
    QCOMPARE(description(testsupport::columnOf(plan, u"t"_s, u"c"_s)), expected);
    QCOMPARE(testsupport::notesOf(plan).join(u'|'), notes);
}

void TypeChoiceTest::keepsKeysExact_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");

    QTest::addRow("words in a unique boolean")
        << u"CREATE TABLE t(c BOOLEAN UNIQUE); INSERT INTO t VALUES (0), ('true')"_s << u"text text forms=1"_s;
    QTest::addRow("another form in a unique timestamp")
        << QString(u"CREATE TABLE t(c DATETIME, d INTEGER, UNIQUE (c, d));"_s + many(50, u"'2024-01-01 00:00:00'"_s) +
                   values(u"('2024-01-01T00:00:00')"_s))
        << u"text text"_s;
    QTest::addRow("another form in an index")
        << QString(u"CREATE TABLE t(c DATETIME); CREATE INDEX i ON t(c);"_s + many(50, u"'2024-01-01 00:00:00'"_s) +
                   values(u"('2024-01-01T00:00:00')"_s))
        << u"timestamp without time zone text [YYYY-MM-DD HH:MM:SS] forms=1"_s;
    QTest::addRow("a misfit in a unique column")
        << QString(u"CREATE TABLE t(c INTEGER UNIQUE);"_s + many(200, u"i"_s) + values(u"('a')"_s))
        << u"text integer forms=1"_s;
    QTest::addRow("a misfit in an indexed column")
        << QString(u"CREATE TABLE t(c INTEGER); CREATE INDEX i ON t(c);"_s + many(200, u"i"_s) + values(u"('a')"_s))
        << u"bigint integer attic=1 misfits"_s;
    QTest::addRow("a misfit in a primary key")
        << QString(u"CREATE TABLE t(c INT PRIMARY KEY);"_s + many(200, u"i"_s) + values(u"('a')"_s))
        << u"text integer forms=1"_s;
    QTest::addRow("json in an index")
        << u"CREATE TABLE t(c JSON); CREATE INDEX i ON t(c); INSERT INTO t VALUES ('{}')"_s << u"text text"_s;
    QTest::addRow("a misfit in a foreign key")
        << QString(u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(c INTEGER REFERENCES p);"_s +
                   many(200, u"i"_s) + values(u"('a')"_s))
        << u"text integer forms=1"_s;
    QTest::addRow("a misfit in a link to nowhere")
        << QString(u"CREATE TABLE t(c INTEGER REFERENCES p(id));"_s + many(200, u"i"_s) + values(u"('a')"_s))
        << u"bigint integer attic=1 misfits"_s;
}

void TypeChoiceTest::keepsKeysExact()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, expected);
    QCOMPARE(description(testsupport::columnOf(testsupport::planned(sql), u"t"_s, u"c"_s)), expected);
}

void TypeChoiceTest::obeysAChoice_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<Choices>("choices");
    QTest::addColumn<QString>("expected");

    const QString plain = u"CREATE TABLE t(c %1);"_s;
    QTest::addRow("integers as boolean") << QString(plain.arg(u"INTEGER"_s) + values(u"(0), (1)"_s))
                                         << chosen(TypeKind::Boolean) << u"boolean integer"_s;
    QTest::addRow("integers as text") << QString(plain.arg(u"INTEGER"_s) + values(u"(0), (1)"_s))
                                      << chosen(TypeKind::Text) << u"text integer"_s;
    QTest::addRow("integers as numeric") << QString(plain.arg(u"INTEGER"_s) + values(u"(0)"_s))
                                         << chosen(TypeKind::Numeric) << u"numeric integer"_s;
    QTest::addRow("text as uuid") << QString(plain.arg(u"TEXT"_s) +
                                             values(u"('0c2b7c1e-1111-4222-8333-444455556666')"_s))
                                  << chosen(TypeKind::Uuid) << u"uuid text"_s;
    QTest::addRow("upper-case text as uuid")
        << QString(plain.arg(u"TEXT"_s) + values(u"('0C2B7C1E-1111-4222-8333-444455556666')"_s))
        << chosen(TypeKind::Uuid) << u"uuid text forms=1"_s;
    QTest::addRow("text as json") << QString(plain.arg(u"TEXT"_s) + values(u"('{\"a\": 1}')"_s))
                                  << chosen(TypeKind::Json) << u"json text"_s;
    QTest::addRow("text as jsonb") << QString(plain.arg(u"TEXT"_s) + values(u"('{\"a\": 1}'), ('[]')"_s))
                                   << chosen(TypeKind::Jsonb) << u"jsonb text forms=2"_s;
    QTest::addRow("text as timestamp") << QString(plain.arg(u"TEXT"_s) + values(u"('2024-01-01 10:00:00')"_s))
                                       << chosen(TypeKind::Timestamp)
                                       << u"timestamp without time zone text [YYYY-MM-DD HH:MM:SS]"_s;
    QTest::addRow("text as timestamptz in UTC")
        << QString(plain.arg(u"TEXT"_s) + values(u"('2024-01-01 10:00:00')"_s))
        << chosen(TypeKind::TimestampTz, u"UTC"_s) << u"timestamp with time zone text [YYYY-MM-DD HH:MM:SS]"_s;
    QTest::addRow("midnights as date") << QString(plain.arg(u"DATETIME"_s) + values(u"('2024-01-01 00:00:00')"_s))
                                       << chosen(TypeKind::Date) << u"date text [YYYY-MM-DD HH:MM:SS]"_s;
    QTest::addRow("mixed zones in UTC") << QString(plain.arg(u"DATETIME"_s) + many(10, u"'2024-01-01 10:00:00'"_s) +
                                                   values(u"('2024-01-01 10:00:00Z')"_s))
                                        << chosen(TypeKind::TimestampTz, u"UTC"_s)
                                        << u"timestamp with time zone text [YYYY-MM-DD HH:MM:SS] forms=1"_s;
    QTest::addRow("anything as bytes") << QString(plain.arg(QString()) + values(u"(1), ('a'), (x'00'), (x'01')"_s))
                                       << chosen(TypeKind::Bytea) << u"bytea blob forms=2"_s;
    QTest::addRow("the usual type with its misfits")
        << QString(plain.arg(u"INTEGER"_s) + many(200, u"i"_s) + values(u"('a')"_s)) << chosen(TypeKind::Bigint)
        << u"bigint integer attic=1 misfits"_s;
    QTest::addRow("text in spite of few misfits")
        << QString(plain.arg(u"INTEGER"_s) + many(200, u"i"_s) + values(u"('a')"_s)) << chosen(TypeKind::Text)
        << u"text integer forms=1"_s;
}

void TypeChoiceTest::obeysAChoice()
{
    QFETCH(const QString, sql);
    QFETCH(const Choices, choices);
    QFETCH(const QString, expected);
    const auto plan = testsupport::planned(sql, choices);
    QCOMPARE(description(testsupport::columnOf(plan, u"t"_s, u"c"_s)), expected);
}

void TypeChoiceTest::refusesAChoice_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<Choices>("choices");
    QTest::addColumn<QString>("place");

    const QString plain = u"CREATE TABLE t(c %1);"_s;
    QTest::addRow("words as integers") << QString(plain.arg(u"TEXT"_s) + values(u"('a')"_s)) << chosen(TypeKind::Bigint)
                                       << u"t.c: bigint"_s;
    QTest::addRow("digits in text as integers")
        << QString(plain.arg(u"TEXT"_s) + values(u"('5')"_s)) << chosen(TypeKind::Bigint) << u"t.c: bigint"_s;
    QTest::addRow("twos as boolean") << QString(plain.arg(u"INTEGER"_s) + values(u"(2)"_s)) << chosen(TypeKind::Boolean)
                                     << u"t.c: boolean"_s;
    QTest::addRow("integers as double") << QString(plain.arg(u"INTEGER"_s) + values(u"(2)"_s))
                                        << chosen(TypeKind::Double) << u"t.c: double precision"_s;
    QTest::addRow("bytes as text") << QString(plain.arg(u"BLOB"_s) + values(u"(x'61')"_s)) << chosen(TypeKind::Text)
                                   << u"t.c: text"_s;
    QTest::addRow("zoneless as timestamptz") << QString(plain.arg(u"DATETIME"_s) + values(u"('2024-01-01 10:00:00')"_s))
                                             << chosen(TypeKind::TimestampTz) << u"t.c: timestamp with time zone"_s;
    QTest::addRow("times as date") << QString(plain.arg(u"DATETIME"_s) + values(u"('2024-01-01 10:00:00')"_s))
                                   << chosen(TypeKind::Date) << u"t.c: date"_s;
    QTest::addRow("json in an index") << u"CREATE TABLE t(c JSON); CREATE INDEX i ON t(c)"_s << chosen(TypeKind::Json)
                                      << u"t.c: json"_s;
    QTest::addRow("jsonb with an escaped zero")
        << QString(plain.arg(u"JSON"_s) + values(u"('[\"\\u0000\"]')"_s)) << chosen(TypeKind::Jsonb) << u"t.c: jsonb"_s;
    QTest::addRow("jsonb that may hide an escaped zero")
        << QString(plain.arg(u"JSON"_s) + values(u"('\"\\u0000\"')"_s)) << chosen(TypeKind::Jsonb) << u"t.c: jsonb"_s;
    QTest::addRow("upper-case uuids in a key")
        << u"CREATE TABLE t(c TEXT UNIQUE); INSERT INTO t VALUES ('0C2B7C1E-1111-4222-8333-444455556666')"_s
        << chosen(TypeKind::Uuid) << u"t.c: uuid"_s;
    QTest::addRow("linked with text")
        << u"CREATE TABLE p(id TEXT PRIMARY KEY); INSERT INTO p VALUES ('a'); CREATE TABLE t(c INTEGER REFERENCES p); INSERT INTO t VALUES (1)"_s
        << chosen(TypeKind::Bigint) << u"t.c"_s;
    Choices zone;
    zone.creators[u"someone"_s].tables[u"t"_s].columns[u"c"_s].zone = u"UTC"_s;
    QTest::addRow("a zone for integers") << QString(plain.arg(u"INTEGER"_s) + values(u"(2)"_s)) << zone
                                         << u"t.c: UTC"_s;
    Choices noColumn;
    noColumn.creators[u"someone"_s].tables[u"t"_s].columns[u"d"_s].type = TypeKind::Text;
    QTest::addRow("no such column") << plain.arg(u"TEXT"_s) << noColumn << u"t.d"_s;
    Choices noTable;
    noTable.creators[u"someone"_s].tables[u"u"_s].columns[u"c"_s].type = TypeKind::Text;
    QTest::addRow("no such table") << plain.arg(u"TEXT"_s) << noTable << u"u"_s;
}

void TypeChoiceTest::refusesAChoice()
{
    QFETCH(const QString, sql);
    QFETCH(const Choices, choices);
    QFETCH(const QString, place);
    const auto plan = testsupport::planOf(sql, choices);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, u"bad-choices"_s);
    QCOMPARE(plan.error().detail, place);
    QVERIFY(plan.error().message.endsWith(u'.') || plan.error().message.endsWith(u')'));
}

void TypeChoiceTest::followsAProfile_data()
{
    QTest::addColumn<QString>("declared");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("notes");

    const QString none;
    QTest::addRow("times in UTC") << u"DATETIME"_s << u"('2024-01-01 10:00:00')"_s << none << u"UTC"_s
                                  << u"timestamp with time zone text [YYYY-MM-DD HH:MM:SS]"_s << none;
    QTest::addRow("no times at all") << u"DATETIME"_s << u"(NULL)"_s << none << u"UTC"_s
                                     << u"timestamp with time zone text [YYYY-MM-DD HH:MM:SS]"_s << none;
    QTest::addRow("dates stay dates") << u"DATE"_s << u"('2024-01-01')"_s << none << u"UTC"_s
                                      << u"date text [YYYY-MM-DD]"_s << none;
    QTest::addRow("boolean in meaning") << u"INTEGER"_s << u"(1)"_s << u"boolean"_s << none << u"boolean integer"_s
                                        << none;
    QTest::addRow("not boolean after all") << u"INTEGER"_s << u"(7)"_s << u"boolean"_s << none << u"bigint integer"_s
                                           << u"info profile-rule-not-used t.c 0"_s;
    QTest::addRow("epoch in spite of the zone")
        << u"DATETIME"_s << u"(1700000000)"_s << none << u"UTC"_s << u"bigint integer"_s
        << u"info profile-rule-not-used t.c 0|warning epoch-in-date t.c 1"_s;
}

void TypeChoiceTest::followsAProfile()
{
    QFETCH(const QString, declared);
    QFETCH(const QString, value);
    QFETCH(const QString, type);
    QFETCH(const QString, zone);
    QFETCH(const QString, expected);
    QFETCH(const QString, notes);
    const auto profile = profileOf({u"*"_s, u"*"_s, declared, schema::typeFromName(type), zone});
    const auto plan = testsupport::planned(u"CREATE TABLE t(c %1);"_s.arg(declared) + values(value), {}, &profile);
    QCOMPARE(plan.profile, u"sample"_s);
    QCOMPARE(description(testsupport::columnOf(plan, u"t"_s, u"c"_s)), expected);
    QCOMPARE(testsupport::notesOf(plan).join(u'|'), notes);
}

void TypeChoiceTest::prefersTheMostParticularRule()
{
    profiles::Profile profile;
    profile.columns = {{u"*"_s, u"*"_s, u"INTEGER"_s, TypeKind::Numeric, {}},
                       {u"t"_s, u"*"_s, {}, TypeKind::Text, {}},
                       {u"*"_s, u"c"_s, {}, TypeKind::Boolean, {}},
                       {u"*"_s, u"c"_s, {}, TypeKind::Bytea, {}}};
    const QString sql = u"CREATE TABLE t(c INTEGER, d INTEGER); CREATE TABLE u(d INTEGER);"_s;
    const auto plan = testsupport::planned(sql, {}, &profile);
    QCOMPARE(testsupport::columnOf(plan, u"t"_s, u"c"_s).target.type, TypeKind::Boolean);
    QCOMPARE(testsupport::columnOf(plan, u"t"_s, u"d"_s).target.type, TypeKind::Text);
    QCOMPARE(testsupport::columnOf(plan, u"u"_s, u"d"_s).target.type, TypeKind::Numeric);
    const auto chosenPlan = testsupport::planned(sql, chosen(TypeKind::Bigint), &profile);
    QCOMPARE(testsupport::columnOf(chosenPlan, u"t"_s, u"c"_s).target.type, TypeKind::Bigint);
}

void TypeChoiceTest::choosesJsonForAll_data()
{
    QTest::addColumn<int>("json");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("notes");

    const auto code = [](migration::JsonChoice json) { return static_cast<int>(json); };
    const QString none;
    QTest::addRow("json") << code(migration::JsonChoice::Json) << u"('[\"\\u0000\"]')"_s << u"json text"_s << none;
    QTest::addRow("text") << code(migration::JsonChoice::Text) << u"('{}')"_s << u"text text"_s << none;
    QTest::addRow("jsonb") << code(migration::JsonChoice::Jsonb) << u"('{}')"_s << u"jsonb text forms=1"_s
                           << u"info json-respelled t.c 1"_s;
    QTest::addRow("jsonb that cannot be") << code(migration::JsonChoice::Jsonb) << u"('[\"\\u0000\"]')"_s
                                          << u"json text"_s << u"info json-as-text t.c 0"_s;
}

void TypeChoiceTest::choosesJsonForAll()
{
    QFETCH(const int, json);
    QFETCH(const QString, value);
    QFETCH(const QString, expected);
    QFETCH(const QString, notes);
    Choices choices;
    choices.json = static_cast<migration::JsonChoice>(json);
    const auto plan = testsupport::planned(u"CREATE TABLE t(c JSON);"_s + values(value), choices);
    QCOMPARE(description(testsupport::columnOf(plan, u"t"_s, u"c"_s)), expected);
    QCOMPARE(testsupport::notesOf(plan).join(u'|'), notes);
}

void TypeChoiceTest::treatsUnreadableText_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("nulText");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("emptied");
    QTest::addColumn<QString>("notes");

    const int readable = static_cast<int>(migration::NulTextChoice::Readable);
    const int null = static_cast<int>(migration::NulTextChoice::Null);
    const int bytea = static_cast<int>(migration::NulTextChoice::Bytea);
    const QString nul = values(u"('a' || char(0) || 'b'), ('c')"_s);
    const QString invalid = values(u"(CAST(x'61ff' AS TEXT)), ('c')"_s);
    const QString nulNote = u"warning nul-in-text t.c 1"_s;

    QTest::addRow("readable") << QString(u"CREATE TABLE t(c TEXT);"_s + nul) << readable << u"text text attic=1"_s
                              << false << nulNote;
    QTest::addRow("not UTF-8") << QString(u"CREATE TABLE t(c TEXT);"_s + invalid) << readable << u"text text attic=1"_s
                               << false << u"warning invalid-utf8 t.c 1"_s;
    QTest::addRow("empty") << QString(u"CREATE TABLE t(c TEXT);"_s + nul) << null << u"text text attic=1"_s << true
                           << nulNote;
    QTest::addRow("empty is not possible")
        << QString(u"CREATE TABLE t(c TEXT NOT NULL);"_s + nul) << null << u"text text attic=1"_s << false << nulNote;
    QTest::addRow("empty is not possible in a key")
        << QString(u"CREATE TABLE t(c TEXT UNIQUE);"_s + nul) << null << u"text text attic=1"_s << false << nulNote;
    QTest::addRow("bytes") << QString(u"CREATE TABLE t(c TEXT);"_s + nul) << bytea << u"bytea text"_s << false
                           << nulNote;
    QTest::addRow("a key that does not collide") << QString(u"CREATE TABLE t(c TEXT PRIMARY KEY);"_s + nul) << readable
                                                 << u"text text attic=1"_s << false << nulNote;
    QTest::addRow("a key that collides") << QString(u"CREATE TABLE t(c TEXT PRIMARY KEY);"_s + nul +
                                                    values(u"('ab')"_s))
                                         << readable << u"bytea text"_s << false << nulNote;
    QTest::addRow("a unique index that collides")
        << QString(u"CREATE TABLE t(c TEXT); CREATE UNIQUE INDEX i ON t(c);"_s + nul + values(u"('ab')"_s)) << readable
        << u"bytea text"_s << false << nulNote;
    QTest::addRow("bytes in a blob column") << u"CREATE TABLE t(c BLOB); INSERT INTO t VALUES ('a' || char(0))"_s
                                            << readable << u"bytea text"_s << false << QString();
    QTest::addRow("in a date column") << QString(u"CREATE TABLE t(c DATE);"_s + nul) << readable
                                      << u"text text attic=1"_s << false
                                      << QString(u"warning mixed-types t.c 2|"_s + nulNote);
}

void TypeChoiceTest::treatsUnreadableText()
{
    QFETCH(const QString, sql);
    QFETCH(const int, nulText);
    QFETCH(const QString, expected);
    QFETCH(const bool, emptied);
    QFETCH(const QString, notes);
    Choices choices;
    choices.nulText = static_cast<migration::NulTextChoice>(nulText);
    const auto plan = testsupport::planned(sql, choices);
    const auto &column = testsupport::columnOf(plan, u"t"_s, u"c"_s);
    QCOMPARE(description(column), expected);
    QCOMPARE(column.nulText == migration::NulText::Null, emptied);
    QCOMPARE(testsupport::notesOf(plan).join(u'|'), notes);
}

QTEST_GUILESS_MAIN(TypeChoiceTest)
#include "tst_typechoice.moc"
