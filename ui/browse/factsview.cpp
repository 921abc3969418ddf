// SPDX-License-Identifier: MIT
#include "ui/browse/factsview.h"

#include "ui/browse/barlist.h"
#include "ui/browse/gridview.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fact.h"
#include "ui/widgets/text.h"

#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// "today 09:41", or that it never was.
QString whenText(const QDateTime &moment)
{
    return moment.isValid() ? momentText(moment) : FactsView::tr("never");
}

QString countOrNothing(qint64 number)
{
    return number < 0 ? QString() : countText(number);
}

} // namespace

FactsView::FactsView(QWidget *parent)
    : RelationView(parent),
      m_banner(new Banner),
      m_parts(new QWidget),
      m_sentences(new QVBoxLayout),
      m_largestTitle(label(tr("Largest tables"), TextRole::Section)),
      m_largest(new BarList(tr("Largest tables"))),
      m_tables(new GridView(tr("Rows and upkeep of the tables"))),
      m_extensionsTitle(label(tr("Extensions of the database"), TextRole::Section)),
      m_extensions(new GridView(tr("Extensions of the database")))
{
    auto *column = new QVBoxLayout(m_parts);
    column->setContentsMargins(space(Space::Normal), space(Space::Normal), space(Space::Normal), space(Space::Normal));
    column->setSpacing(space(Space::Small));
    m_sentences->setSpacing(space(Space::Hair));
    column->addLayout(m_sentences);
    column->addSpacing(space(Space::Small));
    column->addWidget(m_largestTitle);
    column->addWidget(m_largest);
    column->addSpacing(space(Space::Small));
    column->addWidget(label(tr("Rows and upkeep"), TextRole::Section));
    column->addWidget(m_tables);
    column->addSpacing(space(Space::Small));
    column->addWidget(m_extensionsTitle);
    column->addWidget(m_extensions);
    column->addStretch(1);
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    m_parts->setBackgroundRole(QPalette::Base);
    m_parts->setAutoFillBackground(true);
    area->setWidget(m_parts);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_banner);
    whole->addWidget(area, 1);
    connect(m_largest, &BarList::followed, this, &FactsView::follow);
    connect(m_tables, &GridView::followed, this, &FactsView::follow);
    m_parts->hide();
}

QString FactsView::title() const
{
    return tr("Facts");
}

bool FactsView::suits(const Place &place) const
{
    return !place.isRelation() || place.relation.kind == browse::RelationKind::Table ||
           place.relation.kind == browse::RelationKind::MaterializedView;
}

void FactsView::look(const Place &place)
{
    if (!(m_place == place))
        m_parts->hide();
    m_place = place;
    m_banner->clear();
    place.database->readFacts(m_job, place.area.schema, place.relation.oid,
                              [this](const base::Result<browse::Facts> &facts) {
                                  if (facts) {
                                      show(*facts);
                                      m_parts->show();
                                  } else if (!isLost(m_place)) {
                                      m_parts->hide(); // it is not so any more
                                      m_banner->say(Status::Wrong, facts.error().message);
                                  }
                              });
}

void FactsView::show(const browse::Facts &facts)
{
    showSentences(facts);
    showLargest(facts);
    showTables(facts);
    showExtensions(facts);
}

void FactsView::showSentences(const browse::Facts &facts)
{
    while (QLayoutItem *item = m_sentences->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const browse::FactSentence &sentence : browse::inWords(facts, QDateTime::currentDateTime())) {
        if (sentence.tone == browse::FactTone::Note)
            m_sentences->addWidget(new Fact(Status::Note, sentence.text, {}));
        else
            m_sentences->addWidget(label(sentence.text));
    }
}

void FactsView::showLargest(const browse::Facts &facts)
{
    const qint64 most = facts.largest.isEmpty() ? 0 : std::max<qint64>(1, facts.largest.first().bytes);
    QList<BarList::Bar> bars;
    for (const browse::TableFacts &table : facts.largest)
        bars.append(
            {.name = m_place.isDatabase() ? QString(table.schema + u'.' + table.name) : table.name,
             .words = bytesText(table.bytes),
             .share = double(table.bytes) / double(most),
             .part = double(table.indexBytes) / double(most),
             .tip = tr("%1, of which indexes take up %2").arg(bytesText(table.bytes), bytesText(table.indexBytes)),
             .target = placeOf(table)});
    m_largest->setBars(bars);
    const bool several = bars.size() > 1;
    m_largestTitle->setVisible(several);
    m_largest->setVisible(several);
}

void FactsView::showTables(const browse::Facts &facts)
{
    QList<QList<GridCell>> rows;
    for (const browse::TableFacts &table : facts.largest)
        rows.append({{.text = table.name, .target = m_place.isRelation() ? QVariant() : placeOf(table)},
                     {.text = bytesText(table.bytes), .number = true},
                     {.text = bytesText(table.indexBytes), .number = true},
                     {.text = countOrNothing(table.liveRows), .number = true},
                     {.text = countOrNothing(table.deadRows), .number = true},
                     {.text = whenText(table.vacuumed), .quiet = !table.vacuumed.isValid()},
                     {.text = whenText(table.analyzed), .quiet = !table.analyzed.isValid()}});
    m_tables->setContent({tr("Table"), tr("Size"), tr("Indexes"), tr("Rows, about"), tr("Out of date"),
                          tr("Cleared away"), tr("Counted")},
                         rows);
}

void FactsView::showExtensions(const browse::Facts &facts)
{
    QList<QList<GridCell>> rows;
    for (const browse::Extension &extension : facts.extensions)
        rows.append({{.text = extension.name},
                     {.text = extension.version},
                     {.text = extension.schema, .quiet = true},
                     {.text = extension.comment, .quiet = true}});
    m_extensions->setContent({tr("Name"), tr("Version"), tr("Schema"), tr("What it is for")}, rows);
    m_extensionsTitle->setVisible(!rows.isEmpty() && !m_place.isRelation());
    m_extensions->setVisible(!rows.isEmpty() && !m_place.isRelation());
}

QVariant FactsView::placeOf(const browse::TableFacts &table) const
{
    if (!m_place.database)
        return {};
    Place place{.database = m_place.database, .area = m_place.area, .relation = {}};
    if (table.schema != place.area.schema) {
        const int area = m_place.database->catalog().indexOf(table.schema);
        if (area < 0)
            return {};
        place.area = m_place.database->catalog().areas().at(area);
    }
    place.relation = {table.oid, browse::RelationKind::Table, table.schema, table.name};
    return QVariant::fromValue(place);
}

void FactsView::follow(const QVariant &target)
{
    Q_EMIT wanted(target.value<Place>());
}

} // namespace ui
