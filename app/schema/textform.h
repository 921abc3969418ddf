// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QtGlobal>
#include <optional>

/// How dates and times are spelled in text columns. A form and a moment together give back the exact text.
namespace schema {

enum class ZoneSpelling : quint8 { None, Z, Colon /* +02:00 */, Plain /* +0200 */, Hours /* +02 */ };
enum class Fraction : quint8 {
    Fixed,      ///< always `fractionDigits` digits (0: no dot)
    UnlessZero, ///< six digits, or none at all when the microseconds are zero (Python's isoformat)
};

/// Packs into 32 bits for counting (see pack()). `time` false means a date alone: then the rest is default.
struct TextForm
{
    bool time = false;
    char separator = ' '; ///< ' ' or 'T'
    bool seconds = true;  ///< HH:MM:SS, or HH:MM
    Fraction fraction = Fraction::Fixed;
    quint8 fractionDigits = 0; ///< 0…6; the census counts longer ones as no date at all
    ZoneSpelling zone = ZoneSpelling::None;
    qint16 offsetMinutes = 0; ///< as written; only for Colon, Plain, Hours

    bool operator==(const TextForm &) const = default;
    [[nodiscard]] quint32 pack() const;
    static TextForm unpack(quint32 packed);
};

/// A point on the proleptic Gregorian calendar. `days` since 2000-01-01, `micros` since midnight, both as written
/// (local to the form's zone).
struct Moment
{
    qint64 days = 0;
    qint64 micros = 0;
};

struct ParsedMoment
{
    TextForm form;
    Moment moment;
};

/// Parses exactly the ISO spellings that a TextForm can give back: YYYY-MM-DD, then optionally ' ' or 'T', HH:MM,
/// :SS, .f{1,6}, zone. Years 0001…9999; real calendar days; hours 0…23, no :60, no 24:00; offset within ±15:59.
/// Anything else (also spaces around, "-00:00") is none.
std::optional<ParsedMoment> parseMoment(const char *data, qsizetype size);

} // namespace schema
