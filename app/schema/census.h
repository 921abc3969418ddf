// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <array>
#include <limits>

/// What is really in a source: the facts that the planner decides from. Counts are of rows.
namespace schema {

/// Shapes of text values. A text has exactly one (the first that fits, in this order).
enum class TextShape : quint8 {
    Empty,
    Moment,      ///< a date or date-time that parseMoment() accepts; see `forms`
    NearMoment,  ///< looks like one, but impossible, :60, 24:00 or more than six digits of fraction
    Integer,     ///< -?(0|[1-9][0-9]*) within 64 bits, but not -0 (which would not come back)
    Real,        ///< any other decimal number
    BooleanWord, ///< true, false, t, f, yes, no, y, n, on, off in any case
    Uuid,        ///< 8-4-4-4-12 hex digits
    Json,        ///< an object or array, valid by RFC 8259, nested at most 500 deep, no lone surrogates
    JsonWithNul, ///< the same, with \u0000 somewhere
    Other
};
inline constexpr int textShapeCount = 10;

/// A value to show to a person, cut to 80 characters, and where it is.
struct Sample
{
    /// Its class ("text", "integer", "real", "blob"), what is wrong with it ("nul", "invalid-utf8", "not-boolean",
    /// "too-long", "not-json"), or the name of a text's shape (sampleName()) or form (formName()). One value may be a
    /// sample of several. An orphan's are the classes of its key's values, joined by ", " like the values.
    QString shape;
    QString value;
    qint64 row = 0; ///< as RowReader::row(): rowid, or ordinal (from 0, in scan order) in a table without
};

struct FormCount
{
    qint64 count = 0;
    qint64 zeroMicros = 0; ///< of these, with no fraction of a second
    qint64 midnights = 0;  ///< of these, at 00:00:00 exactly
};

struct ColumnCensus
{
    qint64 nulls = 0;
    qint64 integers = 0;
    qint64 reals = 0;
    qint64 texts = 0;
    qint64 blobs = 0;
    qint64 minInteger = std::numeric_limits<qint64>::max();
    qint64 maxInteger = std::numeric_limits<qint64>::min();
    double minReal = std::numeric_limits<double>::infinity(); ///< of the finite ones
    double maxReal = -std::numeric_limits<double>::infinity();
    qint64 notBoolean = 0;    ///< integers other than 0 and 1
    qint64 negativeZeros = 0; ///< reals that are -0.0
    qint64 infinities = 0;
    qint64 longestText = 0; ///< bytes
    qint64 longestBlob = 0; ///< bytes
    qint64 overDeclaredLength = 0;
    qint64 nulTexts = 0;     ///< texts that hold U+0000
    qint64 invalidTexts = 0; ///< texts that are not UTF-8
    std::array<qint64, textShapeCount> shapes{};
    qint64 validJson = 0; ///< texts that are any valid JSON document (also scalars)
    /// By TextForm::pack(), for shape Moment; at most 64 different ones: where there are more, the counts add up to
    /// less than the shape's.
    QMap<quint32, FormCount> forms;
    qint64 lowerCaseUuids = 0;
    QList<Sample> samples; ///< at most three of each shape or form or class that occurs

    [[nodiscard]] qint64 values() const { return integers + reals + texts + blobs; }
    [[nodiscard]] qint64 shape(TextShape s) const { return shapes[static_cast<size_t>(s)]; }
};

/// A primary key, UNIQUE or unique index (in that order, see keysOf()). A partial index is looked at as if it were not.
struct KeyCensus
{
    QStringList columns;
    qint64 rowsWithNull = 0;
    /// Two rows would be equal if every value were its readable text (only looked for where classes are mixed or
    /// texts hold NULs or invalid UTF-8; false otherwise).
    bool collidesAsText = false;
};

struct ForeignKeyCensus
{
    qint64 orphans = 0; ///< rows whose non-NULL key names no parent row
    QList<Sample> samples;
};

struct TableCensus
{
    QString table;
    qint64 rows = 0;
    qint64 bytes = 0;      ///< of all values
    qint64 largestRow = 0; ///< bytes
    qint64 minRowid = 0;
    qint64 maxRowid = -1;
    QList<ColumnCensus> columns; ///< parallel to Table::columns
    QList<KeyCensus>
        keys; ///< primary key (if any), then Table::uniques, then unique Table::indexes without expressions
    QList<ForeignKeyCensus> foreignKeys; ///< parallel to Table::foreignKeys
};

struct Census
{
    QList<TableCensus> tables; ///< parallel to Schema::tables
};

} // namespace schema
