// SPDX-License-Identifier: MIT
#pragma once

#include "browse/rows.h"
#include "postgres/reader.h"

namespace browse {

/// The statements that read rows. For browse/ only.
///
/// Rows are sorted by the column that the person chose, if any, and then by the key, or by ctid where there is none, so
/// that every place between two rows has a name: the values of those columns. Rows whose chosen column is NULL come
/// last, as a part of their own (an index finds each part's rows, but not both in one condition).
class RowSql
{
public:
    enum class Part : quint8 { Filled, Empty }; ///< of the column that is sorted by
    enum class Values : quint8 {
        Apart,   ///< values go along with the statement, as its arguments
        Literals ///< they are quoted in its text, where a statement can have no arguments
    };

    explicit RowSql(const RowsQuery &query, Values values = Values::Apart);
    /// How the sorted rows are named: numbers of columns; −1 is ctid. Empty where they cannot be told apart.
    [[nodiscard]] const QList<int> &order() const { return m_order; }
    [[nodiscard]] bool hasEmptyPart() const;
    /// The file's blocks are read in turn: nothing is sorted or filtered.
    [[nodiscard]] bool byBlocks() const;

    /// `from` may name only the first of the columns: then rows with these values are among them.
    [[nodiscard]] postgres::Statement page(Part part, const std::optional<Anchor> &from, Direction direction,
                                           int count) const;
    [[nodiscard]] postgres::Statement blocks(qint64 first, qint64 end, int serverVersion) const;
    [[nodiscard]] postgres::Statement count() const;
    /// The names of the row that `skipped` others come before.
    [[nodiscard]] postgres::Statement anchorAfter(qint64 skipped) const;
    [[nodiscard]] postgres::Statement value(const Anchor &row, int column, qint64 most) const;
    [[nodiscard]] postgres::Statement explained(const postgres::Statement &statement) const;
    /// What the filters leave.
    [[nodiscard]] postgres::Statement filtered() const;
    /// All of it, every value whole, with Values::Literals: these columns (all if empty), and if `only` is given, of
    /// these rows; sorted where the person sorted. `heirs`: tables that inherit from it.
    enum class Heirs : quint8 { With, Without };
    [[nodiscard]] QString whole(const QList<int> &columns, const std::optional<QList<Anchor>> &only, Heirs heirs) const;

private:
    using Arguments = QList<postgres::Argument>;
    QString bind(Arguments &arguments, quint32 type, const std::optional<QByteArray> &text) const;
    [[nodiscard]] QString from() const;
    [[nodiscard]] QString name(int column) const;
    [[nodiscard]] QString shown() const;
    [[nodiscard]] QString named() const;
    [[nodiscard]] QString orderBy(Part part, Direction direction) const;
    [[nodiscard]] QString condition(const Filter &filter, Arguments &arguments) const;
    [[nodiscard]] QStringList conditions(Arguments &arguments) const;
    [[nodiscard]] QString beyond(Part part, const Anchor &from, Direction direction, Arguments &arguments) const;
    [[nodiscard]] quint32 typeOf(int column) const;
    [[nodiscard]] QString amongThese(const QList<Anchor> &rows) const;
    RowsQuery m_query;
    const Shape &m_shape;
    QList<int> m_order;
    Values m_values;
};

} // namespace browse
