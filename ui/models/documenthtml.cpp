// SPDX-License-Identifier: MIT
#include "ui/models/documenthtml.h"

#include <QGuiApplication>
#include <QLocale>

namespace ui {

namespace {

/// Long lines of SQL go on in the next one: paper cannot be scrolled.
const char *const look = "body { font-family: sans-serif; }\n"
                         "table { border-collapse: collapse; margin-top: 6px; margin-bottom: 12px; }\n"
                         "th, td { border: 1px solid #c4c8ce; padding: 3px 8px; vertical-align: top; }\n"
                         "th { background-color: #eef0f2; }\n"
                         "pre { white-space: pre-wrap; }\n";

} // namespace

QString documentHtml(const QString &title, const QString &body)
{
    const bool reversed = QGuiApplication::layoutDirection() == Qt::RightToLeft;
    return QStringLiteral(
               "<!DOCTYPE html>\n<html lang=\"%1\" dir=\"%2\"><head><meta charset=\"utf-8\"><title>%3</title>\n"
               "<style>\n%4</style></head>\n<body dir=\"%2\">\n%5</body></html>\n")
        .arg(QLocale().bcp47Name(), reversed ? QStringLiteral("rtl") : QStringLiteral("ltr"), title.toHtmlEscaped(),
             QLatin1String(look), body);
}

} // namespace ui
