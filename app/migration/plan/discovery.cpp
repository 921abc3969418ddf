// SPDX-License-Identifier: MIT
#include "migration/plan/discovery.h"

#include "migration/plan/sourcenames.h"
#include "sqlite/detect.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using Profiles = QList<profiles::Profile>;

constexpr auto creatorPattern = "*_metadata.sqlite3"_L1;

bool matches(const QString &fileName, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::wildcardToRegularExpression(pattern)).match(fileName).hasMatch();
}

bool claims(const profiles::Profile &profile, const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    return std::any_of(profile.filePatterns.begin(), profile.filePatterns.end(),
                       [&name](const QString &pattern) { return matches(name, pattern); });
}

bool isClaimed(const Profiles &known, const SourceRequest &request, const QString &path)
{
    if (request.profile.isEmpty() && matches(QFileInfo(path).fileName(), creatorPattern))
        return true;
    return std::any_of(known.begin(), known.end(), [&](const profiles::Profile &profile) {
        return (request.profile.isEmpty() || request.profile == profile.name) && claims(profile, path);
    });
}

/// What of a folder is meant: the files that are claimed; if there is none, all of them. A folder that cannot be read
/// is always named, since it may hold any of them.
base::Result<QStringList> filesIn(const QString &folder, const Profiles &known, const SourceRequest &request)
{
    const base::Result<sqlite::FolderListing> listing = sqlite::listFolder(folder);
    if (!listing)
        return base::fail(listing.error());
    const QStringList all = listing->databases + listing->strange;
    QStringList claimed;
    QStringList closed;
    for (const QString &path : all) {
        if (isClaimed(known, request, path))
            claimed.append(path);
        else if (QFileInfo(path).isDir())
            closed.append(path);
    }
    return claimed.isEmpty() ? all : claimed + closed;
}

base::Result<QStringList> pathsOf(const SourceRequest &request, const Profiles &known)
{
    QStringList paths;
    for (const QString &folder : request.folders) {
        const base::Result<QStringList> files = filesIn(folder, known, request);
        if (!files)
            return base::fail(files.error());
        paths.append(*files);
    }
    for (const QString &file : request.files)
        paths.append(QDir::cleanPath(QFileInfo(file).absoluteFilePath()));
    paths.sort();
    paths.removeDuplicates();
    return paths;
}

bool hasTablesOf(const profiles::Profile &profile, const QStringList &tables)
{
    return std::all_of(profile.tables.begin(), profile.tables.end(),
                       [&tables](const QString &table) { return tables.contains(table, Qt::CaseInsensitive); });
}

/// By its tables; by its name only where they cannot be seen.
QString recognise(const sqlite::Probe &probe, const Profiles &known)
{
    const bool seen = probe.usable && probe.tables != sqlite::uncounted;
    const profiles::Profile *best = nullptr;
    for (const profiles::Profile &profile : known) {
        const bool fits = seen ? hasTablesOf(profile, probe.tableNames) : claims(profile, probe.path);
        if (fits && (!best || profile.tables.size() > best->tables.size()))
            best = &profile;
    }
    return best ? best->name : QString();
}

/// SQLite itself needs time by the square of this, at each opening; so no more is done with such a file than to count.
constexpr qint64 mostTables = 20'000;

base::Error tooManyTables(const sqlite::Probe &probe)
{
    return {u"too-many-tables"_s,
            QCoreApplication::translate(
                "migration",
                "This database has %1 tables, and to move more than %2 would take hours. Usually a program "
                "made tables where it should have made rows. Remove those that are not needed, or split "
                "the file.")
                .arg(QString::number(probe.tables), QString::number(mostTables)),
            probe.path};
}

Source sourceAt(const QString &path, CountRows count, const SourceRequest &request, const Profiles &known)
{
    const sqlite::Probe probe = sqlite::probe(path, count == CountRows::Yes ? sqlite::Rows::Count : sqlite::Rows::Skip);
    Source source;
    source.path = path;
    source.profile = request.profile.isEmpty() ? recognise(probe, known) : request.profile;
    source.bytes = probe.bytes;
    if (probe.usable && probe.tables != sqlite::uncounted)
        source.tables = probe.tables;
    if (probe.usable && count == CountRows::Yes && probe.rows != sqlite::uncounted)
        source.rows = probe.rows;
    source.refusal = probe.refusal;
    if (!source.refusal && probe.tables > mostTables)
        source.refusal = tooManyTables(probe);
    return source;
}

base::Result<void> checkProfile(const QString &name, const Profiles &known)
{
    QStringList names;
    for (const profiles::Profile &profile : known)
        names.append(profile.name);
    if (name.isEmpty() || names.contains(name))
        return {};
    return base::fail(u"unknown-profile"_s,
                      QCoreApplication::translate("migration", "There is no application profile named \"%1\". Those "
                                                               "that are known: %2.")
                          .arg(name, names.join(u", "_s)));
}

base::Error nothingFound(const SourceRequest &request)
{
    if (request.folders.isEmpty()) {
        return {u"no-sources"_s,
                QCoreApplication::translate("migration", "No source was named. Name a folder or a database file."),
                {}};
    }
    return {u"no-sources"_s,
            QCoreApplication::translate("migration", "There is no SQLite database in %1 or below it. Check that it is "
                                                     "the application's folder.")
                .arg(request.folders.join(u", "_s)),
            {}};
}

} // namespace

base::Result<QList<Source>> discover(const SourceRequest &request, CountRows count)
{
    const base::Result<Profiles> known = profiles::builtinProfiles();
    if (!known)
        return base::fail(known.error());
    if (const auto profile = checkProfile(request.profile, *known); !profile)
        return base::fail(profile.error());
    const base::Result<QStringList> paths = pathsOf(request, *known);
    if (!paths)
        return base::fail(paths.error());
    if (paths->isEmpty())
        return base::fail(nothingFound(request));

    QList<Source> sources;
    for (const QString &path : *paths) {
        sources.append(sourceAt(path, count, request, *known));
        const std::optional<base::Error> &refusal = sources.last().refusal;
        if (refusal && refusal->code == "not-found"_L1)
            return base::fail(*refusal);
    }
    if (const auto named = nameSources(request, sources); !named)
        return base::fail(named.error());
    return sources;
}

} // namespace migration
