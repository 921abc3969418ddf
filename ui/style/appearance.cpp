// SPDX-License-Identifier: MIT
#include "ui/style/appearance.h"

#include "ui/style/proxystyle.h"

#include <QApplication>
#include <QSettings>
#include <QStyleFactory>

namespace ui {

namespace {

constexpr auto lookKey = "window/look";

/// How the application came, before any of this.
struct Platform
{
    QString style;
    QPalette palette;
};

const Platform &platformOf(const QApplication &application)
{
    static const Platform platform{QApplication::style()->name(), application.palette()};
    return platform;
}

/// Fusion is what Qt takes where it knows no style of the platform's.
bool hasStyle(const Platform &platform)
{
    return platform.style.compare(QLatin1String("fusion"), Qt::CaseInsensitive) != 0;
}

} // namespace

void dress(QApplication &application)
{
    const Platform &platform = platformOf(application);
    if (!hasStyle(platform)) {
        dress(application, schemeOf(platform.palette));
        return;
    }
    if (QApplication::style()->name() == platform.style)
        return;
    QApplication::setStyle(QStyleFactory::create(platform.style));
    QApplication::setPalette(QPalette());
}

void dress(QApplication &application, Scheme scheme)
{
    platformOf(application); // before it is another
    QApplication::setStyle(new ProxyStyle);
    QApplication::setPalette(schemePalette(scheme));
}

void dress(QApplication &application, Look look)
{
    if (look == Look::System)
        dress(application);
    else
        dress(application, look == Look::Dark ? Scheme::Dark : Scheme::Light);
}

Look chosenLook()
{
    const QString word = QSettings().value(QLatin1String(lookKey)).toString();
    if (word == QLatin1String("dark"))
        return Look::Dark;
    return word == QLatin1String("light") ? Look::Light : Look::System;
}

void chooseLook(Look look)
{
    const QString words[] = {{}, QStringLiteral("light"), QStringLiteral("dark")};
    QSettings().setValue(QLatin1String(lookKey), words[int(look)]);
}

} // namespace ui
