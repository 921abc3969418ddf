// SPDX-License-Identifier: MIT
#include "ui/pages/documentfile.h"

#include "ui/session/notwritten.h"

#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace ui {

base::Result<void> writeDocument(const QString &path, const QString &html)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return base::fail(notWritten(path, file.errorString()));
    if (path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive)) {
        QPdfWriter writer(&file);
        writer.setPageSize(QPageSize(QPageSize::A4));
        QTextDocument document;
        document.setHtml(html);
        document.print(&writer);
    } else {
        file.write(html.toUtf8());
    }
    if (!file.commit())
        return base::fail(notWritten(path, file.errorString()));
    return {};
}

} // namespace ui
