// SPDX-License-Identifier: MIT
#pragma once

#include "schema/census.h"
#include "schema/table.h"
#include "schema/textshape.h"
#include "schema/value.h"

#include <array>

namespace sqlite {

/// Counts what one column holds, value by value. Its size does not depend on how many there are.
class ColumnTally
{
public:
    explicit ColumnTally(const schema::Column &column);
    void add(const schema::RawValue &value, qint64 row);
    /// Adds what was counted in rows that follow.
    void add(const ColumnTally &later);
    [[nodiscard]] schema::ColumnCensus result() const;

private:
    struct FormSlot
    {
        quint32 packed = 0;
        schema::FormCount counts;
    };
    static constexpr size_t mostForms = 64;

    void addInteger(const schema::RawValue &value, qint64 row);
    void addReal(const schema::RawValue &value, qint64 row);
    void addText(const schema::RawValue &value, qint64 row);
    void addBlob(const schema::RawValue &value, qint64 row);
    void addShape(const schema::ShapeFinding &finding, const schema::RawValue &value, qint64 row);
    void addMoment(const schema::ShapeFinding &finding, const schema::RawValue &value, qint64 row);
    void checkDocument(schema::TextShape shape, const schema::RawValue &value, qint64 row);
    void checkFlaws(const schema::RawValue &value, qint64 row);
    void checkLength(const schema::RawValue &value, qint64 row);
    [[nodiscard]] size_t slotOf(quint32 packed);
    void addForms(const ColumnTally &later);
    void addSamples(const QList<schema::Sample> &later);
    /// Counts; the first three are kept to be shown.
    void count(qint64 &counter, const QString &name, const schema::RawValue &value, qint64 row);

    schema::ColumnCensus m_census;
    qint64 m_declaredLength = 0; ///< characters; 0: none
    bool m_declaredJson = false;
    qint64 m_notJson = 0;
    std::array<FormSlot, mostForms> m_forms;
    size_t m_formCount = 0;
    size_t m_lastForm = 0;
};

/// The n of VARCHAR(n) and the like; 0 where the type has none or is no text type.
qint64 declaredLengthOf(const schema::Column &column);

} // namespace sqlite
