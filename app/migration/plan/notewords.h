// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/notetexts.h"

/// How the sentences of notes are put together.
namespace migration {

/// The sentence for one or for many, translated, with numbers by locale. Its %1 is the count, %2… the arguments.
QString counted(qint64 count, const char *one, const char *many, const QStringList &arguments);
/// A sentence without a count: its %1… are the arguments.
QString sentence(const char *text, const QStringList &arguments);

/// “a”, or “a, b”.
QString named(const QStringList &names);

Note columnNote(Severity severity, const QString &code, const NotePlace &place, const Findings &findings,
                const QString &message);
/// The first arguments of a sentence about a column: it and its table.
QStringList columnNames(const NotePlace &place, const QStringList &more = {});

} // namespace migration
