// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/run.h"
#include "postgres/settings.h"

#include <QTemporaryDir>

namespace testsupport {

/// A folder of creators' files and a database that they are moved to, through the engine's public functions. The
/// program's own data is in the same folder.
class MoveFixture
{
public:
    MoveFixture();

    /// The file's path; `sql` makes its tables, or alters them.
    QString makeCreator(const QString &name, const QString &sql = sampleSql) const;
    /// All creators that were made.
    [[nodiscard]] migration::RunRequest request() const;
    [[nodiscard]] migration::RunReport move(const migration::RunRequest &request, std::stop_token stop = {}) const;
    [[nodiscard]] migration::RunReport moveAll() const { return move(request()); }

    /// The first value that `sql` gives; the error's words if it fails.
    [[nodiscard]] QString value(const QString &sql) const;
    void execute(const QString &sql) const;
    /// Schemas of creators and of the program itself.
    [[nodiscard]] int schemas() const;

    [[nodiscard]] const postgres::Settings &target() const { return m_target; }
    /// In the fixture's folder.
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Two tables (accounts, posts), an index, a foreign key, two rows each.
    static const QString sampleSql;

private:
    QTemporaryDir m_folder;
    postgres::Settings m_target;
};

} // namespace testsupport
