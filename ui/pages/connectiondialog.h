// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/target.h"

#include <QDialog>
#include <QPointer>

class QPushButton;

namespace ui {

class ButtonBar;
class ConnectionForm;
class Database;
class Halves;
class Session;

/// A server to look into: the form of the assistant and its test, which has to be green before it connects.
class ConnectionDialog : public QDialog
{
    Q_OBJECT
public:
    /// How to connect to `database` is what is changed; null: another server.
    ConnectionDialog(Session *session, Database *database, QWidget *parent = nullptr);

Q_SIGNALS:
    /// It is in the session's list.
    void connected(ui::Database *database);

private:
    void refresh();
    void connectOrTest();
    Session *m_session;
    QPointer<Database> m_database;
    Target m_target;
    ConnectionForm *m_form;
    Halves *m_halves;
    ButtonBar *m_buttons;
    QPushButton *m_connect;
    bool m_goesOn = false; ///< as soon as the test is green
};

} // namespace ui
