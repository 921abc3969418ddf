// SPDX-License-Identifier: MIT
#include "ui/widgets/trail.h"

#include "ui/style/icon.h"
#include "ui/style/metrics.h"

#include <QPainter>

namespace ui {

namespace {

constexpr int circle = 20;
constexpr int chevron = 16;

QFont stepFont(bool current)
{
    QFont font = textFont(TextRole::Small);
    if (current)
        font.setWeight(QFont::DemiBold);
    return font;
}

void paintCircle(QPainter &painter, const QRectF &place, const QPalette &palette, int number, int current)
{
    const bool present = number == current;
    painter.setPen(QPen(palette.color(present ? QPalette::Highlight : QPalette::Dark), 1.2));
    painter.setBrush(present ? palette.brush(QPalette::Highlight) : QBrush(Qt::NoBrush));
    painter.drawEllipse(place.adjusted(0.6, 0.6, -0.6, -0.6));
    painter.setPen(palette.color(present ? QPalette::HighlightedText : QPalette::PlaceholderText));
    if (number >= current) {
        painter.setFont(stepFont(present));
        painter.drawText(place, Qt::AlignCenter, QString::number(number + 1));
        return;
    }
    painter.setPen(QPen(palette.color(QPalette::PlaceholderText), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF centre = place.center();
    const double unit = place.width() / circle;
    painter.drawPolyline(QPolygonF(
        {centre + QPointF(-4, 0.3) * unit, centre + QPointF(-1, 3.2) * unit, centre + QPointF(4.2, -3) * unit}));
}

} // namespace

Trail::Trail(QStringList steps, QWidget *parent) : QWidget(parent), m_steps(std::move(steps))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    tell();
}

void Trail::setCurrent(int step)
{
    m_current = step;
    tell();
    update();
}

void Trail::tell()
{
    setAccessibleName(tr("Step %1 of %2: %3").arg(m_current + 1).arg(m_steps.size()).arg(m_steps.value(m_current)));
}

QSize Trail::sizeHint() const
{
    int width = 0;
    for (const QString &step : m_steps)
        width +=
            QFontMetrics(stepFont(true)).horizontalAdvance(step) + scaled(circle + chevron) + 3 * space(Space::Small);
    return {width, scaled(24)};
}

QSize Trail::minimumSizeHint() const
{
    return {scaled(200), scaled(24)};
}

void Trail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int gap = space(Space::Small);
    const bool reversed = layoutDirection() == Qt::RightToLeft;
    const bool roomy = sizeHint().width() <= width(); // else only the present step has its name
    double x = 0;
    const auto placed = [&](double width, double size) {
        const double left = reversed ? this->width() - x - width : x;
        return QRectF(left, (height() - size) / 2.0, width, size);
    };
    for (int i = 0; i < m_steps.size(); ++i) {
        paintCircle(painter, placed(scaled(circle), scaled(circle)), palette(), i, m_current);
        x += scaled(circle) + gap;
        if (i == m_current || roomy) {
            const QFont font = stepFont(i == m_current);
            const double width = QFontMetricsF(font).horizontalAdvance(m_steps[i]) + 1;
            painter.setFont(font);
            painter.setPen(palette().color(i == m_current ? QPalette::WindowText : QPalette::PlaceholderText));
            painter.drawText(placed(width, height()), Qt::AlignVCenter | Qt::AlignLeft, m_steps[i]);
            x += width + gap;
        }
        if (i + 1 < m_steps.size()) {
            const QRectF place = placed(scaled(chevron), scaled(chevron));
            painter.save();
            if (reversed) {
                painter.translate(place.center());
                painter.scale(-1, 1);
                painter.translate(-place.center());
            }
            painter.drawPixmap(place.topLeft(),
                               iconPixmap(QStringLiteral("chevron-right"), palette().color(QPalette::PlaceholderText),
                                          scaled(chevron), devicePixelRatioF()));
            painter.restore();
            x += scaled(chevron) + gap;
        }
    }
}

} // namespace ui
