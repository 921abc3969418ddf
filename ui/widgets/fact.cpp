// SPDX-License-Identifier: MIT
#include "ui/widgets/fact.h"

#include "ui/style/sign.h"
#include "ui/widgets/picture.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <algorithm>

namespace ui {

namespace {

constexpr int signSize = 16;
constexpr int leastFigure = 96; ///< narrower, its words would stand in a column

} // namespace

Fact::Fact(const QString &iconName, const QString &sentence, const QString &more, QWidget *parent) : QWidget(parent)
{
    build(new Picture(iconName, signSize, QPalette::PlaceholderText), sentence, more);
}

Fact::Fact(Status status, const QString &sentence, const QString &more, QWidget *parent) : QWidget(parent)
{
    build(new Sign(status, signSize), sentence, more);
}

void Fact::build(QWidget *sign, const QString &sentence, const QString &more)
{
    auto *words = new QVBoxLayout;
    words->setSpacing(space(Space::Hair) / 2);
    words->addWidget(label(sentence));
    if (!more.isEmpty())
        words->addWidget(label(more, TextRole::Body, Voice::Second));
    words->addStretch(1);
    auto *signColumn = new QVBoxLayout;
    signColumn->addSpacing(space(Space::Hair) / 2);
    signColumn->addWidget(sign);
    signColumn->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space(Space::Medium));
    row->addLayout(signColumn);
    row->addLayout(words, stretchToLimit);
    row->addStretch(1);
}

Figure::Figure(const QString &number, const QString &words, QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(label(number, TextRole::Title));
    column->addWidget(label(words, TextRole::Body, Voice::Second));
    column->addStretch(1); // beside one with more lines it begins at the same height
}

FigureRow::FigureRow(QWidget *parent) : QWidget(parent), m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space(Space::Large));
}

void FigureRow::add(const QString &number, const QString &words)
{
    m_row->addWidget(new Figure(number, words), 1);
}

int FigureRow::widest() const
{
    int width = scaled(leastFigure);
    for (int i = 0; i < m_row->count(); ++i)
        width = std::max(width, m_row->itemAt(i)->minimumSize().width());
    return width;
}

/// They may stand one under the other.
QSize FigureRow::minimumSizeHint() const
{
    return {widest(), QWidget::minimumSizeHint().height()};
}

void FigureRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool fits = m_row->count() * (widest() + m_row->spacing()) <= width() + m_row->spacing();
    m_row->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace ui
