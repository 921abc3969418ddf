// SPDX-License-Identifier: MIT
#include "schema/identifier.h"

#include "schema/pythonunicode.h"

#include <QCryptographicHash>
#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace schema {

namespace {

constexpr auto creatorSuffix = "_metadata"_L1;

bool isSystemColumn(const QString &name)
{
    static const std::array names{"tableoid"_L1, "xmin"_L1, "cmin"_L1, "xmax"_L1, "cmax"_L1, "ctid"_L1};
    return std::any_of(names.begin(), names.end(), [&](QLatin1String system) { return name == system; });
}

QString shortHash(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(8));
}

QString cutTo(const QString &name, qsizetype maxBytes)
{
    qsizetype bytes = 0;
    qsizetype i = 0;
    while (i < name.size()) {
        const bool pair = name[i].isHighSurrogate() && i + 1 < name.size() && name[i + 1].isLowSurrogate();
        const char16_t unit = name[i].unicode();
        bytes += pair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
        if (bytes > maxBytes)
            break;
        i += pair ? 2 : 1;
    }
    return name.left(i);
}

/// What a name becomes that PostgreSQL would not take at all.
QString acceptable(const QString &wished, NameSpace::Kind kind)
{
    if (wished.isEmpty())
        return u"unnamed"_s;
    if (kind == NameSpace::Kind::Column && isSystemColumn(wished))
        return wished + u'_';
    return wished;
}

} // namespace

QString quoteIdentifier(const QString &name)
{
    QString doubled = name;
    doubled.replace(u'"', u"\"\""_s);
    return u'"' + doubled + u'"';
}

QString qualified(const QString &schemaName, const QString &name)
{
    return quoteIdentifier(schemaName) + u'.' + quoteIdentifier(name);
}

QString quoteLiteral(const QString &text)
{
    const bool backslash = text.contains(u'\\');
    QString doubled = text;
    doubled.replace(u'\'', u"''"_s);
    if (!backslash)
        return u'\'' + doubled + u'\'';
    doubled.replace(u'\\', u"\\\\"_s);
    return u"E'"_s + doubled + u'\'';
}

QString cutIdentifier(const QString &name)
{
    return cutTo(name, maxIdentifierBytes);
}

QString creatorSchemaName(const QString &creator)
{
    std::u32string name = pythonLower(creator.toStdU32String());
    std::replace_if(
        name.begin(), name.end(), [](char32_t c) { return !pythonIsAlnum(c); }, U'_');
    return cutIdentifier(u"creator_"_s + QString::fromStdU32String(name));
}

QString creatorOfFile(const QString &fileName)
{
    const QString name = fileName.mid(fileName.lastIndexOf(u'/') + 1);
    const qsizetype dot = name.lastIndexOf(u'.');
    QString stem = dot > 0 && dot + 1 < name.size() ? name.left(dot) : name;
    if (stem.size() > creatorSuffix.size() && stem.endsWith(creatorSuffix))
        stem.chop(creatorSuffix.size());
    return stem;
}

QString NameSpace::take(const QString &wished)
{
    const QString full = acceptable(wished, m_kind);
    QString name = cutIdentifier(full);
    for (int attempt = 0; m_taken.contains(name); ++attempt) {
        const QString hashed = shortHash(attempt == 0 ? wished : QString(wished + u'\n' + QString::number(attempt)));
        name = cutTo(full, maxIdentifierBytes - hashed.size() - 1) + u'_' + hashed;
    }
    m_taken.insert(name);
    return name;
}

} // namespace schema
