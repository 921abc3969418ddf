// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/notetexts.h"
#include "schema/identifier.h"

#include <QSet>

namespace migration {

/// Names in one PostgreSQL name space, with a note for each that could not be had as wished.
class PlanNames
{
public:
    explicit PlanNames(schema::NameSpace::Kind kind) : m_space(kind) {}

    QString wish(const QString &wished, const NotePlace &place, QList<Note> &notes);
    /// A name as PostgreSQL would make it: parts and label joined by _, cut before the label, with a number where
    /// needed.
    QString make(const QStringList &parts, const QString &label);
    /// A name that something else has already.
    void reserve(const QString &name);

private:
    schema::NameSpace m_space;
    QSet<QString> m_taken;
};

} // namespace migration
