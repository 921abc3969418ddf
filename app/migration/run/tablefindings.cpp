// SPDX-License-Identifier: MIT
#include "migration/run/tablefindings.h"

namespace migration {

TableFindings::TableFindings(qsizetype tables) : m_tables(tables)
{
}

void TableFindings::addAtticOfEarlier(qsizetype table, qint64 rows)
{
    const std::scoped_lock lock(m_mutex);
    m_tables[table].attic += rows;
}

void TableFindings::addLoaded(qsizetype table, const LoadedRows &loaded)
{
    const std::scoped_lock lock(m_mutex);
    m_tables[table].attic += loaded.attic;
    add(m_tables[table].loaded, loaded);
}

void TableFindings::setCompared(qsizetype table, TableVerdict verdict)
{
    const std::scoped_lock lock(m_mutex);
    m_tables[table].compared = std::move(verdict);
}

LoadedRows TableFindings::loaded(qsizetype table) const
{
    const std::scoped_lock lock(m_mutex);
    return m_tables[table].loaded;
}

QList<qint64> TableFindings::attic() const
{
    const std::scoped_lock lock(m_mutex);
    QList<qint64> counts;
    for (const OfTable &table : m_tables)
        counts += table.attic;
    return counts;
}

QList<TableVerdict> TableFindings::compared() const
{
    const std::scoped_lock lock(m_mutex);
    QList<TableVerdict> verdicts;
    for (const OfTable &table : m_tables)
        verdicts += table.compared;
    return verdicts;
}

} // namespace migration
