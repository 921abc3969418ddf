// SPDX-License-Identifier: MIT
#include "browse/sqltokens.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = browse::SqlTokenKind;

class TestSqlTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens_data();
    void tokens();
    void openAtTheEnd_data();
    void openAtTheEnd();
    void anyTextWhatever();
};

void TestSqlTokens::tokens_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QList<Kind>>("kinds");
    QTest::addRow("query") << u"SELECT a.b, 1.5e-3 FROM t"_s
                           << QList<Kind>{Kind::Keyword,  Kind::Word,   Kind::Operator, Kind::Word,
                                          Kind::Operator, Kind::Number, Kind::Keyword,  Kind::Word};
    QTest::addRow("strings") << u"'it''s' E'a\\'b' \"x\"\"y\" B'01'"_s
                             << QList<Kind>{Kind::String, Kind::String, Kind::QuotedName, Kind::String};
    QTest::addRow("no backslashes") << u"'a\\' b"_s << QList<Kind>{Kind::String, Kind::Word};
    QTest::addRow("nested comment") << u"/* a /* b */ c */ d -- e"_s
                                    << QList<Kind>{Kind::Comment, Kind::Word, Kind::Comment};
    QTest::addRow("dollars") << u"$$ 'a $$ $x$ $$ $x$ $1 a$b"_s
                             << QList<Kind>{Kind::String, Kind::String, Kind::Parameter, Kind::Word};
    QTest::addRow("other letters") << u"größe 表"_s << QList<Kind>{Kind::Word, Kind::Word};
    QTest::addRow("operators") << u"a->>'b'::text"_s
                               << QList<Kind>{Kind::Word,   Kind::Operator, Kind::Operator, Kind::Operator,
                                              Kind::String, Kind::Operator, Kind::Operator, Kind::Word};
}

void TestSqlTokens::tokens()
{
    QFETCH(const QString, sql);
    QFETCH(const QList<Kind>, kinds);
    QList<Kind> found;
    qsizetype end = 0;
    for (const browse::SqlToken &token : browse::sqlTokens(sql)) {
        found += token.kind;
        QVERIFY(token.start >= end && token.size > 0 && token.end() <= sql.size());
        QVERIFY(!token.open);
        end = token.end();
    }
    QCOMPARE(found, kinds);
}

void TestSqlTokens::openAtTheEnd_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addRow("string") << u"a 'b"_s;
    QTest::addRow("escaped string") << u"E'b\\"_s;
    QTest::addRow("name") << u"\"b"_s;
    QTest::addRow("comment") << u"/* /* */"_s;
    QTest::addRow("dollars") << u"$a$ x $b$"_s;
}

void TestSqlTokens::openAtTheEnd()
{
    QFETCH(const QString, sql);
    const auto tokens = browse::sqlTokens(sql);
    QVERIFY(tokens.last().open);
    QCOMPARE(tokens.last().end(), sql.size());
}

void TestSqlTokens::anyTextWhatever()
{
    const QString alphabet = u"'\"$-/*E\\a1. \n😀(;"_s;
    quint32 state = 7;
    for (int round = 0; round < 5000; ++round) {
        QString sql;
        for (int i = 0; i < 12; ++i) {
            state = state * 1664525U + 1013904223U;
            sql += alphabet[qsizetype(state >> 16) % alphabet.size()];
        }
        qsizetype end = 0;
        for (const browse::SqlToken &token : browse::sqlTokens(sql)) {
            QVERIFY(token.start >= end && token.size > 0 && token.end() <= sql.size());
            end = token.end();
        }
        QVERIFY(sql.mid(end).trimmed().isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestSqlTokens)
#include "tst_sqltokens.moc"
