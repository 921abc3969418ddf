// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"
#include "ui/style/colors.h"

/// A move's report in words for people.
namespace ui {

qsizetype arrivedCount(const migration::RunReport &report);
/// The creators that should have arrived and did not.
QStringList missing(const migration::RunReport &report);

/// Something that the run made is in the database, or may be.
bool canBeRolledBack(const migration::RunReport &report);

Status statusOf(migration::Verdict verdict);
/// "Everything arrived, and we checked."
QString verdictTitle(const migration::RunReport &report);
/// The sentence below it.
QString verdictSentence(const migration::RunReport &report);
/// For one line of a list: "5 creators, 31,204 rows".
QString shortVerdict(const migration::RunReport &report);
/// One creator's: "every value arrived".
QString creatorVerdict(const migration::CreatorReport &creator);

/// "alice, bob and Zoë"; of many: "alice, bob and 12 more".
QString namesText(const QStringList &names);

/// What is to be said of several creators, once.
struct Remark
{
    Status status = Status::Note;
    QStringList creators;
    QString place; ///< "media.height"; may be empty
    QString message;
    QString detail; ///< the server's own words; may be empty
};
/// Why creators, or the move as a whole, did not arrive.
QList<Remark> failures(const migration::RunReport &report);
/// What should be read about those that did.
QList<Remark> notes(const migration::RunReport &report);

/// The whole report as a document.
QString reportHtml(const migration::RunReport &report);

} // namespace ui
