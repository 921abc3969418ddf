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

/// The statements that give a creator's objects to `owner`.
QStringList ownershipSql(const CreatorPlan &plan, const QString &owner);

} // namespace migration
