// SPDX-License-Identifier: MIT
#pragma once

#include "browse/catalog.h"

#include <QHash>

namespace postgres {
class TextRows;
}

namespace browse {

/// Puts a catalog together from what the server tells. For browse/ only.
class CatalogBuilder
{
public:
    /// `areas`: oid, name, usable, comment, bytes, rows; `journal`: schema, creator, run, file, moment in milliseconds.
    void addAreas(const postgres::TextRows &areas, const postgres::TextRows &journal);
    /// oid, schema's oid, kind, name, rows.
    void addRelations(const postgres::TextRows &relations);
    Catalog finish();

private:
    struct Found
    {
        quint32 oid;
        RelationKind kind;
        qint64 rows;
        QString name;
    };
    QList<Area> m_areas;
    QHash<quint32, qsizetype> m_numbers; ///< of the areas, by oid
    std::vector<std::vector<Found>> m_found;
};

/// Without the difference of case, letter by letter, so that places stay the same.
QString folded(const QString &text);

} // namespace browse
