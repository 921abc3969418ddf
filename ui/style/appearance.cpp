// SPDX-License-Identifier: MIT
#include "ui/style/appearance.h"

#include "ui/style/proxystyle.h"

#include <QApplication>

namespace ui {

namespace {

/// Fusion is what Qt takes where it knows no style of the platform's.
bool platformHasStyle(const QApplication &application)
{
    return application.style()->name().compare(QLatin1String("fusion"), Qt::CaseInsensitive) != 0;
}

} // namespace

void dress(QApplication &application)
{
    if (!platformHasStyle(application))
        dress(application, schemeOf(application.palette()));
}

void dress(QApplication &application, Scheme scheme)
{
    application.setStyle(new ProxyStyle);
    application.setPalette(schemePalette(scheme));
}

} // namespace ui
