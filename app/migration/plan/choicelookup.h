// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/choices.h"
#include "migration/plan/typechoice.h"
#include "profiles/profile.h"
#include "schema/table.h"

namespace migration {

/// Every table and column that a person chose for must be there, and what was chosen must be on offer (code
/// bad-choices).
base::Result<void> checkChoices(const Choices &choices, const QString &creator, const schema::Schema &schema);

/// What the person chose for a column; empty if nothing.
TypeWish chosenFor(const Choices &choices, const QString &creator, const QString &table, const QString &column);

/// What the person chose for the rows of a table that refer to rows that are not there.
OrphanChoice orphansOf(const Choices &choices, const QString &creator, const QString &table);

/// What the profile says of a column: its most particular rule, the first among equals; empty if none.
TypeWish profileRuleFor(const profiles::Profile *profile, const QString &table, const schema::Column &column);

} // namespace migration
