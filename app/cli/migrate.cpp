// SPDX-License-Identifier: MIT
#include "cli/planfile.h"
#include "cli/progressbar.h"
#include "cli/reporttext.h"
#include "cli/request.h"
#include "cli/target.h"
#include "cli/text.h"
#include "cli/words.h"

#include <algorithm>

namespace cli {

namespace {

using migration::RunReport;
using migration::RunRequest;

constexpr int mostJobs = 64;

struct Options
{
    PlanOptions plan; ///< source and target; the rest only for --dry-run
    Text planFile;
    Text resume;
    Text jobs;
    Text owner;
    bool replace = false;
    bool noCutover = false;
    bool dryRun = false;
};

base::Result<int> jobsOf(const Options &options)
{
    if (!options.jobs)
        return 0;
    bool ok = false;
    const int jobs = toQString(options.jobs).toInt(&ok);
    if (ok && jobs >= 1 && jobs <= mostJobs)
        return jobs;
    return wrongUsage(Words::tr("--jobs takes a number from 1 to %1, not \"%2\".")
                          .arg(mostJobs)
                          .arg(printable(toQString(options.jobs))));
}

/// A plan says everything about the creators it was made for, and about no others.
base::Result<void> checkPlans(const QList<migration::CreatorPlan> &plans, const QList<migration::Source> &sources)
{
    if (plans.isEmpty())
        return {};
    const auto planned = [&plans](const migration::Source &source) {
        return std::any_of(plans.begin(), plans.end(), [&source](const migration::CreatorPlan &plan) {
            return plan.creator == source.creator && plan.schemaName == source.schemaName;
        });
    };
    qsizetype matching = 0;
    for (const migration::Source &source : sources) {
        if (planned(source))
            ++matching;
        else if (!source.refusal)
            return wrongUsage(
                Words::tr("The file of --plan says nothing about the creator %1 and the schema %2. Make a new "
                          "plan with the same source options.")
                    .arg(printable(source.creator), printable(source.schemaName)));
    }
    if (matching == plans.size())
        return {};
    return wrongUsage(
        Words::tr("The file of --plan speaks of creators that the source does not have. Name the same source as "
                  "when the plan was made."));
}

/// Everything that can be refused before a server is asked.
base::Result<RunRequest> checkedRequest(const Options &options, const Context &context)
{
    if (auto possible = canConfirm(context); !possible)
        return base::fail(possible.error());
    const auto jobs = jobsOf(options);
    if (!jobs)
        return base::fail(jobs.error());
    auto settings = targetSettings(options.plan.target, context.console);
    if (!settings)
        return base::fail(settings.error());
    QList<migration::CreatorPlan> plans;
    if (options.planFile) {
        auto read = readPlanFile(toQString(options.planFile));
        if (!read)
            return base::fail(read.error());
        plans = std::move(*read);
    }
    auto request = runRequest(options.plan.source, context);
    if (!request)
        return request;
    if (const auto matching = checkPlans(plans, request->sources); !matching)
        return base::fail(matching.error());
    request->plans = std::move(plans);
    request->target = std::move(*settings);
    request->jobs = *jobs;
    request->owner = toQString(options.owner);
    request->ifPresent = options.replace ? migration::IfPresent::Replace : migration::IfPresent::Refuse;
    return request;
}

QString question(const Options &options, const RunRequest &request)
{
    qint64 size = 0;
    int usable = 0;
    for (const migration::Source &source : request.sources) {
        size += source.refusal ? 0 : source.bytes;
        usable += source.refusal ? 0 : 1;
    }
    const QString where =
        options.plan.target.local ? Words::tr("the private server on this computer") : request.target.describe();
    QString text = Words::tr("Creators: %1, %2 in all. They will be copied to %3; your files stay as they are.")
                       .arg(usable)
                       .arg(bytes(size), where);
    if (options.replace)
        text += u' ' + Words::tr("Schemas that are there already are put aside.");
    return text + u' ' + Words::tr("Go ahead?");
}

QString undoText(const Options &options, const RunReport &report)
{
    const QString command = u"cutover-cli rollback --run " + report.run;
    const QString time = duration(report.seconds.value(QStringLiteral("total")));
    if (options.plan.target.local)
        return Words::tr("This was run %1, in %2. To undo it: %3")
            .arg(report.run, time, command + QStringLiteral(" --local"));
    return Words::tr("This was run %1, in %2. To undo it: %3 (and the server's options)")
        .arg(report.run, time, command);
}

void printForPeople(const Options &options, const Console &console, const RunReport &report)
{
    if (!report.creators.isEmpty())
        console.printDetail(creatorTable(report, Tense::Done) + u'\n');
    if (report.resumed && report.resumed->rows > 0)
        console.printDetail(Words::tr("Rows that were there already: %1").arg(count(report.resumed->rows)));
    const QString told = remarks(report, NotesShown::Important);
    if (!told.isEmpty())
        console.printDetail(told + u'\n');
    console.print(migrationVerdict(report));
    if (!report.run.isEmpty())
        console.printDetail(undoText(options, report));
}

ExitCode answer(const Options &options, const Context &context, const RunReport &report)
{
    context.console.print(migration::toJson(report));
    printForPeople(options, context.console, report);
    if (report.error)
        context.console.complain(*report.error);
    return exitCodeOf(report.verdict);
}

/// A run that goes on does what it was asked at first: whatever says something else is refused.
base::Result<void> checkResume(const Options &options, const CLI::App &command)
{
    if (!options.resume)
        return {};
    for (const char *option :
         {"--sqlite-path", "--sqlite-file", "--source", "--creator-name", "--profile", "--separate-metadata",
          "--pg-schema", "--plan", "--replace", "--owner", "--choices", "--dry-run"}) {
        if (command.count(option) > 0)
            return wrongUsage(Words::tr("--resume goes on with what the run was asked to do at first, so %1 cannot be "
                                        "given along with it.")
                                  .arg(QString::fromLatin1(option)));
    }
    return {};
}

QString resumeQuestion(const Options &options, const postgres::Settings &target)
{
    return Words::tr("Run %1 will go on, into %2; your files stay as they are. Go ahead?")
        .arg(printable(toQString(options.resume)), target.describe());
}

base::Result<RunReport> resume(const Options &options, const Context &context)
{
    if (auto possible = canConfirm(context); !possible)
        return base::fail(possible.error());
    const auto jobs = jobsOf(options);
    if (!jobs)
        return base::fail(jobs.error());
    const auto settings = targetSettings(options.plan.target, context.console);
    if (!settings)
        return base::fail(settings.error());
    const auto target = openTarget(options.plan.target, *settings, context.console, NoServerYet::Refuse);
    if (!target)
        return base::fail(target.error());
    if (auto confirmed = confirm(context, resumeQuestion(options, *target)); !confirmed)
        return base::fail(confirmed.error());
    ProgressBar bar(context.console, context.progress);
    return migration::resumeRun({toQString(options.resume), *target, *jobs}, bar.sink(), context.interrupt.token());
}

base::Result<RunReport> run(const Options &options, const Context &context)
{
    auto request = checkedRequest(options, context);
    if (!request)
        return base::fail(request.error());
    if (!anyUsable(request->sources))
        return refusedReport(request->sources);
    if (auto confirmed = confirm(context, question(options, *request)); !confirmed)
        return base::fail(confirmed.error());
    auto target = openTarget(options.plan.target, request->target, context.console, NoServerYet::Make);
    if (!target)
        return base::fail(target.error());
    request->target = std::move(*target);
    ProgressBar bar(context.console, context.progress);
    return migration::migrate(*request, bar.sink(), context.interrupt.token());
}

} // namespace

Command addMigrate(CLI::App &program)
{
    Command command = newCommand(program, "migrate", "Move everything, check every value, and say so");
    const auto options = std::make_shared<Options>();
    addSourceOptions(*command.app, options->plan.source);
    addTargetOptions(*command.app, options->plan.target);
    command.app->add_option("--plan", options->planFile, "Do exactly what this file says (from `plan --out`)");
    command.app->add_option("--resume", options->resume,
                            "Go on with this run, which was killed, stopped or could not move everything");
    command.app->add_flag("--replace", options->replace,
                          "Put a schema that is there already aside, and move again what was moved");
    command.app->add_option("--jobs", options->jobs, "How much to do at once (else: by the computer's cores)");
    command.app->add_option("--owner", options->owner, "The role that shall own what is made");
    command.app->add_flag("--no-cutover", options->noCutover, "Leave the application's own configuration alone");
    command.app->add_flag("--dry-run", options->dryRun, "The same as the command plan");
    command.run = [options, app = command.app](const Context &context) {
        if (const auto possible = checkResume(*options, *app); !possible)
            return fail(context.console, possible.error());
        if (options->resume) {
            const auto report = resume(*options, context);
            return report ? answer(*options, context, *report) : fail(context.console, report.error());
        }
        if (options->dryRun)
            return runPlan(options->plan, context);
        const auto report = run(*options, context);
        return report ? answer(*options, context, *report) : fail(context.console, report.error());
    };
    return command;
}

} // namespace cli
