// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace ui {

/// One step of the wizard.
class WizardPage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// In the trail: "Your data".
    [[nodiscard]] virtual QString stepName() const = 0;
    /// Whether one may go on from here.
    [[nodiscard]] virtual bool isReady() const = 0;
    [[nodiscard]] virtual QString nextText() const { return tr("Next"); }
    /// Whether Next may be pressed; beyond isReady() where the page still does something before it goes on.
    [[nodiscard]] virtual bool canGoOn() const { return isReady(); }
    /// Next was pressed. False: not yet, the page emits goOn() when it is time.
    virtual bool leave() { return true; }
    /// Whether one may go back from here, and whether there is a next step at all.
    [[nodiscard]] virtual bool canGoBack() const { return true; }
    [[nodiscard]] virtual bool hasNext() const { return true; }
    /// A few words beside the buttons; may be empty.
    [[nodiscard]] virtual QString footer() const { return {}; }
    /// What the page itself puts far left into the button bar, shown while it is in front; the wizard takes it. May be
    /// null.
    [[nodiscard]] virtual QWidget *footerWidget() { return nullptr; }
    /// The same beside Back and Next.
    [[nodiscard]] virtual QWidget *actions() { return nullptr; }
    /// Each time the page comes to the front.
    virtual void enter() {}
    /// Something is going on that leaving would break off: the sentence to ask first. Empty: nothing is.
    [[nodiscard]] virtual QString leaveWarning() const { return {}; }

Q_SIGNALS:
    /// Any of the answers above is another now.
    void stateChanged();
    /// The page itself wants to go on.
    void goOn();
};

} // namespace ui
