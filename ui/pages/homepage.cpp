// SPDX-License-Identifier: MIT
#include "ui/pages/homepage.h"

#include "ui/models/homemodel.h"
#include "ui/session/session.h"
#include "ui/style/proxystyle.h"
#include "ui/widgets/card.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/creatordelegate.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace ui {

HomePage::HomePage(Session *session, QWidget *parent)
    : QWidget(parent),
      m_sources(&session->sources()),
      m_server(&session->privateServer()),
      m_task(new StatusCard(StatusCard::Size::Large)),
      m_serverCard(new StatusCard(StatusCard::Size::Small)),
      m_dataCard(new StatusCard(StatusCard::Size::Small)),
      m_cards(new QHBoxLayout),
      m_found(new QTreeView)
{
    setFilled(m_task->action());
    connect(m_task->action(), &QPushButton::clicked, this, &HomePage::moveWanted);
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
    new ColumnFitter(m_found, SourceModel::Creator, {SourceModel::LastChange, SourceModel::Size});
    m_found->setSelectionMode(QAbstractItemView::NoSelection);
    connect(model, &QAbstractItemModel::modelReset, m_found, &QTreeView::expandAll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space(Space::Huge), space(Space::Large), space(Space::Huge), space(Space::Large));
    column->setSpacing(space(Space::Small));
    column->addWidget(label(tr("Welcome."), TextRole::Title));
    column->addWidget(label(tr("Here is where your data lives today, and what you can do with it.")));
    column->addSpacing(space(Space::Small));
    column->addWidget(m_task);
    column->addSpacing(space(Space::Hair));
    m_cards->setSpacing(space(Space::Normal));
    m_cards->addWidget(m_serverCard, 1);
    m_cards->addWidget(m_dataCard, 1);
    column->addLayout(m_cards);
    column->addSpacing(space(Space::Normal));
    column->addWidget(label(tr("Found on this computer"), TextRole::Section));
    column->addWidget(m_found, 1);
    connect(m_sources, &Sources::changed, this, &HomePage::refresh);
    m_found->expandAll();
    m_serverCard->action()->setText(tr("Show"));
    m_serverCard->action()->setAccessibleDescription(tr("Show the server on this computer"));
    connect(m_serverCard->action(), &QPushButton::clicked, this, &HomePage::serverWanted);
    m_dataCard->show(Status::Waiting, tr("Data in PostgreSQL"), tr("Look at every table, and change nothing."));
    m_dataCard->action()->setText(tr("Browse"));
    m_dataCard->action()->setAccessibleDescription(tr("Look at the data in PostgreSQL"));
    connect(m_dataCard->action(), &QPushButton::clicked, this, &HomePage::browseWanted);
    connect(m_server, &PrivateServer::changed, this, &HomePage::showServer);
    refresh();
    showServer();
    m_server->look();
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
    action->setText(m_sources->found().isEmpty() ? tr("Choose your data") : tr("Move to PostgreSQL"));
    if (m_sources->isLooking()) {
        m_task->show(Status::Running, tr("Looking at your files…"), tr("This takes a moment. Nothing is changed."));
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
