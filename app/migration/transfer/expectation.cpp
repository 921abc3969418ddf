// SPDX-License-Identifier: MIT
#include "migration/transfer/expectation.h"

#include "migration/transfer/canonicaljson.h"
#include "migration/transfer/decoder.h"
#include "migration/transfer/momenttext.h"
#include "migration/transfer/numbertext.h"
#include "migration/transfer/readabletext.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace migration {

using Kind = CellException::Kind;
using schema::RawValue;
using schema::StorageClass;
using schema::TypeKind;

namespace {

std::string_view bytesOf(const RawValue &value)
{
    return {value.data, static_cast<size_t>(value.size)};
}

bool isNumber(const RawValue &value)
{
    return value.storage == StorageClass::Integer || value.storage == StorageClass::Real;
}

std::string digitsOf(const RawValue &value)
{
    return value.storage == StorageClass::Integer ? integerText(value.integer) : realText(value.real);
}

Expectation exact(const RawValue &value)
{
    return {std::nullopt, false, value};
}

/// The cell holds NULL.
Expectation setAside()
{
    return {Kind::Attic, true, {}};
}

/// Of a value that the type has no place for: none.
using Fitting = std::optional<Expectation>;

Expectation spelled(const RawValue &standIn)
{
    return {Kind::Form, true, standIn};
}

Fitting expectNumber(TypeKind type, const RawValue &value)
{
    const bool finite = std::isfinite(value.real) && realText(value.real) != "-0.0";
    bool fits = false;
    if (value.storage == StorageClass::Integer)
        fits = type != TypeKind::Double;
    else if (value.storage == StorageClass::Real)
        fits = type == TypeKind::Double || (type == TypeKind::Numeric && finite);
    return fits ? Fitting(exact(value)) : std::nullopt;
}

Fitting expectBoolean(const RawValue &value)
{
    if (value.storage == StorageClass::Integer)
        return value.integer == 0 || value.integer == 1 ? Fitting(exact(value)) : std::nullopt;
    if (value.storage != StorageClass::Text || value.size > 5)
        return {};
    std::string word(bytesOf(value));
    for (char &c : word)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    constexpr std::array<std::string_view, 5> yes{"true", "t", "yes", "y", "on"};
    constexpr std::array<std::string_view, 5> no{"false", "f", "no", "n", "off"};
    const bool isYes = std::find(yes.begin(), yes.end(), word) != yes.end();
    const bool isNo = std::find(no.begin(), no.end(), word) != no.end();
    if (!isYes && !isNo)
        return {};
    return spelled({StorageClass::Integer, isYes ? 1 : 0, 0, nullptr, 0});
}

Fitting expectMoment(const ColumnPlan &column, const RawValue &value, std::string &text)
{
    if (value.storage != StorageClass::Text)
        return {};
    const auto stored = readMoment(column.target.type, bytesOf(value));
    if (!stored)
        return {};
    const RawValue alone = readAlone(column.target.type, column.form, *stored, text);
    const bool same = alone.storage == StorageClass::Text && bytesOf(alone) == bytesOf(value);
    return same ? exact(value) : spelled(alone);
}

/// Types that hold characters or bytes as they are: only the class can differ.
Expectation expectSame(const ColumnPlan &column, const RawValue &value, std::string &text)
{
    if (value.storage == column.mainClass)
        return exact(value);
    if (isNumber(value))
        text = digitsOf(value);
    const std::string_view bytes = isNumber(value) ? std::string_view(text) : bytesOf(value);
    return {Kind::Form, false, readAlone(column.target.type, column.mainClass, bytes)};
}

Fitting expectText(const ColumnPlan &column, const RawValue &value, std::string &text)
{
    if (isNumber(value) || isReadable(bytesOf(value)))
        return expectSame(column, value, text);
    if (value.storage == StorageClass::Blob)
        return {};
    if (column.nulText == NulText::Null)
        return setAside();
    text = readablePart(bytesOf(value));
    return Expectation{Kind::Attic, true, readAlone(column.target.type, column.mainClass, text)};
}

/// In valid JSON: also in what jsonb would drop.
bool hasEscapedNul(std::string_view json)
{
    for (size_t at = json.find('\\'); at != std::string_view::npos; at = json.find('\\', at + 2)) {
        if (json.substr(at + 1, 5) == "u0000")
            return true;
    }
    return false;
}

Fitting expectJson(const ColumnPlan &column, const RawValue &value, std::string &text)
{
    const bool endless = value.storage == StorageClass::Real && std::isinf(value.real);
    const bool bad = value.storage == StorageClass::Text && !isReadable(bytesOf(value));
    if (value.storage == StorageClass::Blob || endless || bad)
        return {};
    const std::string whole = isNumber(value) ? digitsOf(value) : std::string(bytesOf(value));
    auto json = canonicalJson(whole);
    if (!json)
        return {};
    if (column.target.type == TypeKind::Json)
        return expectSame(column, value, text);
    if (hasEscapedNul(whole))
        return {};
    text = std::move(*json);
    return spelled(foreignValue(text));
}

Fitting expectUuid(const RawValue &value, std::string &text)
{
    if (value.storage != StorageClass::Text || value.size != 36)
        return {};
    text.assign(bytesOf(value));
    for (size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (text[i] >= 'A' && text[i] <= 'F')
            text[i] = static_cast<char>(text[i] - 'A' + 'a');
        const bool hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
        if (dash ? text[i] != '-' : !hex)
            return {};
    }
    if (text == bytesOf(value))
        return exact(value);
    return spelled({StorageClass::Text, 0, 0, text.data(), static_cast<qsizetype>(text.size())});
}

Fitting fittingOf(const ColumnPlan &column, const RawValue &value, std::string &text)
{
    switch (column.target.type) {
    case TypeKind::Bigint:
    case TypeKind::Double:
    case TypeKind::Numeric:
        return expectNumber(column.target.type, value);
    case TypeKind::Boolean:
        return expectBoolean(value);
    case TypeKind::Date:
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
        return expectMoment(column, value, text);
    case TypeKind::Text:
        return expectText(column, value, text);
    case TypeKind::Json:
    case TypeKind::Jsonb:
        return expectJson(column, value, text);
    case TypeKind::Bytea:
        return expectSame(column, value, text);
    case TypeKind::Uuid:
        return expectUuid(value, text);
    }
    return {};
}

} // namespace

Expectation expectationOf(const ColumnPlan &column, const RawValue &value, std::string &text)
{
    if (const Fitting fitting = fittingOf(column, value, text))
        return *fitting;
    // What the plan has no place for is no reason for an exception either.
    return column.misfit == Misfit::Attic ? setAside() : exact(value);
}

} // namespace migration
