// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/examplerows.h"
#include "migration/plan/plan.h"

namespace migration {
struct Survey;
}

namespace ui {

/// Something in a source that a person may decide about; the safe answer is made already.
struct Question
{
    enum class Kind {
        Orphans,          ///< rows refer to rows that are not there
        FlawedTexts,      ///< texts that PostgreSQL cannot store as text
        ValuesAside,      ///< a few values of another kind than the column is meant for
        BytesAside,       ///< raw bytes among text
        TimesWithoutZone, ///< among times with one
    };
    Kind kind = Kind::Orphans;
    QString creator;
    QString table;
    QString column; ///< of Orphans: the first one that refers
    QString other;  ///< of Orphans: the table referred to; of ValuesAside: the declared type
    qint64 count = 0;
    migration::ExampleRows examples;
};

/// What the notes of a plan by nobody's choice leave to decide. The survey's snapshot must be there.
QList<Question> questionsOf(const migration::Survey &survey, const migration::CreatorPlan &usual);

/// Notes that are told by a question instead.
bool isAsked(const migration::Note &note, const QList<Question> &questions);

} // namespace ui
