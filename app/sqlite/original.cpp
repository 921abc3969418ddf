// SPDX-License-Identifier: MIT
#include "sqlite/original.h"

#include "sqlite/filekind.h"
#include "sqlite/refusal.h"

#include <QFile>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace sqlite {

namespace {

bool canBeNamed(const QString &path)
{
    return path.isValidUtf16() && !path.contains(QChar::Null) && QFile::decodeName(QFile::encodeName(path)) == path;
}

base::Error refusalOfMissing(int systemError, const QString &path)
{
    struct stat info = {};
    const bool linkExists = lstat(QFile::encodeName(path).constData(), &info) == 0 && S_ISLNK(info.st_mode);
    if (systemError == ENOENT && linkExists)
        return refusal(Reason::DanglingLink, path);
    // What a file listing shows for bytes that are no characters: such a file exists, but not under this name.
    if (systemError == ENOENT && path.contains(QChar::ReplacementCharacter))
        return refusal(Reason::UnreadableName, path);
    return refusalOfErrno(systemError, path);
}

std::optional<base::Error> refusalOfType(mode_t mode, const QString &path)
{
    if (S_ISREG(mode))
        return std::nullopt;
    if (S_ISDIR(mode))
        return refusal(Reason::IsFolder, path);
    if (S_ISFIFO(mode))
        return refusal(Reason::Fifo, path);
    return refusal(S_ISSOCK(mode) ? Reason::Socket : Reason::Device, path);
}

/// SQLite itself would wait for a writer of a FIFO called like a journal.
std::optional<base::Error> refusalOfSideFiles(const Original &original)
{
    for (const char *suffix : {"-journal", "-wal", "-shm"}) {
        struct stat info = {};
        if (stat(QByteArray(original.file + suffix).constData(), &info) != 0)
            continue;
        if (auto refused = refusalOfType(info.st_mode, original.path + QString::fromLatin1(suffix)))
            return refused;
    }
    return std::nullopt;
}

qint64 sizeOf(const QByteArray &file)
{
    struct stat info = {};
    return stat(file.constData(), &info) == 0 ? info.st_size : 0;
}

bool exists(const QByteArray &file)
{
    struct stat info = {};
    return stat(file.constData(), &info) == 0;
}

/// A journal whose first byte is zero was finished and kept (PERSIST); one of a living writer is not hot.
bool isHot(const Original &original)
{
    if (original.journalBytes == 0 || original.locks.reserved)
        return false;
    const RawFile journal = RawFile::open(original.journal());
    const QByteArray first = journal.isOpen() ? journal.read(0, 1) : QByteArray(1, '\1');
    return !first.isEmpty() && first.at(0) != '\0';
}

bool walHasOwner(const Original &original)
{
    const RawFile sharedMemory = RawFile::open(original.sharedMemory());
    if (!sharedMemory.isOpen())
        return sharedMemory.systemError() == EACCES;
    return sharedMemory.sharedMemoryInUse();
}

ReadWay wayOf(const Original &original)
{
    // Who holds it exclusively is alive, whatever lies beside it; SQLite then waits or says that it is busy.
    if (original.locks.exclusive)
        return ReadWay::Shared;
    if (isHot(original))
        return ReadWay::Recover;
    if (!original.header.walMode && !exists(original.wal()))
        return ReadWay::Shared;
    if (walHasOwner(original))
        return ReadWay::Shared;
    return original.walBytes > 0 ? ReadWay::Recover : ReadWay::AsIs;
}

std::optional<base::Error> refusalOfHeader(const Original &original)
{
    // Recovery may put another first page in its place, and a writer may be about to.
    if (original.way == ReadWay::Recover || original.locks.reserved || original.locks.exclusive)
        return std::nullopt;
    if (!original.header.plausible)
        return refusal(Reason::DamagedHeader, original.path);
    const qint64 expected = original.header.pages * original.header.pageSize;
    if (original.bytes < expected && original.walBytes == 0)
        return refusal(Reason::Truncated, original.path,
                       QStringLiteral("%1 of %2 bytes").arg(original.bytes).arg(expected));
    return std::nullopt;
}

std::optional<base::Error> refusalOfContent(const QByteArray &head, const Original &original)
{
    const FileContent content = contentOf(head, original.bytes);
    switch (content.kind) {
    case FileKind::Other:
        return notADatabase(original.path, content.seems);
    case FileKind::Scrambled:
        return refusal(Reason::Encrypted, original.path);
    case FileKind::DamagedDatabase:
        return refusal(Reason::DamagedHeader, original.path);
    case FileKind::Database:
        break;
    }
    if (original.bytes < smallestPage)
        return refusal(Reason::Truncated, original.path, QStringLiteral("%1 bytes").arg(original.bytes));
    return std::nullopt;
}

} // namespace

base::Result<QByteArray> locate(const QString &path)
{
    if (path.isEmpty())
        return base::fail(refusal(Reason::NotFound, path));
    if (!canBeNamed(path))
        return base::fail(refusal(Reason::UnreadableName, path));
    struct FreeText
    {
        void operator()(char *text) const { std::free(text); }
    };
    const std::unique_ptr<char, FreeText> resolved(realpath(QFile::encodeName(path).constData(), nullptr));
    if (!resolved)
        return base::fail(refusalOfMissing(errno, path));
    struct stat info = {};
    if (stat(resolved.get(), &info) != 0)
        return base::fail(refusalOfErrno(errno, path));
    if (S_ISDIR(info.st_mode) && faccessat(AT_FDCWD, resolved.get(), R_OK | X_OK, AT_EACCESS) != 0)
        return base::fail(refusalOfErrno(errno, path));
    if (auto refused = refusalOfType(info.st_mode, path))
        return base::fail(std::move(*refused));
    return QByteArray(resolved.get());
}

base::Result<Original> examine(const QString &path, const QByteArray &file)
{
    const RawFile raw = RawFile::open(file);
    if (!raw.isOpen())
        return base::fail(refusalOfErrno(raw.systemError(), path));
    Original original{.path = path, .file = file, .bytes = raw.size(), .header = {}, .locks = raw.databaseLocks()};
    const QByteArray head = raw.read(0, tellingBytes);
    if (head.isNull())
        return base::fail(refusal(Reason::DiskFault, path));
    if (head.isEmpty())
        return base::fail(refusal(Reason::Empty, path));
    if (auto refused = refusalOfContent(head, original))
        return base::fail(std::move(*refused));
    if (auto refused = refusalOfSideFiles(original))
        return base::fail(std::move(*refused));
    original.header = parseHeader(head);
    original.walBytes = sizeOf(original.wal());
    original.journalBytes = sizeOf(original.journal());
    original.way = wayOf(original);
    if (auto refused = refusalOfHeader(original))
        return base::fail(std::move(*refused));
    return original;
}

} // namespace sqlite
