// SPDX-License-Identifier: MIT
#include "ui/browse/pictureview.h"

#include "ui/browse/diagramcanvas.h"
#include "ui/browse/diagramlist.h"
#include "ui/browse/diagramscene.h"
#include "ui/browse/diagramwords.h"
#include "ui/browse/picturesaver.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QDir>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTimer>
#include <QTreeView>
#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// More than these at once cannot be made out, and take dot a while.
constexpr qsizetype mostAtOnce = 1200;
constexpr int roomForTwo = 520; ///< sentences below it; pixels at 100 %
constexpr int roomForAll = 800;

} // namespace

QString PictureView::title() const
{
    return tr("Picture");
}

bool PictureView::suits(const Place &place) const
{
    return place.isArea() || (place.isRelation() && (place.relation.kind == browse::RelationKind::Table ||
                                                     place.relation.kind == browse::RelationKind::PartitionedTable));
}

void PictureView::look(const Place &place)
{
    const bool sameArea = m_place.database == place.database && m_place.area.schema == place.area.schema;
    m_place = place;
    m_banner->clear();
    m_wished = place.relation.oid != 0 || !sameArea ? place.relation.oid : m_wished;
    if (!sameArea) {
        m_known = false;
        m_allAnyway = false;
        m_centre = 0;
        m_search->clear();
        m_scene->clearDrawing();
        say({});
    } else if (m_centre != 0 && place.relation.oid != 0) {
        m_centre = place.relation.oid;
    }
    read();
}

void PictureView::read()
{
    m_late->start();
    m_place.database->readDiagram(m_readJob, m_place.area.schema, [this](const base::Result<browse::Diagram> &diagram) {
        if (!diagram) {
            showProblem(diagram.error());
            return;
        }
        const bool same = m_known && m_diagram == *diagram;
        m_diagram = *diagram;
        m_known = true;
        const bool drawn = m_stack->currentWidget() == m_canvas;
        const bool there = browse::indexOf(m_shown, m_wished) >= 0 || m_wished == 0;
        if (same && drawn && there && m_centre == 0) {
            showFoot();
            showWished();
        } else {
            arrange();
        }
    });
}

/// What shall be drawn: all of it, or what is around one table.
void PictureView::arrange()
{
    const bool tooMany = m_diagram.tables.size() > mostAtOnce && !m_allAnyway;
    if (tooMany && m_centre == 0)
        m_centre = m_wished;
    const int centre = browse::indexOf(m_diagram, m_centre);
    m_shown = centre >= 0 ? browse::around(m_diagram, centre) : m_diagram;
    m_list->setDiagram(m_shown);
    m_around->setChecked(centre >= 0);
    m_found.clear();
    if (m_shown.tables.isEmpty()) {
        m_scene->clearDrawing();
        say(tr("There are no tables here. Views, sequences and functions are not drawn."));
    } else if (m_shown.tables.size() > mostAtOnce && !m_allAnyway) {
        m_scene->clearDrawing();
        say(tr("There are %Ln table(s) here, more than one picture can show well. Choose one in the list: then it is "
               "drawn with the tables that it is linked with.",
               nullptr, int(m_shown.tables.size())));
        m_listed->setChecked(true);
        m_all->show();
    } else {
        startDrawing();
    }
}

void PictureView::startDrawing()
{
    m_late->start();
    const ColumnChoice columns = m_allColumns->isChecked() ? ColumnChoice::All : ColumnChoice::Telling;
    m_drawJob.start<base::Result<Drawing>>(
        [diagram = m_shown, columns, seed = StyleSeed::of(palette())](const std::stop_token &stop) {
            return draw(diagram, columns, seed, stop);
        },
        [this](const base::Result<Drawing> &drawing) { take(drawing); });
}

void PictureView::take(const base::Result<Drawing> &drawing)
{
    if (drawing)
        showDrawing(*drawing);
    else
        showProblem(drawing.error());
}

void PictureView::showDrawing(const Drawing &drawing)
{
    QStringList tableTips;
    QStringList lineTips;
    for (int table = 0; table < m_shown.tables.size(); ++table)
        tableTips += asTip(tableTip(m_shown, table));
    for (const browse::DiagramLink &link : std::as_const(m_shown.links))
        lineTips += asTip(linkTip(m_shown, link));
    m_scene->setDrawing(drawing, StyleSeed::of(palette()), tableTips, lineTips);
    m_stack->setCurrentWidget(m_canvas);
    m_save->setEnabled(true);
    m_zooms->setEnabled(true);
    m_canvas->fit();
    showWished();
    showFoot();
    if (!m_search->text().trimmed().isEmpty())
        search();
}

/// The picture stays where it is: only what is not known is gone.
void PictureView::showProblem(const base::Error &error)
{
    m_late->stop();
    m_stop->hide();
    const bool drawn = m_known && m_stack->currentWidget() == m_canvas && !m_drawJob.isRunning();
    if (error.code == base::stoppedCode) {
        say(tr("Stopped before the picture was ready."));
    } else if (error.code == u"no-dot") {
        say(error.message, u"sudo apt install graphviz"_s);
        m_listed->setChecked(true); // the same in words
        showCurrent(browse::indexOf(m_shown, m_wished));
    } else if (drawn && error.code != u"objects-gone" && !error.code.startsWith(u"dot-")) {
        if (!isLost(m_place))
            m_banner->say(Status::Wrong, error.message);
        return;
    } else {
        if (!isLost(m_place))
            m_banner->say(Status::Wrong, error.message);
        say({});
    }
    m_again->show();
    showFoot();
}

/// Instead of the picture.
void PictureView::say(const QString &text, const QString &command)
{
    m_message->setText(text);
    m_command->setText(command);
    m_command->setVisible(!command.isEmpty());
    m_again->hide();
    m_all->hide();
    m_save->setEnabled(false);
    m_zooms->setEnabled(false);
    m_stack->setCurrentWidget(m_message->parentWidget());
    showFoot();
}

void PictureView::showFoot()
{
    if (!isBusy()) {
        m_late->stop();
        m_stop->hide();
    }
    if (m_stop->isVisible()) {
        m_foot->setText(m_drawJob.isRunning() ? tr("Arranging %Ln table(s) …", nullptr, int(m_shown.tables.size()))
                                              : tr("Reading …"));
        return;
    }
    if (!m_known) {
        m_foot->clear();
        return;
    }
    const QString words = m_search->text().trimmed();
    if (!words.isEmpty()) {
        m_foot->setText(m_found.isEmpty()
                            ? tr("No table has “%1” in its name.").arg(words)
                            : tr("%1 of %2 found. Return goes to the next.").arg(m_foundAt + 1).arg(m_found.size()));
        return;
    }
    QStringList sentences{countWords(m_shown)};
    if (m_centre != 0)
        sentences += tr("Only one table and what it is linked with; there is/are %Ln in all.", nullptr,
                        int(m_diagram.tables.size()));
    else if (m_diagram.outsideLeftOut > 0)
        sentences += tr("%Ln more table(s) of other schemas refer to these.", nullptr, m_diagram.outsideLeftOut);
    if (!m_shown.links.isEmpty())
        sentences += tr("An arrow leads from a column to the row that it names.");
    m_foot->setToolTip(sentences.join(u'\n'));
    const qsizetype room = width() > scaled(roomForAll) ? 3 : width() > scaled(roomForTwo) ? 2 : 1;
    m_foot->setText(sentences.mid(0, room).join(u' '));
}

/// In the picture, in the list, and for a screen reader.
void PictureView::showCurrent(int table)
{
    m_around->setEnabled(table >= 0 || m_centre != 0);
    m_wished = table >= 0 ? m_shown.tables.at(table).oid : 0;
    m_canvas->setAccessibleDescription(table >= 0 ? tableTip(m_shown, table) : countWords(m_shown));
    const QSignalBlocker quiet(m_tree->selectionModel());
    QModelIndex index = m_filtered->mapFromSource(m_list->indexOf(table));
    const QModelIndex now = m_tree->currentIndex();
    if (now.isValid() && now.parent().isValid() && now.data(DiagramList::TableRole).toInt() == table)
        index = now; // it was chosen by a link in the list
    m_tree->setCurrentIndex(index);
    m_tree->viewport()->update();
}

void PictureView::showWished()
{
    const int table = browse::indexOf(m_shown, m_wished);
    m_scene->setCurrent(table);
    showCurrent(table);
    if (table >= 0 && m_canvas->zoom() < 0.5)
        m_canvas->bring(table);
}

/// Only around this table; 0: all of them.
void PictureView::setCentre(quint32 oid)
{
    if (oid == m_centre)
        return;
    m_centre = oid;
    if (oid != 0)
        m_wished = oid;
    else if (m_diagram.tables.size() > mostAtOnce)
        m_wished = 0; // there is no room for all: another one is chosen
    if (m_known)
        arrange();
}

void PictureView::search()
{
    const QString words = m_search->text().trimmed();
    m_filtered->setFilterFixedString(words);
    m_found.clear();
    m_foundAt = 0;
    for (int table = 0; table < m_shown.tables.size() && !words.isEmpty(); ++table) {
        if (tableWords(m_shown.tables.at(table)).contains(words, Qt::CaseInsensitive))
            m_found.append(table);
    }
    // What begins with it comes first.
    std::stable_partition(m_found.begin(), m_found.end(), [&](int table) {
        return m_shown.tables.at(table).name.startsWith(words, Qt::CaseInsensitive);
    });
    m_scene->setFound({m_found.begin(), m_found.end()});
    goToFound(0);
}

void PictureView::goToFound(int step)
{
    if (!m_found.isEmpty()) {
        const auto count = int(m_found.size());
        m_foundAt = (m_foundAt + step + count) % count;
        m_scene->setCurrent(m_found.at(m_foundAt));
        m_canvas->bring(m_found.at(m_foundAt));
    }
    showFoot();
}

/// In the list.
void PictureView::choose(const QModelIndex &index)
{
    const QVariant table = index.data(DiagramList::TableRole);
    if (!table.isValid() || table.toInt() >= m_shown.tables.size())
        return;
    if (m_stack->currentWidget() == m_canvas) {
        m_scene->setCurrent(table.toInt());
        m_canvas->bring(table.toInt());
    } else if (m_all->isVisible()) {
        setCentre(m_shown.tables.at(table.toInt()).oid);
    }
}

void PictureView::open(int table, Way way)
{
    if (!m_place.database || table < 0 || table >= m_shown.tables.size())
        return;
    const browse::DiagramTable &opened = m_shown.tables.at(table);
    const browse::Catalog &catalog = m_place.database->catalog();
    Place place{.database = m_place.database, .area = m_place.area, .relation = {}};
    if (opened.schema != place.area.schema) {
        const int area = catalog.indexOf(opened.schema);
        if (area < 0)
            return;
        place.area = catalog.areas().at(area);
    }
    place.relation = {opened.oid, opened.kind, opened.schema, opened.name};
    Q_EMIT wantedIn(place, way);
}

void PictureView::showMenu(int table, const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show its &rows"), this, [this, table] { open(table, Way::Rows); });
    menu->addAction(tr("Show its &structure"), this, [this, table] { open(table, Way::Structure); });
    menu->addSeparator();
    menu->addAction(tr("&Only around this table"), this,
                    [this, oid = m_shown.tables.at(table).oid] { setCentre(oid); });
    menu->popup(position);
}

/// Another look or size of letters: it is measured and drawn anew.
void PictureView::changeEvent(QEvent *event)
{
    RelationView::changeEvent(event);
    const bool other = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
                       event->type() == QEvent::ApplicationFontChange;
    if (other && m_known && m_stack->currentWidget() == m_canvas)
        startDrawing();
}

void PictureView::resizeEvent(QResizeEvent *event)
{
    RelationView::resizeEvent(event);
    showFoot();
}

/// From the search: Down goes to the picture, Return and Shift+Return to what else was found, Escape ends it.
bool PictureView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return RelationView::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Down:
        m_canvas->setFocus();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        goToFound(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
        return true;
    case Qt::Key_Escape:
        m_search->clear();
        m_canvas->setFocus();
        return true;
    default:
        return false;
    }
}

} // namespace ui
