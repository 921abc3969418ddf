// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/progressbar.h"
#include "cli/reporttext.h"
#include "cli/target.h"
#include "cli/words.h"
#include "migration/run/run.h"

namespace cli {

namespace {

using migration::RunReport;

struct Options
{
    TargetOptions target;
    Text run;
    Text schemaName;
};

base::Result<RunReport> run(const Options &options, const Context &context)
{
    if (bool(options.run) == bool(options.schemaName))
        return wrongUsage(Words::tr(
            "What should be verified? Name one run with --run (`cutover-cli history` lists them), or one schema "
            "with --schema."));
    const auto settings = targetSettings(options.target, context.console);
    if (!settings)
        return base::fail(settings.error());
    const auto target = openTarget(options.target, *settings, context.console, NoServerYet::Refuse);
    if (!target)
        return base::fail(target.error());
    ProgressBar bar(context.console, context.progress);
    const auto stop = context.interrupt.token();
    if (options.run)
        return migration::verifyRun(*target, toQString(options.run), bar.sink(), stop);
    return migration::verifySchema(*target, toQString(options.schemaName), bar.sink(), stop);
}

/// Equal or not: notes that were known before make no difference here.
ExitCode exitCode(const RunReport &report)
{
    const ExitCode code = exitCodeOf(report.verdict);
    return code == ExitCode::DoneWithNotes ? ExitCode::Done : code;
}

ExitCode answer(const Context &context, const RunReport &report)
{
    context.console.print(migration::toJson(report));
    if (!report.creators.isEmpty())
        context.console.printDetail(creatorTable(report, Tense::Compared) + u'\n');
    const QString told = remarks(report, NotesShown::None);
    if (!told.isEmpty())
        context.console.printDetail(told + u'\n');
    context.console.print(verificationVerdict(report));
    if (report.error)
        context.console.complain(*report.error);
    return exitCode(report);
}

} // namespace

Command addVerify(CLI::App &program)
{
    Command command = newCommand(program, "verify", "Compare PostgreSQL with what was moved, value for value, again");
    const auto options = std::make_shared<Options>();
    addTargetOptions(*command.app, options->target);
    command.app->add_option("--run", options->run, "All creators of this run");
    command.app->add_option("--schema", options->schemaName, "The newest run of this schema");
    command.run = [options](const Context &context) {
        const auto report = run(*options, context);
        return report ? answer(context, *report) : fail(context.console, report.error());
    };
    return command;
}

} // namespace cli
