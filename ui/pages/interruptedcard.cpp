// SPDX-License-Identifier: MIT
#include "ui/pages/interruptedcard.h"

#include "ui/models/reportwords.h"
#include "ui/session/mover.h"
#include "ui/session/runs.h"
#include "ui/style/icon.h"
#include "ui/style/proxystyle.h"
#include "ui/style/sign.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ui {

namespace {

constexpr int signSize = 32;

} // namespace

InterruptedCard::InterruptedCard(Mover *mover, const Runs *runs, QWidget *parent)
    : Card(parent),
      m_mover(mover),
      m_runs(runs),
      m_sentence(label({})),
      m_fault(label({})),
      m_server(new QPushButton(tr("&Name the server"))),
      m_later(new QPushButton(tr("&Later"))),
      m_rollBack(new QPushButton(icon(QStringLiteral("undo")), tr("&Roll back…"))),
      m_resume(new QPushButton(tr("R&esume")))
{
    setAccessibleName(tr("A move was interrupted"));
    m_resume->setObjectName(QStringLiteral("resume"));
    m_rollBack->setObjectName(QStringLiteral("rollBackInterrupted"));
    m_later->setObjectName(QStringLiteral("later"));
    m_server->setObjectName(QStringLiteral("nameServer"));
    m_server->hide();
    setFilled(m_resume);
    auto *buttons = new FlowLayout(FlowLayout::Side::Trailing);
    for (QPushButton *button : {m_later, m_rollBack, m_server, m_resume}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(space(Space::Small));
    words->addWidget(label(tr("A move was interrupted"), TextRole::Section));
    words->addWidget(m_sentence);
    words->addWidget(m_fault);
    words->addLayout(buttons);
    m_fault->hide();
    m_sentence->setMaximumWidth(QWIDGETSIZE_MAX);
    m_fault->setMaximumWidth(QWIDGETSIZE_MAX);
    auto *row = new QHBoxLayout(this);
    const int margin = space(Space::Large);
    row->setContentsMargins(margin, margin, margin, margin);
    row->setSpacing(space(Space::Normal));
    row->addWidget(new Sign(Status::Note, signSize), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    connectAll();
    refresh();
}

void InterruptedCard::connectAll()
{
    connect(m_later, &QPushButton::clicked, this, [this] {
        m_put += m_run;
        refresh();
    });
    connect(m_rollBack, &QPushButton::clicked, this, [this] { Q_EMIT rollBackWanted(m_run); });
    connect(m_server, &QPushButton::clicked, this, [this] {
        if (const migration::RunReport *run = m_runs->interrupted())
            Q_EMIT serverWanted(run->target);
    });
    connect(m_resume, &QPushButton::clicked, this, &InterruptedCard::resume);
    connect(m_runs, &Runs::changed, this, &InterruptedCard::refresh);
    connect(m_mover, &Mover::changed, this, &InterruptedCard::refresh);
    connect(m_mover, &Mover::started, this, &InterruptedCard::refresh);
    connect(m_mover, &Mover::notResumed, this, &InterruptedCard::say);
}

void InterruptedCard::say(const base::Error &error)
{
    m_fault->setText(error.message);
    m_fault->show();
    m_server->setVisible(error.code == QLatin1String("target-needed"));
}

void InterruptedCard::refresh()
{
    const migration::RunReport *run = m_mover->isRunning() ? nullptr : m_runs->interrupted();
    const bool shown = run != nullptr && !m_put.contains(run->run);
    m_later->setEnabled(!m_mover->isOpening());
    m_rollBack->setEnabled(!m_mover->isOpening());
    m_resume->setEnabled(!m_mover->isOpening());
    if (shown && run->run != m_run) {
        m_run = run->run;
        m_fault->hide();
        m_server->hide();
    }
    if (shown)
        m_sentence->setText(
            tr("The move of %1 (%n creator(s)) ended before it was done: usually the computer or the program was shut "
               "down. Your SQLite files are untouched. What had arrived is whole, and what was on its way shows "
               "nowhere. Resuming goes on where it broke off, from the safety copies.",
               nullptr, int(run->creators.size()))
                .arg(momentText(run->started)));
    if (shown == isHidden()) {
        setVisible(shown);
        Q_EMIT shownChanged();
    }
}

void InterruptedCard::resume()
{
    m_fault->hide();
    m_server->hide();
    if (const migration::RunReport *run = m_runs->interrupted(); run != nullptr && run->run == m_run)
        m_mover->resume(*run);
}

} // namespace ui
