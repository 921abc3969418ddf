// SPDX-License-Identifier: MIT
#pragma once

#include "browse/rows.h"
#include "ui/session/database.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <deque>

namespace ui {

/// How many rows come before one, and how many there are in all, about; −1 while unknown.
struct RowsPosition
{
    qint64 before = 0;
    qint64 total = -1;
};

/// A window of pages onto the rows of one query, however many there are: near either end it reads on, and lets go of
/// what is far from there. Rows are never skipped nor shown twice.
class RowsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        ExactRole = Qt::UserRole, ///< the server's own text, as far as it was read; invalid for NULL
        CutRole,                  ///< bool: the value is longer than that
        LinkRole,                 ///< bool: a foreign key leads on from here
    };
    explicit RowsModel(QObject *parent = nullptr);

    /// Begins anew, with the first rows, or with those about there.
    void start(Database *database, const browse::RowsQuery &query, const RowsPosition &place = {});
    /// The same with the rows after the row `from`.
    void startAfter(Database *database, const browse::RowsQuery &query, const browse::Anchor &from,
                    const RowsPosition &place);
    void clear();
    /// These rows are in sight: reads on where they are near an end.
    void show(int first, int last);
    /// Goes to about `share` (0…1) of the way.
    void jump(double share);
    void stop();
    /// Asks once more for what was not answered.
    void retry();

    [[nodiscard]] const browse::RowsQuery &query() const { return m_query; }
    /// Another number for each query that was begun: what was asked for an earlier one is of no use.
    [[nodiscard]] quint64 generation() const { return m_generation; }
    [[nodiscard]] bool isBusy() const { return m_job.isRunning(); }
    [[nodiscard]] bool isAtStart() const { return m_atStart; }
    [[nodiscard]] bool isAtEnd() const { return m_atEnd; }
    /// How many rows come before row 0, and how many there are in all; about, unless exact. The sum is −1 while
    /// unknown.
    [[nodiscard]] qint64 before() const { return m_before; }
    [[nodiscard]] bool isBeforeExact() const { return m_beforeExact; }
    [[nodiscard]] qint64 total() const { return m_total; }
    [[nodiscard]] bool isTotalExact() const { return m_totalExact; }
    void setTotal(qint64 total, bool exact);

    [[nodiscard]] bool isNull(const QModelIndex &index) const;
    [[nodiscard]] browse::Anchor anchorOf(int row) const;
    [[nodiscard]] qint64 memory() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Rows came or went, or reading began or ended.
    void changed();
    /// So many rows came before row 0, or went from there (negative).
    void shifted(int rows);
    /// These rows are about to go.
    void dropping(int first, int last);
    /// Everything is other rows now.
    void jumped();
    void failed(const base::Error &error);

private:
    struct Cell
    {
        const browse::Page *page = nullptr;
        int row = 0;
    };
    [[nodiscard]] Cell cellAt(int row) const;
    [[nodiscard]] int pageRows() const;
    void read(browse::Direction direction);
    void answer(const base::Result<browse::Page> &page, quint64 generation,
                const std::function<void(const browse::Page &)> &take);
    void begin(Database *database, const browse::RowsQuery &query, qint64 total);
    void takeFirst(const browse::Page &page, double share);
    void takeAfter(const browse::Page &page, qint64 before);
    void append(const browse::Page &page);
    void prepend(const browse::Page &page);
    void dropFirst();
    void dropLast();
    [[nodiscard]] bool isTooLarge() const;
    [[nodiscard]] QString shownText(const browse::Page &page, int row, int column) const;

    QPointer<Database> m_database;
    browse::RowsQuery m_query;
    std::deque<browse::Page> m_pages;
    int m_rows = 0;
    bool m_atStart = true;
    bool m_atEnd = true;
    qint64 m_before = 0;
    bool m_beforeExact = true;
    qint64 m_total = -1;
    bool m_totalExact = false;
    quint64 m_generation = 0;
    bool m_taking = false;        ///< pages come and go: nothing is read from a place that may be gone at once
    std::function<void()> m_last; ///< what was asked last; to ask it once more
    Job m_job;
};

} // namespace ui
