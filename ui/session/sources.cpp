// SPDX-License-Identifier: MIT
#include "ui/session/sources.h"

#include "migration/journal/history.h"
#include "migration/journal/sourcestate.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <algorithm>
#include <iterator>

namespace ui {

namespace {

constexpr auto pathsKey = "sources/paths";

bool isBelow(const QString &file, const QString &folder)
{
    return file.startsWith(folder.endsWith(u'/') ? folder : QString(folder + u'/'));
}

SourceState stateOf(const migration::Source &source, const QDateTime &lastChange,
                    const QList<migration::RunReport> &runs)
{
    if (source.refusal && source.refusal->code == QLatin1String("schema-name-collision"))
        return SourceState::Collides;
    if (source.refusal)
        return SourceState::Refused;
    switch (migration::stateOf(source.path, lastChange, runs)) {
    case migration::SourceState::Unchanged:
        return SourceState::Moved;
    case migration::SourceState::Changed:
        return SourceState::Changed;
    case migration::SourceState::New:
        break;
    }
    return SourceState::New;
}

void nameRivals(QList<FoundSource> &found)
{
    QHash<QString, QStringList> creators;
    for (const FoundSource &source : std::as_const(found)) {
        if (source.state == SourceState::Collides)
            creators[source.source.schemaName] += source.source.creator;
    }
    for (FoundSource &source : found) {
        QStringList others = creators.value(source.source.schemaName);
        others.removeOne(source.source.creator);
        source.rival = others.value(0);
    }
}

base::Result<QList<FoundSource>> lookAt(const QStringList &paths)
{
    migration::SourceRequest request;
    for (const QString &path : paths)
        (QFileInfo(path).isDir() ? request.folders : request.files) += path;
    const auto sources = migration::discover(request, migration::CountRows::Yes);
    if (!sources)
        return base::fail(sources.error());
    const QList<migration::RunReport> runs = migration::localRuns();
    QList<FoundSource> found;
    for (const migration::Source &source : *sources) {
        const QDateTime lastChange = migration::lastWritten(source.path);
        const SourceState state = stateOf(source, lastChange, runs);
        const bool chosen = state == SourceState::New || state == SourceState::Changed;
        found.append({source, state, lastChange, {}, chosen});
    }
    const auto before = [](const FoundSource &a, const FoundSource &b) {
        return QString::localeAwareCompare(a.source.creator, b.source.creator) < 0;
    };
    std::stable_sort(found.begin(), found.end(), before);
    nameRivals(found);
    return found;
}

} // namespace

Sources::Sources(QObject *parent) : QObject(parent), m_job(this)
{
    connect(&m_job, &Job::runningChanged, this, &Sources::changed);
}

void Sources::add(const QStringList &paths)
{
    for (const QString &path : paths)
        m_paths += QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    m_paths.removeDuplicates();
    remember();
    look();
}

QString Sources::pathTo(const QString &source) const
{
    if (m_paths.contains(source))
        return source;
    const auto folder =
        std::find_if(m_paths.begin(), m_paths.end(), [&](const QString &path) { return isBelow(source, path); });
    return folder == m_paths.end() ? QString() : *folder;
}

void Sources::takeOff(const QString &source)
{
    m_paths.removeOne(pathTo(source));
    remember();
    if (!m_paths.isEmpty()) {
        look();
        return;
    }
    m_job.stop();
    m_found.clear();
    m_error.reset();
    Q_EMIT changed();
}

void Sources::remember()
{
    QSettings().setValue(QLatin1String(pathsKey), m_paths);
}

void Sources::restore()
{
    const QStringList known = QSettings().value(QLatin1String(pathsKey)).toStringList();
    QStringList there;
    std::copy_if(known.begin(), known.end(), std::back_inserter(there),
                 [](const QString &path) { return QFileInfo::exists(path); });
    m_paths = there;
    look();
}

void Sources::look()
{
    if (m_paths.isEmpty())
        return;
    using Answer = base::Result<QList<FoundSource>>;
    m_job.start<Answer>([paths = m_paths](const std::stop_token &) { return lookAt(paths); },
                        [this](const Answer &found) { take(found); });
}

bool Sources::isNothingThere() const
{
    return m_error && (m_error->code == QLatin1String("no-sources") || m_error->code == QLatin1String("not-found"));
}

void Sources::take(const base::Result<QList<FoundSource>> &found)
{
    m_error.reset();
    m_emptyFolders.clear();
    if (!found) {
        m_error = found.error();
        m_found.clear();
        Q_EMIT changed();
        return;
    }
    QHash<QString, bool> before; // what was chosen or not stays so
    for (const FoundSource &source : std::as_const(m_found))
        before.insert(source.source.path, source.chosen);
    m_found = *found;
    for (FoundSource &source : m_found) {
        if (source.state != SourceState::Refused)
            source.chosen = before.value(source.source.path, source.chosen);
    }
    leaveOutEmptyFolders();
    Q_EMIT changed();
}

void Sources::leaveOutEmptyFolders()
{
    const auto isEmpty = [this](const QString &path) {
        return std::none_of(m_found.begin(), m_found.end(), [&](const FoundSource &source) {
            return source.source.path == path || isBelow(source.source.path, path);
        });
    };
    std::copy_if(m_paths.begin(), m_paths.end(), std::back_inserter(m_emptyFolders), isEmpty);
    if (m_emptyFolders.isEmpty())
        return;
    m_paths.removeIf(isEmpty);
    remember();
}

/// Whom that concerns.
QList<qsizetype> Sources::choose(qsizetype number, bool chosen)
{
    FoundSource &source = m_found[number];
    if (source.state == SourceState::Refused)
        return {};
    QList<qsizetype> concerned{number};
    if (chosen && source.state == SourceState::Collides) {
        for (qsizetype i = 0; i < m_found.size(); ++i) {
            FoundSource &other = m_found[i];
            if (i == number || other.state != SourceState::Collides ||
                other.source.schemaName != source.source.schemaName)
                continue;
            other.chosen = false;
            concerned += i;
        }
    }
    source.chosen = chosen;
    return concerned;
}

void Sources::setChosen(qsizetype number, bool chosen)
{
    Q_EMIT choiceChanged(choose(number, chosen));
}

void Sources::setChosen(const QList<qsizetype> &numbers, bool chosen)
{
    QList<qsizetype> concerned;
    for (const qsizetype number : numbers)
        concerned += choose(number, chosen && m_found[number].state != SourceState::Collides);
    Q_EMIT choiceChanged(concerned);
}

QList<migration::Source> Sources::chosen() const
{
    QList<migration::Source> sources;
    for (const FoundSource &source : m_found) {
        if (!source.chosen)
            continue;
        sources.append(source.source);
        sources.last().refusal.reset(); // that of a collision is settled by choosing
    }
    return sources;
}

QList<migration::Source> Sources::leftToMove() const
{
    QList<migration::Source> sources;
    for (const FoundSource &source : m_found) {
        if (source.state == SourceState::New || source.state == SourceState::Changed)
            sources.append(source.source);
    }
    return sources;
}

} // namespace ui
