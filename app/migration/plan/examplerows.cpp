// SPDX-License-Identifier: MIT
#include "migration/plan/examplerows.h"

#include "sqlite/orphans.h"
#include "sqlite/rowreader.h"
#include "sqlite/sampletext.h"

#include <algorithm>

namespace migration {

namespace {

constexpr qsizetype mostColumns = 3;
/// Rows without a rowid are only counted through from the beginning; not for ever.
constexpr qint64 lastCounted = 100'000;

} // namespace

QStringList exampleColumns(const schema::Table &table, const QStringList &wanted)
{
    QStringList columns;
    const auto add = [&](const QString &name) {
        const qsizetype at = table.columnIndex(name);
        if (at >= 0 && !columns.contains(table.columns[at].name))
            columns += table.columns[at].name;
    };
    if (table.primaryKey) {
        for (const QString &name : table.primaryKey->columns)
            add(name);
    }
    for (const QString &name : wanted)
        add(name);
    for (const schema::Column &column : table.columns) {
        if (columns.size() < mostColumns && column.affinity == schema::Affinity::Text)
            add(column.name);
    }
    return columns;
}

namespace {

QStringList textsOf(const sqlite::RowReader &reader)
{
    QStringList texts;
    for (const schema::RawValue &value : reader.values())
        texts += sqlite::sampleText(value);
    return texts;
}

base::Result<void> readByRowid(const sqlite::Database &database, const sqlite::RowSource &source,
                               const QList<qint64> &rows, ExampleRows &examples)
{
    for (const qint64 row : rows) {
        auto reader = sqlite::RowReader::open(database, source, {.first = row, .last = row});
        if (!reader)
            return base::fail(reader.error());
        const auto there = reader->next();
        if (!there)
            return base::fail(there.error());
        if (*there)
            examples.rows += textsOf(*reader);
    }
    return {};
}

base::Result<void> readByOrdinal(const sqlite::Database &database, const sqlite::RowSource &source,
                                 const QList<qint64> &rows, ExampleRows &examples)
{
    auto reader = sqlite::RowReader::open(database, source, {});
    if (!reader)
        return base::fail(reader.error());
    const qint64 last = rows.isEmpty() ? -1 : *std::max_element(rows.begin(), rows.end());
    while (reader->row() < std::min(last, lastCounted)) {
        const auto there = reader->next();
        if (!there)
            return base::fail(there.error());
        if (!*there)
            break;
        if (rows.contains(reader->row()))
            examples.rows += textsOf(*reader);
    }
    return {};
}

} // namespace

base::Result<ExampleRows> exampleRows(const QString &snapshotPath, const schema::Table &table,
                                      const QStringList &columns, const QList<qint64> &rows)
{
    const auto database = sqlite::Database::open(snapshotPath, sqlite::Database::Mode::Immutable);
    if (!database)
        return base::fail(database.error());
    ExampleRows examples{.columns = exampleColumns(table, columns), .rows = {}};
    const sqlite::RowSource source{.table = table.name, .columns = examples.columns, .hasRowid = !table.withoutRowid};
    const auto read = table.withoutRowid ? readByOrdinal(*database, source, rows, examples)
                                         : readByRowid(*database, source, rows, examples);
    if (!read)
        return base::fail(read.error());
    return examples;
}

base::Result<qint64> countOrphanRows(const QString &snapshotPath, const schema::Schema &schema,
                                     const schema::Table &table)
{
    const auto database = sqlite::Database::open(snapshotPath, sqlite::Database::Mode::Immutable);
    if (!database)
        return base::fail(database.error());
    return sqlite::countOrphanRows(*database, schema, table);
}

} // namespace migration
