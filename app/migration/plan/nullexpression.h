// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

/// A small translator for what means exactly the same in SQLite and PostgreSQL: column names, IS NULL and its
/// relatives, AND, OR, NOT and parentheses. Anything else is not translated, never nearly.
namespace migration {

/// What a name in an expression stands for.
struct NamedColumn
{
    QString source;
    QString target;
    bool text = false;    ///< its target type is text
    bool boolean = false; ///< its target type is boolean, and every value was 0, 1 or NULL
};

/// None for a name that is no column.
using ColumnLookup = std::function<std::optional<NamedColumn>(const QString &name)>;

struct Translation
{
    QString sql;         ///< PostgreSQL text
    QStringList columns; ///< the source's names of the columns in it
    QString onlyColumn;  ///< the target's name, if the expression is nothing but this column
};

/// A condition, as in CHECK and in the WHERE of a partial index.
std::optional<Translation> translateCondition(const QString &sql, const ColumnLookup &lookup);

/// A column or a condition. For an index that only makes things faster, also lower(), upper() and length() of a text
/// column or string (SQLite's differ outside ASCII, which is why a unique index must not use them).
enum class IndexPurpose : quint8 { Speed, Uniqueness };
std::optional<Translation> translateIndexExpression(const QString &sql, const ColumnLookup &lookup,
                                                    IndexPurpose purpose);

} // namespace migration
