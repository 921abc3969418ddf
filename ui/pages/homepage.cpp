// SPDX-License-Identifier: MIT
#include "ui/pages/homepage.h"

#include "ui/models/homemodel.h"
#include "ui/models/reportwords.h"
#include "ui/pages/interruptedcard.h"
#include "ui/session/session.h"
#include "ui/style/icon.h"
#include "ui/style/proxystyle.h"
#include "ui/widgets/card.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/creatordelegate.h"
#include "ui/widgets/scrolling.h"
#include "ui/widgets/text.h"

#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeView>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int wideEnough = 760; ///< for two cards side by side
constexpr int leastRows = 6;

/// A folder as a person would name it; of several, how many there are.
QString placeText(const QStringList &paths)
{
    if (paths.size() > 1)
        return HomePage::tr("in %n place(s)", nullptr, int(paths.size()));
    QString place = paths.value(0);
    if (const QString home = QDir::homePath(); place.startsWith(QString(home + QLatin1Char('/'))))
        place = place.mid(home.size() + 1);
    return paths.isEmpty() ? QString() : HomePage::tr("in %1").arg(QDir::toNativeSeparators(place));
}

} // namespace

HomePage::HomePage(Session *session, QWidget *parent)
    : QWidget(parent),
      m_sources(&session->sources()),
      m_server(&session->privateServer()),
      m_runs(&session->runs()),
      m_interrupted(new InterruptedCard(&session->mover(), m_runs)),
      m_task(new StatusCard(StatusCard::Size::Large)),
      m_serverCard(new StatusCard(StatusCard::Size::Small)),
      m_runCard(new StatusCard(StatusCard::Size::Small)),
      m_dataCard(new StatusCard(StatusCard::Size::Small)),
      m_cards(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_heading(label(tr("Found on this computer"), TextRole::Section)),
      m_places(label({}, TextRole::Body, Voice::Second)),
      m_again(new QPushButton(icon(QStringLiteral("refresh")), tr("Look &again"))),
      m_found(new QTreeView)
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scrolling(makeContent()));
    connectAll();
    refresh();
    showServer();
    showLastRun();
    m_server->look();
    m_runs->look();
}

void HomePage::fillTree()
{
    auto *model = new HomeModel(m_sources, this);
    m_found->setModel(model);
    m_found->setAccessibleName(tr("Found on this computer"));
    m_found->setItemDelegate(new CreatorDelegate({.share = SourceModel::Share,
                                                  .status = SourceModel::State,
                                                  .isGroup = SourceModel::IsGroup,
                                                  .barColumn = SourceModel::Size,
                                                  .signColumn = SourceModel::Health},
                                                 m_found));
    m_found->header()->setMinimumHeight(scaled(rowHeight));
    m_found->setRootIsDecorated(false);
    m_found->setUniformRowHeights(true);
    m_found->setMinimumHeight(scaled(rowHeight) * leastRows);
    new ColumnFitter(m_found, SourceModel::Creator, {SourceModel::LastChange, SourceModel::Size});
    m_found->setSelectionMode(QAbstractItemView::NoSelection);
    connect(model, &QAbstractItemModel::modelReset, m_found, &QTreeView::expandAll);
    m_found->expandAll();
}

QWidget *HomePage::makeContent()
{
    fillTree();
    m_cards->setSpacing(space(Space::Normal));
    m_cards->addWidget(m_serverCard, 1);
    m_cards->addWidget(m_runCard, 1);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space(Space::Huge), space(Space::Large), space(Space::Huge), space(Space::Large));
    column->setSpacing(space(Space::Small));
    column->addWidget(label(tr("Welcome."), TextRole::Title));
    column->addWidget(label(tr("Here is where your data lives today, and what you can do with it.")));
    column->addSpacing(space(Space::Small));
    column->addWidget(m_interrupted);
    column->addWidget(m_task);
    column->addSpacing(space(Space::Hair));
    column->addLayout(m_cards);
    column->addSpacing(space(Space::Hair));
    column->addWidget(m_dataCard);
    column->addSpacing(space(Space::Normal));
    column->addLayout(makeHeading());
    column->addWidget(m_found, 1);
    return content;
}

void HomePage::connectAll()
{
    connect(m_task->action(), &QPushButton::clicked, this, &HomePage::moveWanted);
    connect(m_sources, &Sources::changed, this, &HomePage::refresh);
    m_serverCard->action()->setText(tr("Show"));
    m_serverCard->action()->setAccessibleDescription(tr("Show the server on this computer"));
    connect(m_serverCard->action(), &QPushButton::clicked, this, &HomePage::serverWanted);
    connect(m_server, &PrivateServer::changed, this, &HomePage::showServer);
    m_dataCard->show(Status::Waiting, tr("Data in PostgreSQL"), tr("Look at every table, and change nothing."));
    m_dataCard->action()->setText(tr("Browse"));
    m_dataCard->action()->setAccessibleDescription(tr("Look at the data in PostgreSQL"));
    connect(m_dataCard->action(), &QPushButton::clicked, this, &HomePage::browseWanted);
    m_runCard->action()->setObjectName(QStringLiteral("lastRun"));
    m_runCard->action()->setText(tr("Report"));
    m_runCard->action()->setAccessibleDescription(tr("Show the last move in the history"));
    connect(m_runCard->action(), &QPushButton::clicked, this, [this] {
        if (!m_runs->list().isEmpty())
            Q_EMIT runWanted(m_runs->list().first().run);
    });
    connect(m_runs, &Runs::changed, this, &HomePage::showLastRun);
    connect(m_interrupted, &InterruptedCard::shownChanged, this, &HomePage::refresh);
    connect(m_interrupted, &InterruptedCard::rollBackWanted, this, &HomePage::rollBackWanted);
    connect(m_interrupted, &InterruptedCard::serverWanted, this, &HomePage::otherServerWanted);
}

void HomePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= scaled(wideEnough);
    m_cards->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_heading->setWordWrap(!wide);
}

QLayout *HomePage::makeHeading()
{
    m_again->setFlat(true);
    connect(m_again, &QPushButton::clicked, m_sources, &Sources::look);
    auto *row = new QHBoxLayout;
    row->setSpacing(space(Space::Normal));
    row->addWidget(m_heading);
    row->addWidget(m_places, stretchToLimit);
    row->addStretch(1);
    row->addWidget(m_again);
    return row;
}

/// The newest move that is over or going on, whatever came of it.
void HomePage::showLastRun()
{
    const QString title = tr("Last move");
    QPushButton *action = m_runCard->action();
    const bool any = !m_runs->list().isEmpty();
    action->setVisible(any);
    if (!any) {
        m_runCard->show(Status::Waiting, title,
                        m_runs->isLooking() ? tr("Looking…")
                                            : tr("None yet. Its result and the way back will be here."));
        return;
    }
    const migration::RunReport &run = m_runs->list().first();
    m_runCard->show(statusOf(run.verdict), title, tr("%1: %2").arg(momentText(run.started), shortVerdict(run)));
}

void HomePage::showServer()
{
    const QString title = tr("Server on this computer");
    const ServerView &view = m_server->view();
    switch (view.state) {
    case ServerState::Unknown:
        m_serverCard->show(Status::Waiting, title, tr("Looking…"));
        return;
    case ServerState::Absent:
        m_serverCard->show(Status::Waiting, title, tr("None yet. It is made when you need it, and is only for you."));
        return;
    case ServerState::Stopped:
        m_serverCard->show(Status::Waiting, title, tr("Stopped. It is started when you need it."));
        return;
    case ServerState::Running:
        m_serverCard->show(Status::Fine, title, tr("Running. Only you can reach it."));
        return;
    case ServerState::NotInstalled:
    case ServerState::OtherVersion:
    case ServerState::Damaged:
        m_serverCard->show(Status::Note, title, view.message);
        return;
    }
}

void HomePage::refresh()
{
    const QList<migration::Source> left = m_sources->leftToMove();
    QPushButton *action = m_task->action();
    setFilled(action, m_interrupted->isHidden()); // one thing at a time
    m_places->setText(placeText(m_sources->paths()));
    m_again->setEnabled(!m_sources->isLooking() && !m_sources->paths().isEmpty());
    action->setText(m_sources->found().isEmpty() ? tr("Choose your data") : tr("Move to PostgreSQL"));
    if (m_sources->isLooking()) {
        m_task->show(Status::Running, tr("Looking at your files…"), tr("This takes a moment. Nothing is changed."));
    } else if (m_sources->error()) {
        m_task->show(Status::Note,
                     m_sources->isNothingThere() ? tr("Nothing was found") : tr("Your data could not be read"),
                     m_sources->error()->message);
    } else if (m_sources->found().isEmpty()) {
        m_task->show(Status::Waiting, tr("No data was named yet"),
                     tr("Choose the folder of your application, or drop it on this window. Files are only read."));
    } else if (left.isEmpty()) {
        m_task->show(Status::Fine, tr("Nothing is left to move"), tr("Everything that was found is in PostgreSQL."));
        action->setText(tr("Move something else"));
    } else {
        qint64 bytes = 0;
        for (const migration::Source &source : left)
            bytes += source.bytes;
        m_task->show(Status::Note,
                     tr("%n creator(s) still in SQLite files (%1)", nullptr, int(left.size())).arg(bytesText(bytes)),
                     tr("Your files are only read, never changed, and every move can be rolled back."));
    }
}

} // namespace ui
