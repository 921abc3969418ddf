// SPDX-License-Identifier: MIT
#include "migration/transfer/tableload.h"

#include "migration/transfer/digest.h"
#include "migration/transfer/encoder.h"
#include "migration/transfer/exceptionwriter.h"
#include "migration/transfer/ticker.h"
#include "schema/identifier.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString copySqlOf(const QString &schemaName, const TablePlan &table, bool freeze)
{
    QStringList columns;
    for (const ColumnPlan &column : table.columns)
        columns += schema::quoteIdentifier(column.target.name);
    return u"COPY " + schema::qualified(schemaName, table.target.name) + u" (" + columns.join(u", ") +
           u") FROM STDIN (FORMAT binary" + (freeze ? u", FREEZE)"_s : u")"_s);
}

sqlite::RowSource rowSourceOf(const TablePlan &table)
{
    sqlite::RowSource source{table.source, {}, table.hasRowid};
    for (const ColumnPlan &column : table.columns)
        source.columns += column.source;
    return source;
}

base::Error rowsLost(const TablePlan &table, qint64 sent, qint64 taken)
{
    return {u"rows-lost"_s,
            QCoreApplication::translate(
                "migration", "The server took another number of rows for table %1 than were sent. Usually a trigger "
                             "or rule of the server leaves rows out. Look for it there, then start again.")
                .arg(table.source),
            u"sent %1, taken %2"_s.arg(sent).arg(taken)};
}

/// Where a stop was asked for, whatever failed then failed because of it.
base::Error ofTable(base::Error error, const TablePlan &table, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return base::failStopped().value();
    if (!error.detail.contains(table.source))
        error.detail = u"table " + table.source + u": " + error.detail;
    return error;
}

/// Sends every row, but for those to set aside; counts what it sent.
base::Result<LoadedRows> copyRows(sqlite::RowReader &reader, const TablePlan &table, std::span<const qint64> aside,
                                  postgres::CopyWriter &writer, ExceptionWriter &exceptionWriter, Ticker &ticker)
{
    Encoder encoder(table);
    std::vector<CellException> exceptions;
    RowHasher hasher;
    Digest digest;
    qint64 setAside = 0;
    while (true) {
        const auto more = reader.next();
        if (!more)
            return base::fail(more.error());
        if (!*more)
            break;
        if (!aside.empty() && aside.front() == reader.row()) {
            aside = aside.subspan(1);
            ++setAside;
            if (auto kept = exceptionWriter.addRow(reader.row(), reader.values()); !kept)
                return base::fail(kept.error());
            if (auto ticked = ticker.row(0); !ticked)
                return base::fail(ticked.error());
            continue;
        }
        const size_t before = writer.buffer().size();
        if (auto encoded = encoder.encodeRow(reader.row(), reader.values(), writer.buffer(), exceptions); !encoded)
            return base::fail(encoded.error());
        add(digest, hasher.hash(reader.values()));
        const auto size = static_cast<qint64>(writer.buffer().size() - before);
        // First, for a huge value not to be held twice.
        if (auto sent = writer.flushIfFull(); !sent)
            return base::fail(sent.error());
        if (!exceptions.empty()) {
            if (auto kept = exceptionWriter.add(exceptions, reader.values()); !kept)
                return base::fail(kept.error());
            exceptions.clear();
        }
        if (auto ticked = ticker.row(size); !ticked)
            return base::fail(ticked.error());
    }
    const auto taken = writer.finish();
    if (!taken)
        return base::fail(taken.error());
    const qint64 sent = ticker.rows() - setAside;
    if (*taken != sent)
        return base::fail(rowsLost(table, sent, *taken));
    return LoadedRows{sent, writer.bytesSent(), exceptionWriter.forms(), exceptionWriter.attic(), digest};
}

/// Of the rows to set aside, those from the range's first on.
std::span<const qint64> asideIn(const RowPortion &portion)
{
    const bool all = portion.range.first > portion.range.last;
    const auto first =
        all ? portion.aside.begin() : std::lower_bound(portion.aside.begin(), portion.aside.end(), portion.range.first);
    return {first, portion.aside.end()};
}

base::Result<LoadedRows> load(postgres::Connection &connection, const QString &copySql, const TablePlan &table,
                              const QString &snapshotPath, RowPortion portion, const ExceptionAddress &address,
                              Ticker &ticker)
{
    const auto database = sqlite::Database::open(snapshotPath, sqlite::Database::Mode::Immutable);
    if (!database)
        return base::fail(database.error());
    auto reader = sqlite::RowReader::open(*database, rowSourceOf(table), portion.range);
    if (!reader)
        return base::fail(reader.error());
    ExceptionWriter exceptions(table, address, QFileInfo(snapshotPath).absolutePath());
    auto writer = postgres::CopyWriter::start(connection, copySql);
    if (!writer)
        return base::fail(writer.error());
    auto loaded = copyRows(*reader, table, asideIn(portion), *writer, exceptions, ticker);
    if (!loaded)
        return loaded;
    if (auto written = exceptions.writeTo(connection); !written)
        return base::fail(written.error());
    return loaded;
}

} // namespace

void add(LoadedRows &sum, const LoadedRows &piece)
{
    sum.rows += piece.rows;
    sum.bytes += piece.bytes;
    sum.forms += piece.forms;
    sum.attic += piece.attic;
    add(sum.digest, piece.digest);
}

base::Result<LoadedRows> loadTable(postgres::Connection &connection, const QString &schemaName, const TablePlan &table,
                                   const QString &snapshotPath, RowPortion portion, bool freeze,
                                   const ExceptionAddress &address, const base::ProgressSink &progress,
                                   const std::stop_token &stop)
{
    if (stop.stop_requested())
        return base::failStopped();
    const auto canceller = connection.cancelOnStop(stop);
    Ticker ticker(progress, {base::Phase::Load, address.creator, table.source, 0, table.rows, 0}, stop);
    auto loaded = load(connection, copySqlOf(schemaName, table, freeze), table, snapshotPath, portion, address, ticker);
    if (!loaded)
        return base::fail(ofTable(loaded.error(), table, stop));
    return loaded;
}

} // namespace migration
