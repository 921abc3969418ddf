// SPDX-License-Identifier: MIT
#include "ui/widgets/notecard.h"

#include "ui/style/sign.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/option.h"
#include "ui/widgets/text.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int signSize = 20;
constexpr int smallSignSize = 16;
constexpr int leastTableWidth = 280;
constexpr int mostShown = 19; ///< characters of an example: as many as the largest integer has
constexpr int exampleRowHeight = 24;

/// As high as its rows and, where there is no room for all columns, a scroll bar.
class ExampleTable : public QTableWidget
{
public:
    explicit ExampleTable(const NoteView &view);
    [[nodiscard]] QSize sizeHint() const override { return {m_width, QTableWidget::sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int m_width = 0;
};

ExampleTable::ExampleTable(const NoteView &view)
    : QTableWidget(int(view.examples.size()), int(view.exampleColumns.size()))
{
    setHorizontalHeaderLabels(view.exampleColumns);
    for (int row = 0; row < view.examples.size(); ++row) {
        for (int column = 0; column < view.examples[row].size(); ++column) {
            const QString &text = view.examples[row][column];
            auto *cell = new QTableWidgetItem(text);
            cell->setToolTip(text);
            cell->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            setItem(row, column, cell);
        }
    }
    setAccessibleName(NoteCard::tr("Examples: %1").arg(view.title));
    setFont(textFont(TextRole::Fixed));
    setTabKeyNavigation(false);
    setTextElideMode(Qt::ElideRight);
    setWordWrap(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(scaled(exampleRowHeight));
    horizontalHeader()->setFont(textFont(TextRole::Small));
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    resizeColumnsToContents();
    const int most = fontMetrics().horizontalAdvance(QString(mostShown, u'0')) + 2 * space(Space::Small);
    m_width = 2 * frameWidth();
    for (int column = 0; column < columnCount(); ++column) {
        setColumnWidth(column, std::min(columnWidth(column), most));
        m_width += columnWidth(column);
    }
    horizontalHeader()->setStretchLastSection(true);
    setMinimumWidth(std::min(m_width, scaled(leastTableWidth)));
    setMaximumWidth(m_width);
    setFixedHeight(horizontalHeader()->sizeHint().height() + rowCount() * scaled(exampleRowHeight) + 2 * frameWidth());
}

void ExampleTable::resizeEvent(QResizeEvent *event)
{
    QTableWidget::resizeEvent(event);
    const bool scrolls = width() < m_width;
    setFixedHeight(horizontalHeader()->sizeHint().height() + rowCount() * scaled(exampleRowHeight) + 2 * frameWidth() +
                   (scrolls ? horizontalScrollBar()->sizeHint().height() : 0));
}

/// As wide as there is room.
QLabel *wide(QLabel *label)
{
    label->setMaximumWidth(QWIDGETSIZE_MAX);
    return label;
}

} // namespace

NoteCard::NoteCard(const NoteView &view, QWidget *parent)
    : Card(parent),
      m_halves(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_options(new QButtonGroup(this)),
      m_result(wide(label(view.result, TextRole::Body, Voice::Second))),
      m_refused(new QWidget),
      m_refusal(wide(label({}))),
      m_words(makeWords(view)),
      m_examples(view.examples.isEmpty() ? nullptr : makeExamples(view))
{
    setAccessibleName(view.title);
    setAccessibleDescription(view.sentence);
    auto *row = new QHBoxLayout(this);
    const int margin = space(Space::Normal);
    row->setContentsMargins(margin, margin, margin, margin);
    row->setSpacing(space(Space::Medium));
    row->addWidget(new Sign(view.status, signSize), 0, Qt::AlignTop);
    m_halves->setSpacing(space(Space::Normal));
    m_halves->addWidget(m_words, 1);
    if (m_examples != nullptr)
        m_halves->addWidget(m_examples);
    row->addLayout(m_halves, 1);
}

QWidget *NoteCard::makeWords(const NoteView &view)
{
    auto *words = new QWidget;
    auto *column = new QVBoxLayout(words);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Small));
    QLabel *title = wide(label(view.title));
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    column->addWidget(title);
    column->addWidget(wide(label(view.sentence, TextRole::Body, Voice::Second)));
    for (int i = 0; i < view.options.size(); ++i) {
        auto *button = new Option(i == 0 ? tr("%1 (recommended)").arg(view.options[i]) : view.options[i]);
        button->setAccessibleDescription(view.title);
        m_options->addButton(button, i);
        column->addWidget(button);
    }
    setChosen(view.chosen);
    connect(m_options, &QButtonGroup::idClicked, this, &NoteCard::chosen);
    setResult(view.result);
    column->addWidget(m_result);
    auto *line = new QHBoxLayout(m_refused);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space(Space::Small));
    line->addWidget(new Sign(Status::Wrong, smallSignSize), 0, Qt::AlignTop);
    line->addWidget(m_refusal, 1);
    column->addWidget(m_refused);
    setRefusal({});
    column->addStretch(1);
    return words;
}

QWidget *NoteCard::makeExamples(const NoteView &view)
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Hair));
    auto *head = new FlowLayout;
    head->addWidget(label(view.examplesCaption, TextRole::Small, Voice::Second));
    if (!view.allExamples.isEmpty()) {
        auto *all = new QPushButton(view.allExamples);
        all->setObjectName(u"allExamples"_s);
        all->setFlat(true);
        QFont underlined = textFont(TextRole::Small);
        underlined.setUnderline(true);
        all->setFont(underlined);
        all->setAutoDefault(false);
        all->setAccessibleDescription(view.title);
        connect(all, &QPushButton::clicked, this, &NoteCard::allExamplesWanted);
        head->addWidget(all);
    }
    column->addLayout(head);
    column->addWidget(new ExampleTable(view));
    column->addStretch(1);
    return part;
}

void NoteCard::setChosen(int option)
{
    if (QAbstractButton *button = m_options->button(option)) {
        button->setChecked(true);
        return;
    }
    m_options->setExclusive(false); // else the last one cannot be unchecked
    for (QAbstractButton *button : m_options->buttons())
        button->setChecked(false);
    m_options->setExclusive(true);
}

void NoteCard::setResult(const QString &text)
{
    m_result->setText(text);
    m_result->setVisible(!text.isEmpty());
}

void NoteCard::setRefusal(const QString &text)
{
    m_refusal->setText(text);
    m_refused->setVisible(!text.isEmpty());
}

int NoteCard::widthAround() const
{
    return 2 * space(Space::Normal) + scaled(signSize) + space(Space::Medium);
}

/// The examples go below the words before anything is cut off.
QSize NoteCard::minimumSizeHint() const
{
    int width = m_words->minimumSizeHint().width();
    if (m_examples != nullptr)
        width = std::max(width, m_examples->minimumSizeHint().width());
    return {widthAround() + width, Card::minimumSizeHint().height()};
}

void NoteCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    if (m_examples == nullptr)
        return;
    const int needed = widthAround() + m_words->minimumSizeHint().width() + space(Space::Normal) +
                       m_examples->minimumSizeHint().width();
    m_halves->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace ui
