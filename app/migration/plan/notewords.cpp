// SPDX-License-Identifier: MIT
#include "migration/plan/notewords.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// All at once, so that a % in a name is left alone.
QString filled(const QString &text, const QStringList &arguments)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int number = i + 1 < text.size() && text[i] == u'%' ? text[i + 1].digitValue() : -1;
        if (number < 1 || number > arguments.size()) {
            result += text[i];
            continue;
        }
        result += arguments[number - 1];
        ++i;
    }
    return result;
}

} // namespace

QString counted(qint64 count, const char *one, const char *many, const QStringList &arguments)
{
    const int plural = static_cast<int>(std::min(count, qint64{std::numeric_limits<int>::max()}));
    const QString text = QCoreApplication::translate("migration", count == 1 ? one : many, nullptr, plural);
    return filled(text, QStringList{QLocale().toString(count)} + arguments);
}

QString sentence(const char *text, const QStringList &arguments)
{
    return filled(QCoreApplication::translate("migration", text), arguments);
}

QString named(const QStringList &names)
{
    return QCoreApplication::translate("migration", "“%1”").arg(names.join(u", "_s));
}

Note columnNote(Severity severity, const QString &code, const NotePlace &place, const Findings &findings,
                const QString &message)
{
    return {severity, code, place.table, place.column, findings.count, message, findings.samples};
}

QStringList columnNames(const NotePlace &place, const QStringList &more)
{
    return QStringList{place.column, place.table} + more;
}

} // namespace migration
