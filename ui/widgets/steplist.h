// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/colors.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace ui {

/// One row of a StepList.
struct StepView
{
    QString id;
    QString title; ///< short: "Server found"
    Status status = Status::Waiting;
    QString message;         ///< whole sentences, shown open where the status is Note or Wrong
    QString fix;             ///< text to copy; may be empty
    QString detail;          ///< the server's own words, behind "Details"; may be empty
    qint64 milliseconds = 0; ///< 0: not shown

    bool operator==(const StepView &) const = default;
};

/// Steps that turn green one by one: sign, words, time; what failed is told in full.
class StepList : public QWidget
{
    Q_OBJECT
public:
    explicit StepList(QWidget *parent = nullptr);
    void setSteps(const QList<StepView> &steps);
    /// Replaces the step of the same id.
    void setStep(const StepView &step);
    /// Puts `content` under the words of a step, until that step is replaced. Takes it.
    void addBelow(const QString &id, QWidget *content);
    [[nodiscard]] const QList<StepView> &steps() const { return m_steps; }

private:
    QWidget *makeRow(const StepView &step);
    QVBoxLayout *m_column;
    QList<StepView> m_steps;
    QHash<QString, QWidget *> m_rows;
    QHash<QString, QVBoxLayout *> m_words;
};

} // namespace ui
