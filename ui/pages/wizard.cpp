// SPDX-License-Identifier: MIT
#include "ui/pages/wizard.h"

#include "ui/pages/wizardpage.h"
#include "ui/style/metrics.h"
#include "ui/style/proxystyle.h"
#include "ui/widgets/buttonbar.h"
#include "ui/widgets/rule.h"
#include "ui/widgets/trail.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

namespace {

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
      m_bar(new ButtonBar),
      m_back(new QPushButton),
      m_next(new QPushButton)
{
    const int side = space(Space::Huge);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(side, space(Space::Large), side, 0);
    head->addWidget(m_trail);
    setFilled(m_next);
    m_next->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    column->addWidget(rule());
    column->addWidget(m_bar);
    for (WizardPage *page : pages) {
        m_stack->addWidget(page);
        connect(page, &WizardPage::stateChanged, this, &Wizard::update);
        connect(page, &WizardPage::goOn, this, [this] { goTo(current() + 1); });
        if (QWidget *own = page->footerWidget()) {
            m_own.append({page, own});
            m_bar->addFront(own);
        }
        if (QWidget *own = page->actions()) {
            m_own.append({page, own});
            m_bar->addBack(own);
        }
    }
    m_bar->addBack(m_back);
    m_bar->addBack(m_next);
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
    // A button that was pressed and then hidden or disabled hands the keyboard to whatever comes next in the window.
    const QWidget *focused = QApplication::focusWidget();
    if (isVisible() && (focused == nullptr || !isAncestorOf(focused)))
        m_pages[step]->setFocus();
    Q_EMIT stepChanged(step);
}

QString Wizard::leaveWarning() const
{
    return m_pages[current()]->leaveWarning();
}

void Wizard::update()
{
    const WizardPage *page = m_pages[current()];
    const bool nextLost = m_next->hasFocus() && !(page->hasNext() && page->canGoOn());
    if (nextLost || (m_back->hasFocus() && !page->canGoBack()))
        m_pages[current()]->setFocus(); // else the keyboard would be somewhere beside the page
    m_back->setText(current() == 0 ? tr("Cancel") : tr("Back"));
    m_back->setVisible(page->canGoBack());
    m_next->setText(page->nextText());
    m_next->setVisible(page->hasNext());
    m_next->setEnabled(page->canGoOn());
    m_bar->setWords(page->footer());
    // Hidden first: showing lays out at once, and the window would grow to hold both.
    for (const auto &[owner, widget] : std::as_const(m_own)) {
        if (owner != page)
            widget->hide();
    }
    for (const auto &[owner, widget] : std::as_const(m_own)) {
        if (owner == page)
            widget->show();
    }
}

} // namespace ui
