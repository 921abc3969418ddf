// SPDX-License-Identifier: MIT
#include "ui/pages/connectiondialog.h"

#include "ui/pages/connectionform.h"
#include "ui/pages/testcard.h"
#include "ui/session/session.h"
#include "ui/style/proxystyle.h"
#include "ui/widgets/buttonbar.h"
#include "ui/widgets/halves.h"
#include "ui/widgets/text.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int firstWidth = 900;
constexpr int firstHeight = 640;

} // namespace

ConnectionDialog::ConnectionDialog(Session *session, Database *database, QWidget *parent)
    : QDialog(parent),
      m_session(session),
      m_database(database),
      m_target(&session->privateServer(), TargetUse::Look),
      m_form(new ConnectionForm(&m_target, &session->keychain())),
      m_halves(nullptr),
      m_buttons(new ButtonBar),
      m_connect(new QPushButton(tr("&Connect")))
{
    setWindowTitle(database != nullptr ? tr("Connection to %1").arg(database->title()) : tr("Another server"));
    auto *card = new TestCard(&m_target);
    connect(card, &TestCard::testWanted, &m_target, &Target::test);
    const int side = space(Space::Large);
    m_halves = new Halves(m_form, card, {side, space(Space::Hair), side, space(Space::Normal)});
    auto *head = new QVBoxLayout;
    head->setContentsMargins(side, side, side, 0);
    head->setSpacing(space(Space::Small));
    head->addWidget(label(database != nullptr ? tr("How is it reached?") : tr("Which server do you want to look into?"),
                          TextRole::Section));
    head->addWidget(label(tr("Cutover only looks there; nothing is changed. It remembers the server, but a password "
                             "only in this computer's keychain, and only if you wish.")));
    auto *cancel = new QPushButton(tr("Cancel"));
    setFilled(m_connect);
    m_buttons->addBack(cancel);
    m_buttons->addBack(m_connect);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Normal));
    column->addLayout(head);
    column->addWidget(m_halves, 1);
    column->addWidget(m_buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionDialog::connectOrTest);
    connect(&m_target, &Target::changed, this, &ConnectionDialog::refresh);
    if (database != nullptr)
        m_target.setForm(database->form());
    const auto others = findChildren<QPushButton *>();
    for (QPushButton *button : others)
        button->setAutoDefault(false); // Return in a field is for Connect, not for the first one that chooses a file
    m_connect->setDefault(true);
    m_form->lookUpPassword();
    m_form->setFocus();
    const QSize first(scaled(firstWidth), scaled(firstHeight));
    resize(parent != nullptr ? first.boundedTo(parent->size()) : first);
}

void ConnectionDialog::connectOrTest()
{
    if (m_target.state() != TargetState::Ready)
        m_target.test();
    m_goesOn = true;
    refresh();
}

void ConnectionDialog::refresh()
{
    const TargetState state = m_target.state();
    m_buttons->setWords(
        m_goesOn && state == TargetState::Testing ? tr("Testing. It goes on by itself when all is well.") : QString());
    m_connect->setEnabled(state != TargetState::Testing);
    if (state == TargetState::Testing || state == TargetState::Failed)
        m_halves->showSecond();
    if (state == TargetState::Testing)
        return;
    if (!std::exchange(m_goesOn, false) || state != TargetState::Ready)
        return;
    Q_EMIT connected(m_session->databases().add(m_target.form(), m_database));
    accept();
}

} // namespace ui
