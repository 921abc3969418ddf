// SPDX-License-Identifier: MIT
#pragma once

#include <QProxyStyle>

class QAbstractItemView;
class QPushButton;

namespace ui {

/// Marks a button as the one to press: filled with the accent colour.
void setFilled(QPushButton *button, bool filled = true);
/// Marks a button as one that takes something away: red words.
void setDestructive(QPushButton *button);
/// Marks a view whose delegate lays selectionTint() behind selected rows: then the indentation before them has it, too.
void setTintedSelection(QAbstractItemView *view);

/// Fusion with flat buttons, outlines that can be seen in the dark, and our sizes. For where the platform has no style
/// of its own.
class ProxyStyle : public QProxyStyle
{
    Q_OBJECT
public:
    ProxyStyle();
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget) const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
};

} // namespace ui
