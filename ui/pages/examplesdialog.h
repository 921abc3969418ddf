// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/decision.h"
#include "ui/session/examplesearch.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace ui {

class Banner;

/// Every row that a decision is about, with its key; where there are several places, one after the other.
class ExamplesDialog : public QDialog
{
    Q_OBJECT
public:
    /// `sources`: those of the decision's creators are among them.
    ExamplesDialog(const Decision &decision, const QList<PlannedSource> &sources, QWidget *parent = nullptr);

private:
    [[nodiscard]] QWidget *makePlaces();
    [[nodiscard]] QLayout *makeButtons();
    void look();
    void show(const base::Result<migration::Examples> &examples);
    void copy() const;
    Decision m_decision;
    QList<PlannedSource> m_sources;
    QComboBox *m_places;
    Banner *m_banner;
    QTableWidget *m_table;
    QLabel *m_count;
    QPushButton *m_copy;
    QPushButton *m_stop;
    ExampleSearch m_search;
};

} // namespace ui
