// SPDX-License-Identifier: MIT
#pragma once

#include "schema/target.h"
#include "schema/textform.h"

#include <optional>
#include <string>
#include <string_view>

/// Dates and times as the verifier understands them, independent of how they were encoded.
namespace migration {

/// The text that a cell (days or microseconds since 2000-01-01, as PostgreSQL stores them) stands for in a column of
/// `form`. False: the form cannot spell it exactly, so it is spelled in full, for no two cells to give one text.
bool writeMoment(schema::TypeKind type, const schema::TextForm &form, qint64 stored, std::string &text);

/// What PostgreSQL must store for `text`; none if the type has no place for it.
std::optional<qint64> readMoment(schema::TypeKind type, std::string_view text);

} // namespace migration
