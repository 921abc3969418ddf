// SPDX-License-Identifier: MIT
#include "ui/pages/plandetails.h"

#include "ui/models/columnmodel.h"
#include "ui/session/plans.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choicedelegate.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

namespace ui {

namespace {

using schema::TypeKind;

constexpr int treeHeight = 280;
constexpr int mostExpanded = 3; ///< creators that are open from the beginning

QList<ChoiceDelegate::Choice> typeChoices()
{
    QList<ChoiceDelegate::Choice> choices{{.value = {}, .text = PlanDetails::tr("As recommended")}};
    for (const TypeKind type :
         {TypeKind::Bigint, TypeKind::Double, TypeKind::Numeric, TypeKind::Boolean, TypeKind::Date, TypeKind::Timestamp,
          TypeKind::TimestampTz, TypeKind::Text, TypeKind::Json, TypeKind::Jsonb, TypeKind::Bytea, TypeKind::Uuid})
        choices += {.value = schema::typeName(type), .text = schema::typeName(type)};
    return choices;
}

QString sqlOf(const migration::CreatorPlan &plan)
{
    QStringList statements = migration::ddl(plan);
    for (QString &statement : statements) {
        if (!statement.endsWith(QLatin1Char(';')))
            statement += QLatin1Char(';');
    }
    return statements.join(QLatin1Char('\n'));
}

} // namespace

PlanDetails::PlanDetails(Plans *plans, QWidget *parent)
    : QWidget(parent),
      m_plans(plans),
      m_model(new ColumnModel(plans, this)),
      m_tree(makeTree()),
      m_json(makeJson()),
      m_refusal(new Banner),
      m_sqlTitle(label({})),
      m_sql(new CopyField(tr("All SQL")))
{
    QLabel *jsonLabel = label(tr("Columns meant for &JSON:"));
    jsonLabel->setBuddy(m_json);
    jsonLabel->setWordWrap(false);
    auto *json = new FlowLayout;
    json->addWidget(jsonLabel);
    json->addWidget(m_json);
    m_sqlTitle->setMaximumWidth(QWIDGETSIZE_MAX);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Small));
    QLabel *words =
        label(tr("Every type was chosen so that all values fit and come back exactly. You can choose another "
                 "one where it fits, too."),
              TextRole::Body, Voice::Second);
    words->setMaximumWidth(QWIDGETSIZE_MAX);
    column->addWidget(words);
    column->addWidget(m_refusal);
    column->addWidget(m_tree);
    column->addLayout(json);
    column->addSpacing(space(Space::Small));
    column->addWidget(m_sqlTitle);
    column->addWidget(m_sql);
    connect(plans, &Plans::changed, this, &PlanDetails::refresh);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &PlanDetails::showSql);
    refresh();
}

QTreeView *PlanDetails::makeTree()
{
    auto *tree = new QTreeView;
    tree->setModel(m_model);
    tree->setAccessibleName(tr("Private areas with their tables and the type of every column"));
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setFixedHeight(scaled(treeHeight));
    tree->setEditTriggers(QAbstractItemView::SelectedClicked | QAbstractItemView::DoubleClicked |
                          QAbstractItemView::EditKeyPressed);
    tree->setItemDelegate(new ChoiceDelegate(typeChoices(), tr("Type"), tree));
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(QHeaderView::Interactive);
    tree->header()->setSectionResizeMode(ColumnModel::Name, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(ColumnModel::After, QHeaderView::Fixed);
    tree->header()->resizeSection(ColumnModel::Rows, scaled(80));
    tree->header()->resizeSection(ColumnModel::Before, scaled(130));
    tree->header()->resizeSection(ColumnModel::After, scaled(210));
    const auto expand = [this, tree] {
        if (m_model->rowCount() <= mostExpanded)
            tree->expandToDepth(0);
    };
    connect(m_model, &QAbstractItemModel::modelReset, tree, expand);
    expand();
    return tree;
}

QComboBox *PlanDetails::makeJson()
{
    auto *box = new QComboBox;
    box->addItem(tr("json: exactly as it is written (recommended)"), int(migration::JsonChoice::Json));
    box->addItem(tr("jsonb: faster to search, spelled anew"), int(migration::JsonChoice::Jsonb));
    box->addItem(tr("text"), int(migration::JsonChoice::Text));
    connect(box, &QComboBox::activated, this, [this, box] {
        migration::Choices choices = m_plans->wished();
        choices.json = static_cast<migration::JsonChoice>(box->currentData().toInt());
        m_plans->choose(choices);
    });
    return box;
}

void PlanDetails::refresh()
{
    m_json->setCurrentIndex(m_json->findData(int(m_plans->wished().json)));
    if (m_plans->refusal())
        m_refusal->say(Status::Wrong, m_plans->refusal()->message);
    else
        m_refusal->clear();
    showSql();
}

/// Of the creator that is selected; of the first one before any is.
void PlanDetails::showSql()
{
    const QModelIndex current = m_tree->currentIndex();
    const PlannedSource *source = m_model->sourceOf(current.isValid() ? current : m_model->index(0, 0));
    m_sqlTitle->setVisible(source != nullptr);
    m_sql->setVisible(source != nullptr);
    if (source == nullptr)
        return;
    m_sqlTitle->setText(tr("All SQL for %1").arg(source->source.creator));
    const QString sql = sqlOf(*source->plan);
    if (m_sqlOf == source->source.path && m_sql->text() == sql)
        return;
    m_sqlOf = source->source.path;
    m_sql->setText(sql);
}

} // namespace ui
