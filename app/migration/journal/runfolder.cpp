// SPDX-License-Identifier: MIT
#include "migration/journal/runfolder.h"

#include "base/paths.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>
#include <chrono>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// The second, and the 65,536th part of it: names are in the order of time.
QString newRunId()
{
    const auto now = std::chrono::system_clock::now();
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(now - second).count();
    const QDateTime time = QDateTime::fromSecsSinceEpoch(second.time_since_epoch().count(), Qt::UTC);
    const auto fraction = nanoseconds * 0x10000 / 1'000'000'000;
    return time.toString(u"yyyyMMdd'T'HHmmss"_s) + u'-' + QString::number(fraction, 16).rightJustified(4, u'0');
}

base::Result<void> makePrivateFolder(const QString &path)
{
    if (!QDir().mkpath(path) || chmod(QFile::encodeName(path).constData(), 0700) != 0) {
        return base::fail(u"run-folder"_s, QCoreApplication::translate(
                                               "migration", "The folder %1 for this run's safety copies cannot be "
                                                            "made. Usually the disk is full or the folder above "
                                                            "belongs to someone else. Nothing was moved.")
                                               .arg(path));
    }
    return {};
}

} // namespace

RunFolder::RunFolder(QString id) : m_id(std::move(id)), m_path(pathOf(m_id))
{
}

QString RunFolder::pathOf(const QString &runId)
{
    return base::runsFolder() + u'/' + runId;
}

base::Result<std::unique_ptr<RunFolder>> RunFolder::create()
{
    std::unique_ptr<RunFolder> folder;
    do {
        folder.reset(new RunFolder(newRunId()));
    } while (QDir(folder->m_path).exists());
    if (auto made = makePrivateFolder(base::runsFolder()); !made)
        return base::fail(made.error());
    if (auto made = makePrivateFolder(folder->m_path); !made)
        return base::fail(made.error());
    if (auto opened = folder->open(); !opened)
        return base::fail(opened.error());
    return folder;
}

base::Result<std::unique_ptr<RunFolder>> RunFolder::takeOver(const QString &runId)
{
    std::unique_ptr<RunFolder> folder(new RunFolder(runId));
    if (auto opened = folder->open(); !opened)
        return base::fail(opened.error());
    folder->sweep();
    return folder;
}

base::Result<void> RunFolder::open()
{
    m_lock = std::make_unique<QLockFile>(m_path + u"/lock"_s);
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock() && m_lock->error() == QLockFile::LockFailedError) {
        return base::fail(u"run-active"_s,
                          QCoreApplication::translate(
                              "migration", "The run %1 is still at work. Wait until it has ended, or stop it.")
                              .arg(m_id));
    }
    m_journal.setFileName(m_path + u"/journal.jsonl"_s);
    if (!m_journal.open(QIODevice::ReadWrite | QIODevice::Append)) {
        return base::fail(u"run-folder"_s,
                          QCoreApplication::translate("migration",
                                                      "The run's journal cannot be written in %1. Usually the "
                                                      "disk is full. Nothing was moved.")
                              .arg(m_path),
                          m_journal.errorString());
    }
    // A line that was cut off must not swallow the next one.
    if (m_journal.size() > 0 && m_journal.seek(m_journal.size() - 1) && m_journal.read(1) != "\n")
        m_journal.write("\n");
    return {};
}

/// Unfinished snapshots and spilled exceptions of a process that was killed.
void RunFolder::sweep() const
{
    const QDir folder(m_path);
    const QStringList unfinished = folder.entryList({u"snapshot-*.sqlite3.*"_s}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : unfinished)
        QDir(folder.filePath(name)).removeRecursively();
    const QStringList spilled = folder.entryList({u"exceptions-*"_s}, QDir::Files);
    for (const QString &name : spilled)
        QFile::remove(folder.filePath(name));
}

bool RunFolder::isRunId(const QString &text)
{
    return !text.isEmpty() && !text.contains(u'/') && !text.startsWith(u'.');
}

QString RunFolder::snapshotPath(const QString &runId, int number)
{
    return pathOf(runId) + u"/snapshot-%1.sqlite3"_s.arg(number, 4, 10, QChar(u'0'));
}

base::Result<void> RunFolder::record(const QString &step, const QJsonObject &facts, Flush flush)
{
    QJsonObject line = facts;
    line.insert(u"time"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    line.insert(u"step"_s, step);
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    const QMutexLocker locker(&m_mutex);
    if (m_journal.write(text) != text.size() || !m_journal.flush() ||
        (flush == Flush::ToDisk && fdatasync(m_journal.handle()) != 0)) {
        return base::fail(u"run-folder"_s,
                          QCoreApplication::translate("migration",
                                                      "The run's journal in %1 cannot be written. Usually the "
                                                      "disk is full: make room and start again.")
                              .arg(m_path),
                          m_journal.errorString());
    }
    return {};
}

base::Result<void> RunFolder::writeReport(const QJsonObject &report)
{
    QSaveFile file(m_path + u"/report.json"_s);
    const QByteArray text = QJsonDocument(report).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return base::fail(u"run-folder"_s,
                          QCoreApplication::translate(
                              "migration", "The run's report cannot be written in %1. Usually the disk is "
                                           "full or the folder is gone. The database has the same report, and "
                                           "a rollback needs only that.")
                              .arg(m_path),
                          file.errorString());
    }
    return {};
}

RunFolder::Owner RunFolder::ownerOf(const QString &runId)
{
    QLockFile lock(pathOf(runId) + u"/lock"_s);
    lock.setStaleLockTime(0);
    if (lock.tryLock())
        return Owner::Gone; // unlocked again, and its file removed, at the end of this scope
    // Any other reason: there is no such folder here, or it is not ours.
    return lock.error() == QLockFile::LockFailedError ? Owner::Alive : Owner::Gone;
}

} // namespace migration
