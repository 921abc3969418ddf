// SPDX-License-Identifier: MIT
#include "ui/pages/planpage.h"

#include "ui/models/planwords.h"
#include "ui/models/remarkmodel.h"
#include "ui/models/reportwords.h"
#include "ui/pages/documentfile.h"
#include "ui/pages/examplesdialog.h"
#include "ui/pages/plandetails.h"
#include "ui/pages/plandocument.h"
#include "ui/pages/refusedcard.h"
#include "ui/session/plans.h"
#include "ui/style/icon.h"
#include "ui/style/sign.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/factrow.h"
#include "ui/widgets/notecard.h"
#include "ui/widgets/sentencelist.h"
#include "ui/widgets/text.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QListView>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int progressSteps = 1000;
constexpr int smallSign = 20;
constexpr int barHeight = 8;

QString phaseText(const base::Progress &progress)
{
    if (progress.creator.isEmpty())
        return PlanPage::tr("This takes a moment. Nothing is changed.");
    if (progress.phase == base::Phase::Snapshot)
        return PlanPage::tr("%1: a copy is made to look at. Your file is only read.").arg(progress.creator);
    return PlanPage::tr("%1: every value of “%2” is looked at.").arg(progress.creator, progress.table);
}

} // namespace

PlanPage::PlanPage(Plans *plans, QWidget *parent)
    : WizardPage(parent),
      m_plans(plans),
      m_remarkModel(new RemarkModel(this)),
      m_title(label({}, TextRole::Title)),
      m_facts(nullptr),
      m_time(label({})),
      m_room(label({})),
      m_banner(new Banner),
      m_status(new StatusCard(StatusCard::Size::Large)),
      m_progress(new QProgressBar),
      m_busy(nullptr),
      m_refused(new RefusedCard(plans)),
      m_cardColumn(new QVBoxLayout),
      m_fine(nullptr),
      m_fineText(label({})),
      m_remarks(nullptr),
      m_details(nullptr),
      m_save(makeSave()),
      m_saving(this)
{
    m_facts = makeFacts();
    m_busy = makeBusy();
    const int side = space(Space::Huge);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(side, space(Space::Small), side, 0);
    head->setSpacing(space(Space::Small));
    head->addWidget(m_title);
    head->addWidget(m_facts);
    head->addWidget(m_banner);
    head->addWidget(m_busy);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(makeContent());
    area->viewport()->setAutoFillBackground(false);
    area->widget()->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Small));
    column->addLayout(head);
    column->addWidget(area, 1);
    connect(plans, &Plans::changed, this, &PlanPage::refresh);
    connect(plans, &Plans::progressed, this, &PlanPage::refreshProgress);
    connect(&m_saving, &Job::runningChanged, this, &WizardPage::stateChanged);
    refresh();
}

QWidget *PlanPage::makeFacts()
{
    auto *facts = new FactRow;
    facts->add(u"clock"_s, m_time);
    facts->add(u"disk"_s, m_room);
    facts->add(u"undo"_s, label(tr("can be rolled back at any time")));
    return facts;
}

QWidget *PlanPage::makeBusy()
{
    auto *busy = new QWidget;
    auto *column = new QVBoxLayout(busy);
    column->setContentsMargins(0, space(Space::Small), 0, 0);
    column->setSpacing(space(Space::Small));
    column->addWidget(m_status);
    column->addWidget(m_progress);
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(scaled(barHeight));
    m_progress->setAccessibleName(tr("How much was looked at"));
    connect(m_status->action(), &QPushButton::clicked, this, [this] {
        if (m_plans->isRunning())
            m_plans->stop();
        else
            m_plans->prepare();
    });
    return busy;
}

QWidget *PlanPage::makeFine()
{
    auto *fine = new QWidget;
    auto *row = new QHBoxLayout(fine);
    row->setContentsMargins(space(Space::Normal), space(Space::Small), space(Space::Normal), space(Space::Small));
    row->setSpacing(space(Space::Small));
    row->addWidget(new Sign(Status::Fine, smallSign), 0, Qt::AlignTop);
    m_fineText->setMaximumWidth(QWIDGETSIZE_MAX);
    row->addWidget(m_fineText, 1);
    return fine;
}

QWidget *PlanPage::makeContent()
{
    auto *list = new SentenceList(tr("Remarks"));
    list->setModel(m_remarkModel);
    list->setObjectName(u"remarks"_s);
    m_remarks = new Disclosure({}, list);
    m_details = new Disclosure(tr("Details: tables, types, SQL"), new PlanDetails(m_plans));
    m_fine = makeFine();
    m_cardColumn->setSpacing(space(Space::Small));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space(Space::Huge), space(Space::Hair), space(Space::Huge), space(Space::Large));
    column->setSpacing(space(Space::Small));
    column->addWidget(m_refused);
    column->addLayout(m_cardColumn);
    column->addWidget(m_fine);
    column->addWidget(m_remarks);
    column->addWidget(m_details);
    column->addStretch(1);
    return content;
}

QPushButton *PlanPage::makeSave()
{
    auto *save = new QPushButton(icon(u"save"_s), tr("&Save as"));
    auto *menu = new QMenu(save);
    menu->addAction(tr("Web page (HTML)…"), this, [this] { askWhere(Format::Html); });
    menu->addAction(tr("PDF…"), this, [this] { askWhere(Format::Pdf); });
    save->setMenu(menu);
    return save;
}

void PlanPage::askWhere(Format format)
{
    const QString end = format == Format::Pdf ? u".pdf"_s : u".html"_s;
    const QString kind = format == Format::Pdf ? tr("PDF (*.pdf)") : tr("Web page (*.html)");
    QString path = QFileDialog::getSaveFileName(this, tr("Where shall the plan be saved?"),
                                                QDir::home().filePath(tr("What will happen") + end), kind);
    if (path.isEmpty())
        return;
    if (!path.endsWith(end, Qt::CaseInsensitive))
        path += end;
    saveTo(path);
}

void PlanPage::saveTo(const QString &path)
{
    m_saved = tr("Saving…");
    m_saving.start<base::Result<void>>(
        [path, sources = m_plans->concerned(), choices = m_plans->choices(), title = m_title->text()](
            const std::stop_token &) { return writeDocument(path, planAsHtml(sources, choices, title)); },
        [this, path](const base::Result<void> &saved) {
            m_saved = saved ? tr("Saved: %1").arg(QDir::toNativeSeparators(path)) : saved.error().message;
        });
}

QString PlanPage::stepName() const
{
    return tr("What will happen");
}

bool PlanPage::isReady() const
{
    return m_plans->isReady();
}

QString PlanPage::nextText() const
{
    return tr("Start the move");
}

QString PlanPage::footer() const
{
    if (m_plans->isRunning())
        return m_plans->isIncomplete() ? QString() : tr("The plan is made anew…");
    if (!m_plans->isIncomplete() && m_plans->toMove().isEmpty() && !m_namesBefore.isEmpty())
        return tr("Nothing else is left to move. Say above whether it shall be moved again.");
    if (!m_plans->isReady() && m_plans->refusedCount() > 0 && !m_plans->isIncomplete())
        return m_plans->toMove().isEmpty() ? tr("There is nothing that could be moved.")
                                           : tr("Say whether the others shall be moved without the refused ones.");
    return m_saved;
}

QWidget *PlanPage::footerWidget()
{
    return m_save;
}

void PlanPage::enter()
{
    m_saved.clear();
    m_plans->prepare();
}

void PlanPage::refresh()
{
    refreshHead();
    refreshProgress();
    refreshCards();
    refreshMovedBefore();
    refreshRest();
    Q_EMIT stateChanged();
}

void PlanPage::refreshHead()
{
    const QList<PlannedSource> sources = m_plans->moving();
    const bool whole = !m_plans->isIncomplete();
    const int count = int(sources.size());
    m_title->setText(whole && count > 0 ? tr("%n creator(s) become private areas in one database", nullptr, count)
                                        : tr("What will happen"));
    m_facts->setVisible(whole && count > 0);
    m_time->setText(timeText(sources));
    m_room->setText(roomText(sources));
    m_save->setEnabled(whole && !sources.isEmpty());
    const QString used = whole ? inUse(sources) : QString();
    if (used.isEmpty())
        m_banner->clear();
    else
        m_banner->say(Status::Note, used);
}

void PlanPage::refreshProgress()
{
    const bool running = m_plans->isRunning();
    m_busy->setVisible(m_plans->isIncomplete());
    if (!m_plans->isIncomplete())
        return;
    const base::Progress &progress = m_plans->progress();
    if (running)
        m_status->show(Status::Running, tr("Looking at what will happen"), phaseText(progress));
    else
        m_status->show(Status::Waiting, tr("Not everything was looked at"),
                       tr("Nothing was changed. What was looked at is kept; go on when you like."));
    m_status->action()->setText(running ? tr("Stop") : tr("Go on"));
    m_progress->setVisible(running);
    m_progress->setValue(int(std::max(progress.fraction, 0.) * progressSteps));
}

void PlanPage::refreshCards()
{
    const QList<Decision> decisions = m_plans->isIncomplete() ? QList<Decision>() : decisionsOf(m_plans->moving());
    if (!sameDecisions(decisions, m_decisions)) {
        qDeleteAll(m_cards);
        m_cards.clear();
        m_asked = -1;
        for (const Decision &decision : decisions) {
            const migration::ExampleRows examples = examplesOf(decision);
            NoteView view{.title = titleOf(decision), .sentence = sentenceOf(decision)};
            view.options = optionsOf(decision);
            view.exampleColumns = examples.columns;
            view.examples = examples.rows;
            view.examplesCaption = tr("%1 of %2").arg(countText(examples.rows.size()), countText(decision.count()));
            if (decision.count() > examples.rows.size())
                view.allExamples = tr("All %Ln example(s)", nullptr, int(decision.count()));
            auto *card = new NoteCard(view);
            const qsizetype number = m_cards.size();
            connect(card, &NoteCard::allExamplesWanted, this, [this, number] { showAllExamples(number); });
            connect(card, &NoteCard::chosen, this, [this, number](int option) { decide(number, option); });
            m_cardColumn->addWidget(card);
            m_cards += card;
        }
        m_decisions = decisions;
    }
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setChosen(chosenOption(m_decisions[i], m_plans->wished()));
        m_cards[i]->setResult(resultOf(m_decisions[i]));
        m_cards[i]->setRefusal(i == m_asked && m_plans->refusal() ? m_plans->refusal()->message : QString());
    }
}

void PlanPage::refreshMovedBefore()
{
    const QStringList names = m_plans->isIncomplete() ? QStringList() : m_plans->movedBefore();
    if (names != m_namesBefore) {
        m_namesBefore = names;
        delete std::exchange(m_movedBefore, nullptr);
        if (names.isEmpty())
            return;
        m_movedBefore = new NoteCard(
            {.title = tr("%n creator(s) were moved before", nullptr, int(names.size())),
             .sentence = tr("In PostgreSQL already: %1. Moving again takes the SQLite files as they are now; what is "
                            "put aside comes back with a rollback.")
                             .arg(namesText(names)),
             .options = {tr("Leave what is in PostgreSQL as it is"), tr("Move again, and put aside what is there")}});
        m_movedBefore->setObjectName(u"movedBefore"_s);
        connect(m_movedBefore, &NoteCard::chosen, m_plans, [this](int option) { m_plans->setMovedAgain(option == 1); });
        m_cardColumn->insertWidget(0, m_movedBefore);
    }
    if (m_movedBefore != nullptr)
        m_movedBefore->setChosen(m_plans->areMovedAgain() ? 1 : 0);
}

void PlanPage::showAllExamples(qsizetype number)
{
    auto *dialog = new ExamplesDialog(m_decisions[number], m_plans->moving(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void PlanPage::decide(qsizetype number, int option)
{
    m_asked = number;
    migration::Choices choices = m_plans->wished();
    choose(m_decisions[number], option, choices);
    m_plans->choose(choices);
}

/// How many rows go with the orphans.
QString PlanPage::resultOf(const Decision &decision) const
{
    if (decision.kind != Question::Kind::Orphans || chosenOption(decision, m_plans->choices()) != 1)
        return {};
    qint64 aside = 0;
    for (const PlannedSource &source : m_plans->sources()) {
        for (const Question &question : decision.questions) {
            if (question.creator != source.source.creator || !source.plan)
                continue;
            for (const migration::TablePlan &table : source.plan->tables)
                aside += table.rowsAside;
            break;
        }
    }
    return tr("Rows set aside, with those that refer to them: %1.").arg(countText(aside));
}

void PlanPage::refreshRest()
{
    const QList<PlannedSource> sources = m_plans->moving();
    const bool whole = !m_plans->isIncomplete();
    const bool any = whole && !sources.isEmpty();
    qint64 asked = 0;
    for (const Decision &decision : std::as_const(m_decisions))
        asked += decision.count();
    const qint64 rows = rowsOf(sources);
    m_fineText->setText(asked == 0 ? tr("All %1 rows need nothing from you.").arg(countText(rows))
                                   : tr("%1 of %2 rows need nothing from you.")
                                         .arg(countText(std::max<qint64>(rows - asked, 0)), countText(rows)));
    m_fine->setVisible(any);
    m_remarkModel->setSources(whole ? sources : QList<PlannedSource>());
    const int remarks = m_remarkModel->rowCount();
    m_remarks->setVisible(remarks > 0);
    m_remarks->setTitle(tr("%n remark(s) on what will be different; nothing to decide", nullptr, remarks));
    m_details->setVisible(any);
    m_refused->refresh();
}

} // namespace ui
