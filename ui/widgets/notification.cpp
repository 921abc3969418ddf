// SPDX-License-Identifier: MIT
#include "ui/widgets/notification.h"

#include "ui/style/icon.h"

#include <QProcess>
#include <QStandardPaths>
#include <QSystemTrayIcon>
#include <QTimer>
#include <QWidget>

namespace ui {

namespace {

constexpr int shownMs = 15000;

} // namespace

void notify(const QWidget *widget, const QString &title, const QString &text)
{
    if (widget->window()->isActiveWindow())
        return;
    const QString program = QStandardPaths::findExecutable(QStringLiteral("notify-send"));
    if (!program.isEmpty()) {
        QProcess::startDetached(program, {QStringLiteral("--app-name=Cutover"), QStringLiteral("--"), title, text});
        return;
    }
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    auto *tray = new QSystemTrayIcon(icon(QStringLiteral("cutover")), widget->window());
    tray->show();
    tray->showMessage(title, text, QSystemTrayIcon::Information, shownMs);
    QTimer::singleShot(shownMs, tray, &QObject::deleteLater);
}

} // namespace ui
