// SPDX-License-Identifier: MIT
#pragma once

#include "browse/shape.h"

namespace ui {

/// A value as a person reads it, in their language and time zone; `exact` is the server's own text. What has no better
/// way of being said (infinity, years before Christ) stays as it is.
QString valueText(const browse::Column &column, const QString &exact);
/// How dates are written, with the whole year.
QString dateFormat();
/// A line that fits a row of a table: line breaks become signs.
QString onOneLine(QString text);

} // namespace ui
