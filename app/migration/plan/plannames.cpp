// SPDX-License-Identifier: MIT
#include "migration/plan/plannames.h"

namespace migration {

QString PlanNames::wish(const QString &wished, const NotePlace &place, QList<Note> &notes)
{
    const bool collides = m_taken.contains(wished);
    QString given = m_space.take(wished);
    m_taken.insert(given);
    if (given == wished)
        return given;
    const bool tooLong = wished.toUtf8().size() > schema::maxIdentifierBytes;
    notes.append(tooLong || collides ? nameShortened(place, wished, given) : nameChanged(place, wished, given));
    return given;
}

QString PlanNames::make(const QStringList &parts, const QString &label)
{
    for (int number = 0;; ++number) {
        const QString end = u'_' + label + (number == 0 ? QString() : QString::number(number));
        QString begin = parts.join(u'_');
        while (!begin.isEmpty() && begin.toUtf8().size() + end.toUtf8().size() > schema::maxIdentifierBytes)
            begin.chop(begin.size() > 1 && begin.back().isLowSurrogate() ? 2 : 1);
        const QString name = begin + end;
        if (m_taken.contains(name))
            continue;
        QString given = m_space.take(name);
        m_taken.insert(given);
        return given;
    }
}

void PlanNames::reserve(const QString &name)
{
    m_taken.insert(m_space.take(name));
}

} // namespace migration
