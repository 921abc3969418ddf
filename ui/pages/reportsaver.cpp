// SPDX-License-Identifier: MIT
#include "ui/pages/reportsaver.h"

#include "ui/models/reportwords.h"

#include <QDir>
#include <QFileDialog>
#include <QPdfWriter>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTextDocument>
#include <QWidget>

namespace ui {

namespace {

/// An empty text, or why it could not be written.
QString write(const QString &html, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    if (path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive)) {
        QPdfWriter writer(&file);
        writer.setPageSize(QPageSize(QPageSize::A4));
        QTextDocument document;
        document.setHtml(html);
        document.print(&writer);
    } else {
        file.write(html.toUtf8());
    }
    return file.commit() ? QString() : file.errorString();
}

} // namespace

ReportSaver::ReportSaver(QWidget *owner) : QObject(owner), m_owner(owner)
{
}

void ReportSaver::ask(const migration::RunReport &report)
{
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QString proposed =
        documents.filePath(QString(QStringLiteral("cutover-") + report.run + QStringLiteral(".pdf")));
    const QString path = QFileDialog::getSaveFileName(m_owner, tr("Where shall the report be kept?"), proposed,
                                                      tr("PDF (*.pdf);;Web page (*.html)"));
    if (!path.isEmpty())
        save(report, path);
}

void ReportSaver::save(const migration::RunReport &report, const QString &path)
{
    m_job.start<QString>([report, path](const std::stop_token &) { return write(reportHtml(report), path); },
                         [this, path](const QString &trouble) {
                             if (trouble.isEmpty())
                                 Q_EMIT saved(path);
                             else
                                 Q_EMIT failed(tr("The report could not be written to %1: %2. Choose another place.")
                                                   .arg(QDir::toNativeSeparators(path), trouble));
                         });
}

} // namespace ui
