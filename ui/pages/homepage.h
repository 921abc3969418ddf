// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;
class QTreeView;

namespace ui {

class InterruptedCard;
class PrivateServer;
class Runs;
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
    /// To a move in the history, to read or to take it back.
    void runWanted(const QString &runId);
    void rollBackWanted(const QString &runId);
    /// To where one names and tests a server: this one, in words.
    void otherServerWanted(const QString &target);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillTree();
    void connectAll();
    void refresh();
    void showServer();
    void showLastRun();
    [[nodiscard]] QLayout *makeHeading();
    [[nodiscard]] QWidget *makeContent();
    Sources *m_sources;
    PrivateServer *m_server;
    Runs *m_runs;
    InterruptedCard *m_interrupted;
    StatusCard *m_task;
    StatusCard *m_serverCard;
    StatusCard *m_runCard;
    StatusCard *m_dataCard;
    QBoxLayout *m_cards; ///< the small ones, side by side where there is room
    QLabel *m_heading;
    QLabel *m_places; ///< where was looked
    QPushButton *m_again;
    QTreeView *m_found;
};

} // namespace ui
