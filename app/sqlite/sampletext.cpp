// SPDX-License-Identifier: MIT
#include "sqlite/sampletext.h"

#include "schema/realtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sqlite {

namespace {

constexpr qsizetype mostCharacters = 80;
constexpr qsizetype mostBytesOfCharacter = 4;

QString cut(const QString &text)
{
    if (text.size() <= mostCharacters)
        return text;
    qsizetype kept = mostCharacters - 1;
    if (text[kept - 1].isHighSurrogate())
        --kept;
    return text.left(kept) + u'…';
}

/// What controls and shows nothing, as the picture that Unicode has for it.
QChar visible(QChar character)
{
    constexpr char16_t pictures = 0x2400; // ␀ and those after it
    constexpr char16_t deletePicture = 0x2421;
    if (character < u' ')
        return QChar(static_cast<char16_t>(pictures + character.unicode()));
    if (character.category() == QChar::Other_Control)
        return character == QChar(0x7f) ? QChar(deletePicture) : QChar(QChar::ReplacementCharacter);
    return character;
}

/// Only as much of a large value is looked at as can be shown.
QString beginningOf(const schema::RawValue &value)
{
    const qsizetype size = std::min(value.size, 2 * mostCharacters * mostBytesOfCharacter);
    QString text = QString::fromUtf8(value.data, size);
    std::transform(text.cbegin(), text.cend(), text.begin(), visible);
    return text;
}

QString hexOf(const schema::RawValue &value)
{
    const QByteArray bytes(value.data, std::min(value.size, mostCharacters));
    return u"x'" + QString::fromLatin1(bytes.toHex()) + u'\'';
}

} // namespace

QString sampleText(const schema::RawValue &value)
{
    switch (value.storage) {
    case schema::StorageClass::Integer:
        return QString::number(value.integer);
    case schema::StorageClass::Real:
        return QString::fromLatin1(schema::realDigits(value.real));
    case schema::StorageClass::Text:
        return cut(beginningOf(value));
    case schema::StorageClass::Blob:
        return cut(hexOf(value));
    case schema::StorageClass::Null:
        break;
    }
    return u"NULL"_s;
}

QString className(schema::StorageClass storage)
{
    switch (storage) {
    case schema::StorageClass::Integer:
        return u"integer"_s;
    case schema::StorageClass::Real:
        return u"real"_s;
    case schema::StorageClass::Text:
        return u"text"_s;
    case schema::StorageClass::Blob:
        return u"blob"_s;
    case schema::StorageClass::Null:
        break;
    }
    return u"null"_s;
}

} // namespace sqlite
