// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QString>

namespace ui {

/// A line drawing of the project's (resources/icons), in the colour of the text around it.
QIcon icon(const QString &name);
/// Its SVG text in one colour; from any thread.
QByteArray iconDrawing(const QString &name, const QColor &color);
/// The same as a picture.
QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);

} // namespace ui
