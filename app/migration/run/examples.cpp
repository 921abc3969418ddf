// SPDX-License-Identifier: MIT
#include "migration/run/examples.h"

#include "migration/transfer/encoder.h"
#include "schema/utf8.h"
#include "sqlite/interruption.h"
#include "sqlite/orphans.h"
#include "sqlite/rowreader.h"
#include "sqlite/sampletext.h"

#include <QCoreApplication>
#include <QFile>
#include <QScopeGuard>
#include <QSet>
#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::RawValue;
using schema::StorageClass;
using IsOdd = std::function<bool(qint64 row, const RawValue &value)>;

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

/// The value alone, as the plan without choices has it: whether it goes to the attic.
class FitTest
{
public:
    explicit FitTest(const ColumnPlan &column) : m_table{.columns = {column}}, m_encoder(m_table) {}
    [[nodiscard]] bool fits(qint64 row, const RawValue &value)
    {
        postgres::CopyBuffer buffer;
        m_exceptions.clear();
        return m_encoder.encodeRow(row, {&value, 1}, buffer, m_exceptions) &&
               std::none_of(m_exceptions.begin(), m_exceptions.end(), [](const CellException &exception) {
                   return exception.kind == CellException::Kind::Attic;
               });
    }

private:
    TablePlan m_table;
    Encoder m_encoder;
    std::vector<CellException> m_exceptions;
};

bool isFlawed(const RawValue &value)
{
    if (value.storage != StorageClass::Text)
        return false;
    const schema::TextFlaws flaws = schema::flawsOf(value.data, value.size);
    return flaws.nul || flaws.invalid;
}

bool isWithoutZone(const RawValue &value)
{
    if (value.storage != StorageClass::Text)
        return false;
    const auto parsed = schema::parseMoment(value.data, value.size);
    return parsed && parsed->form.time && parsed->form.zone == schema::ZoneSpelling::None;
}

base::Result<ColumnPlan> planOf(const Survey &survey, const ExampleWish &wish, const std::stop_token &stop)
{
    const auto usual = planSurvey(survey, Choices(), {survey.source.schemaName, false, 0}, stop);
    if (!usual)
        return base::fail(usual.error());
    for (const TablePlan &table : usual->plan.tables) {
        if (table.source != wish.table)
            continue;
        for (const ColumnPlan &column : table.columns) {
            if (column.source == wish.column)
                return column;
        }
    }
    return base::fail(u"source-changed"_s, tr("The file no longer has this column. Look at the data again."));
}

/// Which rows are orphans, along any of the table's keys; one more than are wished, if there are.
base::Result<QSet<qint64>> orphansOf(const Survey &survey, const schema::Table &table, const ExampleWish &wish,
                                     const sqlite::Database &database)
{
    QSet<qint64> rows;
    for (const schema::ForeignKey &key : table.foreignKeys) {
        const auto found = sqlite::findOrphans(database, survey.schema, table, key, wish.most + 1);
        if (!found)
            return base::fail(found.error());
        for (const schema::Sample &sample : found->samples)
            rows += sample.row;
    }
    return rows;
}

base::Result<IsOdd> testFor(const Survey &survey, const schema::Table &table, const ExampleWish &wish,
                            const sqlite::Database &database, const std::stop_token &stop)
{
    switch (wish.oddity) {
    case Oddity::FlawedText:
        return IsOdd([](qint64, const RawValue &value) { return isFlawed(value); });
    case Oddity::WithoutZone:
        return IsOdd([](qint64, const RawValue &value) { return isWithoutZone(value); });
    case Oddity::DoesNotFit: {
        const auto column = planOf(survey, wish, stop);
        if (!column)
            return base::fail(column.error());
        const bool text = column->target.type == schema::TypeKind::Text; // its flawed texts are an oddity of their own
        return IsOdd([text, test = std::make_shared<FitTest>(*column)](qint64 row, const RawValue &value) {
            return value.storage != StorageClass::Null && !(text && isFlawed(value)) && !test->fits(row, value);
        });
    }
    case Oddity::Orphan:
        break;
    }
    const auto rows = orphansOf(survey, table, wish, database);
    if (!rows)
        return base::fail(rows.error());
    return IsOdd([rows = *rows](qint64 row, const RawValue &) { return rows.contains(row); });
}

/// What is odd comes first, then what is shown.
base::Result<Examples> search(const sqlite::Database &database, const schema::Table &table, const QStringList &shown,
                              const ExampleWish &wish, const IsOdd &isOdd, const std::stop_token &stop)
{
    const bool rowid = !table.primaryKey && !table.withoutRowid;
    Examples examples{.found = {.columns = (rowid ? QStringList{u"rowid"_s} : QStringList()) + shown, .rows = {}}};
    const QStringList read = (wish.column.isEmpty() ? QStringList{shown.first()} : QStringList{wish.column}) + shown;
    auto reader =
        sqlite::RowReader::open(database, {.table = table.name, .columns = read, .hasRowid = !table.withoutRowid}, {});
    if (!reader)
        return base::fail(reader.error());
    while (!stop.stop_requested()) {
        const auto there = reader->next();
        if (!there)
            return base::fail(there.error());
        if (!*there)
            return examples;
        if (!isOdd(reader->row(), reader->values().front()))
            continue;
        examples.more = examples.found.rows.size() == wish.most;
        if (examples.more)
            return examples;
        QStringList texts = rowid ? QStringList{QString::number(reader->row())} : QStringList();
        for (const RawValue &value : reader->values().subspan(1))
            texts += sqlite::sampleText(value);
        examples.found.rows += texts;
    }
    return base::failStopped();
}

/// The columns whose values are odd.
QStringList columnsOf(const schema::Table &table, const ExampleWish &wish)
{
    if (!wish.column.isEmpty())
        return {wish.column};
    QStringList columns;
    for (const schema::ForeignKey &key : table.foreignKeys)
        columns += key.columns;
    columns.removeDuplicates();
    return columns;
}

} // namespace

base::Result<Examples> findExamples(const Survey &survey, const ExampleWish &wish, const std::stop_token &stop)
{
    const auto &tables = survey.schema.tables;
    const auto table =
        std::find_if(tables.begin(), tables.end(), [&](const schema::Table &one) { return one.name == wish.table; });
    if (table == tables.end())
        return base::fail(u"source-changed"_s, tr("The file no longer has this table. Look at the data again."));
    const auto copy = sqlite::takeSnapshot(survey.source.path, wish.copyPath, {}, stop, sqlite::Durability::Passing);
    const auto removed = qScopeGuard([&] { QFile::remove(wish.copyPath); });
    if (!copy)
        return base::fail(copy.error());
    const auto database = sqlite::Database::open(wish.copyPath, sqlite::Database::Mode::Immutable);
    if (!database)
        return base::fail(database.error());
    const sqlite::Interruption interruption(database->handle(), stop);
    const auto isOdd = testFor(survey, *table, wish, *database, stop);
    if (!isOdd)
        return base::fail(stop.stop_requested() ? base::failStopped().value() : isOdd.error());
    auto examples = search(*database, *table, exampleColumns(*table, columnsOf(*table, wish)), wish, *isOdd, stop);
    if (!examples)
        return base::fail(stop.stop_requested() ? base::failStopped().value() : examples.error());
    return examples;
}

} // namespace migration
