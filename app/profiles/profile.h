// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/target.h"

#include <QList>
#include <QStringList>

/// An application whose data we move, described as data (resources/profiles/*.json): one object whose keys are the
/// names of Profile's members; a column rule's "declaredType", "type" and "zone" may be left out.
namespace profiles {

struct ColumnRule
{
    QString table;        ///< "*" for every table
    QString column;       ///< "*" for every column
    QString declaredType; ///< only columns declared so (upper-case); empty: any
    std::optional<schema::TypeKind> type;
    QString zone; ///< "UTC"
};

struct Profile
{
    QString name;
    QString title;
    QString about;            ///< one or two sentences for a person: where its files are, what to close before
    QStringList filePatterns; ///< wildcards of file names that are its sources
    QStringList tables;       ///< a file with all of these tables is of this application
    QList<ColumnRule> columns;
};

/// `file` is for the error's message. Unknown keys, wrong types and unknown types of columns: code profile-broken.
base::Result<Profile> profileFromJson(const QByteArray &json, const QString &file);

/// The built-in ones, sorted by name. A broken built-in file is a defect: code profile-broken.
base::Result<QList<Profile>> builtinProfiles();

} // namespace profiles
