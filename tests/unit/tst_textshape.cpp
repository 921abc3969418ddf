// SPDX-License-Identifier: MIT
#include "schema/textshape.h"
#include "schema/utf8.h"

#include <QRandomGenerator>
#include <QStringDecoder>
#include <QTest>

using schema::JsonVerdict;
using schema::TextShape;

namespace {

schema::ShapeFinding shapeOf(const QByteArray &text)
{
    return schema::shapeOf(text.constData(), text.size());
}

QByteArray nested(int depth, const QByteArray &open, const QByteArray &inside, const QByteArray &close)
{
    return open.repeated(depth) + inside + close.repeated(depth);
}

QByteArray readable(const QByteArray &text)
{
    return schema::readableText(text.constData(), text.size());
}

bool valid(const QByteArray &text)
{
    return schema::isValidUtf8(text.constData(), text.size());
}

} // namespace

class TestTextShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsShapes_data();
    void tellsShapes();
    void tellsMomentAndUuid();
    void knowsBooleanWords_data();
    void knowsBooleanWords();
    void validatesJson_data();
    void validatesJson();
    void validatesLargeJson();
    void refusesEveryCutDocument();
    void validatesUtf8_data();
    void validatesUtf8();
    void agreesWithQtOnRandomBytes();
    void findsFlawsAtEveryPlace();
};

void TestTextShape::tellsShapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<TextShape>("shape");
    const auto row = [](const QByteArray &text, TextShape shape) {
        QTest::addRow("%s is %s", text.isEmpty() ? "nothing" : text.simplified().left(50).constData(),
                      qPrintable(schema::sampleName(shape)))
            << text << shape;
    };
    row("", TextShape::Empty);
    row("2024-02-29", TextShape::Moment);
    row("2024-02-29 12:00:00.123456+02:00", TextShape::Moment);
    for (const char *near :
         {"2023-02-29", "0000-01-01", "2024-13-01", "2024-01-01 24:00:00", "2024-01-01 23:59:60",
          "2024-01-01T00:00:00.1234567Z", "2024-01-01 00:00:00-00:00", "2024-01-01 00:00:00+16:00",
          "2024-01-01 00:00:00 +0100", "2024-01-01t00:00:00z", "2024-01-01 00:00:00.123456789012345678901234567890"})
        row(near, TextShape::NearMoment);
    for (const char *other : {"2024-01", "2024-01-01T", "2024-01-01 UTC", "2024-01-01 00:00:00.", "2024-1-1",
                              "2024-01-01 00:00:00+1", "2024-01-01 00:00:00+01:00:00", "2024/01/01", "12:00:00"})
        row(other, TextShape::Other);
    for (const char *integer :
         {"0", "7", "-7", "42", "1234567890", "9223372036854775807", "-9223372036854775808", "999999999999999999"})
        row(integer, TextShape::Integer);
    for (const char *real :
         {"-0", "+1", "007", "00", "9223372036854775808", "-9223372036854775809", "1.5", "-1.5", ".5", "5.", "1e5",
          "1E+05", "-1.5e-300", "1e400", "0.0", "-0.0", "123456789012345678901234567890"})
        row(real, TextShape::Real);
    for (const char *other : {"-", "+", ".", "-.", "e5", "1e", "1e+", "1.5.2", "1,5", "0x10", "1_000", "1 ", " 1",
                              "--1", "Infinity", "nan", "1a", "$1"})
        row(other, TextShape::Other);
    for (const char *word : {"true", "FALSE", "t", "F", "Yes", "nO", "y", "N", "on", "Off"})
        row(word, TextShape::BooleanWord);
    for (const char *other : {"truee", "tru", "o", "of", "offf", "yess", "ye", "nope", "tr\xC3\xBC"})
        row(other, TextShape::Other);
    row("123e4567-e89b-12d3-a456-426614174000", TextShape::Uuid);
    row("f23e4567-e89b-12d3-a456-426614174000", TextShape::Uuid);
    row("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", TextShape::Uuid);
    row("00000000-0000-0000-0000-000000000000", TextShape::Uuid);
    row("g23e4567-e89b-12d3-a456-426614174000", TextShape::Other);
    row("123e4567-e89b-12d3-a456-42661417400g", TextShape::Other);
    row("{123e4567-e89b-12d3-a456-426614174000}", TextShape::Other);
    row("123e4567e89b12d3a456426614174000", TextShape::Other);
    row("123e4567-e89b-12d3-a456-4266141740001", TextShape::Other);
    row("12345678-1234-1234-1234-123456789012", TextShape::Uuid);
    row("{}", TextShape::Json);
    row("[1,\"a\",null]", TextShape::Json);
    row(" \t\r\n{\"a\":1} \n", TextShape::Json);
    row("{\"a\":\"\\u0000\"}", TextShape::JsonWithNul);
    row("[\"\\\\u0000\"]", TextShape::Json);
    row("{", TextShape::Other);
    row("[1,]", TextShape::Other);
    row(" ", TextShape::Other);
    row(" x{}", TextShape::Other);
    row("\"text\"", TextShape::Other);
    row("null", TextShape::Other);
    row("\xEF\xBB\xBF{}", TextShape::Other);
    row("Hello", TextShape::Other);
    row("\xFF", TextShape::Other);
    row(QByteArray("\0", 1), TextShape::Other);
    row(QByteArray("1\0", 2), TextShape::Other);
    row(QByteArray("t\0", 2), TextShape::Other);
    row(QByteArray("{}\0", 3), TextShape::Other);
}

void TestTextShape::tellsShapes()
{
    QFETCH(QByteArray, text);
    QFETCH(TextShape, shape);
    QCOMPARE(schema::sampleName(shapeOf(text).shape), schema::sampleName(shape));
}

void TestTextShape::tellsMomentAndUuid()
{
    const auto moment = shapeOf("2000-01-02 03:04:05.5+02:00");
    QCOMPARE(moment.moment.days, 1);
    QCOMPARE(moment.moment.micros, ((3 * 60 + 4) * 60 + 5) * qint64{1'000'000} + 500'000);
    QCOMPARE(schema::formName(moment.form), QStringLiteral("YYYY-MM-DD HH:MM:SS.f+02:00"));
    QCOMPARE(schema::formName(shapeOf("2000-01-02").form), QStringLiteral("YYYY-MM-DD"));
    QCOMPARE(schema::formName(shapeOf("2000-01-02T03:04Z").form), QStringLiteral("YYYY-MM-DDTHH:MMZ"));
    QCOMPARE(schema::formName(shapeOf("2000-01-02T03:04:05-0330").form), QStringLiteral("YYYY-MM-DDTHH:MM:SS-0330"));
    QCOMPARE(schema::formName(shapeOf("2000-01-02T03:04:05-11").form), QStringLiteral("YYYY-MM-DDTHH:MM:SS-11"));
    QVERIFY(shapeOf("123e4567-e89b-12d3-a456-426614174000").lowerCaseUuid);
    QVERIFY(!shapeOf("123E4567-e89b-12d3-a456-426614174000").lowerCaseUuid);
    QVERIFY(!shapeOf("hello").lowerCaseUuid);
}

void TestTextShape::knowsBooleanWords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("meaning"); // -1: none
    for (const char *word : {"true", "TRUE", "True", "t", "T", "yes", "YES", "y", "on", "oN"})
        QTest::addRow("%s", word) << QByteArray(word) << 1;
    for (const char *word : {"false", "FALSE", "f", "no", "NO", "n", "N", "off", "OFF"})
        QTest::addRow("%s", word) << QByteArray(word) << 0;
    for (const char *word : {"", "1", "0", "ja", "tr", "true ", " true", "\x54\x12", "\x6F\x0E", "\x4F\x4E\x4E"})
        QTest::addRow("not '%s'", word) << QByteArray(word) << -1;
}

void TestTextShape::knowsBooleanWords()
{
    QFETCH(QByteArray, text);
    QFETCH(int, meaning);
    const auto word = schema::booleanWord(text.constData(), text.size());
    QCOMPARE(word ? int{*word} : -1, meaning);
}

void TestTextShape::validatesJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<JsonVerdict>("verdict");
    QTest::addColumn<bool>("escapedNul");
    const auto row = [](const QByteArray &text, JsonVerdict verdict, bool escapedNul = false) {
        QTest::addRow("%s", text.isEmpty() ? "nothing" : text.simplified().left(60).constData())
            << text << verdict << escapedNul;
    };
    for (const char *text : {"{}", "[]", "[[]]", "{\"\":{}}", "{\"a\":1,\"a\":2}", "[true,false,null]", "[ 1 , 2 ]",
                             "[-0,0.5,1e5,1E-5,-1.25e+10,1e400]", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                             "[\"\\uD83D\\uDE00\"]", "[\"\\ud83d\\ude00\"]", "[\"\xF0\x9F\x98\x80\"]", "\n[\t1\r]\n ",
                             "[\"\x7F\"]", "{\"a\":[{\"b\":[]},{}]}", "[123456789012345678901234567890]"})
        row(text, JsonVerdict::Container);
    for (const char *text : {"1", "-1.5e3", "0", "\"\"", "\"text\"", " null ", "true", "false"})
        row(text, JsonVerdict::Scalar);
    row("\"\\u0000\"", JsonVerdict::Scalar, true);
    row("{\"\\u0000\":1}", JsonVerdict::Container, true);
    row("[\"\\u0000\",\"\\u0001\"]", JsonVerdict::Container, true);
    row("[\"\\u0001\"]", JsonVerdict::Container);
    for (const char *text : {"",
                             " ",
                             "{",
                             "}",
                             "[",
                             "]",
                             "[}",
                             "{]",
                             "[1",
                             "[1,",
                             "[1,]",
                             "[,1]",
                             "[,]",
                             "[1 2]",
                             "{,}",
                             "{\"a\"}",
                             "{\"a\":}",
                             "{\"a\":1,}",
                             "{\"a\" 1}",
                             "{a:1}",
                             "{'a':1}",
                             "{1:1}",
                             "[1]]",
                             "[1],",
                             "[] []",
                             "{}{}",
                             "[1}",
                             "{\"a\":1]",
                             "[\"]",
                             "[\"\\\"]",
                             "[\"\\",
                             "[\"\\x\"]",
                             "[\"\\u\"]",
                             "[\"\\u12\"]",
                             "[\"\\u123g\"]",
                             "[\"\\U0041\"]",
                             "[\"\t\"]",
                             "[\"\n\"]",
                             "[\"\x01\"]",
                             "[01]",
                             "[-]",
                             "[+1]",
                             "[.5]",
                             "[5.]",
                             "[1.e5]",
                             "[1e]",
                             "[1e+]",
                             "[-01]",
                             "[0x1]",
                             "[1_0]",
                             "[NaN]",
                             "[Infinity]",
                             "[-Infinity]",
                             "[tru]",
                             "[True]",
                             "[truee]",
                             "[nul]",
                             "[undefined]",
                             "[1]//x",
                             "/**/[1]",
                             "\xEF\xBB\xBF[]",
                             "[\xC2\xA0]",
                             "[\f1]",
                             "\"\\uD800\"",
                             "[\"\\uD800\"]",
                             "[\"\\uDC00\"]",
                             "[\"\\uD800x\"]",
                             "[\"\\uD800\\n\"]",
                             "[\"\\uD800\\uD800\"]",
                             "[\"\\uD800\\u0041\"]",
                             "[\"\\uDC00\\uD800\"]",
                             "[\"\xFF\"]",
                             "[\"\xC0\x80\"]",
                             "[\"\xED\xA0\x80\"]",
                             "[\"\xC3\"]",
                             "\"open"})
        row(text, JsonVerdict::Invalid);
    row(QByteArray("[\"a\0b\"]", 7), JsonVerdict::Invalid);
    row(QByteArray("[]\0", 3), JsonVerdict::Invalid);
    row(QByteArray("[\"\\\0\"]", 6), JsonVerdict::Invalid);
    row(nested(500, "[", "1", "]"), JsonVerdict::Container);
    row(nested(501, "[", "1", "]"), JsonVerdict::Invalid);
    row(nested(500, "{\"a\":", "1", "}"), JsonVerdict::Container);
    row(nested(501, "{\"a\":", "1", "}"), JsonVerdict::Invalid);
    row(nested(250, "[{\"a\":", "1", "}]"), JsonVerdict::Container);
    row(nested(250, "[{\"a\":", "1", "]}"), JsonVerdict::Invalid);
    row(nested(251, "[{\"a\":", "1", "}]"), JsonVerdict::Invalid);
    row(QByteArray(1'000'000, '['), JsonVerdict::Invalid);
}

void TestTextShape::validatesJson()
{
    QFETCH(QByteArray, text);
    QFETCH(JsonVerdict, verdict);
    QFETCH(bool, escapedNul);
    const auto finding = schema::checkJson(text.constData(), text.size());
    QCOMPARE(static_cast<int>(finding.verdict), static_cast<int>(verdict));
    QCOMPARE(finding.escapedNul, escapedNul);
}

void TestTextShape::validatesLargeJson()
{
    QByteArray text = "[\"";
    text += QByteArray(50'000'000, 'x');
    text += "\"]";
    QCOMPARE(shapeOf(text).shape, TextShape::Json);
    text[text.size() - 1] = '}';
    QCOMPARE(shapeOf(text).shape, TextShape::Other);
    // Many siblings are no depth.
    const QByteArray wide = "[" + QByteArray("[],{},").repeated(100'000) + "0]";
    QCOMPARE(shapeOf(wide).shape, TextShape::Json);
}

void TestTextShape::refusesEveryCutDocument()
{
    const QByteArray whole = R"({"k\u00e9y":[1.5e-3,true,null,"\uD83D\uDE00"],"o":{"x":"y"}})";
    QCOMPARE(static_cast<int>(schema::checkJson(whole.constData(), whole.size()).verdict),
             static_cast<int>(JsonVerdict::Container));
    for (qsizetype length = 0; length < whole.size(); ++length) {
        // A copy of exactly that size, so that reading beyond it is noticed by tools.
        const std::vector<char> cut(whole.begin(), whole.begin() + length);
        QCOMPARE(static_cast<int>(schema::checkJson(cut.data(), length).verdict),
                 static_cast<int>(JsonVerdict::Invalid));
    }
}

void TestTextShape::validatesUtf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<QByteArray>("kept");
    const auto good = [](const char *name, const QByteArray &text) {
        QTest::addRow("%s", name) << text << true << text;
    };
    const auto bad = [](const char *name, const QByteArray &text, const QByteArray &kept) {
        QTest::addRow("%s", name) << text << false << QByteArray(kept).replace('?', "\xEF\xBF\xBD");
    };
    good("nothing", "");
    good("ascii", "plain text, longer than a word");
    good("two bytes", "\xC2\x80\xDF\xBF");
    good("three bytes", "\xE0\xA0\x80\xEF\xBF\xBF");
    good("around surrogates", "\xED\x9F\xBF\xEE\x80\x80");
    good("four bytes", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
    good("long with an umlaut", QByteArray(100, 'x') + "\xC3\xBC" + QByteArray(100, 'y'));
    QTest::addRow("NUL is valid but not kept") << QByteArray("a\0b\0", 4) << true << QByteArray("ab");
    bad("lone continuation", "a\x80z", "a?z");
    bad("two continuations", "\x80\xBF", "??");
    bad("overlong slash of two", "\xC0\xAF", "??");
    bad("overlong NUL", "\xC0\x80", "??");
    bad("overlong of two", "\xC1\xBF", "??");
    bad("overlong of three", "\xE0\x80\x80", "???");
    bad("overlong of three, largest", "\xE0\x9F\xBF", "???");
    bad("overlong of four", "\xF0\x80\x80\x80", "????");
    bad("high surrogate", "\xED\xA0\x80", "???");
    bad("low surrogate", "\xED\xBF\xBF", "???");
    bad("surrogate pair", "\xED\xA0\xBD\xED\xB8\x80", "??????");
    bad("too large", "\xF4\x90\x80\x80", "????");
    bad("far too large", "\xF5\x80\x80\x80", "????");
    bad("five bytes", "\xF8\x88\x80\x80\x80", "?????");
    bad("FE FF", "\xFE\xFF", "??");
    bad("latin-1", "caf\xE9 au lait", "caf? au lait");
    bad("cut two", "a\xC3", "a?");
    bad("cut three after one", "a\xE2", "a?");
    bad("cut three after two", "a\xE2\x82", "a?");
    bad("cut four after three", "a\xF0\x9F\x98", "a?");
    bad("broken three", "\xE2\x82z", "?z");
    bad("broken four by a new one", "\xF0\x9F\xC3\xBC", "?\xC3\xBC");
    bad("late in a long text", QByteArray(1000, 'x') + "\xFF", QByteArray(1000, 'x') + "?");
    bad("bad and NUL", QByteArray("\xFF\0x", 3), "?x");
    bad("NUL inside a character", QByteArray("\xE2\x82\0", 3), "?");
}

void TestTextShape::validatesUtf8()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, good);
    QFETCH(QByteArray, kept);
    QCOMPARE(valid(text), good);
    QCOMPARE(readable(text), kept);
    QVERIFY(valid(kept));
    const auto flaws = schema::flawsOf(text.constData(), text.size());
    QCOMPARE(flaws.invalid, !good);
    QCOMPARE(flaws.nul, text.contains('\0'));
    QCOMPARE(schema::characterCount(kept.constData(), kept.size()), QString::fromUtf8(kept).toUcs4().size());
}

void TestTextShape::agreesWithQtOnRandomBytes()
{
    static const QByteArray bytes =
        QByteArrayLiteral("az\x00\x7F\x80\xBF\xC0\xC2\xC3\xE0\xE2\xED\xEF\x9F\xA0\xF0\xF4\x8F\x90\xF5\xFF");
    for (int i = 0; i < 100'000; ++i) {
        QByteArray text(QRandomGenerator::global()->bounded(12), 'x');
        for (char &byte : text)
            byte = bytes[QRandomGenerator::global()->bounded(static_cast<int>(bytes.size()))];
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString decoded = decoder(text);
        Q_UNUSED(decoded)
        if (valid(text) == decoder.hasError())
            QFAIL(text.toHex(' ').constData());
        const QByteArray kept = readable(text);
        if (!valid(kept) || kept.contains('\0'))
            QFAIL(text.toHex(' ').constData());
    }
}

void TestTextShape::findsFlawsAtEveryPlace()
{
    for (int size = 1; size < 40; ++size) {
        for (int place = 0; place < size; ++place) {
            QByteArray text(size, 'x');
            QVERIFY(!schema::flawsOf(text.constData(), size).nul && !schema::flawsOf(text.constData(), size).invalid);
            text[place] = '\0';
            QVERIFY(schema::flawsOf(text.constData(), size).nul && !schema::flawsOf(text.constData(), size).invalid);
            text[place] = '\xFF';
            QVERIFY(!schema::flawsOf(text.constData(), size).nul && schema::flawsOf(text.constData(), size).invalid);
            text[place] = '\x01';
            QVERIFY(!schema::flawsOf(text.constData(), size).nul && !schema::flawsOf(text.constData(), size).invalid);
        }
    }
}

QTEST_GUILESS_MAIN(TestTextShape)
#include "tst_textshape.moc"
