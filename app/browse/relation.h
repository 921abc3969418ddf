// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace browse {

enum class RelationKind : quint8 {
    Table,
    PartitionedTable,
    ForeignTable,
    View,
    MaterializedView,
    Sequence,
    Function,
    Procedure,
    Aggregate,
};

/// Something in a database that one can look at, as it was called when the catalog was read.
struct Relation
{
    quint32 oid = 0; ///< of pg_class, or of pg_proc for functions, procedures and aggregates; 0: none
    RelationKind kind = RelationKind::Table;
    QString schema;
    QString name; ///< of functions with the types of their arguments: "sum(integer, integer)"
};

/// Tables of all kinds, views, sequences: what a SELECT can be asked of.
inline bool hasRows(RelationKind kind)
{
    return kind < RelationKind::Function;
}

} // namespace browse
