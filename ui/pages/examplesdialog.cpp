// SPDX-License-Identifier: MIT
#include "ui/pages/examplesdialog.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <algorithm>

namespace ui {

namespace {

constexpr int firstWidth = 640;
constexpr int firstHeight = 460;
constexpr int widestColumn = 280;

QString placeOf(const Question &question)
{
    if (question.kind == Question::Kind::Orphans)
        return ExamplesDialog::tr("%1, table %2").arg(question.creator, question.table);
    return ExamplesDialog::tr("%1, %2 in table %3").arg(question.creator, question.column, question.table);
}

QTableWidget *makeTable()
{
    auto *table = new QTableWidget;
    table->setAccessibleName(ExamplesDialog::tr("Examples"));
    table->setFont(textFont(TextRole::Fixed));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(scaled(browserRowHeight));
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

} // namespace

ExamplesDialog::ExamplesDialog(const Decision &decision, const QList<PlannedSource> &sources, QWidget *parent)
    : QDialog(parent),
      m_decision(decision),
      m_sources(sources),
      m_places(new QComboBox),
      m_banner(new Banner),
      m_table(makeTable()),
      m_count(label({}, TextRole::Body, Voice::Second)),
      m_copy(new QPushButton(tr("&Copy all"))),
      m_stop(new QPushButton(tr("&Stop")))
{
    setWindowTitle(tr("All examples"));
    const int margin = space(Space::Large);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(space(Space::Small));
    column->addWidget(label(titleOf(decision), TextRole::Section));
    column->addWidget(makePlaces());
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    m_count->setMaximumWidth(QWIDGETSIZE_MAX); // else it would stand in the middle of a wide dialog
    column->addWidget(m_count);
    column->addLayout(makeButtons());
    connect(&m_search, &ExampleSearch::found, this, &ExamplesDialog::show);
    connect(m_places, &QComboBox::activated, this, &ExamplesDialog::look);
    connect(m_copy, &QPushButton::clicked, this, &ExamplesDialog::copy);
    connect(m_stop, &QPushButton::clicked, &m_search, &ExampleSearch::stop);
    resize(scaled(firstWidth), scaled(firstHeight));
    look();
}

QWidget *ExamplesDialog::makePlaces()
{
    for (const Question &question : std::as_const(m_decision.questions))
        m_places->addItem(placeOf(question));
    m_places->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_places->setAccessibleName(tr("Where"));
    m_places->setVisible(m_decision.questions.size() > 1);
    return m_places;
}

QLayout *ExamplesDialog::makeButtons()
{
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(QStringLiteral("close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *row = new QHBoxLayout;
    row->setSpacing(space(Space::Small));
    row->addWidget(m_copy);
    row->addStretch(1);
    row->addWidget(m_stop);
    row->addWidget(close);
    return row;
}

void ExamplesDialog::look()
{
    const Question &question = m_decision.questions[std::max(m_places->currentIndex(), 0)];
    const auto source = std::find_if(m_sources.begin(), m_sources.end(), [&](const PlannedSource &planned) {
        return planned.source.creator == question.creator && planned.survey;
    });
    m_table->setRowCount(0);
    m_banner->clear();
    m_copy->setEnabled(false);
    m_stop->setVisible(source != m_sources.end());
    if (source == m_sources.end())
        return;
    m_count->setText(tr("Looking through a copy of the file. Nothing is changed."));
    m_search.look(*source, question);
}

void ExamplesDialog::show(const base::Result<migration::Examples> &examples)
{
    m_stop->hide();
    m_count->clear();
    if (!examples) {
        if (examples.error().code == base::stoppedCode)
            m_count->setText(tr("Stopped."));
        else
            m_banner->say(Status::Wrong, examples.error().message);
        return;
    }
    const migration::ExampleRows &found = examples->found;
    m_table->setColumnCount(int(found.columns.size()));
    m_table->setHorizontalHeaderLabels(found.columns);
    m_table->setRowCount(int(found.rows.size()));
    for (int row = 0; row < found.rows.size(); ++row) {
        for (int column = 0; column < found.rows[row].size(); ++column) {
            auto *cell = new QTableWidgetItem(found.rows[row][column]);
            cell->setToolTip(found.rows[row][column]);
            m_table->setItem(row, column, cell);
        }
    }
    m_table->resizeColumnsToContents();
    for (int column = 0; column < m_table->columnCount(); ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), scaled(widestColumn)));
    // Stretched where there is room; where there is none it would be squeezed.
    m_table->horizontalHeader()->setStretchLastSection(m_table->horizontalHeader()->length() <
                                                       m_table->viewport()->width());
    m_count->setText(examples->more ? tr("The first %Ln row(s). There are more.", nullptr, int(found.rows.size()))
                                    : tr("%Ln row(s), all of them.", nullptr, int(found.rows.size())));
    m_copy->setEnabled(!found.rows.isEmpty());
}

/// With tabs between, as spreadsheets take it.
void ExamplesDialog::copy() const
{
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < m_table->columnCount(); ++column)
        cells += m_table->horizontalHeaderItem(column)->text();
    lines += cells.join(QLatin1Char('\t'));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        cells.clear();
        for (int column = 0; column < m_table->columnCount(); ++column)
            cells += m_table->item(row, column)->text();
        lines += cells.join(QLatin1Char('\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace ui
