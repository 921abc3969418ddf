// SPDX-License-Identifier: MIT
#include "ui/pages/historypage.h"

#include "ui/models/historymodel.h"
#include "ui/models/reportwords.h"
#include "ui/pages/reportsaver.h"
#include "ui/pages/reportview.h"
#include "ui/pages/rollbackcard.h"
#include "ui/session/mover.h"
#include "ui/style/icon.h"
#include "ui/style/proxystyle.h"
#include "ui/style/sign.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/rundelegate.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

namespace ui {

namespace {

constexpr int listWidth = 256;
constexpr int wideEnough = 760; ///< for list and details side by side
constexpr int fewRuns = 2;      ///< shown above the details
constexpr int journalHeight = 200;
constexpr int signSize = 24;

} // namespace

HistoryPage::HistoryPage(Mover *mover, Runs *runs, QWidget *parent)
    : QWidget(parent),
      m_mover(mover),
      m_runs(runs),
      m_model(new HistoryModel(runs, this)),
      m_halves(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_list(new QListView),
      m_banner(new Banner),
      m_empty(label(tr("Nothing was moved yet."), TextRole::Body, Voice::Second)),
      m_details(new QWidget),
      m_sign(new Sign(Status::Waiting, signSize)),
      m_title(label({}, TextRole::Section)),
      m_sentence(label({})),
      m_resumeHint(label({}, TextRole::Small, Voice::Second)),
      m_buttons(makeButtons()),
      m_forgetCard(makeForget()),
      m_rollback(new RollbackCard(runs)),
      m_view(new ReportView(runs)),
      m_journal(new QPlainTextEdit),
      m_journalPart(new Disclosure(tr("Journal"), m_journal)),
      m_saver(new ReportSaver(this))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RunDelegate({.secondLine = HistoryModel::SecondLine,
                                             .status = HistoryModel::State,
                                             .share = HistoryModel::Share,
                                             .rows = HistoryModel::Rows},
                                            m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Moves so far"));
    m_halves->setSpacing(space(Space::Large));
    m_halves->addWidget(m_list);
    m_halves->addWidget(makeDetails(), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space(Space::Huge), space(Space::Large), space(Space::Huge), space(Space::Large));
    column->setSpacing(space(Space::Small));
    column->addWidget(label(tr("History"), TextRole::Title));
    column->addWidget(label(tr("Every move, what it proved, and the way back.")));
    column->addWidget(m_banner);
    column->addWidget(m_empty);
    column->addSpacing(space(Space::Small));
    column->addLayout(m_halves, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &HistoryPage::showRun);
    connect(runs, &Runs::changed, this, &HistoryPage::refresh);
    connect(mover, &Mover::changed, this, &HistoryPage::showResume);
    connect(mover, &Mover::started, this, &HistoryPage::showResume);
    connect(mover, &Mover::notResumed, this,
            [this](const base::Error &error) { m_banner->say(Status::Wrong, error.message); });
    connect(m_rollback, &RollbackCard::closed, this, [this] { showRollback(false); });
    connect(m_rollback, &RollbackCard::rolledBack, runs, &Runs::look);
    connect(m_journalPart, &Disclosure::toggled, this, [this](bool open) {
        if (open)
            readJournal();
    });
    connect(m_saver, &ReportSaver::saved, this, [this](const QString &path) {
        m_banner->say(Status::Fine, tr("The report was written to %1.").arg(QDir::toNativeSeparators(path)));
    });
    connect(m_saver, &ReportSaver::failed, this,
            [this](const QString &message) { m_banner->say(Status::Wrong, message); });
    refresh();
}

QWidget *HistoryPage::makeButtons()
{
    auto *buttons = new QWidget;
    m_creator = new QComboBox;
    m_creator->setAccessibleName(tr("What to roll back"));
    m_creator->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_creator->setMinimumContentsLength(14);
    m_resume = new QPushButton(tr("R&esume"));
    m_resume->setObjectName(QStringLiteral("resumeButton"));
    m_resumeHint->setText(tr("Goes on where it broke off, from the safety copies; what had arrived stays."));
    m_resume->setAccessibleDescription(m_resumeHint->text());
    setFilled(m_resume);
    m_rollBack = new QPushButton(icon(QStringLiteral("undo")), tr("&Roll back…"));
    m_rollBack->setObjectName(QStringLiteral("rollBackButton"));
    auto *save = new QPushButton(tr("&Save report…"));
    m_forget = new QPushButton(tr("&Forget…"));
    m_forget->setObjectName(QStringLiteral("forgetButton"));
    auto *rows = new QVBoxLayout(buttons);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space(Space::Small));
    auto *resume = new QHBoxLayout;
    resume->setSpacing(space(Space::Medium));
    resume->addWidget(m_resume);
    resume->addWidget(m_resumeHint, 1);
    rows->addLayout(resume);
    auto *row = new FlowLayout;
    rows->addLayout(row);
    row->addWidget(m_creator);
    row->addWidget(m_rollBack);
    row->addWidget(m_forget);
    row->addWidget(save);
    for (QPushButton *button : {m_resume, m_rollBack, save, m_forget})
        button->setAutoDefault(false);
    connect(m_resume, &QPushButton::clicked, this, [this] {
        m_banner->clear();
        if (const migration::RunReport *run = current())
            m_mover->resume(*run);
    });
    connect(m_rollBack, &QPushButton::clicked, this, [this] {
        if (const migration::RunReport *run = current()) {
            showRollback(true);
            m_rollback->ask(*run, m_creator->currentData().toString());
        }
    });
    connect(save, &QPushButton::clicked, this, [this] {
        if (const migration::RunReport *run = current())
            m_saver->ask(*run);
    });
    connect(m_forget, &QPushButton::clicked, this, [this] { m_forgetCard->show(); });
    return buttons;
}

Card *HistoryPage::makeForget()
{
    auto *card = new Card;
    auto *yes = new QPushButton(tr("Delete the copies"));
    yes->setObjectName(QStringLiteral("forget"));
    yes->setAutoDefault(false);
    setDestructive(yes);
    auto *no = new QPushButton(tr("Keep them"));
    setFilled(no);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(yes);
    buttons->addWidget(no);
    auto *column = new QVBoxLayout(card);
    const int margin = space(Space::Large);
    column->setContentsMargins(margin, margin, margin, margin);
    column->addWidget(label(tr("Forget this move?"), TextRole::Section));
    column->addWidget(label(tr("What it keeps on this computer is deleted: the copies of your files as they were, its "
                               "report and its journal. Your files stay, and what is in PostgreSQL stays.")));
    column->addLayout(buttons);
    connect(no, &QPushButton::clicked, card, &QWidget::hide);
    connect(yes, &QPushButton::clicked, this, &HistoryPage::forget);
    card->hide();
    return card;
}

QWidget *HistoryPage::makeDetails()
{
    m_journal->setReadOnly(true);
    m_journal->setTabChangesFocus(true);
    m_journal->setFont(textFont(TextRole::Fixed));
    m_journal->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_journal->setFixedHeight(scaled(journalHeight));
    m_journal->setAccessibleName(tr("Journal"));
    auto *head = new QHBoxLayout;
    head->setSpacing(space(Space::Small));
    head->addWidget(m_sign);
    head->addWidget(m_title, 1);
    auto *column = new QVBoxLayout(m_details);
    column->setContentsMargins(0, 0, space(Space::Small), 0);
    column->setSpacing(space(Space::Medium));
    column->addLayout(head);
    column->addWidget(m_sentence);
    column->addWidget(m_buttons);
    column->addWidget(m_forgetCard);
    column->addWidget(m_rollback);
    column->addWidget(m_view);
    column->addWidget(m_journalPart);
    column->addStretch(1);
    m_rollback->hide();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("The chosen move"));
    scroll->setWidget(m_details);
    return scroll;
}

void HistoryPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= scaled(wideEnough);
    m_halves->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_halves->setSpacing(space(wide ? Space::Large : Space::Small));
    m_list->setMinimumWidth(wide ? scaled(listWidth) : 0);
    m_list->setMaximumWidth(wide ? scaled(listWidth) : QWIDGETSIZE_MAX);
    m_list->setMaximumHeight(wide ? QWIDGETSIZE_MAX : fewRuns * scaled(runningRowHeight) + 2 * m_list->frameWidth());
}

void HistoryPage::enter()
{
    m_runs->look();
}

void HistoryPage::choose(const QString &runId)
{
    if (const QModelIndex index = m_model->indexOf(runId); index.isValid())
        m_list->setCurrentIndex(index);
}

void HistoryPage::chooseToRollBack(const QString &runId)
{
    choose(runId);
    m_creator->setCurrentIndex(0);
    if (current() != nullptr && current()->run == runId && m_rollBack->isEnabled())
        m_rollBack->click();
}

const migration::RunReport *HistoryPage::current() const
{
    return m_model->runAt(m_list->currentIndex());
}

void HistoryPage::refresh()
{
    const bool empty = m_model->rowCount() == 0;
    const bool hadKeyboard = m_list->hasFocus();
    m_empty->setVisible(empty);
    m_empty->setText(m_runs->isLooking() && empty ? tr("Looking…") : tr("Nothing was moved yet."));
    m_list->setVisible(!empty);
    if (hadKeyboard && empty)
        setFocus(); // else it would be in the sidebar
    if (m_runs->error())
        m_banner->say(Status::Note, m_runs->error()->message);
    if (!empty && current() == nullptr)
        m_list->setCurrentIndex(m_model->index(0));
    showRun();
}

void HistoryPage::showRun()
{
    const migration::RunReport *run = current();
    m_details->setVisible(run != nullptr);
    showResume();
    const QString shown = run == nullptr ? QString() : QString(run->run + migration::verdictName(run->verdict));
    if (run == nullptr || shown == m_shown)
        return;
    const bool other = !m_shown.startsWith(run->run);
    m_shown = shown;
    m_sign->setStatus(statusOf(run->verdict));
    m_title->setText(verdictTitle(*run));
    m_sentence->setText(verdictSentence(*run));
    m_creator->clear();
    m_creator->addItem(tr("The whole move"), QString());
    for (const migration::CreatorReport &creator : run->creators) {
        if (migration::hasArrived(creator.verdict) || creator.verdict == migration::Verdict::Interrupted)
            m_creator->addItem(creator.creator, creator.creator);
    }
    const bool over = run->verdict != migration::Verdict::Running;
    m_rollBack->setEnabled(canBeRolledBack(*run));
    m_rollBack->setVisible(m_rollBack->isEnabled() || run->verdict == migration::Verdict::RolledBack);
    m_creator->setVisible(m_creator->count() > 2);
    m_forget->setVisible(over && !run->folder.isEmpty());
    m_journalPart->setVisible(!run->folder.isEmpty());
    m_journalPart->setOpen(false);
    m_forgetCard->hide();
    m_view->show(*run);
    if (other)
        showRollback(false);
}

void HistoryPage::showResume()
{
    const migration::RunReport *run = current();
    const bool offered = run != nullptr && m_runs->canResume(*run);
    m_resume->setVisible(offered);
    m_resumeHint->setVisible(offered);
    m_resume->setEnabled(!m_mover->isRunning() && !m_mover->isOpening());
}

void HistoryPage::showRollback(bool shown)
{
    m_rollback->setVisible(shown);
    m_buttons->setVisible(!shown);
    m_view->setVisible(!shown);
    m_forgetCard->hide();
}

void HistoryPage::readJournal()
{
    const migration::RunReport *run = current();
    if (run == nullptr)
        return;
    m_journalJob.start<base::Result<QString>>(Runs::readJournal(*run), [this](const base::Result<QString> &text) {
        m_journal->setPlainText(text ? *text : text.error().message);
    });
}

void HistoryPage::forget()
{
    const migration::RunReport *run = current();
    if (run == nullptr)
        return;
    m_list->setFocus(); // before the button that was pressed is hidden
    m_forgetCard->hide();
    m_forgetJob.start<base::Result<bool>>(Runs::forget(*run), [this](const base::Result<bool> &forgotten) {
        if (forgotten)
            m_banner->say(Status::Fine, tr("The copies of that move are deleted."));
        else
            m_banner->say(Status::Wrong, forgotten.error().message);
        m_runs->look();
    });
}

} // namespace ui
