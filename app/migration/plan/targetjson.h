// SPDX-License-Identifier: MIT
#pragma once

#include "base/jsonplace.h"
#include "schema/target.h"

/// The target part of a plan as JSON.
namespace migration {

QJsonObject targetColumnToJson(const schema::TargetColumn &column);
/// Without its columns, which a TablePlan has together with their sources.
QJsonObject targetTableToJson(const schema::TargetTable &table);

schema::TargetColumn targetColumnFromJson(const base::JsonPlace &place);
schema::TargetTable targetTableFromJson(const base::JsonPlace &place);

} // namespace migration
