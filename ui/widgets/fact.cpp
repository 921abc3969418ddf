// SPDX-License-Identifier: MIT
#include "ui/widgets/fact.h"

#include "ui/style/icon.h"
#include "ui/style/sign.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>

namespace ui {

namespace {

constexpr int signSize = 16;

} // namespace

Fact::Fact(const QString &iconName, const QString &sentence, const QString &more, QWidget *parent) : QWidget(parent)
{
    auto *picture = new QLabel;
    picture->setPixmap(
        iconPixmap(iconName, palette().color(QPalette::PlaceholderText), scaled(signSize), devicePixelRatioF()));
    build(picture, sentence, more);
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
    row->addLayout(words, 1);
}

Figure::Figure(const QString &number, const QString &words, QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(label(number, TextRole::Title));
    column->addWidget(label(words, TextRole::Body, Voice::Second));
}

} // namespace ui
