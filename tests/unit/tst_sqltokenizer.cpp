// SPDX-License-Identifier: MIT
#include "sqlite/sqltokenizer.h"

#include <QTest>
#include <random>
#include <sqlite3.h>

using namespace Qt::StringLiterals;
using sqlite::Token;
using sqlite::TokenKind;

namespace {

QString letterOf(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Word:
        return u"w"_s;
    case TokenKind::QuotedName:
        return u"q"_s;
    case TokenKind::String:
        return u"s"_s;
    case TokenKind::Blob:
        return u"b"_s;
    case TokenKind::Number:
        return u"n"_s;
    case TokenKind::Variable:
        return u"v"_s;
    case TokenKind::Operator:
        return u"o"_s;
    case TokenKind::Invalid:
        return u"!"_s;
    case TokenKind::End:
        return u"."_s;
    }
    return u"?"_s;
}

/// "w:CREATE o:( …", without End.
QString summary(const QString &sql)
{
    QStringList parts;
    for (const Token &token : sqlite::tokenize(sql)) {
        if (token.kind != TokenKind::End)
            parts.append(letterOf(token.kind) + u':' + token.text);
    }
    return parts.join(u' ');
}

} // namespace

class TestSqlTokenizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data();
    void splits();
    void unquotes_data();
    void unquotes();
    void agreesWithSqliteOnOneToken_data();
    void agreesWithSqliteOnOneToken();
    void comparesWordsInAsciiOnly();
    void coversTheTextInOrder();
};

void TestSqlTokenizer::splits_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");

    QTest::addRow("nothing") << u""_s << u""_s;
    QTest::addRow("white space only") << u" \t\r\n\f\v"_s << u""_s;
    QTest::addRow("byte order mark") << u"\uFEFFa"_s << u"w:a"_s;
    QTest::addRow("words") << u"CREATE table t1$_"_s << u"w:CREATE w:table w:t1$_"_s;
    QTest::addRow("any letters") << u"Zoë 名前 😀"_s << u"w:Zoë w:名前 w:😀"_s;
    QTest::addRow("no-break space belongs to a word") << u"a\u00A0b"_s << u"w:a\u00A0b"_s;
    QTest::addRow("double quotes") << u"\"a\"\"b\""_s << u"q:\"a\"\"b\""_s;
    QTest::addRow("brackets") << u"[a\"b c]d"_s << u"q:[a\"b c] w:d"_s;
    QTest::addRow("no doubled brackets") << u"[a]]"_s << u"q:[a] !:]"_s;
    QTest::addRow("backticks") << u"`a``b`"_s << u"q:`a``b`"_s;
    QTest::addRow("strings") << u"'it''s' ''"_s << u"s:'it''s' s:''"_s;
    QTest::addRow("a newline in a string") << u"'a\nb'"_s << u"s:'a\nb'"_s;
    QTest::addRow("a comment in a string") << u"'--' '/*'"_s << u"s:'--' s:'/*'"_s;
    QTest::addRow("strings side by side") << u"'a' 'b'"_s << u"s:'a' s:'b'"_s;
    QTest::addRow("unfinished string") << u"a 'b''"_s << u"w:a !:'b''"_s;
    QTest::addRow("unfinished name") << u"\"abc"_s << u"!:\"abc"_s;
    QTest::addRow("unfinished bracket") << u"[abc"_s << u"!:[abc"_s;
    QTest::addRow("only a quote") << u"`"_s << u"!:`"_s;
    QTest::addRow("blobs") << u"x'00fF' X''"_s << u"b:x'00fF' b:X''"_s;
    QTest::addRow("odd blob") << u"x'0'a"_s << u"!:x'0' w:a"_s;
    QTest::addRow("blob with other letters") << u"x'0g'"_s << u"!:x'0g'"_s;
    QTest::addRow("unfinished blob") << u"x'00"_s << u"!:x'00"_s;
    QTest::addRow("x is a word otherwise") << u"x 'a'"_s << u"w:x s:'a'"_s;
    QTest::addRow("numbers") << u"1 1.5 .5 1. 1e5 1.5E-10 0x1F"_s << u"n:1 n:1.5 n:.5 n:1. n:1e5 n:1.5E-10 n:0x1F"_s;
    QTest::addRow("digits in groups") << u"1_000_000"_s << u"n:1_000_000"_s;
    QTest::addRow("bad groups") << u"1__0"_s << u"!:1__0"_s;
    QTest::addRow("exponent without digits") << u"1e+"_s << u"!:1e o:+"_s;
    QTest::addRow("0x without digits") << u"0x"_s << u"!:0x"_s;
    QTest::addRow("a word behind digits") << u"12ab"_s << u"!:12ab"_s;
    QTest::addRow("a dot between names") << u"a.b"_s << u"w:a o:. w:b"_s;
    QTest::addRow("signs are operators") << u"-5+3"_s << u"o:- n:5 o:+ n:3"_s;
    QTest::addRow("line comment") << u"a--b\nc"_s << u"w:a w:c"_s;
    QTest::addRow("line comment at the end") << u"a--b"_s << u"w:a"_s;
    QTest::addRow("block comment") << u"a/*'(*/b"_s << u"w:a w:b"_s;
    QTest::addRow("block comments do not nest") << u"/*/*a*/b"_s << u"w:b"_s;
    QTest::addRow("slash star slash is not closed") << u"/*/a*/b"_s << u"w:b"_s;
    QTest::addRow("unfinished block comment") << u"a/*b"_s << u"w:a"_s;
    QTest::addRow("minus and division") << u"a-b/c"_s << u"w:a o:- w:b o:/ w:c"_s;
    QTest::addRow("long operators") << u"->>->||<<>>"_s << u"o:->> o:-> o:|| o:<< o:>>"_s;
    QTest::addRow("comparisons") << u"<= >= <> == != = < >"_s << u"o:<= o:>= o:<> o:== o:!= o:= o:< o:>"_s;
    QTest::addRow("punctuation") << u"(),;.*%&~|"_s << u"o:( o:) o:, o:; o:. o:* o:% o:& o:~ o:|"_s;
    QTest::addRow("variables") << u"? ?1 :a @b $c #1"_s << u"v:? v:?1 v::a v:@b v:$c v:#1"_s;
    QTest::addRow("no variable") << u": @"_s << u"!:: !:@"_s;
    QTest::addRow("lone exclamation mark") << u"!a"_s << u"!:! w:a"_s;
    QTest::addRow("what SQLite has no use for") << u"^ { } \\ \x01"_s << u"!:^ !:{ !:} !:\\ !:\x01"_s;
    QTest::addRow("NUL") << u"a"_s + QChar(u'\0') + u"b"_s << u"w:a !:"_s + QChar(u'\0') + u" w:b"_s;
}

void TestSqlTokenizer::splits()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QCOMPARE(summary(sql), expected);
}

void TestSqlTokenizer::unquotes_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");

    QTest::addRow("word") << u"a"_s << u"a"_s;
    QTest::addRow("double") << u"\"a\"\"b\""_s << u"a\"b"_s;
    QTest::addRow("only quotes") << u"\"\"\"\""_s << u"\""_s;
    QTest::addRow("empty") << u"\"\""_s << u""_s;
    QTest::addRow("backtick") << u"`a``b`"_s << u"a`b"_s;
    QTest::addRow("bracket") << u"[a[b]"_s << u"a[b"_s;
    QTest::addRow("bracket with quotes") << u"[a\"\"b]"_s << u"a\"\"b"_s;
    QTest::addRow("string") << u"'it''s'"_s << u"it's"_s;
    QTest::addRow("number") << u"1.5"_s << u"1.5"_s;
    QTest::addRow("blob") << u"x'00'"_s << u"x'00'"_s;
    QTest::addRow("unfinished") << u"\""_s << u"\""_s;
}

void TestSqlTokenizer::unquotes()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QCOMPARE(sqlite::tokenize(sql).constFirst().unquoted(), expected);
}

void TestSqlTokenizer::agreesWithSqliteOnOneToken_data()
{
    QTest::addColumn<QString>("literal");
    for (const QString &literal :
         {u"1"_s,   u"1.5"_s,  u".5"_s,  u"1."_s, u"1e5"_s,  u"1e"_s,    u"1e+"_s,   u"1e-2"_s, u"0x1F"_s,
          u"0x"_s,  u"12ab"_s, u"'a'"_s, u"'a"_s, u"'a''"_s, u"'a'''"_s, u"x'00'"_s, u"x'0'"_s, u"x'0g'"_s,
          u"\"a"_s, u"[a"_s,   u"`a"_s,  u"^"_s,  u"{"_s,    u"\\"_s,    u"\x01"_s,  u"!"_s,    u"#"_s})
        QTest::addRow("%s", qPrintable(literal)) << literal;
}

void TestSqlTokenizer::agreesWithSqliteOnOneToken()
{
    QFETCH(QString, literal);
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(":memory:", &database), SQLITE_OK);
    const QString sql = u"SELECT "_s + literal;
    sqlite3_stmt *statement = nullptr;
    const bool accepted = sqlite3_prepare_v2(database, qPrintable(sql), -1, &statement, nullptr) == SQLITE_OK;
    sqlite3_finalize(statement);
    sqlite3_close(database);

    const QList<Token> tokens = sqlite::tokenize(literal);
    const auto isInvalid = [](const Token &token) { return token.kind == TokenKind::Invalid; };
    QCOMPARE(std::none_of(tokens.cbegin(), tokens.cend(), isInvalid), accepted);
}

void TestSqlTokenizer::comparesWordsInAsciiOnly()
{
    const QString sql = u"Like LI\u212AE \"like\""_s; // KELVIN SIGN, which folds to k elsewhere
    const QList<Token> tokens = sqlite::tokenize(sql);
    QVERIFY(tokens[0].isWord("LIKE"_L1));
    QVERIFY(!tokens[1].isWord("LIKE"_L1));
    QVERIFY(!tokens[2].isWord("LIKE"_L1));
}

void TestSqlTokenizer::coversTheTextInOrder()
{
    std::mt19937 random(1);
    const QString alphabet = u"a1'\"`[]()-/*\n x.é😀;,?:0$\\!e+"_s;
    std::uniform_int_distribution<qsizetype> anyLetter(0, alphabet.size() - 1);
    for (int round = 0; round < 2000; ++round) {
        QString sql;
        for (int i = 0; i < 40; ++i)
            sql += alphabet[anyLetter(random)];
        qsizetype position = 0;
        const QList<Token> tokens = sqlite::tokenize(sql);
        for (const Token &token : tokens) {
            QVERIFY(token.start >= position);
            QCOMPARE(token.text.isEmpty(), token.kind == TokenKind::End);
            QCOMPARE(token.text, QStringView(sql).sliced(token.start, token.text.size()));
            position = token.end();
        }
        QCOMPARE(tokens.constLast().kind, TokenKind::End);
        QCOMPARE(position, sql.size());
    }
}

QTEST_GUILESS_MAIN(TestSqlTokenizer)
#include "tst_sqltokenizer.moc"
