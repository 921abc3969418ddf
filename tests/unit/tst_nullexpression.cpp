// SPDX-License-Identifier: MIT
#include "migration/plan/nullexpression.h"
#include "sqlite/asciicase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using migration::IndexPurpose;
using migration::NamedColumn;

namespace {

/// Columns a, postId, "odd name" (text), flag (boolean), and long, which has another name in PostgreSQL.
std::optional<NamedColumn> lookup(const QString &name)
{
    static const QList<NamedColumn> columns{{u"a"_s, u"a"_s, false, false},
                                            {u"postId"_s, u"postId"_s, false, false},
                                            {u"odd \"name"_s, u"odd \"name"_s, true, false},
                                            {u"flag"_s, u"flag"_s, false, true},
                                            {u"long"_s, u"long_1234"_s, true, false}};
    for (const NamedColumn &column : columns) {
        if (sqlite::sameIgnoringCase(column.source, name))
            return column;
    }
    return {};
}

} // namespace

class NullExpressionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void translatesConditions_data();
    void translatesConditions();
    void leavesConditions_data();
    void leavesConditions();
    void namesItsColumns();
    void translatesIndexExpressions_data();
    void translatesIndexExpressions();
    void survivesDeepNesting();
};

void NullExpressionTest::translatesConditions_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");

    QTest::addRow("is null") << u"a IS NULL"_s << u"(\"a\" IS NULL)"_s;
    QTest::addRow("isnull") << u"a isnull"_s << u"(\"a\" IS NULL)"_s;
    QTest::addRow("is not null") << u"a IS NOT NULL"_s << u"(\"a\" IS NOT NULL)"_s;
    QTest::addRow("notnull") << u"a NOTNULL"_s << u"(\"a\" IS NOT NULL)"_s;
    QTest::addRow("not null") << u"a NOT NULL"_s << u"(\"a\" IS NOT NULL)"_s;
    QTest::addRow("another case") << u"POSTID is null"_s << u"(\"postId\" IS NULL)"_s;
    QTest::addRow("double quotes") << u"\"postid\" IS NULL"_s << u"(\"postId\" IS NULL)"_s;
    QTest::addRow("brackets") << u"[a] IS NULL"_s << u"(\"a\" IS NULL)"_s;
    QTest::addRow("backticks") << u"`a` IS NULL"_s << u"(\"a\" IS NULL)"_s;
    QTest::addRow("odd name") << u"\"odd \"\"name\" IS NULL"_s << u"(\"odd \"\"name\" IS NULL)"_s;
    QTest::addRow("renamed") << u"long IS NULL"_s << u"(\"long_1234\" IS NULL)"_s;
    QTest::addRow("or") << u"((a IS NULL OR postId IS NULL))"_s << u"((\"a\" IS NULL) OR (\"postId\" IS NULL))"_s;
    QTest::addRow("and before or") << u"a IS NULL OR a IS NULL AND postId IS NULL"_s
                                   << u"((\"a\" IS NULL) OR ((\"a\" IS NULL) AND (\"postId\" IS NULL)))"_s;
    QTest::addRow("parentheses") << u"(a IS NULL OR a IS NULL) AND postId IS NULL"_s
                                 << u"(((\"a\" IS NULL) OR (\"a\" IS NULL)) AND (\"postId\" IS NULL))"_s;
    QTest::addRow("three") << u"a IS NULL AND a IS NULL AND a IS NULL"_s
                           << u"((\"a\" IS NULL) AND (\"a\" IS NULL) AND (\"a\" IS NULL))"_s;
    QTest::addRow("not") << u"NOT a IS NULL"_s << u"(NOT (\"a\" IS NULL))"_s;
    QTest::addRow("not of a group") << u"NOT (a IS NULL OR postId IS NULL)"_s
                                    << u"(NOT ((\"a\" IS NULL) OR (\"postId\" IS NULL)))"_s;
    QTest::addRow("null test of a test") << u"a IS NULL IS NOT NULL"_s << u"((\"a\" IS NULL) IS NOT NULL)"_s;
    QTest::addRow("boolean column") << u"flag"_s << u"\"flag\""_s;
    QTest::addRow("not a boolean column") << u"NOT flag AND a IS NULL"_s << u"((NOT \"flag\") AND (\"a\" IS NULL))"_s;
    QTest::addRow("comments") << u"a /* x */ IS -- y\n NULL"_s << u"(\"a\" IS NULL)"_s;
}

void NullExpressionTest::translatesConditions()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, expected);
    const auto translation = migration::translateCondition(sql, lookup);
    QVERIFY(translation);
    QCOMPARE(translation->sql, expected);
}

void NullExpressionTest::leavesConditions_data()
{
    QTest::addColumn<QString>("sql");
    for (const QString &sql : {QString(),
                               u"a"_s,
                               u"NOT a"_s,
                               u"a AND flag"_s,
                               u"flag OR postId"_s,
                               u"a = 1"_s,
                               u"a IS 1"_s,
                               u"a IS NOT 1"_s,
                               u"a IS NOT DISTINCT FROM NULL"_s,
                               u"b IS NULL"_s,
                               u"\"b\" IS NULL"_s,
                               u"'a' IS NULL"_s,
                               u"rowid IS NULL"_s,
                               u"NULL IS NULL"_s,
                               u"1"_s,
                               u"TRUE"_s,
                               u"a IN (1)"_s,
                               u"(a IS NULL"_s,
                               u"a IS NULL)"_s,
                               u"a IS NULL OR"_s,
                               u"AND a IS NULL"_s,
                               u"a IS"_s,
                               u"a IS NULL a"_s,
                               u"t.a IS NULL"_s,
                               u"a + 1 IS NULL"_s,
                               u"-a IS NULL"_s,
                               u"a COLLATE NOCASE IS NULL"_s,
                               u"lower(a) IS NULL"_s,
                               u"a IS NULL;"_s,
                               u"a IS NULL, a"_s,
                               u"(a, a) IS NULL"_s,
                               u"a NOT IN (1)"_s,
                               u"\"a IS NULL"_s})
        QTest::addRow("%s", qPrintable(sql)) << sql;
}

void NullExpressionTest::leavesConditions()
{
    QFETCH(const QString, sql);
    QVERIFY(!migration::translateCondition(sql, lookup));
}

void NullExpressionTest::namesItsColumns()
{
    const auto translation = migration::translateCondition(u"POSTID IS NULL OR [long] NOTNULL"_s, lookup);
    QVERIFY(translation);
    QCOMPARE(translation->columns, (QStringList{u"postId"_s, u"long"_s}));
}

void NullExpressionTest::translatesIndexExpressions_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("forSpeed");
    QTest::addColumn<QString>("forUniqueness");

    QTest::addRow("column") << u"(a)"_s << u"\"a\""_s << u"\"a\""_s;
    QTest::addRow("condition") << u"a IS NULL"_s << u"(\"a\" IS NULL)"_s << u"(\"a\" IS NULL)"_s;
    QTest::addRow("lower") << u"lower(long)"_s << u"lower(\"long_1234\")"_s << QString();
    QTest::addRow("upper") << u"UPPER ( \"odd \"\"name\" )"_s << u"upper(\"odd \"\"name\")"_s << QString();
    QTest::addRow("length") << u"length(long)"_s << u"length(\"long_1234\")"_s << QString();
    QTest::addRow("lower of a string") << u"lower('value')"_s << u"lower('value'::text)"_s << QString();
    QTest::addRow("lower of a number") << u"lower(a)"_s << QString() << QString();
    QTest::addRow("lower of nothing") << u"lower(b)"_s << QString() << QString();
    QTest::addRow("two arguments") << u"lower(long, a)"_s << QString() << QString();
    QTest::addRow("nested") << u"lower(upper(long))"_s << QString() << QString();
    QTest::addRow("more behind") << u"lower(long) || 'x'"_s << QString() << QString();
    QTest::addRow("other function") << u"abs(a)"_s << QString() << QString();
    QTest::addRow("sum") << u"a + 1"_s << QString() << QString();
    QTest::addRow("unbalanced") << u"((a)"_s << QString() << QString();
    QTest::addRow("nothing") << QString() << QString() << QString();
}

void NullExpressionTest::translatesIndexExpressions()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, forSpeed);
    QFETCH(const QString, forUniqueness);
    const auto fast = migration::translateIndexExpression(sql, lookup, IndexPurpose::Speed);
    QCOMPARE(fast ? fast->sql : QString(), forSpeed);
    const auto unique = migration::translateIndexExpression(sql, lookup, IndexPurpose::Uniqueness);
    QCOMPARE(unique ? unique->sql : QString(), forUniqueness);
}

void NullExpressionTest::survivesDeepNesting()
{
    const QString parentheses = QString(100'000, u'(') + u"a IS NULL"_s + QString(100'000, u')');
    QVERIFY(!migration::translateCondition(parentheses, lookup));
    QVERIFY(!migration::translateCondition(u"NOT "_s.repeated(100'000) + u"a IS NULL"_s, lookup));
    const QString some = QString(50, u'(') + u"a IS NULL"_s + QString(50, u')');
    QVERIFY(migration::translateCondition(some, lookup));
}

QTEST_GUILESS_MAIN(NullExpressionTest)
#include "tst_nullexpression.moc"
