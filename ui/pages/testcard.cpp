// SPDX-License-Identifier: MIT
#include "ui/pages/testcard.h"

#include "ui/pages/connectionsteps.h"
#include "ui/pages/mendpanel.h"
#include "ui/style/proxystyle.h"
#include "ui/widgets/rule.h"
#include "ui/widgets/text.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

namespace ui {

namespace {

qsizetype countOf(const QList<TargetStep> &steps, TargetStep::State state)
{
    return std::count_if(steps.begin(), steps.end(), [state](const TargetStep &step) { return step.state == state; });
}

qsizetype firstOf(const QList<TargetStep> &steps, TargetStep::State state)
{
    return std::find_if(steps.begin(), steps.end(), [state](const TargetStep &step) { return step.state == state; }) -
           steps.begin();
}

} // namespace

TestCard::TestCard(Target *target, QWidget *parent)
    : Card(parent),
      m_target(target),
      m_progress(label({}, TextRole::Small, Voice::Second)),
      m_button(new QPushButton),
      m_list(new StepList)
{
    auto *title = label(tr("Connection test"));
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(title);
    words->addWidget(m_progress);
    auto *head = new QHBoxLayout;
    const int margin = space(Space::Normal);
    head->setContentsMargins(margin, space(Space::Medium), space(Space::Medium), space(Space::Medium));
    head->setSpacing(space(Space::Small));
    head->addLayout(words, 1);
    head->addWidget(m_button, 0, Qt::AlignVCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(rule());
    column->addWidget(m_list);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_target->state() == TargetState::Testing)
            m_target->stopTest();
        else
            Q_EMIT testWanted();
    });
    connect(target, &Target::changed, this, &TestCard::refresh);
    connect(target, &Target::mendFailed, this, [this](const base::Error &error) {
        if (m_mending != nullptr)
            m_mending->sayFault(error.message);
    });
    connect(target, &Target::stepChanged, this, [this](const TargetStep &step) {
        m_list->setStep(viewOf(step, usedSslMode(m_target->form())));
        m_progress->setText(progressText());
    });
    refresh();
}

void TestCard::refresh()
{
    const TargetState state = m_target->state();
    m_button->setText(state == TargetState::Testing    ? tr("Stop")
                      : state == TargetState::Untested ? tr("&Test connection")
                                                       : tr("&Test again"));
    setFilled(m_button, state == TargetState::Failed);
    m_progress->setText(progressText());
    showSteps();
    showMending();
    setAccessibleName(tr("Connection test: %1").arg(m_progress->text()));
    if (state == TargetState::Ready || state == TargetState::Failed) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void TestCard::showSteps()
{
    QList<StepView> views;
    const QList<TargetStep> &steps = m_target->steps();
    for (const TargetStep &step : steps)
        views.append(viewOf(step, usedSslMode(m_target->form())));
    if (views == m_list->steps())
        return;
    m_mending = nullptr; // goes with its step
    m_list->setSteps(views);
}

void TestCard::showMending()
{
    if (m_mending != nullptr)
        m_mending->setBusy(m_target->isMending());
    if (m_mending != nullptr || !m_target->canMend())
        return;
    const TargetStep &failed = m_target->steps()[firstOf(m_target->steps(), TargetStep::State::Failed)];
    m_mending =
        new MendPanel(mendText(failed.code), m_target->administratorCanMend() ? MendPanel::Administration::Useful
                                                                              : MendPanel::Administration::NoUse);
    connect(m_mending, &MendPanel::wanted, m_target, &Target::mend);
    m_list->addBelow(failed.id, m_mending);
}

QString TestCard::progressText() const
{
    const QList<TargetStep> &steps = m_target->steps();
    switch (m_target->state()) {
    case TargetState::Untested:
        return tr("not tested yet");
    case TargetState::Testing:
        return tr("step %1 of %2").arg(firstOf(steps, TargetStep::State::Running) + 1).arg(steps.size());
    case TargetState::Failed:
        return tr("stopped at step %1 of %2").arg(firstOf(steps, TargetStep::State::Failed) + 1).arg(steps.size());
    case TargetState::Ready:
        break;
    }
    const auto notes = countOf(steps, TargetStep::State::Note);
    return notes == 0 ? tr("everything is in order") : tr("usable, with %n remark(s)", nullptr, int(notes));
}

} // namespace ui
