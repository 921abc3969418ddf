// SPDX-License-Identifier: MIT
#include "ui/widgets/option.h"

#include <QStyle>
#include <algorithm>
#include <type_traits>

namespace ui {

namespace {

template <typename Button>
constexpr bool isRadio = std::is_same_v<Button, QRadioButton>;

template <typename Button>
constexpr QStyle::PixelMetric indicatorWidth =
    isRadio<Button> ? QStyle::PM_ExclusiveIndicatorWidth : QStyle::PM_IndicatorWidth;

template <typename Button>
constexpr QStyle::PixelMetric indicatorHeight =
    isRadio<Button> ? QStyle::PM_ExclusiveIndicatorHeight : QStyle::PM_IndicatorHeight;

template <typename Button>
constexpr QStyle::PixelMetric gap =
    isRadio<Button> ? QStyle::PM_RadioButtonLabelSpacing : QStyle::PM_CheckBoxLabelSpacing;

} // namespace

template <typename Button>
Wrapping<Button>::Wrapping(const QString &words, QWidget *parent) : Button(words, parent), m_words(words)
{
    this->setAccessibleName(QString(words).remove(QLatin1Char('&')));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    this->setSizePolicy(policy);
}

template <typename Button>
int Wrapping<Button>::around() const
{
    constexpr int spare = 8;
    const QStyle *style = this->style();
    return style->pixelMetric(indicatorWidth<Button>, nullptr, this) + style->pixelMetric(gap<Button>, nullptr, this) +
           spare;
}

template <typename Button>
int Wrapping<Button>::advance(const QString &words) const
{
    return this->fontMetrics().size(Qt::TextShowMnemonic, words).width();
}

template <typename Button>
QStringList Wrapping<Button>::linesFor(int width) const
{
    QStringList lines;
    for (const QString &word : m_words.split(QLatin1Char(' '))) {
        const QString longer = lines.isEmpty() ? word : QString(lines.last() + QLatin1Char(' ') + word);
        if (!lines.isEmpty() && advance(longer) <= width - around())
            lines.last() = longer;
        else
            lines.append(word);
    }
    return lines;
}

template <typename Button>
QSize Wrapping<Button>::sizeHint() const
{
    return {advance(m_words) + around(), heightForWidth(QWIDGETSIZE_MAX)};
}

template <typename Button>
QSize Wrapping<Button>::minimumSizeHint() const
{
    int longest = 0;
    for (const QString &word : m_words.split(QLatin1Char(' ')))
        longest = std::max(longest, advance(word));
    return {longest + around(), heightForWidth(QWIDGETSIZE_MAX)};
}

template <typename Button>
int Wrapping<Button>::heightForWidth(int width) const
{
    constexpr int spare = 4;
    const int words = int(linesFor(width).size()) * this->fontMetrics().lineSpacing();
    return std::max(words, this->style()->pixelMetric(indicatorHeight<Button>, nullptr, this)) + spare;
}

template <typename Button>
void Wrapping<Button>::resizeEvent(QResizeEvent *event)
{
    Button::resizeEvent(event);
    const QString broken = linesFor(this->width()).join(QLatin1Char('\n'));
    if (broken != this->text())
        this->setText(broken);
}

template class Wrapping<QRadioButton>;
template class Wrapping<QCheckBox>;

} // namespace ui
