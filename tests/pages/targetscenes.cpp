// SPDX-License-Identifier: MIT
#include "pages/scenes.h"
#include "postgres/settings.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/widgets/disclosure.h"
#include "ui/window.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace pages {

namespace {

constexpr int patience = 90000;

void test(ui::Target &target)
{
    target.test();
    if (!QTest::qWaitFor([&] { return target.state() != ui::TargetState::Testing; }, patience))
        qFatal("The connection test did not end in time.");
}

ui::TargetForm privateServerForm(const ui::Target &target)
{
    const postgres::Settings settings = target.settings();
    ui::TargetForm form;
    form.host = settings.host;
    form.port = settings.port;
    form.database = settings.database;
    form.user = settings.user;
    form.password = settings.password;
    return form;
}

void openDetails(const ui::Window &window, bool open)
{
    const auto all = window.findChildren<ui::Disclosure *>();
    for (ui::Disclosure *disclosure : all) {
        if (disclosure->isVisible())
            disclosure->setOpen(open);
    }
}

} // namespace

void renderTarget(ui::Window &window, ui::Session &session, const Save &save)
{
    ui::Target &target = session.target();
    window.goTo(ui::Window::Move);
    window.wizard()->goTo(1);
    if (!QTest::qWaitFor([&] { return session.privateServer().view().state != ui::ServerState::Unknown; }, patience))
        qFatal("The private server was not looked at in time.");
    save(u"where-to"_s);
    target.setPlace(ui::TargetPlace::ThisComputer);
    test(target);
    save(u"where-to-ready"_s);
    ui::TargetForm form = privateServerForm(target);
    target.setPlace(ui::TargetPlace::Server);
    target.setForm({});
    save(u"where-to-server"_s);
    form.password = base::Secret(u"guessed"_s);
    target.setForm(form);
    test(target);
    save(u"where-to-refused"_s);
    openDetails(window, true);
    save(u"where-to-refused-details"_s);
    target.setPlace(ui::TargetPlace::ThisComputer);
    test(target);
    form = privateServerForm(target);
    form.database = u"nowhere"_s;
    form.authority = QStringLiteral(CUTOVER_SOURCE_DIR "/tests/data/tls/authority.crt");
    form.sslMode = u"prefer"_s;
    form.key = QStringLiteral(CUTOVER_SOURCE_DIR "/tests/data/tls/server.crt");
    target.setPlace(ui::TargetPlace::Server);
    target.setForm(form);
    test(target);
    save(u"where-to-no-database"_s);
    target.setForm({});
    target.setPlace(ui::TargetPlace::ThisComputer);
    test(target);
}

} // namespace pages
