// SPDX-License-Identifier: MIT
#include "schema/keys.h"

#include <algorithm>

namespace schema {

QList<Key> keysOf(const Table &table)
{
    QList<Key> keys;
    if (table.primaryKey)
        keys.append(*table.primaryKey);
    keys.append(table.uniques);
    for (const Index &index : table.indexes) {
        const bool plain = std::none_of(index.parts.begin(), index.parts.end(),
                                        [](const IndexPart &part) { return part.column.isEmpty(); });
        if (!index.unique || !plain)
            continue;
        Key key{index.name, {}, {}};
        for (const IndexPart &part : index.parts) {
            key.columns.append(part.column);
            key.collations.append(part.collation);
        }
        keys.append(key);
    }
    return keys;
}

} // namespace schema
