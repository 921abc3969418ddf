// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "ui/models/decision.h"
#include "ui/pages/wizardpage.h"
#include "ui/session/job.h"

class QLabel;
class QListView;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace ui {

class Banner;
class Disclosure;
class NoteCard;
class Plans;
class RefusedCard;
class RemarkModel;
class StatusCard;

/// Step 3: the dry run; what was found, and the choice about it, already made.
class PlanPage : public WizardPage
{
    Q_OBJECT
public:
    explicit PlanPage(Plans *plans, QWidget *parent = nullptr);
    [[nodiscard]] QString stepName() const override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] QString nextText() const override;
    [[nodiscard]] QString footer() const override;
    [[nodiscard]] QWidget *footerWidget() override;
    void enter() override;

    /// HTML, or PDF by the name's end.
    void saveTo(const QString &path);
    [[nodiscard]] bool isSaving() const { return m_saving.isRunning(); }

private:
    enum class Format { Html, Pdf };
    [[nodiscard]] QWidget *makeFacts();
    [[nodiscard]] QWidget *makeBusy();
    [[nodiscard]] QWidget *makeFine();
    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] QPushButton *makeSave();
    void askWhere(Format format);
    void refresh();
    void refreshHead();
    void refreshProgress();
    void refreshCards();
    void refreshMovedBefore();
    void refreshRest();
    void showAllExamples(qsizetype number);
    void decide(qsizetype number, int option);
    [[nodiscard]] QString resultOf(const Decision &decision) const;

    Plans *m_plans;
    RemarkModel *m_remarkModel;
    QLabel *m_title;
    QWidget *m_facts;
    QLabel *m_time;
    QLabel *m_room;
    Banner *m_banner;
    StatusCard *m_status;
    QProgressBar *m_progress;
    QWidget *m_busy;
    RefusedCard *m_refused;
    QVBoxLayout *m_cardColumn;
    QWidget *m_fine;
    QLabel *m_fineText;
    Disclosure *m_remarks;
    Disclosure *m_details;
    QPushButton *m_save;
    NoteCard *m_movedBefore = nullptr; ///< there while some of the chosen were moved before
    QStringList m_namesBefore;         ///< whom it is about
    QList<Decision> m_decisions;
    QList<NoteCard *> m_cards; ///< parallel to m_decisions
    qsizetype m_asked = -1;    ///< the decision that was made last
    QString m_saved;           ///< what became of the last Save
    Job m_saving;
};

} // namespace ui
