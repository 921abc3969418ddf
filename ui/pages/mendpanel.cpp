// SPDX-License-Identifier: MIT
#include "ui/pages/mendpanel.h"

#include "ui/widgets/disclosure.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/text.h"

#include <QGridLayout>
#include <QPushButton>

namespace ui {

MendPanel::MendPanel(const QString &action, Administration administration, QWidget *parent)
    : QWidget(parent),
      m_action(new QPushButton(action)),
      m_fault(label({})),
      m_user(new QLineEdit(this)),
      m_password(new PasswordField(this))
{
    m_fault->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Small));
    column->addWidget(m_action, 0, Qt::AlignLeft);
    column->addWidget(m_fault);
    if (administration == Administration::Useful) {
        m_signIn = new Disclosure(tr("With an administrator's sign-in"), makeSignIn());
        column->addWidget(m_signIn);
    } else {
        m_user->hide();
        m_password->hide();
    }
    connect(m_action, &QPushButton::clicked, this, &MendPanel::ask);
    connect(m_user, &QLineEdit::returnPressed, this, &MendPanel::ask);
    connect(m_password, &QLineEdit::returnPressed, this, &MendPanel::ask);
}

QWidget *MendPanel::makeSignIn()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space(Space::Normal));
    grid->setVerticalSpacing(space(Space::Small));
    auto *user = new QLabel(tr("&Administrator"));
    auto *password = new QLabel(tr("Pass&word"));
    user->setBuddy(m_user);
    password->setBuddy(m_password);
    m_user->setAccessibleName(tr("Administrator"));
    m_user->setPlaceholderText(QStringLiteral("postgres"));
    m_password->setAccessibleName(tr("The administrator's password"));
    grid->addWidget(user, 0, 0);
    grid->addWidget(m_user, 0, 1);
    grid->addWidget(password, 1, 0);
    grid->addWidget(m_password, 1, 1);
    grid->addWidget(label(tr("Used for this once, and then forgotten."), TextRole::Small, Voice::Second), 2, 1);
    return box;
}

void MendPanel::ask()
{
    Administrator administrator;
    if (m_signIn != nullptr && m_signIn->isOpen())
        administrator = {m_user->text().trimmed(), base::Secret(m_password->text())};
    m_fault->hide();
    Q_EMIT wanted(administrator);
}

void MendPanel::setBusy(bool busy)
{
    m_action->setEnabled(!busy);
}

void MendPanel::sayFault(const QString &fault)
{
    m_fault->setText(fault);
    m_fault->show();
    setAccessibleDescription(fault);
    if (m_signIn != nullptr)
        m_signIn->setOpen(true);
}

} // namespace ui
