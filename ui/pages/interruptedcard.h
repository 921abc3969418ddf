// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "ui/widgets/card.h"

class QLabel;
class QPushButton;

namespace ui {

class Mover;
class Runs;

/// What a program that was killed, or a computer that was switched off, left behind, and what to do about it. Shown
/// while there is such a move and the person did not say “later”.
class InterruptedCard : public Card
{
    Q_OBJECT
public:
    InterruptedCard(Mover *mover, const Runs *runs, QWidget *parent = nullptr);

Q_SIGNALS:
    void rollBackWanted(const QString &runId);
    /// To where one names and tests a server: this one, in words.
    void serverWanted(const QString &target);
    /// It can be seen now, or not any more.
    void shownChanged();

private:
    void connectAll();
    void refresh();
    void resume();
    void say(const base::Error &error);
    Mover *m_mover;
    const Runs *m_runs;
    QLabel *m_sentence;
    QLabel *m_fault;
    QPushButton *m_server; ///< there while resuming needs it to be named
    QPushButton *m_later;
    QPushButton *m_rollBack;
    QPushButton *m_resume;
    QString m_run;     ///< id
    QStringList m_put; ///< off until the program starts again
};

} // namespace ui
