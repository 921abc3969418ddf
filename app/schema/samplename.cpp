// SPDX-License-Identifier: MIT
#include "schema/textshape.h"

#include <QLatin1Char>
#include <array>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace schema {

namespace {

QString twoDigits(int number)
{
    return u"%1"_s.arg(number, 2, 10, QLatin1Char('0'));
}

QString zoneName(const TextForm &form)
{
    if (form.zone == ZoneSpelling::None)
        return {};
    if (form.zone == ZoneSpelling::Z)
        return u"Z"_s;
    const int offset = std::abs(int{form.offsetMinutes});
    QString name = (form.offsetMinutes < 0 ? u"-"_s : u"+"_s) + twoDigits(offset / 60);
    if (form.zone == ZoneSpelling::Colon)
        name += u':';
    if (form.zone != ZoneSpelling::Hours)
        name += twoDigits(offset % 60);
    return name;
}

} // namespace

QString sampleName(TextShape shape)
{
    static const std::array<QString, textShapeCount> names{
        u"empty"_s,        u"moment"_s, u"near-moment"_s, u"integer-text"_s,  u"real-text"_s,
        u"boolean-word"_s, u"uuid"_s,   u"json"_s,        u"json-with-nul"_s, u"other-text"_s};
    return names[static_cast<size_t>(shape)];
}

QString formName(const TextForm &form)
{
    QString name = u"YYYY-MM-DD"_s;
    if (!form.time)
        return name;
    name += QLatin1Char(form.separator);
    name += form.seconds ? u"HH:MM:SS"_s : u"HH:MM"_s;
    if (form.fraction == Fraction::UnlessZero)
        name += u"[.ffffff]"_s;
    else if (form.fractionDigits > 0)
        name += u'.' + QString(form.fractionDigits, u'f');
    return name + zoneName(form);
}

} // namespace schema
