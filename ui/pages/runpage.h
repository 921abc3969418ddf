// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/wizardpage.h"

class QLabel;
class QListView;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace ui {

class Mover;

/// Step 4: how far the move is. Coming here starts it; it goes on by itself when it has ended.
class RunPage : public WizardPage
{
    Q_OBJECT
public:
    explicit RunPage(Mover *mover, QWidget *parent = nullptr);
    [[nodiscard]] QString stepName() const override;
    [[nodiscard]] bool isReady() const override { return false; }
    [[nodiscard]] bool canGoBack() const override { return false; }
    [[nodiscard]] bool hasNext() const override { return false; }
    [[nodiscard]] QString footer() const override;
    [[nodiscard]] QWidget *actions() override;
    void enter() override;
    [[nodiscard]] QString leaveWarning() const override;

private:
    [[nodiscard]] QWidget *makeHead();
    void begin();
    void advance(const QList<qsizetype> &numbers);
    void writeLog(const QList<qsizetype> &numbers);
    void end();
    void showAwake();
    Mover *m_mover;
    QLabel *m_share;
    QLabel *m_remaining;
    QProgressBar *m_bar;
    QLabel *m_current;
    QLabel *m_rows;
    QListView *m_creators;
    QPlainTextEdit *m_log;
    QLabel *m_awake;
    QWidget *m_bell;
    QPushButton *m_stop;
    QHash<qsizetype, QString> m_logged; ///< what the log said last of a creator
};

} // namespace ui
