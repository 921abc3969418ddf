// SPDX-License-Identifier: MIT
#pragma once

#include "browse/shape.h"
#include "ui/session/job.h"

#include <QHash>
#include <QTimer>
#include <memory>

class QTableView;
class QToolButton;

namespace ui {

/// The columns of a table of rows: how wide they are, in which order, and which of them are shown. What a person chose
/// is remembered by the relation's name, so a creator's table looks as the same one of another does.
class RowColumns : public QObject
{
    Q_OBJECT
public:
    /// `button` has a menu of them all.
    RowColumns(QTableView *table, QToolButton *button);
    /// Writes what was not written yet.
    ~RowColumns() override;
    [[nodiscard]] QToolButton *button() const { return m_button; }

    /// The table has these columns now: as they were left; else as wide as such values usually are.
    void show(const std::shared_ptr<const browse::Shape> &shape);
    /// Rows are there: as wide as those need, as far as there is reason in it.
    void fit();

private:
    void reset();
    void fillMenu();
    void showCount();
    void remember();
    void save();
    QTableView *m_table;
    QToolButton *m_button;
    std::shared_ptr<const browse::Shape> m_shape;
    bool m_unfitted = false; ///< nobody chose anything, and no rows were there yet
    bool m_fitting = false;
    QHash<QString, QByteArray> m_states;  ///< what was chosen since this is there
    QHash<QString, QByteArray> m_unsaved; ///< of that, what is still to be written
    QTimer m_pause;
    Job m_job; ///< a disk may take long
};

} // namespace ui
