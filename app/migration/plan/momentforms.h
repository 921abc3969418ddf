// SPDX-License-Identifier: MIT
#pragma once

#include "schema/census.h"
#include "schema/target.h"
#include "schema/textform.h"

#include <optional>

/// Which spelling of dates and times a column's target type takes as its own.
namespace migration {

enum class ZonelessMeans : quint8 { Unknown, Utc };

struct MainForm
{
    schema::TextForm form;
    qint64 covered = 0; ///< texts that are spelled so
};

/// The form that covers the most texts; none if a text could not be held by `type` (Date, Timestamp, TimestampTz), or
/// if the census lost count of the forms. In a column without any moment: the plain form of the type.
std::optional<MainForm> mainForm(const schema::ColumnCensus &census, schema::TypeKind type, ZonelessMeans zoneless);

} // namespace migration
