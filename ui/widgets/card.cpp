// SPDX-License-Identifier: MIT
#include "ui/widgets/card.h"

#include "ui/style/sign.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace ui {

namespace {

constexpr double corner = 6;
constexpr int smallSign = 24;
constexpr int largeSign = 32;

} // namespace

Card::Card(QWidget *parent) : QFrame(parent)
{
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
}

StatusCard::StatusCard(Size size, QWidget *parent)
    : Card(parent),
      m_sign(new Sign(Status::Waiting, size == Size::Large ? largeSign : smallSign)),
      m_title(label({}, size == Size::Large ? TextRole::Section : TextRole::Body)),
      m_sentence(label({}, TextRole::Body, size == Size::Large ? Voice::First : Voice::Second)),
      m_row(new QHBoxLayout(this))
{
    if (size == Size::Small) {
        QFont bold = m_title->font();
        bold.setWeight(QFont::DemiBold);
        m_title->setFont(bold);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(space(Space::Hair));
    words->addStretch(1); // beside a higher card they stay together
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    words->addStretch(1);
    const int margin = space(Space::Large);
    m_row->setContentsMargins(margin, margin, margin, margin);
    m_row->setSpacing(space(Space::Normal));
    m_row->addWidget(m_sign);
    constexpr int mostOfIt = 100;
    m_row->addLayout(words, mostOfIt);
    m_row->addStretch(1); // what the words leave
}

void StatusCard::show(Status status, const QString &title, const QString &sentence)
{
    m_sign->setStatus(status);
    m_title->setText(title);
    m_sentence->setText(sentence);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

QPushButton *StatusCard::action()
{
    if (m_action == nullptr) {
        m_action = new QPushButton;
        m_action->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        m_row->addWidget(m_action);
    }
    return m_action;
}

} // namespace ui
