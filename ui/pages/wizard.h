// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace ui {

class ButtonBar;
class Trail;
class WizardPage;

/// The steps of a move, one after another: trail above, buttons below, always at the same place.
class Wizard : public QWidget
{
    Q_OBJECT
public:
    /// Takes the pages.
    explicit Wizard(const QList<WizardPage *> &pages, QWidget *parent = nullptr);
    void goTo(int step);
    void goTo(WizardPage *page) { goTo(static_cast<int>(m_pages.indexOf(page))); }
    [[nodiscard]] int current() const;
    [[nodiscard]] WizardPage *page(int step) const { return m_pages.value(step); }
    [[nodiscard]] QString leaveWarning() const;

Q_SIGNALS:
    void cancelled();
    void stepChanged(int step);

private:
    void update();
    QList<WizardPage *> m_pages;
    Trail *m_trail;
    QStackedWidget *m_stack;
    QList<QPair<WizardPage *, QWidget *>> m_own; ///< what pages put into the button bar
    ButtonBar *m_bar;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace ui
