// SPDX-License-Identifier: MIT
#include "base/paths.h"
#include "cli/command.h"
#include "cli/text.h"
#include "cli/words.h"
#include "migration/journal/report.h"
#include "postgres/localserver.h"

#include <QDateTime>

namespace cli {

namespace {

using postgres::LocalServer;

QJsonObject toJson(const LocalServer &server, const LocalServer::Status &status)
{
    const QString url = server.url();
    return {{QStringLiteral("state"), postgres::stateName(status.state)},
            {QStringLiteral("url"), url.isEmpty() ? QJsonValue() : QJsonValue(url)},
            {QStringLiteral("version"), status.version},
            {QStringLiteral("data"), status.dataFolder},
            {QStringLiteral("port"), int(status.port)},
            {QStringLiteral("message"), status.message}};
}

bool inOrder(LocalServer::State state)
{
    return state == LocalServer::State::Absent || state == LocalServer::State::Stopped ||
           state == LocalServer::State::Running;
}

/// The state now, after whatever was done.
ExitCode answer(const LocalServer &server, const Context &context)
{
    const auto status = server.status();
    context.console.print(toJson(server, status));
    context.console.print(status.message);
    if (const QString url = server.url(); !url.isEmpty())
        context.console.printDetail(url);
    return inOrder(status.state) ? ExitCode::Done : ExitCode::Failed;
}

ExitCode start(LocalServer &server, const Context &context)
{
    const auto started = server.start();
    return started ? answer(server, context) : fail(context.console, started.error());
}

ExitCode stop(LocalServer &server, const Context &context)
{
    const auto stopped = server.stop();
    return stopped ? answer(server, context) : fail(context.console, stopped.error());
}

ExitCode printUrl(LocalServer &server, const Context &context)
{
    const QString url = server.url();
    if (url.isEmpty())
        return fail(context.console,
                    {QStringLiteral("not-running"),
                     Words::tr("The private server is not running, so it has no address. Start it with `cutover-cli "
                               "server start`."),
                     server.status().message});
    context.console.print(toJson(server, server.status()));
    context.console.print(url);
    return ExitCode::Done;
}

ExitCode remove(LocalServer &server, const Context &context)
{
    if (const auto possible = canConfirm(context); !possible)
        return fail(context.console, possible.error());
    if (server.status().state == LocalServer::State::Absent)
        return answer(server, context);
    const QString dump =
        base::dataFolder() + u"/server-" + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss") + u".sql";
    for (const QString &question : {Words::tr("The private server and every database in it will be deleted; a copy of "
                                              "its content is kept in %1. Go ahead?")
                                        .arg(printable(dump)),
                                    Words::tr("This cannot be taken back, except from that copy. Are you sure?")}) {
        if (const auto confirmed = confirm(context, question); !confirmed)
            return fail(context.console, confirmed.error());
    }
    if (const auto removed = server.remove(dump); !removed)
        return fail(context.console, removed.error());
    context.console.remark(Words::tr("What was in it is kept in %1.").arg(printable(dump)));
    return answer(server, context);
}

using Action = ExitCode (*)(LocalServer &, const Context &);

Action actionNamed(const std::string &name)
{
    if (name == "start")
        return start;
    if (name == "stop")
        return stop;
    if (name == "status")
        return [](LocalServer &server, const Context &context) { return answer(server, context); };
    if (name == "url")
        return printUrl;
    return name == "remove" ? remove : nullptr;
}

ExitCode run(const Text &name, const Context &context)
{
    const Action action = name ? actionNamed(*name) : nullptr;
    if (action == nullptr)
        return fail(context.console,
                    wrongUsage(Words::tr("Say what to do with the private server: start, stop, status, url or remove."))
                        .value());
    LocalServer server(base::serverFolder());
    return action(server, context);
}

} // namespace

Command addServer(CLI::App &program)
{
    Command command =
        newCommand(program, "server", "The private server on this computer: start, stop, status, url, remove");
    const auto name = std::make_shared<Text>();
    command.app->add_option("ACTION", *name, "start, stop, status, url or remove");
    command.run = [name](const Context &context) { return run(*name, context); };
    return command;
}

} // namespace cli
