// SPDX-License-Identifier: MIT
#include "cli/planfile.h"
#include "cli/progressbar.h"
#include "cli/reporttext.h"
#include "cli/request.h"
#include "cli/target.h"
#include "cli/words.h"

namespace cli {

namespace {

using migration::DryRun;
using migration::Verdict;

void printDdl(const migration::RunReport &report)
{
    QStringList statements;
    for (const auto &creator : report.creators)
        statements += creator.ddl;
    for (QString &statement : statements) {
        if (!statement.endsWith(u';'))
            statement += u';';
    }
    if (!statements.isEmpty())
        Console::printRaw(statements.join(u'\n'));
}

void printForPeople(const Console &console, const migration::RunReport &report)
{
    console.printDetail(creatorTable(report, Tense::Planned) + u'\n');
    const QString told = remarks(report, NotesShown::All);
    if (!told.isEmpty())
        console.printDetail(told + u'\n');
    console.print(planVerdict(report));
}

ExitCode answer(const PlanOptions &options, const Context &context, const DryRun &dry)
{
    context.console.print(migration::toJson(dry.report));
    if (options.ddl && !context.console.json()) {
        printDdl(dry.report);
        for (const auto &creator : dry.report.creators) {
            if (creator.error)
                context.console.complain(*creator.error);
        }
    } else {
        printForPeople(context.console, dry.report);
    }
    if (dry.report.error)
        context.console.complain(*dry.report.error);
    return exitCodeOf(dry.report.verdict);
}

base::Result<migration::RunRequest> checkedRequest(const PlanOptions &options, const Context &context)
{
    if (targetNamed(options.target)) {
        if (const auto settings = targetSettings(options.target, context.console); !settings)
            return base::fail(settings.error());
    }
    return runRequest(options.source, context);
}

} // namespace

ExitCode runPlan(const PlanOptions &options, const Context &context)
{
    const auto request = checkedRequest(options, context);
    if (!request)
        return fail(context.console, request.error());
    const auto dry = [&] {
        if (!anyUsable(request->sources))
            return DryRun{refusedReport(request->sources), {}};
        ProgressBar bar(context.console, context.progress);
        return migration::dryRun(*request,
                                 {.ddl = options.ddl || context.console.json(), .plans = options.out.has_value()},
                                 bar.sink(), context.interrupt.token());
    }();
    if (options.out && dry.report.verdict != Verdict::Cancelled && !dry.plans.isEmpty()) {
        if (const auto written = writePlanFile(toQString(options.out), dry.plans); !written)
            return fail(context.console, written.error());
    }
    return answer(options, context, dry);
}

Command addPlan(CLI::App &program)
{
    Command command = newCommand(program, "plan", "The dry run: what would happen; writes nothing");
    const auto options = std::make_shared<PlanOptions>();
    addSourceOptions(*command.app, options->source);
    addTargetOptions(*command.app, options->target);
    command.app->add_option("--out", options->out, "Write the plan to this file, for `migrate --plan`");
    command.app->add_flag("--ddl", options->ddl, "Print the SQL that would make the schemas");
    command.run = [options](const Context &context) { return runPlan(*options, context); };
    return command;
}

} // namespace cli
