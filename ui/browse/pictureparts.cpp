// SPDX-License-Identifier: MIT
// What a PictureView consists of.
#include "ui/browse/diagramcanvas.h"
#include "ui/browse/diagramlist.h"
#include "ui/browse/diagramscene.h"
#include "ui/browse/picturesaver.h"
#include "ui/browse/pictureview.h"
#include "ui/browse/treedelegate.h"
#include "ui/style/icon.h"
#include "ui/style/proxystyle.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/text.h"

#include <QAccessible>
#include <QAction>
#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int latePause = 400;      ///< milliseconds until it is said that one has to wait
constexpr int narrowestSearch = 56; ///< pixels at 100 %, as are these
constexpr int widestSearch = 280;
constexpr int listWidth = 190;
constexpr int zoomWidth = 38;

} // namespace

PictureView::PictureView(QWidget *parent)
    : RelationView(parent),
      m_search(new QLineEdit),
      m_save(new QPushButton(icon(u"save"_s), tr("&Save picture"))),
      m_allColumns(new QAction(tr("&All columns"), this)),
      m_around(new QAction(tr("&Only around the chosen table"), this)),
      m_listed(new QAction(tr("&List of the tables"), this)),
      m_banner(new Banner),
      m_stack(new QStackedWidget),
      m_scene(new DiagramScene(this)),
      m_canvas(new DiagramCanvas(m_scene)),
      m_message(label({}, TextRole::Body, Voice::Second)),
      m_command(new CopyField(tr("Command that installs it"))),
      m_again(new QPushButton(icon(u"refresh"_s), tr("&Try again"))),
      m_all(new QPushButton(tr("&Draw all of them"))),
      m_tree(new QTreeView),
      m_list(new DiagramList(this)),
      m_filtered(new QSortFilterProxyModel(this)),
      m_foot(label({}, TextRole::Small, Voice::Second)),
      m_stop(new QPushButton(icon(u"stop"_s), tr("S&top"))),
      m_zooms(new QWidget),
      m_late(new QTimer(this)),
      m_saver(new PictureSaver(this))
{
    m_canvas->setAccessibleName(tr("Picture of the tables"));
    m_stack->addWidget(m_canvas);
    m_stack->addWidget(makeMessage());
    auto *halves = new QSplitter;
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_stack);
    halves->addWidget(makeList());
    halves->setStretchFactor(0, 1);
    halves->setSizes({scaled(4 * listWidth), scaled(listWidth)});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space(Space::Small), space(Space::Small), space(Space::Small), space(Space::Small));
    column->setSpacing(space(Space::Small));
    column->addWidget(makeTop());
    column->addWidget(m_banner);
    column->addWidget(halves, 1);
    column->addWidget(makeFoot());
    m_late->setSingleShot(true);
    m_late->setInterval(latePause);
    listen();
    say({});
}

QWidget *PictureView::makeTop()
{
    m_search->setPlaceholderText(tr("Find a table"));
    m_search->setAccessibleName(tr("Find a table"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->setMinimumWidth(scaled(narrowestSearch)); // also while there is a button in it that clears it
    m_search->setMaximumWidth(scaled(widestSearch));
    m_search->installEventFilter(this);
    auto *top = new QWidget;
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space(Space::Small));
    row->addWidget(m_search, 1);
    row->addStretch(0);
    row->addWidget(makeShow());
    row->addWidget(makeSave());
    return top;
}

QWidget *PictureView::makeShow()
{
    auto *show = new QPushButton(icon(u"eye"_s), tr("S&how"));
    show->setObjectName(u"show"_s);
    auto *menu = new QMenu(show);
    for (QAction *action : {m_allColumns, m_around, m_listed}) {
        action->setCheckable(true);
        menu->addAction(action);
    }
    show->setMenu(menu);
    return show;
}

QWidget *PictureView::makeSave()
{
    setFilled(m_save);
    m_save->setObjectName(u"savePicture"_s);
    auto *menu = new QMenu(m_save);
    const auto add = [this, menu](const QString &text, PictureFormat format) {
        menu->addAction(text, this, [this, format] { m_saver->ask(m_scene->drawing(), m_place.area.title, format); });
    };
    add(tr("&SVG, sharp at any size …"), PictureFormat::Svg);
    add(tr("P&NG, for any program …"), PictureFormat::Png);
    add(tr("&PDF, for printing …"), PictureFormat::Pdf);
    m_save->setMenu(menu);
    return m_save;
}

QWidget *PictureView::makeMessage()
{
    m_again->setObjectName(u"drawAgain"_s);
    m_all->setObjectName(u"drawAll"_s);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(space(Space::Small), space(Space::Small), space(Space::Small), space(Space::Small));
    column->setSpacing(space(Space::Medium));
    column->addWidget(m_message);
    column->addWidget(m_command);
    column->addWidget(m_again, 0, Qt::AlignLeading);
    column->addWidget(m_all, 0, Qt::AlignLeading);
    column->addStretch(1);
    return page;
}

QWidget *PictureView::makeList()
{
    m_filtered->setSourceModel(m_list);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_tree->setModel(m_filtered);
    m_tree->setItemDelegate(new TreeDelegate(m_tree));
    m_tree->setAccessibleName(tr("Tables and what they are linked with"));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setIndentation(space(Space::Normal));
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setMinimumWidth(scaled(listWidth) / 2);
    // Whoever does not see the picture has the list.
    m_listed->setChecked(QAccessible::isActive());
    m_tree->setVisible(m_listed->isChecked());
    return m_tree;
}

QPushButton *PictureView::makeZoom(const QString &iconName, const QString &text, const QString &tip)
{
    auto *button = new QPushButton(icon(iconName), {});
    button->setAccessibleName(text);
    button->setToolTip(tip);
    return button;
}

QWidget *PictureView::makeFoot()
{
    QPushButton *smaller = makeZoom(u"minus"_s, tr("Smaller"), tr("Smaller (−)"));
    QPushButton *larger = makeZoom(u"plus"_s, tr("Larger"), tr("Larger (+)"));
    QPushButton *whole = makeZoom(u"fit"_s, tr("The whole picture"), tr("The whole picture (0)"));
    m_zoom = new QPushButton;
    m_zoom->setToolTip(tr("At 100 % (1)"));
    m_zoom->setFixedWidth(m_zoom->fontMetrics().horizontalAdvance(u"888 %"_s) + space(Space::Large));
    smaller->setObjectName(u"smaller"_s);
    larger->setObjectName(u"larger"_s);
    whole->setObjectName(u"whole"_s);
    m_zoom->setObjectName(u"zoom"_s);
    connect(smaller, &QPushButton::clicked, m_canvas, &DiagramCanvas::zoomOut);
    connect(larger, &QPushButton::clicked, m_canvas, &DiagramCanvas::zoomIn);
    connect(whole, &QPushButton::clicked, m_canvas, &DiagramCanvas::fit);
    connect(m_zoom, &QPushButton::clicked, m_canvas, [this] { m_canvas->setZoom(1); });
    auto *buttons = new QHBoxLayout(m_zooms);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(space(Space::Hair));
    for (QPushButton *button : {smaller, larger, whole})
        button->setFixedWidth(scaled(zoomWidth));
    for (QPushButton *button : {smaller, m_zoom, larger, whole})
        buttons->addWidget(button);
    m_foot->setMaximumWidth(QWIDGETSIZE_MAX);
    m_foot->setObjectName(u"foot"_s);
    m_stop->setObjectName(u"stopPicture"_s);
    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space(Space::Small));
    row->addWidget(m_foot, 1);
    row->addWidget(m_stop);
    row->addWidget(m_zooms);
    m_stop->hide();
    return foot;
}

void PictureView::listen()
{
    connect(m_late, &QTimer::timeout, this, [this] {
        m_stop->setVisible(isBusy());
        showFoot();
    });
    for (Job *job : {&m_readJob, &m_drawJob}) {
        connect(m_stop, &QPushButton::clicked, job, &Job::stop);
        connect(job, &Job::runningChanged, this, &PictureView::showFoot);
    }
    connect(m_search, &QLineEdit::textChanged, this, &PictureView::search);
    connect(m_allColumns, &QAction::toggled, this, [this] {
        if (m_known && m_stack->currentWidget() == m_canvas)
            startDrawing();
    });
    connect(m_around, &QAction::triggered, this, [this](bool checked) { setCentre(checked ? m_wished : 0); });
    connect(m_listed, &QAction::toggled, m_tree, &QWidget::setVisible);
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_place.database)
            look(m_place);
    });
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_allAnyway = true;
        arrange();
    });
    connect(m_scene, &DiagramScene::currentChanged, this, &PictureView::showCurrent);
    connect(m_canvas, &DiagramCanvas::opened, this, [this](int table) { open(table, Way::Rows); });
    connect(m_canvas, &DiagramCanvas::menuWanted, this, &PictureView::showMenu);
    connect(m_canvas, &DiagramCanvas::zoomed, this, [this](double zoom) {
        constexpr int hundred = 100;
        m_zoom->setText(tr("%1 %").arg(QLocale().toString(zoom * hundred, 'f', 0)));
        m_zoom->setAccessibleName(tr("Size: %1 %").arg(QLocale().toString(zoom * hundred, 'f', 0)));
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &PictureView::choose);
    connect(m_tree, &QTreeView::activated, this,
            [this](const QModelIndex &index) { open(index.data(DiagramList::TableRole).toInt(), Way::Rows); });
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
    connect(m_saver, &PictureSaver::failed, this,
            [this](const QString &message) { m_banner->say(Status::Wrong, message); });
    connect(m_saver, &PictureSaver::saved, this, [this](const SavedPicture &saved) {
        const QString words = tr("The picture was saved: %1").arg(QDir::toNativeSeparators(saved.path));
        m_banner->say(Status::Fine, saved.reduced ? QString(words + u' ' +
                                                            tr("It is so large that it was made smaller; "
                                                               "SVG and PDF keep every detail."))
                                                  : words);
    });
}

} // namespace ui
