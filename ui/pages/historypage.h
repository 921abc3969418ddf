// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"
#include "ui/session/job.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QListView;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class Banner;
class Card;
class Disclosure;
class HistoryModel;
class Mover;
class ReportSaver;
class ReportView;
class RollbackCard;
class Runs;
class Sign;

/// Every move, what it proved, and the way back.
class HistoryPage : public QWidget
{
    Q_OBJECT
public:
    HistoryPage(Mover *mover, Runs *runs, QWidget *parent = nullptr);
    /// Each time the page comes to the front.
    void enter();
    /// Brings a move to the front, if it is known.
    void choose(const QString &runId);
    /// The same, and asks whether it shall be rolled back.
    void chooseToRollBack(const QString &runId);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeDetails();
    [[nodiscard]] QWidget *makeButtons();
    [[nodiscard]] Card *makeForget();
    void refresh();
    void showRun();
    void showRollback(bool shown);
    void showResume();
    void readJournal();
    void forget();
    [[nodiscard]] const migration::RunReport *current() const;
    Mover *m_mover;
    Runs *m_runs;
    HistoryModel *m_model;
    QBoxLayout *m_halves; ///< list and details
    QListView *m_list;
    Banner *m_banner;
    QLabel *m_empty;
    QWidget *m_details;
    Sign *m_sign;
    QLabel *m_title;
    QLabel *m_sentence;
    QLabel *m_resumeHint;
    QWidget *m_buttons;
    QComboBox *m_creator;
    QPushButton *m_resume;
    QPushButton *m_rollBack;
    QPushButton *m_forget;
    Card *m_forgetCard;
    RollbackCard *m_rollback;
    ReportView *m_view;
    QPlainTextEdit *m_journal;
    Disclosure *m_journalPart;
    ReportSaver *m_saver;
    QString m_shown; ///< id and verdict of the move whose report is shown
    Job m_journalJob;
    Job m_forgetJob;
};

} // namespace ui
