// SPDX-License-Identifier: MIT
#include "migration/transfer/sourcescan.h"

#include "migration/plan/keycolumns.h"
#include "migration/transfer/numbertext.h"
#include "migration/transfer/valuetext.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace migration {

using schema::RawValue;
using schema::StorageClass;

namespace {

constexpr size_t mostKept = size_t{1024} * 1024; ///< of memory that one huge value needed

bool isOriginal(std::string_view original, const RawValue &value)
{
    if (value.storage == StorageClass::Integer)
        return original == integerText(value.integer);
    if (value.storage == StorageClass::Real)
        return original == realText(value.real);
    return original == std::string_view(value.data, static_cast<size_t>(value.size));
}

/// By its hash, where that is all that was read.
bool isOriginal(const RecordedException &recorded, const RawValue &value)
{
    if (!recorded.originalSha256)
        return isOriginal(*recorded.original, value);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(value.data, value.size));
    const QByteArray expected = hash.result();
    return recorded.originalSize == value.size &&
           *recorded.originalSha256 == std::string_view(expected.constData(), static_cast<size_t>(expected.size()));
}

constexpr size_t shownBytes = 4 * size_t{shownCharacters};

/// The value that the exception says was there, for a person.
QString textOf(const RecordedException &recorded)
{
    const std::string_view bytes = recorded.original.value_or(std::string_view{}).substr(0, shownBytes);
    const QString original = recorded.original
                                 ? u'\'' + QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())) + u'\''
                                 : QCoreApplication::translate("migration", "as in the cell");
    const QString storage = QString::fromUtf8(recorded.storage.data(), static_cast<qsizetype>(recorded.storage.size()));
    const QString text = recorded.kind == CellException::Kind::Form
                             ? QCoreApplication::translate("migration", "recorded in cutover.form: %1 (%2)")
                             : QCoreApplication::translate("migration", "recorded in cutover.attic: %1 (%2)");
    return cutText(text.arg(original, storage));
}

QString nothingRecorded()
{
    return QCoreApplication::translate("migration", "nothing recorded");
}

bool holds(const RecordedException &recorded, const RawValue &value, const Expectation &expected)
{
    static constexpr std::array<std::string_view, 5> names{"null", "integer", "real", "text", "blob"};
    if (recorded.storage != names[static_cast<size_t>(value.storage)] ||
        recorded.original.has_value() != expected.original)
        return false;
    return !recorded.original || isOriginal(recorded, value);
}

bool marksWholeRow(const RecordedException &recorded)
{
    return recorded.kind == CellException::Kind::Attic && recorded.column == wholeRow &&
           recorded.storage == wholeRowStorage;
}

qint64 sizeOf(std::span<const RawValue> values)
{
    qint64 size = 0;
    for (const RawValue &value : values)
        size += 8 + value.size;
    return size;
}

} // namespace

SourceScan::SourceScan(postgres::Connection &connection, const TablePlan &table, const sqlite::Database &snapshot,
                       const ExceptionAddress &address)
    : m_connection(connection),
      m_table(table),
      m_snapshot(snapshot),
      m_address(address),
      m_keyColumns(keyColumnsOf(table)),
      m_texts(static_cast<size_t>(table.columns.size()))
{
}

base::Result<void> SourceScan::run(const RowVisitor &visitor, Ticker &ticker)
{
    m_findings = {};
    m_rowsAside = 0;
    sqlite::RowSource source{m_table.source, {}, m_table.hasRowid};
    for (const ColumnPlan &column : m_table.columns)
        source.columns += column.source;
    auto reader = sqlite::RowReader::open(m_snapshot, source, {});
    if (!reader)
        return base::fail(reader.error());
    auto exceptions = ExceptionReader::open(m_connection, m_table, m_address);
    if (!exceptions)
        return base::fail(exceptions.error());
    return rows(*reader, *exceptions, visitor, ticker);
}

base::Result<void> SourceScan::rows(sqlite::RowReader &reader, ExceptionReader &exceptions, const RowVisitor &visitor,
                                    Ticker &ticker)
{
    while (true) {
        const auto more = reader.next();
        if (!more)
            return base::fail(more.error());
        if (!*more)
            break;
        std::span<const RawValue> values = reader.values();
        m_aside = false;
        if (exceptions.current() && exceptions.current()->row <= reader.row()) {
            if (auto applied = applyExceptions(exceptions, reader.row(), values); !applied)
                return applied;
            values = m_values;
        }
        if (!m_aside)
            visitor(reader.row(), values);
        if (auto ticked = ticker.row(sizeOf(values)); !ticked)
            return ticked;
    }
    while (exceptions.current()) {
        stray(*exceptions.current());
        if (auto advanced = exceptions.advance(); !advanced)
            return advanced;
    }
    checkAsideCount();
    dropLargeTexts();
    return {};
}

base::Result<void> SourceScan::applyExceptions(ExceptionReader &exceptions, qint64 row, std::span<const RawValue> raw)
{
    if (auto passed = passStrays(exceptions, row); !passed)
        return passed;
    dropLargeTexts();
    m_values.assign(raw.begin(), raw.end());
    m_applied.assign(raw.size(), false);
    m_aside = exceptions.current() && exceptions.current()->row == row && marksWholeRow(*exceptions.current());
    if (m_aside) {
        ++m_rowsAside;
        if (auto advanced = exceptions.advance(); !advanced)
            return advanced;
    }
    while (exceptions.current() && exceptions.current()->row == row) {
        check(*exceptions.current(), raw);
        if (auto advanced = exceptions.advance(); !advanced)
            return advanced;
    }
    if (m_aside)
        checkAsideComplete(row, raw);
    return {};
}

void SourceScan::dropLargeTexts()
{
    for (std::string &text : m_texts) {
        if (text.capacity() > mostKept)
            std::string().swap(text);
    }
}

base::Result<void> SourceScan::passStrays(ExceptionReader &exceptions, qint64 row)
{
    while (exceptions.current() && exceptions.current()->row < row) {
        stray(*exceptions.current());
        if (auto advanced = exceptions.advance(); !advanced)
            return advanced;
    }
    return {};
}

bool SourceScan::isNewCell(const RecordedException &recorded) const
{
    const auto number = static_cast<size_t>(recorded.column);
    return recorded.column >= 0 && number < m_applied.size() && !m_applied[number] &&
           m_table.columns.at(recorded.column).source.toStdString() == recorded.columnName;
}

/// What must be recorded of a value, and (in m_texts) what its cell holds.
Expectation SourceScan::expected(size_t column, const RawValue &value)
{
    if (value.storage == StorageClass::Null)
        return {};
    if (m_aside)
        return {.exception = CellException::Kind::Attic, .original = true};
    return expectationOf(m_table.columns.at(static_cast<qsizetype>(column)), value, m_texts[column]);
}

void SourceScan::checkAsideComplete(qint64 row, std::span<const RawValue> raw)
{
    for (size_t column = 0; column < raw.size(); ++column) {
        if (m_applied[column] || raw[column].storage == StorageClass::Null)
            continue;
        finding({m_table.source, m_table.columns.at(static_cast<qsizetype>(column)).source,
                 keyText(m_table, m_keyColumns, raw, row), valueText(raw[column]), nothingRecorded()});
    }
}

void SourceScan::checkAsideCount()
{
    if (m_rowsAside == m_table.rowsAside)
        return;
    finding({m_table.source,
             {},
             QCoreApplication::translate("migration", "rows set aside"),
             QString::number(m_table.rowsAside),
             QString::number(m_rowsAside)});
}

void SourceScan::check(const RecordedException &recorded, std::span<const RawValue> raw)
{
    const QString key = keyText(m_table, m_keyColumns, raw, recorded.row);
    if (!isNewCell(recorded)) {
        finding(recorded, key, nothingRecorded());
        return;
    }
    const auto number = static_cast<size_t>(recorded.column);
    const RawValue &value = raw[number];
    m_applied[number] = true;
    const Expectation wanted = expected(number, value);
    if (!wanted.exception) {
        finding(recorded, key, nothingRecorded());
        return;
    }
    m_values[number] = wanted.standIn;
    if (*wanted.exception != recorded.kind || !holds(recorded, value, wanted))
        finding(recorded, key, valueText(value));
}

void SourceScan::stray(const RecordedException &recorded)
{
    const QString key = QCoreApplication::translate("migration", "row %1").arg(recorded.row);
    finding(recorded, key, nothingRecorded());
}

void SourceScan::finding(const RecordedException &recorded, const QString &key, const QString &expected)
{
    const bool known = recorded.column >= 0 && recorded.column < m_table.columns.size();
    const QString column =
        known ? m_table.columns.at(recorded.column).source
              : QString::fromUtf8(recorded.columnName.data(), static_cast<qsizetype>(recorded.columnName.size()));
    finding({m_table.source, column, key, expected, textOf(recorded)});
}

void SourceScan::finding(const Difference &difference)
{
    ++m_findings.count;
    if (m_findings.differences.size() < mostDifferences)
        m_findings.differences.append(difference);
}

} // namespace migration
