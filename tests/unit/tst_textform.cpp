// SPDX-License-Identifier: MIT
#include "schema/textform.h"

#include <QDate>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>
#include <array>

using schema::Fraction;
using schema::Moment;
using schema::TextForm;
using schema::ZoneSpelling;

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;

std::optional<schema::ParsedMoment> parse(const QByteArray &text)
{
    return schema::parseMoment(text.constData(), text.size());
}

QByteArray padded(qint64 number, int width)
{
    return QByteArray::number(number).rightJustified(width, '0');
}

QByteArray zoneText(const TextForm &form)
{
    const int offset = std::abs(int{form.offsetMinutes});
    const QByteArray sign = form.offsetMinutes < 0 ? "-" : "+";
    switch (form.zone) {
    case ZoneSpelling::None:
        return {};
    case ZoneSpelling::Z:
        return "Z";
    case ZoneSpelling::Colon:
        return sign + padded(offset / 60, 2) + ':' + padded(offset % 60, 2);
    case ZoneSpelling::Plain:
        return sign + padded(offset / 60, 2) + padded(offset % 60, 2);
    case ZoneSpelling::Hours:
        return sign + padded(offset / 60, 2);
    }
    return {};
}

/// What parseMoment() is the inverse of, by Qt's calendar.
QByteArray spelled(const TextForm &form, const Moment &moment)
{
    const QDate date = QDate(2000, 1, 1).addDays(moment.days);
    QByteArray text = padded(date.year(), 4) + '-' + padded(date.month(), 2) + '-' + padded(date.day(), 2);
    if (!form.time)
        return text;
    text += form.separator + padded(moment.micros / hour, 2) + ':' + padded(moment.micros / minute % 60, 2);
    if (form.seconds)
        text += ':' + padded(moment.micros / second % 60, 2);
    if (form.fractionDigits > 0)
        text += '.' + padded(moment.micros % second, 6).left(form.fractionDigits);
    return text + zoneText(form);
}

int below(int limit)
{
    return static_cast<int>(QRandomGenerator::global()->bounded(limit));
}

TextForm randomForm()
{
    TextForm form;
    form.time = below(8) != 0;
    if (!form.time)
        return form;
    form.separator = below(2) ? 'T' : ' ';
    form.seconds = below(4) != 0;
    form.fractionDigits = static_cast<quint8>(form.seconds ? below(7) : 0);
    form.zone = static_cast<ZoneSpelling>(below(5));
    if (form.zone == ZoneSpelling::Colon || form.zone == ZoneSpelling::Plain)
        form.offsetMinutes = static_cast<qint16>(below(1919) - 959);
    if (form.zone == ZoneSpelling::Hours)
        form.offsetMinutes = static_cast<qint16>((below(31) - 15) * 60);
    return form;
}

/// A moment that the form can spell in full.
Moment randomMoment(const TextForm &form)
{
    static const qint64 first = QDate(2000, 1, 1).daysTo(QDate(1, 1, 1));
    static const qint64 last = QDate(2000, 1, 1).daysTo(QDate(9999, 12, 31));
    Moment moment;
    moment.days = QRandomGenerator::global()->bounded(first, last + 1);
    if (!form.time)
        return moment;
    qint64 unit = form.seconds ? second : minute;
    for (int digits = 0; digits < form.fractionDigits; ++digits)
        unit /= 10;
    moment.micros = QRandomGenerator::global()->bounded(24 * hour / unit) * unit;
    return moment;
}

} // namespace

class TestTextForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void rejects_data();
    void rejects();
    void rejectsEveryCutAndEveryAddedByte();
    void givesBackEveryFormAndMoment();
    void countsEveryDay();
    void packsEveryFormDifferently();
};

void TestTextForm::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("days");
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<int>("digits");
    QTest::addColumn<int>("zone");
    QTest::addColumn<int>("offset");

    const auto row = [](const char *name, const char *text, qint64 days, qint64 micros, int digits = 0,
                        ZoneSpelling zone = ZoneSpelling::None, int offset = 0) {
        QTest::addRow("%s", name) << QByteArray(text) << days << micros << digits << static_cast<int>(zone) << offset;
    };
    row("epoch", "2000-01-01", 0, 0);
    row("the day before", "1999-12-31", -1, 0);
    row("unix epoch", "1970-01-01", -10957, 0);
    row("first day", "0001-01-01", -730119, 0);
    row("last moment", "9999-12-31 23:59:59.999999", 2921939, 24 * hour - 1, 6);
    row("leap day of a 400th year", "2000-02-29", 59, 0);
    row("leap day", "2024-02-29T00:00:00", 8825, 0);
    row("minutes only", "2000-01-01 13:45", 0, 13 * hour + 45 * minute);
    row("one digit of fraction", "2000-01-01 00:00:00.5", 0, 500'000, 1);
    row("trailing zeros stay", "2000-01-01 00:00:00.500", 0, 500'000, 3);
    row("six zeros", "2000-01-01 00:00:00.000000", 0, 0, 6);
    row("one microsecond", "2000-01-01T00:00:00.000001", 0, 1, 6);
    row("Z", "2000-01-01T00:00:00Z", 0, 0, 0, ZoneSpelling::Z);
    row("Z after minutes", "2000-01-01T00:01Z", 0, minute, 0, ZoneSpelling::Z);
    row("+00:00", "2000-01-01 00:00:00+00:00", 0, 0, 0, ZoneSpelling::Colon, 0);
    row("+02:00 stays local", "2000-01-01 01:00:00.25+02:00", 0, hour + 250'000, 2, ZoneSpelling::Colon, 120);
    row("-0330", "2000-01-01 00:00:00-0330", 0, 0, 0, ZoneSpelling::Plain, -210);
    row("-00:30", "2000-01-01 00:00:00-00:30", 0, 0, 0, ZoneSpelling::Colon, -30);
    row("+05", "2000-01-01 00:00:00+05", 0, 0, 0, ZoneSpelling::Hours, 300);
    row("farthest east", "2000-01-01 00:00:00+15:59", 0, 0, 0, ZoneSpelling::Colon, 959);
    row("farthest west", "2000-01-01 00:00:00-1559", 0, 0, 0, ZoneSpelling::Plain, -959);
}

void TestTextForm::accepts()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, days);
    QFETCH(qint64, micros);
    QFETCH(int, digits);
    QFETCH(int, zone);
    QFETCH(int, offset);
    const auto parsed = parse(text);
    QVERIFY(parsed);
    QCOMPARE(parsed->moment.days, days);
    QCOMPARE(parsed->moment.micros, micros);
    QCOMPARE(parsed->form.time, text.size() > 10);
    QCOMPARE(parsed->form.separator, text.size() > 10 ? text[10] : ' ');
    QCOMPARE(parsed->form.seconds, text.size() == 10 || text.mid(10).count(':') - (zone == 2) == 2);
    QCOMPARE(parsed->form.fraction, Fraction::Fixed);
    QCOMPARE(int{parsed->form.fractionDigits}, digits);
    QCOMPARE(static_cast<int>(parsed->form.zone), zone);
    QCOMPARE(int{parsed->form.offsetMinutes}, offset);
    QCOMPARE(spelled(parsed->form, parsed->moment), text);
}

void TestTextForm::rejects_data()
{
    QTest::addColumn<QByteArray>("text");
    const std::array texts{
        "",
        "2024",
        "0000-01-01",
        "2023-02-29",
        "1900-02-29",
        "2100-02-29 00:00:00",
        "2024-00-10",
        "2024-13-10",
        "2024-04-31",
        "2024-04-00",
        "2024-1-01",
        "2024/01/01",
        "20240101",
        "20240101T000000",
        "-2024-01-01",
        "+2024-01-01",
        "12024-01-01",
        " 2024-01-01",
        "2024-01-01 ",
        "2024-01-01T",
        "2024-01-01t00:00:00",
        "2024-01-01  00:00:00",
        "2024-01-01_00:00:00",
        "2024-01-01 00",
        "2024-01-01 0000",
        "2024-01-01 0:00:00",
        "2024-01-01 24:00:00",
        "2024-01-01 00:60:00",
        "2024-01-01 23:59:60",
        "2024-01-01 00:00:00.",
        "2024-01-01 00:00:00,5",
        "2024-01-01 00:00.5",
        "2024-01-01 00:00:00.1234567",
        "2024-01-01 00:00:00.1234567Z",
        "2024-01-01 00:00:00z",
        "2024-01-01 00:00:00 Z",
        "2024-01-01 00:00:00 +00:00",
        "2024-01-01 00:00:00 UTC",
        "2024-01-01 00:00:00-00:00",
        "2024-01-01 00:00:00-0000",
        "2024-01-01 00:00:00-00",
        "2024-01-01 00:00:00+16:00",
        "2024-01-01 00:00:00+01:60",
        "2024-01-01 00:00:00+1",
        "2024-01-01 00:00:00+010",
        "2024-01-01 00:00:00+01:0",
        "2024-01-01 00:00:00+01:",
        "2024-01-01 00:00:00+01:00:00",
        "2024-01-01Z",
        "2024-01-01+02:00",
        "2024-01-0\xC2\xB2",
        "\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA4-01-01",
    };
    for (const char *text : texts)
        QTest::addRow("%s", *text ? text : "empty") << QByteArray(text);
    QTest::addRow("NUL at the end") << QByteArray("2024-01-01\0", 11);
    QTest::addRow("NUL instead of the time") << QByteArray("2024-01-01\0"
                                                           "00:00:00",
                                                           19);
    QTest::addRow("NUL as a digit") << QByteArray("2024-01-0\0", 10);
}

void TestTextForm::rejects()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parse(text));
}

void TestTextForm::rejectsEveryCutAndEveryAddedByte()
{
    const QByteArray whole = "2024-01-31T12:34:56.123456+02:00";
    // Where a shorter text is a moment in a shorter form.
    const QSet<qsizetype> alsoMoments{10, 16, 19, 21, 22, 23, 24, 25, 26, 29, 32};
    for (qsizetype length = 0; length <= whole.size(); ++length)
        QCOMPARE(parse(whole.left(length)).has_value(), alsoMoments.contains(length));
    for (int byte = 0; byte < 256; ++byte)
        QVERIFY(!parse(whole + static_cast<char>(byte)));
}

void TestTextForm::givesBackEveryFormAndMoment()
{
    for (int i = 0; i < 200'000; ++i) {
        const TextForm form = randomForm();
        const Moment moment = randomMoment(form);
        const QByteArray text = spelled(form, moment);
        const auto parsed = parse(text);
        if (!parsed || !(parsed->form == form) || parsed->moment.days != moment.days ||
            parsed->moment.micros != moment.micros) {
            QFAIL(text.constData());
        }
    }
}

void TestTextForm::countsEveryDay()
{
    const QDate epoch(2000, 1, 1);
    for (int year = 1; year <= 9999; ++year) {
        for (const auto &[month, day] : {std::pair(1, 1), std::pair(2, 28), std::pair(2, 29), std::pair(3, 1),
                                         std::pair(6, 30), std::pair(12, 31)}) {
            const QByteArray text = padded(year, 4) + '-' + padded(month, 2) + '-' + padded(day, 2);
            const QDate date(year, month, day);
            const auto parsed = parse(text);
            QCOMPARE(parsed.has_value(), date.isValid());
            if (parsed)
                QCOMPARE(parsed->moment.days, epoch.daysTo(date));
        }
    }
}

void TestTextForm::packsEveryFormDifferently()
{
    QSet<quint32> seen;
    qsizetype forms = 0;
    for (const bool time : {false, true}) {
        for (const char separator : {' ', 'T'}) {
            for (const bool seconds : {false, true}) {
                for (const Fraction fraction : {Fraction::Fixed, Fraction::UnlessZero}) {
                    for (quint8 digits = 0; digits <= 6; ++digits) {
                        for (int zone = 0; zone <= 4; ++zone) {
                            for (int offset = -959; offset <= 959; offset += 7) {
                                const TextForm form{time,
                                                    separator,
                                                    seconds,
                                                    fraction,
                                                    digits,
                                                    static_cast<ZoneSpelling>(zone),
                                                    static_cast<qint16>(offset)};
                                QVERIFY(TextForm::unpack(form.pack()) == form);
                                seen.insert(form.pack());
                                ++forms;
                            }
                        }
                    }
                }
            }
        }
    }
    QCOMPARE(seen.size(), forms);
}

QTEST_GUILESS_MAIN(TestTextForm)
#include "tst_textform.moc"
