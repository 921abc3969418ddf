// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/wizardpage.h"

class QLabel;
class QRadioButton;

namespace ui {

class ConnectionForm;
class CopyField;
class Halves;
class PrivateServer;
class Session;
class Target;

/// Step 2: on this computer or on a server, and the test that it can be used.
class TargetPage : public WizardPage
{
    Q_OBJECT
public:
    explicit TargetPage(Session *session, QWidget *parent = nullptr);
    [[nodiscard]] QString stepName() const override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] bool canGoOn() const override;
    bool leave() override;
    [[nodiscard]] QString footer() const override;
    void enter() override;

private:
    QWidget *makeChoices();
    void connectAll();
    void refresh();
    void showPrivateServer();
    void startTest();
    Target *m_target;
    PrivateServer *m_server;
    QRadioButton *m_here;
    QRadioButton *m_there;
    QLabel *m_hereHint;
    CopyField *m_install;
    ConnectionForm *m_form;
    Halves *m_halves;
    bool m_goesOn = false; ///< Next was pressed: on as soon as the test is green
};

} // namespace ui
