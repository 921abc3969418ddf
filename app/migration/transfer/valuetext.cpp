// SPDX-License-Identifier: MIT
#include "migration/transfer/valuetext.h"

#include "migration/transfer/numbertext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace migration {

using schema::RawValue;
using schema::StorageClass;

namespace {

QString named(const ColumnPlan &column, const RawValue &value)
{
    return column.source + u'=' + valueText(value);
}

} // namespace

QString wholeText(const RawValue &value)
{
    const QByteArrayView bytes(value.data, value.size);
    switch (value.storage) {
    case StorageClass::Null:
        return u"NULL"_s;
    case StorageClass::Integer:
        return QString::number(value.integer);
    case StorageClass::Real:
        return QString::fromStdString(realText(value.real));
    case StorageClass::Text:
        return u'\'' + QString::fromUtf8(bytes) + u'\'';
    case StorageClass::Blob:
        return u"x'" + QString::fromLatin1(bytes.toByteArray().toHex()) + u'\'';
    }
    return QString::fromUtf8(bytes); // a cell that stands for no value: its description
}

QString cutText(const QString &text)
{
    if (text.size() <= shownCharacters)
        return text;
    qsizetype kept = shownCharacters - 1;
    if (text.at(kept - 1).isHighSurrogate())
        --kept;
    return text.left(kept) + u'…';
}

QString valueText(const RawValue &value)
{
    RawValue start = value;
    start.size = std::min<qsizetype>(value.size, 4 * shownCharacters); // four bytes a character at most
    return cutText(wholeText(start));
}

QString keyText(const TablePlan &table, std::span<const size_t> keyColumns, std::span<const RawValue> values,
                qint64 row)
{
    if (keyColumns.empty())
        return QCoreApplication::translate("migration", "row %1").arg(row);
    QStringList parts;
    for (const size_t column : keyColumns)
        parts += named(table.columns.at(static_cast<qsizetype>(column)), values[column]);
    return parts.join(u", ");
}

QString rowText(const TablePlan &table, std::span<const RawValue> values)
{
    QString text;
    for (size_t i = 0; i < values.size() && text.size() <= shownCharacters; ++i) {
        if (i > 0)
            text += u", ";
        text += named(table.columns.at(static_cast<qsizetype>(i)), values[i]);
    }
    return cutText(text);
}

} // namespace migration
