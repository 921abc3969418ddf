// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/examplerows.h"
#include "migration/run/survey.h"

namespace migration {

/// What can be odd about a row.
enum class Oddity : quint8 {
    Orphan,      ///< a key of it names a row that is not there
    FlawedText,  ///< a text that is no valid UTF-8, or holds a NUL
    DoesNotFit,  ///< a value that the column, planned without any choices, cannot hold as it is
    WithoutZone, ///< a date with a time, and no time zone
};

struct ExampleWish
{
    Oddity oddity = Oddity::Orphan;
    QString table;
    QString column;        ///< of Orphan: empty
    QString copyPath;      ///< where a copy of the source may be for as long as the search takes; must not exist
    qsizetype most = 1000; ///< rows, after which the search ends
};

struct Examples
{
    ExampleRows found; ///< of each row its key (or its rowid where it has none), what is odd, and a text
    bool more = false; ///< there are more than were wished
};

/// Reads the source as it is now, from a copy, to its end or until there are enough. Codes of failure: those of the
/// snapshot, stopped, and source-changed where the table or column is no longer there.
base::Result<Examples> findExamples(const Survey &survey, const ExampleWish &wish, const std::stop_token &stop);

} // namespace migration
