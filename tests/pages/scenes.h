// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTest>
#include <functional>

namespace ui {
class BrowsePage;
struct Place;
class Session;
class Window;
} // namespace ui

namespace pages {

using Save = std::function<void(const QString &name)>;

/// Ends the program with a sentence about `what` if it is not so within a minute.
inline void waitFor(const char *what, const std::function<bool()> &condition)
{
    constexpr int patience = 60000;
    if (!QTest::qWaitFor(condition, patience))
        qFatal("%s did not come in time.", what);
}

/// Home, also after a program was killed in the middle of a move, the same in the history, and the settings.
void renderHome(ui::Window &window, ui::Session &session, const Save &save);
/// What will happen: broken off, whole, with everything open.
void renderPlan(ui::Window &window, ui::Session &session, const Save &save);
/// Where to: untested, green on this computer, refused by a server, with a button that mends. Leaves the private server
/// of CUTOVER_DATA_DIR running and chosen.
void renderTarget(ui::Window &window, ui::Session &session, const Save &save);
/// Moving, Done and History, with a rollback at the end; what is chosen goes to the server that was tested.
void renderMove(ui::Window &window, ui::Session &session, const Save &save);
/// Browse, over what was just moved.
void renderBrowse(ui::Window &window, ui::Session &session, const Save &save);
/// The place Server, in each of its states; leaves the private server stopped.
void renderServer(ui::Window &window, ui::Session &session, const Save &save);

/// The tabs of Browse beside the rows: structure, facts, picture, SQL with rows, a mistake and a plan. Of the database
/// that was moved to; of the first one in the list if none was.
void renderTabs(ui::Window &window, ui::Session &session, const Save &save);

/// Another server in Browse: its form and test, a server that is not there, renaming and forgetting it.
void renderConnections(ui::Window &window, ui::Session &session, const Save &save);

/// The picture of a table's schema: whole, around the table, with all columns, a search, and without dot.
void renderPicture(ui::BrowsePage &page, const ui::Place &place, const Save &save);

} // namespace pages
