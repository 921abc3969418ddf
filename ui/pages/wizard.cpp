// SPDX-License-Identifier: MIT
#include "ui/pages/wizard.h"

#include "ui/pages/wizardpage.h"
#include "ui/style/proxystyle.h"
#include "ui/widgets/rule.h"
#include "ui/widgets/text.h"
#include "ui/widgets/trail.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int barHeight = 64;

QStringList namesOf(const QList<WizardPage *> &pages)
{
    QStringList names;
    for (const WizardPage *page : pages)
        names += page->stepName();
    return names;
}

} // namespace

Wizard::Wizard(const QList<WizardPage *> &pages, QWidget *parent)
    : QWidget(parent),
      m_pages(pages),
      m_trail(new Trail(namesOf(pages))),
      m_stack(new QStackedWidget),
      m_footer(label({}, TextRole::Body, Voice::Second)),
      m_back(new QPushButton),
      m_next(new QPushButton)
{
    const int side = space(Space::Huge);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(side, space(Space::Large), side, 0);
    head->addWidget(m_trail);
    m_footer->setMaximumWidth(QWIDGETSIZE_MAX);
    setFilled(m_next);
    m_next->setDefault(true);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(side, 0, side, 0);
    bar->setSpacing(space(Space::Small));
    bar->addWidget(m_footer, 1);
    bar->addWidget(m_back);
    bar->addWidget(m_next);
    auto *barWidget = new QWidget;
    barWidget->setMinimumHeight(scaled(barHeight));
    barWidget->setLayout(bar);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    column->addWidget(rule());
    column->addWidget(barWidget);
    for (WizardPage *page : pages) {
        m_stack->addWidget(page);
        connect(page, &WizardPage::stateChanged, this, &Wizard::update);
        connect(page, &WizardPage::goOn, this, [this] { goTo(current() + 1); });
        if (QWidget *own = page->footerWidget()) {
            m_own.append({page, own});
            bar->insertWidget(0, own);
        }
        if (QWidget *own = page->actions()) {
            m_own.append({page, own});
            bar->insertWidget(bar->indexOf(m_back), own);
        }
    }
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (current() == 0)
            Q_EMIT cancelled();
        else
            goTo(current() - 1);
    });
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (!m_pages[current()]->leave())
            return;
        if (current() + 1 < m_pages.size())
            goTo(current() + 1);
        else
            Q_EMIT cancelled();
    });
    goTo(0);
}

int Wizard::current() const
{
    return m_stack->currentIndex();
}

void Wizard::goTo(int step)
{
    m_stack->setCurrentIndex(step);
    m_trail->setCurrent(step);
    m_pages[step]->enter();
    update();
    Q_EMIT stepChanged(step);
}

QString Wizard::leaveWarning() const
{
    return m_pages[current()]->leaveWarning();
}

void Wizard::update()
{
    const WizardPage *page = m_pages[current()];
    m_back->setText(current() == 0 ? tr("Cancel") : tr("Back"));
    m_back->setVisible(page->canGoBack());
    m_next->setText(page->nextText());
    m_next->setVisible(page->hasNext());
    m_next->setEnabled(page->canGoOn());
    m_footer->setText(page->footer());
    for (const auto &[owner, widget] : std::as_const(m_own))
        widget->setVisible(owner == page);
}

} // namespace ui
