// SPDX-License-Identifier: MIT
#include "ui/models/decision.h"

#include <QCoreApplication>
#include <algorithm>
#include <limits>

namespace ui {

namespace {

using Kind = Question::Kind;

QString tr(const char *text, const char *comment = nullptr, int count = -1)
{
    return QCoreApplication::translate("ui", text, comment, count);
}

bool onePlace(const Decision &decision)
{
    const Question &first = decision.questions.first();
    return std::all_of(decision.questions.begin(), decision.questions.end(), [&](const Question &question) {
        return question.table == first.table && question.column == first.column;
    });
}

/// What was found, without whose it is.
QString found(const Decision &decision)
{
    const Question &first = decision.questions.first();
    const int count = int(std::min<qint64>(decision.count(), std::numeric_limits<int>::max()));
    const bool one = onePlace(decision);
    switch (decision.kind) {
    case Kind::Orphans:
        return one ? tr("%n row(s) of “%1” name a row of “%2” that is not there", nullptr, count)
                         .arg(first.table, first.other)
                   : tr("%n row(s) name another row that is not there", nullptr, count);
    case Kind::FlawedTexts:
        return one ? tr("%n text(s) in “%2” of “%1” hold characters that PostgreSQL cannot keep in text", nullptr,
                        count)
                         .arg(first.table, first.column)
                   : tr("%n text(s) hold characters that PostgreSQL cannot keep in text", nullptr, count);
    case Kind::ValuesAside:
        return one ? tr("%n value(s) in “%2” of “%1” are of another kind than the rest", nullptr, count)
                         .arg(first.table, first.column)
                   : tr("%n value(s) are of another kind than the rest of their column", nullptr, count);
    case Kind::BytesAside:
        return one ? tr("%n value(s) in “%2” of “%1” are raw bytes among text", nullptr, count)
                         .arg(first.table, first.column)
                   : tr("%n value(s) are raw bytes among text", nullptr, count);
    case Kind::TimesWithoutZone:
        break;
    }
    return one ? tr("some times in “%2” of “%1” name a time zone, others do not").arg(first.table, first.column)
               : tr("some times name a time zone, others in the same column do not");
}

} // namespace

QString titleOf(const Decision &decision)
{
    const QString creator = decision.onlyCreator();
    return tr("%1: %2").arg(creator.isEmpty() ? tr("%n creator(s)", nullptr, int(decision.creators())) : creator,
                            found(decision));
}

QString sentenceOf(const Decision &decision)
{
    const Question &first = decision.questions.first();
    switch (decision.kind) {
    case Kind::Orphans:
        return tr("They were like that in SQLite. Nothing is thrown away, whichever you choose.");
    case Kind::FlawedTexts:
        return tr("Nothing is thrown away, whichever you choose. The answer holds for all such texts.");
    case Kind::ValuesAside:
        if (onePlace(decision) && !first.other.isEmpty())
            return tr("The column is meant for %1. Nothing is thrown away, whichever you choose.").arg(first.other);
        break;
    case Kind::BytesAside:
        break;
    case Kind::TimesWithoutZone:
        return tr("Without a zone nobody can say which time came first. You may know what was meant.");
    }
    return tr("Nothing is thrown away, whichever you choose.");
}

QStringList optionsOf(const Decision &decision)
{
    switch (decision.kind) {
    case Kind::Orphans:
        return {tr("Keep them as they are"), tr("Set them aside in the attic")};
    case Kind::FlawedTexts:
        return {tr("Keep the readable part, and the original in the attic"),
                tr("Leave the cell empty, and keep the original in the attic"),
                tr("Keep the whole column as raw bytes")};
    case Kind::ValuesAside:
        return {tr("Empty the cell, keep the value in the attic"), tr("Keep the whole column as text")};
    case Kind::BytesAside:
        return {tr("Make text of what can be read, keep the rest in the attic"),
                tr("Keep the whole column as raw bytes")};
    case Kind::TimesWithoutZone:
        break;
    }
    return {tr("Keep them as text, just as they are written"), tr("The others mean UTC: make them real times")};
}

} // namespace ui
