// SPDX-License-Identifier: MIT
#pragma once

#include "browse/shape.h"

#include <memory>
#include <optional>

namespace postgres {
class TextRows;
}

namespace browse {

/// A condition on one column. What a person typed goes to the server as a value, never as SQL.
struct Filter
{
    enum class Test : quint8 {
        Contains, ///< the text has this in it, whatever the case
        Is,
        IsNot,
        OneOf,
        AtLeast,
        AtMost,
        Between, ///< both ends included
        IsEmpty, ///< NULL or an empty text
        IsNotEmpty,
    };
    int column = 0;
    Test test = Test::Is;
    QStringList values; ///< none, one, two (Between) or any number (OneOf)
};

struct Sorting
{
    int column = -1; ///< −1: by the key, or as the rows lie
    bool descending = false;
};

/// What rows are looked at, and in which order.
struct RowsQuery
{
    std::shared_ptr<const Shape> shape;
    QList<Filter> filters;
    Sorting sorting;
};

/// How rows come where nobody chose an order: by the column of a filter that asks for a range of it and has an index.
/// By the key, all rows of the table would have to be read where those that are wanted lie together at its end.
Sorting usualSorting(const RowsQuery &query);

/// A place between two rows of a query.
struct Anchor
{
    QList<std::optional<QByteArray>>
        values;       ///< of the columns that the rows are sorted by; only the first ones will do
    qint64 block = 0; ///< where they are not sorted
};

enum class Direction : quint8 { Onward, Back };

/// Some rows that follow one another, every value as the server's own text. Cheap to copy.
class Page
{
public:
    /// How many letters of a long value are read; the rest is read when somebody wants to see it.
    static constexpr int letters = 500;

    Page() = default;
    [[nodiscard]] int rowCount() const { return m_rowCount; }
    [[nodiscard]] bool isNull(int row, int column) const;
    [[nodiscard]] QString text(int row, int column) const;
    /// It is longer than what was read; of bytes and large documents only the size is known.
    [[nodiscard]] bool isCut(int row, int column) const;
    /// Of a value of bytes, or of one that was too large to read; −1 for others.
    [[nodiscard]] qint64 size(int row, int column) const;
    /// From where one reads on, or back; not for an empty page.
    [[nodiscard]] Anchor before() const { return m_before; }
    [[nodiscard]] Anchor after() const { return m_after; }
    /// The row itself; without values where rows cannot be told apart.
    [[nodiscard]] Anchor anchorOf(int row) const;
    /// There is nothing further in the direction that it was read.
    [[nodiscard]] bool isLast() const { return m_last; }
    [[nodiscard]] qint64 memory() const;

private:
    friend class PageReader;
    [[nodiscard]] int at(int row) const { return m_reversed ? m_rowCount - 1 - row : row; }
    std::shared_ptr<const postgres::TextRows> m_rows;
    std::shared_ptr<const Shape> m_shape;
    int m_rowCount = 0;
    bool m_reversed = false; ///< read from its end
    bool m_last = false;
    Anchor m_before;
    Anchor m_after;
};

/// About `count` rows beyond `from`; from the beginning (or, going back, from the end) without it.
base::Result<Page> readPage(postgres::Reader &reader, const RowsQuery &query, const std::optional<Anchor> &from,
                            Direction direction, int count, const std::stop_token &stop = {});

/// Rows from about `share` (0…1) of the way on; `rows` is how many there are, about.
base::Result<Page> readPageAt(postgres::Reader &reader, const RowsQuery &query, double share, qint64 rows, int count,
                              const std::stop_token &stop = {});

/// How the server would go about a page.
struct Estimate
{
    qint64 rows = -1;    ///< that the filters leave, about
    bool isSlow = false; ///< it must read and sort everything for each page
    double seconds = 0;  ///< roughly, then
};
base::Result<Estimate> estimate(postgres::Reader &reader, const RowsQuery &query, const std::stop_token &stop = {});

/// Exactly, by reading them all.
base::Result<qint64> countRows(postgres::Reader &reader, const RowsQuery &query, const std::stop_token &stop = {});

/// One whole value, up to `most` letters or bytes of it; bytes as they are, everything else as UTF-8. None is NULL.
struct WholeValue
{
    std::optional<QByteArray> bytes;
    bool isCut = false;
};
base::Result<WholeValue> readValue(postgres::Reader &reader, const RowsQuery &query, const Anchor &row, int column,
                                   qint64 most, const std::stop_token &stop = {});

} // namespace browse
