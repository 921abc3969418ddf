// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/copytext.h"
#include "ui/browse/exportchoice.h"
#include "ui/browse/relationview.h"
#include "ui/browse/rowsmodel.h"

class QLabel;
class QMenu;
class QPushButton;
class QScrollBar;
class QTableView;
class QTimer;

namespace ui {

class Banner;
class FilterBar;
class RowColumns;

/// The tab Rows.
class RowsView : public RelationView
{
    Q_OBJECT
public:
    explicit RowsView(QWidget *parent = nullptr);
    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool suits(const Place &place) const override;
    void look(const Place &place) override;
    [[nodiscard]] RowsModel *model() const { return m_model; }
    /// What is selected, and what the filters leave.
    [[nodiscard]] QList<ExportChoice> exportChoices() const;

Q_SIGNALS:
    void exportWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Where one was, to come back to.
    struct Visit
    {
        Place place;
        browse::RowsQuery query;
    };
    /// The row at the top, of rows that are read again.
    struct Top
    {
        browse::Anchor before; ///< the row above it; without values at the very beginning
        RowsPosition place;
    };
    /// Filters by names, for a relation that is not known yet.
    struct Wish
    {
        quint32 oid = 0;
        QStringList columns;
        QStringList values;
    };
    void buildTable();
    QWidget *buildFoot();
    void takeShape(const browse::Shape &shape);
    void fail(const base::Error &error);
    void start();
    void begin(const browse::RowsQuery &query);
    void showOrder(const browse::Sorting &sorting);
    [[nodiscard]] browse::RowsQuery asked() const;
    [[nodiscard]] Top top() const;
    void readAgain(const base::Error &error);
    void takeAgain(const browse::Shape &shape, const browse::RowsQuery &before, const Top &top);
    void sortBy(int column);
    void showFoot();
    void showPosition();
    void moveTo(int position);
    void tellSight();
    void keepPlace(int rows);
    void countExactly();
    void stop();
    void follow(const QModelIndex &index);
    void followLink(const browse::Link &link, int row);
    void goBack();
    void copy(CopyFormat format);
    void fillMenu(QMenu &menu, const QModelIndex &index);
    void showValue(const QModelIndex &index);

    RowsModel *m_model;
    Place m_place;
    std::shared_ptr<const browse::Shape> m_shape;
    browse::Sorting m_sorting;
    browse::RowsQuery m_slow; ///< waits for the person to say that it may take its time
    Wish m_wish;
    QList<Visit> m_visits;
    std::optional<Visit> m_return;
    FilterBar *m_filters;
    Banner *m_banner;
    QPushButton *m_anyway;
    QTableView *m_table;
    QScrollBar *m_bar;
    QTimer *m_jump;
    QPushButton *m_back;
    RowColumns *m_columns;
    QLabel *m_foot;
    QPushButton *m_count;
    QPushButton *m_stop;
    bool m_keeping = false; ///< the rows that come begin with the one that was at the top
    bool m_moving = false;  ///< the bar is being set to where the rows are
    Job m_shapeJob;
    Job m_countJob;
    Job m_estimateJob;
};

} // namespace ui
