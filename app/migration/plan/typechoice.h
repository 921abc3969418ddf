// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/choices.h"
#include "migration/plan/plan.h"
#include "migration/plan/typefit.h"

#include <optional>

/// Which type a column gets: the declared type proposes, what is really there corrects, a profile overrides, a person
/// decides.
namespace migration {

/// What a declared type promises.
enum class TypeFamily : quint8 { Integer, Real, Numeric, Boolean, Date, Timestamp, Json, Text, Bytes, Untyped };

TypeFamily familyOf(const schema::Column &column);

struct TypeWish
{
    std::optional<schema::TypeKind> type;
    QString zone; ///< "UTC", or empty

    [[nodiscard]] bool isEmpty() const { return !type && zone.isEmpty(); }
    [[nodiscard]] ZonelessMeans zoneless() const
    {
        return zone.isEmpty() ? ZonelessMeans::Unknown : ZonelessMeans::Utc;
    }
};

enum class TypeOrigin : quint8 {
    Default,
    Profile,
    Choice,
    Alignment, ///< the other end of a foreign key needs it
    Bytes,     ///< its texts would collide, or a person prefers bytes to unreadable text
};

struct TypeDecision
{
    schema::TypeKind type = schema::TypeKind::Text;
    Fit fit;
    Misfit misfit = Misfit::None;
    TypeOrigin origin = TypeOrigin::Default;
    bool profileIgnored = false; ///< the profile's wish does not fit what is there
};

/// A type that holds every value that the census saw; misfits only where the declared type stays in spite of a few.
TypeDecision defaultType(const ColumnFacts &facts, ZonelessMeans zoneless, JsonChoice json);

/// `type` if it holds every value.
std::optional<TypeDecision> exactType(schema::TypeKind type, const ColumnFacts &facts, ZonelessMeans zoneless);

/// None where the person's choice cannot hold the values.
std::optional<TypeDecision> chooseType(const ColumnFacts &facts, const TypeWish &profile, const TypeWish &choice,
                                       JsonChoice json);

} // namespace migration
