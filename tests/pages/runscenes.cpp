// SPDX-License-Identifier: MIT
#include "pages/scenes.h"
#include "ui/pages/donepage.h"
#include "ui/pages/runpage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/window.h"

#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pages {

namespace {

constexpr int patience = 300000;

void waitUntil(const std::function<bool()> &there, const char *what)
{
    if (!QTest::qWaitFor(there, patience))
        qFatal("%s did not come in time.", what);
}

QPushButton *visibleButton(const ui::Window &window, const QString &name)
{
    for (QPushButton *button : window.findChildren<QPushButton *>(name)) {
        if (button->isVisible())
            return button;
    }
    return nullptr;
}

void press(const ui::Window &window, const QString &name)
{
    waitUntil([&] { return visibleButton(window, name) != nullptr; }, qPrintable(name));
    visibleButton(window, name)->click();
}

} // namespace

void renderMove(ui::Window &window, ui::Session &session, const Save &save)
{
    session.plans().prepare();
    waitUntil([&] { return !session.plans().isRunning() && !session.plans().isIncomplete(); }, "The plan");
    window.goTo(ui::Window::Move);
    window.wizard()->goTo(window.findChild<ui::RunPage *>());
    waitUntil([&] { return !session.mover().isRunning() || session.mover().state().rowsProven > 0; }, "The first rows");
    if (session.mover().isRunning())
        save(u"moving"_s);
    waitUntil([&] { return session.mover().report().has_value(); }, "The end of the move");
    save(u"done"_s);
    renderBrowse(window, session, save);
    window.goTo(ui::Window::Move);
    press(window, u"rollBackButton"_s);
    waitUntil([&] { return visibleButton(window, u"rollBack"_s) != nullptr; }, "What a rollback does");
    save(u"done-roll-back"_s);
    press(window, u"close"_s);
    window.goTo(ui::Window::History);
    waitUntil([&] { return !session.runs().isLooking(); }, "The history");
    save(u"history"_s);
    press(window, u"rollBackButton"_s);
    press(window, u"rollBack"_s);
    waitUntil([&] { return visibleButton(window, u"close"_s) != nullptr && !session.runs().isLooking(); },
              "The rollback");
    save(u"history-rolled-back"_s);
    press(window, u"close"_s);
}

} // namespace pages
