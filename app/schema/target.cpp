// SPDX-License-Identifier: MIT
#include "schema/target.h"

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

namespace schema {

namespace {

struct Spelling
{
    TypeKind kind;
    QLatin1String name;
};

/// PostgreSQL's own name of each kind first, other spellings of it below.
constexpr std::array spellings{
    Spelling{TypeKind::Bigint, "bigint"_L1},
    Spelling{TypeKind::Double, "double precision"_L1},
    Spelling{TypeKind::Numeric, "numeric"_L1},
    Spelling{TypeKind::Boolean, "boolean"_L1},
    Spelling{TypeKind::Date, "date"_L1},
    Spelling{TypeKind::Timestamp, "timestamp without time zone"_L1},
    Spelling{TypeKind::TimestampTz, "timestamp with time zone"_L1},
    Spelling{TypeKind::Text, "text"_L1},
    Spelling{TypeKind::Json, "json"_L1},
    Spelling{TypeKind::Jsonb, "jsonb"_L1},
    Spelling{TypeKind::Bytea, "bytea"_L1},
    Spelling{TypeKind::Uuid, "uuid"_L1},
    Spelling{TypeKind::Bigint, "int8"_L1},
    Spelling{TypeKind::Double, "float8"_L1},
    Spelling{TypeKind::Double, "double"_L1},
    Spelling{TypeKind::Numeric, "decimal"_L1},
    Spelling{TypeKind::Boolean, "bool"_L1},
    Spelling{TypeKind::Timestamp, "timestamp"_L1},
    Spelling{TypeKind::TimestampTz, "timestamptz"_L1},
};

} // namespace

QString typeName(TypeKind kind)
{
    const auto found =
        std::find_if(spellings.begin(), spellings.end(), [kind](const Spelling &s) { return s.kind == kind; });
    return found->name;
}

std::optional<TypeKind> typeFromName(const QString &name)
{
    const QString wanted = name.simplified().toLower();
    const auto found =
        std::find_if(spellings.begin(), spellings.end(), [&](const Spelling &s) { return wanted == s.name; });
    if (found == spellings.end())
        return {};
    return found->kind;
}

} // namespace schema
