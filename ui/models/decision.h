// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/choices.h"
#include "ui/session/plannedsource.h"

namespace ui {

/// Questions that are answered together: one card.
struct Decision
{
    Question::Kind kind = Question::Kind::Orphans;
    QList<Question> questions; ///< at least one

    [[nodiscard]] qint64 count() const;
    /// The number of different creators, and the only one's name; empty if there are several.
    [[nodiscard]] qsizetype creators() const;
    [[nodiscard]] QString onlyCreator() const;
};

/// One decision for each question, or, where these would be many, one for alike questions of several creators.
QList<Decision> decisionsOf(const QList<PlannedSource> &sources);
/// Whether they are about the same things, so that the same cards can stay.
bool sameDecisions(const QList<Decision> &one, const QList<Decision> &other);

// What a person reads
QString titleOf(const Decision &decision);
QString sentenceOf(const Decision &decision);
QStringList optionsOf(const Decision &decision); ///< the first is the safe one

/// Which of the options was chosen; -1: another, or not the same for all.
int chosenOption(const Decision &decision, const migration::Choices &choices);
void choose(const Decision &decision, int option, migration::Choices &choices);
/// A type for one column; none: whatever is usual.
void chooseType(migration::Choices &choices, const QString &creator, const QString &table, const QString &column,
                std::optional<schema::TypeKind> type);

/// At most three rows of real values, and the names of their columns.
migration::ExampleRows examplesOf(const Decision &decision);

} // namespace ui
