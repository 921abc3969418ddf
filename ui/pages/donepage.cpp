// SPDX-License-Identifier: MIT
#include "ui/pages/donepage.h"

#include "ui/models/reportwords.h"
#include "ui/pages/reportsaver.h"
#include "ui/pages/reportview.h"
#include "ui/pages/rollbackcard.h"
#include "ui/session/mover.h"
#include "ui/style/icon.h"
#include "ui/style/proxystyle.h"
#include "ui/style/sign.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/text.h"

#include <QDir>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <algorithm>

namespace ui {

namespace {

constexpr int verdictSign = 48;

/// A private area of the name is in the way of some creator: there before, or moved before and changed since.
bool somethingInTheWay(const migration::RunReport &report)
{
    return std::any_of(report.creators.begin(), report.creators.end(), [](const migration::CreatorReport &creator) {
        return creator.error && (creator.error->code == QStringLiteral("schema-exists") ||
                                 creator.error->code == QStringLiteral("source-changed"));
    });
}

/// The schema of the first creator that is in PostgreSQL now; empty if none is.
QString firstArrived(const migration::RunReport &report)
{
    for (const migration::CreatorReport &creator : report.creators) {
        if (creator.verdict == migration::Verdict::Verified || creator.verdict == migration::Verdict::VerifiedWithNotes)
            return creator.schema;
    }
    return {};
}

} // namespace

DonePage::DonePage(Mover *mover, Runs *runs, QWidget *parent)
    : WizardPage(parent),
      m_mover(mover),
      m_runs(runs),
      m_sign(new Sign(Status::Waiting, verdictSign)),
      m_title(label({}, TextRole::Title)),
      m_sentence(label({})),
      m_banner(new Banner),
      m_view(new ReportView(runs)),
      m_rollback(new RollbackCard(runs)),
      m_saver(new ReportSaver(this)),
      m_wayBack(new QWidget),
      m_rollBack(new QPushButton(icon(QStringLiteral("undo")), tr("&Roll back…"))),
      m_actions(new QWidget),
      m_look(new QPushButton(tr("&Look at the data"))),
      m_save(new QPushButton(tr("&Save report…"))),
      m_change(new QPushButton(tr("&Change a choice"))),
      m_putAside(new QPushButton(tr("&Put aside what is there"))),
      m_retry(new QPushButton)
{
    auto *words = new QVBoxLayout;
    words->setSpacing(space(Space::Hair));
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    m_sentence->setMaximumWidth(QWIDGETSIZE_MAX); // else what is left of the row parts the sign from the words
    auto *head = new QHBoxLayout;
    head->setSpacing(space(Space::Normal));
    head->addWidget(m_sign);
    head->addLayout(words, 1);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space(Space::Huge), space(Space::Small), space(Space::Huge), space(Space::Large));
    column->setSpacing(space(Space::Normal));
    column->addLayout(head);
    column->addWidget(m_banner);
    column->addWidget(m_rollback);
    column->addWidget(m_view, 1);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("What the move came to"));
    scroll->setWidget(content);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    makeActions();
    connect(m_rollback, &RollbackCard::closed, this, [this] { showRollback(false); });
    connect(m_rollback, &RollbackCard::rolledBack, runs, &Runs::look);
    connect(m_saver, &ReportSaver::saved, this, [this](const QString &path) {
        m_banner->say(Status::Fine, tr("The report was written to %1.").arg(QDir::toNativeSeparators(path)));
    });
    connect(m_saver, &ReportSaver::failed, this,
            [this](const QString &message) { m_banner->say(Status::Wrong, message); });
    connect(runs, &Runs::changed, this, &DonePage::refresh);
    m_rollback->hide();
}

void DonePage::makeActions()
{
    m_save->setObjectName(QStringLiteral("saveReport"));
    m_retry->setObjectName(QStringLiteral("retry"));
    m_rollBack->setObjectName(QStringLiteral("rollBackButton"));
    auto *row = new FlowLayout(FlowLayout::Side::Trailing, m_actions);
    m_look->setObjectName(QStringLiteral("look"));
    for (QPushButton *button : {m_look, m_save, m_change, m_putAside, m_retry}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    m_rollBack->setAutoDefault(false);
    auto *wayBack = new QHBoxLayout(m_wayBack);
    wayBack->setContentsMargins(0, 0, 0, 0);
    wayBack->addWidget(m_rollBack);
    setFilled(m_retry);
    connect(m_look, &QPushButton::clicked, this, [this] { Q_EMIT lookWanted(firstArrived(*m_mover->report())); });
    connect(m_save, &QPushButton::clicked, this, [this] { m_saver->ask(*m_mover->report()); });
    connect(m_change, &QPushButton::clicked, this, &DonePage::changeWanted);
    connect(m_putAside, &QPushButton::clicked, this, [this] { m_mover->retry(Mover::Present::PutAside); });
    connect(m_retry, &QPushButton::clicked, this, [this] { m_mover->retry(); });
    connect(m_mover, &Mover::changed, this, &DonePage::refresh);
    connect(m_rollBack, &QPushButton::clicked, this, [this] {
        showRollback(true);
        m_rollback->ask(*m_mover->report());
    });
}

QString DonePage::stepName() const
{
    return tr("Done");
}

QString DonePage::nextText() const
{
    return tr("Finish");
}

bool DonePage::hasNext() const
{
    return m_mover->report() && missing(*m_mover->report()).isEmpty() && !m_rollback->isVisibleTo(this);
}

QWidget *DonePage::footerWidget()
{
    return m_wayBack;
}

QWidget *DonePage::actions()
{
    return m_actions;
}

void DonePage::enter()
{
    m_banner->clear();
    showRollback(false);
    if (m_mover->report()) {
        m_view->show(*m_mover->report());
        refresh();
    }
    m_runs->look();
}

void DonePage::showRollback(bool shown)
{
    m_rollback->setVisible(shown);
    m_view->setVisible(!shown);
    refresh();
    Q_EMIT stateChanged();
}

/// Also when the move was rolled back meanwhile, here or elsewhere.
void DonePage::refresh()
{
    if (!m_mover->report() || m_mover->isRunning())
        return;
    migration::RunReport report = *m_mover->report();
    for (const migration::RunReport &run : m_runs->list()) {
        if (!report.run.isEmpty() && run.run == report.run && run.verdict == migration::Verdict::RolledBack)
            report.verdict = migration::Verdict::RolledBack;
    }
    const bool rolledBack = report.verdict == migration::Verdict::RolledBack;
    const bool asking = m_rollback->isVisibleTo(this);
    const QStringList left = missing(report);
    m_sign->setStatus(statusOf(report.verdict));
    m_title->setText(verdictTitle(report));
    m_sentence->setText(verdictSentence(report));
    m_look->setVisible(!asking && !rolledBack && !firstArrived(report).isEmpty());
    m_save->setVisible(!asking);
    m_change->setVisible(!asking && !left.isEmpty());
    m_putAside->setVisible(!asking && somethingInTheWay(report));
    m_retry->setVisible(!asking && !left.isEmpty());
    m_retry->setEnabled(!m_mover->isOpening());
    m_retry->setText(left.size() == 1 ? tr("Retry %1").arg(left.first())
                                      : tr("Retry %n creator(s)", nullptr, int(left.size())));
    m_rollBack->setVisible(rolledBack || canBeRolledBack(report));
    m_rollBack->setEnabled(!asking && canBeRolledBack(report));
    Q_EMIT stateChanged();
}

} // namespace ui
