// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QHBoxLayout;
class QTreeView;

namespace ui {

class PrivateServer;
class Session;
class Sources;
class StatusCard;

/// The state at a glance, and the one thing to do.
class HomePage : public QWidget
{
    Q_OBJECT
public:
    explicit HomePage(Session *session, QWidget *parent = nullptr);

Q_SIGNALS:
    void moveWanted();
    void browseWanted();
    void serverWanted();

private:
    void refresh();
    void showServer();
    Sources *m_sources;
    PrivateServer *m_server;
    StatusCard *m_task;
    StatusCard *m_serverCard;
    StatusCard *m_dataCard;
    QHBoxLayout *m_cards; ///< the small ones, side by side
    QTreeView *m_found;
};

} // namespace ui
