// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/drawingfile.h"
#include "ui/session/job.h"

namespace ui {

/// Asks where a picture shall be kept, and writes it there in the background.
class PictureSaver : public QObject
{
    Q_OBJECT
public:
    explicit PictureSaver(QWidget *owner);
    /// `title`: of the picture, and the name that is proposed for its file.
    void ask(const Drawing &drawing, const QString &title, PictureFormat format);
    void save(const Drawing &drawing, const QString &title, PictureFormat format, const QString &path);

Q_SIGNALS:
    void saved(const ui::SavedPicture &picture);
    void failed(const QString &message);

private:
    QWidget *m_owner;
    Job m_job;
};

} // namespace ui
