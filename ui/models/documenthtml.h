// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace ui {

/// A document to be kept or printed, as HTML that a browser and QTextDocument understand. `title` is plain text, `body`
/// is HTML.
QString documentHtml(const QString &title, const QString &body);

} // namespace ui
