// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "schema/value.h"

#include <QString>
#include <span>
#include <vector>

/// Values as a person sees them in a list of differences.
namespace migration {

inline constexpr qsizetype shownCharacters = 80;

/// NULL, 42, 1.5, 'text', x'c0ffee'; whole, however long.
QString wholeText(const schema::RawValue &value);
/// The same, cut to 80 characters.
QString valueText(const schema::RawValue &value);
QString cutText(const QString &text);

/// "id=42", of the columns at these indices; "row 17" if there are none.
QString keyText(const TablePlan &table, std::span<const size_t> keyColumns, std::span<const schema::RawValue> values,
                qint64 row);
/// "id=42, name='x'", cut to 80 characters.
QString rowText(const TablePlan &table, std::span<const schema::RawValue> values);

} // namespace migration
