// SPDX-License-Identifier: MIT
#include "sqlite/filehash.h"

#include "sqlite/originallock.h"
#include "sqlite/rawfile.h"
#include "sqlite/refusal.h"
#include "sqlite/snapshot.h"

#include <QCryptographicHash>
#include <QFile>

namespace sqlite {

base::Result<QByteArray> hashOf(const QByteArray &file, const BytesSink &progress, const std::stop_token &stop)
{
    constexpr qint64 chunkBytes = 1 << 20;
    const RawFile raw = RawFile::open(file);
    if (!raw.isOpen())
        return base::fail(refusalOfErrno(raw.systemError(), QFile::decodeName(file)));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 done = 0;;) {
        if (stop.stop_requested())
            return base::failStopped();
        const QByteArray chunk = raw.read(done, chunkBytes);
        if (chunk.isNull())
            return base::fail(refusal(Reason::DiskFault, QFile::decodeName(file)));
        if (chunk.isEmpty())
            return hash.result().toHex();
        hash.addData(chunk);
        done += chunk.size();
        if (progress)
            progress(done);
    }
}

base::Result<QByteArray> sha256OfFile(const QString &path, const std::stop_token &stop)
{
    const QByteArray file = QFile::encodeName(path);
    const OriginalLock lock(file);
    return hashOf(file, {}, stop);
}

} // namespace sqlite
