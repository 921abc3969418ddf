// SPDX-License-Identifier: MIT
#include "migration/transfer/heldrow.h"

#include "migration/transfer/valuetext.h"

#include <QLocale>
#include <algorithm>

namespace migration {

using schema::RawValue;

namespace {

constexpr qsizetype heldBytes = 4096;

HeldValue holdValue(const RawValue &value, RowHasher &hasher)
{
    HeldValue held;
    held.value = value;
    held.start = QByteArray(value.data, std::min(value.size, heldBytes));
    held.size = value.size;
    held.hash = hasher.hash({&value, 1});
    return held;
}

std::vector<RawValue> rawValues(const HeldRow &row)
{
    std::vector<RawValue> values;
    for (const HeldValue &held : row.values)
        values.push_back(held.raw());
    return values;
}

/// 80 characters, beginning a little before `at`.
QString windowOf(const QString &text, qsizetype at)
{
    constexpr qsizetype before = 20;
    return cutText(at <= shownCharacters - before ? text : QString(u'…' + text.mid(at - before)));
}

} // namespace

RawValue HeldValue::raw() const
{
    RawValue whole = value;
    whole.data = start.constData();
    whole.size = start.size();
    return whole;
}

QString HeldRow::keyText(const TablePlan &table, std::span<const size_t> keyColumns) const
{
    return migration::keyText(table, keyColumns, rawValues(*this), number);
}

QString HeldRow::text(const TablePlan &table) const
{
    return rowText(table, rawValues(*this));
}

HeldRow holdRow(qint64 number, const RowHash &hash, const RowHash &key, HeldRow::Why why,
                std::span<const RawValue> values)
{
    HeldRow row{number, hash, key, why, false, {}};
    RowHasher hasher;
    for (const RawValue &value : values)
        row.values.push_back(holdValue(value, hasher));
    return row;
}

size_t equalCells(const HeldRow &a, const HeldRow &b)
{
    size_t equal = 0;
    for (size_t i = 0; i < std::min(a.values.size(), b.values.size()); ++i)
        equal += a.values[i].hash == b.values[i].hash ? 1 : 0;
    return equal;
}

std::pair<QString, QString> differingTexts(const HeldValue &a, const HeldValue &b)
{
    const QString first = wholeText(a.raw());
    const QString second = wholeText(b.raw());
    const qsizetype common =
        std::mismatch(first.begin(), first.end(), second.begin(), second.end()).first - first.begin();
    if (first != second)
        return {windowOf(first, common), windowOf(second, common)};
    const auto sized = [](const QString &text, qsizetype size) {
        const QString bytes = QLocale::c().toString(size);
        return QString(text.left(shownCharacters / 2) + u"… (" + bytes + u" bytes)");
    };
    return {sized(first, a.size), sized(second, b.size)};
}

} // namespace migration
