// SPDX-License-Identifier: MIT
#include "migration/journal/journaltables.h"

using namespace Qt::StringLiterals;

namespace migration {

namespace {

constexpr auto lockSql = "SELECT pg_advisory_xact_lock(1131770928)"_L1; // 'Cut0'

/// What is there already needs no right to make it.
constexpr auto missingSql =
    "SELECT count(*) FROM unnest(ARRAY['run', 'creator', 'creator_table', 'form', 'attic', 'original', "
    "'form_address', 'attic_address', 'task']) AS wanted(name) "
    "WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'cutover' AND c.relname = wanted.name)"_L1;

constexpr auto tablesSql = R"(
CREATE SCHEMA IF NOT EXISTS cutover;
CREATE TABLE IF NOT EXISTS cutover.run (
    id text PRIMARY KEY, started timestamptz, finished timestamptz, verdict text, source text, version text, report json);
CREATE TABLE IF NOT EXISTS cutover.creator (
    run_id text, creator text, number int, schema_name text, source_path text, source_sha256 text, fingerprint text, snapshot_path text,
    aside_schema text, state text, verdict text, plan json, report json, PRIMARY KEY (run_id, creator));
CREATE TABLE IF NOT EXISTS cutover.creator_table (
    run_id text, creator text, table_name text, target_name text, rows bigint, digest text, state text,
    PRIMARY KEY (run_id, creator, table_name));
CREATE TABLE IF NOT EXISTS cutover.form (
    run_id text NOT NULL, creator text NOT NULL, table_name text NOT NULL, row_id bigint NOT NULL, column_no int NOT NULL,
    column_name text NOT NULL, storage text NOT NULL, original bytea);
CREATE INDEX IF NOT EXISTS form_address ON cutover.form (run_id, creator, table_name, row_id, column_no);
CREATE TABLE IF NOT EXISTS cutover.attic (
    run_id text NOT NULL, creator text NOT NULL, table_name text NOT NULL, row_id bigint NOT NULL, column_no int NOT NULL,
    column_name text NOT NULL, storage text NOT NULL, original bytea, key_values json);
CREATE INDEX IF NOT EXISTS attic_address ON cutover.attic (run_id, creator, table_name, row_id, column_no);
CREATE TABLE IF NOT EXISTS cutover.original (
    run_id text NOT NULL, creator text NOT NULL, type text NOT NULL, name text NOT NULL, table_name text, sql text,
    translated boolean NOT NULL);
CREATE TABLE IF NOT EXISTS cutover.task (
    run_id text, creator text, key text, rows bigint NOT NULL, forms bigint NOT NULL, attic bigint NOT NULL,
    PRIMARY KEY (run_id, creator, key));
)"_L1;

base::Result<bool> complete(postgres::Connection &connection)
{
    const auto missing = connection.value(missingSql);
    if (!missing)
        return base::fail(missing.error());
    return *missing == u"0";
}

} // namespace

base::Result<void> ensureJournalTables(postgres::Connection &connection)
{
    auto present = complete(connection);
    if (!present)
        return base::fail(present.error());
    if (*present)
        return {};
    auto transaction = postgres::Transaction::begin(connection);
    if (!transaction)
        return base::fail(transaction.error());
    // CREATE … IF NOT EXISTS of two sessions at once may fail on the catalog's own unique keys.
    if (auto locked = connection.value(lockSql); !locked)
        return base::fail(locked.error());
    if (auto made = connection.execute(tablesSql); !made)
        return made;
    return transaction->commit();
}

} // namespace migration
