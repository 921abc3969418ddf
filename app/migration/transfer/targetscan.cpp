// SPDX-License-Identifier: MIT
#include "migration/transfer/targetscan.h"

#include "migration/transfer/decoder.h"
#include "postgres/copyreader.h"
#include "schema/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString copySqlOf(const QString &schemaName, const TablePlan &table)
{
    QStringList columns;
    for (const ColumnPlan &column : table.columns)
        columns += schema::quoteIdentifier(column.target.name);
    return u"COPY (SELECT " + columns.join(u", ") + u" FROM " + schema::qualified(schemaName, table.target.name) +
           u") TO STDOUT (FORMAT binary)";
}

qint64 sizeOf(std::span<const postgres::Field> fields)
{
    qint64 size = 0;
    for (const postgres::Field &field : fields)
        size += 4 + std::max(field.size, 0);
    return size;
}

} // namespace

base::Result<void> scanTarget(postgres::Connection &connection, const QString &schemaName, const TablePlan &table,
                              const RowVisitor &visitor, Ticker &ticker)
{
    auto reader = postgres::CopyReader::start(connection, copySqlOf(schemaName, table));
    if (!reader)
        return base::fail(reader.error());
    Decoder decoder(table);
    for (qint64 row = 0;; ++row) {
        const auto more = reader->next();
        if (!more)
            return base::fail(more.error());
        if (!*more)
            return {};
        visitor(row, decoder.decode(reader->fields()));
        if (auto ticked = ticker.row(sizeOf(reader->fields())); !ticked)
            return ticked;
    }
}

} // namespace migration
