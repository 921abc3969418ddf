// SPDX-License-Identifier: MIT
#include "ui/pages/runpage.h"

#include "ui/models/reportwords.h"
#include "ui/models/runmodel.h"
#include "ui/style/icon.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/notification.h"
#include "ui/widgets/picture.h"
#include "ui/widgets/rundelegate.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTime>
#include <cmath>

namespace ui {

namespace {

constexpr int barHeight = 24;
constexpr int barSteps = 10000;
constexpr int logLines = 5000;
constexpr int logHeight = 120;
constexpr int leastLogHeight = 56; ///< in a low window
constexpr int bellSize = 16;

/// Rounded so that it does not jump with every beat.
QString remainingText(const std::optional<double> &seconds)
{
    constexpr double minute = 60;
    if (!seconds)
        return {};
    if (*seconds < 1)
        return RunPage::tr("almost done");
    if (*seconds < minute)
        return RunPage::tr("about %n second(s) left", nullptr, int(std::ceil(*seconds)));
    return RunPage::tr("about %n minute(s) left", nullptr, int(std::ceil(*seconds / minute)));
}

QString rowsText(const RunState &state)
{
    QString text = RunPage::tr("%1 of %2 rows copied, %3 proven")
                       .arg(countText(state.rowsCopied), countText(state.rows), countText(state.rowsProven));
    if (state.rowsPerSecond >= 1)
        text = RunPage::tr("%1, %2 a second").arg(text, countText(qRound64(state.rowsPerSecond)));
    return text;
}

QListView *makeList(const Mover *mover)
{
    auto *list = new QListView;
    list->setModel(new RunModel(mover, list));
    list->setItemDelegate(new RunDelegate({.secondLine = RunModel::SecondLine,
                                           .status = RunModel::State,
                                           .share = RunModel::Share,
                                           .rows = RunModel::Rows},
                                          list));
    list->setUniformItemSizes(true);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    list->setAccessibleName(RunPage::tr("Creators"));
    return list;
}

QPlainTextEdit *makeLog()
{
    auto *log = new QPlainTextEdit;
    log->setReadOnly(true);
    log->setMaximumBlockCount(logLines);
    log->setFont(textFont(TextRole::Fixed));
    log->setTabChangesFocus(true);
    log->setMinimumHeight(scaled(leastLogHeight));
    log->setMaximumHeight(scaled(logHeight));
    log->setAccessibleName(RunPage::tr("Log"));
    return log;
}

/// A label of one line that gives way where there is no room.
QLabel *line(TextRole role = TextRole::Body, Voice voice = Voice::First)
{
    QLabel *text = label({}, role, voice);
    text->setMaximumWidth(QWIDGETSIZE_MAX);
    return text;
}

} // namespace

RunPage::RunPage(Mover *mover, QWidget *parent)
    : WizardPage(parent),
      m_mover(mover),
      m_share(line(TextRole::Title)),
      m_remaining(line()),
      m_bar(new QProgressBar),
      m_current(line()),
      m_rows(line(TextRole::Body, Voice::Second)),
      m_creators(makeList(mover)),
      m_log(makeLog()),
      m_awake(line(TextRole::Body, Voice::Second)),
      m_bell(new Picture(QStringLiteral("bell"), bellSize, QPalette::PlaceholderText)),
      m_stop(new QPushButton(icon(QStringLiteral("stop")), tr("&Stop")))
{
    auto *awake = new QHBoxLayout;
    awake->setSpacing(space(Space::Small));
    awake->addWidget(m_bell);
    awake->addWidget(m_awake, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space(Space::Huge), space(Space::Small), space(Space::Huge), space(Space::Large));
    column->setSpacing(space(Space::Small));
    column->addWidget(label(tr("Moving your data"), TextRole::Title));
    column->addWidget(label(tr("You can go on working. Your files are only read.")));
    column->addWidget(makeHead());
    column->addSpacing(space(Space::Hair));
    column->addWidget(m_creators, 1);
    column->addWidget(new Disclosure(tr("Log"), m_log));
    column->addLayout(awake);
    m_stop->setAutoDefault(false);
    connect(m_stop, &QPushButton::clicked, mover, &Mover::stop);
    connect(mover, &Mover::started, this, &RunPage::begin);
    connect(mover, &Mover::progressed, this, &RunPage::advance);
    connect(mover, &Mover::finished, this, &RunPage::end);
    connect(mover, &Mover::changed, this, [this] {
        m_stop->setEnabled(m_mover->isRunning() && !m_mover->isStopping());
        showAwake();
        Q_EMIT stateChanged();
    });
    showAwake();
}

QWidget *RunPage::makeHead()
{
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(scaled(barHeight));
    m_bar->setAccessibleName(tr("The whole move"));
    m_remaining->setAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_rows->setAlignment(Qt::AlignRight);
    auto *above = new QHBoxLayout;
    above->addWidget(m_share);
    above->addWidget(m_remaining, 1);
    auto *below = new QHBoxLayout;
    below->setSpacing(space(Space::Normal));
    below->addWidget(m_current, 1);
    below->addWidget(m_rows, 1);
    auto *head = new QWidget;
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, space(Space::Normal), 0, space(Space::Normal));
    column->setSpacing(space(Space::Small));
    column->addLayout(above);
    column->addWidget(m_bar);
    column->addLayout(below);
    return head;
}

QString RunPage::stepName() const
{
    return tr("Moving");
}

QString RunPage::footer() const
{
    if (m_mover->isStopping())
        return tr("Stopping. What was begun is taken back; this takes a moment.");
    QStringList arrivedNames;
    for (const CreatorRun &creator : m_mover->state().creators) {
        if (creator.ended && migration::hasArrived(*creator.ended))
            arrivedNames += creator.creator;
    }
    if (arrivedNames.isEmpty())
        return tr("Stopping leaves everything in SQLite, nothing half-done.");
    return tr("Stopping keeps what has arrived: %1. The others stay in SQLite, nothing half-done.")
        .arg(namesText(arrivedNames));
}

QWidget *RunPage::actions()
{
    return m_stop;
}

void RunPage::enter()
{
    if (!m_mover->isRunning())
        m_mover->start();
    m_stop->setFocus();
}

QString RunPage::leaveWarning() const
{
    if (!m_mover->isRunning())
        return {};
    return QString(tr("Your data is being moved.") + QLatin1Char(' ') + footer());
}

void RunPage::begin()
{
    m_log->clear();
    m_logged.clear();
    m_stop->setEnabled(true);
    m_creators->scrollToTop();
    advance({});
}

void RunPage::advance(const QList<qsizetype> &numbers)
{
    const RunState &state = m_mover->state();
    m_share->setText(shareText(state.fraction));
    m_bar->setValue(static_cast<int>(state.fraction * barSteps));
    const bool allEnded = state.endedCount == state.creators.size() && state.endedCount > 0;
    m_remaining->setText(allEnded ? tr("writing down how it ended…") : remainingText(state.remaining));
    m_rows->setText(rowsText(state));
    if (state.current >= 0) {
        const CreatorRun &creator = state.creators[state.current];
        m_current->setText(tr("%1: %2").arg(creator.creator, creator.ended ? endText(creator) : workText(creator)));
    } else {
        m_current->setText(tr("Connecting…"));
    }
    writeLog(numbers);
    if (!numbers.isEmpty())
        Q_EMIT stateChanged();
}

void RunPage::writeLog(const QList<qsizetype> &numbers)
{
    const QString now = QTime::currentTime().toString(QStringLiteral("HH:mm:ss"));
    for (const qsizetype number : numbers) {
        CreatorRun creator = m_mover->state().creators[number];
        creator.table.clear(); // the log tells phases, not every table
        const QString text = creator.ended ? endText(creator) : workText(creator);
        if (std::exchange(m_logged[number], text) != text)
            m_log->appendPlainText(tr("%1  %2: %3").arg(now, creator.creator, text));
    }
}

void RunPage::end()
{
    notify(this, verdictTitle(*m_mover->report()), verdictSentence(*m_mover->report()));
    Q_EMIT goOn();
}

void RunPage::showAwake()
{
    m_bell->setVisible(m_mover->isKeptAwake());
    m_awake->setText(tr("The computer stays awake until this is done."));
    m_awake->setVisible(m_mover->isKeptAwake());
}

} // namespace ui
