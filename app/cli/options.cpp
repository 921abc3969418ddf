// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include "cli/text.h"
#include "cli/words.h"
#include "migration/plan/sourcenames.h"

#include <QFile>
#include <QFileInfo>

namespace cli {

namespace {

constexpr qint64 largestOptionFile = 512LL * 1024 * 1024;

} // namespace

void addCommonOptions(CLI::App &command, CommonOptions &options)
{
    const std::string group = "Everywhere";
    command.add_flag("--yes", options.yes, "Ask nothing")->group(group);
    command.add_flag("--json", options.json, "Answer with one JSON document on standard output")->group(group);
    command
        .add_option("--progress", options.progress, "How to show progress on standard error: auto, bar, json or none")
        ->group(group);
    command.add_option("--choices", options.choices, "A JSON file with your decisions")->group(group);
    command.add_flag("--quiet", options.quiet, "Say only the verdict")->group(group);
    command.set_version_flag("--version", std::string(CUTOVER_VERSION), "Show the program's version")->group(group);
    command.set_help_flag("--help", "Show this help")->group(group);
}

void addSourceOptions(CLI::App &command, SourceOptions &options)
{
    const std::string group = "Source";
    const auto add = [&](const char *name, std::vector<std::string> &values, const char *help) {
        command.add_option(name, values, help)->group(group)->allow_extra_args(false);
    };
    add("--sqlite-path", options.folders, "A folder: every SQLite file in it and below");
    add("--sqlite-file", options.files, "One SQLite file");
    add("--source", options.any, "A file or folder of any kind, recognised by its content");
    command.add_option("--creator-name", options.creatorName, "The creator of a single source (else: the file's name)")
        ->group(group);
    command.add_option("--profile", options.profile, "The application it comes from (else: recognised)")->group(group);
    command
        .add_option("--separate-metadata", options.separateMetadata,
                    "yes: a schema for each creator; no: one for all (public)")
        ->group(group);
    command
        .add_option("--pg-schema", options.schemaName, "The schema to make of a single source (else: creator_<name>)")
        ->group("Target");
}

void addTargetOptions(CLI::App &command, TargetOptions &options)
{
    const auto add = [&command](const char *name, Text &value, const char *help) {
        command.add_option(name, value, help)->group("Target");
    };
    add("--pg-host", options.host, "The server's name, address or socket folder");
    add("--pg-port", options.port, "Its port");
    add("--pg-database", options.database, "The database");
    add("--pg-user", options.user, "The user");
    add("--pg-password", options.password, "The password; better: CUTOVER_PG_PASSWORD, ~/.pgpass, or wait to be asked");
    add("--pg-sslmode", options.sslMode, "disable, allow, prefer, require, verify-ca or verify-full");
    add("--pg-sslcert", options.sslCert, "The client's certificate file");
    add("--pg-sslkey", options.sslKey, "Its key file");
    add("--pg-sslrootcert", options.sslRootCert, "The certificate file that the server's must be signed by");
    add("--pg-url", options.url, "postgresql://user@host:port/database, or \"host=… dbname=…\"");
    add("--pg-service", options.service, "A name from pg_service.conf");
    command.add_flag("--local", options.local, "The private server on this computer, started when needed")
        ->group("Target");
}

QString toQString(const std::string &text)
{
    return QString::fromStdString(text);
}

QString toQString(const Text &text)
{
    return text ? toQString(*text) : QString();
}

tl::unexpected<base::Error> wrongUsage(const QString &message)
{
    return base::fail(QStringLiteral("wrong-usage"), message);
}

base::Result<void> refuseMissingValues(const CLI::App &command)
{
    for (const CLI::Option *option : command.get_options()) {
        if (option->get_expected_max() == 0)
            continue;
        for (const std::string &value : option->results()) {
            // A forgotten value makes the parser take the next option for it.
            const bool swallowed = value.starts_with("--") && option->get_name() != "--pg-password";
            if (value.empty() || swallowed)
                return wrongUsage(
                    Words::tr("%1 was given without a value. Write the value behind it, or leave the option out.")
                        .arg(toQString(option->get_name())));
        }
    }
    return {};
}

base::Result<ProgressMode> progressMode(const CommonOptions &options)
{
    if (!options.progress || *options.progress == "auto")
        return ProgressMode::Auto;
    if (*options.progress == "bar")
        return ProgressMode::Bar;
    if (*options.progress == "json")
        return ProgressMode::Json;
    if (*options.progress == "none")
        return ProgressMode::None;
    return wrongUsage(
        Words::tr("--progress takes auto, bar, json or none, not \"%1\".").arg(printable(toQString(options.progress))));
}

base::Result<QByteArray> readOptionFile(const QString &option, const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return wrongUsage(
            Words::tr("%1 names the file %2, which does not exist. Check the path.").arg(option, printable(path)));
    if (!info.isFile())
        return wrongUsage(Words::tr("%1 must name a file, and %2 is something else.").arg(option, printable(path)));
    if (info.size() > largestOptionFile)
        return wrongUsage(
            Words::tr("%1 names the file %2, which is far too large to be such a file.").arg(option, printable(path)));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(QStringLiteral("wrong-usage"),
                          Words::tr("%1 names the file %2, which cannot be read. Check its permissions.")
                              .arg(option, printable(path)),
                          file.errorString());
    return file.readAll();
}

base::Result<migration::Choices> choicesOf(const CommonOptions &options)
{
    if (!options.choices)
        return migration::Choices();
    const auto json = readOptionFile(QStringLiteral("--choices"), toQString(options.choices));
    if (!json)
        return base::fail(json.error());
    return migration::choicesFromJson(*json);
}

namespace {

base::Result<bool> globalSchemaWanted(const SourceOptions &options)
{
    if (!options.separateMetadata || *options.separateMetadata == "yes")
        return false;
    if (*options.separateMetadata == "no")
        return true;
    return wrongUsage(Words::tr("--separate-metadata takes yes or no, not \"%1\".")
                          .arg(printable(toQString(options.separateMetadata))));
}

base::Result<void> checkKind(const char *option, const QStringList &paths, bool wantFolder)
{
    for (const QString &path : paths) {
        const QFileInfo info(path);
        if (wantFolder && info.exists() && !info.isDir())
            return wrongUsage(Words::tr("%1 must name a folder, and %2 is none. For one file use --sqlite-file.")
                                  .arg(QLatin1String(option), printable(path)));
        if (!wantFolder && info.isDir())
            return wrongUsage(Words::tr("%1 must name a file, and %2 is a folder. For a folder use --sqlite-path.")
                                  .arg(QLatin1String(option), printable(path)));
    }
    return {};
}

QStringList toList(const std::vector<std::string> &texts)
{
    QStringList list;
    for (const std::string &text : texts)
        list += toQString(text);
    return list;
}

int kindsGiven(const SourceOptions &options)
{
    return int(!options.folders.empty()) + int(!options.files.empty()) + int(!options.any.empty());
}

} // namespace

base::Result<migration::SourceRequest> sourceRequest(const SourceOptions &options)
{
    if (!options.given())
        return wrongUsage(Words::tr("What should be moved? Name a folder with --sqlite-path, a file with "
                                    "--sqlite-file, or either with --source."));
    if (kindsGiven(options) > 1)
        return wrongUsage(Words::tr("Use only one of --sqlite-path, --sqlite-file and --source in a command."));
    migration::SourceRequest request;
    request.folders = toList(options.folders);
    request.files = toList(options.files);
    if (const auto checked = checkKind("--sqlite-path", request.folders, true); !checked)
        return base::fail(checked.error());
    if (const auto checked = checkKind("--sqlite-file", request.files, false); !checked)
        return base::fail(checked.error());
    for (const QString &path : toList(options.any))
        (QFileInfo(path).isDir() ? request.folders : request.files) += path;
    const auto global = globalSchemaWanted(options);
    if (!global)
        return base::fail(global.error());
    request.globalSchema = *global;
    request.creatorName = toQString(options.creatorName);
    request.profile = toQString(options.profile);
    request.schemaName = toQString(options.schemaName);
    if (request.schemaName.isNull())
        return request;
    if (const auto checked = migration::checkSchemaName(request.schemaName); !checked)
        return wrongUsage(checked.error().message);
    return request;
}

} // namespace cli
