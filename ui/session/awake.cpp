// SPDX-License-Identifier: MIT
#include "ui/session/awake.h"

#include <QStandardPaths>

namespace ui {

namespace {

constexpr int patience = 2000;

} // namespace

Awake::Awake(QObject *parent) : QObject(parent)
{
    // `cat` answers as soon as the inhibitor is taken, and ends when our side of its input is closed.
    connect(&m_inhibitor, &QProcess::readyReadStandardOutput, this, [this] { setHeld(true); });
    connect(&m_inhibitor, &QProcess::finished, this, [this] { setHeld(false); });
    connect(&m_inhibitor, &QProcess::errorOccurred, this, [this] { setHeld(false); });
}

Awake::~Awake()
{
    m_inhibitor.disconnect(this);
    if (m_inhibitor.state() == QProcess::NotRunning)
        return;
    m_inhibitor.closeWriteChannel();
    if (!m_inhibitor.waitForFinished(patience))
        m_inhibitor.kill();
}

void Awake::hold(const QString &reason)
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("systemd-inhibit"));
    const QString echo = QStandardPaths::findExecutable(QStringLiteral("cat"));
    if (program.isEmpty() || echo.isEmpty() || m_inhibitor.state() != QProcess::NotRunning)
        return;
    m_inhibitor.start(program, {QStringLiteral("--what=sleep:idle"), QStringLiteral("--who=Cutover"),
                                QString(QStringLiteral("--why=") + reason), echo});
    m_inhibitor.write("held\n");
}

void Awake::release()
{
    m_inhibitor.closeWriteChannel();
    setHeld(false);
}

void Awake::setHeld(bool held)
{
    if (m_held == held)
        return;
    m_held = held;
    Q_EMIT changed();
}

} // namespace ui
