// SPDX-License-Identifier: MIT
#pragma once

#include "cli/exitcode.h"
#include "migration/journal/report.h"

#include <QString>

/// A run's report in words.
namespace cli {

enum class NotesShown {
    None,      ///< errors and differences only
    Important, ///< warnings and problems
    All,
};

/// What the last column of the table speaks of.
enum class Tense { Planned, Done, Compared };

ExitCode exitCodeOf(migration::Verdict verdict);

/// One line for each creator, aligned.
QString creatorTable(const migration::RunReport &report, Tense tense);
/// Notes, errors and differences; what is to be said of several creators is said once. Empty if there is nothing to
/// tell.
QString remarks(const migration::RunReport &report, NotesShown shown);
/// What a migration or a verification came to, in a sentence or two.
QString migrationVerdict(const migration::RunReport &report);
QString verificationVerdict(const migration::RunReport &report);
QString planVerdict(const migration::RunReport &report);

} // namespace cli
