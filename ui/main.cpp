// SPDX-License-Identifier: MIT
#include "translations/translations.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"
#include "ui/window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>

namespace {

struct Arguments
{
    QStringList paths;
    bool check = false;
};

Arguments readArguments(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate(
        "main", "Moves an application's data to PostgreSQL, proves that it arrived, and can take "
                "it back."));
    const QCommandLineOption check(QStringLiteral("check"),
                                   QApplication::translate("main", "Open only if something is left to move"));
    const QCommandLineOption path(QStringLiteral("sqlite-path"),
                                  QApplication::translate("main", "A folder with SQLite files"),
                                  QStringLiteral("folder"));
    parser.addOptions({check, path});
    parser.addPositionalArgument(QStringLiteral("paths"), QApplication::translate("main", "Files and folders to move"),
                                 QStringLiteral("[paths…]"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);
    Arguments arguments{.paths = parser.values(path) + parser.positionalArguments(), .check = parser.isSet(check)};
    for (QString &name : arguments.paths)
        name = QFileInfo(name).absoluteFilePath();
    return arguments;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("cutover"));
    QApplication::setApplicationDisplayName(QStringLiteral("Cutover"));
    QApplication::setOrganizationName(QStringLiteral("Cutover"));
    QApplication::setApplicationVersion(QStringLiteral(CUTOVER_VERSION));
    translations::use(QLocale::system());
    ui::dress(application);
    const Arguments arguments = readArguments(application);
    ui::Session session;
    session.sources().add(arguments.paths);
    ui::Window window(&session);
    window.show();
    return QApplication::exec();
}
