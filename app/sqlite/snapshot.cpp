// SPDX-License-Identifier: MIT
#include "sqlite/snapshot.h"

#include "sqlite/filehash.h"
#include "sqlite/fileheader.h"
#include "sqlite/fingerprint.h"
#include "sqlite/hotcopy.h"
#include "sqlite/integrity.h"
#include "sqlite/openhandles.h"
#include "sqlite/originallock.h"
#include "sqlite/originalreader.h"
#include "sqlite/refusal.h"
#include "sqlite/snapshotmeter.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace sqlite {

namespace {

using namespace std::chrono_literals;

constexpr int attempts = 10;
constexpr auto pauseBetweenAttempts = 100ms;
constexpr auto lockPatience = 10s;
constexpr qint64 bytesPerStep = 4LL << 20;
constexpr qint64 roomToLeave = 16'000'000;

qint64 roomNeeded(const Original &original)
{
    // A -wal lies there twice while it is folded in; a living one is only read.
    const qint64 besides =
        original.way == ReadWay::Recover ? original.journalBytes + 2 * original.walBytes : original.walBytes;
    const qint64 bytes = original.bytes + besides;
    return bytes + bytes / 10 + roomToLeave;
}

base::Result<void> checkTarget(const QString &target)
{
    struct stat info = {};
    const QByteArray file = QFile::encodeName(target);
    if (lstat(file.constData(), &info) == 0)
        return base::fail(refusal(Reason::TargetExists, target));
    const QByteArray folder = file.left(file.lastIndexOf('/') + 1);
    if (stat(folder.constData(), &info) != 0 || !S_ISDIR(info.st_mode))
        return base::fail(refusal(Reason::TargetFolderMissing, target));
    return {};
}

struct BackupCloser
{
    void operator()(sqlite3_backup *backup) const { sqlite3_backup_finish(backup); }
};

/// In steps, so that it can be stopped. A stepped backup starts again whenever someone commits, unless, as here, its
/// source connection holds one read transaction throughout: then it is as consistent and as quick as in one step.
base::Result<void> backUp(sqlite3 *from, const Original &original, const CopyTarget &copy, const BytesSink &progress,
                          const std::stop_token &stop)
{
    const auto to = openCopy(copy.file);
    if (!to)
        return base::fail(to.error());
    execute(to->get(), "PRAGMA journal_mode=OFF");
    execute(to->get(), "PRAGMA synchronous=OFF");
    std::unique_ptr<sqlite3_backup, BackupCloser> backup(sqlite3_backup_init(to->get(), "main", from, "main"));
    const int pages = static_cast<int>(bytesPerStep / std::max(original.header.pageSize, smallestPage));
    int code = backup ? SQLITE_OK : SQLITE_ERROR;
    while (code == SQLITE_OK && !stop.stop_requested()) {
        code = sqlite3_backup_step(backup.get(), pages);
        const qint64 done = sqlite3_backup_pagecount(backup.get()) - sqlite3_backup_remaining(backup.get());
        progress(done * original.header.pageSize);
    }
    backup.reset();
    if (code == SQLITE_DONE)
        return {};
    if (code == SQLITE_OK)
        return base::failStopped();
    return base::fail(refusalOfCopy(to->get(), copy, original.path));
}

/// Whether the file's bytes are the database: nobody writes to it while a connection of ours may read, unless in WAL
/// mode; and what is read as it is, is compared afterwards with what it was before.
bool isWholeByItself(const Original &original, const RawFile &file)
{
    if (original.way == ReadWay::AsIs)
        return true;
    const QByteArray head = file.isOpen() ? file.read(0, headerBytes) : QByteArray();
    return head.size() == headerBytes && !parseHeader(head).walMode && original.walBytes == 0;
}

base::Result<void> copyShared(const Original &original, const CopyTarget &copy, const BytesSink &progress,
                              const std::stop_token &stop)
{
    const Patience patience{lockPatience, stop};
    // Closing this would drop the lock of the connection: so it is opened before, and closed after it.
    const RawFile file = RawFile::open(original.file);
    const auto from = beginReading(original, patience);
    if (!from)
        return base::fail(from.error());
    if (isWholeByItself(original, file))
        return copyBytes(original, copy, progress, stop);
    return backUp(from->get(), original, copy, progress, stop);
}

/// What this waits for, making the copy permanent need not wait for.
base::Result<void> flush(const CopyTarget &copy)
{
    const int descriptor = ::open(copy.file.constData(), O_RDONLY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && fsync(descriptor) == 0;
    const int systemError = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!flushed)
        return base::fail(refusalOfWriting(systemError, copy));
    return {};
}

base::Result<void> makePermanent(const CopyTarget &copy, Durability durability)
{
    const QByteArray file = QFile::encodeName(copy.shown);
    const int descriptor = ::open(copy.file.constData(), O_RDONLY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && fchmod(descriptor, S_IRUSR) == 0 &&
                         (durability == Durability::Passing || fsync(descriptor) == 0);
    const int systemError = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!flushed)
        return base::fail(refusalOfWriting(systemError, copy));
    // Unlike rename() this replaces nothing; file systems without hard links have nothing but rename().
    if (link(copy.file.constData(), file.constData()) != 0) {
        if (errno == EEXIST)
            return base::fail(refusal(Reason::TargetExists, copy.shown));
        if (rename(copy.file.constData(), file.constData()) != 0)
            return base::fail(refusalOfWriting(errno, copy));
    }
    if (durability == Durability::Passing)
        return {};
    const QByteArray folder = file.left(file.lastIndexOf('/') + 1);
    const int folderDescriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folderDescriptor >= 0) {
        fsync(folderDescriptor);
        ::close(folderDescriptor);
    }
    return {};
}

/// One snapshot being made, in a folder of its own beside the target that goes when this goes.
class SnapshotJob
{
public:
    SnapshotJob(const QString &path, const QByteArray &file, const QString &target, const base::ProgressSink &progress,
                std::stop_token stop, Durability durability, const EarlyReader &early)
        : m_path(path),
          m_file(file),
          m_stop(std::move(stop)),
          m_durability(durability),
          m_early(early),
          m_meter(progress),
          m_folder(target + QStringLiteral(".XXXXXX")),
          m_copy{QFile::encodeName(m_folder.path()) + "/copy", target, 0}
    {
        m_result.path = target;
    }

    base::Result<Snapshot> run()
    {
        if (!m_folder.isValid())
            return base::fail(refusal(Reason::TargetNotWritable, m_copy.shown, m_folder.errorString()));
        if (const auto copied = copyPatiently(); !copied)
            return base::fail(copied.error());
        if (const auto finished = finish(); !finished)
            return base::fail(finished.error());
        return m_result;
    }

private:
    base::Result<void> copyPatiently()
    {
        QString detail;
        for (int attempt = 0; attempt < attempts; ++attempt) {
            if (m_stop.stop_requested())
                return base::failStopped();
            auto copied = copyOnce();
            if (copied || copied.error().code != changedMeanwhile)
                return copied;
            detail = copied.error().detail;
            removeCopy();
            std::this_thread::sleep_for(pauseBetweenAttempts);
        }
        return base::fail(refusal(Reason::KeepsChanging, m_path, detail));
    }

    base::Result<void> copyOnce()
    {
        const auto before = fingerprintOf(m_file, m_path);
        if (!before)
            return base::fail(before.error());
        const auto original = examine(m_path, m_file);
        if (!original)
            return base::fail(original.error());
        m_copy.neededBytes = roomNeeded(*original);
        const QString folder = m_copy.shown.left(m_copy.shown.lastIndexOf(u'/') + 1);
        if (const qint64 free = freeBytesIn(QFile::encodeName(folder)); free >= 0 && free < m_copy.neededBytes)
            return base::fail(noSpace(folder, m_copy.neededBytes, free));
        const bool inUse = original->locks.any() || isOpenElsewhere(*original);
        if (auto copied = copyBy(*original); !copied)
            return copied;
        const auto after = fingerprintOf(m_file, m_path);
        const bool changedSince = !after || *after != *before;
        if (changedSince && original->way != ReadWay::Shared)
            return base::fail(changed(m_path, QStringLiteral("it changed while it was copied")));
        m_result.original = *before;
        m_result.writtenMeanwhile = inUse || changedSince || isOpenElsewhere(*original);
        return {};
    }

    base::Result<void> copyBy(const Original &original)
    {
        const bool recover = original.way == ReadWay::Recover;
        m_result.way = recover ? SnapshotWay::CopyRecovered : SnapshotWay::Backup;
        m_meter.beginCopy(original.bytes + (recover ? original.journalBytes + original.walBytes : 0));
        const auto progress = [this](qint64 bytes) { m_meter.copied(bytes); };
        return recover ? copyRecovered(original, m_copy, progress, m_stop)
                       : copyShared(original, m_copy, progress, m_stop);
    }

    base::Result<void> finish()
    {
        if (auto folded = foldIntoOneFile(m_copy, m_path); !folded)
            return folded;
        struct stat info = {};
        stat(m_copy.file.constData(), &info);
        m_result.bytes = info.st_size;
        m_meter.beginHash(m_result.bytes);
        if (auto proved = checkAndHash(); !proved)
            return proved;
        return makePermanent(m_copy, m_durability);
    }

    /// Checks, hashes and flushes the copy, and lets it be read; all at once, for each only reads it, unless it is so
    /// small that beginning threads would take longer.
    base::Result<void> checkAndHash()
    {
        constexpr qint64 small = 1LL << 20;
        std::stop_source halt;
        const std::stop_callback forward(m_stop, [&halt] { halt.request_stop(); });
        base::Result<void> flushed;
        base::Result<QByteArray> hash = base::failStopped();
        base::Result<CheckDepth> depth = base::failStopped();
        const auto hashIt = [&] {
            hash = hashCopy(halt.get_token());
            if (!hash)
                halt.request_stop();
        };
        const auto checkIt = [&] {
            depth = checkIntegrity(m_copy.file, m_path, halt.get_token());
            if (!depth)
                halt.request_stop();
        };
        if (m_result.bytes <= small) { // made permanent at the end, which flushes it
            hashIt();
            checkIt();
            letRead(halt.get_token());
        } else {
            std::jthread flushing;
            if (m_durability == Durability::OnDisk)
                flushing = std::jthread([&] { flushed = flush(m_copy); });
            const std::jthread hashing(hashIt);
            const std::jthread checking(checkIt);
            letRead(halt.get_token());
        }
        if (m_stop.stop_requested())
            return base::failStopped();
        // What was stopped because of the other is not what went wrong.
        if (!depth && depth.error().code != base::stoppedCode)
            return base::fail(depth.error());
        if (!hash)
            return base::fail(hash.error());
        m_result.fullCheck = *depth == CheckDepth::Full;
        m_result.sha256 = *hash;
        return flushed;
    }

    base::Result<QByteArray> hashCopy(const std::stop_token &stop)
    {
        const auto progress = [this](qint64 bytes) {
            if (!m_early)
                m_meter.hashed(bytes);
        };
        return hashOf(m_copy.file, progress, stop);
    }

    void letRead(const std::stop_token &stop) const
    {
        if (m_early && !stop.stop_requested())
            m_early(QFile::decodeName(m_copy.file), stop);
    }

    static bool isOpenElsewhere(const Original &original)
    {
        return !processesUsing({original.file, original.wal(), original.journal(), original.sharedMemory()}).isEmpty();
    }

    void removeCopy() const
    {
        for (const char *suffix : {"", "-journal", "-wal", "-shm"})
            unlink(QByteArray(m_copy.file + suffix).constData());
    }

    QString m_path;
    QByteArray m_file;
    std::stop_token m_stop;
    Durability m_durability;
    const EarlyReader &m_early;
    SnapshotMeter m_meter;
    QTemporaryDir m_folder;
    CopyTarget m_copy;
    Snapshot m_result;
};

} // namespace

base::Result<Snapshot> takeSnapshot(const QString &source, const QString &target, const base::ProgressSink &progress,
                                    std::stop_token stop, Durability durability, const EarlyReader &early)
{
    if (stop.stop_requested())
        return base::failStopped();
    const QString copy = target.startsWith(u'/') ? target : QString(QDir::currentPath() + u'/' + target);
    if (const auto possible = checkTarget(copy); !possible)
        return base::fail(possible.error());
    const auto file = locate(source);
    if (!file)
        return base::fail(file.error());
    const OriginalLock lock(*file);
    return SnapshotJob(source, *file, copy, progress, std::move(stop), durability, early).run();
}

} // namespace sqlite
