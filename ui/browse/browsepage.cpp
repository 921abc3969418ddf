// SPDX-License-Identifier: MIT
#include "ui/browse/browsepage.h"

#include "ui/browse/exportdialog.h"
#include "ui/browse/factsview.h"
#include "ui/browse/pictureview.h"
#include "ui/browse/placewords.h"
#include "ui/browse/relationview.h"
#include "ui/browse/rowsview.h"
#include "ui/browse/sqlview.h"
#include "ui/browse/structureview.h"
#include "ui/browse/treedelegate.h"
#include "ui/browse/treemenu.h"
#include "ui/browse/treemodel.h"
#include "ui/session/databases.h"
#include "ui/style/icon.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/rule.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>
#include <utility>

namespace ui {

namespace {

constexpr int typingPause = 120; ///< milliseconds
constexpr int firstTreeWidth = 264;
constexpr int mostOpened = 100; ///< areas that a filter opens by itself
const QKeyCombination exportKey = Qt::CTRL | Qt::Key_E;

} // namespace

BrowsePage::BrowsePage(Databases *databases, QWidget *parent)
    : QWidget(parent),
      m_databases(databases),
      m_model(new TreeModel(databases, this)),
      m_filter(new QLineEdit),
      m_pause(new QTimer(this)),
      m_tree(new QTreeView),
      m_banner(new Banner),
      m_lost(new QWidget),
      m_change(new QPushButton(icon(QStringLiteral("settings")), tr("C&onnection…"))),
      m_path(label({}, TextRole::Section)),
      m_exact(label({}, TextRole::Small, Voice::Second)),
      m_export(new QPushButton(icon(QStringLiteral("save")), tr("&Export…"))),
      m_content(new QStackedWidget),
      m_hint(label({}, TextRole::Body, Voice::Second)),
      m_tabs(new QTabWidget)
{
    auto *halves = new QSplitter;
    halves->setChildrenCollapsible(false);
    halves->addWidget(makeTree());
    halves->addWidget(makeContent());
    halves->setStretchFactor(1, 1);
    halves->setSizes({scaled(firstTreeWidth), scaled(4 * firstTreeWidth)});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(halves);
    auto *rows = new RowsView;
    addView(rows);
    connect(rows, &RowsView::exportWanted, this, [this] { offerExport(m_place); });
    addView(new StructureView);
    addView(new FactsView);
    addView(new PictureView);
    addView(new SqlView);
    connect(databases, &Databases::looked, this, &BrowsePage::openFirst);
    connect(databases, &Databases::changed, this, &BrowsePage::hearDatabases);
    hearDatabases();
    connect(m_tabs, &QTabWidget::currentChanged, this, &BrowsePage::lookInFront);
    lookAt(Place{});
}

QWidget *BrowsePage::makeTree()
{
    m_filter->setPlaceholderText(tr("Filter names"));
    m_filter->setAccessibleName(tr("Filter names"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPause);
    connect(m_filter, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(m_pause, &QTimer::timeout, this, &BrowsePage::filter);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new TreeDelegate(m_tree));
    m_tree->setAccessibleName(tr("Databases and what is in them"));
    m_tree->setObjectName(QStringLiteral("tree"));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setIndentation(space(Space::Normal));
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &BrowsePage::choose);
    auto *menu = new TreeMenu(m_tree, m_databases);
    connect(menu, &TreeMenu::exportWanted, this, &BrowsePage::offerExport);
    connect(menu, &TreeMenu::connectionWanted, this, &BrowsePage::connectionWanted);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, qOverload<>(&BrowsePage::rememberOpen));
    connect(m_model, &QAbstractItemModel::modelReset, this, &BrowsePage::restore);
    auto *side = new QWidget;
    side->setBackgroundRole(QPalette::Base);
    side->setAutoFillBackground(true);
    m_tree->setMinimumWidth(scaled(treeWidth) * 3 / 4);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, space(Space::Normal), 0, 0);
    column->setSpacing(space(Space::Small));
    auto *field = new QHBoxLayout;
    field->setContentsMargins(space(Space::Medium), 0, space(Space::Medium), 0);
    field->addWidget(m_filter);
    column->addLayout(field);
    column->addWidget(m_tree, 1);
    column->addWidget(rule());
    auto *another = new QPushButton(icon(QStringLiteral("plus")), tr("Another &server…"));
    another->setObjectName(QStringLiteral("anotherServer"));
    another->setFlat(true);
    connect(another, &QPushButton::clicked, this, [this] { Q_EMIT connectionWanted(nullptr); });
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(0, 0, 0, space(Space::Small));
    foot->addWidget(another);
    column->addLayout(foot);
    return side;
}

QWidget *BrowsePage::makeContent()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space(Space::Normal), space(Space::Normal), space(Space::Normal), space(Space::Normal));
    column->setSpacing(space(Space::Small));
    m_path->setWordWrap(false);
    m_path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *head = new QHBoxLayout;
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_path);
    words->addWidget(m_exact);
    head->addLayout(words, stretchToLimit);
    head->addStretch(1);
    head->addWidget(m_export);
    m_export->setObjectName(QStringLiteral("export"));
    m_export->setToolTip(QKeySequence(exportKey).toString(QKeySequence::NativeText));
    connect(m_export, &QPushButton::clicked, this, [this] { offerExport(m_place); });
    connect(new QShortcut(exportKey, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
            this, [this] { offerExport(m_place); });
    m_tabs->setDocumentMode(false);
    m_tabs->setAccessibleName(tr("Ways to look at it"));
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_content->addWidget(m_hint);
    m_content->addWidget(m_tabs);
    column->addWidget(m_banner);
    column->addWidget(makeLost());
    column->addLayout(head);
    column->addWidget(m_content, 1);
    return content;
}

QWidget *BrowsePage::makeLost()
{
    auto *again = new QPushButton(icon(QStringLiteral("refresh")), tr("&Connect again"));
    again->setObjectName(QStringLiteral("connectAgain"));
    connect(again, &QPushButton::clicked, this, [this] {
        if (Database *database = lostDatabase())
            database->look();
    });
    m_change->setObjectName(QStringLiteral("changeConnection"));
    connect(m_change, &QPushButton::clicked, this, [this] { Q_EMIT connectionWanted(lostDatabase()); });
    auto *row = new FlowLayout;
    m_lost->setLayout(row);
    row->addWidget(again);
    row->addWidget(m_change);
    return m_lost;
}

void BrowsePage::addView(RelationView *view)
{
    view->setParent(this);
    view->hide();
    m_views.append(view);
    connect(view, &RelationView::wanted, this, &BrowsePage::go);
    connect(view, &RelationView::wantedIn, this, [this](const Place &place, Way way) {
        go(place);
        for (RelationView *other : std::as_const(m_views)) {
            const bool rows = qobject_cast<RowsView *>(other) != nullptr;
            const bool structure = qobject_cast<StructureView *>(other) != nullptr;
            if ((way == Way::Rows && rows) || (way == Way::Structure && structure))
                m_tabs->setCurrentWidget(other);
        }
    });
}

void BrowsePage::enter()
{
    m_databases->look();
    m_filter->setFocus();
}

/// The databases are known: the first one is looked into at once, the others when they are opened.
void BrowsePage::openFirst()
{
    Database *wanted = m_wantedSchema.isEmpty() ? nullptr : m_databases->ofTarget();
    if (wanted == nullptr && !m_databases->list().isEmpty())
        wanted = m_databases->list().first();
    if (wanted != nullptr && wanted->state() != Database::State::Opening)
        wanted->look(); // also what came since it was looked at last
    if (wanted != nullptr)
        m_tree->expand(m_model->indexOf({.database = wanted, .area = {}, .relation = {}}));
    lookAt(m_place);
}

/// There may be new ones, and what is looked at may be gone.
void BrowsePage::hearDatabases()
{
    for (const Database *database : m_databases->list()) {
        disconnect(database, nullptr, this, nullptr);
        connect(database, &Database::changed, this, &BrowsePage::showHead);
        connect(database, &Database::changed, this, &BrowsePage::showBanner);
        const auto again = [this, database] {
            if (m_place.database == database)
                lookInFront();
        };
        connect(database, &Database::reconnected, this, again);
        connect(database, &Database::catalogChanged, this, again);
    }
    if (!m_databases->list().contains(m_place.database))
        lookAt(Place{});
}

void BrowsePage::lookInto(Database *database)
{
    const Place place{.database = database, .area = {}, .relation = {}};
    go(place);
    m_tree->expand(m_model->indexOf(place));
    if (database->state() != Database::State::Opening)
        database->look();
    m_tree->setFocus();
}

void BrowsePage::showCreator(const QString &schema)
{
    m_wantedSchema = schema;
    m_filter->clear();
    filter();
    m_databases->look();
}

void BrowsePage::filter()
{
    m_model->setFilter(m_filter->text().trimmed());
}

/// Not those that a filter opened.
void BrowsePage::rememberOpen()
{
    if (!m_open.isEmpty())
        return; // it is being filtered: what was open before that counts
    for (int root = 0; root < m_model->rowCount(); ++root)
        rememberOpen(m_model->index(root, 0));
}

void BrowsePage::rememberOpen(const QModelIndex &parent)
{
    for (int row = 0; row < m_model->rowCount(parent) && m_open.size() < mostOpened; ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        if (!m_tree->isExpanded(index))
            continue;
        if (index.data(TreeModel::PlaceRole).isValid())
            m_open.append(index.data(TreeModel::PlaceRole).value<Place>());
        else
            rememberOpen(index); // the group at the end
    }
}

/// After the model was reset: what was open is opened again, and what is looked at is current.
void BrowsePage::restore()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex root = m_model->index(row, 0);
        if (root.data(TreeModel::PlaceRole).value<Place>().database->state() == Database::State::Closed)
            continue;
        m_tree->expand(root);
    }
    const bool filtered = !m_filter->text().trimmed().isEmpty();
    for (const QModelIndex &area : m_model->narrowedAreas(filtered ? mostOpened : 0)) {
        m_tree->expand(area.parent());
        m_tree->expand(area);
    }
    if (!filtered) {
        for (const Place &area : std::exchange(m_open, {})) {
            const QModelIndex index = m_model->indexOf(area);
            m_tree->setExpanded(index.parent(), true);
            m_tree->setExpanded(index, true);
        }
    }
    Database *target = m_databases->ofTarget();
    if (!m_wantedSchema.isEmpty() && target != nullptr) {
        const QModelIndex creator =
            m_model->indexOf({.database = target, .area = {.schema = m_wantedSchema}, .relation = {}});
        if (creator.isValid()) {
            m_wantedSchema.clear();
            m_tree->setCurrentIndex(creator);
            m_tree->expand(creator);
            m_tree->scrollTo(creator, QAbstractItemView::PositionAtTop);
            return;
        }
    }
    if (!m_place.database)
        return;
    const QModelIndex current = m_model->indexOf(m_place);
    if (current.isValid()) {
        const QSignalBlocker quiet(m_tree->selectionModel());
        m_tree->setCurrentIndex(current);
        m_tree->selectionModel()->select(current, QItemSelectionModel::ClearAndSelect);
        if (!filtered)
            m_tree->scrollTo(current);
    }
}

void BrowsePage::choose(const QModelIndex &index)
{
    const QVariant place = index.data(TreeModel::PlaceRole);
    if (place.isValid())
        lookAt(place.value<Place>());
}

void BrowsePage::go(const Place &place)
{
    const QModelIndex index = m_model->indexOf(place);
    if (index.isValid()) {
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
    } else {
        lookAt(place);
    }
}

void BrowsePage::lookAt(const Place &place)
{
    m_place = place;
    showHead();
    showBanner();
    showTabs();
}

void BrowsePage::showHead()
{
    QStringList path;
    QString exact;
    if (m_place.database)
        path += m_place.isDatabase() ? m_place.database->title() : m_place.area.title;
    if (m_place.isRelation())
        path += m_place.relation.name;
    if (m_place.isArea())
        exact = tr("schema %1").arg(m_place.area.schema);
    else if (m_place.isRelation())
        exact = tr("schema %1, %2").arg(m_place.area.schema, kindWord(m_place.relation.kind));
    else if (m_place.database)
        exact = m_place.database->address();
    const bool reversed = layoutDirection() == Qt::RightToLeft;
    m_export->setVisible(!exportChoices(m_place).isEmpty());
    m_path->setText(path.join(reversed ? QStringLiteral("  ‹  ") : QStringLiteral("  ›  ")));
    m_exact->setText(exact);
}

/// The one that is looked at, if it cannot be reached.
Database *BrowsePage::lostDatabase() const
{
    Database *database = m_place.database;
    if (database == nullptr && !m_databases->list().isEmpty())
        database = m_databases->list().first();
    return database != nullptr && database->error() ? database : nullptr;
}

void BrowsePage::showBanner()
{
    const Database *lost = lostDatabase();
    if (lost != nullptr)
        m_banner->say(Status::Wrong, lost->error()->message);
    else
        m_banner->clear();
    m_lost->setVisible(lost != nullptr);
    m_change->setVisible(lost != nullptr && lost->kind() == Database::Kind::Server);
    if (!m_place.database)
        m_hint->setText(m_databases->list().isEmpty()
                            ? tr("There is no database to look into yet. Move your data first, or choose “Another "
                                 "server…” below the list.")
                            : tr("Choose a creator and a table on the left."));
    else if (m_place.isArea())
        m_hint->setText(areaWords(m_place.area).join(QChar::LineFeed));
    else
        m_hint->setText(tr("Choose a table on the left."));
}

void BrowsePage::showTabs()
{
    RelationView *before = view();
    const QSignalBlocker quiet(m_tabs);
    m_tabs->clear();
    for (RelationView *one : m_views) {
        if (m_place.database && one->suits(m_place))
            m_tabs->addTab(one, one->title());
    }
    if (before != nullptr && m_tabs->indexOf(before) >= 0)
        m_tabs->setCurrentWidget(before);
    m_content->setCurrentWidget(m_tabs->count() > 0 ? static_cast<QWidget *>(m_tabs) : m_hint);
    lookInFront();
}

RelationView *BrowsePage::view() const
{
    return qobject_cast<RelationView *>(m_tabs->currentWidget());
}

void BrowsePage::lookInFront()
{
    if (!m_place.database)
        return;
    if (m_place.isArea())
        m_model->fetchMore(m_model->indexOf(m_place)); // its size as exact as the tabs tell it
    if (RelationView *front = view(); front != nullptr)
        front->look(m_place);
}

/// With what is filtered and selected, where that is in sight.
void BrowsePage::offerExport(const Place &place)
{
    QList<ExportChoice> choices;
    if (const auto *rows = qobject_cast<RowsView *>(view()); rows != nullptr && place == m_place)
        choices = rows->exportChoices();
    choices += exportChoices(place);
    if (choices.isEmpty())
        return;
    auto *dialog = new ExportDialog(place.database, choices, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

/// Down from the filter goes to the tree.
bool BrowsePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        m_tree->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
