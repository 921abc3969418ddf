// SPDX-License-Identifier: MIT
#include "schema/identifier.h"
#include "schema/target.h"

#include <QTest>

using namespace Qt::StringLiterals;
using schema::NameSpace;

class TestIdentifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creatorSchemaNameAsPythonComputesIt_data();
    void creatorSchemaNameAsPythonComputesIt();
    void creatorOfFile_data();
    void creatorOfFile();
    void quotesIdentifiers_data();
    void quotesIdentifiers();
    void quotesLiterals_data();
    void quotesLiterals();
    void cutsWherePostgresCuts_data();
    void cutsWherePostgresCuts();
    void columnsAvoidSystemNames_data();
    void columnsAvoidSystemNames();
    void relationsMayHaveSystemNames();
    void collisionsAfterCuttingGetAHash();
    void sameNameManyTimes();
    void namesAreDeterministic();
    void typeNamesComeBack_data();
    void typeNamesComeBack();
    void unknownTypeNames();
};

// The expected names are Python 3.11's own answers.
void TestIdentifier::creatorSchemaNameAsPythonComputesIt_data()
{
    QTest::addColumn<QString>("creator");
    QTest::addColumn<QString>("expected");
    QTest::addRow("plain") << u"alice"_s << u"creator_alice"_s;
    QTest::addRow("upper case") << u"Alice"_s << u"creator_alice"_s;
    QTest::addRow("exclamation mark") << u"alice!"_s << u"creator_alice_"_s;
    QTest::addRow("underscore") << u"alice_"_s << u"creator_alice_"_s;
    QTest::addRow("diaeresis") << u"Zo\u00eb"_s << u"creator_zo\u00eb"_s;
    QTest::addRow("sharp s") << u"\u00df"_s << u"creator_\u00df"_s;
    QTest::addRow("capital sharp s") << u"STRASSE \u1e9e"_s << u"creator_strasse_\u00df"_s;
    QTest::addRow("dotted capital I") << u"\u0130stanbul"_s << u"creator_i_stanbul"_s;
    QTest::addRow("soft g") << u"I\u011eDIR"_s << u"creator_i\u011fdir"_s;
    QTest::addRow("final sigma") << u"\u0391\u03a3"_s << u"creator_\u03b1\u03c2"_s;
    QTest::addRow("sigma alone") << u"\u03a3"_s << u"creator_\u03c3"_s;
    QTest::addRow("sigma first") << u"\u03a3\u0391"_s << u"creator_\u03c3\u03b1"_s;
    QTest::addRow("sigma between") << u"\u0391\u03a3\u0391"_s << u"creator_\u03b1\u03c3\u03b1"_s;
    QTest::addRow("sigma after a full stop") << u"\u0391.\u03a3"_s << u"creator_\u03b1_\u03c2"_s;
    QTest::addRow("sigma before an apostrophe") << u"\u0391\u03a3'"_s << u"creator_\u03b1\u03c2_"_s;
    QTest::addRow("sigma after a combining mark") << u"\u0391\u0301\u03a3"_s << u"creator_\u03b1_\u03c2"_s;
    QTest::addRow("sigma before a combining mark") << u"\u0391\u03a3\u0301"_s << u"creator_\u03b1\u03c2_"_s;
    QTest::addRow("sigma before a mark and a letter")
        << u"\u0391\u03a3\u0301\u0392"_s << u"creator_\u03b1\u03c3_\u03b2"_s;
    QTest::addRow("sigma after a digit") << u"1\u03a3"_s << u"creator_1\u03c3"_s;
    QTest::addRow("two words with sigmas") << u"\u039f\u0394\u039f\u03a3 \u03a3\u039f\u03a6\u039f\u03a3"_s
                                           << u"creator_\u03bf\u03b4\u03bf\u03c2_\u03c3\u03bf\u03c6\u03bf\u03c2"_s;
    QTest::addRow("sigma after a modifier letter") << u"\u02b0\u03a3"_s << u"creator_\u02b0\u03c3"_s;
    QTest::addRow("long s") << u"\u017f"_s << u"creator_\u017f"_s;
    QTest::addRow("title case digraph") << u"\u01c5"_s << u"creator_\u01c6"_s;
    QTest::addRow("upper case digraph") << u"\u01c4"_s << u"creator_\u01c6"_s;
    QTest::addRow("circled digit") << u"\u2460"_s << u"creator_\u2460"_s;
    QTest::addRow("superscript two") << u"\u00b2"_s << u"creator_\u00b2"_s;
    QTest::addRow("one half") << u"\u00bd"_s << u"creator_\u00bd"_s;
    QTest::addRow("Kannada digit") << u"\u0ce8"_s << u"creator_\u0ce8"_s;
    QTest::addRow("Roman numeral") << u"\u2167"_s << u"creator_\u2177"_s;
    QTest::addRow("circled letter") << u"\u24b6"_s << u"creator__"_s;
    QTest::addRow("emoji inside") << u"emoji\U0001f642name"_s << u"creator_emoji_name"_s;
    QTest::addRow("emoji alone") << u"\U0001f642"_s << u"creator__"_s;
    QTest::addRow("combining acute") << u"e\u0301"_s << u"creator_e_"_s;
    QTest::addRow("Devanagari with vowel signs")
        << u"\u0939\u093f\u0928\u094d\u0926\u0940"_s << u"creator_\u0939_\u0928_\u0926_"_s;
    QTest::addRow("Han") << u"\u65e5\u672c\u8a9e"_s << u"creator_\u65e5\u672c\u8a9e"_s;
    QTest::addRow("Deseret") << u"\U00010400\U00010428"_s << u"creator_\U00010428\U00010428"_s;
    QTest::addRow("mathematical bold") << u"\U0001d400"_s << u"creator_\U0001d400"_s;
    QTest::addRow("Adlam") << u"\U0001e900"_s << u"creator_\U0001e922"_s;
    QTest::addRow("Kelvin sign") << u"\u212a"_s << u"creator_k"_s;
    QTest::addRow("Angstrom sign") << u"\u212b"_s << u"creator_\u00e5"_s;
    QTest::addRow("ligature") << u"\ufb01"_s << u"creator_\ufb01"_s;
    QTest::addRow("Cherokee") << u"\u13a0\uab70\u13f8"_s << u"creator_\uab70\uab70\u13f8"_s;
    QTest::addRow("Georgian") << u"\u1c90\u10d0"_s << u"creator_\u10d0\u10d0"_s;
    QTest::addRow("punctuation") << u"a-b.c d"_s << u"creator_a_b_c_d"_s;
    QTest::addRow("double quotes") << u"\"quoted\""_s << u"creator__quoted_"_s;
    QTest::addRow("control characters") << u"tab\tnl\n"_s << u"creator_tab_nl_"_s;
    QTest::addRow("zero width joiner") << u"a\u200db"_s << u"creator_a_b"_s;
    QTest::addRow("feminine ordinal") << u"\u00aa"_s << u"creator_\u00aa"_s;
    QTest::addRow("empty") << u""_s << u"creator_"_s;
    QTest::addRow("cut in ASCII") << u"x"_s.repeated(60) << QString(u"creator_"_s + u"x"_s.repeated(55));
    QTest::addRow("cut before half a letter")
        << u"\u00e9"_s.repeated(40) << QString(u"creator_"_s + u"\u00e9"_s.repeated(27));
    QTest::addRow("cut before a third of one")
        << u"\u65e5"_s.repeated(30) << QString(u"creator_"_s + u"\u65e5"_s.repeated(18));
    QTest::addRow("cut before a quarter of one")
        << u"\U00010400"_s.repeated(20) << QString(u"creator_"_s + u"\U00010428"_s.repeated(13));
    QTest::addRow("seventy characters") << u"maximilian_alexander_the_third_of_the_very_long_creator_name_house__70"_s
                                        << u"creator_maximilian_alexander_the_third_of_the_very_long_creator"_s;
}

void TestIdentifier::creatorSchemaNameAsPythonComputesIt()
{
    QFETCH(QString, creator);
    QFETCH(QString, expected);
    QCOMPARE(schema::creatorSchemaName(creator), expected);
}

void TestIdentifier::creatorOfFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("expected");
    QTest::addRow("fansly") << u"alice_metadata.sqlite3"_s << u"alice"_s;
    QTest::addRow("with folders") << u"/data/x.y/alice_metadata.sqlite3"_s << u"alice"_s;
    QTest::addRow("underscore kept") << u"alice__metadata.sqlite3"_s << u"alice_"_s;
    QTest::addRow("dots inside") << u"a.b_metadata.sqlite3"_s << u"a.b"_s;
    QTest::addRow("other file") << u"novels.db"_s << u"novels"_s;
    QTest::addRow("no suffix") << u"store"_s << u"store"_s;
    QTest::addRow("hidden") << u".store"_s << u".store"_s;
    QTest::addRow("dot at the end") << u"store."_s << u"store."_s;
    QTest::addRow("nothing but the suffix") << u"_metadata.sqlite3"_s << u"_metadata"_s;
    QTest::addRow("metadata alone") << u"metadata.sqlite3"_s << u"metadata"_s;
    QTest::addRow("case of the suffix matters") << u"alice_METADATA.sqlite3"_s << u"alice_METADATA"_s;
}

void TestIdentifier::creatorOfFile()
{
    QFETCH(QString, file);
    QFETCH(QString, expected);
    QCOMPARE(schema::creatorOfFile(file), expected);
}

void TestIdentifier::quotesIdentifiers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::addRow("plain") << u"media"_s << uR"("media")"_s;
    QTest::addRow("camel case") << u"accountId"_s << uR"("accountId")"_s;
    QTest::addRow("quote") << uR"(a"b")"_s << uR"("a""b""")"_s;
    QTest::addRow("backslash and apostrophe") << uR"(a\b'c)"_s << uR"("a\b'c")"_s;
}

void TestIdentifier::quotesIdentifiers()
{
    QFETCH(QString, name);
    QFETCH(QString, expected);
    QCOMPARE(schema::quoteIdentifier(name), expected);
    QCOMPARE(schema::qualified(uR"(s"1)"_s, name), QString(uR"("s""1".)"_s + expected));
}

void TestIdentifier::quotesLiterals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addRow("plain") << u"round-robin"_s << u"'round-robin'"_s;
    QTest::addRow("empty") << u""_s << u"''"_s;
    QTest::addRow("apostrophe") << u"it's"_s << u"'it''s'"_s;
    QTest::addRow("backslash") << uR"(a\b)"_s << uR"(E'a\\b')"_s;
    QTest::addRow("backslash and apostrophe") << uR"(\')"_s << uR"(E'\\''')"_s;
    QTest::addRow("double quote") << uR"(")"_s << uR"('"')"_s;
}

void TestIdentifier::quotesLiterals()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(schema::quoteLiteral(text), expected);
}

void TestIdentifier::cutsWherePostgresCuts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<qsizetype>("units");
    QTest::addRow("63 bytes") << QString(63, u'a') << qsizetype(63);
    QTest::addRow("64 bytes") << QString(64, u'a') << qsizetype(63);
    QTest::addRow("two bytes each") << QString(40, u'\u00e9') << qsizetype(31);
    QTest::addRow("three bytes each") << QString(21, u'\u65e5') << qsizetype(21);
    QTest::addRow("three bytes each, one too many") << QString(22, u'\u65e5') << qsizetype(21);
    QTest::addRow("four bytes each") << u"\U0001f642"_s.repeated(16) << qsizetype(30);
    QTest::addRow("last one does not fit") << QString(QString(62, u'a') + u'\u00e9') << qsizetype(62);
}

void TestIdentifier::cutsWherePostgresCuts()
{
    QFETCH(QString, name);
    QFETCH(qsizetype, units);
    QCOMPARE(schema::cutIdentifier(name), name.left(units));
}

void TestIdentifier::columnsAvoidSystemNames_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"tableoid", "xmin", "cmin", "xmax", "cmax", "ctid", ""})
        QTest::addRow("%s", *name ? name : "empty") << QString::fromLatin1(name);
}

void TestIdentifier::columnsAvoidSystemNames()
{
    QFETCH(QString, name);
    NameSpace columns(NameSpace::Kind::Column);
    const QString taken = columns.take(name);
    QVERIFY(taken != name);
    QVERIFY(!taken.isEmpty());
    QVERIFY(columns.take(taken) != taken);
    if (!name.isEmpty())
        QCOMPARE(NameSpace(NameSpace::Kind::Column).take(name.toUpper()), name.toUpper());
}

void TestIdentifier::relationsMayHaveSystemNames()
{
    QCOMPARE(NameSpace(NameSpace::Kind::Relation).take(u"xmin"_s), u"xmin"_s);
    QCOMPARE(NameSpace(NameSpace::Kind::Constraint).take(u"ctid"_s), u"ctid"_s);
    QVERIFY(!NameSpace(NameSpace::Kind::Relation).take(QString()).isEmpty());
}

void TestIdentifier::collisionsAfterCuttingGetAHash()
{
    const QString stem(70, u'\u00e9');
    NameSpace relations(NameSpace::Kind::Relation);
    const QString first = relations.take(stem + u'1');
    const QString second = relations.take(stem + u'2');
    QCOMPARE(first, QString(31, u'\u00e9'));
    QVERIFY(first != second);
    QCOMPARE(schema::cutIdentifier(second), second);
    QVERIFY(second.startsWith(QString(27, u'\u00e9') + u'_'));
    QCOMPARE(second.size(), qsizetype(27 + 9));
}

void TestIdentifier::sameNameManyTimes()
{
    NameSpace constraints(NameSpace::Kind::Constraint);
    QSet<QString> names;
    for (int i = 0; i < 50; ++i)
        names.insert(constraints.take(u"uq"_s));
    QCOMPARE(names.size(), qsizetype(50));
    QVERIFY(names.contains(u"uq"_s));
}

void TestIdentifier::namesAreDeterministic()
{
    NameSpace one(NameSpace::Kind::Column);
    NameSpace two(NameSpace::Kind::Column);
    for (const QString &name : {QString(80, u'a'), QString(81, u'a'), u"xmin"_s, u"xmin_"_s, QString(), u"A"_s, u"a"_s})
        QCOMPARE(one.take(name), two.take(name));
}

void TestIdentifier::typeNamesComeBack_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("own");
    for (const char *name : {"bigint", "double precision", "numeric", "boolean", "date", "timestamp without time zone",
                             "timestamp with time zone", "text", "json", "jsonb", "bytea", "uuid"})
        QTest::addRow("%s", name) << QString::fromLatin1(name) << QString::fromLatin1(name);
    QTest::addRow("timestamptz") << u"timestamptz"_s << u"timestamp with time zone"_s;
    QTest::addRow("timestamp") << u"timestamp"_s << u"timestamp without time zone"_s;
    QTest::addRow("float8") << u"float8"_s << u"double precision"_s;
    QTest::addRow("int8") << u"int8"_s << u"bigint"_s;
    QTest::addRow("bool, upper case, spaces") << u" BOOL "_s << u"boolean"_s;
}

void TestIdentifier::typeNamesComeBack()
{
    QFETCH(QString, name);
    QFETCH(QString, own);
    const auto kind = schema::typeFromName(name);
    QVERIFY(kind.has_value());
    QCOMPARE(schema::typeName(*kind), own);
}

void TestIdentifier::unknownTypeNames()
{
    QVERIFY(!schema::typeFromName(u"varchar"_s));
    QVERIFY(!schema::typeFromName(QString()));
}

QTEST_GUILESS_MAIN(TestIdentifier)
#include "tst_identifier.moc"
