// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"
#include "ui/session/runs.h"
#include "ui/widgets/card.h"

class QAbstractButton;
class QRadioButton;
class QVBoxLayout;

namespace ui {

class Sign;

/// Asks in place before a move is rolled back: exactly what will be removed and what put back, and what was written
/// since.
class RollbackCard : public Card
{
    Q_OBJECT
public:
    explicit RollbackCard(const Runs *runs, QWidget *parent = nullptr);
    /// Looks what a rollback of the run, or of one of its creators, would do, and shows it.
    void ask(const migration::RunReport &run, const QString &creator = {});
    [[nodiscard]] bool isAtWork() const { return m_rollingBack; }

Q_SIGNALS:
    /// The person keeps everything, or has read what was done.
    void closed();
    void rolledBack();

private:
    void clear();
    void say(Status status, const QString &title, const QString &text);
    void addClose(const QString &text);
    void showPreview(const Runs::Preview &preview);
    void addList(const QList<migration::RollbackItem> &items);
    void addChanged(const QList<migration::RollbackItem> &items);
    void addButtons(const QList<migration::RollbackItem> &items);
    void rollBack();
    void showReport(const migration::RollbackReport &report);
    const Runs *m_runs;
    migration::RunReport m_run;
    QString m_creator;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_column = nullptr;
    QRadioButton *m_dropToo = nullptr;
    bool m_rollingBack = false;
    Job m_job;
};

} // namespace ui
