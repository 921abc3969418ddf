// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
class QTimer;
class QVBoxLayout;

namespace ui {

class Banner;
class CopyField;
class Disclosure;
class PrivateServer;
class RemovalCard;
class StatusCard;

/// The private server: its state, what one must know of it, and everything that can be done with it.
class ServerPage : public QWidget
{
    Q_OBJECT
public:
    explicit ServerPage(PrivateServer *server, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeContent();
    QWidget *makeFacts();
    QWidget *makeClients();
    QWidget *makeAddress();
    QWidget *makeBar();
    QLabel *addFact(QGridLayout *grid, const QString &name);
    void connectAll();
    void refresh();
    void showAll();
    void keepKeyboard();
    void showState();
    void showFacts();
    void showClients();
    void showAddress();
    void act();
    PrivateServer *m_server;
    Banner *m_banner;
    StatusCard *m_state;
    QPushButton *m_restart;
    CopyField *m_install;
    QBoxLayout *m_halves = nullptr; ///< facts and clients
    QWidget *m_facts = nullptr;
    QLabel *m_data = nullptr;
    QLabel *m_free = nullptr;
    QLabel *m_connections = nullptr;
    QLabel *m_folder = nullptr;
    QLabel *m_autostartName = nullptr;
    QCheckBox *m_autostart = nullptr;
    QWidget *m_clientsBox = nullptr;
    QTableWidget *m_clients = nullptr;
    QLabel *m_nobody = nullptr;
    QWidget *m_addressBox = nullptr;
    CopyField *m_address = nullptr;
    QLabel *m_password = nullptr;
    Disclosure *m_logBox = nullptr;
    CopyField *m_log = nullptr;
    RemovalCard *m_removal = nullptr;
    QPushButton *m_remove = nullptr;
    QTimer *m_clock;
};

} // namespace ui
