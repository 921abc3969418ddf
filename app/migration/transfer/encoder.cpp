// SPDX-License-Identifier: MIT
#include "migration/transfer/encoder.h"

#include "migration/transfer/numericfield.h"
#include "schema/realtext.h"
#include "schema/textshape.h"
#include "schema/utf8.h"

#include <QCoreApplication>
#include <array>
#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace migration {

using postgres::CopyBuffer;
using schema::RawValue;
using schema::StorageClass;
using schema::TypeKind;

namespace {

constexpr qint64 microsPerMinute = 60'000'000;
constexpr qint64 microsPerDay = qint64{24} * 60 * microsPerMinute;
constexpr qsizetype largestField = 0x3fffffff - 64; ///< PostgreSQL allocates 1 GB at most, header included
constexpr char jsonbVersion = 1;

/// Digits of a number without an allocation.
struct Digits
{
    explicit Digits(const RawValue &value)
    {
        if (value.storage == StorageClass::Integer)
            size = std::to_chars(text.data(), text.data() + text.size(), value.integer).ptr - text.data();
        else
            size = schema::writeRealDigits(value.real, text.data());
    }
    std::array<char, schema::maxRealDigits> text;
    qsizetype size = 0;
};

bool isNumber(const RawValue &value)
{
    return value.storage == StorageClass::Integer || value.storage == StorageClass::Real;
}

/// The form a text was found in against a column's form, which may allow two of them.
bool spelledAs(const schema::ParsedMoment &parsed, const schema::TextForm &form)
{
    if (parsed.form == form)
        return true;
    if (form.fraction != schema::Fraction::UnlessZero || parsed.form.fraction != schema::Fraction::Fixed)
        return false;
    const bool zero = parsed.moment.micros % 1'000'000 == 0;
    if (parsed.form.fractionDigits != (zero ? 0 : 6))
        return false;
    schema::TextForm same = parsed.form;
    same.fraction = form.fraction;
    same.fractionDigits = form.fractionDigits;
    return same == form;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

QByteArray originalOf(const RawValue &value)
{
    if (!isNumber(value))
        return QByteArray::fromRawData(value.data, value.size);
    const Digits digits(value);
    return {digits.text.data(), digits.size};
}

Encoder::Encoder(const TablePlan &table) : m_table(table)
{
    m_cells.reserve(static_cast<size_t>(table.columns.size()));
    for (const ColumnPlan &column : table.columns)
        m_cells.push_back({column.target.type, column.mainClass, column.misfit, column.nulText, column.form});
}

base::Result<void> Encoder::encodeRow(qint64 row, std::span<const RawValue> values, CopyBuffer &buffer,
                                      std::vector<CellException> &exceptions)
{
    buffer.beginRow(static_cast<qint16>(values.size()));
    for (size_t i = 0; i < values.size(); ++i) {
        const RawValue &value = values[i];
        if (value.storage == StorageClass::Null) {
            buffer.null();
            continue;
        }
        if (value.size > largestField)
            return base::fail(tooLarge(row, i, value));
        Outcome outcome = encode(m_cells[i], value, buffer);
        if (outcome == Outcome::Exact)
            continue;
        if (outcome == Outcome::Misfit) {
            if (m_cells[i].misfit == Misfit::None)
                return base::fail(doesNotFit(row, i, value));
            buffer.null();
            outcome = Outcome::Reduced;
        }
        CellException exception;
        exception.kind = outcome == Outcome::Reduced ? CellException::Kind::Attic : CellException::Kind::Form;
        exception.row = row;
        exception.column = static_cast<int>(i);
        exception.storage = value.storage;
        if (outcome != Outcome::Class)
            exception.original = originalOf(value);
        exceptions.push_back(std::move(exception));
    }
    return {};
}

Encoder::Outcome Encoder::encode(const Cell &cell, const RawValue &value, CopyBuffer &buffer)
{
    switch (cell.type) {
    case TypeKind::Bigint:
    case TypeKind::Double:
    case TypeKind::Numeric:
        return encodeNumber(cell, value, buffer);
    case TypeKind::Boolean:
        return encodeBoolean(value, buffer);
    case TypeKind::Date:
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
        return encodeMoment(cell, value, buffer);
    case TypeKind::Text:
        return encodeText(cell, value, buffer);
    case TypeKind::Json:
    case TypeKind::Jsonb:
        return encodeJson(cell, value, buffer);
    case TypeKind::Bytea:
        return encodeBytea(cell, value, buffer);
    case TypeKind::Uuid:
        return encodeUuid(value, buffer);
    }
    return Outcome::Misfit;
}

Encoder::Outcome Encoder::encodeNumber(const Cell &cell, const RawValue &value, CopyBuffer &buffer)
{
    if (value.storage == StorageClass::Integer && cell.type == TypeKind::Bigint) {
        buffer.int64(value.integer);
        return Outcome::Exact;
    }
    if (value.storage == StorageClass::Real && cell.type == TypeKind::Double) {
        buffer.float64(value.real);
        return Outcome::Exact;
    }
    if (cell.type != TypeKind::Numeric || !isNumber(value))
        return Outcome::Misfit;
    if (value.storage == StorageClass::Integer) {
        putNumeric(buffer, value.integer);
        return Outcome::Exact;
    }
    if (!std::isfinite(value.real) || (value.real == 0 && std::signbit(value.real)))
        return Outcome::Misfit;
    putNumeric(buffer, value.real);
    return Outcome::Exact;
}

Encoder::Outcome Encoder::encodeBoolean(const RawValue &value, CopyBuffer &buffer)
{
    if (value.storage == StorageClass::Integer && (value.integer == 0 || value.integer == 1)) {
        buffer.boolean(value.integer == 1);
        return Outcome::Exact;
    }
    if (value.storage != StorageClass::Text)
        return Outcome::Misfit;
    const std::optional<bool> word = schema::booleanWord(value.data, value.size);
    if (!word)
        return Outcome::Misfit;
    buffer.boolean(*word);
    return Outcome::Spelling;
}

/// Timestamps hold UTC where the text names a zone, else the time as written. A date holds what is written, and no
/// time but midnight.
Encoder::Outcome Encoder::encodeMoment(const Cell &cell, const RawValue &value, CopyBuffer &buffer)
{
    if (value.storage != StorageClass::Text)
        return Outcome::Misfit;
    const auto parsed = schema::parseMoment(value.data, value.size);
    if (!parsed || (cell.type == TypeKind::Date && parsed->moment.micros != 0))
        return Outcome::Misfit;
    const schema::Moment &moment = parsed->moment;
    if (cell.type == TypeKind::Date)
        buffer.int32(static_cast<qint32>(moment.days));
    else
        buffer.int64(moment.days * microsPerDay + moment.micros - parsed->form.offsetMinutes * microsPerMinute);
    return spelledAs(*parsed, cell.form) ? Outcome::Exact : Outcome::Spelling;
}

Encoder::Outcome Encoder::encodeText(const Cell &cell, const RawValue &value, CopyBuffer &buffer)
{
    const Outcome fits = value.storage == cell.mainClass ? Outcome::Exact : Outcome::Class;
    if (isNumber(value)) {
        const Digits digits(value);
        buffer.bytes(digits.text.data(), digits.size);
        return fits;
    }
    const schema::TextFlaws flaws = schema::flawsOf(value.data, value.size);
    if (!flaws.invalid && !flaws.nul) {
        buffer.bytes(value.data, value.size);
        return fits;
    }
    if (value.storage == StorageClass::Blob)
        return Outcome::Misfit;
    if (cell.nulText == NulText::Null) {
        buffer.null();
    } else {
        buffer.reserve(static_cast<size_t>(value.size) + sizeof(qint32));
        const size_t field = buffer.openField();
        schema::forReadableText(value.data, value.size,
                                [&buffer](const char *part, qsizetype size) { buffer.append(part, size); });
        buffer.closeField(field);
    }
    return Outcome::Reduced;
}

Encoder::Outcome Encoder::encodeJson(const Cell &cell, const RawValue &value, CopyBuffer &buffer)
{
    if (value.storage == StorageClass::Blob || (value.storage == StorageClass::Real && !std::isfinite(value.real)))
        return Outcome::Misfit;
    if (isNumber(value)) {
        const Digits digits(value);
        return putJson(cell, {digits.text.data(), digits.size}, value.storage, buffer);
    }
    const schema::JsonFinding json = schema::checkJson(value.data, value.size);
    const bool refused = json.escapedNul && cell.type == TypeKind::Jsonb;
    if (json.verdict == schema::JsonVerdict::Invalid || refused)
        return Outcome::Misfit;
    return putJson(cell, {value.data, value.size}, value.storage, buffer);
}

/// jsonb spells everything its own way: what comes back is never sure to be the text that went in.
Encoder::Outcome Encoder::putJson(const Cell &cell, QByteArrayView text, StorageClass storage, CopyBuffer &buffer)
{
    if (cell.type == TypeKind::Json) {
        buffer.bytes(text.data(), text.size());
        return storage == cell.mainClass ? Outcome::Exact : Outcome::Class;
    }
    const size_t field = buffer.openField();
    buffer.append(&jsonbVersion, 1);
    buffer.append(text.data(), text.size());
    buffer.closeField(field);
    return Outcome::Spelling;
}

Encoder::Outcome Encoder::encodeBytea(const Cell &cell, const RawValue &value, CopyBuffer &buffer)
{
    if (isNumber(value)) {
        const Digits digits(value);
        buffer.bytes(digits.text.data(), digits.size);
    } else {
        buffer.bytes(value.data, value.size);
    }
    return value.storage == cell.mainClass ? Outcome::Exact : Outcome::Class;
}

Encoder::Outcome Encoder::encodeUuid(const RawValue &value, CopyBuffer &buffer)
{
    constexpr qsizetype textLength = 36;
    if (value.storage != StorageClass::Text || value.size != textLength)
        return Outcome::Misfit;
    std::array<char, 16> bytes{};
    bool upper = false;
    size_t nibble = 0;
    for (qsizetype i = 0; i < textLength; ++i) {
        const char c = value.data[i];
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != '-')
                return Outcome::Misfit;
            continue;
        }
        const int digit = hexDigit(c);
        if (digit < 0)
            return Outcome::Misfit;
        upper = upper || (c >= 'A' && c <= 'F');
        bytes[nibble / 2] = static_cast<char>(bytes[nibble / 2] << 4 | digit);
        ++nibble;
    }
    buffer.bytes(bytes.data(), bytes.size());
    return upper ? Outcome::Spelling : Outcome::Exact;
}

base::Error Encoder::doesNotFit(qint64 row, size_t column, const RawValue &value) const
{
    static constexpr std::array<const char *, 5> classNames{"null", "integer", "real", "text", "blob"};
    const ColumnPlan &plan = m_table.columns.at(static_cast<qsizetype>(column));
    const QString message =
        QCoreApplication::translate(
            "migration", "Column %2 of table %1 holds a value that the plan has no place for. Usually the plan was "
                         "made for another state of the data. Make a new plan and start again.")
            .arg(m_table.source, plan.source);
    const QString detail = u"row %1: %2 value in a column of type %3: %4"_s.arg(
        QString::number(row), QLatin1String(classNames[static_cast<size_t>(value.storage)]),
        schema::typeName(plan.target.type), QString::fromUtf8(originalOf(value).left(80)));
    return {u"value-does-not-fit"_s, message, detail};
}

base::Error Encoder::tooLarge(qint64 row, size_t column, const RawValue &value) const
{
    const ColumnPlan &plan = m_table.columns.at(static_cast<qsizetype>(column));
    const QString message =
        QCoreApplication::translate(
            "migration", "Column %2 of table %1 holds a value of more than one gigabyte. PostgreSQL cannot store "
                         "a value of that size. Take it out of the database, or keep it in a file, and start again.")
            .arg(m_table.source, plan.source);
    return {u"value-does-not-fit"_s, message, u"row %1: %2 bytes"_s.arg(row).arg(value.size)};
}

} // namespace migration
