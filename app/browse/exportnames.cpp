// SPDX-License-Identifier: MIT
#include "browse/exportnames.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace browse {

QString DistinctNames::take(const QString &wished)
{
    QString name = wished;
    for (int number = 2; m_taken.contains(name.toCaseFolded()); ++number)
        name = wished + u'_' + QString::number(number);
    m_taken.insert(name.toCaseFolded());
    return name;
}

QString safeFileName(const QString &name)
{
    constexpr qsizetype mostBytes = 180; // with an ending and a number it is still below 255
    static const QStringList devices = {u"con"_s, u"prn"_s, u"aux"_s, u"nul"_s};
    QString safe;
    for (const QChar letter : name) {
        const bool usual = letter.unicode() >= u' ' && letter.unicode() != 0x7f && !u"/\\:*?\"<>|"_s.contains(letter);
        safe += usual ? letter : QChar(u'_');
    }
    while (safe.toUtf8().size() > mostBytes)
        safe.chop(safe.back().isLowSurrogate() ? 2 : 1);
    while (safe.startsWith(u'.') || safe.startsWith(u' '))
        safe[0] = u'_';
    while (safe.endsWith(u'.') || safe.endsWith(u' '))
        safe.back() = u'_';
    if (safe.isEmpty() || devices.contains(safe.toLower()))
        safe += u'_';
    return safe;
}

} // namespace browse
