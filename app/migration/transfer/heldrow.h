// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "migration/transfer/digest.h"

#include <QByteArray>
#include <QString>
#include <span>
#include <utility>
#include <vector>

namespace migration {

/// A value kept to be shown: its beginning, and a hash of the whole to compare by.
struct HeldValue
{
    schema::RawValue value; ///< text and bytes are in `start`
    QByteArray start;
    qsizetype size = 0; ///< of the whole, in bytes
    RowHash hash;

    [[nodiscard]] schema::RawValue raw() const; ///< valid as long as this
};

struct HeldRow
{
    enum class Why : quint8 { Differs, Counterpart };
    qint64 number = 0;
    RowHash hash;
    RowHash key;
    Why why = Why::Differs;
    bool taken = false;
    std::vector<HeldValue> values;

    [[nodiscard]] QString keyText(const TablePlan &table, std::span<const size_t> keyColumns) const;
    [[nodiscard]] QString text(const TablePlan &table) const;
};

HeldRow holdRow(qint64 number, const RowHash &hash, const RowHash &key, HeldRow::Why why,
                std::span<const schema::RawValue> values);
size_t equalCells(const HeldRow &a, const HeldRow &b);
/// Both at most 80 characters, of long texts those around the first difference.
std::pair<QString, QString> differingTexts(const HeldValue &a, const HeldValue &b);

} // namespace migration
