// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/databasejournal.h"
#include "migration/run/rollback.h"

namespace migration {

/// The rollback of one creator of a run. What stands in its way is looked at before anything is touched.
class CreatorRollback
{
public:
    CreatorRollback(postgres::Connection &connection, const JournalCreator &creator, const CreatorPlan &plan,
                    RollbackReport &report)
        : m_connection(connection), m_creator(creator), m_plan(plan), m_report(report)
    {
    }

    /// What it removed, restored and left is added to the report.
    base::Result<void> run(ChangedData changed, const std::stop_token &stop);
    /// What run() would do; changes nothing.
    base::Result<RollbackItem> look(const std::stop_token &stop);

private:
    enum class Mark { Ours, Gone };
    /// Whether the creator's tables go all at once, or are too many for one transaction's locks.
    [[nodiscard]] bool goesAtOnce() const;
    base::Result<void> compareRows(const QStringList &tables, RollbackItem &item, const std::stop_token &stop);
    base::Result<void> undoCommit(ChangedData changed, const std::stop_token &stop);
    base::Result<void> removeAndPutBack(Mark mark, ChangedData changed, const std::stop_token &stop);
    base::Result<bool> isOurs();
    base::Result<void> refuseChanged(const QStringList &tables, const QString &message, const std::stop_token &stop);
    base::Result<QStringList> presentTables();
    base::Result<void> dropObjects(ChangedData changed, const std::stop_token &stop);
    base::Result<void> dropOwnSchema();
    base::Result<void> putBack();
    base::Result<void> forget();

    postgres::Connection &m_connection;
    const JournalCreator &m_creator;
    const CreatorPlan &m_plan;
    RollbackReport &m_report;
};

} // namespace migration
