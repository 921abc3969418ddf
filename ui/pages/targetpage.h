// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/wizardpage.h"

class QBoxLayout;
class QLabel;
class QRadioButton;
class QScrollArea;

namespace ui {

class CopyField;
class Keychain;
class PrivateServer;
class ServerForm;
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

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeChoices();
    void connectAll();
    void refresh();
    void showTest();
    void arrange();
    void showPrivateServer();
    void paste(const QString &text);
    void edited();
    void startTest();
    void remember();
    void lookUpPassword();
    [[nodiscard]] QString keychainName() const;
    Target *m_target;
    PrivateServer *m_server;
    Keychain *m_keychain;
    QRadioButton *m_here;
    QRadioButton *m_there;
    QLabel *m_hereHint;
    CopyField *m_install;
    ServerForm *m_form;
    QBoxLayout *m_halves;
    QScrollArea *m_scroll;
    bool m_goesOn = false; ///< Next was pressed: on as soon as the test is green
};

} // namespace ui
