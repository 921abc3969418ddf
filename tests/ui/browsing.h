// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/connection.h"
#include "support/testserver.h"
#include "ui/browse/browsepage.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"

#include <QLocale>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

/// A test of the page Browse: a database for all of its functions, a page of its own for each.
class Browsing : public QObject
{
protected:
    void makeDatabase(const QString &sql)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->path()));
        QLocale::setDefault(QLocale::c());
        QCoreApplication::setOrganizationName(QStringLiteral("CutoverTest"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
        ui::dress(*qApp, ui::Scheme::Light);
        m_settings = testsupport::TestServer::instance().freshDatabase();
        testsupport::execute(m_settings, sql);
    }

    void openPage()
    {
        m_session = std::make_unique<ui::Session>();
        m_database = m_session->databases().add(ui::Database::Kind::Server, m_settings);
        m_page = std::make_unique<ui::BrowsePage>(&m_session->databases());
        m_page->resize(1024, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->enter();
        QTRY_COMPARE_WITH_TIMEOUT(m_database->state(), ui::Database::State::Open, 60'000);
    }

    void closePage()
    {
        m_page.reset();
        m_session.reset();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    postgres::Settings m_settings;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::BrowsePage> m_page;
    ui::Database *m_database = nullptr;
};
