// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/place.h"

#include <QWidget>

namespace ui {

/// Tabs that another one may lead to.
enum class Way : quint8 { Rows, Structure };

/// One tab of the browser: one way to look at a place. It is told of a place only when it comes to the front, and asks
/// the place's database itself, with a Job of its own.
class RelationView : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// Of the tab.
    [[nodiscard]] virtual QString title() const = 0;
    /// Whether there is anything to see of such a place; else the tab is not there.
    [[nodiscard]] virtual bool suits(const Place &place) const = 0;
    /// Looks at `place`. Called again for the same place when it may have changed: what can stay, stays.
    virtual void look(const Place &place) = 0;

Q_SIGNALS:
    /// The person wants to look at another place.
    void wanted(const ui::Place &place);
    /// The same, and in another tab.
    void wantedIn(const ui::Place &place, ui::Way way);
};

} // namespace ui
