// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/planner.h"

#include <QString>

namespace testsupport {

struct Survey
{
    schema::Schema schema;
    schema::Census census;
};

/// A real database made of this SQL, read and counted as a run would. Every failure ends the process.
Survey surveyOf(const QString &sql);

/// The plan of creator "someone" into schema "creator_someone".
base::Result<migration::CreatorPlan> planOf(const QString &sql, const migration::Choices &choices = {},
                                            const profiles::Profile *profile = nullptr);

/// A plan that must be possible: every failure ends the process.
migration::CreatorPlan planned(const QString &sql, const migration::Choices &choices = {},
                               const profiles::Profile *profile = nullptr);

const migration::TablePlan &tableOf(const migration::CreatorPlan &plan, const QString &table);
const migration::ColumnPlan &columnOf(const migration::CreatorPlan &plan, const QString &table, const QString &column);

/// "warning orphan-rows posts.accountId 3" of every note, in order.
QStringList notesOf(const migration::CreatorPlan &plan);
/// The first of this code; an empty one if there is none.
migration::Note noteOf(const migration::CreatorPlan &plan, const QString &code);

} // namespace testsupport
