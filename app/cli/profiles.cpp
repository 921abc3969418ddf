// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/text.h"
#include "cli/words.h"

#include <QJsonArray>

namespace cli {

namespace {

using profiles::Profile;

struct Options
{
    Text name;
};

QJsonValue jsonList(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QJsonObject toJson(const Profile &profile)
{
    QJsonArray columns;
    for (const auto &rule : profile.columns)
        columns.append(QJsonObject{{QStringLiteral("table"), rule.table},
                                   {QStringLiteral("column"), rule.column},
                                   {QStringLiteral("declared"), rule.declaredType},
                                   {QStringLiteral("type"), rule.type ? schema::typeName(*rule.type) : QString()},
                                   {QStringLiteral("zone"), rule.zone}});
    return {{QStringLiteral("name"), profile.name},
            {QStringLiteral("title"), profile.title},
            {QStringLiteral("about"), profile.about},
            {QStringLiteral("files"), jsonList(profile.filePatterns)},
            {QStringLiteral("tables"), jsonList(profile.tables)},
            {QStringLiteral("columns"), columns}};
}

QString forPeople(const Profile &profile)
{
    QStringList lines = {QStringLiteral("%1 – %2").arg(profile.name, profile.title),
                         QStringLiteral("  ") + profile.about,
                         Words::tr("  Files: %1").arg(profile.filePatterns.join(QStringLiteral(", ")))};
    for (const auto &rule : profile.columns) {
        QString line = QStringLiteral("  %1.%2").arg(rule.table, rule.column);
        if (!rule.declaredType.isEmpty())
            line += QStringLiteral(" %1").arg(rule.declaredType);
        if (rule.type)
            line += QStringLiteral(" → %1").arg(schema::typeName(*rule.type));
        if (!rule.zone.isEmpty())
            line += QStringLiteral(" (%1)").arg(rule.zone);
        lines += line;
    }
    return lines.join(u'\n');
}

base::Result<QList<Profile>> chosen(const Options &options)
{
    auto known = profiles::builtinProfiles();
    if (!known || !options.name)
        return known;
    const QString name = toQString(options.name);
    for (const Profile &profile : std::as_const(*known)) {
        if (profile.name == name)
            return QList<Profile>{profile};
    }
    return base::fail(QStringLiteral("unknown-profile"),
                      Words::tr("There is no profile \"%1\". `cutover-cli profiles` lists them.").arg(printable(name)));
}

ExitCode run(const Options &options, const Context &context)
{
    const auto found = chosen(options);
    if (!found)
        return fail(context.console, found.error());
    QJsonArray list;
    QStringList texts;
    for (const Profile &profile : *found) {
        list.append(toJson(profile));
        texts += forPeople(profile);
    }
    context.console.print(QJsonObject{{QStringLiteral("profiles"), list}});
    context.console.print(texts.join(QStringLiteral("\n\n")));
    return ExitCode::Done;
}

} // namespace

Command addProfiles(CLI::App &program)
{
    Command command = newCommand(program, "profiles", "The applications that are known, and what each profile says");
    const auto options = std::make_shared<Options>();
    command.app->add_option("NAME", options->name, "Only this one");
    command.run = [options](const Context &context) { return run(*options, context); };
    return command;
}

} // namespace cli
