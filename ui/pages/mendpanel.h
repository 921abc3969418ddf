// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/target.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class Disclosure;
class PasswordField;

/// The button that mends a failed step, with an administrator's sign-in for this once where that helps.
class MendPanel : public QWidget
{
    Q_OBJECT
public:
    enum class Administration { Useful, NoUse };
    MendPanel(const QString &action, Administration administration, QWidget *parent = nullptr);
    void setBusy(bool busy);
    void sayFault(const QString &fault);

Q_SIGNALS:
    void wanted(const ui::Administrator &administrator);

private:
    QWidget *makeSignIn();
    void ask();
    QPushButton *m_action;
    QLabel *m_fault;
    QLineEdit *m_user;
    PasswordField *m_password;
    Disclosure *m_signIn = nullptr;
};

} // namespace ui
