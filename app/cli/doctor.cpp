// SPDX-License-Identifier: MIT
#include "postgres/doctor.h"

#include "cli/command.h"
#include "cli/target.h"
#include "cli/words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>

namespace cli {

namespace {

using postgres::DoctorStep;
using postgres::StepState;

struct Options
{
    TargetOptions target;
};

QString stateName(StepState state)
{
    switch (state) {
    case StepState::Ok:
        return QStringLiteral("ok");
    case StepState::Warning:
        return QStringLiteral("warning");
    case StepState::Failed:
        return QStringLiteral("failed");
    case StepState::Skipped:
        break;
    }
    return QStringLiteral("skipped");
}

QString sign(StepState state)
{
    switch (state) {
    case StepState::Ok:
        return QStringLiteral("✓");
    case StepState::Warning:
        return QStringLiteral("!");
    case StepState::Failed:
        return QStringLiteral("✗");
    case StepState::Skipped:
        break;
    }
    return QStringLiteral("–");
}

bool allWell(const QList<DoctorStep> &steps)
{
    return std::none_of(steps.begin(), steps.end(),
                        [](const DoctorStep &step) { return step.state == StepState::Failed; });
}

QJsonObject toJson(const QList<DoctorStep> &steps)
{
    QJsonArray list;
    for (const DoctorStep &step : steps)
        list.append(QJsonObject{{QStringLiteral("id"), step.id},
                                {QStringLiteral("state"), stateName(step.state)},
                                {QStringLiteral("message"), step.message},
                                {QStringLiteral("fix"), step.fix},
                                {QStringLiteral("sqlstate"), step.sqlState},
                                {QStringLiteral("code"), step.code},
                                {QStringLiteral("detail"), step.detail},
                                {QStringLiteral("ms"), step.milliseconds}});
    return {{QStringLiteral("ok"), allWell(steps)}, {QStringLiteral("steps"), list}};
}

void printForPeople(const Console &console, const QList<DoctorStep> &steps)
{
    int skipped = 0;
    for (const DoctorStep &step : steps) {
        if (step.state == StepState::Skipped) {
            ++skipped;
            continue;
        }
        const QString line = QStringLiteral("%1 %2").arg(sign(step.state), step.message);
        console.printDetail(step.fix.isEmpty() ? line : QString(line + QStringLiteral("\n    ") + step.fix));
    }
    if (skipped > 0)
        console.printDetail(
            QCoreApplication::translate("cli", "– %n steps after that were not tried.", nullptr, skipped));
    console.print(allWell(steps) ? Words::tr("The server is ready.")
                                 : Words::tr("The server cannot be used like this yet."));
}

/// The doctor diagnoses a failed connection itself; here it only matters to ask for a password that is needed.
base::Result<postgres::Settings> settingsToExamine(const Options &options, const Context &context)
{
    auto settings = targetSettings(options.target, context.console);
    if (!settings || (!options.target.local && !context.console.canAsk()))
        return settings;
    auto opened = openTarget(options.target, *settings, context.console, NoServerYet::Refuse);
    if (opened || options.target.local || opened.error().code == base::stoppedCode)
        return opened;
    return settings;
}

ExitCode run(const Options &options, const Context &context)
{
    const auto settings = settingsToExamine(options, context);
    if (!settings)
        return fail(context.console, settings.error());
    const auto steps = postgres::examine(*settings, {}, context.interrupt.token());
    if (context.interrupt.stopRequested())
        return fail(context.console, base::failStopped().value());
    context.console.print(toJson(steps));
    printForPeople(context.console, steps);
    return allWell(steps) ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

Command addDoctor(CLI::App &program)
{
    Command command = newCommand(program, "doctor", "Test the connection to a server, step by step");
    const auto options = std::make_shared<Options>();
    addTargetOptions(*command.app, options->target);
    command.run = [options](const Context &context) { return run(*options, context); };
    return command;
}

} // namespace cli
