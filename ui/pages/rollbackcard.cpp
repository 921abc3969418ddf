// SPDX-License-Identifier: MIT
#include "ui/pages/rollbackcard.h"

#include "ui/models/reportwords.h"
#include "ui/style/icon.h"
#include "ui/style/proxystyle.h"
#include "ui/style/sign.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/option.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QRadioButton>
#include <QTreeWidget>
#include <algorithm>

namespace ui {

using migration::RollbackItem;
using Fate = RollbackItem::Fate;

namespace {

constexpr int signSize = 20;
constexpr int mostRows = 9;
constexpr int listRowHeight = 24;

qsizetype countOf(const QList<RollbackItem> &items, Fate fate)
{
    return std::count_if(items.begin(), items.end(), [fate](const RollbackItem &item) { return item.fate == fate; });
}

QString changeText(const RollbackItem &item)
{
    const qint64 more = item.rows - item.rowsMoved;
    const QString tables = namesText(item.changedTables);
    if (more > 0)
        return RollbackCard::tr("%1 has %n more row(s) than were moved, in: %2.", nullptr, int(more))
            .arg(item.creator, tables);
    return RollbackCard::tr("%1 was changed after the move, in: %2.").arg(item.creator, tables);
}

QTreeWidgetItem *heading(QTreeWidget *list, const QString &text)
{
    auto *head = new QTreeWidgetItem(list, {text});
    QFont bold = textFont(TextRole::Body);
    bold.setWeight(QFont::DemiBold);
    head->setFont(0, bold);
    head->setBackground(0, list->palette().brush(QPalette::AlternateBase));
    head->setFlags(Qt::ItemIsEnabled);
    head->setFirstColumnSpanned(true);
    head->setSizeHint(0, {0, scaled(listRowHeight)}); // all rows are as high as the first
    return head;
}

QTreeWidget *makeList()
{
    auto *list = new QTreeWidget;
    list->setColumnCount(3);
    list->setHeaderHidden(true);
    list->setRootIsDecorated(false);
    list->setItemsExpandable(false);
    list->setUniformRowHeights(true);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setAccessibleName(RollbackCard::tr("What a rollback removes and puts back"));
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    return list;
}

QString rowsText(const RollbackItem &item)
{
    if (item.fate == Fate::HalfBuilt)
        return RollbackCard::tr("half-built");
    const QString rows = RollbackCard::tr("%Ln row(s)", nullptr, int(item.rows));
    return item.changedTables.isEmpty() ? rows : RollbackCard::tr("%1, changed since").arg(rows);
}

} // namespace

RollbackCard::RollbackCard(const Runs *runs, QWidget *parent) : Card(parent), m_runs(runs)
{
    auto *column = new QVBoxLayout(this);
    const int margin = space(Space::Large);
    column->setContentsMargins(margin, margin, margin, margin);
}

void RollbackCard::clear()
{
    m_dropToo = nullptr;
    if (m_content != nullptr) { // one of its buttons may be what brought us here
        m_content->hide();
        m_content->setParent(nullptr);
        m_content->deleteLater();
    }
    m_content = new QWidget;
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space(Space::Small));
    layout()->addWidget(m_content);
}

void RollbackCard::say(Status status, const QString &title, const QString &text)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(space(Space::Small));
    head->addWidget(new Sign(status, signSize));
    head->addWidget(label(title, TextRole::Section), 1);
    m_column->addLayout(head);
    auto *words = label(text);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(words);
}

/// The safe way out, filled, at the far end.
void RollbackCard::addClose(const QString &text)
{
    auto *close = new QPushButton(text);
    close->setObjectName(QStringLiteral("close"));
    setFilled(close);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, [this] {
        m_job.stop();
        Q_EMIT closed();
    });
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(close);
    m_column->addSpacing(space(Space::Small));
    m_column->addLayout(row);
    close->setFocus();
}

void RollbackCard::ask(const migration::RunReport &run, const QString &creator)
{
    m_run = run;
    m_creator = creator;
    clear();
    say(Status::Running, tr("Looking what a rollback would remove…"),
        tr("Every row is read, to tell which were written after the move. Nothing is changed."));
    addClose(tr("Keep everything"));
    m_job.start<Runs::Preview>(m_runs->previewRollback(run, creator),
                               [this](const Runs::Preview &preview) { showPreview(preview); });
}

void RollbackCard::showPreview(const Runs::Preview &preview)
{
    clear();
    if (!preview) {
        say(Status::Wrong, tr("It could not be found out what a rollback would do."), preview.error().message);
        if (!preview.error().detail.isEmpty()) {
            auto *words = new CopyField(tr("The server's own words"));
            words->setText(preview.error().detail);
            m_column->addWidget(new Disclosure(tr("Details: the server's own words"), words));
        }
        addClose(tr("Keep everything"));
        return;
    }
    const QList<RollbackItem> &items = *preview;
    const bool nothing = std::all_of(items.begin(), items.end(), [](const RollbackItem &item) {
        return item.fate == Fate::Gone && item.putBack.isEmpty();
    });
    if (nothing) {
        say(Status::Fine, tr("There is nothing left to roll back."),
            tr("Nothing that this move made is in the database any more."));
        addClose(tr("Close"));
        return;
    }
    m_column->addWidget(label(m_creator.isEmpty() ? tr("Roll this move back?") : tr("Roll %1 back?").arg(m_creator),
                              TextRole::Section));
    m_column->addWidget(
        label(tr("Your data goes back to where it was: your SQLite files, as they were before this move (%1).")
                  .arg(momentText(m_run.started))));
    addList(items);
    addChanged(items);
    m_column->addWidget(label(tr("Stays in any case: your SQLite files, the copies of them, the report."),
                              TextRole::Small, Voice::Second));
    addButtons(items);
}

void RollbackCard::addList(const QList<RollbackItem> &items)
{
    QTreeWidget *list = makeList();
    const QIcon person = icon(QStringLiteral("person"));
    QTreeWidgetItem *removed = nullptr;
    for (const RollbackItem &item : items) {
        if (item.fate == Fate::Gone)
            continue;
        if (removed == nullptr)
            removed = heading(list, tr("Will be removed from PostgreSQL"));
        auto *row = new QTreeWidgetItem(removed, {item.creator, item.schema, rowsText(item)});
        row->setIcon(0, person);
        row->setForeground(1, list->palette().brush(QPalette::PlaceholderText));
        row->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    }
    QTreeWidgetItem *restored = nullptr;
    for (const RollbackItem &item : items) {
        if (item.putBack.isEmpty())
            continue;
        if (restored == nullptr)
            restored = heading(list, tr("Will be put back"));
        auto *row = new QTreeWidgetItem(restored, {item.creator, item.schema, tr("as it was before this move")});
        row->setIcon(0, person);
        row->setForeground(1, list->palette().brush(QPalette::PlaceholderText));
        row->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    }
    list->expandAll();
    int rows = 0;
    for (int i = 0; i < list->topLevelItemCount(); ++i)
        rows += 1 + list->topLevelItem(i)->childCount();
    list->setFixedHeight(std::max(list->sizeHintForRow(0), scaled(listRowHeight)) * std::min(rows, mostRows) +
                         scaled(6));
    m_column->addWidget(list);
}

void RollbackCard::addChanged(const QList<RollbackItem> &items)
{
    QStringList names;
    QStringList sentences;
    for (const RollbackItem &item : items) {
        if (item.changedTables.isEmpty())
            continue;
        names += item.creator;
        sentences += changeText(item);
    }
    if (names.isEmpty())
        return;
    auto *head = new QHBoxLayout;
    head->setSpacing(space(Space::Small));
    head->addWidget(new Sign(Status::Note, 16), 0, Qt::AlignTop);
    constexpr qsizetype most = 3;
    head->addWidget(label(sentences.mid(0, most).join(QLatin1Char('\n'))), 1);
    m_column->addLayout(head);
    auto *keep = new Option(tr("Leave %1 in PostgreSQL, with what was written (recommended)").arg(namesText(names)));
    keep->setObjectName(QStringLiteral("keepChanged"));
    m_dropToo = new Option(tr("Remove what was written with the rest"));
    m_dropToo->setObjectName(QStringLiteral("dropToo"));
    keep->setChecked(true);
    m_column->addWidget(keep);
    m_column->addWidget(m_dropToo);
}

void RollbackCard::addButtons(const QList<RollbackItem> &items)
{
    const int whole = int(countOf(items, Fate::Removed));
    auto *remove = new QPushButton;
    remove->setObjectName(QStringLiteral("rollBack"));
    remove->setAutoDefault(false);
    setDestructive(remove);
    const int changed = int(std::count_if(items.begin(), items.end(),
                                          [](const RollbackItem &item) { return !item.changedTables.isEmpty(); }));
    const auto tell = [this, remove, whole, changed] {
        const int count = m_dropToo != nullptr && !m_dropToo->isChecked() ? whole - changed : whole;
        remove->setText(whole == 0   ? tr("Remove what is half-built")
                        : count == 0 ? tr("Nothing to remove")
                                     : tr("Remove %n private area(s) and roll back", nullptr, count));
        remove->setEnabled(whole == 0 || count > 0);
    };
    tell();
    if (m_dropToo != nullptr)
        connect(m_dropToo, &QRadioButton::toggled, remove, tell);
    connect(remove, &QPushButton::clicked, this, &RollbackCard::rollBack);
    auto *keep = new QPushButton(tr("Keep everything"));
    keep->setObjectName(QStringLiteral("close"));
    setFilled(keep);
    keep->setDefault(true);
    connect(keep, &QPushButton::clicked, this, &RollbackCard::closed);
    auto *row = new FlowLayout(FlowLayout::Side::Trailing);
    row->addWidget(remove);
    row->addWidget(keep);
    m_column->addSpacing(space(Space::Small));
    m_column->addLayout(row);
    keep->setFocus();
}

void RollbackCard::rollBack()
{
    const bool dropToo = m_dropToo != nullptr && m_dropToo->isChecked();
    const auto changed = dropToo ? migration::ChangedData::DropToo : migration::ChangedData::Refuse;
    clear();
    m_rollingBack = true;
    say(Status::Running, tr("Rolling back…"), tr("One creator after the other, each of them whole or not at all."));
    m_job.start<migration::RollbackReport>(m_runs->rollBack(m_run, m_creator, changed),
                                           [this](const migration::RollbackReport &report) { showReport(report); });
}

void RollbackCard::showReport(const migration::RollbackReport &report)
{
    m_rollingBack = false;
    clear();
    QStringList lines;
    for (const QString &what : report.removed)
        lines += tr("Removed: %1").arg(what);
    for (const QString &what : report.restored)
        lines += tr("Put back: %1").arg(what);
    for (const QString &what : report.left)
        lines += tr("Left as it is: %1").arg(what);
    const bool chosen = report.error && report.error->code == QStringLiteral("data-changed");
    if (!report.error && report.left.isEmpty())
        say(Status::Fine, tr("Rolled back."), tr("Your own files were never changed."));
    else if (!report.error || (chosen && !report.removed.isEmpty()))
        say(Status::Note, tr("Rolled back, except for what you kept."),
            chosen ? tr("What was written after the move is still in PostgreSQL.") : tr("See the list below."));
    else
        say(Status::Wrong, tr("Not everything could be rolled back."), report.error->message);
    if (report.error && !chosen && !report.error->detail.isEmpty())
        lines += report.error->detail;
    if (!lines.isEmpty()) {
        auto *list = new CopyField(tr("What was done"));
        list->setText(lines.join(QLatin1Char('\n')));
        m_column->addWidget(list);
    }
    addClose(tr("Close"));
    Q_EMIT rolledBack();
}

} // namespace ui
