// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>
#include <QPushButton>

/// The button of that object name that can be seen; null if there is none.
inline QPushButton *visibleButton(const QWidget &window, const QString &objectName)
{
    for (QPushButton *button : window.findChildren<QPushButton *>(objectName)) {
        if (button->isVisible())
            return button;
    }
    return nullptr;
}

/// Whether a text that can be seen has this in it.
inline bool shows(const QWidget &window, const QString &text)
{
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    return false;
}
