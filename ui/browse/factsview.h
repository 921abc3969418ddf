// SPDX-License-Identifier: MIT
#pragma once

#include "browse/facts.h"
#include "ui/browse/relationview.h"
#include "ui/session/job.h"

class QLabel;
class QVBoxLayout;

namespace ui {

class Banner;
class BarList;
class GridView;

/// How a database, a private area or a table does: sizes, rows, upkeep, in words and numbers.
class FactsView : public RelationView
{
    Q_OBJECT
public:
    explicit FactsView(QWidget *parent = nullptr);
    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool suits(const Place &place) const override;
    void look(const Place &place) override;
    [[nodiscard]] bool isReading() const { return m_job.isRunning(); }

private:
    void show(const browse::Facts &facts);
    void showSentences(const browse::Facts &facts);
    void showLargest(const browse::Facts &facts);
    void showTables(const browse::Facts &facts);
    void showExtensions(const browse::Facts &facts);
    [[nodiscard]] QVariant placeOf(const browse::TableFacts &table) const;
    void follow(const QVariant &target);
    Place m_place;
    Banner *m_banner;
    QWidget *m_parts;
    QVBoxLayout *m_sentences;
    QLabel *m_largestTitle;
    BarList *m_largest;
    GridView *m_tables;
    QLabel *m_extensionsTitle;
    GridView *m_extensions;
    Job m_job; ///< last, so that it ends first
};

} // namespace ui
