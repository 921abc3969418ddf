// SPDX-License-Identifier: MIT
#include "sqlite/columntype.h"

#include "sqlite/asciicase.h"
#include "sqlite/sqltokenizer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sqlite {

namespace {

/// Cuts the word off the end, and the white space before it.
bool cutEnding(QStringView &text, QLatin1String word)
{
    if (text.size() < word.size() || !sameIgnoringCase(text.last(word.size()), word))
        return false;
    text.chop(word.size());
    while (!text.isEmpty() && text.back().unicode() <= u' ')
        text.chop(1);
    return true;
}

bool isQuote(QChar c)
{
    return c == u'\'' || c == u'"' || c == u'`' || c == u'[';
}

/// As SQLite does it: both ends are cut off where there is no quote in between, even where they do not match; else
/// nothing after the first closing quote counts.
QString withoutQuotes(QStringView type)
{
    if (type.size() < 2 || !isQuote(type.front()))
        return type.toString();
    const QStringView inside = type.sliced(1, type.size() - 2);
    return std::ranges::any_of(inside, isQuote) ? tokenize(type).constFirst().unquoted() : inside.toString();
}

} // namespace

QString declaredTypeOf(const QString &text)
{
    // SQLite's grammar takes GENERATED ALWAYS for words of the type, and so SQLite cuts them off afterwards.
    static constexpr qsizetype shortest = "generated always"_L1.size();
    QStringView type = text;
    if (type.size() >= shortest && cutEnding(type, "always"_L1))
        cutEnding(type, "generated"_L1);
    return withoutQuotes(type);
}

schema::Affinity affinityOf(const QString &declaredType, bool strictTable)
{
    const QString type = lowerAscii(declaredType);
    const auto has = [&type](QLatin1String part) { return type.contains(part); };
    if (type.isEmpty() || (strictTable && type == "any"_L1))
        return schema::Affinity::Blob;
    if (has("int"_L1))
        return schema::Affinity::Integer;
    if (has("char"_L1) || has("clob"_L1) || has("text"_L1))
        return schema::Affinity::Text;
    if (has("blob"_L1))
        return schema::Affinity::Blob;
    if (has("real"_L1) || has("floa"_L1) || has("doub"_L1))
        return schema::Affinity::Real;
    return schema::Affinity::Numeric;
}

} // namespace sqlite
