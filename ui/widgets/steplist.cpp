// SPDX-License-Identifier: MIT
#include "ui/widgets/steplist.h"

#include "ui/style/sign.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/rule.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int signSize = 16;

bool toldInFull(const StepView &step)
{
    return step.status == Status::Note || step.status == Status::Wrong;
}

} // namespace

StepList::StepList(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

void StepList::setSteps(const QList<StepView> &steps)
{
    for (QWidget *row : std::as_const(m_rows))
        delete row;
    m_rows.clear();
    m_words.clear();
    m_steps = steps;
    for (const StepView &step : steps) {
        QWidget *row = makeRow(step);
        m_rows.insert(step.id, row);
        m_column->addWidget(row);
    }
}

void StepList::setStep(const StepView &step)
{
    for (StepView &known : m_steps) {
        if (known.id == step.id)
            known = step;
    }
    QWidget *old = m_rows.value(step.id);
    if (old == nullptr)
        return;
    QWidget *row = makeRow(step);
    m_column->replaceWidget(old, row);
    m_rows.insert(step.id, row);
    old->deleteLater();
    old->hide();
}

void StepList::addBelow(const QString &id, QWidget *content)
{
    m_words[id]->addWidget(content);
}

QWidget *StepList::makeRow(const StepView &step)
{
    auto *row = new QWidget;
    row->setAccessibleName(step.title);
    row->setAccessibleDescription(statusWord(step.status) + QStringLiteral(". ") + step.message);
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *line = new QHBoxLayout;
    const int margin = space(Space::Normal);
    line->setContentsMargins(margin, space(Space::Small), margin, space(Space::Small));
    line->setSpacing(space(Space::Medium));
    line->addWidget(new Sign(step.status, signSize), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(space(Space::Small));
    m_words.insert(step.id, words);
    QLabel *title = label(step.title, TextRole::Body, step.status == Status::Waiting ? Voice::Second : Voice::First);
    words->addWidget(title);
    if (toldInFull(step)) {
        QFont bold = title->font();
        bold.setWeight(QFont::DemiBold);
        title->setFont(bold);
        words->addWidget(label(step.message));
        if (!step.fix.isEmpty()) {
            auto *fix = new CopyField(tr("What helps"));
            fix->setText(step.fix);
            words->addWidget(fix);
        }
        if (!step.detail.isEmpty()) {
            auto *detail = new CopyField(tr("The server's own words"));
            detail->setText(step.detail);
            words->addWidget(new Disclosure(tr("Details"), detail));
        }
    } else if (!step.message.isEmpty()) {
        row->setToolTip(step.message);
    }
    line->addLayout(words, 1);
    if (step.milliseconds > 0)
        line->addWidget(label(tr("%1 ms").arg(countText(step.milliseconds)), TextRole::Small, Voice::Second), 0,
                        Qt::AlignTop);
    column->addLayout(line);
    if (!m_steps.isEmpty() && step.id != m_steps.last().id)
        column->addWidget(rule());
    return row;
}

} // namespace ui
