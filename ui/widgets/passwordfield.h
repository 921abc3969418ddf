// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

class QToolButton;

namespace ui {

/// A password, with an eye in the field that shows it.
class PasswordField : public QLineEdit
{
    Q_OBJECT
public:
    explicit PasswordField(QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *m_eye;
};

} // namespace ui
