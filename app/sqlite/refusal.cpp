// SPDX-License-Identifier: MIT
#include "sqlite/refusal.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <cerrno>
#include <cstring>
#include <sqlite3.h>

namespace sqlite {

namespace {

struct Wording
{
    const char *code;
    const char *message; ///< %1: the file's name
};

QString translated(const char *text)
{
    return QCoreApplication::translate("sqlite", text);
}

Wording wordingOfContent(Reason reason)
{
    switch (reason) {
    case Reason::Empty:
        return {"empty",
                QT_TRANSLATE_NOOP("sqlite", "“%1” is empty: the file has no bytes at all. The application may have "
                                            "made it without ever writing to it. There is nothing to move.")};
    case Reason::NotADatabase:
        return {"not-a-database", QT_TRANSLATE_NOOP("sqlite", "“%1” is not a SQLite database.")};
    case Reason::Encrypted:
        return {"encrypted",
                QT_TRANSLATE_NOOP("sqlite",
                                  "“%1” seems to be an encrypted database, most likely one of SQLCipher: its bytes "
                                  "look random from the first one on. Decrypt it with the application or with "
                                  "its key first, and choose the decrypted file.")};
    case Reason::Truncated:
        return {"truncated",
                QT_TRANSLATE_NOOP("sqlite",
                                  "“%1” is cut short: its end is missing. That usually comes from a copy or a "
                                  "download that was interrupted, or from a full disk. Copy it again, or use a "
                                  "backup.")};
    case Reason::DamagedHeader:
        return {"source-damaged",
                QT_TRANSLATE_NOOP("sqlite",
                                  "The beginning of “%1” is damaged: it was a SQLite database, but what it says "
                                  "about itself cannot be true. That usually comes from a disk fault or a "
                                  "program that wrote over it. Use another copy or a backup.")};
    case Reason::Damaged:
        return {"source-damaged",
                QT_TRANSLATE_NOOP("sqlite",
                                  "“%1” is damaged: its content contradicts itself. That usually comes from a "
                                  "crash, a full or failing disk, or a copy made while the file was in use. Use "
                                  "an intact copy or a backup.")};
    case Reason::DamagedIndexes:
        return {"source-damaged",
                QT_TRANSLATE_NOOP("sqlite",
                                  "“%1” is damaged: an index does not agree with its table. The rows themselves may "
                                  "be intact. Repair a copy of the file with SQLite's REINDEX command and choose "
                                  "that copy, or use a backup.")};
    case Reason::NotUnderstood:
        return {"source-damaged",
                QT_TRANSLATE_NOOP("sqlite",
                                  "SQLite refuses to read “%1”. The file may have been made by a newer SQLite, "
                                  "need an extension of its application, or be damaged. The details say what "
                                  "SQLite stumbled over.")};
    default:
        return {nullptr, nullptr};
    }
}

Wording wordingOfPlace(Reason reason)
{
    switch (reason) {
    case Reason::NoPermission:
        return {"no-permission",
                QT_TRANSLATE_NOOP("sqlite", "You have no right to read “%1”. It usually belongs to another user. Start "
                                            "the program as that user, or have the file's permissions changed.")};
    case Reason::NotFound:
        return {"not-found",
                QT_TRANSLATE_NOOP("sqlite", "There is no file “%1”. It may have been moved or renamed, or its "
                                            "name may be misspelt. Look for it and try again.")};
    case Reason::DanglingLink:
        return {"not-found",
                QT_TRANSLATE_NOOP("sqlite", "“%1” is a link to a file that is not there. It was probably moved "
                                            "or deleted. Choose the file itself.")};
    case Reason::NameTooLong:
        return {"not-found", QT_TRANSLATE_NOOP("sqlite", "“%1” cannot be the name of a file here: it is too long. Look "
                                                         "whether it is misspelt.")};
    case Reason::IsFolder:
        return {"is-folder", QT_TRANSLATE_NOOP("sqlite", "“%1” is a folder, not a file. Choose the database in it.")};
    case Reason::NotAFolder:
        return {"not-a-folder",
                QT_TRANSLATE_NOOP("sqlite", "“%1” is a file, not a folder. Choose the folder it lies in, or "
                                            "name the file as a file.")};
    case Reason::SymlinkLoop:
        return {"symlink-loop", QT_TRANSLATE_NOOP("sqlite", "“%1” is a link that leads back to itself. Choose the file "
                                                            "that was meant.")};
    case Reason::Fifo:
        return {"not-a-file",
                QT_TRANSLATE_NOOP("sqlite", "“%1” is a pipe between programs (FIFO), not a file with data. "
                                            "Choose the database itself.")};
    case Reason::Socket:
        return {"not-a-file",
                QT_TRANSLATE_NOOP("sqlite", "“%1” is a socket between programs, not a file with data. Choose "
                                            "the database itself.")};
    case Reason::Device:
        return {"not-a-file", QT_TRANSLATE_NOOP("sqlite", "“%1” is a device, not a file with data. Choose the database "
                                                          "itself.")};
    case Reason::UnreadableName:
        return {"unreadable-name",
                QT_TRANSLATE_NOOP("sqlite",
                                  "The name “%1” holds bytes that are no characters (they are shown as �), so "
                                  "the file cannot be named. It probably comes from an older system with "
                                  "another character set. Rename the file and try again.")};
    default:
        return {nullptr, nullptr};
    }
}

Wording wordingOfUse(Reason reason)
{
    switch (reason) {
    case Reason::Locked:
        return {"source-in-use",
                QT_TRANSLATE_NOOP("sqlite",
                                  "“%1” is locked: another program is writing to it and lets nobody else read. "
                                  "Close the application that uses it and try again.")};
    case Reason::KeepsChanging:
        return {"source-in-use",
                QT_TRANSLATE_NOOP("sqlite",
                                  "“%1” changes all the time, so no copy of it in one state can be made. Close "
                                  "the application that uses it and try again.")};
    case Reason::OutOfMemory:
        return {"out-of-memory", QT_TRANSLATE_NOOP("sqlite", "There is not enough memory to read “%1”. Close other "
                                                             "programs and try again.")};
    case Reason::TargetExists:
        return {"target-exists",
                QT_TRANSLATE_NOOP("sqlite", "There already is a file “%1”, and it is not replaced. Move "
                                            "it away or choose another name.")};
    case Reason::TargetFolderMissing:
        return {"not-found",
                QT_TRANSLATE_NOOP("sqlite", "The folder that the copy “%1” is to be put into is not there. "
                                            "Make it or choose another one.")};
    case Reason::TargetNotWritable:
        return {"no-permission",
                QT_TRANSLATE_NOOP("sqlite", "The copy “%1” cannot be written. You may have no right to "
                                            "write in its folder, or its disk may be read-only or "
                                            "failing. Choose another folder.")};
    default:
        return {"read-failed",
                QT_TRANSLATE_NOOP("sqlite",
                                  "“%1” cannot be read to its end. The disk or the network drive may be failing. "
                                  "Check it, copy the file to another disk, and try again.")};
    }
}

Wording wordingOf(Reason reason)
{
    Wording wording = wordingOfContent(reason);
    if (wording.code == nullptr)
        wording = wordingOfPlace(reason);
    return wording.code != nullptr ? wording : wordingOfUse(reason);
}

QString errnoText(int systemError)
{
    return QString::fromLocal8Bit(std::strerror(systemError));
}

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace

QString shownName(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    QString name = slash + 1 < path.size() ? path.sliced(slash + 1) : path;
    for (QChar &character : name) {
        const bool halfCharacter = character.isSurrogate() && !name.isValidUtf16();
        if (character.category() == QChar::Other_Control || character.category() == QChar::Separator_Line ||
            character.category() == QChar::Separator_Paragraph || halfCharacter)
            character = QChar::ReplacementCharacter;
    }
    return name;
}

base::Error refusal(Reason reason, const QString &path, const QString &detail)
{
    const Wording wording = wordingOf(reason);
    QString full = path;
    if (!detail.isEmpty())
        full = detail + u" – " + path;
    return {QString::fromLatin1(wording.code), translated(wording.message).arg(shownName(path)), full};
}

base::Error notADatabase(const QString &path, const char *seems)
{
    base::Error error = refusal(Reason::NotADatabase, path);
    error.message += u' ' + translated(seems);
    return error;
}

base::Error noSpace(const QString &folder, qint64 neededBytes, qint64 freeBytes)
{
    const QString sentence = translated(QT_TRANSLATE_NOOP(
        "sqlite",
        "There is too little room for the copy: it needs %1, and the disk of the folder “%2” has %3 left. Make "
        "room there, or choose a folder on another disk."));
    return {QStringLiteral("no-space"), sentence.arg(sizeText(neededBytes), folder, sizeText(freeBytes)),
            QStringLiteral("needed %1 bytes, free %2 bytes – %3").arg(neededBytes).arg(freeBytes).arg(folder)};
}

base::Error noSpaceMeanwhile(const QString &copy, qint64 neededBytes, const QString &detail)
{
    const QString sentence = translated(QT_TRANSLATE_NOOP(
        "sqlite",
        "The room for the copy “%1” ran out while it was made, although it seemed enough: the disk is full now, or "
        "you have reached a limit set for you. The copy needs %2 in all. Make room and try again."));
    return {QStringLiteral("no-space"), sentence.arg(shownName(copy), sizeText(neededBytes)),
            QString(detail + u" – " + copy)};
}

base::Error refusalOfErrno(int systemError, const QString &path)
{
    const auto reason = [&] {
        switch (systemError) {
        case ENOENT:
        case ENOTDIR:
            return Reason::NotFound;
        case ELOOP:
            return Reason::SymlinkLoop;
        case ENAMETOOLONG:
            return Reason::NameTooLong;
        case EACCES:
        case EPERM:
            return Reason::NoPermission;
        case ENOMEM:
            return Reason::OutOfMemory;
        default:
            return Reason::DiskFault;
        }
    }();
    return refusal(reason, path, errnoText(systemError));
}

base::Error refusalOfSqlite(sqlite3 *handle, const QString &path)
{
    const int extended = handle != nullptr ? sqlite3_extended_errcode(handle) : SQLITE_NOMEM;
    const int systemError = handle != nullptr ? sqlite3_system_errno(handle) : 0;
    QString detail = QStringLiteral("SQLite %1: ").arg(extended);
    detail += QString::fromUtf8(handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(extended));
    switch (extended & 0xff) {
    case SQLITE_INTERRUPT:
        return base::failStopped().value();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_READONLY:
        return refusal(Reason::Locked, path, detail);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return refusal(Reason::Damaged, path, detail);
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return refusal(Reason::NoPermission, path, detail);
    case SQLITE_CANTOPEN:
        return systemError != 0 ? refusalOfErrno(systemError, path) : refusal(Reason::DiskFault, path, detail);
    case SQLITE_IOERR:
        return refusal(Reason::DiskFault, path, detail);
    case SQLITE_NOMEM:
        return refusal(Reason::OutOfMemory, path, detail);
    default:
        return refusal(Reason::NotUnderstood, path, detail);
    }
}

base::Error changed(const QString &path, const QString &detail)
{
    base::Error error = refusal(Reason::KeepsChanging, path, detail);
    error.code = changedMeanwhile;
    return error;
}

} // namespace sqlite
