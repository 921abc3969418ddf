// SPDX-License-Identifier: MIT
#include "migration/transfer/momenttext.h"

#include <array>
#include <chrono>
#include <limits>
#include <string_view>

namespace migration {

using schema::Fraction;
using schema::TextForm;
using schema::TypeKind;
using schema::ZoneSpelling;

namespace {

constexpr qint64 microsPerSecond = 1'000'000;
constexpr qint64 microsPerMinute = 60 * microsPerSecond;
constexpr qint64 microsPerDay = qint64{24} * 60 * microsPerMinute;
constexpr std::chrono::sys_days epoch{std::chrono::year{2000} / 1 / 1};
constexpr qint64 firstDay = -730'119; // 0001-01-01
constexpr qint64 lastDay = 2'921'939; // 9999-12-31

struct Clock
{
    qint64 days = 0;
    qint64 micros = 0; ///< since midnight
};

Clock clockOf(TypeKind type, qint64 stored, qint64 offsetMinutes)
{
    if (type == TypeKind::Date)
        return {stored, 0};
    const qint64 local = stored + offsetMinutes * microsPerMinute;
    const qint64 into = local % microsPerDay;
    const bool before = into < 0;
    return {local / microsPerDay - (before ? 1 : 0), before ? into + microsPerDay : into};
}

/// Writes a text of at most 40 characters without asking for memory.
class Pen
{
public:
    void put(char c) { *m_at++ = c; }
    /// The last two digits.
    void pair(int value)
    {
        put(static_cast<char>('0' + value / 10 % 10));
        put(static_cast<char>('0' + value % 10));
    }
    void takeBack(size_t characters) { m_at -= characters; }
    [[nodiscard]] std::string_view written() const
    {
        return {m_text.data(), static_cast<size_t>(m_at - m_text.data())};
    }

private:
    std::array<char, 40> m_text; // NOLINT(cppcoreguidelines-pro-type-member-init): only what was written is read
    char *m_at = m_text.data();
};

void putDate(Pen &pen, qint64 days)
{
    const std::chrono::year_month_day date{epoch + std::chrono::days{days}};
    const int year = static_cast<int>(date.year());
    pen.pair(year / 100);
    pen.pair(year % 100);
    pen.put('-');
    pen.pair(static_cast<int>(static_cast<unsigned>(date.month())));
    pen.put('-');
    pen.pair(static_cast<int>(static_cast<unsigned>(date.day())));
}

void putZone(Pen &pen, const TextForm &form)
{
    if (form.zone == ZoneSpelling::None)
        return;
    if (form.zone == ZoneSpelling::Z) {
        pen.put('Z');
        return;
    }
    const int offset = form.offsetMinutes < 0 ? -form.offsetMinutes : form.offsetMinutes;
    pen.put(form.offsetMinutes < 0 ? '-' : '+');
    pen.pair(offset / 60);
    if (form.zone == ZoneSpelling::Hours)
        return;
    if (form.zone == ZoneSpelling::Colon)
        pen.put(':');
    pen.pair(offset % 60);
}

constexpr std::array<qint64, 7> fractionUnits{1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};

/// Digits after the point that the form writes for this moment.
size_t fractionDigits(const TextForm &form, qint64 micros)
{
    if (form.fraction == Fraction::UnlessZero)
        return micros % microsPerSecond == 0 ? 0 : 6;
    return std::min<size_t>(form.fractionDigits, 6);
}

bool canSpell(const TextForm &form, const Clock &clock)
{
    if (clock.days < firstDay || clock.days > lastDay)
        return false;
    if (!form.time)
        return clock.micros == 0;
    if (!form.seconds)
        return clock.micros % microsPerMinute == 0;
    const size_t digits = fractionDigits(form, clock.micros);
    return digits == 6 || clock.micros % fractionUnits[digits] == 0;
}

void putFraction(Pen &pen, int micros, size_t digits)
{
    if (digits == 0)
        return;
    pen.put('.');
    pen.pair(micros / 10'000);
    pen.pair(micros / 100);
    pen.pair(micros);
    pen.takeBack(6 - digits);
}

void spell(const TextForm &form, const Clock &clock, std::string &text)
{
    Pen pen;
    putDate(pen, clock.days);
    if (form.time) {
        const auto seconds = static_cast<int>(clock.micros / microsPerSecond);
        pen.put(form.separator);
        pen.pair(seconds / 3600);
        pen.put(':');
        pen.pair(seconds / 60 % 60);
        if (form.seconds) {
            pen.put(':');
            pen.pair(seconds % 60);
            putFraction(pen, static_cast<int>(clock.micros % microsPerSecond), fractionDigits(form, clock.micros));
        }
        putZone(pen, form);
    }
    text.append(pen.written());
}

void spellInFull(TypeKind type, qint64 stored, std::string &text)
{
    constexpr qint64 mostMicros = (lastDay + 1) * microsPerDay;
    const bool date = type == TypeKind::Date;
    const qint64 endless = date ? std::numeric_limits<qint32>::max() : std::numeric_limits<qint64>::max();
    const qint64 beginless = date ? std::numeric_limits<qint32>::min() : std::numeric_limits<qint64>::min();
    if (stored == endless || stored == beginless) {
        text = stored == endless ? "infinity" : "-infinity";
        return;
    }
    const bool near =
        date ? stored >= firstDay && stored <= lastDay : stored >= firstDay * microsPerDay && stored < mostMicros;
    if (!near) {
        text = (date ? "day " : "microsecond ") + std::to_string(stored) + " from 2000-01-01";
        return;
    }
    TextForm full;
    full.time = true;
    full.fractionDigits = 6;
    spell(full, clockOf(type, stored, 0), text);
    text += type == TypeKind::TimestampTz ? " UTC" : "";
}

/// Takes characters off the front of a text.
struct Taker
{
    std::string_view rest;

    bool one(char c)
    {
        if (rest.empty() || rest.front() != c)
            return false;
        rest.remove_prefix(1);
        return true;
    }
    /// Exactly `count` digits.
    std::optional<int> number(size_t count)
    {
        if (rest.size() < count)
            return {};
        int value = 0;
        for (const char c : rest.substr(0, count)) {
            if (c < '0' || c > '9')
                return {};
            value = value * 10 + (c - '0');
        }
        rest.remove_prefix(count);
        return value;
    }
};

std::optional<qint64> takeDate(Taker &text)
{
    const auto year = text.number(4);
    if (!year || !text.one('-'))
        return {};
    const auto month = text.number(2);
    if (!month || !text.one('-'))
        return {};
    const auto day = text.number(2);
    if (!day || *year == 0)
        return {};
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok())
        return {};
    return (std::chrono::sys_days{date} - epoch).count();
}

std::optional<qint64> takeFraction(Taker &text)
{
    const size_t digits = std::min(text.rest.find_first_not_of("0123456789"), text.rest.size());
    if (digits < 1 || digits > 6)
        return {};
    return *text.number(digits) * fractionUnits[digits];
}

std::optional<qint64> takeTime(Taker &text)
{
    const auto hours = text.number(2);
    if (!hours || *hours > 23 || !text.one(':'))
        return {};
    const auto minutes = text.number(2);
    if (!minutes || *minutes > 59)
        return {};
    const qint64 micros = (*hours * 60 + *minutes) * microsPerMinute;
    if (!text.one(':'))
        return micros;
    const auto seconds = text.number(2);
    if (!seconds || *seconds > 59)
        return {};
    std::optional<qint64> fraction = 0;
    if (text.one('.'))
        fraction = takeFraction(text);
    if (!fraction)
        return {};
    return micros + *seconds * microsPerSecond + *fraction;
}

/// The rest of the text: minutes east of UTC.
std::optional<qint64> takeZone(Taker &text)
{
    if (text.rest.empty() || text.rest == "Z")
        return 0;
    const bool east = text.one('+');
    if (!east && !text.one('-'))
        return {};
    const auto hours = text.number(2);
    if (!hours || *hours > 15)
        return {};
    std::optional<int> minutes = 0;
    if (!text.rest.empty()) {
        text.one(':');
        minutes = text.number(2);
    }
    if (!minutes || *minutes > 59 || !text.rest.empty())
        return {};
    const int offset = *hours * 60 + *minutes;
    if (!east && offset == 0)
        return {};
    return east ? offset : -offset;
}

} // namespace

bool writeMoment(TypeKind type, const TextForm &form, qint64 stored, std::string &text)
{
    text.clear();
    const bool extreme = stored > std::numeric_limits<qint64>::max() - microsPerDay ||
                         stored < std::numeric_limits<qint64>::min() + microsPerDay;
    const Clock clock = extreme ? Clock{lastDay + 1, 0} : clockOf(type, stored, form.offsetMinutes);
    const bool exact = canSpell(form, clock);
    if (exact)
        spell(form, clock, text);
    else
        spellInFull(type, stored, text);
    return exact;
}

std::optional<qint64> readMoment(TypeKind type, std::string_view text)
{
    Taker taker{text};
    const auto days = takeDate(taker);
    if (!days)
        return {};
    qint64 micros = 0;
    qint64 offset = 0;
    if (!taker.rest.empty()) {
        if (!taker.one(' ') && !taker.one('T'))
            return {};
        const auto time = takeTime(taker);
        const auto zone = time ? takeZone(taker) : std::nullopt;
        if (!zone)
            return {};
        micros = *time;
        offset = *zone;
    }
    if (type == TypeKind::Date)
        return micros == 0 ? days : std::nullopt;
    return *days * microsPerDay + micros - offset * microsPerMinute;
}

} // namespace migration
