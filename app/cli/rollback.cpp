// SPDX-License-Identifier: MIT
#include "migration/run/rollback.h"

#include "cli/command.h"
#include "cli/progressbar.h"
#include "cli/target.h"
#include "cli/text.h"
#include "cli/words.h"

namespace cli {

namespace {

using migration::RollbackReport;

struct Options
{
    TargetOptions target;
    Text run;
    Text creatorName;
    bool force = false;
};

QString question(const Options &options, const postgres::Settings &target)
{
    const QString what = options.creatorName ? Words::tr("What run %1 made for %2 will be removed from %3.")
                                                   .arg(printable(toQString(options.run)),
                                                        printable(toQString(options.creatorName)), target.describe())
                                             : Words::tr("What run %1 made will be removed from %2.")
                                                   .arg(printable(toQString(options.run)), target.describe());
    return what + u' ' + Words::tr("Go ahead?");
}

base::Result<RollbackReport> run(const Options &options, const Context &context)
{
    if (!options.run)
        return wrongUsage(
            Words::tr("Which run should be undone? Name it with --run; `cutover-cli history` lists them."));
    if (auto possible = canConfirm(context); !possible)
        return base::fail(possible.error());
    const auto settings = targetSettings(options.target, context.console);
    if (!settings)
        return base::fail(settings.error());
    const auto target = openTarget(options.target, *settings, context.console, NoServerYet::Refuse);
    if (!target)
        return base::fail(target.error());
    if (auto confirmed = confirm(context, question(options, *target)); !confirmed)
        return base::fail(confirmed.error());
    ProgressBar bar(context.console, context.progress);
    const auto changed = options.force ? migration::ChangedData::DropToo : migration::ChangedData::Refuse;
    return migration::rollback(*target, toQString(options.run), toQString(options.creatorName), changed, bar.sink(),
                               context.interrupt.token());
}

void printForPeople(const Console &console, const RollbackReport &report)
{
    for (const QString &what : report.removed)
        console.printDetail(Words::tr("Removed: %1").arg(printable(what)));
    for (const QString &what : report.restored)
        console.printDetail(Words::tr("Put back: %1").arg(printable(what)));
    for (const QString &what : report.left)
        console.printDetail(Words::tr("Left as it is: %1").arg(printable(what)));
    if (report.error)
        return;
    if (!report.left.isEmpty())
        console.print(Words::tr("The run is undone, except for what is named above."));
    else if (report.removed.isEmpty() && report.restored.isEmpty())
        console.print(Words::tr("There was nothing left to undo."));
    else
        console.print(Words::tr("The run is undone. Your own files were never changed."));
}

ExitCode answer(const Context &context, const RollbackReport &report)
{
    context.console.print(migration::toJson(report));
    printForPeople(context.console, report);
    if (report.error) {
        context.console.complain(*report.error);
        return report.error->code == base::stoppedCode ? ExitCode::Stopped : ExitCode::Failed;
    }
    if (report.verdict != migration::Verdict::RolledBack)
        return ExitCode::Failed;
    return report.left.isEmpty() ? ExitCode::Done : ExitCode::DoneWithNotes;
}

} // namespace

Command addRollback(CLI::App &program)
{
    Command command = newCommand(program, "rollback", "Undo a run: remove what it made, put back what it put aside");
    const auto options = std::make_shared<Options>();
    addTargetOptions(*command.app, options->target);
    command.app->add_option("--run", options->run, "The run to undo");
    command.app->add_option("--creator-name", options->creatorName, "Only this creator");
    command.app->add_flag("--force", options->force, "Also remove rows that were written since");
    command.run = [options](const Context &context) {
        const auto report = run(*options, context);
        return report ? answer(context, *report) : fail(context.console, report.error());
    };
    return command;
}

} // namespace cli
