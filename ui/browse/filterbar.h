// SPDX-License-Identifier: MIT
#pragma once

#include "browse/rows.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace ui {

/// The filters of the rows, each in words and with a way to take it off, and a line to add one.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);
    void setShape(const std::shared_ptr<const browse::Shape> &shape);
    void setFilters(const QList<browse::Filter> &filters);
    [[nodiscard]] const QList<browse::Filter> &filters() const { return m_filters; }
    /// Opens the line for a new filter on this column.
    void begin(int column);
    /// At the bar's end.
    void addControl(QWidget *control);

Q_SIGNALS:
    void changed();

private:
    void showFilters();
    void showTests();
    void showFields();
    void add();
    std::shared_ptr<const browse::Shape> m_shape;
    QList<browse::Filter> m_filters;
    QHBoxLayout *m_bar;
    QHBoxLayout *m_chips;
    QPushButton *m_add;
    QWidget *m_line;
    QComboBox *m_column;
    QComboBox *m_test;
    QLineEdit *m_value;
    QLineEdit *m_other;
};

/// "createdAt is between 1 and 2".
QString filterText(const browse::Shape &shape, const browse::Filter &filter);

} // namespace ui
