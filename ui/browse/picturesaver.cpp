// SPDX-License-Identifier: MIT
#include "ui/browse/picturesaver.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Every letter and number may stand in a file's name.
QString fileName(const QString &title)
{
    QString name = title;
    for (QChar &letter : name) {
        const bool fine = letter.isLetterOrNumber() || letter.isSurrogate() || u"-_. ()"_s.contains(letter);
        letter = fine ? letter : u'_';
    }
    return name;
}

} // namespace

PictureSaver::PictureSaver(QWidget *owner) : QObject(owner), m_owner(owner)
{
}

void PictureSaver::ask(const Drawing &drawing, const QString &title, PictureFormat format)
{
    const QString suffix = suffixOf(format);
    auto *dialog = new QFileDialog(m_owner, tr("Where shall the picture be kept?"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilter(tr("%1 picture (*.%2)").arg(suffix.toUpper(), suffix));
    dialog->setDefaultSuffix(suffix);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(fileName(title) + u'.' + suffix);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, drawing, title, format](const QString &path) { save(drawing, title, format, path); });
    dialog->open();
}

void PictureSaver::save(const Drawing &drawing, const QString &title, PictureFormat format, const QString &path)
{
    using Answer = base::Result<SavedPicture>;
    m_job.start<Answer>([drawing, title, format, path, seed = StyleSeed::of(m_owner->palette())](
                            const std::stop_token &) { return writeDrawing(drawing, seed, title, path, format); },
                        [this](const Answer &answer) {
                            if (answer)
                                Q_EMIT saved(*answer);
                            else
                                Q_EMIT failed(answer.error().message);
                        });
}

} // namespace ui
