// SPDX-License-Identifier: MIT
#include "ui/widgets/option.h"

#include <QStyle>
#include <algorithm>

namespace ui {

Option::Option(const QString &words, QWidget *parent) : QRadioButton(words, parent), m_words(words)
{
    setAccessibleName(words);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int Option::around() const
{
    constexpr int spare = 8;
    return style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, this) +
           style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing, nullptr, this) + spare;
}

QStringList Option::linesFor(int width) const
{
    QStringList lines;
    for (const QString &word : m_words.split(QLatin1Char(' '))) {
        const QString longer = lines.isEmpty() ? word : QString(lines.last() + QLatin1Char(' ') + word);
        if (!lines.isEmpty() && fontMetrics().horizontalAdvance(longer) <= width - around())
            lines.last() = longer;
        else
            lines.append(word);
    }
    return lines;
}

QSize Option::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_words) + around(), heightForWidth(QWIDGETSIZE_MAX)};
}

QSize Option::minimumSizeHint() const
{
    int longest = 0;
    for (const QString &word : m_words.split(QLatin1Char(' ')))
        longest = std::max(longest, fontMetrics().horizontalAdvance(word));
    return {longest + around(), heightForWidth(QWIDGETSIZE_MAX)};
}

int Option::heightForWidth(int width) const
{
    constexpr int spare = 4;
    const int words = int(linesFor(width).size()) * fontMetrics().lineSpacing();
    return std::max(words, style()->pixelMetric(QStyle::PM_ExclusiveIndicatorHeight, nullptr, this)) + spare;
}

void Option::resizeEvent(QResizeEvent *event)
{
    QRadioButton::resizeEvent(event);
    const QString broken = linesFor(width()).join(QLatin1Char('\n'));
    if (broken != text())
        setText(broken);
}

} // namespace ui
