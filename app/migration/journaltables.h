// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

namespace migration {

/// Makes schema `cutover` and its tables where they are missing (safe when several do it at once; outside of any
/// transaction):
///   cutover.run(id text PK, started timestamptz, finished timestamptz, verdict text, source text, version text, report
///   json) cutover.creator(run_id, creator, number int, schema_name, source_path, source_sha256, fingerprint,
///   snapshot_path, aside_schema,
///                   state text, verdict text, plan json, report json, PK(run_id, creator))
///   cutover.creator_table(run_id, creator, table_name, target_name, rows bigint, digest text, state text, PK(run_id,
///   creator, table_name)) cutover.form (run_id text, creator text, table_name text, row_id bigint, column_no int,
///   column_name text, storage text, original bytea) cutover.attic(the same columns as form, and key_values json)
///   cutover.original(run_id, creator, type, name, table_name, sql, translated bool)
/// storage is one of integer, real, text, blob. form and attic are indexed by (run_id, creator, table_name, row_id,
/// column_no).
base::Result<void> ensureJournalTables(postgres::Connection &connection);

} // namespace migration
