// SPDX-License-Identifier: MIT
#include "cli/command.h"

#include "cli/words.h"
#include "migration/journal/report.h"

#include <QJsonObject>

namespace cli {

Command newCommand(CLI::App &program, const std::string &name, const std::string &help)
{
    Command command;
    command.app = program.add_subcommand(name, help);
    command.common = std::make_shared<CommonOptions>();
    addCommonOptions(*command.app, *command.common);
    return command;
}

namespace {

ExitCode exitCodeOf(const base::Error &error)
{
    static const QStringList usage = {QStringLiteral("wrong-usage"),
                                      QStringLiteral("confirmation-needed"),
                                      QStringLiteral("bad-choices"),
                                      QStringLiteral("bad-connection-string"),
                                      QStringLiteral("single-source-needed"),
                                      QStringLiteral("unknown-profile"),
                                      QStringLiteral("bad-plan")};
    if (error.code == base::stoppedCode)
        return ExitCode::Stopped;
    return usage.contains(error.code) ? ExitCode::WrongUsage : ExitCode::Failed;
}

} // namespace

ExitCode fail(const Console &console, const base::Error &error)
{
    console.complain(error);
    const ExitCode code = exitCodeOf(error);
    const auto verdict = code == ExitCode::Stopped ? migration::Verdict::Cancelled : migration::Verdict::Failed;
    console.print(QJsonObject{{QStringLiteral("verdict"), migration::verdictName(verdict)},
                              {QStringLiteral("error"), migration::toJson(error)}});
    return code;
}

base::Result<void> canConfirm(const Context &context)
{
    if (context.yes || context.console.canAsk())
        return {};
    return base::fail(
        QStringLiteral("confirmation-needed"),
        Words::tr(
            "This command changes something, and there is no terminal to ask you at. Nothing was done. Add --yes to go "
            "ahead without a question."));
}

base::Result<void> confirm(const Context &context, const QString &question)
{
    if (auto possible = canConfirm(context); !possible)
        return possible;
    if (context.yes)
        return {};
    const auto answer = context.console.confirm(question);
    if (!answer)
        return base::fail(answer.error());
    if (!*answer)
        return base::fail(base::stoppedCode, Words::tr("Nothing was done, as you wished."));
    return {};
}

} // namespace cli
