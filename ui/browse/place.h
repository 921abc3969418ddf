// SPDX-License-Identifier: MIT
#pragma once

#include "browse/catalog.h"
#include "ui/session/database.h"

#include <QMetaType>
#include <QPointer>

namespace ui {

/// What is looked at: a database, one schema in it (the area), or one relation in that.
struct Place
{
    QPointer<Database> database;
    browse::Area area;         ///< its schema is empty where the whole database is meant
    browse::Relation relation; ///< its oid is 0 where the whole area is meant

    [[nodiscard]] bool isDatabase() const { return area.schema.isEmpty(); }
    [[nodiscard]] bool isArea() const { return !isDatabase() && relation.oid == 0; }
    [[nodiscard]] bool isRelation() const { return relation.oid != 0; }
};

/// Its database cannot be reached: the page says so across all tabs.
inline bool isLost(const Place &place)
{
    return place.database && place.database->error();
}

inline bool operator==(const Place &one, const Place &other)
{
    return one.database == other.database && one.area.schema == other.area.schema &&
           one.relation.oid == other.relation.oid;
}

} // namespace ui

Q_DECLARE_METATYPE(ui::Place)
