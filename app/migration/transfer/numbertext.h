// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>
#include <optional>
#include <string>
#include <string_view>

/// Numbers as text, as the verifier understands the plan, independent of how they were encoded.
namespace migration {

std::string integerText(qint64 value);
/// The shortest digits that read back as `value`: plain from 0.0001 to 16 digits before the point and always with one
/// after it, else with an exponent of at least two digits; Infinity, -Infinity.
std::string realText(double value);
/// The same digits without an exponent, however many that takes; finite values only.
std::string plainRealText(double value);

/// Only what integerText() or realText() writes.
std::optional<qint64> readInteger(std::string_view text);
std::optional<double> readReal(std::string_view text);

/// PostgreSQL's binary numeric as a text that tells value and scale: "-12.50", "NaN"; the bytes as hex if it is none.
std::string numericText(std::string_view field);

} // namespace migration
