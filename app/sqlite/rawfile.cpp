// SPDX-License-Identifier: MIT
#include "sqlite/rawfile.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace sqlite {

namespace {

// SQLite's file format: the lock bytes of a database, and of the shared memory that goes with a -wal.
constexpr off_t pendingByte = 0x40000000;
constexpr off_t reservedByte = pendingByte + 1;
constexpr off_t sharedFirst = pendingByte + 2;
constexpr off_t sharedBytes = 510;
constexpr off_t shmFirst = 120;
constexpr off_t shmBytes = 9;

/// The lock that would stand in the way of writing the range: F_UNLCK, F_RDLCK or F_WRLCK. Takes none.
short lockInTheWay(int descriptor, off_t first, off_t bytes)
{
    struct flock wanted = {};
    wanted.l_type = F_WRLCK;
    wanted.l_whence = SEEK_SET;
    wanted.l_start = first;
    wanted.l_len = bytes;
#ifdef F_OFD_GETLK
    // Unlike F_GETLK this also tells of other connections in this very process.
    if (fcntl(descriptor, F_OFD_GETLK, &wanted) == 0)
        return wanted.l_type;
    wanted.l_type = F_WRLCK;
    wanted.l_pid = 0;
#endif
    return fcntl(descriptor, F_GETLK, &wanted) == 0 ? wanted.l_type : short{F_UNLCK};
}

} // namespace

RawFile RawFile::open(const QByteArray &path)
{
    RawFile file;
    struct stat info = {};
    // Looked at before it is opened: opening some devices does something, and a FIFO would wait for a writer.
    if (stat(path.constData(), &info) != 0) {
        file.m_error = errno;
        return file;
    }
    if (!S_ISREG(info.st_mode)) {
        file.m_error = EINVAL;
        return file;
    }
    do {
        file.m_descriptor = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    } while (file.m_descriptor < 0 && errno == EINTR);
    if (file.m_descriptor < 0)
        file.m_error = errno;
    return file;
}

RawFile::RawFile(RawFile &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)), m_error(other.m_error)
{
}

RawFile::~RawFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

qint64 RawFile::size() const
{
    struct stat info = {};
    return fstat(m_descriptor, &info) == 0 ? info.st_size : 0;
}

QByteArray RawFile::read(qint64 offset, qint64 bytes) const
{
    QByteArray data(bytes, Qt::Uninitialized);
    const qint64 done = readInto(data.data(), offset, bytes);
    if (done < 0)
        return {};
    data.truncate(done);
    return data;
}

qint64 RawFile::readInto(char *data, qint64 offset, qint64 bytes) const
{
    qint64 done = 0;
    while (done < bytes) {
        const ssize_t got = pread(m_descriptor, data + done, static_cast<size_t>(bytes - done), offset + done);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            return -1;
        done += got > 0 ? got : 0;
    }
    return done;
}

DatabaseLocks RawFile::databaseLocks() const
{
    const short body = lockInTheWay(m_descriptor, sharedFirst, sharedBytes);
    DatabaseLocks locks;
    locks.shared = body == F_RDLCK;
    locks.reserved = lockInTheWay(m_descriptor, reservedByte, 1) == F_WRLCK;
    locks.exclusive = body == F_WRLCK || lockInTheWay(m_descriptor, pendingByte, 1) == F_WRLCK;
    return locks;
}

bool RawFile::sharedMemoryInUse() const
{
    return lockInTheWay(m_descriptor, shmFirst, shmBytes) != F_UNLCK;
}

} // namespace sqlite
