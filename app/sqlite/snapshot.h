// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "base/result.h"

#include <QByteArray>
#include <functional>
#include <stop_token>

namespace sqlite {

/// Tells whether an original changed: cheap to take, equal only if nothing was committed in between.
struct Fingerprint
{
    qint64 bytes = 0;
    qint64 modifiedMs = 0;     ///< since the epoch; of the file or its -wal, whichever is newer
    quint32 changeCounter = 0; ///< header bytes 24…27
    qint64 walBytes = 0;       ///< 0 if there is no -wal
    QByteArray walSalt;        ///< header bytes 16…23 of the -wal
    qint64 walFrames = 0;      ///< frames written since the -wal was begun anew: a reused one does not grow
    bool operator==(const Fingerprint &) const = default;
    [[nodiscard]] QString toString() const; ///< one line, for journals
    static Fingerprint fromString(const QString &line);
};

base::Result<Fingerprint> fingerprint(const QString &path);

enum class SnapshotWay { Backup, CopyRecovered };

struct Snapshot
{
    QString path; ///< the finished copy, mode 0400
    qint64 bytes = 0;
    QByteArray sha256;    ///< of the copy, 64 hex digits
    Fingerprint original; ///< of the source, taken before and confirmed after
    SnapshotWay way = SnapshotWay::Backup;
    bool fullCheck = false;        ///< integrity_check was run (else quick_check)
    bool writtenMeanwhile = false; ///< someone held the source open or wrote to it: worth a note (source-in-use)
};

/// What a snapshot waits for: that it outlives this computer, or nothing, where it is soon removed again.
enum class Durability : quint8 { OnDisk, Passing };

/// Reads the copy while it is being checked and hashed. What it finds counts only if the snapshot succeeds: the copy
/// may turn out to be damaged.
using EarlyReader = std::function<void(const QString &copy, const std::stop_token &stop)>;

/// A consistent, checked copy of the database at `source` at the path `target` (must not exist; its folder must).
/// The source is opened read-only and never changed. Codes of failure: no-space, source-damaged, source-in-use,
/// no-permission, stopped, …; nothing is left at `target` then. With an early reader, progress is of the copying alone.
base::Result<Snapshot> takeSnapshot(const QString &source, const QString &target, const base::ProgressSink &progress,
                                    std::stop_token stop, Durability durability = Durability::OnDisk,
                                    const EarlyReader &early = {});

/// 64 hex digits.
base::Result<QByteArray> sha256OfFile(const QString &path, const std::stop_token &stop);

} // namespace sqlite
