// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

/// What a file is, by its first bytes; its name says nothing.
namespace sqlite {

enum class FileKind {
    Database,        ///< begins as SQLite 3 databases do
    DamagedDatabase, ///< begins nearly so
    Scrambled,       ///< random-looking and of whole pages: an encrypted database
    Other,
};

struct FileContent
{
    FileKind kind = FileKind::Other;
    /// Only for Other: what it seems to be and what to do, as whole sentences (untranslated, context "sqlite").
    const char *seems = nullptr;
};

/// How many bytes of a file's beginning are enough to tell.
inline constexpr qint64 tellingBytes = 4096;

/// `head`: the first tellingBytes of the file, or all of it; not empty.
FileContent contentOf(QByteArrayView head, qint64 fileBytes);

} // namespace sqlite
