// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"
#include "migration/run/run.h"
#include "migration/transfer/staging.h"

namespace migration {

struct CommitRequest
{
    const Staging &staging;
    QString runId;
    int number = 0; ///< of the creator in its run
    IfPresent ifPresent = IfPresent::Refuse;
    QString owner; ///< empty: nobody else
    enum class Tables : quint8 { StillOurs, GivenAway } tablesAre = Tables::StillOurs;
    const CreatorReport &report;
    const QList<TableVerdict> &tables;
};

/// Whether the place is free: the schema's name, or in a global schema every table's name. Codes: schema-exists,
/// name-exists.
base::Result<void> checkPlaceFree(postgres::Connection &connection, const CreatorPlan &plan, IfPresent ifPresent);

/// The last step of `transaction`, in which the application sees the creator for the first time: renamed (or moved into
/// the global schema), marked, owned, journalled, committed; all or nothing.
base::Result<void> commitCreator(postgres::Connection &connection, postgres::Transaction &transaction,
                                 const CommitRequest &request);

/// That one transaction locks which alters all of the creator's tables.
qint64 relationsOf(const CreatorPlan &plan);

/// Gives the tables in the staging schema to `owner`, in transactions of a few each, for a creator that has more of
/// them than one transaction may lock.
base::Result<void> giveTables(postgres::Connection &connection, const Staging &staging, const QString &owner);

} // namespace migration
