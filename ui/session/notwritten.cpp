// SPDX-License-Identifier: MIT
#include "ui/session/notwritten.h"

#include <QCoreApplication>
#include <QDir>

namespace ui {

base::Error notWritten(const QString &path, const QString &detail)
{
    return {QStringLiteral("not-written"),
            QCoreApplication::translate("ui", "%1 could not be written. Perhaps the disk is full, or the folder is not "
                                              "yours to write in. Choose another folder.")
                .arg(QDir::toNativeSeparators(path)),
            detail};
}

} // namespace ui
