// SPDX-License-Identifier: MIT
#include "migration/plan/defaulttext.h"

#include "migration/plan/sqlliteral.h"
#include "schema/identifier.h"
#include "schema/realtext.h"
#include "schema/textshape.h"
#include "schema/utf8.h"

#include <QLocale>
#include <cmath>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::StorageClass;
using schema::TypeKind;

QString cast(const QString &text, QLatin1String type)
{
    return schema::quoteLiteral(text) + u"::"_s + type;
}

/// With a point, so that it is not taken for an integer when read back.
QString decimalText(double real)
{
    QString text = QString::number(real, 'f', QLocale::FloatingPointShortest);
    if (!text.contains(u'.'))
        text += u".0"_s;
    return text;
}

std::optional<QString> bigintDefault(const Literal &literal)
{
    if (literal.storage != StorageClass::Integer)
        return {};
    return QString::number(literal.integer);
}

std::optional<QString> doubleDefault(const Literal &literal)
{
    if (literal.storage == StorageClass::Integer)
        return QString::number(literal.integer);
    if (literal.storage != StorageClass::Real)
        return {};
    const QString digits = QString::fromLatin1(schema::realDigits(literal.real));
    return std::isfinite(literal.real) ? digits : cast(digits, "double precision"_L1);
}

std::optional<QString> numericDefault(const Literal &literal)
{
    if (literal.storage == StorageClass::Integer)
        return QString::number(literal.integer);
    const bool negativeZero = literal.real == 0 && std::signbit(literal.real);
    if (literal.storage != StorageClass::Real || !std::isfinite(literal.real) || negativeZero)
        return {};
    return decimalText(literal.real);
}

std::optional<QString> booleanDefault(const Literal &literal)
{
    std::optional<bool> meaning;
    if (literal.storage == StorageClass::Integer && (literal.integer == 0 || literal.integer == 1))
        meaning = literal.integer == 1;
    else if (literal.storage == StorageClass::Text && literal.clock == Clock::None)
        meaning = schema::booleanWord(literal.bytes.constData(), literal.bytes.size());
    if (!meaning)
        return {};
    return *meaning ? u"true"_s : u"false"_s;
}

/// SQLite's CURRENT_* as text.
QString clockText(Clock clock)
{
    const QString format = clock == Clock::Timestamp ? u"YYYY-MM-DD HH24:MI:SS"_s
                           : clock == Clock::Date    ? u"YYYY-MM-DD"_s
                                                     : u"HH24:MI:SS"_s;
    return u"to_char(timezone('UTC', now()), '"_s + format + u"')"_s;
}

std::optional<QString> clockDefault(Clock clock, TypeKind target)
{
    const bool day = clock == Clock::Date;
    const QString unit = day ? u"'day'"_s : u"'second'"_s;
    const QString cut = u"date_trunc("_s + unit + u", timezone('UTC', now()))"_s;
    switch (target) {
    case TypeKind::Text:
        return clockText(clock);
    case TypeKind::Bytea:
        return u"convert_to("_s + clockText(clock) + u", 'UTF8')"_s;
    case TypeKind::Timestamp:
        return clock == Clock::Time ? std::nullopt : std::optional(cut);
    case TypeKind::TimestampTz:
        return clock == Clock::Time ? std::nullopt : std::optional(QString(u"timezone('UTC', "_s + cut + u')'));
    case TypeKind::Date:
        return day ? std::optional(u"(timezone('UTC', now()))::date"_s) : std::nullopt;
    default:
        return {};
    }
}

std::optional<QString> momentDefault(const Literal &literal, TypeKind target, ZonelessMeans zoneless)
{
    if (literal.storage != StorageClass::Text)
        return {};
    const auto parsed = schema::parseMoment(literal.bytes.constData(), literal.bytes.size());
    if (!parsed)
        return {};
    const bool zoned = parsed->form.zone != schema::ZoneSpelling::None;
    const QString text = QString::fromLatin1(literal.bytes);
    if (target == TypeKind::Date)
        return parsed->form.time ? std::nullopt : std::optional(cast(text, "date"_L1));
    if (target == TypeKind::Timestamp)
        return zoned ? std::nullopt : std::optional(cast(text, "timestamp"_L1));
    if (zoned)
        return cast(text, "timestamptz"_L1);
    return zoneless == ZonelessMeans::Utc ? std::optional(cast(text + u"+00"_s, "timestamptz"_L1)) : std::nullopt;
}

/// Numbers in text columns are written as values are: as their digits.
QByteArray bytesOf(const Literal &literal)
{
    if (literal.storage == StorageClass::Integer)
        return QByteArray::number(literal.integer);
    if (literal.storage == StorageClass::Real)
        return schema::realDigits(literal.real);
    return literal.bytes;
}

std::optional<QString> textDefault(const Literal &literal)
{
    const QByteArray bytes = bytesOf(literal);
    if (literal.storage == StorageClass::Blob || bytes.contains('\0'))
        return {};
    return schema::quoteLiteral(QString::fromUtf8(bytes));
}

std::optional<QString> byteaDefault(const Literal &literal)
{
    return u"'\\x"_s + QString::fromLatin1(bytesOf(literal).toHex()) + u"'::bytea"_s;
}

std::optional<QString> jsonDefault(const Literal &literal, TypeKind target)
{
    const QByteArray bytes = bytesOf(literal);
    const schema::JsonFinding json = schema::checkJson(bytes.constData(), bytes.size());
    if (literal.storage == StorageClass::Blob || json.verdict == schema::JsonVerdict::Invalid)
        return {};
    if (target == TypeKind::Json)
        return cast(QString::fromUtf8(bytes), "json"_L1);
    return json.escapedNul ? std::nullopt : std::optional(cast(QString::fromUtf8(bytes), "jsonb"_L1));
}

std::optional<QString> uuidDefault(const Literal &literal)
{
    const auto shape = schema::shapeOf(literal.bytes.constData(), literal.bytes.size()).shape;
    if (literal.storage != StorageClass::Text || shape != schema::TextShape::Uuid)
        return {};
    return cast(QString::fromLatin1(literal.bytes), "uuid"_L1);
}

std::optional<QString> defaultOf(const Literal &literal, TypeKind target, ZonelessMeans zoneless)
{
    switch (target) {
    case TypeKind::Bigint:
        return bigintDefault(literal);
    case TypeKind::Double:
        return doubleDefault(literal);
    case TypeKind::Numeric:
        return numericDefault(literal);
    case TypeKind::Boolean:
        return booleanDefault(literal);
    case TypeKind::Date:
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
        return momentDefault(literal, target, zoneless);
    case TypeKind::Text:
        return textDefault(literal);
    case TypeKind::Json:
    case TypeKind::Jsonb:
        return jsonDefault(literal, target);
    case TypeKind::Bytea:
        return byteaDefault(literal);
    case TypeKind::Uuid:
        return uuidDefault(literal);
    }
    return {};
}

} // namespace

std::optional<QString> translateDefault(const schema::Column &column, TypeKind target, ZonelessMeans zoneless)
{
    if (!column.defaultSql)
        return QString();
    const auto written = readLiteral(*column.defaultSql);
    if (!written)
        return {};
    const Literal stored = applyAffinity(*written, column.affinity);
    if (stored.clock != Clock::None)
        return clockDefault(stored.clock, target);
    if (stored.storage == StorageClass::Null)
        return QString();
    return defaultOf(stored, target, zoneless);
}

} // namespace migration
