// SPDX-License-Identifier: MIT
#include "translations/translations.h"
#include "ui/session/language.h"
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

/// For a launcher: it comes up, or ends well, once it is known what is there.
void showIfSomethingIsLeft(ui::Window &window, const ui::Sources &sources)
{
    QObject::connect(&sources, &ui::Sources::changed, &window, [&window, &sources] {
        if (window.isVisible() || sources.isLooking())
            return;
        if (sources.leftToMove().isEmpty() && (!sources.error() || sources.isNothingThere()))
            QCoreApplication::exit(EXIT_SUCCESS);
        else
            window.show();
    });
}

/// Who was never here before begins with naming the data.
void beginWithData(ui::Window &window, ui::Session &session)
{
    const ui::Runs &runs = session.runs();
    QObject::connect(
        &runs, &ui::Runs::changed, &window,
        [&window, &session, &runs] {
            if (!runs.isLooking() && runs.list().isEmpty() && session.sources().paths().isEmpty())
                window.goTo(ui::Window::Move);
        },
        Qt::SingleShotConnection);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("cutover"));
    QApplication::setApplicationDisplayName(QStringLiteral("Cutover"));
    QApplication::setOrganizationName(QStringLiteral("Cutover"));
    QApplication::setApplicationVersion(QStringLiteral(CUTOVER_VERSION));
    translations::use(ui::chosenLocale());
    ui::dress(application, ui::chosenLook());
    const Arguments arguments = readArguments(application);
    ui::Session session;
    ui::Window window(&session);
    ui::Sources &sources = session.sources();
    if (arguments.check)
        showIfSomethingIsLeft(window, sources);
    else
        window.show();
    if (arguments.paths.isEmpty()) {
        sources.restore();
        beginWithData(window, session);
    } else {
        sources.add(arguments.paths);
    }
    if (arguments.check && sources.paths().isEmpty())
        return EXIT_SUCCESS;
    return QApplication::exec();
}
