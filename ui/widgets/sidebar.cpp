// SPDX-License-Identifier: MIT
#include "ui/widgets/sidebar.h"

#include "ui/style/colors.h"
#include "ui/style/icon.h"
#include "ui/style/metrics.h"
#include "ui/widgets/picture.h"
#include "ui/widgets/text.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QFocusEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {

constexpr int entryHeight = 40;
constexpr int pictureSize = 20;

/// One place: tinted when current, with a frame when it has the keyboard.
class Entry : public QAbstractButton
{
    Q_OBJECT
public:
    Entry(QString iconName, const QString &title) : m_icon(std::move(iconName))
    {
        setText(title);
        setAccessibleName(title);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        const int words = QFontMetrics(bold).horizontalAdvance(text());
        const QFontMetrics small(textFont(TextRole::Small));
        const int percents = 6 * small.horizontalAdvance(u'0'); // the same for 9 % and for 100 %
        const int note = m_tells ? std::max(percents, small.horizontalAdvance(m_note)) : 0;
        return {words + note + scaled(pictureSize) + 4 * space(Space::Medium), scaled(entryHeight)};
    }

    void keepRoom()
    {
        m_tells = true;
        updateGeometry();
    }

    void setNote(const QString &note)
    {
        if (m_note == note)
            return;
        m_note = note;
        setAccessibleDescription(note);
        update();
    }

protected:
    void focusInEvent(QFocusEvent *event) override
    {
        const Qt::FocusReason reason = event->reason();
        m_byKeyboard =
            reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
        QAbstractButton::focusInEvent(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool dark = schemeOf(palette()) == Scheme::Dark;
        const QColor base = palette().color(QPalette::Midlight);
        const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
        if (isChecked() || underMouse())
            painter.fillRect(box, blended(palette().color(QPalette::Highlight), base,
                                          (dark ? 0.25 : 0.14) * (isChecked() ? 1 : 0.5)));
        if (hasFocus() && m_byKeyboard) {
            painter.setPen(QPen(palette().color(QPalette::Link), 1.5));
            painter.drawRoundedRect(box, 3, 3);
        }
        const QColor color = palette().color(isChecked() ? QPalette::Link : QPalette::PlaceholderText);
        const int size = scaled(pictureSize);
        QRect place(space(Space::Small), (height() - size) / 2, size, size);
        QRect words(place.right() + space(Space::Medium), 0, width(), height());
        words.setRight(width() - space(Space::Hair));
        if (layoutDirection() == Qt::RightToLeft) {
            place.moveRight(width() - space(Space::Small));
            words = QRect(space(Space::Hair), 0, place.left() - space(Space::Medium) - space(Space::Hair), height());
        }
        painter.drawPixmap(place.topLeft(), iconPixmap(m_icon, color, size, devicePixelRatioF()));
        QFont font = this->font();
        font.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(
            words, Qt::AlignVCenter | (layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft), text());
        painter.setFont(textFont(TextRole::Small));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(words.adjusted(space(Space::Hair), 0, -space(Space::Hair), 0),
                         Qt::AlignVCenter | (layoutDirection() == Qt::RightToLeft ? Qt::AlignLeft : Qt::AlignRight),
                         m_note);
    }

private:
    QString m_icon;
    QString m_note;
    bool m_tells = false;      ///< room is kept for a note
    bool m_byKeyboard = false; ///< only then a frame says where the focus is
};

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QWidget(parent), m_group(new QButtonGroup(this)), m_top(new QVBoxLayout), m_bottom(new QVBoxLayout)
{
    setMinimumWidth(scaled(sidebarWidth));
    auto *name = label(QStringLiteral("Cutover"), TextRole::Section);
    name->setWordWrap(false);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space(Space::Small), 0, 0, space(Space::Normal));
    head->setSpacing(space(Space::Small));
    head->addWidget(new Picture(QStringLiteral("cutover"), pictureSize, QPalette::Link));
    head->addWidget(name, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space(Space::Small), space(Space::Large), space(Space::Small), space(Space::Small));
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(m_top);
    column->addStretch(1);
    column->addLayout(m_bottom);
    connect(m_group, &QButtonGroup::idClicked, this, &Sidebar::chosen);
}

void Sidebar::add(int place, const QString &iconName, const QString &title, End end)
{
    auto *entry = new Entry(iconName, title);
    m_group->addButton(entry, place);
    (end == End::Top ? m_top : m_bottom)->addWidget(entry);
}

void Sidebar::setCurrent(int place)
{
    if (QAbstractButton *entry = m_group->button(place))
        entry->setChecked(true);
}

void Sidebar::keepRoomForNote(int place)
{
    if (auto *entry = static_cast<Entry *>(m_group->button(place)))
        entry->keepRoom();
}

void Sidebar::setNote(int place, const QString &note)
{
    if (auto *entry = static_cast<Entry *>(m_group->button(place)))
        entry->setNote(note);
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Midlight));
    painter.setPen(palette().color(QPalette::Mid));
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.drawLine(edge, 0, edge, height());
}

} // namespace ui

#include "sidebar.moc"
