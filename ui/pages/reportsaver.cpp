// SPDX-License-Identifier: MIT
#include "ui/pages/reportsaver.h"

#include "ui/models/reportwords.h"
#include "ui/pages/documentfile.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>
#include <QWidget>

namespace ui {

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
    using Answer = base::Result<void>;
    m_job.start<Answer>([report, path](const std::stop_token &) { return writeDocument(path, reportHtml(report)); },
                        [this, path](const Answer &written) {
                            if (written)
                                Q_EMIT saved(path);
                            else
                                Q_EMIT failed(written.error().message);
                        });
}

} // namespace ui
