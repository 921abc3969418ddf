// SPDX-License-Identifier: MIT
#include "sqlite/hotcopy.h"

#include "sqlite/fingerprint.h"
#include "sqlite/originalreader.h"
#include "sqlite/refusal.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace sqlite {

namespace {

constexpr qint64 chunkBytes = 1 << 20;
constexpr qint64 systemCopyBytes = 16 << 20;

class OutputFile
{
public:
    explicit OutputFile(const QByteArray &path)
        : m_descriptor(open(path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR))
    {
    }
    OutputFile(const OutputFile &) = delete;
    OutputFile &operator=(const OutputFile &) = delete;
    ~OutputFile()
    {
        if (m_descriptor >= 0)
            close(m_descriptor);
    }
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] bool write(const QByteArray &data) const
    {
        for (qint64 done = 0; done < data.size();) {
            const ssize_t put = ::write(m_descriptor, data.constData() + done, static_cast<size_t>(data.size() - done));
            if (put < 0 && errno != EINTR)
                return false;
            done += put > 0 ? put : 0;
        }
        return true;
    }
    /// Lets the system copy: how many bytes, or nothing if it cannot between these two.
    [[nodiscard]] std::optional<qint64> take(const RawFile &from, qint64 bytes) const
    {
        ssize_t taken = -1;
        do {
            taken = copy_file_range(from.descriptor(), nullptr, m_descriptor, nullptr, static_cast<size_t>(bytes), 0);
        } while (taken < 0 && errno == EINTR);
        return taken < 0 ? std::nullopt : std::optional<qint64>(taken);
    }

private:
    int m_descriptor;
};

struct FileCopy
{
    QByteArray suffix;
    qint64 before = 0; ///< bytes copied earlier, of other files
};

/// Bytes copied.
base::Result<qint64> copyFile(const Original &original, const CopyTarget &copy, const FileCopy &job,
                              const BytesSink &progress, const std::stop_token &stop)
{
    const QString shown = original.path + QString::fromLatin1(job.suffix);
    const RawFile from = RawFile::open(original.file + job.suffix);
    if (!from.isOpen())
        return base::fail(refusalOfErrno(from.systemError(), shown));
    const OutputFile to(copy.file + job.suffix);
    if (!to.isOpen())
        return base::fail(refusalOfWriting(errno, copy));
    qint64 done = 0;
    const auto step = [&](qint64 bytes) {
        done += bytes;
        if (progress)
            progress(job.before + done);
    };
    // As far as that goes: what it refuses to say is found out by reading and writing.
    for (auto taken = to.take(from, systemCopyBytes); taken && *taken > 0; taken = to.take(from, systemCopyBytes)) {
        if (stop.stop_requested())
            return base::failStopped();
        step(*taken);
    }
    while (true) {
        if (stop.stop_requested())
            return base::failStopped();
        const QByteArray chunk = from.read(done, chunkBytes);
        if (chunk.isNull())
            return base::fail(refusal(Reason::DiskFault, shown));
        if (chunk.isEmpty())
            return done;
        if (!to.write(chunk))
            return base::fail(refusalOfWriting(errno, copy));
        step(chunk.size());
    }
}

base::Result<void> copyWithSideFiles(const Original &original, const CopyTarget &copy, const BytesSink &progress,
                                     const std::stop_token &stop)
{
    const std::array files{std::pair(original.bytes, QByteArray("")),
                           std::pair(original.journalBytes, QByteArray("-journal")),
                           std::pair(original.walBytes, QByteArray("-wal"))};
    qint64 done = 0;
    for (const auto &[bytes, suffix] : files) {
        if (bytes == 0)
            continue;
        const auto copied = copyFile(original, copy, {suffix, done}, progress, stop);
        if (!copied)
            return base::fail(copied.error());
        done += *copied;
    }
    return {};
}

} // namespace

base::Result<void> copyBytes(const Original &original, const CopyTarget &copy, const BytesSink &progress,
                             const std::stop_token &stop)
{
    const auto copied = copyFile(original, copy, {{}, 0}, progress, stop);
    if (!copied)
        return base::fail(copied.error());
    return {};
}

base::Error refusalOfCopy(sqlite3 *handle, const CopyTarget &copy, const QString &path)
{
    const int code = handle != nullptr ? sqlite3_extended_errcode(handle) : SQLITE_NOMEM;
    const int systemError = handle != nullptr ? sqlite3_system_errno(handle) : 0;
    const bool reading = code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ;
    if ((code & 0xff) == SQLITE_FULL)
        return refusalOfWriting(ENOSPC, copy);
    if ((code & 0xff) == SQLITE_IOERR && !reading)
        return refusalOfWriting(systemError, copy);
    return refusalOfSqlite(handle, path);
}

base::Error refusalOfWriting(int systemError, const CopyTarget &copy)
{
    const QString detail = QString::fromLocal8Bit(std::strerror(systemError));
    if (systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG)
        return noSpaceMeanwhile(copy.shown, copy.neededBytes, detail);
    return refusal(Reason::TargetNotWritable, copy.shown, detail);
}

qint64 freeBytesIn(const QByteArray &folder)
{
    struct statvfs info = {};
    if (statvfs(folder.isEmpty() ? "/" : folder.constData(), &info) != 0)
        return -1;
    return static_cast<qint64>(info.f_bavail) * static_cast<qint64>(info.f_frsize);
}

base::Result<void> copyRecovered(const Original &original, const CopyTarget &copy, const BytesSink &progress,
                                 const std::stop_token &stop)
{
    const auto before = fingerprintOf(original.file, original.path);
    auto copied = copyWithSideFiles(original, copy, progress, stop);
    const auto after = fingerprintOf(original.file, original.path);
    if (!copied && copied.error().code == base::stoppedCode)
        return copied;
    if (!before || !after || *before != *after)
        return base::fail(changed(original.path, QStringLiteral("it changed while it was copied")));
    return copied ? foldIntoOneFile(copy, original.path) : copied;
}

base::Result<void> foldIntoOneFile(const CopyTarget &copy, const QString &path)
{
    auto connection = openCopy(copy.file);
    if (!connection)
        return base::fail(connection.error());
    sqlite3 *handle = connection->get();
    // Not synchronised step by step: whoever made the copy does that once, at the end.
    for (const char *sql :
         {"PRAGMA synchronous=OFF", "SELECT count(*) FROM sqlite_schema", "PRAGMA journal_mode=DELETE"}) {
        if (execute(handle, sql) != SQLITE_OK)
            return base::fail(refusalOfCopy(handle, copy, path));
    }
    connection->reset();
    if (const RawFile log = RawFile::open(copy.file + "-wal"); log.isOpen())
        return base::fail(refusal(Reason::NotUnderstood, path, QStringLiteral("the copy kept its -wal")));
    return {};
}

} // namespace sqlite
