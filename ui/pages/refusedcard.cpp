// SPDX-License-Identifier: MIT
#include "ui/pages/refusedcard.h"

#include "ui/models/remarkmodel.h"
#include "ui/session/plans.h"
#include "ui/style/icon.h"
#include "ui/style/sign.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/sentencelist.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace ui {

namespace {

constexpr int signSize = 20;

} // namespace

RefusedCard::RefusedCard(Plans *plans, QWidget *parent)
    : Card(parent), m_plans(plans), m_model(new RefusedModel(this)), m_title(label({})), m_leaveOut(new QCheckBox)
{
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setMaximumWidth(QWIDGETSIZE_MAX);
    auto *list = new SentenceList(tr("What cannot be moved, and why"));
    list->setModel(m_model);
    auto *again = new QPushButton(icon(QStringLiteral("refresh")), tr("Try a&gain"));
    connect(again, &QPushButton::clicked, plans, &Plans::prepareRefused);
    connect(m_leaveOut, &QCheckBox::toggled, plans, &Plans::setRefusedLeftOut);
    auto *answer = new FlowLayout;
    answer->setSpacing(space(Space::Normal));
    answer->addWidget(m_leaveOut);
    answer->addWidget(again);
    auto *words = new QVBoxLayout;
    words->setSpacing(space(Space::Small));
    words->addWidget(m_title);
    words->addWidget(list);
    words->addLayout(answer);
    auto *row = new QHBoxLayout(this);
    const int margin = space(Space::Normal);
    row->setContentsMargins(margin, margin, margin, margin);
    row->setSpacing(space(Space::Medium));
    row->addWidget(new Sign(Status::Wrong, signSize), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    hide();
}

void RefusedCard::refresh()
{
    const bool whole = !m_plans->isIncomplete();
    m_model->setSources(whole ? m_plans->sources() : QList<PlannedSource>());
    const int refused = m_model->rowCount();
    setVisible(refused > 0);
    m_title->setText(tr("%n creator(s) cannot be moved", nullptr, refused));
    m_leaveOut->setText(tr("Move the others; these stay as they are"));
    m_leaveOut->setVisible(whole && !m_plans->toMove().isEmpty());
    m_leaveOut->setChecked(m_plans->refusedLeftOut());
}

} // namespace ui
