// SPDX-License-Identifier: MIT
#include "ui/pages/serverpage.h"

#include "ui/pages/removalcard.h"
#include "ui/pages/serverwords.h"
#include "ui/session/privateserver.h"
#include "ui/style/icon.h"
#include "ui/style/proxystyle.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/rule.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QCheckBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QTimer>

namespace ui {

namespace {

constexpr int barHeight = 64;
constexpr int wideEnough = 760; ///< for facts and clients side by side
constexpr int lookEvery = 5000; ///< milliseconds, while the page is in front
constexpr int mostRows = 8;     ///< of clients, before the table scrolls

QVBoxLayout *makeColumn(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Small));
    return column;
}

QString programText(const ServerClient &client)
{
    if (client.doing == ServerClient::Doing::ThisProgram)
        return QStringLiteral("Cutover");
    return client.program.isEmpty() ? ServerPage::tr("unnamed") : client.program;
}

QString doingText(const ServerClient &client)
{
    switch (client.doing) {
    case ServerClient::Doing::ThisProgram:
        return ServerPage::tr("this program, %n connection(s)", nullptr, int(client.connections));
    case ServerClient::Doing::Waiting:
        return ServerPage::tr("waiting");
    case ServerClient::Doing::Working:
        return ServerPage::tr("working");
    case ServerClient::Doing::InTransaction:
        break;
    }
    return ServerPage::tr("in the middle of a change");
}

bool hasData(ServerState state)
{
    return state == ServerState::Running || state == ServerState::Stopped;
}

} // namespace

ServerPage::ServerPage(PrivateServer *server, QWidget *parent)
    : QWidget(parent),
      m_server(server),
      m_banner(new Banner),
      m_state(new StatusCard(StatusCard::Size::Large)),
      m_restart(new QPushButton(tr("&Restart"))),
      m_install(new CopyField(tr("How to install PostgreSQL"))),
      m_removal(new RemovalCard),
      m_clock(new QTimer(this))
{
    m_state->layout()->addWidget(m_restart);
    m_state->action()->setText(tr("&Start"));
    auto *head = new QVBoxLayout;
    const int side = space(Space::Huge);
    head->setContentsMargins(side, space(Space::Large), side, 0);
    head->setSpacing(space(Space::Small));
    head->addWidget(label(tr("The server on this computer"), TextRole::Title));
    head->addWidget(label(tr("A PostgreSQL of your own. It works for you alone, and only on this computer.")));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Normal));
    column->addLayout(head);
    column->addWidget(makeContent(), 1);
    column->addWidget(makeBar());
    connectAll();
    refresh();
}

QWidget *ServerPage::makeContent()
{
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    const int side = space(Space::Huge);
    inner->setContentsMargins(side, 0, side, space(Space::Large));
    inner->setSpacing(space(Space::Normal));
    inner->addWidget(m_banner);
    inner->addWidget(m_state);
    inner->addWidget(m_removal);
    inner->addWidget(m_install);
    m_halves = new QBoxLayout(QBoxLayout::LeftToRight);
    m_halves->setSpacing(space(Space::Large));
    m_halves->addWidget(makeFacts(), 1, Qt::AlignTop);
    m_halves->addWidget(makeClients(), 1, Qt::AlignTop);
    inner->addLayout(m_halves);
    inner->addWidget(makeAddress());
    m_log = new CopyField(tr("The end of the server's log"));
    m_logBox = new Disclosure(tr("Server log"), m_log);
    inner->addWidget(m_logBox);
    inner->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

QLabel *ServerPage::addFact(QGridLayout *grid, const QString &name)
{
    const int row = grid->rowCount();
    auto *value = label({});
    value->setAccessibleName(name);
    grid->addWidget(label(name, TextRole::Body, Voice::Second), row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1, Qt::AlignTop);
    return value;
}

QWidget *ServerPage::makeFacts()
{
    m_facts = new QWidget;
    auto *column = makeColumn(m_facts);
    column->addWidget(label(tr("Facts"), TextRole::Section));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space(Space::Large));
    grid->setVerticalSpacing(space(Space::Medium));
    grid->setColumnStretch(1, 1);
    m_data = addFact(grid, tr("Data"));
    m_free = addFact(grid, tr("Free on the disk"));
    m_connections = addFact(grid, tr("Connections"));
    m_folder = addFact(grid, tr("Folder"));
    m_autostart = new QCheckBox(tr("&when I sign in to this computer"));
    m_autostart->setAccessibleDescription(tr("Start the server when I sign in to this computer"));
    m_autostartName = label(tr("Start"), TextRole::Body, Voice::Second);
    const int row = grid->rowCount();
    grid->addWidget(m_autostartName, row, 0);
    grid->addWidget(m_autostart, row, 1);
    column->addLayout(grid);
    return m_facts;
}

QWidget *ServerPage::makeClients()
{
    m_clientsBox = new QWidget;
    auto *column = makeColumn(m_clientsBox);
    column->addWidget(label(tr("Who is connected"), TextRole::Section));
    m_clients = new QTableWidget(0, 3);
    m_clients->setHorizontalHeaderLabels({tr("Program"), tr("Doing"), tr("Since")});
    m_clients->setAccessibleName(tr("Who is connected"));
    m_clients->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_clients->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_clients->setTabKeyNavigation(false);
    m_clients->setShowGrid(false);
    m_clients->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_clients->verticalHeader()->hide();
    m_clients->verticalHeader()->setMinimumSectionSize(1);
    m_clients->verticalHeader()->setDefaultSectionSize(scaled(rowHeight));
    m_clients->horizontalHeader()->setHighlightSections(false);
    m_clients->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_clients->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_clients->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_clients->horizontalHeader()->setMinimumHeight(scaled(rowHeight));
    column->addWidget(m_clients);
    m_nobody = label(tr("Nobody at the moment."), TextRole::Body, Voice::Second);
    column->addWidget(m_nobody);
    return m_clientsBox;
}

QWidget *ServerPage::makeAddress()
{
    m_addressBox = new QWidget;
    auto *column = makeColumn(m_addressBox);
    column->addWidget(label(tr("Address for other programs"), TextRole::Section));
    m_address = new CopyField(tr("Address for other programs"));
    column->addWidget(m_address);
    m_password = label({}, TextRole::Small, Voice::Second);
    m_password->setMaximumWidth(QWIDGETSIZE_MAX);
    column->addWidget(m_password);
    return m_addressBox;
}

QWidget *ServerPage::makeBar()
{
    m_remove = new QPushButton(tr("Remove this server…"));
    setDestructive(m_remove);
    auto *bar = new QWidget;
    auto *column = new QVBoxLayout(bar);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(rule());
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space(Space::Huge), 0, space(Space::Huge), 0);
    row->setSpacing(space(Space::Normal));
    row->addWidget(m_remove);
    auto *hint = label(tr("Asks twice, and saves a backup first."), TextRole::Body, Voice::Second);
    hint->setMaximumWidth(QWIDGETSIZE_MAX);
    row->addWidget(hint, 1);
    auto *box = new QWidget;
    box->setMinimumHeight(scaled(barHeight));
    box->setLayout(row);
    column->addWidget(box);
    return bar;
}

void ServerPage::connectAll()
{
    connect(m_server, &PrivateServer::changed, this, &ServerPage::refresh);
    connect(m_state->action(), &QPushButton::clicked, this, &ServerPage::act);
    connect(m_restart, &QPushButton::clicked, m_server, &PrivateServer::restart);
    connect(m_autostart, &QCheckBox::clicked, m_server, &PrivateServer::setAutostart);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const std::optional<ServerUse> &use = m_server->view().use;
        m_removal->ask(use ? tr("It holds %1 in %n private area(s). All of it is deleted from this computer.", nullptr,
                                int(use->areas))
                                 .arg(bytesText(use->bytes))
                           : tr("Everything in it is deleted from this computer."),
                       PrivateServer::usualDumpFile());
    });
    connect(m_removal, &RemovalCard::confirmed, m_server, &PrivateServer::remove);
    connect(m_server, &PrivateServer::removed, this, [this](const QString &dumpFile) {
        m_banner->say(Status::Fine, dumpFile.isEmpty()
                                        ? tr("The server was removed.")
                                        : tr("The server was removed. What was in it is kept in %1.").arg(dumpFile));
    });
    m_clock->setInterval(lookEvery);
    connect(m_clock, &QTimer::timeout, m_server, &PrivateServer::look);
}

void ServerPage::act()
{
    m_banner->clear();
    if (m_server->view().state == ServerState::Running)
        m_server->stop();
    else if (m_server->view().state == ServerState::Stopped || m_server->view().state == ServerState::Absent)
        m_server->start();
    else
        m_server->look();
}

void ServerPage::refresh()
{
    const QWidget *focused = QApplication::focusWidget();
    const bool hadKeyboard = focused != nullptr && (focused == this || isAncestorOf(focused));
    showAll();
    if (hadKeyboard)
        keepKeyboard();
}

/// A button that is pressed and then disabled hands the keyboard to whatever comes next in the window. It waits on the
/// page, and goes to the button that there is then.
void ServerPage::keepKeyboard()
{
    const QWidget *focused = QApplication::focusWidget();
    if (focused != nullptr && focused != this && isAncestorOf(focused))
        return;
    if (m_state->action()->isEnabled())
        m_state->action()->setFocus();
    else
        setFocus();
}

void ServerPage::showAll()
{
    const ServerView &view = m_server->view();
    if (m_server->error())
        m_banner->say(Status::Wrong, m_server->error()->message);
    else if (m_server->activity() != ServerActivity::None)
        m_banner->clear();
    showState();
    m_install->setVisible(!view.installCommand.isEmpty());
    m_install->setText(view.installCommand);
    showFacts();
    showClients();
    showAddress();
    QString log = view.log;
    if (m_server->error() && !m_server->error()->detail.isEmpty())
        log = m_server->error()->detail;
    m_logBox->setVisible(!log.isEmpty());
    if (m_log->text() != log)
        m_log->setText(log);
    const bool idle = m_server->activity() == ServerActivity::None;
    m_remove->setEnabled(idle && hasData(view.state));
    if (!hasData(view.state) || !idle)
        m_removal->hide();
}

void ServerPage::showState()
{
    const ServerView &view = m_server->view();
    const ServerWords words = wordsFor(view, m_server->activity());
    m_state->show(words.status, words.title, words.sentence);
    const bool idle = m_server->activity() == ServerActivity::None && view.state != ServerState::Unknown;
    QPushButton *action = m_state->action();
    action->setText(words.action);
    action->setIcon(view.state == ServerState::Running ? icon(QStringLiteral("stop")) : QIcon());
    setFilled(action, view.state == ServerState::Absent || view.state == ServerState::Stopped);
    action->setEnabled(idle);
    m_restart->setVisible(view.state == ServerState::Running);
    m_restart->setEnabled(idle);
}

void ServerPage::showFacts()
{
    const ServerView &view = m_server->view();
    m_facts->setVisible(hasData(view.state));
    m_data->setText(view.use
                        ? tr("%1 in %n private area(s)", nullptr, int(view.use->areas)).arg(bytesText(view.use->bytes))
                        : tr("known when it runs"));
    m_free->setText(bytesText(view.freeBytes));
    m_connections->setText(
        view.use ? tr("%1 of %2").arg(countText(view.use->connections), countText(view.use->mostConnections))
                 : tr("none"));
    m_folder->setText(view.folder);
    m_autostart->setVisible(view.canAutostart);
    m_autostartName->setVisible(view.canAutostart);
    m_autostart->setChecked(view.autostarts);
}

void ServerPage::showClients()
{
    const std::optional<ServerUse> &use = m_server->view().use;
    m_clientsBox->setVisible(use.has_value());
    if (!use)
        return;
    const int rows = int(use->clients.size());
    m_clients->setRowCount(rows);
    m_clients->setVisible(rows > 0);
    m_nobody->setVisible(rows == 0);
    for (int row = 0; row < rows; ++row) {
        const ServerClient &client = use->clients[row];
        const QStringList texts{programText(client), doingText(client), momentText(client.since)};
        for (int column = 0; column < texts.size(); ++column) {
            if (m_clients->item(row, column) == nullptr)
                m_clients->setItem(row, column, new QTableWidgetItem);
            m_clients->item(row, column)->setText(texts[column]);
            m_clients->item(row, column)->setToolTip(texts[column]);
        }
    }
    const int shown = std::clamp(rows, 1, mostRows);
    m_clients->setFixedHeight(m_clients->horizontalHeader()->sizeHint().height() +
                              shown * m_clients->verticalHeader()->defaultSectionSize() + 2 * m_clients->frameWidth());
}

void ServerPage::showAddress()
{
    const ServerView &view = m_server->view();
    m_addressBox->setVisible(!view.address.isEmpty());
    if (m_address->text() != view.address)
        m_address->setText(view.address);
    m_password->setText(tr("The password is in the file %1, which only you can read.").arg(view.passwordFile));
}

void ServerPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_halves->setDirection(width() < scaled(wideEnough) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void ServerPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_server->look();
    m_clock->start();
}

void ServerPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clock->stop();
    if (m_server->activity() == ServerActivity::None && !m_server->error())
        m_banner->clear();
}

} // namespace ui
