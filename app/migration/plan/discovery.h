// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "profiles/profile.h"

#include <QList>

/// From what the user names (folder, file, application) to creators.
namespace migration {

struct SourceRequest
{
    QStringList folders;       ///< --sqlite-path, or any folder
    QStringList files;         ///< --sqlite-file, or any file
    QString creatorName;       ///< --creator-name; needs a single source
    QString profile;           ///< --profile; empty: recognised
    QString schemaName;        ///< --pg-schema; needs a single source; null: none was given
    bool globalSchema = false; ///< --separate-metadata no: all into one schema (schemaName, default public)
};

struct Source
{
    QString path; ///< absolute
    QString kind = QStringLiteral("sqlite");
    QString creator;
    QString profile; ///< empty if none
    QString schemaName;
    qint64 bytes = 0;
    /// None where they could not be counted: in a refused file, or one that must be recovered first on a full disk.
    std::optional<qint64> tables;
    std::optional<qint64> rows;         ///< counted only when asked for
    std::optional<base::Error> refusal; ///< also schema-name-collision: every one of the colliding sources has it
};

enum class CountRows { No, Yes };

/// In the order of paths. Error where the request itself cannot be met (not-found, no-sources, single-source-needed,
/// bad-schema-name, unknown-profile). Of a folder: the files below it that a profile's pattern (the chosen one's alone,
/// if one is chosen) or <creator>_metadata.sqlite3 claims; if there is none, every SQLite file.
base::Result<QList<Source>> discover(const SourceRequest &request, CountRows count);

} // namespace migration
