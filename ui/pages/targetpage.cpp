// SPDX-License-Identifier: MIT
#include "ui/pages/targetpage.h"

#include "ui/pages/connectionform.h"
#include "ui/pages/testcard.h"
#include "ui/session/session.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/halves.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QRadioButton>
#include <QStyle>

namespace ui {

namespace {

/// What stands under a radio button begins where its words begin.
int indent(const QRadioButton *button)
{
    return button->style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, button) +
           button->style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing, nullptr, button);
}

void addIndented(QVBoxLayout *column, const QRadioButton *button, QLayout *content)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addSpacing(indent(button));
    row->addLayout(content, 1);
    column->addLayout(row);
}

QVBoxLayout *makeColumn(QWidget *widget, Space gap)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(gap));
    return column;
}

} // namespace

TargetPage::TargetPage(Session *session, QWidget *parent)
    : WizardPage(parent),
      m_target(&session->target()),
      m_server(&session->privateServer()),
      m_here(new QRadioButton(tr("On this computer"))),
      m_there(new QRadioButton(tr("On a server I have"))),
      m_hereHint(label({}, TextRole::Small, Voice::Second)),
      m_install(new CopyField(tr("How to install PostgreSQL"))),
      m_form(new ConnectionForm(m_target, &session->keychain())),
      m_halves(nullptr)
{
    auto *card = new TestCard(m_target);
    connect(card, &TestCard::testWanted, this, &TargetPage::startTest);
    const int side = space(Space::Huge);
    m_halves = new Halves(makeChoices(), card, {side, space(Space::Hair), side, space(Space::Normal)});
    auto *head = new QVBoxLayout;
    head->setContentsMargins(side, space(Space::Small), side, 0);
    head->setSpacing(space(Space::Small));
    head->addWidget(label(tr("Where should your data live?"), TextRole::Title));
    head->addWidget(label(tr("Most people choose “On this computer”. Nothing is written before step 4.")));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Small));
    column->addLayout(head);
    column->addWidget(m_halves, 1);
    connectAll();
    showPrivateServer();
    refresh();
}

QWidget *TargetPage::makeChoices()
{
    auto *choices = new QWidget;
    auto *column = makeColumn(choices, Space::Hair);
    m_here->setAccessibleDescription(tr("Nothing to set up. Only you can reach it."));
    column->addWidget(m_here);
    auto *hint = new QVBoxLayout;
    hint->setSpacing(space(Space::Hair));
    hint->addWidget(m_hereHint);
    hint->addWidget(m_install);
    addIndented(column, m_here, hint);
    column->addSpacing(space(Space::Small));
    column->addWidget(m_there);
    auto *form = new QVBoxLayout;
    form->addWidget(m_form);
    addIndented(column, m_there, form);
    return choices;
}

void TargetPage::connectAll()
{
    connect(m_here, &QRadioButton::clicked, this, [this] { m_target->setPlace(TargetPlace::ThisComputer); });
    connect(m_there, &QRadioButton::clicked, this, [this] {
        m_target->setPlace(TargetPlace::Server);
        m_form->setFocus();
    });
    connect(m_target, &Target::changed, this, &TargetPage::refresh);
    connect(m_server, &PrivateServer::changed, this, &TargetPage::showPrivateServer);
}

QString TargetPage::stepName() const
{
    return tr("Where to");
}

bool TargetPage::isReady() const
{
    return m_target->state() == TargetState::Ready;
}

bool TargetPage::canGoOn() const
{
    return isReady() || m_target->state() == TargetState::Untested;
}

bool TargetPage::leave()
{
    if (isReady())
        return true;
    startTest();
    m_goesOn = true;
    return false;
}

QString TargetPage::footer() const
{
    switch (m_target->state()) {
    case TargetState::Untested:
        return tr("Next tests the connection first.");
    case TargetState::Testing:
        return m_goesOn ? tr("Testing. It goes on by itself when all is well.") : tr("Testing…");
    case TargetState::Ready:
        return m_target->place() == TargetPlace::ThisComputer ? tr("Ready: your data will live on this computer.")
                                                              : tr("Ready: %1").arg(m_target->describe());
    case TargetState::Failed:
        break;
    }
    return tr("Nothing was changed.");
}

void TargetPage::enter()
{
    m_goesOn = false;
    m_form->lookUpPassword();
}

void TargetPage::refresh()
{
    const bool here = m_target->place() == TargetPlace::ThisComputer;
    (here ? m_here : m_there)->setChecked(true);
    m_form->setVisible(!here);
    const TargetState state = m_target->state();
    if (state == TargetState::Testing || state == TargetState::Failed)
        m_halves->showSecond();
    const bool goesOn = m_goesOn && state == TargetState::Ready && isVisible();
    if (state != TargetState::Testing)
        m_goesOn = false;
    Q_EMIT stateChanged();
    if (goesOn)
        Q_EMIT goOn();
}

void TargetPage::showPrivateServer()
{
    const ServerView &view = m_server->view();
    const bool usable = view.state != ServerState::NotInstalled && view.state != ServerState::OtherVersion &&
                        view.state != ServerState::Damaged;
    m_here->setEnabled(usable || m_target->place() == TargetPlace::ThisComputer);
    m_hereHint->setText(usable ? tr("Nothing to set up. Only you can reach it.") : view.message);
    m_here->setAccessibleDescription(m_hereHint->text());
    m_install->setText(view.installCommand);
    m_install->setVisible(!usable && !view.installCommand.isEmpty());
}

void TargetPage::startTest()
{
    m_goesOn = false;
    m_target->test();
}

} // namespace ui
