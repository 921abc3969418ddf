// SPDX-License-Identifier: MIT
#include "ui/widgets/passwordfield.h"

#include "ui/style/icon.h"
#include "ui/style/metrics.h"

#include <QToolButton>

namespace ui {

PasswordField::PasswordField(QWidget *parent) : QLineEdit(parent), m_eye(new QToolButton(this))
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_eye->setIcon(icon(QStringLiteral("eye")));
    m_eye->setAutoRaise(true);
    m_eye->setCheckable(true);
    m_eye->setCursor(Qt::ArrowCursor);
    m_eye->setFocusPolicy(Qt::TabFocus);
    m_eye->setAccessibleName(tr("Show the password"));
    m_eye->setToolTip(tr("Show the password"));
    connect(m_eye, &QToolButton::toggled, this,
            [this](bool shown) { setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
}

void PasswordField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const int gap = space(Space::Hair);
    const int side = height() - 2 * gap;
    const bool reversed = layoutDirection() == Qt::RightToLeft;
    m_eye->setGeometry(reversed ? gap : width() - side - gap, gap, side, side);
    setTextMargins(reversed ? side : 0, 0, reversed ? 0 : side, 0);
}

} // namespace ui
