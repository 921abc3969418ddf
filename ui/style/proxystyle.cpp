// SPDX-License-Identifier: MIT
#include "ui/style/proxystyle.h"

#include "ui/style/colors.h"
#include "ui/style/metrics.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>

namespace ui {

namespace {

constexpr auto filledProperty = "filled";
constexpr auto destructiveProperty = "destructive";
constexpr auto tintedProperty = "tintedSelection";
constexpr double corner = 3;
constexpr int indicatorSize = 16;
constexpr int buttonPadding = 16;
constexpr int fieldPadding = 4;
constexpr int headerMargin = 8;
constexpr int boxMargin = 4;
constexpr int arrowSize = 10;

bool has(const QWidget *widget, const char *property)
{
    return widget != nullptr && widget->property(property).toBool();
}

QColor shaded(const QColor &color, const QStyleOption &option)
{
    if (option.state & QStyle::State_Sunken)
        return color.darker(112);
    return option.state & QStyle::State_MouseOver ? color.lighter(106) : color;
}

void paintBox(QPainter &painter, const QRectF &rectangle, const QColor &fill, const QPen &border)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border);
    painter.setBrush(fill);
    painter.drawRoundedRect(rectangle.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    painter.restore();
}

void paintButton(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const QPalette &palette = option.palette;
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focus = option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange;
    const bool filled = enabled && has(widget, filledProperty);
    const QColor fill = filled ? palette.color(QPalette::Highlight) : palette.color(QPalette::Button);
    QColor border = palette.color(enabled ? QPalette::Dark : QPalette::Mid);
    if (filled)
        border = palette.color(QPalette::Highlight).darker(120);
    paintBox(painter, option.rect, enabled ? shaded(fill, option) : palette.color(QPalette::Window),
             focus ? QPen(palette.color(QPalette::Link), 2) : QPen(border, 1));
}

void paintField(const QStyleOption &option, QPainter &painter)
{
    const bool focus = option.state & QStyle::State_HasFocus;
    const bool dark = schemeOf(option.palette) == Scheme::Dark;
    const QColor accent = option.palette.color(dark ? QPalette::Link : QPalette::Highlight);
    const QColor outline = option.palette.color(option.state & QStyle::State_Enabled ? QPalette::Dark : QPalette::Mid);
    paintBox(painter, option.rect, Qt::transparent, focus ? QPen(accent, 2) : QPen(outline, 1));
}

/// Fusion takes the window's colour for outlines, which are lost in the dark.
template <typename Option>
Option withVisibleOutline(const Option &option)
{
    Option copy = option;
    copy.palette.setColor(QPalette::Window, option.palette.color(QPalette::Dark).lighter(140));
    return copy;
}

void paintHeader(const QStyleOption &option, QPainter &painter)
{
    painter.fillRect(option.rect, option.palette.color(QPalette::AlternateBase));
    painter.setPen(option.palette.color(QPalette::Mid));
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const int edge = option.direction == Qt::RightToLeft ? option.rect.left() : option.rect.right();
    painter.drawLine(edge, option.rect.top(), edge, option.rect.bottom());
}

/// With the arrow at the end of the words, which is the left one where one reads from the right.
void paintMenuButton(const QProxyStyle &style, const QStyleOptionButton &button, QPainter &painter,
                     const QWidget *widget)
{
    QStyleOptionButton plain = button;
    plain.features &= ~QStyleOptionButton::HasMenu;
    style.drawControl(QStyle::CE_PushButtonBevel, &plain, &painter, widget);
    QStyleOption arrow = button;
    if (button.state & QStyle::State_Enabled && has(widget, filledProperty))
        for (const auto role : {QPalette::ButtonText, QPalette::WindowText, QPalette::Text})
            arrow.palette.setColor(role, button.palette.color(QPalette::HighlightedText));
    const int room = style.pixelMetric(QStyle::PM_MenuButtonIndicator, &button, widget);
    const int size = scaled(arrowSize);
    const QRect last(button.rect.right() - room, button.rect.center().y() - size / 2 + 1, size, size);
    arrow.rect = QStyle::visualRect(button.direction, button.rect, last);
    style.drawPrimitive(QStyle::PE_IndicatorArrowDown, &arrow, &painter, widget);
}

void paintBar(QPainter &painter, const QStyleOptionProgressBar &option)
{
    const double share = option.maximum > option.minimum
                             ? double(option.progress - option.minimum) / (option.maximum - option.minimum)
                             : 0;
    QRectF done = option.rect;
    done.setWidth(done.width() * std::clamp(share, 0.0, 1.0));
    if (option.direction == Qt::RightToLeft)
        done.moveRight(option.rect.right() + 1);
    QPainterPath clip;
    clip.addRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(clip);
    painter.fillRect(done, option.palette.color(QPalette::Highlight));
    painter.restore();
}

} // namespace

void setFilled(QPushButton *button, bool filled)
{
    button->setProperty(filledProperty, filled);
    QFont font = button->font();
    font.setWeight(filled ? QFont::DemiBold : QFont::Normal);
    button->setFont(font);
    button->update();
}

void setDestructive(QPushButton *button)
{
    button->setProperty(destructiveProperty, true);
}

void setTintedSelection(QAbstractItemView *view)
{
    view->setProperty(tintedProperty, true);
}

ProxyStyle::ProxyStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void ProxyStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        paintButton(*option, *painter, widget);
        return;
    case PE_FrameLineEdit:
        paintField(*option, *painter);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
    case PE_IndicatorRadioButton: {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const auto copy = withVisibleOutline(*button);
            QProxyStyle::drawPrimitive(element, &copy, painter, widget);
            return;
        }
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            const auto copy = withVisibleOutline(*item);
            QProxyStyle::drawPrimitive(element, &copy, painter, widget);
            return;
        }
        break;
    }
    case PE_PanelButtonTool:
        if (option->state & State_AutoRaise && !(option->state & State_MouseOver))
            return; // an open disclosure is no pressed button
        break;
    case PE_FrameFocusRect:
        if (qobject_cast<const QPushButton *>(widget) != nullptr)
            return; // its border shows it
        break;
    case PE_PanelItemViewRow:
        if (option->state & State_Selected && has(widget, tintedProperty)) {
            painter->fillRect(option->rect, selectionTint(option->palette));
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ProxyStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    if (element == CE_ProgressBarGroove) {
        paintBox(*painter, option->rect, option->palette.color(QPalette::Base),
                 QPen(option->palette.color(QPalette::Dark), 1));
        return;
    }
    if (element == CE_HeaderSection) {
        paintHeader(*option, *painter);
        return;
    }
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (element == CE_ProgressBarContents && bar != nullptr && bar->maximum > bar->minimum) {
        paintBar(*painter, *bar);
        return;
    }
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (element == CE_PushButtonBevel && button != nullptr && button->features & QStyleOptionButton::HasMenu) {
        paintMenuButton(*this, *button, *painter, widget);
        return;
    }
    if (element == CE_PushButtonLabel && button != nullptr && button->state & State_Enabled) {
        QStyleOptionButton copy = *button;
        if (has(widget, filledProperty)) {
            copy.palette.setColor(QPalette::ButtonText, copy.palette.color(QPalette::HighlightedText));
            if (!copy.icon.isNull())
                copy.icon =
                    QIcon(copy.icon.pixmap(copy.iconSize, painter->device()->devicePixelRatioF(), QIcon::Selected));
        } else if (has(widget, destructiveProperty)) {
            copy.palette.setColor(QPalette::ButtonText, statusColor(Status::Wrong, copy.palette));
        }
        QProxyStyle::drawControl(element, &copy, painter, widget);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

int ProxyStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return scaled(indicatorSize);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return scaled(indicatorSize);
    case PM_FocusFrameHMargin:
        return scaled(boxMargin); // between a box and its words, in a view
    case PM_HeaderMargin:
        return scaled(headerMargin);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize ProxyStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        wanted.setWidth(std::max(size.width() + 2 * scaled(buttonPadding), scaled(80)));
        wanted.setHeight(std::max(wanted.height(), scaled(controlHeight)));
        break;
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        wanted.setHeight(std::max(wanted.height(), scaled(controlHeight)));
        break;
    default:
        break;
    }
    return wanted;
}

QRect ProxyStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rectangle = QProxyStyle::subElementRect(element, option, widget);
    if (element != SE_LineEditContents)
        return rectangle;
    const int padding = scaled(fieldPadding);
    return rectangle.adjusted(padding, 0, -padding, 0);
}

void ProxyStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
}

} // namespace ui
