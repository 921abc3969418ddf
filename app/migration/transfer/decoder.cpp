// SPDX-License-Identifier: MIT
#include "migration/transfer/decoder.h"

#include "migration/transfer/canonicaljson.h"
#include "migration/transfer/momenttext.h"
#include "migration/transfer/numbertext.h"

#include <QtEndian>
#include <charconv>
#include <cstring>

namespace migration {

using postgres::Field;
using schema::RawValue;
using schema::StorageClass;
using schema::TypeKind;

namespace {

RawValue integerValue(qint64 value)
{
    return {StorageClass::Integer, value, 0, nullptr, 0};
}

RawValue realValue(double value)
{
    return {StorageClass::Real, 0, value, nullptr, 0};
}

RawValue textValue(std::string_view text)
{
    return {StorageClass::Text, 0, 0, text.data(), static_cast<qsizetype>(text.size())};
}

RawValue blobValue(std::string_view bytes)
{
    return {StorageClass::Blob, 0, 0, bytes.data(), static_cast<qsizetype>(bytes.size())};
}

std::string_view bytesOf(const Field &field)
{
    return {field.data, static_cast<size_t>(field.size)};
}

/// A field that the planned type does not have: somebody changed the column.
RawValue strange(const Field &field, std::string &text)
{
    text = "0x";
    for (const char c : bytesOf(field)) {
        constexpr std::string_view digits = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(c);
        text.append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    return foreignValue(text);
}

RawValue numericValue(const Field &field, std::string &text)
{
    text = numericText(bytesOf(field));
    const size_t point = text.find('.');
    if (point == std::string::npos) {
        const auto integer = readInteger(text);
        return integer ? integerValue(*integer) : foreignValue(text);
    }
    double real = 0;
    const auto error = std::from_chars(text.data(), text.data() + text.size(), real).ec;
    const bool shortest = error == std::errc{} && plainRealText(real) == text;
    return shortest && text != "-0.0" ? realValue(real) : foreignValue(text);
}

RawValue uuidValue(const Field &field, std::string &text)
{
    text.clear();
    for (int i = 0; i < field.size; ++i) {
        constexpr std::string_view digits = "0123456789abcdef";
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        const auto byte = static_cast<unsigned char>(field.data[i]);
        text.append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    return textValue(text);
}

RawValue eightBytes(TypeKind type, const schema::TextForm &form, const Field &field, std::string &text)
{
    const auto bits = qFromBigEndian<qint64>(field.data);
    if (type == TypeKind::Bigint)
        return integerValue(bits);
    if (type == TypeKind::Double) {
        double real = 0;
        std::memcpy(&real, &bits, sizeof real);
        return realValue(real);
    }
    return readAlone(type, form, bits, text);
}

} // namespace

Decoder::Decoder(const TablePlan &table)
{
    for (const ColumnPlan &column : table.columns)
        m_cells.push_back({column.target.type, column.mainClass, column.form, {}});
    m_values.resize(m_cells.size());
}

std::span<const RawValue> Decoder::decode(std::span<const Field> fields)
{
    const size_t count = std::min(fields.size(), m_cells.size());
    for (size_t i = 0; i < count; ++i)
        m_values[i] = fields[i].size < 0 ? RawValue{} : decode(m_cells[i], fields[i]);
    return {m_values.data(), count};
}

RawValue Decoder::decode(Cell &cell, const Field &field)
{
    switch (cell.type) {
    case TypeKind::Bigint:
    case TypeKind::Double:
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
        return field.size == 8 ? eightBytes(cell.type, cell.form, field, cell.text) : strange(field, cell.text);
    case TypeKind::Numeric:
        return numericValue(field, cell.text);
    case TypeKind::Boolean:
        return field.size == 1 ? integerValue(field.data[0] != 0 ? 1 : 0) : strange(field, cell.text);
    case TypeKind::Date:
        if (field.size != 4)
            return strange(field, cell.text);
        return readAlone(cell.type, cell.form, qFromBigEndian<qint32>(field.data), cell.text);
    case TypeKind::Text:
    case TypeKind::Json:
    case TypeKind::Bytea:
        return readAlone(cell.type, cell.mainClass, bytesOf(field));
    case TypeKind::Jsonb:
        if (field.size < 1 || field.data[0] != 1)
            return strange(field, cell.text);
        cell.text = canonicalJson(bytesOf(field).substr(1)).value_or(std::string(bytesOf(field).substr(1)));
        return foreignValue(cell.text);
    case TypeKind::Uuid:
        return field.size == 16 ? uuidValue(field, cell.text) : strange(field, cell.text);
    }
    return {};
}

RawValue readAlone(TypeKind type, StorageClass mainClass, std::string_view text)
{
    switch (mainClass) {
    case StorageClass::Integer: {
        const auto integer = readInteger(text);
        return integer ? integerValue(*integer) : foreignValue(text);
    }
    case StorageClass::Real: {
        const auto real = readReal(text);
        return real ? realValue(*real) : foreignValue(text);
    }
    case StorageClass::Text:
        return textValue(text);
    case StorageClass::Blob:
        return blobValue(text);
    case StorageClass::Null:
        break;
    }
    return type == TypeKind::Bytea ? blobValue(text) : textValue(text);
}

RawValue readAlone(TypeKind type, const schema::TextForm &form, qint64 stored, std::string &text)
{
    const bool exact = writeMoment(type, form, stored, text);
    return exact ? textValue(text) : foreignValue(text);
}

RawValue foreignValue(std::string_view text)
{
    return {foreignClass, 0, 0, text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace migration
