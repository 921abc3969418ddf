// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QString>

namespace ui {

/// A line drawing of the project's (resources/icons), in the colour of the text around it.
QIcon icon(const QString &name);
/// The same in one colour.
QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);

} // namespace ui
