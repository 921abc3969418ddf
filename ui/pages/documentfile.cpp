// SPDX-License-Identifier: MIT
#include "ui/pages/documentfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace ui {

namespace {

base::Result<void> notWritten(const QString &path, const QString &detail)
{
    return base::fail(QStringLiteral("not-written"),
                      QCoreApplication::translate(
                          "ui", "%1 could not be written. Perhaps the disk is full, or the folder is not yours "
                                "to write in. Choose another folder.")
                          .arg(QDir::toNativeSeparators(path)),
                      detail);
}

} // namespace

base::Result<void> writeDocument(const QString &path, const QString &html)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(path, file.errorString());
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
        return notWritten(path, file.errorString());
    return {};
}

} // namespace ui
