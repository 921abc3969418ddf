// SPDX-License-Identifier: MIT
#include "ui/pages/targetpage.h"

#include "ui/pages/serverform.h"
#include "ui/pages/testcard.h"
#include "ui/session/session.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QEvent>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <algorithm>

namespace ui {

namespace {

constexpr int wideEnough = 760; ///< for form and test side by side

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
      m_keychain(&session->keychain()),
      m_here(new QRadioButton(tr("On this computer"))),
      m_there(new QRadioButton(tr("On a server I have"))),
      m_hereHint(label({}, TextRole::Small, Voice::Second)),
      m_install(new CopyField(tr("How to install PostgreSQL"))),
      m_form(new ServerForm),
      m_halves(new QHBoxLayout),
      m_scroll(new QScrollArea)
{
    auto *card = new TestCard(m_target);
    connect(card, &TestCard::testWanted, this, &TargetPage::startTest);
    auto *content = new QWidget;
    content->setLayout(m_halves);
    content->installEventFilter(this);
    const int side = space(Space::Huge);
    m_halves->setContentsMargins(side, space(Space::Hair), side, space(Space::Normal));
    m_halves->setSpacing(space(Space::Large));
    m_halves->addWidget(makeChoices(), 1, Qt::AlignTop);
    m_halves->addWidget(card, 1, Qt::AlignTop);
    QScrollArea *scroll = m_scroll;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(side, space(Space::Small), side, 0);
    head->setSpacing(space(Space::Small));
    head->addWidget(label(tr("Where should your data live?"), TextRole::Title));
    head->addWidget(label(tr("Most people choose “On this computer”. Nothing is written before step 4.")));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Small));
    column->addLayout(head);
    column->addWidget(scroll, 1);
    connectAll();
    showPrivateServer();
    m_form->setKeychain(m_keychain->availability());
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
    connect(m_form, &ServerForm::edited, this, &TargetPage::edited);
    connect(m_form, &ServerForm::pasted, this, &TargetPage::paste);
    connect(m_form, &ServerForm::rememberWanted, this, &TargetPage::remember);
    connect(m_form, &ServerForm::forgetWanted, this, [this] { m_keychain->forget(keychainName()); });
    connect(m_form, &ServerForm::namedServer, this, &TargetPage::lookUpPassword);
    connect(m_target, &Target::changed, this, &TargetPage::refresh);
    connect(m_server, &PrivateServer::changed, this, &TargetPage::showPrivateServer);
    connect(m_keychain, &Keychain::availabilityChanged, this,
            [this] { m_form->setKeychain(m_keychain->availability()); });
    connect(m_keychain, &Keychain::notKept, m_form, &ServerForm::sayKeychainFault);
    connect(m_keychain, &Keychain::found, this, [this](const QString &name, const base::Secret &secret) {
        TargetForm form = m_target->form();
        if (name != keychainName() || !form.password.isEmpty() || secret.isEmpty())
            return;
        form.password = secret;
        m_form->setRemembers(true);
        m_target->setForm(form);
    });
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
    lookUpPassword();
}

void TargetPage::refresh()
{
    const bool here = m_target->place() == TargetPlace::ThisComputer;
    (here ? m_here : m_there)->setChecked(true);
    m_form->setVisible(!here);
    m_form->setForm(m_target->form());
    const TargetState state = m_target->state();
    remember();
    if (state == TargetState::Testing || state == TargetState::Failed)
        showTest();
    const bool goesOn = m_goesOn && state == TargetState::Ready && isVisible();
    if (state != TargetState::Testing)
        m_goesOn = false;
    Q_EMIT stateChanged();
    if (goesOn)
        Q_EMIT goOn();
}

/// Where the window is narrow, the test stands under the form.
void TargetPage::showTest()
{
    if (m_halves->direction() == QBoxLayout::TopToBottom)
        m_scroll->verticalScrollBar()->setValue(m_halves->itemAt(1)->geometry().top());
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

void TargetPage::paste(const QString &text)
{
    const auto pasted = m_target->paste(text);
    m_form->sayPasteFault(pasted ? QString() : pasted.error().message);
    if (pasted)
        lookUpPassword();
}

void TargetPage::edited()
{
    m_goesOn = false;
    m_target->setForm(m_form->form());
}

void TargetPage::startTest()
{
    m_goesOn = false;
    m_target->test();
}

QString TargetPage::keychainName() const
{
    return m_target->describe();
}

void TargetPage::remember()
{
    const bool right = m_target->state() == TargetState::Ready && m_target->place() == TargetPlace::Server;
    if (right && !m_target->form().password.isEmpty() && m_form->remembersPassword())
        m_keychain->keep(keychainName(), m_target->form().password);
}

void TargetPage::lookUpPassword()
{
    const TargetForm &form = m_target->form();
    if (m_keychain->availability() == Keychain::Availability::Available && m_target->place() == TargetPlace::Server &&
        form.password.isEmpty() && !form.host.isEmpty())
        m_keychain->lookUp(keychainName());
}

void TargetPage::resizeEvent(QResizeEvent *event)
{
    WizardPage::resizeEvent(event);
    arrange();
}

/// What is in it wants more room now, or less.
bool TargetPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        QMetaObject::invokeMethod(this, &TargetPage::arrange, Qt::QueuedConnection);
    return WizardPage::eventFilter(watched, event);
}

/// Form and test side by side where both have room.
void TargetPage::arrange()
{
    const int needed = m_halves->itemAt(0)->minimumSize().width() + m_halves->itemAt(1)->minimumSize().width() +
                       m_halves->spacing() + m_halves->contentsMargins().left() + m_halves->contentsMargins().right() +
                       style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    m_halves->setDirection(width() < std::max(needed, scaled(wideEnough)) ? QBoxLayout::TopToBottom
                                                                          : QBoxLayout::LeftToRight);
}

} // namespace ui
