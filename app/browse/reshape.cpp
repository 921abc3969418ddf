// SPDX-License-Identifier: MIT
#include "browse/reshape.h"

#include "browse/rowsql.h"

#include <algorithm>

namespace browse {

namespace {

int columnIn(const Shape &shape, const Shape &before, int column)
{
    return column < 0 ? -1 : shape.indexOf(before.columns[column].name);
}

} // namespace

RowsQuery reshaped(const RowsQuery &query, const std::shared_ptr<const Shape> &shape)
{
    RowsQuery now{.shape = shape, .filters = {}, .sorting = query.sorting};
    now.sorting.column = columnIn(*shape, *query.shape, query.sorting.column);
    if (now.sorting.column >= 0 && !shape->columns[now.sorting.column].sortable)
        now.sorting.column = -1;
    for (Filter filter : query.filters) {
        filter.column = columnIn(*shape, *query.shape, filter.column);
        if (filter.column >= 0)
            now.filters.append(filter);
    }
    return now;
}

bool haveSamePlaces(const RowsQuery &one, const RowsQuery &other)
{
    if (one.shape->paging != Shape::Paging::Key || other.shape->paging != Shape::Paging::Key ||
        one.sorting.descending != other.sorting.descending)
        return false;
    const QList<int> first = RowSql(one).order();
    const QList<int> second = RowSql(other).order();
    return std::equal(first.begin(), first.end(), second.begin(), second.end(), [&](int mine, int theirs) {
        const Column &column = one.shape->columns[mine];
        const Column &same = other.shape->columns[theirs];
        return column.name == same.name && column.typeOid == same.typeOid && column.notNull == same.notNull;
    });
}

} // namespace browse
