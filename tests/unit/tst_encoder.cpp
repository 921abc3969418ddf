// SPDX-License-Identifier: MIT
#include "migration/transfer/encoder.h"
#include "support/cells.h"

#include <QTest>
#include <limits>

using namespace Qt::StringLiterals;
using migration::CellException;
using migration::ColumnPlan;
using schema::StorageClass;
using schema::TypeKind;
using testsupport::blob;
using testsupport::column;
using testsupport::integer;
using testsupport::real;
using testsupport::spelledLike;
using testsupport::text;
using testsupport::Value;

namespace {

enum class Recorded : quint8 { Nothing, Class, Spelling, Attic };

struct Encoded
{
    QByteArray hex; ///< of the field; "null"
    Recorded recorded = Recorded::Nothing;
    std::optional<QByteArray> original;
    std::optional<base::Error> error;
};

Encoded encode(const ColumnPlan &plan, const Value &value)
{
    const auto table = testsupport::table(u"t"_s, {plan});
    migration::Encoder encoder(table);
    postgres::CopyBuffer buffer;
    std::vector<CellException> exceptions;
    const schema::RawValue raw = value.raw();
    const auto done = encoder.encodeRow(7, {&raw, 1}, buffer, exceptions);
    Encoded encoded;
    if (!done) {
        encoded.error = done.error();
        return encoded;
    }
    const auto field = testsupport::fieldsOf(buffer).at(0);
    encoded.hex = field.size < 0 ? QByteArray("null") : QByteArray(field.data, field.size).toHex();
    if (!exceptions.empty()) {
        const CellException &exception = exceptions.front();
        encoded.original = exception.original;
        encoded.recorded = exception.kind == CellException::Kind::Attic ? Recorded::Attic
                           : exception.original                         ? Recorded::Spelling
                                                                        : Recorded::Class;
        if (exceptions.size() != 1 || exception.row != 7 || exception.column != 0 || exception.storage != value.storage)
            encoded.hex = "wrong exception";
    }
    return encoded;
}

void columns()
{
    QTest::addColumn<ColumnPlan>("plan");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<Recorded>("recorded");
}

void row(const char *name, const ColumnPlan &plan, const Value &value, const QByteArray &hex,
         Recorded recorded = Recorded::Nothing)
{
    QTest::addRow("%s", name) << plan << value << hex << recorded;
}

} // namespace

class TestEncoder : public QObject
{
    Q_OBJECT

    static void check()
    {
        QFETCH(ColumnPlan, plan);
        QFETCH(Value, value);
        QFETCH(QByteArray, hex);
        QFETCH(Recorded, recorded);
        const Encoded encoded = encode(plan, value);
        QVERIFY(!encoded.error);
        QCOMPARE(encoded.hex, hex);
        QCOMPARE(static_cast<int>(encoded.recorded), static_cast<int>(recorded));
    }

private Q_SLOTS:
    void numbers_data();
    void numbers() { check(); }
    void booleans_data();
    void booleans() { check(); }
    void moments_data();
    void moments() { check(); }
    void texts_data();
    void texts() { check(); }
    void others_data();
    void others() { check(); }
    void keepsOriginals_data();
    void keepsOriginals();
    void refusesWhatThePlanHasNoPlaceFor();
    void refusesWhatNoFieldHolds();
    void writesRowsOneAfterAnother();
};

void TestEncoder::numbers_data()
{
    columns();
    const ColumnPlan bigint = column(u"c"_s, TypeKind::Bigint);
    const ColumnPlan twice = column(u"c"_s, TypeKind::Double);
    const ColumnPlan numeric = column(u"c"_s, TypeKind::Numeric);
    const double infinity = std::numeric_limits<double>::infinity();
    row("null", bigint, {}, "null");
    row("bigint 1", bigint, integer(1), "0000000000000001");
    row("bigint min", bigint, integer(std::numeric_limits<qint64>::min()), "8000000000000000");
    row("bigint max", bigint, integer(std::numeric_limits<qint64>::max()), "7fffffffffffffff");
    row("real in bigint", bigint, real(1.0), "null", Recorded::Attic);
    row("text in bigint", bigint, text("1"), "null", Recorded::Attic);
    row("double 1.5", twice, real(1.5), "3ff8000000000000");
    row("double -0.0", twice, real(-0.0), "8000000000000000");
    row("double infinity", twice, real(infinity), "7ff0000000000000");
    row("double least", twice, real(5e-324), "0000000000000001");
    row("integer in double", twice, integer(1), "null", Recorded::Attic);
    // digit groups, weight, sign, scale, groups
    row("numeric 0", numeric, integer(0), "0000000000000000");
    row("numeric 1", numeric, integer(1), "00010000000000000001");
    row("numeric -1", numeric, integer(-1), "00010000400000000001");
    row("numeric 10000", numeric, integer(10000), "00010001000000000001");
    row("numeric 12345678", numeric, integer(12345678), "000200010000000004d2162e");
    row("numeric min", numeric, integer(std::numeric_limits<qint64>::min()), "0005000440000000039a0d2c0170156516b0");
    row("numeric 0.0", numeric, real(0.0), "0000000000000001");
    row("numeric 1.0", numeric, real(1.0), "00010000000000010001");
    row("numeric 1.5", numeric, real(1.5), "000200000000000100011388");
    row("numeric -0.25", numeric, real(-0.25), "0001ffff4000000209c4");
    row("numeric 0.00001", numeric, real(0.00001), "0001fffe0000000503e8");
    row("numeric 12345.678", numeric, real(12345.678), "0003000100000003000109291a7c");
    row("numeric 1e300", numeric, real(1e300), "0001004b000000010001");
    row("numeric 5e-324", numeric, real(5e-324), "0001ffaf000001440005");
    row("numeric -0.0", numeric, real(-0.0), "null", Recorded::Attic);
    row("numeric infinity", numeric, real(-infinity), "null", Recorded::Attic);
    row("text in numeric", numeric, text("1"), "null", Recorded::Attic);
}

void TestEncoder::booleans_data()
{
    columns();
    const ColumnPlan boolean = column(u"c"_s, TypeKind::Boolean);
    row("0", boolean, integer(0), "00");
    row("1", boolean, integer(1), "01");
    row("2", boolean, integer(2), "null", Recorded::Attic);
    row("1.0", boolean, real(1.0), "null", Recorded::Attic);
    row("true", boolean, text("true"), "01", Recorded::Spelling);
    row("Yes", boolean, text("Yes"), "01", Recorded::Spelling);
    row("OFF", boolean, text("OFF"), "00", Recorded::Spelling);
    row("maybe", boolean, text("maybe"), "null", Recorded::Attic);
    row("empty", boolean, text(""), "null", Recorded::Attic);
}

void TestEncoder::moments_data()
{
    columns();
    const ColumnPlan date = column(u"c"_s, TypeKind::Date);
    row("2000-01-01", date, text("2000-01-01"), "00000000");
    row("1999-12-31", date, text("1999-12-31"), "ffffffff");
    row("0001-01-01", date, text("0001-01-01"), "fff4dbf9");
    row("9999-12-31", date, text("9999-12-31"), "002c95d3");
    row("leap day", date, text("2024-02-29"), "00002279");
    row("no leap day", date, text("2023-02-29"), "null", Recorded::Attic);
    row("midnight as date", date, text("2000-01-01 00:00:00"), "00000000", Recorded::Spelling);
    row("noon as date", date, text("2000-01-01 12:00:00"), "null", Recorded::Attic);
    row("number as date", date, integer(0), "null", Recorded::Attic);

    const ColumnPlan plain = spelledLike(u"c"_s, TypeKind::Timestamp, "2024-01-01 00:00:00");
    row("second", plain, text("2000-01-01 00:00:01"), "00000000000f4240");
    row("before 2000", plain, text("1999-12-31 23:59:59"), "fffffffffff0bdc0");
    row("another separator", plain, text("2000-01-01T00:00:01"), "00000000000f4240", Recorded::Spelling);
    row("date alone", plain, text("2000-01-01"), "0000000000000000", Recorded::Spelling);
    row("microseconds", plain, text("2000-01-01 00:00:00.000001"), "0000000000000001", Recorded::Spelling);
    row("seven digits", plain, text("2000-01-01 00:00:00.0000001"), "null", Recorded::Attic);

    const ColumnPlan zoned = spelledLike(u"c"_s, TypeKind::TimestampTz, "2024-01-01T00:00:00+02:00");
    row("own offset", zoned, text("2000-01-01T02:00:01+02:00"), "00000000000f4240");
    row("Z", zoned, text("2000-01-01T00:00:01Z"), "00000000000f4240", Recorded::Spelling);
    row("other offset", zoned, text("1999-12-31T18:30:01-05:30"), "00000000000f4240", Recorded::Spelling);
    row("zoneless is UTC", zoned, text("2000-01-01T00:00:01"), "00000000000f4240", Recorded::Spelling);

    ColumnPlan python = spelledLike(u"c"_s, TypeKind::Timestamp, "2024-01-01T00:00:00");
    python.form.fraction = schema::Fraction::UnlessZero;
    row("isoformat without", python, text("2000-01-01T00:00:01"), "00000000000f4240");
    row("isoformat with", python, text("2000-01-01T00:00:01.000001"), "00000000000f4241");
    row("isoformat zeros", python, text("2000-01-01T00:00:01.000000"), "00000000000f4240", Recorded::Spelling);
    row("isoformat three", python, text("2000-01-01T00:00:01.001"), "00000000000f4628", Recorded::Spelling);
}

void TestEncoder::texts_data()
{
    columns();
    const ColumnPlan plain = column(u"c"_s, TypeKind::Text);
    ColumnPlan nulling = plain;
    nulling.nulText = migration::NulText::Null;
    const ColumnPlan integers = column(u"c"_s, TypeKind::Text, StorageClass::Integer);
    row("text", plain, text("abc"), "616263");
    row("empty", plain, text(""), "");
    row("umlaut", plain, text("\xc3\xa4"), "c3a4");
    row("integer", plain, integer(-5), "2d35", Recorded::Class);
    row("real", plain, real(5), "352e30", Recorded::Class);
    row("-0.0", plain, real(-0.0), "2d302e30", Recorded::Class);
    row("readable blob", plain, blob("abc"), "616263", Recorded::Class);
    row("unreadable blob", plain, blob("a\xff"), "null", Recorded::Attic);
    row("blob with NUL", plain, blob(QByteArray("a\0", 2)), "null", Recorded::Attic);
    row("NUL", plain, text(QByteArray("a\0b", 3)), "6162", Recorded::Attic);
    row("only NUL", plain, text(QByteArray("\0", 1)), "", Recorded::Attic);
    row("invalid", plain,
        text("a\xff"
             "b"),
        "61efbfbd62", Recorded::Attic);
    row("half a character", plain, text("\xe2\x82"), "efbfbd", Recorded::Attic);
    row("NUL as NULL", nulling, text(QByteArray("a\0b", 3)), "null", Recorded::Attic);
    row("integer as main class", integers, integer(42), "3432");
    row("text beside integers", integers, text("42"), "3432", Recorded::Class);
}

void TestEncoder::others_data()
{
    columns();
    const ColumnPlan bytea = column(u"c"_s, TypeKind::Bytea);
    row("blob", bytea, blob(QByteArray("\0\xff", 2)), "00ff");
    row("empty blob", bytea, blob(""), "");
    row("text in bytea", bytea, text(QByteArray("a\0\xff", 3)), "6100ff", Recorded::Class);
    row("integer in bytea", bytea, integer(1), "31", Recorded::Class);

    const ColumnPlan json = column(u"c"_s, TypeKind::Json);
    row("json", json, text(R"({"b": 1, "a":2})"), QByteArray(R"({"b": 1, "a":2})").toHex());
    row("json with NUL", json, text(R"("\u0000")"), QByteArray(R"("\u0000")").toHex());
    row("number in json", json, integer(5), "35", Recorded::Class);
    row("no json", json, text("{"), "null", Recorded::Attic);
    row("blob in json", json, blob("{}"), "null", Recorded::Attic);

    const ColumnPlan jsonb = column(u"c"_s, TypeKind::Jsonb);
    row("jsonb", jsonb, text("{}"), "017b7d", Recorded::Spelling);
    row("jsonb with NUL", jsonb, text(R"("\u0000")"), "null", Recorded::Attic);

    const ColumnPlan uuid = column(u"c"_s, TypeKind::Uuid);
    row("uuid", uuid, text("00112233-4455-6677-8899-aabbccddeeff"), "00112233445566778899aabbccddeeff");
    row("upper case", uuid, text("00112233-4455-6677-8899-AABBCCDDEEFF"), "00112233445566778899aabbccddeeff",
        Recorded::Spelling);
    row("no uuid", uuid, text("00112233-4455-6677-8899-aabbccddeefg"), "null", Recorded::Attic);
    row("misplaced", uuid, text("0011223344-55-6677-8899-aabbccddeeff"), "null", Recorded::Attic);
}

void TestEncoder::keepsOriginals_data()
{
    QTest::addColumn<ColumnPlan>("plan");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("original");
    const ColumnPlan boolean = column(u"c"_s, TypeKind::Boolean);
    QTest::addRow("word") << boolean << text("Yes") << QByteArray("Yes");
    QTest::addRow("integer") << boolean << integer(-42) << QByteArray("-42");
    QTest::addRow("real") << boolean << real(0.1) << QByteArray("0.1");
    QTest::addRow("large real") << boolean << real(1e300) << QByteArray("1e+300");
    QTest::addRow("blob") << boolean << blob(QByteArray("\0\xff", 2)) << QByteArray("\0\xff", 2);
    QTest::addRow("text with NUL") << column(u"c"_s, TypeKind::Text) << text(QByteArray("a\0b", 3))
                                   << QByteArray("a\0b", 3);
}

void TestEncoder::keepsOriginals()
{
    QFETCH(ColumnPlan, plan);
    QFETCH(Value, value);
    QFETCH(QByteArray, original);
    QCOMPARE(encode(plan, value).original, original);
}

void TestEncoder::refusesWhatThePlanHasNoPlaceFor()
{
    ColumnPlan plan = column(u"age"_s, TypeKind::Bigint);
    plan.misfit = migration::Misfit::None;
    const Encoded encoded = encode(plan, text("old"));
    QVERIFY(encoded.error);
    QCOMPARE(encoded.error->code, u"value-does-not-fit"_s);
    QVERIFY2(encoded.error->message.contains(u"age"), qPrintable(encoded.error->message));
    QVERIFY2(encoded.error->detail.contains(u"row 7") && encoded.error->detail.contains(u"old"),
             qPrintable(encoded.error->detail));
}

void TestEncoder::refusesWhatNoFieldHolds()
{
    const auto table = testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Bytea)});
    migration::Encoder encoder(table);
    postgres::CopyBuffer buffer;
    std::vector<CellException> exceptions;
    schema::RawValue huge = blob("x").raw();
    huge.size = qsizetype{1} << 30; // refused before a byte of it is read
    const auto done = encoder.encodeRow(7, {&huge, 1}, buffer, exceptions);
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"value-does-not-fit"_s);
}

void TestEncoder::writesRowsOneAfterAnother()
{
    const auto table = testsupport::table(u"t"_s, {column(u"a"_s, TypeKind::Bigint), column(u"b"_s, TypeKind::Text)});
    migration::Encoder encoder(table);
    postgres::CopyBuffer buffer;
    std::vector<CellException> exceptions;
    const Value name = text("x");
    for (qint64 row = 1; row <= 2; ++row) {
        const std::vector<schema::RawValue> values{integer(row).raw(), row == 1 ? name.raw() : schema::RawValue{}};
        QVERIFY(encoder.encodeRow(row, values, buffer, exceptions));
    }
    QCOMPARE(QByteArray(buffer.data(), static_cast<qsizetype>(buffer.size())).toHex(), QByteArray("0002"
                                                                                                  "00000008"
                                                                                                  "0000000000000001"
                                                                                                  "00000001"
                                                                                                  "78"
                                                                                                  "0002"
                                                                                                  "00000008"
                                                                                                  "0000000000000002"
                                                                                                  "ffffffff"));
    QVERIFY(exceptions.empty());
}

QTEST_GUILESS_MAIN(TestEncoder)
#include "tst_encoder.moc"
