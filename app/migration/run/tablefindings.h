// SPDX-License-Identifier: MIT
#pragma once

#include "migration/transfer/staging.h"

#include <mutex>

namespace migration {

/// What the tasks of one creator find out about its tables, by their numbers in the plan. For any thread.
class TableFindings
{
public:
    explicit TableFindings(qsizetype tables);

    /// Rows that an earlier attempt of the run set aside: of what it loaded, nothing else is known.
    void addAtticOfEarlier(qsizetype table, qint64 rows);
    void addLoaded(qsizetype table, const LoadedRows &loaded);
    void setCompared(qsizetype table, TableVerdict verdict);

    /// By this process.
    [[nodiscard]] LoadedRows loaded(qsizetype table) const;
    /// Rows set aside, table by table.
    [[nodiscard]] QList<qint64> attic() const;
    /// Complete once every table was compared.
    [[nodiscard]] QList<TableVerdict> compared() const;

private:
    struct OfTable
    {
        LoadedRows loaded;
        qint64 attic = 0;
        TableVerdict compared;
    };

    mutable std::mutex m_mutex;
    QList<OfTable> m_tables;
};

} // namespace migration
