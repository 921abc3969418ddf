// SPDX-License-Identifier: MIT
#include "schema/textform.h"

#include <array>

namespace schema {

namespace {

constexpr qsizetype dateLength = 10;
constexpr qsizetype longestMoment = 32; // 2024-01-31T12:34:56.123456+02:00
constexpr int mostFractionDigits = 6;
constexpr int mostOffsetHours = 15;
constexpr int offsetBias = 2048;

/// Reads a text from left to right; every function leaves the position where it was if it finds nothing.
class Cursor
{
public:
    Cursor(const char *data, qsizetype size) : m_at(data), m_end(data + size) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_end; }
    [[nodiscard]] char peek() const { return m_at == m_end ? '\0' : *m_at; }
    [[nodiscard]] bool digitNext() const { return m_at != m_end && digit(*m_at) <= 9; }

    bool skip(char c)
    {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }

    /// Two digits; -1 if they are not there.
    int pair()
    {
        if (m_end - m_at < 2)
            return -1;
        const unsigned tens = digit(m_at[0]);
        const unsigned ones = digit(m_at[1]);
        if (tens > 9 || ones > 9)
            return -1;
        m_at += 2;
        return static_cast<int>(tens * 10 + ones);
    }

    /// The digit that digitNext() promised.
    int takeDigit() { return static_cast<int>(digit(*m_at++)); }

private:
    static unsigned digit(char c) { return static_cast<unsigned char>(c) - unsigned{'0'}; }

    const char *m_at;
    const char *m_end;
};

int daysOfMonth(int year, int month)
{
    static constexpr std::array<int, 13> days{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[static_cast<size_t>(month)];
}

/// Days since 2000-01-01 of a proleptic Gregorian date, counted in 400-year eras that begin in March.
qint64 daysSince2000(int year, int month, int day)
{
    constexpr qint64 daysToEpoch = 730425;            // from 0000-03-01 to 2000-01-01
    const int shifted = month <= 2 ? year - 1 : year; // never negative but for year 0, which nobody asks for
    const int era = shifted / 400;
    const int yearOfEra = shifted - era * 400;
    const int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return qint64{era} * 146097 + dayOfEra - daysToEpoch;
}

bool readDate(Cursor &text, Moment &moment)
{
    const int century = text.pair();
    const int yearOfCentury = text.pair();
    if (century < 0 || yearOfCentury < 0 || !text.skip('-'))
        return false;
    const int month = text.pair();
    if (!text.skip('-'))
        return false;
    const int day = text.pair();
    const int year = century * 100 + yearOfCentury;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month))
        return false;
    moment.days = daysSince2000(year, month, day);
    return true;
}

bool readFraction(Cursor &text, TextForm &form, qint64 &micros)
{
    int value = 0;
    int digits = 0;
    for (; text.digitNext(); ++digits) {
        if (digits == mostFractionDigits)
            return false;
        value = value * 10 + text.takeDigit();
    }
    if (digits == 0)
        return false;
    form.fractionDigits = static_cast<quint8>(digits);
    for (; digits < mostFractionDigits; ++digits)
        value *= 10;
    micros += value;
    return true;
}

bool readTime(Cursor &text, TextForm &form, qint64 &micros)
{
    const int hours = text.pair();
    if (hours < 0 || hours > 23 || !text.skip(':'))
        return false;
    const int minutes = text.pair();
    if (minutes < 0 || minutes > 59)
        return false;
    micros = (qint64{hours} * 60 + minutes) * 60'000'000;
    form.seconds = text.skip(':');
    if (!form.seconds)
        return true;
    const int seconds = text.pair();
    if (seconds < 0 || seconds > 59)
        return false;
    micros += qint64{seconds} * 1'000'000;
    return !text.skip('.') || readFraction(text, form, micros);
}

bool readZone(Cursor &text, TextForm &form)
{
    if (text.atEnd())
        return true;
    if (text.skip('Z')) {
        form.zone = ZoneSpelling::Z;
        return true;
    }
    const bool west = text.peek() == '-';
    if (!text.skip('-') && !text.skip('+'))
        return false;
    const int hours = text.pair();
    if (hours < 0 || hours > mostOffsetHours)
        return false;
    int minutes = 0;
    if (text.atEnd()) {
        form.zone = ZoneSpelling::Hours;
    } else {
        form.zone = text.skip(':') ? ZoneSpelling::Colon : ZoneSpelling::Plain;
        minutes = text.pair();
        if (minutes < 0 || minutes > 59)
            return false;
    }
    const int offset = hours * 60 + minutes;
    if (west && offset == 0) // the sign would be lost
        return false;
    form.offsetMinutes = static_cast<qint16>(west ? -offset : offset);
    return true;
}

} // namespace

quint32 TextForm::pack() const
{
    quint32 packed = static_cast<quint32>(offsetMinutes + offsetBias);
    packed = packed << 3 | static_cast<quint32>(zone);
    packed = packed << 3 | fractionDigits;
    packed = packed << 1 | static_cast<quint32>(fraction);
    packed = packed << 1 | quint32{seconds};
    packed = packed << 1 | quint32{separator == 'T'};
    return packed << 1 | quint32{time};
}

TextForm TextForm::unpack(quint32 packed)
{
    TextForm form;
    form.time = (packed & 1U) != 0;
    form.separator = (packed >> 1 & 1U) != 0 ? 'T' : ' ';
    form.seconds = (packed >> 2 & 1U) != 0;
    form.fraction = static_cast<Fraction>(packed >> 3 & 1U);
    form.fractionDigits = static_cast<quint8>(packed >> 4 & 7U);
    form.zone = static_cast<ZoneSpelling>(packed >> 7 & 7U);
    form.offsetMinutes = static_cast<qint16>(static_cast<int>(packed >> 10) - offsetBias);
    return form;
}

std::optional<ParsedMoment> parseMoment(const char *data, qsizetype size)
{
    if (size < dateLength || size > longestMoment)
        return {};
    Cursor text(data, size);
    ParsedMoment parsed;
    if (!readDate(text, parsed.moment))
        return {};
    if (text.atEnd())
        return parsed;
    parsed.form.time = true;
    parsed.form.separator = text.peek();
    if (!text.skip(' ') && !text.skip('T'))
        return {};
    if (!readTime(text, parsed.form, parsed.moment.micros) || !readZone(text, parsed.form) || !text.atEnd())
        return {};
    return parsed;
}

} // namespace schema
