// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/text.h"
#include "cli/words.h"
#include "migration/journal/history.h"
#include "migration/journal/sourcestate.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QMap>

namespace cli {

namespace {

using migration::Source;

struct Options
{
    std::vector<std::string> paths;
};

migration::SourceRequest requestFor(const Options &options)
{
    migration::SourceRequest request;
    for (const std::string &text : options.paths) {
        const QString path = toQString(text);
        (QFileInfo(path).isDir() ? request.folders : request.files) += path;
    }
    if (options.paths.empty())
        request.folders += QDir::currentPath();
    return request;
}

/// Compared with the newest run on this computer that moved it.
QString stateWord(const Source &source, const QList<migration::RunReport> &runs)
{
    if (source.refusal)
        return QStringLiteral("refused");
    switch (migration::stateOf(source.path, migration::lastWritten(source.path), runs)) {
    case migration::SourceState::New:
        return QStringLiteral("new");
    case migration::SourceState::Unchanged:
        return QStringLiteral("unchanged");
    case migration::SourceState::Changed:
        return QStringLiteral("changed");
    }
    return {};
}

QJsonValue numberOrNull(std::optional<qint64> number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QString countOrDash(std::optional<qint64> number)
{
    return number ? count(*number) : QStringLiteral("–");
}

QJsonObject toJson(const Source &source, const QString &state)
{
    return {{QStringLiteral("path"), source.path},
            {QStringLiteral("kind"), source.kind},
            {QStringLiteral("creator"), source.creator},
            {QStringLiteral("profile"), source.profile.isEmpty() ? QJsonValue() : QJsonValue(source.profile)},
            {QStringLiteral("schema"), source.schemaName},
            {QStringLiteral("bytes"), source.bytes},
            {QStringLiteral("tables"), numberOrNull(source.tables)},
            {QStringLiteral("rows"), numberOrNull(source.rows)},
            {QStringLiteral("state"), state},
            {QStringLiteral("error"), source.refusal ? QJsonValue(migration::toJson(*source.refusal)) : QJsonValue()}};
}

/// One install for each application found below each folder that was named.
QJsonArray installs(const migration::SourceRequest &request, const QList<Source> &sources)
{
    QJsonArray found;
    for (const QString &folder : request.folders) {
        const QString root = QDir(folder).absolutePath();
        QMap<QString, QJsonArray> byProfile;
        for (const Source &source : sources) {
            if (!source.profile.isEmpty() && source.path.startsWith(root + u'/'))
                byProfile[source.profile].append(source.path);
        }
        for (auto it = byProfile.cbegin(); it != byProfile.cend(); ++it)
            found.append(QJsonObject{{QStringLiteral("profile"), it.key()},
                                     {QStringLiteral("path"), root},
                                     {QStringLiteral("config"), QJsonValue()},
                                     {QStringLiteral("sources"), it.value()}});
    }
    return found;
}

QString sourceTable(const QList<Source> &sources)
{
    QList<QStringList> rows = {{Words::tr("Creator"), Words::tr("Schema"), Words::tr("Application"),
                                Words::tr("Tables"), Words::tr("Rows"), Words::tr("Size"), Words::tr("File")}};
    for (const Source &source : sources) {
        if (!source.refusal)
            rows += {printable(source.creator),
                     printable(source.schemaName),
                     source.profile.isEmpty() ? QStringLiteral("–") : source.profile,
                     countOrDash(source.tables),
                     countOrDash(source.rows),
                     bytes(source.bytes),
                     printable(source.path)};
    }
    return rows.size() > 1 ? table(rows, {3, 4, 5}) : QString();
}

QString refusals(const QList<Source> &sources)
{
    QStringList lines;
    for (const Source &source : sources) {
        if (source.refusal)
            lines += QStringLiteral("✗ %1\n  %2").arg(printable(source.path), errorText(*source.refusal));
    }
    return lines.join(u'\n');
}

void printForPeople(const Console &console, const QList<Source> &sources, int usable)
{
    for (const QString &part : {sourceTable(sources), refusals(sources)}) {
        if (!part.isEmpty())
            console.printDetail(part + u'\n');
    }
    if (usable == 0)
        console.print(Words::tr("There is nothing here that can be moved."));
    else
        console.print(Words::tr("Sources found: %1. Of these can be moved: %2.").arg(sources.size()).arg(usable));
}

ExitCode run(const Options &options, const Context &context)
{
    const migration::SourceRequest request = requestFor(options);
    const auto sources = migration::discover(request, migration::CountRows::Yes);
    if (!sources) {
        context.console.complain(sources.error());
        context.console.print(QJsonObject{{QStringLiteral("installs"), QJsonArray()},
                                          {QStringLiteral("sources"), QJsonArray()},
                                          {QStringLiteral("error"), migration::toJson(sources.error())}});
        return ExitCode::Failed;
    }
    const QList<migration::RunReport> runs = migration::localRuns();
    QJsonArray list;
    int usable = 0;
    for (const Source &source : *sources) {
        list.append(toJson(source, stateWord(source, runs)));
        usable += source.refusal ? 0 : 1;
    }
    context.console.print(
        QJsonObject{{QStringLiteral("installs"), installs(request, *sources)}, {QStringLiteral("sources"), list}});
    printForPeople(context.console, *sources, usable);
    return usable > 0 ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

Command addDetect(CLI::App &program)
{
    Command command =
        newCommand(program, "detect", "What is found: applications, sources, creators, sizes, refusals with reasons");
    const auto options = std::make_shared<Options>();
    command.app->add_option("PATH", options->paths, "Files or folders to look at (else: the current folder)");
    command.run = [options](const Context &context) { return run(*options, context); };
    return command;
}

} // namespace cli
