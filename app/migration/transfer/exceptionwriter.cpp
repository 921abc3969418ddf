// SPDX-License-Identifier: MIT
#include "migration/transfer/exceptionwriter.h"

#include "migration/plan/keycolumns.h"
#include "migration/transfer/encoder.h"
#include "schema/realtext.h"
#include "schema/utf8.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace migration {

using schema::RawValue;
using schema::StorageClass;

namespace {

constexpr size_t mostHeldBytes = size_t{8} * 1024 * 1024;
constexpr qint16 formColumns = 8;
constexpr qint16 atticColumns = 9;
constexpr qint64 pieceBytes = qint64{64} * 1024;

void putText(postgres::CopyBuffer &buffer, const QByteArray &text)
{
    buffer.bytes(text.constData(), text.size());
}

QByteArray storageName(StorageClass storage)
{
    static constexpr std::array<const char *, 5> names{"null", "integer", "real", "text", "blob"};
    return names[static_cast<size_t>(storage)];
}

QJsonValue jsonOf(const RawValue &value)
{
    switch (value.storage) {
    case StorageClass::Integer:
        return QJsonValue(value.integer);
    case StorageClass::Real:
        return std::isfinite(value.real) ? QJsonValue(value.real)
                                         : QJsonValue(QString::fromLatin1(schema::realDigits(value.real)));
    case StorageClass::Text:
        return QString::fromUtf8(schema::readableText(value.data, value.size));
    case StorageClass::Blob:
        return QString(u"\\x" + QString::fromLatin1(QByteArray(value.data, value.size).toHex()));
    case StorageClass::Null:
        break;
    }
    return QJsonValue::Null;
}

base::Error cannotSpill(const QTemporaryFile &file)
{
    return {u"no-space"_s,
            QCoreApplication::translate(
                "migration", "Values that need a note could not be put into a temporary file. Usually the disk is "
                             "full. Free some space in the folder of the run, then start again."),
            file.fileTemplate() + u": " + file.errorString()};
}

} // namespace

ExceptionWriter::ExceptionWriter(const TablePlan &table, const ExceptionAddress &address, QString spillFolder)
    : m_table(table),
      m_run(address.runId.toUtf8()),
      m_creator(address.creator.toUtf8()),
      m_source(table.source.toUtf8()),
      m_spillFolder(std::move(spillFolder)),
      m_keyColumns(keyColumnsOf(table))
{
}

base::Result<void> ExceptionWriter::add(std::span<const CellException> exceptions, std::span<const RawValue> values)
{
    for (const CellException &exception : exceptions) {
        append(exception, values);
        if (auto spilled = spillIfFull(); !spilled)
            return spilled;
    }
    return {};
}

base::Result<void> ExceptionWriter::addRow(qint64 row, std::span<const RawValue> values)
{
    CellException cell{.kind = CellException::Kind::Attic, .row = row, .column = wholeRow};
    append(cell, values);
    ++m_rowsAside;
    for (size_t column = 0; column < values.size(); ++column) {
        if (values[column].storage == StorageClass::Null)
            continue;
        cell.column = static_cast<int>(column);
        cell.storage = values[column].storage;
        cell.original = originalOf(values[column]);
        append(cell, values);
        if (auto spilled = spillIfFull(); !spilled)
            return spilled;
    }
    return {};
}

base::Result<void> ExceptionWriter::spillIfFull()
{
    if (m_forms.pending.size() + m_attic.pending.size() < mostHeldBytes)
        return {};
    for (Heap *heap : {&m_forms, &m_attic}) {
        if (auto spilled = spill(*heap); !spilled)
            return spilled;
    }
    return {};
}

void ExceptionWriter::append(const CellException &exception, std::span<const RawValue> values)
{
    const bool attic = exception.kind == CellException::Kind::Attic;
    Heap &heap = attic ? m_attic : m_forms;
    postgres::CopyBuffer &row = heap.pending;
    row.beginRow(attic ? atticColumns : formColumns);
    putText(row, m_run);
    putText(row, m_creator);
    putText(row, m_source);
    row.int64(exception.row);
    row.int32(exception.column);
    const bool whole = exception.column == wholeRow;
    putText(row, whole ? QByteArray() : m_table.columns.at(exception.column).source.toUtf8());
    putText(row, whole ? QByteArray(wholeRowStorage.data()) : storageName(exception.storage));
    if (exception.original)
        putText(row, *exception.original);
    else
        row.null();
    if (attic && !m_keyColumns.empty())
        putText(row, keyValues(values));
    else if (attic)
        row.null();
    ++heap.rows;
}

QByteArray ExceptionWriter::keyValues(std::span<const RawValue> values) const
{
    QJsonObject keys;
    for (const size_t column : m_keyColumns)
        keys.insert(m_table.columns.at(static_cast<qsizetype>(column)).source, jsonOf(values[column]));
    return QJsonDocument(keys).toJson(QJsonDocument::Compact);
}

base::Result<void> ExceptionWriter::spill(Heap &heap)
{
    if (heap.pending.size() == 0)
        return {};
    if (!heap.spilled) {
        heap.spilled = std::make_unique<QTemporaryFile>(QString(m_spillFolder + u"/exceptions-XXXXXX"));
        if (!heap.spilled->open())
            return base::fail(cannotSpill(*heap.spilled));
    }
    const auto size = static_cast<qint64>(heap.pending.size());
    if (heap.spilled->write(heap.pending.data(), size) != size)
        return base::fail(cannotSpill(*heap.spilled));
    heap.pending.clear();
    return {};
}

base::Result<void> ExceptionWriter::writeTo(postgres::Connection &connection)
{
    const QString columns = u"run_id, creator, table_name, row_id, column_no, column_name, storage, original"_s;
    if (auto forms = write(connection, u"COPY cutover.form (" + columns + u") FROM STDIN (FORMAT binary)", m_forms);
        !forms)
        return forms;
    return write(connection, u"COPY cutover.attic (" + columns + u", key_values) FROM STDIN (FORMAT binary)", m_attic);
}

base::Result<void> ExceptionWriter::write(postgres::Connection &connection, const QString &copySql, Heap &heap)
{
    if (heap.rows == 0)
        return {};
    auto writer = postgres::CopyWriter::start(connection, copySql);
    if (!writer)
        return base::fail(writer.error());
    if (heap.spilled) {
        if (!heap.spilled->seek(0))
            return base::fail(cannotSpill(*heap.spilled));
        while (!heap.spilled->atEnd()) {
            const QByteArray piece = heap.spilled->read(pieceBytes);
            if (piece.isEmpty())
                return base::fail(cannotSpill(*heap.spilled));
            writer->buffer().append(piece.constData(), piece.size());
            if (auto sent = writer->flushIfFull(); !sent)
                return sent;
        }
    }
    writer->buffer().append(heap.pending.data(), static_cast<qsizetype>(heap.pending.size()));
    const auto taken = writer->finish();
    if (!taken)
        return base::fail(taken.error());
    return {};
}

} // namespace migration
