// SPDX-License-Identifier: MIT
#pragma once

#include "support/testserver.h"
#include "ui/pages/donepage.h"
#include "ui/pages/planpage.h"
#include "ui/pages/runpage.h"
#include "ui/pages/targetpage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/widgets/disclosure.h"
#include "ui/window.h"

#include <QDir>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <functional>

/// Every place of the window and every step of a move, in each state that they come into: a real move of two small
/// creators, one of which has something to decide about, to a real server.
class Walk
{
public:
    Walk()
    {
        qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder.filePath(QStringLiteral("data"))));
        QDir(m_folder.path()).mkpath(QStringLiteral("sources"));
        testsupport::makeSqlite(
            source(QStringLiteral("alice")),
            QStringLiteral(
                "CREATE TABLE a(id INTEGER PRIMARY KEY); CREATE TABLE t(id INTEGER PRIMARY KEY, parent INTEGER "
                "REFERENCES a(id), words VARCHAR); INSERT INTO a VALUES (1);"
                "INSERT INTO t VALUES (1, 1, 'x'), (2, 77, 'zero' || char(0) || 'inside')"));
        testsupport::makeSqlite(source(QStringLiteral("bob_with_a_name_that_is_rather_long")),
                                QStringLiteral("CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)"));
        m_session = std::make_unique<ui::Session>();
        m_session->sources().add({m_folder.filePath(QStringLiteral("sources"))});
        m_window = std::make_unique<ui::Window>(m_session.get());
        m_window->show();
        wait([this] { return m_window->isVisible() && !m_session->sources().isLooking(); });
    }
    [[nodiscard]] ui::Window &window() { return *m_window; }

    /// Calls `look` with a name for each state that is in front.
    void go(const std::function<void(const QString &)> &look)
    {
        m_look = look;
        places();
        target();
        openStep<ui::PlanPage>();
        see("plan, at work");
        waitForPlan();
        see("plan");
        openStep<ui::RunPage>();
        see("moving");
        const auto *done = m_window->findChild<ui::DonePage *>();
        wait([&] { return m_window->wizard()->page(m_window->wizard()->current()) == done; });
        wait([this] { return !m_session->runs().isLooking() && !m_session->sources().isLooking(); });
        see("done");
        press("rollBackButton");
        wait([this] { return button("rollBack") != nullptr; });
        see("before a rollback");
        press("close");
        m_window->goTo(ui::Window::Home);
        see("home after a move");
        m_session->sources().setChosen(0, true); // was moved before: the plan asks
        openStep<ui::PlanPage>();
        waitForPlan();
        see("plan of what was moved before");
        history();
    }

private:
    [[nodiscard]] QString source(const QString &creator) const
    {
        return m_folder.filePath(QStringLiteral("sources/%1_metadata.sqlite3").arg(creator));
    }

    static void wait(const std::function<bool()> &there)
    {
        constexpr int patience = 120000;
        if (!QTest::qWaitFor(there, patience))
            qFatal("A state did not come in time.");
    }

    /// As it stands, and with all details open.
    void see(const char *state)
    {
        constexpr int settling = 30;
        for (const bool details : {false, true}) {
            for (ui::Disclosure *part : m_window->findChildren<ui::Disclosure *>()) {
                if (part->isVisible())
                    part->setOpen(details);
            }
            QTest::qWait(settling);
            m_look(QString::fromLatin1(state) + (details ? QStringLiteral(", with details") : QString()));
        }
        for (ui::Disclosure *part : m_window->findChildren<ui::Disclosure *>())
            part->setOpen(false);
    }

    template <typename Page>
    void openStep()
    {
        m_window->goTo(ui::Window::Move);
        m_window->wizard()->goTo(m_window->findChild<Page *>());
    }

    [[nodiscard]] QPushButton *button(const char *objectName) const
    {
        for (QPushButton *button : m_window->findChildren<QPushButton *>(QLatin1String(objectName))) {
            if (button->isVisible() && button->isEnabled())
                return button;
        }
        return nullptr;
    }

    void press(const char *objectName)
    {
        wait([&] { return button(objectName) != nullptr; });
        button(objectName)->click();
    }

    void places()
    {
        for (const ui::Window::Place place : m_window->places()) {
            m_window->goTo(place);
            wait([this] { return !m_session->runs().isLooking(); });
            see(qPrintable(QStringLiteral("place %1").arg(place)));
        }
    }

    void target()
    {
        const postgres::Settings server = testsupport::TestServer::instance().freshDatabase();
        ui::Target &target = m_session->target();
        m_window->goTo(ui::Window::Move);
        m_window->wizard()->goTo(0);
        see("your data");
        openStep<ui::TargetPage>();
        target.setPlace(ui::TargetPlace::Server);
        see("where to, untested");
        ui::TargetForm form = ui::formFromSettings(server);
        for (const QString &database : {QStringLiteral("nowhere"), server.database}) {
            form.database = database;
            target.setForm(form);
            target.test();
            see("where to, testing");
            wait([&] { return target.state() != ui::TargetState::Testing; });
            see("where to, tested");
        }
    }

    void waitForPlan()
    {
        wait([this] { return !m_session->plans().isRunning() && !m_session->plans().isIncomplete(); });
    }

    void history()
    {
        m_window->goTo(ui::Window::History);
        wait([this] { return !m_session->runs().isLooking(); });
        see("history");
        press("forgetButton");
        see("before forgetting");
        press("rollBackButton");
        wait([this] { return button("rollBack") != nullptr; });
        press("rollBack");
        press("close");
        wait([this] { return !m_session->runs().isLooking(); });
        see("history, rolled back");
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Window> m_window;
    std::function<void(const QString &)> m_look;
};
