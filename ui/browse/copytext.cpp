// SPDX-License-Identifier: MIT
#include "ui/browse/copytext.h"

#include "schema/identifier.h"
#include "ui/browse/rowsmodel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Row = QList<QModelIndex>;

QList<Row> rowsOf(QModelIndexList cells)
{
    std::sort(cells.begin(), cells.end(), [](const QModelIndex &one, const QModelIndex &other) {
        return one.row() != other.row() ? one.row() < other.row() : one.column() < other.column();
    });
    QList<Row> rows;
    for (const QModelIndex &cell : cells) {
        if (rows.isEmpty() || rows.last().first().row() != cell.row())
            rows.append(Row());
        rows.last().append(cell);
    }
    return rows;
}

QString csvField(const QModelIndex &cell)
{
    const QVariant exact = cell.data(RowsModel::ExactRole);
    if (!exact.isValid())
        return {}; // NULL is nothing, an empty text is ""
    QString text = exact.toString();
    const bool plain = !text.isEmpty() && std::none_of(text.begin(), text.end(), [](QChar c) {
        return c == u',' || c == u'"' || c == u'\n' || c == u'\r';
    });
    return plain ? text : QString(u'"' + text.replace(u'"', u"\"\""_s) + u'"');
}

QString plainField(const QModelIndex &cell)
{
    return cell.data(RowsModel::ExactRole).toString().replace(u'\t', u' ').replace(u'\n', u' ');
}

QString literal(const QModelIndex &cell)
{
    const QVariant exact = cell.data(RowsModel::ExactRole);
    return exact.isValid() ? schema::quoteLiteral(exact.toString()) : u"NULL"_s;
}

template <typename Write>
QString joined(const Row &row, const QString &between, Write write)
{
    QStringList fields;
    for (const QModelIndex &cell : row)
        fields += write(cell);
    return fields.join(between);
}

QString json(const RowsModel &model, const QList<Row> &rows)
{
    QJsonArray list;
    for (const Row &row : rows) {
        QJsonObject object;
        for (const QModelIndex &cell : row) {
            const QVariant exact = cell.data(RowsModel::ExactRole);
            // A number as text: every reader keeps it exact.
            object.insert(model.query().shape->columns[cell.column()].name,
                          exact.isValid() ? QJsonValue(exact.toString()) : QJsonValue());
        }
        list.append(object);
    }
    return QString::fromUtf8(QJsonDocument(list).toJson());
}

} // namespace

QString copyText(const RowsModel &model, const QModelIndexList &cells, CopyFormat format)
{
    const QList<Row> rows = rowsOf(cells);
    if (rows.isEmpty())
        return {};
    if (format == CopyFormat::Json)
        return json(model, rows);
    const browse::Shape &shape = *model.query().shape;
    const auto name = [&shape](const QModelIndex &cell) { return shape.columns[cell.column()].name; };
    const auto quoted = [&name](const QModelIndex &cell) { return schema::quoteIdentifier(name(cell)); };
    QString text;
    if (format == CopyFormat::Csv)
        text = joined(rows.first(), u","_s,
                      [&](const QModelIndex &cell) {
                          return name(cell).contains(u',') || name(cell).contains(u'"') ? quoted(cell) : name(cell);
                      }) +
               u'\n';
    for (const Row &row : rows) {
        if (format == CopyFormat::Text)
            text += joined(row, u"\t"_s, plainField);
        else if (format == CopyFormat::Csv)
            text += joined(row, u","_s, csvField);
        else
            text += u"INSERT INTO "_s + schema::qualified(shape.relation.schema, shape.relation.name) + u" (" +
                    joined(row, u", "_s, quoted) + u") VALUES (" + joined(row, u", "_s, literal) + u");";
        text += u'\n';
    }
    if (format == CopyFormat::Text)
        text.chop(1);
    return text;
}

} // namespace ui
