// SPDX-License-Identifier: MIT
#pragma once

#include "cli/exitcode.h"
#include "migration/report.h"

#include <QString>

/// A run's report in words.
namespace cli {

enum class NotesShown {
    Important, ///< warnings and problems
    All,
};

ExitCode exitCodeOf(migration::Verdict verdict);

/// "verified", "verified (notes: 2)", "failed", …
QString resultText(const migration::CreatorReport &creator);
/// One line for each creator, aligned.
QString creatorTable(const migration::RunReport &report);
/// Notes, errors and differences, by creator; empty if there is nothing to tell.
QString remarks(const migration::RunReport &report, NotesShown shown);
/// What a migration or a verification came to, in a sentence or two.
QString migrationVerdict(const migration::RunReport &report);
QString verificationVerdict(const migration::RunReport &report);
QString planVerdict(const migration::RunReport &report);

} // namespace cli
