// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/job.h"
#include "ui/session/targetform.h"

namespace ui {

struct FileView
{
    enum class State { NoFile, Usable, Doubtful, Unusable };
    State state = State::NoFile;
    QString message;
};

/// What is in the certificate files that a form names, looked at in the background.
class CertificateCheck : public QObject
{
    Q_OBJECT
public:
    explicit CertificateCheck(QObject *parent = nullptr) : QObject(parent) {}
    void look(const TargetForm &form);

Q_SIGNALS:
    void found(const ui::FileView &authority, const ui::FileView &certificate, const ui::FileView &key);

private:
    Job m_job;
};

} // namespace ui
