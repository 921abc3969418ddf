// SPDX-License-Identifier: MIT
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/text.h"
#include "cli/words.h"
#include "translations/translations.h"

#include <QCoreApplication>
#include <algorithm>
#include <clocale>
#include <cstring>
#include <langinfo.h>
#include <new>

using namespace cli;

namespace {

/// Names of files are UTF-8 here, whatever the environment says; without this Qt would remark on it.
void useUtf8()
{
    setlocale(LC_ALL, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    qputenv("LC_ALL", "C.UTF-8");
    setlocale(LC_ALL, "C.UTF-8");
}

QList<Command> addCommands(CLI::App &program)
{
    return {addDetect(program),  addPlan(program),   addMigrate(program), addVerify(program),  addRollback(program),
            addHistory(program), addDoctor(program), addServer(program),  addProfiles(program)};
}

const Command *chosenCommand(const QList<Command> &commands)
{
    for (const Command &command : commands) {
        if (command.app->parsed())
            return &command;
    }
    return nullptr;
}

/// Without what may be a password: what stands behind the = of a mistyped option, or a word of one with a space in it.
QString shownArgument(const std::string &argument, SecretGiven secret)
{
    if (argument.starts_with('-'))
        return printable(toQString(argument.substr(0, argument.find('='))));
    return secret == SecretGiven::Yes ? QStringLiteral("…") : printable(toQString(argument));
}

/// CLI11's reasons as whole sentences.
QString parseProblem(const CLI::App &program, const QList<Command> &commands, const CLI::ParseError &error,
                     SecretGiven secret)
{
    const Command *command = chosenCommand(commands);
    const QString name =
        command ? QString(u"cutover-cli " + toQString(command->app->get_name())) : QStringLiteral("cutover-cli");
    const QString help = u' ' + Words::tr("`%1 --help` shows what there is.").arg(name);
    const std::vector<std::string> unknown = program.remaining(true);
    if (!command && !unknown.empty() && !unknown.front().starts_with('-'))
        return Words::tr("There is no command \"%1\".").arg(printable(toQString(unknown.front()))) + help;
    if (!unknown.empty())
        return Words::tr("%1 does not know \"%2\".").arg(name, shownArgument(unknown.front(), secret)) + help;
    if (!command)
        return Words::tr("Which command?") + help;
    return Words::tr("The command line cannot be understood: %1.").arg(toQString(std::string(error.what()))) + help;
}

Console::Answer answerOf(bool json)
{
    return json ? Console::Answer::Json : Console::Answer::Text;
}

ExitCode run(const Command &command, Console &console, const Interrupt &interrupt)
{
    const CommonOptions &common = *command.common;
    console.configure(answerOf(common.json), common.quiet ? Console::Volume::Quiet : Console::Volume::Normal,
                      common.yes ? Console::Questions::Never : Console::Questions::Ask);
    if (const auto checked = refuseMissingValues(*command.app); !checked)
        return fail(console, checked.error());
    const auto progress = progressMode(common);
    if (!progress)
        return fail(console, progress.error());
    auto choices = choicesOf(common);
    if (!choices)
        return fail(console, choices.error());
    return command.run({console, interrupt, *progress, std::move(*choices), common.yes});
}

ExitCode parseAndRun(std::vector<std::string> arguments, Console &console, const Interrupt &interrupt)
{
    CLI::App program("Moves an application's SQLite databases to PostgreSQL, checks every value, and can undo it.",
                     "cutover-cli");
    program.set_help_flag("--help", "Show this help");
    program.set_version_flag("--version", std::string(CUTOVER_VERSION), "Show the program's version");
    program.require_subcommand(1);
    const QList<Command> commands = addCommands(program);
    const SecretGiven secret = secretGiven(arguments);
    const bool json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
    console.configure(answerOf(json), Console::Volume::Normal, Console::Questions::Ask);
    std::reverse(arguments.begin(), arguments.end()); // as CLI11 wants them
    try {
        program.parse(std::move(arguments));
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() == 0) {
            program.exit(error);
            return ExitCode::Done;
        }
        return fail(console, wrongUsage(parseProblem(program, commands, error, secret)).value());
    }
    return run(*chosenCommand(commands), console, interrupt);
}

} // namespace

int main(int argc, char **argv)
{
    useUtf8();
    const auto arguments = takeArguments(argc, argv);
    int oneArgument = std::min(argc, 1);
    const QCoreApplication application(oneArgument, argv);
    QCoreApplication::setApplicationName(QStringLiteral("cutover-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CUTOVER_VERSION));
    translations::use(QLocale(QLocale::English)); // what other programs read does not depend on the language
    const Interrupt interrupt;
    Console console(interrupt);
    if (!arguments)
        return static_cast<int>(fail(console, arguments.error()));
    try {
        return static_cast<int>(parseAndRun(*arguments, console, interrupt));
    } catch (const std::bad_alloc &) {
        console.complain({QStringLiteral("no-memory"),
                          Words::tr("There is not enough memory to go on. Nothing half-done is visible; "
                                    "close other programs and try again."),
                          {}});
    }
    return static_cast<int>(ExitCode::Failed);
}
