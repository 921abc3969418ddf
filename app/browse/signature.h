// SPDX-License-Identifier: MIT
#pragma once

#include "browse/rows.h"
#include "postgres/reader.h"

namespace browse {

/// Gives Shape::signature of the relation $1 (an oid), or no row where it is gone. In the message of a statement that
/// read the relation, and after it, it is of the very table that was read: that is locked until the transaction ends.
constexpr auto signatureSql =
    "SELECT pg_catalog.hashtextextended(pg_catalog.concat_ws(',', n.nspname, c.relname, "
    " (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', a.attnum, a.atttypid, a.atttypmod, a.attnotnull, "
    "   a.attname), ',' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 "
    "   AND NOT a.attisdropped AND pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT')), "
    " (SELECT pg_catalog.string_agg(i.indexrelid::text, ',' ORDER BY i.indexrelid) FROM pg_catalog.pg_index i "
    "   WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid)), 0) "
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1";

postgres::Statement signatureOf(const Relation &relation);
/// Of an answer to signatureOf(): none while the relation is as `shape` says; else codes altered and objects-gone.
std::optional<base::Error> changeSince(const Shape &shape, const postgres::TextRows &signature);
base::Error isGone(const Relation &relation);

/// What a statement about the rows failed with; where the relation is another one by now, that is what is wrong.
base::Error reasonOf(const base::Error &error, postgres::Reader &reader, const RowsQuery &query,
                     const std::stop_token &stop);

} // namespace browse
