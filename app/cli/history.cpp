// SPDX-License-Identifier: MIT
#include "migration/journal/history.h"

#include "cli/command.h"
#include "cli/target.h"
#include "cli/text.h"
#include "cli/words.h"

#include <QJsonArray>
#include <algorithm>

namespace cli {

namespace {

using migration::RunReport;

struct Options
{
    TargetOptions target;
    Text forget;
};

QStringList creatorNames(const RunReport &run)
{
    QStringList names;
    for (const auto &creator : run.creators)
        names += printable(creator.creator);
    return names;
}

ExitCode forget(const Options &options, const Context &context)
{
    const QString run = toQString(options.forget);
    const QString question =
        Words::tr("The files of run %1 on this computer will be deleted; with them the copy of your data as it was "
                  "before. What is in PostgreSQL stays. Go ahead?");
    if (const auto confirmed = confirm(context, question.arg(printable(run))); !confirmed)
        return fail(context.console, confirmed.error());
    if (const auto forgotten = migration::forgetRun(run); !forgotten)
        return fail(context.console, forgotten.error());
    context.console.print(QJsonObject{{QStringLiteral("forgotten"), run}, {QStringLiteral("error"), QJsonValue()}});
    context.console.print(Words::tr("The files of run %1 are deleted.").arg(printable(run)));
    return ExitCode::Done;
}

base::Result<QList<RunReport>> collect(const Options &options, const Context &context)
{
    QList<RunReport> runs = migration::localRuns();
    if (!targetGiven(options.target))
        return runs;
    const auto settings = targetSettings(options.target, context.console);
    if (!settings)
        return base::fail(settings.error());
    const auto target = openTarget(options.target, *settings, context.console, NoServerYet::Refuse);
    if (!target)
        return base::fail(target.error());
    auto recorded = migration::databaseRuns(*target);
    if (!recorded)
        return recorded;
    for (RunReport &run : runs) {
        const bool known = std::any_of(recorded->begin(), recorded->end(),
                                       [&run](const RunReport &other) { return other.run == run.run; });
        if (!known)
            recorded->append(std::move(run));
    }
    std::stable_sort(recorded->begin(), recorded->end(),
                     [](const RunReport &a, const RunReport &b) { return a.run > b.run; });
    return recorded;
}

QString runTable(const QList<RunReport> &runs)
{
    QList<QStringList> rows = {{Words::tr("Run"), Words::tr("Began"), Words::tr("Verdict"), Words::tr("Creators")}};
    for (const RunReport &run : runs)
        rows += {run.run, run.started.toLocalTime().toString(u"yyyy-MM-dd HH:mm"), migration::verdictName(run.verdict),
                 creatorNames(run).join(QStringLiteral(", "))};
    return table(rows);
}

bool canGoOn(const RunReport &run)
{
    return run.verdict == migration::Verdict::Interrupted && !run.folder.isEmpty();
}

/// What can be done about runs that were killed.
void printWaysOn(const Console &console, const QList<RunReport> &runs)
{
    for (const RunReport &run : runs) {
        if (canGoOn(run))
            console.printDetail(Words::tr("Run %1 was interrupted. To go on with it: cutover-cli migrate --resume %1; "
                                          "to undo it: cutover-cli rollback --run %1 (and the server's options)")
                                    .arg(run.run));
    }
}

ExitCode list(const Options &options, const Context &context)
{
    const auto runs = collect(options, context);
    if (!runs)
        return fail(context.console, runs.error());
    QJsonArray documents;
    for (const RunReport &run : *runs) {
        QJsonObject document = migration::toJson(run);
        document.insert(QStringLiteral("started"), run.started.toUTC().toString(Qt::ISODateWithMs));
        document.insert(QStringLiteral("finished"), run.finished.isValid()
                                                        ? QJsonValue(run.finished.toUTC().toString(Qt::ISODateWithMs))
                                                        : QJsonValue());
        document.insert(QStringLiteral("resumable"), canGoOn(run));
        documents.append(document);
    }
    context.console.print(QJsonObject{{QStringLiteral("runs"), documents}});
    context.console.print(runs->isEmpty() ? Words::tr("Nothing was moved yet.") : runTable(*runs));
    printWaysOn(context.console, *runs);
    return ExitCode::Done;
}

} // namespace

Command addHistory(CLI::App &program)
{
    Command command = newCommand(program, "history", "The runs so far, newest first");
    const auto options = std::make_shared<Options>();
    addTargetOptions(*command.app, options->target);
    command.app->add_option("--forget", options->forget,
                            "Delete this run's files on this computer (the copy of the source is among them)");
    command.run = [options](const Context &context) {
        return options->forget ? forget(*options, context) : list(*options, context);
    };
    return command;
}

} // namespace cli
