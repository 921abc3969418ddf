// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"
#include "ui/session/job.h"

#include <QWidget>

class QPlainTextEdit;
class QVBoxLayout;

namespace ui {

class Runs;
struct Remark;

/// What a move came to: proof in numbers, failures with reason and remedy, facts, notes, attic, and each creator.
class ReportView : public QWidget
{
    Q_OBJECT
public:
    explicit ReportView(const Runs *runs, QWidget *parent = nullptr);
    void show(const migration::RunReport &report);

private:
    void addFigures();
    void addFailures();
    void addFacts();
    void addNotes();
    void addAttic();
    void addCreators();
    void readAttic();
    [[nodiscard]] QWidget *failureCard(const Remark &remark) const;
    const Runs *m_runs;
    migration::RunReport m_report;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_column = nullptr;
    QPlainTextEdit *m_attic = nullptr;
    Job m_job;
};

} // namespace ui
