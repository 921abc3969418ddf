// SPDX-License-Identifier: MIT
#include "migration/plan/typefit.h"

#include <algorithm>
#include <array>
#include <utility>

namespace migration {

namespace {

using schema::ColumnCensus;
using schema::StorageClass;
using schema::TextShape;
using schema::TypeKind;

/// The class that most values have; the preferred one among equals.
StorageClass majority(const ColumnCensus &census, StorageClass preferred)
{
    const std::array<std::pair<StorageClass, qint64>, 4> counts{{{StorageClass::Text, census.texts},
                                                                 {StorageClass::Integer, census.integers},
                                                                 {StorageClass::Real, census.reals},
                                                                 {StorageClass::Blob, census.blobs}}};
    StorageClass best = preferred;
    qint64 most = 0;
    for (const auto &[storage, count] : counts) {
        if (count > most || (count == most && storage == preferred)) {
            most = count;
            best = storage;
        }
    }
    return best;
}

qint64 countOf(const ColumnCensus &census, StorageClass storage)
{
    switch (storage) {
    case StorageClass::Integer:
        return census.integers;
    case StorageClass::Real:
        return census.reals;
    case StorageClass::Text:
        return census.texts;
    case StorageClass::Blob:
        return census.blobs;
    case StorageClass::Null:
        break;
    }
    return census.nulls;
}

Fit numbers(StorageClass mainClass, qint64 misfits)
{
    Fit fit;
    fit.mainClass = mainClass;
    fit.misfits = misfits;
    return fit;
}

std::optional<Fit> booleanFit(const ColumnFacts &facts)
{
    const ColumnCensus &census = *facts.census;
    const qint64 words = census.shape(TextShape::BooleanWord);
    if (words > mostRecorded || (words > 0 && facts.use.compared()))
        return {};
    Fit fit = numbers(StorageClass::Integer, census.notBoolean + census.reals + census.texts - words + census.blobs);
    fit.recorded = words;
    return fit;
}

/// Texts that are no moment are never set aside: the column is text then.
std::optional<Fit> momentFit(TypeKind type, const ColumnFacts &facts, ZonelessMeans zoneless)
{
    const ColumnCensus &census = *facts.census;
    if (census.texts != census.shape(TextShape::Moment))
        return {};
    const auto main = mainForm(census, type, zoneless);
    if (!main)
        return {};
    Fit fit;
    fit.form = main->form;
    fit.recorded = census.texts - main->covered;
    fit.misfits = census.integers + census.reals + census.blobs;
    const bool tooMany = fit.recorded > mostRecorded || fit.recorded * recordedShare > census.values();
    if (tooMany || (fit.recorded > 0 && facts.use.compared()))
        return {};
    return fit;
}

/// Whether bytes are readable is not known: they count as misfits.
Fit textFit(const ColumnCensus &census)
{
    Fit fit;
    ColumnCensus readable = census;
    readable.blobs = 0;
    fit.mainClass = majority(readable, StorageClass::Text);
    fit.recorded = readable.values() - countOf(readable, fit.mainClass);
    fit.misfits = census.blobs;
    return fit;
}

Fit byteaFit(const ColumnCensus &census)
{
    Fit fit;
    fit.mainClass = majority(census, StorageClass::Blob);
    fit.recorded = census.values() - countOf(census, fit.mainClass);
    return fit;
}

/// There is no index on json, hence no key either.
std::optional<Fit> jsonFit(const ColumnFacts &facts)
{
    const ColumnCensus &census = *facts.census;
    if (facts.use.compared() || facts.use.inIndex || census.validJson != census.texts)
        return {};
    Fit fit;
    fit.recorded = census.integers + census.reals - census.infinities;
    fit.misfits = census.blobs + census.infinities;
    return fit;
}

/// jsonb respells what it stores, so every original is recorded. A text that is a single JSON string may hide \u0000,
/// which jsonb refuses.
std::optional<Fit> jsonbFit(const ColumnFacts &facts)
{
    const ColumnCensus &census = *facts.census;
    const bool strings = census.shape(TextShape::Other) > 0;
    if (facts.use.compared() || census.validJson != census.texts || strings || census.shape(TextShape::JsonWithNul) > 0)
        return {};
    Fit fit;
    fit.recorded = census.texts + census.integers + census.reals - census.infinities;
    fit.misfits = census.blobs + census.infinities;
    return fit;
}

std::optional<Fit> uuidFit(const ColumnFacts &facts)
{
    const ColumnCensus &census = *facts.census;
    Fit fit;
    fit.recorded = census.texts - census.lowerCaseUuids;
    fit.misfits = census.integers + census.reals + census.blobs;
    if (census.texts != census.shape(TextShape::Uuid) || fit.recorded > mostRecorded ||
        (fit.recorded > 0 && facts.use.compared()))
        return {};
    return fit;
}

} // namespace

std::optional<Fit> fitOf(TypeKind type, const ColumnFacts &facts, ZonelessMeans zoneless)
{
    const ColumnCensus &census = *facts.census;
    const qint64 others = census.texts + census.blobs;
    switch (type) {
    case TypeKind::Bigint:
        return numbers(StorageClass::Integer, census.reals + others);
    case TypeKind::Double:
        return numbers(StorageClass::Real, census.integers + others);
    case TypeKind::Numeric:
        return numbers(census.reals > census.integers ? StorageClass::Real : StorageClass::Integer,
                       census.negativeZeros + census.infinities + others);
    case TypeKind::Boolean:
        return booleanFit(facts);
    case TypeKind::Date:
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
        return momentFit(type, facts, zoneless);
    case TypeKind::Text:
        return textFit(census);
    case TypeKind::Json:
        return jsonFit(facts);
    case TypeKind::Jsonb:
        return jsonbFit(facts);
    case TypeKind::Bytea:
        return byteaFit(census);
    case TypeKind::Uuid:
        return uuidFit(facts);
    }
    return {};
}

bool mayGoToAttic(const ColumnFacts &facts, qint64 misfits)
{
    return facts.use.nullable && !facts.use.compared() && misfits <= mostMisfits &&
           misfits * misfitShare <= facts.census->values();
}

} // namespace migration
