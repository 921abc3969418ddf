// SPDX-License-Identifier: MIT
#include "schema/realtext.h"

#include <QRandomGenerator>
#include <QTest>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace {

quint64 bits(double value)
{
    return std::bit_cast<quint64>(value);
}

bool looksReal(const QByteArray &digits)
{
    return digits.contains('.') || digits.contains('e');
}

} // namespace

class TestRealText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spells_data();
    void spells();
    void readsBackAsTheSame();
    void needsNoMoreRoomThanPromised();
};

void TestRealText::spells_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("digits");
    const auto row = [](double value, const char *digits) {
        QTest::addRow("%s", digits) << value << QByteArray(digits);
    };
    row(0.0, "0.0");
    row(-0.0, "-0.0");
    row(1.0, "1.0");
    row(-1.0, "-1.0");
    row(0.1, "0.1");
    row(0.1 + 0.2, "0.30000000000000004");
    row(0.3, "0.3");
    row(10.0, "10.0");
    row(100000.0, "100000.0");
    row(1234.5, "1234.5");
    row(0.0001, "0.0001");
    row(0.00001, "1e-05");
    row(0.000012345, "1.2345e-05");
    row(1e15, "1000000000000000.0");
    row(123456789012345.6, "123456789012345.6");
    row(1e16, "1e+16");
    row(1.5e16, "1.5e+16");
    row(9007199254740992.0, "9007199254740992.0");
    row(9007199254740993e3, "9.007199254740993e+18");
    row(1e22, "1e+22");
    row(1e23, "1e+23");
    row(1e100, "1e+100");
    row(-1e-100, "-1e-100");
    row(5e-324, "5e-324");
    row(-5e-324, "-5e-324");
    row(2.2250738585072014e-308, "2.2250738585072014e-308");
    row(std::numeric_limits<double>::max(), "1.7976931348623157e+308");
    row(std::numeric_limits<double>::infinity(), "Infinity");
    row(-std::numeric_limits<double>::infinity(), "-Infinity");
    row(std::numeric_limits<double>::quiet_NaN(), "NaN");
}

void TestRealText::spells()
{
    QFETCH(double, value);
    QFETCH(QByteArray, digits);
    QCOMPARE(schema::realDigits(value), digits);
    if (std::isfinite(value))
        QCOMPARE(bits(std::strtod(digits.constData(), nullptr)), bits(value));
}

void TestRealText::readsBackAsTheSame()
{
    for (int i = 0; i < 300'000; ++i) {
        quint64 pattern = QRandomGenerator::global()->generate64();
        if (i % 3 == 0) // small numbers with few digits, as people write them
            pattern = bits(static_cast<double>(static_cast<qint64>(pattern % 2'000'001) - 1'000'000) / 1000);
        const double value = std::bit_cast<double>(pattern);
        if (!std::isfinite(value))
            continue;
        const QByteArray digits = schema::realDigits(value);
        if (!looksReal(digits) || bits(std::strtod(digits.constData(), nullptr)) != pattern)
            QFAIL(digits.constData());
    }
}

void TestRealText::needsNoMoreRoomThanPromised()
{
    const auto longest = [](double value) {
        QByteArray room(schema::maxRealDigits + 1, '#');
        const qsizetype written = schema::writeRealDigits(value, room.data());
        return room[written] == '#' && written <= schema::maxRealDigits;
    };
    QVERIFY(longest(-2.2250738585072014e-308));
    QVERIFY(longest(-0.00012345678901234567));
    QVERIFY(longest(-1234567890123456.7));
}

QTEST_GUILESS_MAIN(TestRealText)
#include "tst_realtext.moc"
