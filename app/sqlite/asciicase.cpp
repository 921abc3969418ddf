// SPDX-License-Identifier: MIT
#include "sqlite/asciicase.h"

#include <algorithm>

namespace sqlite {

namespace {

constexpr char16_t caseDistance = u'a' - u'A';

QChar lower(QChar c)
{
    return c >= u'A' && c <= u'Z' ? QChar(c.unicode() + caseDistance) : c;
}

QChar upper(QChar c)
{
    return c >= u'a' && c <= u'z' ? QChar(c.unicode() - caseDistance) : c;
}

} // namespace

bool sameIgnoringCase(QStringView a, QStringView b)
{
    return std::ranges::equal(a, b, {}, lower, lower);
}

bool sameIgnoringCase(QStringView a, QLatin1String b)
{
    const auto lowerLatin1 = [](char c) { return lower(QLatin1Char(c)); };
    return std::ranges::equal(a, b, {}, lower, lowerLatin1);
}

QString lowerAscii(QStringView text)
{
    QString result = text.toString();
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

QString upperAscii(QStringView text)
{
    QString result = text.toString();
    std::ranges::transform(result, result.begin(), upper);
    return result;
}

} // namespace sqlite
