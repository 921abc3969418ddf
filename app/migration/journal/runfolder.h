// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QFile>
#include <QJsonObject>
#include <QLockFile>
#include <QMutex>
#include <memory>

namespace migration {

/// What a run keeps on this computer: snapshots, report.json, and journal.jsonl with one line per step, flushed before
/// the step it announces. Mode 0700. Locked while its process lives.
class RunFolder
{
public:
    /// A new run with a new id.
    static base::Result<std::unique_ptr<RunFolder>> create();
    /// The folder of a run whose process is gone; what it left half-written there is removed. Codes: run-active,
    /// run-folder.
    static base::Result<std::unique_ptr<RunFolder>> takeOver(const QString &runId);

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] const QString &path() const { return m_path; }
    /// Where the snapshot of the `number`th creator goes.
    [[nodiscard]] QString snapshotPath(int number) const { return snapshotPath(m_id, number); }
    static QString snapshotPath(const QString &runId, int number);
    /// What a line waits for: that it outlives this computer, or only this process.
    enum class Flush : quint8 { ToDisk, ToSystem };
    /// From any thread.
    base::Result<void> record(const QString &step, const QJsonObject &facts = {}, Flush flush = Flush::ToDisk);
    base::Result<void> writeReport(const QJsonObject &report);

    /// A name that could be a run's: never a way out of the folder of all runs.
    static bool isRunId(const QString &text);
    static QString pathOf(const QString &runId);
    enum class Owner { Alive, Gone };
    /// Whether the process that works in the folder still lives.
    static Owner ownerOf(const QString &runId);

private:
    explicit RunFolder(QString id);
    base::Result<void> open();
    void sweep() const;
    QString m_id;
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
    QFile m_journal;
    QMutex m_mutex;
};

} // namespace migration
