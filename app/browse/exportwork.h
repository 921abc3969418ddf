// SPDX-License-Identifier: MIT
#pragma once

#include "browse/exportmeter.h"
#include "postgres/copyout.h"

namespace browse {

/// One export under way. For browse/ only.
struct ExportWork
{
    postgres::Reader &reader;
    postgres::CopyOut &copy; ///< its transaction has begun
    const ExportRequest &request;
    ExportMeter &meter;
    std::stop_token stop;
    QStringList remarks;
};

/// What there is to write: the one relation, or the schema's tables.
base::Result<QList<Relation>> relationsOf(ExportWork &work);
/// All of its rows and columns, or those that were asked for.
base::Result<RowsQuery> queryOf(ExportWork &work, const Relation &relation);
QString selectOf(const ExportWork &work, const RowsQuery &query);

base::Result<void> writeText(ExportWork &work);
base::Result<void> writeSqlite(ExportWork &work);
base::Result<void> writeDump(ExportWork &work, const postgres::Settings &settings);

} // namespace browse
