// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "browse/relation.h"

#include <QList>
#include <QStringList>
#include <stop_token>

namespace postgres {
class Reader;
}

namespace browse {

/// What a column's values are to a person who looks at them.
enum class ValueKind : quint8 { Text, Number, Boolean, Date, Moment, Bytes, Json, Other };

struct Column
{
    QString name;
    QString type; ///< as one writes it: "character varying(20)"
    quint32 typeOid = 0;
    ValueKind kind = ValueKind::Other;
    bool notNull = false;
    bool varies = true;   ///< in size: a value may be huge
    bool sortable = true; ///< its values have an order
    bool indexed = false; ///< some index begins with it
};

/// A foreign key, seen from one of its ends.
struct Link
{
    QList<int> columns; ///< ours, by number in Shape::columns
    Relation other;
    QStringList otherColumns; ///< in the order of `columns`
};

/// What one must know of a relation to page through its rows.
struct Shape
{
    enum class Paging : quint8 {
        Key,    ///< by the values of `key`
        Blocks, ///< no key: by where the rows lie in the file
        Start,  ///< neither: only from the beginning
    };
    Relation relation;
    QList<Column> columns;
    Paging paging = Paging::Start;
    QList<int> key;   ///< numbers of columns; unique and not null
    qint64 rows = -1; ///< about; −1 while the server does not know
    qint64 blocks = 0;
    QList<Link> outgoing;
    QList<Link> incoming;
    /// Another one as soon as the relation has other columns, types, unique keys or another name, or we other rights.
    qint64 signature = 0;

    [[nodiscard]] int indexOf(const QString &column) const;
};

/// Codes: objects-gone, no-rights, …
base::Result<Shape> readShape(postgres::Reader &reader, const Relation &relation, const std::stop_token &stop = {});

} // namespace browse
