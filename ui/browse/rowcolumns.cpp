// SPDX-License-Identifier: MIT
#include "ui/browse/rowcolumns.h"

#include "ui/style/icon.h"
#include "ui/style/metrics.h"
#include "ui/widgets/text.h"

#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QToolButton>
#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int widest = 320;
constexpr int narrowest = 60;
constexpr int savePause = 500; ///< milliseconds

using States = QHash<QString, QByteArray>;

QString keyOf(const browse::Shape &shape)
{
    return u"browse/columns/"_s + QString::fromLatin1(shape.relation.name.toUtf8().toPercentEncoding());
}

void write(const States &states)
{
    QSettings settings;
    for (auto state = states.begin(); state != states.end(); ++state)
        settings.setValue(state.key(), state.value());
}

int usualLetters(const browse::Column &column)
{
    switch (column.kind) {
    case browse::ValueKind::Moment:
        return 18;
    case browse::ValueKind::Number:
        return 14;
    default:
        return column.varies ? 24 : 12;
    }
}

} // namespace

RowColumns::RowColumns(QTableView *table, QToolButton *button) : QObject(table), m_table(table), m_button(button)
{
    button->setText(tr("Columns"));
    button->setIcon(icon(u"columns"_s));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
    button->setAccessibleName(tr("Columns that are shown"));
    m_pause.setSingleShot(true);
    m_pause.setInterval(savePause);
    connect(&m_pause, &QTimer::timeout, this, &RowColumns::save);
    connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, &RowColumns::remember);
    connect(table->horizontalHeader(), &QHeaderView::sectionMoved, this, &RowColumns::remember);
}

RowColumns::~RowColumns()
{
    if (!m_unsaved.isEmpty())
        write(m_unsaved);
}

void RowColumns::show(const std::shared_ptr<const browse::Shape> &shape)
{
    m_shape = shape;
    QHeaderView *header = m_table->horizontalHeader();
    const QSignalBlocker quiet(header);
    reset();
    const QString key = keyOf(*shape);
    const auto known = m_states.constFind(key);
    const QByteArray state = known != m_states.constEnd() ? *known : QSettings().value(key).toByteArray();
    const int count = header->count();
    m_unfitted = state.isEmpty();
    if (!state.isEmpty() && (!header->restoreState(state) || header->count() != count))
        header->reset();
    header->setSectionsClickable(true);
    fillMenu();
    showCount();
}

void RowColumns::reset()
{
    QHeaderView *header = m_table->horizontalHeader();
    const QFontMetrics metrics(m_table->font());
    for (int i = 0; i < m_shape->columns.size(); ++i) {
        const browse::Column &column = m_shape->columns[i];
        header->setSectionHidden(i, false);
        const int words = metrics.horizontalAdvance(column.name) + 3 * space(Space::Normal);
        const int width = std::max(words, metrics.averageCharWidth() * usualLetters(column));
        header->resizeSection(i, std::clamp(width, scaled(narrowest), scaled(widest)));
    }
}

void RowColumns::fillMenu()
{
    QHeaderView *header = m_table->horizontalHeader();
    QMenu *menu = m_button->menu();
    menu->clear();
    for (int i = 0; i < header->count(); ++i) {
        QAction *action = menu->addAction(QString(m_shape->columns[i].name).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(i));
        connect(action, &QAction::toggled, this, [this, i](bool shown) {
            m_table->setColumnHidden(i, !shown);
            remember();
        });
    }
}

void RowColumns::fit()
{
    if (!m_unfitted || m_table->model()->rowCount() == 0)
        return;
    m_unfitted = false;
    m_fitting = true;
    for (int i = 0; i < m_table->horizontalHeader()->count(); ++i) {
        m_table->resizeColumnToContents(i);
        m_table->setColumnWidth(i, std::clamp(m_table->columnWidth(i), scaled(narrowest), scaled(widest)));
    }
    m_fitting = false;
}

void RowColumns::showCount()
{
    const QHeaderView *header = m_table->horizontalHeader();
    const int all = header->count();
    m_button->setText(tr("%1 of %2 columns").arg(countText(all - header->hiddenSectionCount()), countText(all)));
}

void RowColumns::remember()
{
    if (!m_shape || m_fitting)
        return;
    showCount();
    const QString key = keyOf(*m_shape);
    m_states[key] = m_unsaved[key] = m_table->horizontalHeader()->saveState();
    m_unfitted = false;
    m_pause.start();
}

void RowColumns::save()
{
    m_job.start<bool>(
        [states = std::exchange(m_unsaved, {})](const std::stop_token &) {
            write(states);
            return true;
        },
        [](const bool &) {});
}

} // namespace ui
