// SPDX-License-Identifier: MIT
#include "ui/browse/structureview.h"

#include "migration/journal/tableorigin.h"
#include "ui/browse/gridview.h"
#include "ui/browse/sqlhighlighter.h"
#include "ui/browse/structurewords.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/text.h"

#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype beforeDefaults = 4; ///< where the column of what it was in SQLite comes

/// A column's declared type in SQLite, and its name where that was another.
QString originWords(const migration::ColumnOrigin &origin, const QString &nameNow)
{
    const QString type = origin.type.isEmpty() ? StructureView::tr("no type") : origin.type;
    return origin.name == nameNow ? type : origin.name + u' ' + type;
}

void showPart(QLabel *title, GridView *grid, bool visible)
{
    title->setVisible(visible);
    grid->setVisible(visible);
}

} // namespace

StructureView::StructureView(QWidget *parent)
    : RelationView(parent),
      m_banner(new Banner),
      m_comment(label({}, TextRole::Body, Voice::Second)),
      m_sql(new CopyField(tr("SQL that makes it"))),
      m_originSql(new CopyField(tr("SQL that made it in SQLite"))),
      m_parts(new QWidget)
{
    auto *column = new QVBoxLayout(m_parts);
    column->setContentsMargins(space(Space::Normal), space(Space::Normal), space(Space::Normal), space(Space::Normal));
    column->setSpacing(space(Space::Small));
    column->addWidget(m_comment);
    m_columns = addPart(column, tr("Columns"));
    m_keys = addPart(column, tr("Keys and links"));
    m_indexes = addPart(column, tr("Indexes"));
    m_triggers = addPart(column, tr("Triggers"));
    m_sqlPart = new Disclosure(tr("SQL that makes it"), m_sql);
    m_sqlPart->setOpen(true);
    column->addWidget(m_sqlPart);
    m_originPart = new Disclosure(tr("SQL that made it in SQLite"), m_originSql);
    column->addWidget(m_originPart);
    column->addStretch(1);
    for (const CopyField *field : {m_sql, m_originSql}) {
        if (auto *text = field->findChild<QPlainTextEdit *>())
            new SqlHighlighter(text->document());
    }
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
    m_parts->hide();
}

StructureView::Part StructureView::addPart(QVBoxLayout *column, const QString &accessibleName)
{
    const Part part{label({}, TextRole::Section), new GridView(accessibleName)};
    column->addWidget(part.title);
    column->addWidget(part.grid);
    column->addSpacing(space(Space::Small));
    connect(part.grid, &GridView::followed, this, &StructureView::follow);
    return part;
}

QString StructureView::title() const
{
    return tr("Structure");
}

bool StructureView::suits(const Place &place) const
{
    return place.isRelation();
}

void StructureView::look(const Place &place)
{
    if (!(m_place == place))
        m_parts->hide();
    m_place = place;
    m_banner->clear();
    place.database->readStructure(m_job, place.relation, [this](const base::Result<browse::Structure> &structure) {
        if (structure) {
            readOrigin(*structure);
        } else if (!isLost(m_place)) {
            m_parts->hide(); // it is not so any more
            m_banner->say(Status::Wrong, structure.error().message);
        }
    });
}

/// Only of what a run moved.
void StructureView::readOrigin(const browse::Structure &structure)
{
    m_origin.reset();
    if (m_place.area.origin.run.isEmpty() || structure.relation.kind != browse::RelationKind::Table) {
        show(structure);
        return;
    }
    m_place.database->readTableOrigin(
        m_job, m_place.area.origin.run, structure.relation, [this, structure](const auto &origin) {
            if (origin && *origin) {
                m_origin = Origin{.sql = (*origin)->sql, .columns = {}};
                for (auto one = (*origin)->columns.begin(); one != (*origin)->columns.end(); ++one)
                    m_origin->columns.insert(one.key(), originWords(*one, one.key()));
            }
            show(structure);
        });
}

void StructureView::show(const browse::Structure &structure)
{
    m_comment->setText(structure.comment);
    m_comment->setVisible(!structure.comment.isEmpty());
    showColumns(structure);
    showKeys(structure);
    showIndexes(structure);
    showTriggers(structure);
    showSql(structure);
    m_parts->show();
}

void StructureView::showSql(const browse::Structure &structure)
{
    const QString sql = browse::sqlOf(structure);
    if (m_sql->text() != sql)
        m_sql->setText(sql);
    m_sqlPart->setVisible(!sql.isEmpty());
    const QString before = m_origin ? m_origin->sql : QString();
    if (m_originSql->text() != before)
        m_originSql->setText(before);
    m_originPart->setVisible(!before.isEmpty());
}

void StructureView::showColumns(const browse::Structure &structure)
{
    m_columns.title->setText(tr("%Ln column(s)", nullptr, int(structure.columns.size())));
    QList<QList<GridCell>> rows;
    for (const browse::ColumnStructure &column : structure.columns) {
        const browse::ConstraintStructure *link = linkOf(structure, column.name);
        const QString sign = column.inPrimaryKey ? u"key"_s : link != nullptr ? u"link"_s : QString();
        GridCell target;
        if (link != nullptr) {
            const qsizetype at = link->columns.indexOf(column.name);
            target = {.text = link->parentTable + u'.' + link->parentColumns.value(at),
                      .target = placeOf(link->parentSchema, link->parentTable, link->parentOid)};
        }
        QList<GridCell> cells{{.text = column.name, .icon = sign},
                              {.text = column.type},
                              {.text = column.notNull ? tr("never") : tr("yes"), .quiet = !column.notNull},
                              target,
                              {.text = defaultWords(column), .quiet = true},
                              {.text = column.comment.simplified(), .quiet = true, .tip = column.comment}};
        if (m_origin)
            cells.insert(beforeDefaults, {.text = m_origin->columns.value(column.name), .quiet = true});
        rows.append(cells);
    }
    QStringList titles{tr("Name"),   tr("Type"), tr("May be empty"), tr("Links to"), tr("Filled in by itself"),
                       tr("Comment")};
    if (m_origin)
        titles.insert(beforeDefaults, tr("Was in SQLite"));
    m_columns.grid->setContent(titles, rows);
    showPart(m_columns.title, m_columns.grid, browse::hasRows(structure.relation.kind) && !rows.isEmpty());
}

void StructureView::showKeys(const browse::Structure &structure)
{
    m_keys.title->setText(tr("Keys and links"));
    QList<QList<GridCell>> rows;
    for (const browse::ConstraintStructure &constraint : structure.constraints) {
        const bool key = constraint.kind == browse::ConstraintKind::PrimaryKey;
        const bool link = constraint.kind == browse::ConstraintKind::ForeignKey;
        rows.append({{.text = constraint.name,
                      .icon = key    ? u"key"_s
                              : link ? u"link"_s
                                     : QString()},
                     {.text = ruleWords(constraint), .tip = constraint.definition},
                     {.text = kindWords(constraint), .quiet = constraint.validated}});
    }
    for (const browse::IncomingLink &link : structure.incoming)
        rows.append({{.text = link.name},
                     {.text = tr("%1 of %2 names a row here").arg(link.columns.join(u", "_s), link.table),
                      .target = placeOf(link.schema, link.table, link.oid)},
                     {.text = tr("link from there"), .quiet = true}});
    m_keys.grid->setContent({tr("Name"), tr("Rule"), tr("Kind")}, rows);
    showPart(m_keys.title, m_keys.grid, !rows.isEmpty());
}

void StructureView::showIndexes(const browse::Structure &structure)
{
    m_indexes.title->setText(tr("Indexes"));
    QList<QList<GridCell>> rows;
    for (const browse::IndexStructure &index : structure.indexes)
        rows.append({{.text = index.name},
                     {.text = index.parts.join(u", "_s), .tip = index.definition},
                     {.text = bytesText(index.bytes), .number = true},
                     {.text = index.uses < 0 ? QString() : countText(index.uses), .number = true},
                     {.text = indexWords(index), .quiet = index.valid}});
    m_indexes.grid->setContent({tr("Name"), tr("Finds by"), tr("Size"), tr("Times used"), tr("Kind")}, rows);
    showPart(m_indexes.title, m_indexes.grid, !rows.isEmpty());
}

void StructureView::showTriggers(const browse::Structure &structure)
{
    m_triggers.title->setText(tr("Triggers"));
    QList<QList<GridCell>> rows;
    for (const browse::TriggerStructure &trigger : structure.triggers)
        rows.append({{.text = trigger.name},
                     {.text = trigger.enabled ? tr("on") : tr("switched off"), .quiet = trigger.enabled},
                     {.text = trigger.definition.simplified(), .tip = trigger.definition}});
    m_triggers.grid->setContent({tr("Name"), tr("State"), tr("What it does")}, rows);
    showPart(m_triggers.title, m_triggers.grid, !rows.isEmpty());
}

QVariant StructureView::placeOf(const QString &schema, const QString &name, quint32 oid) const
{
    Place place{.database = m_place.database, .area = m_place.area, .relation = {}};
    if (schema != place.area.schema) {
        const int area = m_place.database ? m_place.database->catalog().indexOf(schema) : -1;
        if (area < 0)
            return {};
        place.area = m_place.database->catalog().areas().at(area);
    }
    place.relation = {oid, browse::RelationKind::Table, schema, name};
    return QVariant::fromValue(place);
}

void StructureView::follow(const QVariant &target)
{
    Q_EMIT wanted(target.value<Place>());
}

} // namespace ui
