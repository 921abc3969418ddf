// SPDX-License-Identifier: MIT
#include "pages/scenes.h"
#include "ui/pages/removalcard.h"
#include "ui/pages/serverpage.h"
#include "ui/session/session.h"
#include "ui/window.h"

#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pages {

namespace {

constexpr int patience = 90000;

void waitFor(const ui::PrivateServer &server, ui::ServerState state)
{
    const auto there = [&] { return server.activity() == ui::ServerActivity::None && server.view().state == state; };
    if (!QTest::qWaitFor(there, patience))
        qFatal("The private server did not come to its state in time.");
}

void press(const ui::Window &window, const QString &text)
{
    const auto all = window.findChildren<QPushButton *>();
    for (QPushButton *button : all) {
        if (button->isVisible() && button->text() == text)
            return button->click();
    }
    qFatal("There is no button “%s”.", qPrintable(text));
}

} // namespace

void renderServer(ui::Window &window, ui::Session &session, const Save &save)
{
    ui::PrivateServer &server = session.privateServer();
    server.start();
    waitFor(server, ui::ServerState::Running);
    window.goTo(ui::Window::Server);
    save(u"server"_s);
    press(window, ui::ServerPage::tr("Remove this server…"));
    save(u"server-remove"_s);
    press(window, ui::RemovalCard::tr("Remove the server…"));
    save(u"server-remove-sure"_s);
    server.stop();
    save(u"server-stopping"_s);
    waitFor(server, ui::ServerState::Stopped);
    save(u"server-stopped"_s);
    qputenv("CUTOVER_PG_BINDIR", "/nowhere");
    server.look();
    waitFor(server, ui::ServerState::NotInstalled);
    save(u"server-not-installed"_s);
    session.target().setPlace(ui::TargetPlace::Server);
    qunsetenv("CUTOVER_PG_BINDIR");
    server.look();
    waitFor(server, ui::ServerState::Stopped);
}

} // namespace pages
