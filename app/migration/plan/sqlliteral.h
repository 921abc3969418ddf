// SPDX-License-Identifier: MIT
#pragma once

#include "schema/table.h"
#include "schema/value.h"

#include <QByteArray>
#include <QString>
#include <optional>

/// What SQLite makes of a literal.
namespace migration {

enum class Clock : quint8 { None, Timestamp, Date, Time };

/// A value that owns what it holds, or one of the CURRENT_* words.
struct Literal
{
    schema::StorageClass storage = schema::StorageClass::Null;
    qint64 integer = 0;
    double real = 0;
    QByteArray bytes; ///< of text and blob
    Clock clock = Clock::None;
};

/// A literal as it may stand after DEFAULT: a number with or without sign, a string (also "x" and a bare word), TRUE,
/// FALSE, NULL, x'…', CURRENT_*; in any number of parentheses. None for everything else.
std::optional<Literal> readLiteral(const QString &sql);

/// What a column of this affinity stores of it.
Literal applyAffinity(Literal literal, schema::Affinity affinity);

} // namespace migration
