// SPDX-License-Identifier: MIT
#include "migration/plan/keycolumns.h"

#include <algorithm>

namespace migration {

std::vector<size_t> keyColumnsOf(const TablePlan &table)
{
    std::vector<size_t> indices;
    if (!table.target.primaryKey)
        return indices;
    for (const QString &name : table.target.primaryKey->columns) {
        const auto found = std::find_if(table.columns.cbegin(), table.columns.cend(),
                                        [&name](const ColumnPlan &column) { return column.target.name == name; });
        if (found == table.columns.cend())
            return {};
        indices.push_back(static_cast<size_t>(found - table.columns.cbegin()));
    }
    return indices;
}

} // namespace migration
