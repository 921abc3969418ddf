// SPDX-License-Identifier: MIT
#pragma once

#include "browse/catalog.h"

#include <QStringList>

namespace ui {

/// "Table", "View", …
QString kindWord(browse::RelationKind kind);
/// The icon's name.
QString iconOf(browse::RelationKind kind);
/// What there is to say about a schema, a line each: its name, whose it is, where it came from.
QStringList areaWords(const browse::Area &area);
/// The same about a relation: what it is, its rows and its size.
QStringList relationWords(const browse::Relation &relation, const browse::RelationFacts &facts);

} // namespace ui
