// SPDX-License-Identifier: MIT
#include "migration/transfer/canonicaljson.h"
#include "migration/transfer/decoder.h"
#include "migration/transfer/encoder.h"
#include "migration/transfer/expectation.h"
#include "migration/transfer/momenttext.h"
#include "migration/transfer/numbertext.h"
#include "migration/transfer/readabletext.h"
#include "schema/realtext.h"
#include "schema/textshape.h"
#include "schema/utf8.h"
#include "support/cells.h"

#include <QRandomGenerator>
#include <QTest>
#include <bit>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using migration::CellException;
using migration::ColumnPlan;
using migration::Expectation;
using schema::RawValue;
using schema::StorageClass;
using schema::TypeKind;
using testsupport::blob;
using testsupport::column;
using testsupport::integer;
using testsupport::real;
using testsupport::text;
using testsupport::Value;

namespace {

constexpr std::array allTypes{TypeKind::Bigint, TypeKind::Double,    TypeKind::Numeric,     TypeKind::Boolean,
                              TypeKind::Date,   TypeKind::Timestamp, TypeKind::TimestampTz, TypeKind::Text,
                              TypeKind::Json,   TypeKind::Jsonb,     TypeKind::Bytea,       TypeKind::Uuid};

/// Random values and plans; the same ones in each run.
class Dice
{
public:
    explicit Dice(quint32 seed) : m_random(seed) {}
    int below(int end) { return static_cast<int>(m_random.bounded(end)); }
    bool once(int in) { return below(in) == 0; }
    template <typename T, size_t N>
    T oneOf(const std::array<T, N> &list)
    {
        return list[static_cast<size_t>(below(static_cast<int>(N)))];
    }

    qint64 anyInteger()
    {
        static constexpr std::array<qint64, 8> special{
            0, 1, -1, 9999, 10000, 100000000, std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
        return once(4) ? oneOf(special) : static_cast<qint64>(m_random.generate64()) >> below(64);
    }

    double anyReal()
    {
        static constexpr double infinity = std::numeric_limits<double>::infinity();
        static constexpr std::array special{0.0,
                                            -0.0,
                                            1.0,
                                            0.1,
                                            1e15,
                                            1e16,
                                            1e17,
                                            123456789012345680.0,
                                            1e-4,
                                            0.00001,
                                            1e300,
                                            5e-324,
                                            infinity,
                                            -infinity,
                                            0.3,
                                            0.1 + 0.2,
                                            -1.5,
                                            9007199254740993.0,
                                            2.2250738585072014e-308,
                                            1.7976931348623157e308};
        if (once(3))
            return oneOf(special);
        if (once(2))
            return static_cast<double>(anyInteger()) / std::pow(10, below(12));
        const double value = std::bit_cast<double>(m_random.generate64());
        return std::isnan(value) ? 1.25 : value;
    }

    QByteArray digits(int count)
    {
        QByteArray text;
        for (int i = 0; i < count; ++i)
            text += static_cast<char>('0' + below(10));
        return text;
    }

    QByteArray anyMoment()
    {
        auto two = [this](int end, int first = 0) {
            return QByteArray::number(first + below(end)).rightJustified(2, '0');
        };
        QByteArray text = (once(10)   ? QByteArray("0001")
                           : once(10) ? QByteArray("9999")
                                      : QByteArray::number(1600 + below(600))) +
                          '-' + two(once(20) ? 14 : 12, 1) + '-' + two(once(10) ? 32 : 28, 1);
        if (once(4))
            return text;
        text += once(2) ? ' ' : 'T';
        text += once(6) ? QByteArray("00:00") : QByteArray(two(once(30) ? 25 : 24) + ':' + two(60));
        if (!once(6))
            text += once(6) ? QByteArray(":00") : QByteArray(':' + two(once(30) ? 61 : 60));
        if (text.size() == 19 && once(2))
            text += '.' + (once(4) ? QByteArray("000000") : digits(1 + below(once(20) ? 8 : 6)));
        static constexpr std::array zones{"",    "",       "Z",      "+00:00", "+02:00", "-0530",
                                          "+14", "-00:00", "+15:59", "-15:59", "+16:00"};
        return text + oneOf(zones);
    }

    QByteArray anyUuid()
    {
        QByteArray hex;
        for (int i = 0; i < 32; ++i)
            hex += QByteArray::number(below(16), 16);
        const QByteArray uuid =
            hex.left(8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-' + hex.mid(16, 4) + '-' + hex.mid(20);
        return once(3) ? uuid.toUpper() : uuid;
    }

    QByteArray anyJson(int depth = 0)
    {
        static constexpr std::array words{"true",
                                          "null",
                                          "\"\\u0041\\n\"",
                                          "\"\\ud83d\\ude00\"",
                                          "\"\xc3\xa4\"",
                                          "1.50e2",
                                          "-0",
                                          "0.10",
                                          "123456789012345678901234567890",
                                          "\"\\u0000\"",
                                          "\"\\\\u0000\"",
                                          "{",
                                          "\"\\ud800\"",
                                          "01",
                                          "\"a\tb\""};
        if (depth > 3 || once(3))
            return once(12) ? oneOf(words) : words[static_cast<size_t>(below(9))];
        QByteArray list;
        const bool object = once(2);
        for (int i = below(4); i > 0; --i)
            list += (object ? QByteArray("\"k" + QByteArray::number(below(3)) + "\" : ") : QByteArray()) +
                    anyJson(depth + 1) + (i > 1 ? ", " : "");
        return object ? QByteArray('{' + list + '}') : QByteArray('[' + list + ']');
    }

    QByteArray anyBytes()
    {
        static constexpr std::array<const char *, 12> pieces{
            "a",    "'",        "\xc3\xa4",     "\xe2\x82\xac", "\xf0\x9f\x98\x80",
            "\xff", "\xe2\x82", "\xed\xa0\x80", "\xc0\x80",     "\xf4\x90",
            "\x80", "\\"};
        QByteArray bytes;
        for (int i = below(12); i > 0; --i) {
            if (once(20))
                bytes += '\0';
            bytes += once(3) ? oneOf(pieces) : "word ";
        }
        return bytes;
    }

    QByteArray anyText()
    {
        static constexpr std::array words{"true", "F",        "Yes",       "off", "0",        "1",
                                          "",     "Infinity", "-Infinity", "NaN", "infinity", "1e+300",
                                          "-0.0", "1.0",      "01",        "+1",  "yess",     "9223372036854775808"};
        switch (below(8)) {
        case 0:
            return oneOf(words);
        case 1:
            return anyUuid();
        case 2:
            return anyJson();
        case 3:
        case 4:
            return anyMoment();
        case 5:
            return once(2) ? QByteArray::number(anyInteger()) : schema::realDigits(anyReal());
        default:
            return anyBytes();
        }
    }

    Value anyValue()
    {
        switch (below(9)) {
        case 0:
            return {};
        case 1:
            return integer(anyInteger());
        case 2:
            return integer(below(3));
        case 3:
            return real(anyReal());
        case 4:
            return blob(anyBytes());
        default:
            return text(anyText());
        }
    }

    ColumnPlan anyColumn(TypeKind type)
    {
        ColumnPlan plan = column(u"c"_s, type);
        if (type == TypeKind::Text || type == TypeKind::Bytea)
            plan.mainClass =
                oneOf(std::array{StorageClass::Text, StorageClass::Blob, StorageClass::Integer, StorageClass::Real});
        if (type == TypeKind::Text && plan.mainClass == StorageClass::Blob)
            plan.mainClass = StorageClass::Text;
        plan.nulText = once(2) ? migration::NulText::Null : migration::NulText::Readable;
        std::optional<schema::ParsedMoment> parsed;
        while (!parsed) {
            const QByteArray example = anyMoment();
            parsed = schema::parseMoment(example.constData(), example.size());
        }
        plan.form = parsed->form;
        if (plan.form.time && plan.form.seconds && plan.form.fractionDigits == 0 && once(2))
            plan.form.fraction = schema::Fraction::UnlessZero;
        return plan;
    }

private:
    QRandomGenerator m_random;
};

/// What becomes of one value: empty if all is well, else what is wrong.
QByteArray wrongWith(const ColumnPlan &plan, const Value &value)
{
    const auto table = testsupport::table(u"t"_s, {plan});
    postgres::CopyBuffer buffer;
    std::vector<CellException> exceptions;
    const RawValue raw = value.raw();
    if (!migration::Encoder(table).encodeRow(0, {&raw, 1}, buffer, exceptions))
        return "not encoded";
    const auto fields = testsupport::fieldsOf(buffer);
    migration::Decoder decoder(table);
    const RawValue alone = decoder.decode(fields).front();
    if (exceptions.empty())
        return testsupport::same(alone, raw) ? QByteArray() : "comes back as " + testsupport::describe(alone);

    std::string room;
    const Expectation expected = migration::expectationOf(plan, raw, room);
    const CellException &exception = exceptions.front();
    if (!expected.exception || *expected.exception != exception.kind)
        return "is recorded, but needs not be (so)";
    if (expected.original != exception.original.has_value())
        return "original kept or not";
    if (!testsupport::same(alone, expected.standIn))
        return "cell is " + testsupport::describe(alone) + ", expected " + testsupport::describe(expected.standIn);
    if (testsupport::same(alone, raw))
        return "is recorded, but the cell alone gives it back";
    return {};
}

} // namespace

class TestDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasEncoded_data();
    void givesBackWhatWasEncoded();
    void tellsCellsApart_data();
    void tellsCellsApart();
    void readsStrangeCells_data();
    void readsStrangeCells();
    void writesRealsAsTheEncoderDoes();
    void readsMomentsAsTheEncoderDoes();
    void makesReadableAsTheEncoderDoes();
    void knowsJsonAsTheEncoderDoes();
    void canonicalJson_data();
    void canonicalJson();
};

void TestDecoder::givesBackWhatWasEncoded_data()
{
    QTest::addColumn<TypeKind>("type");
    for (const TypeKind type : allTypes)
        QTest::addRow("%s", qPrintable(schema::typeName(type))) << type;
}

void TestDecoder::givesBackWhatWasEncoded()
{
    QFETCH(TypeKind, type);
    Dice dice(20000101 + static_cast<quint32>(type));
    for (int i = 0; i < 10'000; ++i) {
        const ColumnPlan plan = dice.anyColumn(type);
        const Value value = dice.anyValue();
        const QByteArray wrong = wrongWith(plan, value);
        QVERIFY2(wrong.isEmpty(), QByteArray(testsupport::describe(value.raw()) + ": " + wrong).constData());
    }
}

void TestDecoder::tellsCellsApart_data()
{
    givesBackWhatWasEncoded_data();
}

/// Whatever is changed in a cell, it is read as another value.
void TestDecoder::tellsCellsApart()
{
    QFETCH(TypeKind, type);
    if (type == TypeKind::Jsonb)
        return; // many spellings of one value, by its nature
    Dice dice(19991231 + static_cast<quint32>(type));
    for (int i = 0; i < 5'000; ++i) {
        const auto table = testsupport::table(u"t"_s, {dice.anyColumn(type)});
        migration::Encoder encoder(table);
        postgres::CopyBuffer buffer;
        std::vector<CellException> exceptions;
        const Value value = dice.anyValue();
        const RawValue raw = value.raw();
        QVERIFY(encoder.encodeRow(0, {&raw, 1}, buffer, exceptions));
        postgres::Field field = testsupport::fieldsOf(buffer).front();
        if (field.size <= 0)
            continue;
        QByteArray changed(field.data, field.size);
        if (type == TypeKind::Numeric && changed.size() == 8)
            continue; // zero has no digits
        const qsizetype weight = 3;
        const qsizetype at = type == TypeKind::Numeric ? weight : dice.below(static_cast<int>(changed.size()));
        changed[at] = static_cast<char>(changed[at] ^ 1);
        const postgres::Field other{changed.constData(), field.size};
        migration::Decoder first(table);
        migration::Decoder second(table);
        const RawValue before = first.decode({&field, 1}).front();
        const RawValue after = second.decode({&other, 1}).front();
        QVERIFY2(!testsupport::same(before, after),
                 QByteArray(testsupport::describe(before) + " in " + changed.toHex()).constData());
    }
}

void TestDecoder::readsStrangeCells_data()
{
    QTest::addColumn<ColumnPlan>("plan");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("shown");
    const ColumnPlan numeric = column(u"c"_s, TypeKind::Numeric);
    const ColumnPlan stamp = testsupport::spelledLike(u"c"_s, TypeKind::Timestamp, "2000-01-01 00:00:00");
    const auto row = [](const char *name, const ColumnPlan &plan, const char *field, const char *shown) {
        QTest::addRow("%s", name) << plan << QByteArray::fromHex(field) << QByteArray(shown);
    };
    row("NaN", numeric, "00000000c0000000", "NaN");
    row("numeric infinity", numeric, "00000000d0000000", "Infinity");
    row("beyond 64 bits", numeric,
        "0001000500000000"
        "0001",
        "100000000000000000000");
    row("trailing zero", numeric,
        "0001000000000002"
        "0001",
        "1.00");
    row("more than a double", numeric,
        "0005ffff00000014"
        "03e8000000000000"
        "0001",
        "0.10000000000000000001");
    row("timestamp infinity", stamp, "7fffffffffffffff", "infinity");
    row("timestamp -infinity", stamp, "8000000000000000", "-infinity");
    row("a fraction more", stamp, "0000000000000001", "2000-01-01 00:00:00.000001");
    row("date infinity", column(u"c"_s, TypeKind::Date), "7fffffff", "infinity");
    row("year 10000", column(u"c"_s, TypeKind::Date), "002c95d4", "day 2921940 from 2000-01-01");
    row("int4 in bigint", column(u"c"_s, TypeKind::Bigint), "00000001", "0x00000001");
    row("word among integers", column(u"c"_s, TypeKind::Text, StorageClass::Integer), "616263", "abc");
}

void TestDecoder::readsStrangeCells()
{
    QFETCH(ColumnPlan, plan);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, shown);
    const auto table = testsupport::table(u"t"_s, {plan});
    migration::Decoder decoder(table);
    const postgres::Field only{field.constData(), static_cast<qint32>(field.size())};
    const RawValue value = decoder.decode({&only, 1}).front();
    QCOMPARE(static_cast<int>(value.storage), static_cast<int>(migration::foreignClass));
    QCOMPARE(QByteArray(value.data, value.size), shown);
}

void TestDecoder::writesRealsAsTheEncoderDoes()
{
    Dice dice(31415);
    for (int i = 0; i < 50'000; ++i) {
        const double value = dice.anyReal();
        const std::string digits = migration::realText(value);
        QCOMPARE(QByteArray::fromStdString(digits), schema::realDigits(value));
        const auto back = migration::readReal(digits);
        QVERIFY2(back && std::bit_cast<quint64>(*back) == std::bit_cast<quint64>(value), digits.c_str());
    }
}

void TestDecoder::readsMomentsAsTheEncoderDoes()
{
    Dice dice(27182);
    int moments = 0;
    for (int i = 0; i < 50'000; ++i) {
        const QByteArray text = dice.anyMoment();
        const auto parsed = schema::parseMoment(text.constData(), text.size());
        const auto stored = migration::readMoment(TypeKind::TimestampTz, text.toStdString());
        QVERIFY2(parsed.has_value() == stored.has_value(), text.constData());
        if (!parsed)
            continue;
        ++moments;
        const qint64 local = parsed->moment.days * 86'400'000'000 + parsed->moment.micros;
        QCOMPARE(*stored, local - parsed->form.offsetMinutes * qint64{60'000'000});
        std::string back;
        QVERIFY(migration::writeMoment(TypeKind::TimestampTz, parsed->form, *stored, back));
        QCOMPARE(QByteArray::fromStdString(back), text);
    }
    QVERIFY(moments > 20'000);
}

void TestDecoder::makesReadableAsTheEncoderDoes()
{
    Dice dice(16180);
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray bytes = dice.anyBytes();
        const std::string text = bytes.toStdString();
        QCOMPARE(QByteArray::fromStdString(migration::readablePart(text)),
                 schema::readableText(bytes.constData(), bytes.size()));
        QCOMPARE(migration::isReadable(text),
                 schema::isValidUtf8(bytes.constData(), bytes.size()) && !bytes.contains('\0'));
    }
}

void TestDecoder::knowsJsonAsTheEncoderDoes()
{
    Dice dice(14142);
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray text = dice.once(20) ? dice.anyText() : dice.anyJson();
        if (!migration::isReadable(text.toStdString()))
            continue;
        const bool valid = schema::checkJson(text.constData(), text.size()).verdict != schema::JsonVerdict::Invalid;
        QVERIFY2(migration::canonicalJson(text.toStdString()).has_value() == valid, text.constData());
    }
    for (const int depth : {schema::maxJsonDepth, schema::maxJsonDepth + 1}) {
        const QByteArray text = QByteArray(depth, '[') + QByteArray(depth, ']');
        const bool valid = schema::checkJson(text.constData(), text.size()).verdict != schema::JsonVerdict::Invalid;
        QCOMPARE(migration::canonicalJson(text.toStdString()).has_value(), valid);
    }
}

void TestDecoder::canonicalJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("canonical");
    const auto row = [](const char *name, const char *json, const char *canonical) {
        QTest::addRow("%s", name) << QByteArray(json) << QByteArray(canonical);
    };
    row("sorted", R"({"b": 1, "a": [true, null]})", R"({"a":[true,null],"b":1e0})");
    row("last of equal keys", R"({"a":1,"a":2})", R"({"a":2e0})");
    row("equal by escape", R"({"a":1,"\u0061":2})", R"({"a":2e0})");
    row("numbers", "[1.50, 150e-2, 15e-1, 0.0015E+3, -0, 0e5, 100]", "[15e-1,15e-1,15e-1,15e-1,0,0,1e2]");
    row("strings", R"(["\u00e4\/\n", "\ud83d\ude00", "\"\\"])", "[\"\xc3\xa4/\n\",\"\xf0\x9f\x98\x80\",\"\\\"\\\\\"]");
    row("empty", " [ { } , [ ] ] ", "[{},[]]");
    row("scalar", " \"x\" ", "\"x\"");
}

void TestDecoder::canonicalJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, canonical);
    const auto found = migration::canonicalJson(json.toStdString());
    QVERIFY(found);
    QCOMPARE(QByteArray::fromStdString(*found), canonical);
}

QTEST_GUILESS_MAIN(TestDecoder)
#include "tst_decoder.moc"
