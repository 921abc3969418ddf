// SPDX-License-Identifier: MIT
#include "sqlite/fingerprint.h"

#include "sqlite/fileheader.h"
#include "sqlite/original.h"
#include "sqlite/originallock.h"
#include "sqlite/rawfile.h"
#include "sqlite/refusal.h"

#include <QHash>
#include <QStringList>
#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace sqlite {

namespace {

qint64 modifiedMsOf(const QByteArray &file)
{
    struct stat info = {};
    if (stat(file.constData(), &info) != 0)
        return 0;
    return qint64{info.st_mtim.tv_sec} * 1000 + info.st_mtim.tv_nsec / 1'000'000;
}

/// Frames of the log's present generation stand at its beginning, those of an earlier one may follow.
qint64 framesOf(const RawFile &wal, const WalHeader &header, qint64 walBytes)
{
    const qint64 stride = WalHeader::frameHeaderSize + header.pageSize;
    const auto isCurrent = [&](qint64 frame) {
        const QByteArray head = wal.read(WalHeader::size + frame * stride, WalHeader::frameHeaderSize);
        return head.size() == WalHeader::frameHeaderSize && head.sliced(8, 8) == header.salt;
    };
    qint64 current = 0;
    qint64 beyond = (walBytes - WalHeader::size) / stride;
    while (current < beyond) {
        const qint64 middle = current + (beyond - current) / 2;
        if (isCurrent(middle))
            current = middle + 1;
        else
            beyond = middle;
    }
    return current;
}

void addLog(Fingerprint &print, const QByteArray &file)
{
    const QByteArray path = file + "-wal";
    const RawFile wal = RawFile::open(path);
    if (!wal.isOpen() || wal.size() == 0)
        return;
    print.walBytes = wal.size();
    // A log that is used again keeps its size and, after its first commit, its salt.
    print.modifiedMs = std::max(print.modifiedMs, modifiedMsOf(path));
    const WalHeader header = parseWalHeader(wal.read(0, WalHeader::size));
    print.walSalt = header.salt;
    if (header.valid)
        print.walFrames = framesOf(wal, header, print.walBytes);
}

} // namespace

base::Result<Fingerprint> fingerprintOf(const QByteArray &file, const QString &path)
{
    const RawFile raw = RawFile::open(file);
    if (!raw.isOpen())
        return base::fail(refusalOfErrno(raw.systemError(), path));
    Fingerprint print{.bytes = raw.size(), .modifiedMs = modifiedMsOf(file), .walSalt = {}};
    const QByteArray head = raw.read(0, headerBytes);
    if (head.size() == headerBytes)
        print.changeCounter = parseHeader(head).changeCounter;
    addLog(print, file);
    return print;
}

base::Result<Fingerprint> fingerprint(const QString &path)
{
    const auto file = locate(path);
    if (!file)
        return base::fail(file.error());
    const OriginalLock lock(*file);
    return fingerprintOf(*file, path);
}

QString Fingerprint::toString() const
{
    return QStringLiteral("bytes=%1 modified=%2 counter=%3 wal=%4 salt=%5 frames=%6")
        .arg(bytes)
        .arg(modifiedMs)
        .arg(changeCounter)
        .arg(walBytes)
        .arg(QString::fromLatin1(walSalt.toHex()))
        .arg(walFrames);
}

Fingerprint Fingerprint::fromString(const QString &line)
{
    QHash<QString, QString> fields;
    const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        fields.insert(word.section(u'=', 0, 0), word.section(u'=', 1));
    return {.bytes = fields.value(QStringLiteral("bytes")).toLongLong(),
            .modifiedMs = fields.value(QStringLiteral("modified")).toLongLong(),
            .changeCounter = fields.value(QStringLiteral("counter")).toUInt(),
            .walBytes = fields.value(QStringLiteral("wal")).toLongLong(),
            .walSalt = QByteArray::fromHex(fields.value(QStringLiteral("salt")).toLatin1()),
            .walFrames = fields.value(QStringLiteral("frames")).toLongLong()};
}

} // namespace sqlite
