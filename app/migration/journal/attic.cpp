// SPDX-License-Identifier: MIT
#include "migration/journal/attic.h"

#include "migration/journal/databasejournal.h"
#include "migration/transfer/exceptions.h"
#include "migration/transfer/readabletext.h"
#include "migration/transfer/valuetext.h"
#include "postgres/connection.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

constexpr auto countSql =
    "SELECT count(*)::text FROM cutover.attic a WHERE run_id = ? AND (column_no = -1 OR NOT EXISTS (SELECT FROM "
    "cutover.attic w WHERE w.run_id = a.run_id AND w.creator = a.creator AND w.table_name = a.table_name "
    "AND w.row_id = a.row_id AND w.column_no = -1))"_L1;

/// No more of a value than is shown.
constexpr auto valuesSql =
    "SELECT creator, table_name, row_id, column_no, column_name, storage, substring(original FROM 1 FOR 400), "
    "key_values::text FROM cutover.attic WHERE run_id = ? "
    "ORDER BY creator, table_name, row_id, column_no LIMIT "_L1;

QString keyOf(const QString &json)
{
    QStringList parts;
    const QJsonObject key = QJsonDocument::fromJson(json.toUtf8()).object();
    for (auto it = key.begin(); it != key.end(); ++it)
        parts += it.key() + u'=' + it.value().toVariant().toString();
    return parts.join(u", "_s);
}

QString textOf(const QString &storage, const QByteArray &original)
{
    if (storage == u"blob")
        return cutText(u"x'"_s + QString::fromLatin1(original.toHex()) + u'\'');
    return cutText(QString::fromStdString(readablePart({original.constData(), static_cast<size_t>(original.size())})));
}

/// The values of a row that is there whole follow it.
bool belongsTo(const QList<AtticValue> &values, const AtticValue &value)
{
    if (values.isEmpty() || !values.last().column.isEmpty())
        return false;
    const AtticValue &row = values.last();
    return row.row == value.row && row.table == value.table && row.creator == value.creator;
}

} // namespace

base::Result<Attic> readAttic(const postgres::Settings &target, const QString &runId, int most,
                              const std::stop_token &stop)
{
    auto connection = postgres::Connection::open(target, u"cutover attic"_s);
    if (!connection)
        return base::fail(connection.error());
    const auto cancel = connection->cancelOnStop(stop);
    const auto journal = hasJournal(*connection);
    if (!journal)
        return base::fail(journal.error());
    if (!*journal)
        return Attic();
    const auto count = connection->value(countSql, {runId});
    if (!count)
        return base::fail(count.error());
    auto query = connection->select(valuesSql + QString::number(most), {runId});
    if (!query)
        return base::fail(query.error());
    Attic attic{.count = count->toLongLong(), .values = {}};
    while (query->next()) {
        AtticValue value{.creator = query->value(0).toString(), .table = query->value(1).toString()};
        value.row = query->value(2).toLongLong();
        value.kind = query->value(5).toString();
        const bool whole = query->value(3).toInt() == wholeRow;
        value.column = whole ? QString() : query->value(4).toString();
        value.key = keyOf(query->value(7).toString());
        value.text = whole ? QString() : textOf(value.kind, query->value(6).toByteArray());
        if (belongsTo(attic.values, value)) {
            QString &text = attic.values.last().text;
            text = cutText(text + (text.isEmpty() ? QString() : u", "_s) + value.column + u'=' + value.text);
        } else {
            attic.values.append(value);
        }
    }
    return attic;
}

} // namespace migration
