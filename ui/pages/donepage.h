// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/wizardpage.h"

class QLabel;
class QPushButton;

namespace ui {

class Banner;
class Mover;
class ReportSaver;
class ReportView;
class RollbackCard;
class Runs;
class Sign;

/// Step 5: what the move came to, what is safe, what to do, and the way back.
class DonePage : public WizardPage
{
    Q_OBJECT
public:
    DonePage(Mover *mover, Runs *runs, QWidget *parent = nullptr);
    [[nodiscard]] QString stepName() const override;
    [[nodiscard]] bool isReady() const override { return true; }
    [[nodiscard]] QString nextText() const override;
    [[nodiscard]] bool canGoBack() const override { return false; }
    [[nodiscard]] bool hasNext() const override;
    [[nodiscard]] QWidget *footerWidget() override;
    [[nodiscard]] QWidget *actions() override;
    void enter() override;

Q_SIGNALS:
    /// The person wants to choose otherwise.
    void changeWanted();
    /// The person wants to see what is in this schema now.
    void lookWanted(const QString &schema);

private:
    void makeActions();
    void refresh();
    void showRollback(bool shown);
    Mover *m_mover;
    Runs *m_runs;
    Sign *m_sign;
    QLabel *m_title;
    QLabel *m_sentence;
    Banner *m_banner;
    ReportView *m_view;
    RollbackCard *m_rollback;
    ReportSaver *m_saver;
    QWidget *m_wayBack; ///< in the button bar; empty where there is nothing to take back
    QPushButton *m_rollBack;
    QWidget *m_actions;
    QPushButton *m_look;
    QPushButton *m_save;
    QPushButton *m_change;
    QPushButton *m_putAside;
    QPushButton *m_retry;
};

} // namespace ui
