// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/journaltables.h"
#include "migration/transfer/tableload.h"
#include "migration/transfer/verifier.h"
#include "support/cells.h"
#include "support/testserver.h"

#include <QTemporaryDir>

namespace testsupport {

/// A SQLite file with one table, and the empty table in schema s that it is loaded into. One at a time.
class LoadedTable
{
public:
    /// `sql` makes the SQLite table that `plan` describes. The PostgreSQL table is made, and empty.
    LoadedTable(const QString &sql, migration::TablePlan plan);

    base::Result<migration::LoadedRows> load(sqlite::RowRange range = {});
    base::Result<migration::TableVerdict> verify();
    /// As a run does it: knowing what the load has read.
    base::Result<migration::TableVerdict> verifyAfter(const migration::LoadedRows &loaded);
    /// On a connection of its own.
    void change(const QString &sql) const;
    QString value(const QString &sql) const;

    [[nodiscard]] const migration::TablePlan &plan() const { return m_plan; }
    [[nodiscard]] postgres::Connection &connection() { return m_connection; }
    [[nodiscard]] const postgres::Settings &settings() const { return m_settings; }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("source.db")); }
    [[nodiscard]] const QTemporaryDir &folder() const { return m_folder; }
    [[nodiscard]] static migration::ExceptionAddress address();

private:
    QTemporaryDir m_folder;
    postgres::Settings m_settings;
    postgres::Connection m_connection;
    migration::TablePlan m_plan;
};

/// Opens a connection; a failure ends the test program.
postgres::Connection connectionTo(const postgres::Settings &settings);

} // namespace testsupport
