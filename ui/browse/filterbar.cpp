// SPDX-License-Identifier: MIT
#include "ui/browse/filterbar.h"

#include "ui/browse/valuewords.h"
#include "ui/style/icon.h"
#include "ui/style/metrics.h"
#include "ui/style/proxystyle.h"

#include <QComboBox>
#include <QDate>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using browse::Filter;
using browse::ValueKind;
using Test = Filter::Test;

namespace {

constexpr int longestChip = 40; ///< letters

bool isOrdered(ValueKind kind)
{
    return kind == ValueKind::Number || kind == ValueKind::Date || kind == ValueKind::Moment;
}

QList<Test> testsFor(const browse::Column &column)
{
    switch (column.kind) {
    case ValueKind::Number:
    case ValueKind::Date:
    case ValueKind::Moment:
        return {Test::Is,      Test::IsNot, Test::AtLeast, Test::AtMost,
                Test::Between, Test::OneOf, Test::IsEmpty, Test::IsNotEmpty};
    case ValueKind::Boolean:
        return {Test::Is, Test::IsEmpty, Test::IsNotEmpty};
    case ValueKind::Bytes:
        return {Test::IsEmpty, Test::IsNotEmpty};
    case ValueKind::Text:
    case ValueKind::Json:
    case ValueKind::Other:
        break;
    }
    return {Test::Contains, Test::Is, Test::IsNot, Test::OneOf, Test::IsEmpty, Test::IsNotEmpty};
}

QString testWord(Test test, ValueKind kind)
{
    const bool time = kind == ValueKind::Date || kind == ValueKind::Moment;
    switch (test) {
    case Test::Contains:
        return FilterBar::tr("contains");
    case Test::Is:
        return FilterBar::tr("is");
    case Test::IsNot:
        return FilterBar::tr("is not");
    case Test::OneOf:
        return FilterBar::tr("is one of");
    case Test::AtLeast:
        return time ? FilterBar::tr("is from") : FilterBar::tr("is at least");
    case Test::AtMost:
        return time ? FilterBar::tr("is up to") : FilterBar::tr("is at most");
    case Test::Between:
        return FilterBar::tr("is between");
    case Test::IsEmpty:
        return FilterBar::tr("is empty");
    case Test::IsNotEmpty:
        break;
    }
    return FilterBar::tr("is not empty");
}

/// As the server writes it: a person may write numbers, dates and yes in their own way.
QString exactText(const browse::Column &column, const QString &typed)
{
    const QString text = column.kind == ValueKind::Text ? typed : typed.trimmed();
    if (column.kind == ValueKind::Number)
        return QString(text).remove(QLocale().groupSeparator()).replace(QLocale().decimalPoint(), u"."_s);
    if (column.kind == ValueKind::Boolean)
        return text.compare(FilterBar::tr("yes"), Qt::CaseInsensitive) == 0  ? u"true"_s
               : text.compare(FilterBar::tr("no"), Qt::CaseInsensitive) == 0 ? u"false"_s
                                                                             : text;
    if (isOrdered(column.kind)) {
        const QDate date = QLocale().toDate(text, dateFormat());
        return date.isValid() ? date.toString(Qt::ISODate) : text;
    }
    return text;
}

} // namespace

QString filterText(const browse::Shape &shape, const Filter &filter)
{
    const browse::Column &column = shape.columns[filter.column];
    QStringList values;
    for (const QString &value : filter.values)
        values += onOneLine(valueText(column, value));
    const QString words = column.name + u' ' + testWord(filter.test, column.kind);
    if (filter.test == Test::Between && values.size() == 2)
        return FilterBar::tr("%1 %2 and %3").arg(words, values[0], values[1]);
    return values.isEmpty() ? words : QString(words + u' ' + values.join(u", "_s));
}

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent),
      m_bar(new QHBoxLayout),
      m_chips(new QHBoxLayout),
      m_add(new QPushButton(icon(u"plus"_s), tr("Add a &filter"))),
      m_line(new QWidget),
      m_column(new QComboBox),
      m_test(new QComboBox),
      m_value(new QLineEdit),
      m_other(new QLineEdit)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Hair));
    m_bar->setSpacing(space(Space::Small));
    m_bar->addLayout(m_chips);
    m_bar->addWidget(m_add);
    m_bar->addStretch(1);
    column->addLayout(m_bar);
    column->addWidget(m_line);
    m_add->setObjectName(u"addFilter"_s);
    m_column->setAccessibleName(tr("Column of the filter"));
    m_test->setAccessibleName(tr("What the filter asks"));
    m_value->setAccessibleName(tr("Value of the filter"));
    m_value->setObjectName(u"filterValue"_s);
    m_other->setAccessibleName(tr("Last value of the filter"));
    auto *apply = new QPushButton(tr("&Apply"));
    apply->setObjectName(u"applyFilter"_s);
    auto *cancel = new QPushButton(tr("&Cancel"));
    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space(Space::Small));
    for (QWidget *part :
         {static_cast<QWidget *>(m_column), static_cast<QWidget *>(m_test), static_cast<QWidget *>(m_value),
          static_cast<QWidget *>(m_other), static_cast<QWidget *>(apply), static_cast<QWidget *>(cancel)})
        line->addWidget(part, part == m_value || part == m_other ? 1 : 0);
    m_column->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_column->setMinimumContentsLength(12);
    m_line->hide();
    connect(m_add, &QPushButton::clicked, this, [this] { begin(std::max(0, m_column->currentIndex())); });
    connect(m_column, &QComboBox::currentIndexChanged, this, &FilterBar::showTests);
    connect(m_test, &QComboBox::currentIndexChanged, this, &FilterBar::showFields);
    connect(apply, &QPushButton::clicked, this, &FilterBar::add);
    connect(m_value, &QLineEdit::returnPressed, this, &FilterBar::add);
    connect(m_other, &QLineEdit::returnPressed, this, &FilterBar::add);
    connect(cancel, &QPushButton::clicked, m_line, &QWidget::hide);
}

void FilterBar::setShape(const std::shared_ptr<const browse::Shape> &shape)
{
    m_shape = shape;
    m_filters.clear();
    m_column->clear();
    for (const browse::Column &column : shape->columns)
        m_column->addItem(onOneLine(column.name));
    m_line->hide();
    m_add->setEnabled(!shape->columns.isEmpty());
    showFilters();
}

void FilterBar::setFilters(const QList<Filter> &filters)
{
    m_filters = filters;
    showFilters();
}

void FilterBar::begin(int column)
{
    m_column->setCurrentIndex(column);
    showTests();
    m_line->show();
    (m_value->isVisible() ? static_cast<QWidget *>(m_value) : m_test)->setFocus();
    m_value->selectAll();
}

void FilterBar::addControl(QWidget *control)
{
    m_bar->addWidget(control);
}

void FilterBar::showTests()
{
    if (!m_shape || m_column->currentIndex() < 0)
        return;
    const browse::Column &column = m_shape->columns[m_column->currentIndex()];
    const QSignalBlocker quiet(m_test);
    m_test->clear();
    for (const Test test : testsFor(column))
        m_test->addItem(testWord(test, column.kind), int(test));
    showFields();
}

void FilterBar::showFields()
{
    const auto test = static_cast<Test>(m_test->currentData().toInt());
    m_value->setVisible(test != Test::IsEmpty && test != Test::IsNotEmpty);
    m_other->setVisible(test == Test::Between);
    m_value->setPlaceholderText(test == Test::OneOf ? tr("one, two, three") : QString());
}

void FilterBar::add()
{
    const int number = m_column->currentIndex();
    const browse::Column &column = m_shape->columns[number];
    Filter filter{.column = number, .test = static_cast<Test>(m_test->currentData().toInt()), .values = {}};
    if (filter.test == Test::OneOf) {
        for (const QString &value : m_value->text().split(u',', Qt::SkipEmptyParts))
            filter.values += exactText(column, value.trimmed());
    } else if (m_value->isVisibleTo(m_line)) {
        filter.values += exactText(column, m_value->text());
        if (filter.test == Test::Between)
            filter.values += exactText(column, m_other->text());
    }
    m_filters += filter;
    m_line->hide();
    m_value->clear();
    m_other->clear();
    showFilters();
    Q_EMIT changed();
}

void FilterBar::showFilters()
{
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < m_filters.size(); ++i) {
        const QString words = filterText(*m_shape, m_filters[i]);
        auto *chip =
            new QPushButton(icon(u"close"_s), words.size() > longestChip ? words.left(longestChip) + u'…' : words);
        chip->setObjectName(u"chip"_s);
        chip->setText(chip->text().replace(u'&', u"&&"_s));
        chip->setToolTip(tr("Take this filter off: %1").arg(words));
        chip->setAccessibleName(chip->toolTip());
        m_chips->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, i] {
            m_filters.removeAt(i);
            showFilters();
            Q_EMIT changed();
        });
    }
}

} // namespace ui
