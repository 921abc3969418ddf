// SPDX-License-Identifier: MIT
#include "migration/plan/typechoice.h"

#include <QList>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::Affinity;
using schema::TypeKind;

bool containsAny(const QString &text, const QStringList &words)
{
    return std::any_of(words.begin(), words.end(), [&](const QString &word) { return text.contains(word); });
}

bool hasCurrentTimestamp(const schema::Column &column)
{
    return column.defaultSql && column.defaultSql->contains(u"CURRENT_TIMESTAMP"_s, Qt::CaseInsensitive);
}

TypeFamily familyOfAffinity(const schema::Column &column, const QString &declared)
{
    switch (column.affinity) {
    case Affinity::Integer:
        return TypeFamily::Integer;
    case Affinity::Real:
        return TypeFamily::Real;
    case Affinity::Text:
        return TypeFamily::Text;
    case Affinity::Blob:
        return declared.contains(u"BLOB"_s) ? TypeFamily::Bytes : TypeFamily::Untyped;
    case Affinity::Numeric:
        break;
    }
    return TypeFamily::Untyped;
}

bool hasTimes(const schema::ColumnCensus &census)
{
    const QList<quint32> forms = census.forms.keys();
    return std::any_of(forms.begin(), forms.end(),
                       [](quint32 packed) { return schema::TextForm::unpack(packed).time; });
}

/// What people expect of an empty column whose declared type SQLite does not know.
TypeKind typeOfUnknownWord(const schema::Column &column)
{
    const QString declared = column.declaredType.toUpper();
    if (column.affinity != Affinity::Numeric)
        return TypeKind::Text;
    if (containsAny(declared, {u"NUMBER"_s, u"MONEY"_s, u"CURRENCY"_s, u"FIXED"_s, u"DEC"_s}))
        return TypeKind::Numeric;
    if (containsAny(declared, {u"YEAR"_s, u"SERIAL"_s, u"BIT"_s}) || declared == u"ID" || declared == u"LONG")
        return TypeKind::Bigint;
    return TypeKind::Text;
}

QList<TypeKind> jsonTypes(JsonChoice json)
{
    switch (json) {
    case JsonChoice::Jsonb:
        return {TypeKind::Jsonb, TypeKind::Json, TypeKind::Text};
    case JsonChoice::Text:
        return {TypeKind::Text};
    case JsonChoice::Json:
        break;
    }
    return {TypeKind::Json, TypeKind::Text};
}

/// The types that a declaration stands for, the closest first. Only these may stay in spite of a few misfits.
QList<TypeKind> ownTypes(TypeFamily family, const ColumnFacts &facts, JsonChoice json)
{
    const bool onlyNumbers = facts.census->texts == 0 && facts.census->blobs == 0 && facts.census->values() > 0;
    switch (family) {
    case TypeFamily::Integer:
        return {TypeKind::Bigint, TypeKind::Numeric};
    case TypeFamily::Real:
        return {TypeKind::Double, TypeKind::Numeric};
    case TypeFamily::Numeric:
        return {TypeKind::Numeric, TypeKind::Double};
    case TypeFamily::Boolean:
        return {TypeKind::Boolean, TypeKind::Bigint, TypeKind::Numeric};
    case TypeFamily::Date:
    case TypeFamily::Timestamp:
        if (onlyNumbers)
            return {TypeKind::Bigint, TypeKind::Double, TypeKind::Numeric};
        return family == TypeFamily::Date && !hasTimes(*facts.census)
                   ? QList{TypeKind::Date, TypeKind::Timestamp, TypeKind::TimestampTz}
                   : QList{TypeKind::Timestamp, TypeKind::TimestampTz};
    case TypeFamily::Json:
        return jsonTypes(json);
    case TypeFamily::Text:
        return {TypeKind::Text};
    case TypeFamily::Bytes:
        return {TypeKind::Bytea};
    case TypeFamily::Untyped:
        break;
    }
    return {};
}

/// All candidates for every value to fit, the narrowest first.
QList<TypeKind> candidates(TypeFamily family, const QList<TypeKind> &own, const ColumnFacts &facts)
{
    QList<TypeKind> all = own;
    if (family == TypeFamily::Untyped && facts.census->values() == 0)
        all = {typeOfUnknownWord(*facts.column)};
    else if (family == TypeFamily::Untyped)
        all = {TypeKind::Bigint, TypeKind::Numeric, TypeKind::Double};
    all += {TypeKind::Text, TypeKind::Bytea};
    return all;
}

/// Where zoneless times mean UTC, they are points in time.
QList<TypeKind> withZone(QList<TypeKind> types, ZonelessMeans zoneless)
{
    if (zoneless == ZonelessMeans::Utc)
        types.removeAll(TypeKind::Timestamp);
    return types;
}

TypeDecision decided(TypeKind type, const Fit &fit)
{
    TypeDecision decision;
    decision.type = type;
    decision.fit = fit;
    decision.misfit = fit.misfits > 0 ? Misfit::Attic : Misfit::None;
    return decision;
}

/// The declared type with a few values set aside: the type that leaves the fewest.
std::optional<TypeDecision> withFewMisfits(const QList<TypeKind> &own, const ColumnFacts &facts, ZonelessMeans zoneless)
{
    std::optional<TypeDecision> best;
    for (const TypeKind type : own) {
        const auto fit = fitOf(type, facts, zoneless);
        if (fit && mayGoToAttic(facts, fit->misfits) && (!best || fit->misfits < best->fit.misfits))
            best = decided(type, *fit);
    }
    return best;
}

std::optional<TypeDecision> wishedType(const TypeWish &wish, const ColumnFacts &facts, JsonChoice json)
{
    TypeDecision usual = defaultType(facts, wish.zoneless(), json);
    if (wish.type && usual.type != *wish.type)
        return exactType(*wish.type, facts, wish.zoneless());
    const bool moment = usual.type == TypeKind::TimestampTz || usual.type == TypeKind::Date;
    if (!wish.type && !moment)
        return {};
    return usual;
}

} // namespace

TypeFamily familyOf(const schema::Column &column)
{
    const QString declared = column.declaredType.toUpper();
    if (declared.contains(u"BOOL"_s))
        return TypeFamily::Boolean;
    if (containsAny(declared, {u"DATETIME"_s, u"TIMESTAMP"_s}))
        return TypeFamily::Timestamp;
    if (declared.contains(u"DATE"_s))
        return hasCurrentTimestamp(column) ? TypeFamily::Timestamp : TypeFamily::Date;
    if (declared.contains(u"JSON"_s))
        return TypeFamily::Json;
    if (containsAny(declared, {u"UUID"_s, u"GUID"_s}))
        return TypeFamily::Text;
    if (containsAny(declared, {u"DECIMAL"_s, u"NUMERIC"_s}))
        return TypeFamily::Numeric;
    return familyOfAffinity(column, declared);
}

TypeDecision defaultType(const ColumnFacts &facts, ZonelessMeans zoneless, JsonChoice json)
{
    const TypeFamily family = facts.use.rowidAlias ? TypeFamily::Integer : familyOf(*facts.column);
    const QList<TypeKind> own = withZone(ownTypes(family, facts, json), zoneless);
    const QList<TypeKind> all = candidates(family, own, facts);
    // Text and bytea hold nearly everything; before that, a few misfits must not decide.
    for (const TypeKind type : all) {
        if ((type == TypeKind::Text || type == TypeKind::Bytea) && !own.contains(type))
            continue;
        if (auto exact = exactType(type, facts, zoneless))
            return *exact;
    }
    if (auto few = withFewMisfits(own, facts, zoneless))
        return *few;
    if (auto text = exactType(TypeKind::Text, facts, zoneless))
        return *text;
    return decided(TypeKind::Bytea, *fitOf(TypeKind::Bytea, facts, zoneless));
}

std::optional<TypeDecision> exactType(TypeKind type, const ColumnFacts &facts, ZonelessMeans zoneless)
{
    const auto fit = fitOf(type, facts, zoneless);
    if (!fit || fit->misfits > 0)
        return {};
    return decided(type, *fit);
}

std::optional<TypeDecision> chooseType(const ColumnFacts &facts, const TypeWish &profile, const TypeWish &choice,
                                       JsonChoice json)
{
    if (!choice.isEmpty()) {
        auto decision = wishedType(choice, facts, json);
        if (decision)
            decision->origin = TypeOrigin::Choice;
        return decision;
    }
    if (profile.isEmpty())
        return defaultType(facts, ZonelessMeans::Unknown, json);
    if (auto decision = wishedType(profile, facts, json)) {
        decision->origin = TypeOrigin::Profile;
        return decision;
    }
    TypeDecision usual = defaultType(facts, ZonelessMeans::Unknown, json);
    usual.profileIgnored = true;
    return usual;
}

} // namespace migration
