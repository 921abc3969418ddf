// SPDX-License-Identifier: MIT
// Renders the window's pages to PNG files, for people to look at:
//   QT_QPA_PLATFORM=offscreen render-pages OUTPUT-FOLDER [--dark] [--font POINTS] [--right-to-left]
//   [--language de] [--size 1024x700] PATHS…
// With --database CONNECTION-STRING only the tabs of Browse, over that database.
#include "pages/scenes.h"
#include "postgres/settings.h"
#include "translations/translations.h"
#include "ui/pages/datapage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"
#include "ui/window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000;

/// The window, or the dialog that is open in front of it.
QWidget &inFront(QWidget &window)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (qobject_cast<QDialog *>(widget) != nullptr && widget->isVisible())
            return *widget;
    }
    return window;
}

/// A creator, as a click on its name does.
void selectASource(const ui::Window &window)
{
    auto *tree = window.findChild<ui::DataPage *>()->findChild<QTreeView *>();
    const QModelIndex group = tree->model()->index(0, 0);
    tree->setFocus();
    tree->setCurrentIndex(tree->model()->index(1, 0, group));
}

void save(QWidget &window, const QDir &folder, const QString &name)
{
    QTest::qWait(100);
    const QString path = folder.filePath(name + u".png"_s);
    if (!inFront(window).grab().save(path))
        qFatal("%s could not be written", qPrintable(path));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption dark(u"dark"_s);
    const QCommandLineOption points(u"font"_s, {}, u"points"_s, u"10"_s);
    const QCommandLineOption reversed(u"right-to-left"_s);
    const QCommandLineOption language(u"language"_s, {}, u"locale"_s, u"en"_s);
    const QCommandLineOption size(u"size"_s, {}, u"pixels"_s, u"1100x740"_s);
    const QCommandLineOption database(u"database"_s, {}, u"connection string"_s);
    parser.addOptions({dark, points, reversed, language, size, database});
    parser.process(application);
    QStringList paths = parser.positionalArguments();
    if (paths.isEmpty())
        qFatal("Name the folder for the pictures.");
    const QDir folder(paths.takeFirst());
    QFont font = QApplication::font();
    font.setPointSizeF(parser.value(points).toDouble());
    QApplication::setFont(font);
    ui::dress(application, parser.isSet(dark) ? ui::Scheme::Dark : ui::Scheme::Light);
    translations::use(QLocale(parser.value(language)));
    if (parser.isSet(reversed))
        QApplication::setLayoutDirection(Qt::RightToLeft);

    const QTemporaryDir settings; // what the window remembers is of no picture before
    QApplication::setOrganizationName(u"CutoverPages"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    ui::Session session;
    session.sources().add(paths);
    ui::Window window(&session);
    const QString wanted = parser.value(size);
    window.resize(wanted.section(u'x', 0, 0).toInt(), wanted.section(u'x', 1).toInt());
    window.show();
    if (!QTest::qWaitFor([&] { return !session.sources().isLooking(); }, patience))
        qFatal("The sources were not found in time.");
    const pages::Save saveAs = [&](const QString &name) { save(window, folder, name); };
    if (parser.isSet(database)) {
        const auto server = postgres::parseConnectionString(parser.value(database));
        if (!server)
            qFatal("%s", qPrintable(server.error().message));
        session.databases().add(ui::Database::Kind::Server, *server);
        pages::renderTabs(window, session, saveAs);
        pages::renderConnections(window, session, saveAs);
        return 0;
    }
    pages::renderHome(window, session, saveAs);
    window.goTo(ui::Window::Move);
    saveAs(u"your-data"_s);
    selectASource(window);
    saveAs(u"your-data-selected"_s);
    pages::renderPlan(window, session, saveAs);
    pages::renderTarget(window, session, saveAs);
    pages::renderMove(window, session, saveAs);
    pages::renderTabs(window, session, saveAs);
    pages::renderConnections(window, session, saveAs);
    pages::renderServer(window, session, saveAs);
    return 0;
}
