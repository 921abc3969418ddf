// SPDX-License-Identifier: MIT
#pragma once

#include "browse/diagram.h"

#include <QStringList>

namespace ui {

/// "posts", or "shared.country" if it is of another schema.
QString tableWords(const browse::DiagramTable &table);
/// "accountId → accounts.id", as it is seen from the table that it leads from …
QString leavingWords(const browse::Diagram &diagram, const browse::DiagramLink &link);
/// … and from the one that it leads to: "posts.accountId → id".
QString arrivingWords(const browse::Diagram &diagram, const browse::DiagramLink &link);
/// All of it: "posts.accountId → accounts.id", and the foreign key's name.
QString linkTip(const browse::Diagram &diagram, const browse::DiagramLink &link);
/// What one should know of a table, a line each: its name, its rows, what it is linked with.
QString tableTip(const browse::Diagram &diagram, int table);
/// "about 3,600 rows"
QString rowsWords(qint64 rows);
/// For a tool tip, which would take some names for HTML.
QString asTip(const QString &text);
/// "8 tables, 12 links."
QString countWords(const browse::Diagram &diagram);

} // namespace ui
