// SPDX-License-Identifier: MIT
#include "ui/pages/datapage.h"

#include "ui/models/sourcefilter.h"
#include "ui/style/icon.h"
#include "ui/style/proxystyle.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/creatordelegate.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/text.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr qsizetype fewSources = 12; ///< that one overlooks without a filter

QTreeView *makeTree(QAbstractItemModel *model)
{
    auto *tree = new QTreeView;
    tree->setModel(model);
    tree->setAccessibleName(DataPage::tr("What was found"));
    tree->setItemDelegate(new CreatorDelegate({.secondLine = SourceModel::SecondLine,
                                               .share = SourceModel::Share,
                                               .status = SourceModel::State,
                                               .isGroup = SourceModel::IsGroup,
                                               .barColumn = SourceModel::Size,
                                               .signColumn = SourceModel::Health},
                                              tree));
    setTintedSelection(tree);
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    new ColumnFitter(tree, SourceModel::Creator, {SourceModel::LastChange, SourceModel::Size});
    tree->header()->setMinimumHeight(scaled(rowHeight));
    return tree;
}

} // namespace

DataPage::DataPage(Sources *sources, QWidget *parent)
    : WizardPage(parent), m_sources(sources), m_banner(new Banner), m_filter(new QLineEdit), m_tree(nullptr)
{
    auto *model = new SourceModel(sources, this);
    auto *shown = new SourceFilter(model, this);
    m_tree = makeTree(shown);
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setAccessibleName(tr("Filter by name"));
    m_filter->setClearButtonEnabled(true);
    connect(m_filter, &QLineEdit::textChanged, this, [this, shown](const QString &words) {
        shown->setWords(words);
        m_tree->expandAll();
    });
    auto *file = new QPushButton(icon(QStringLiteral("file")), tr("Add &file…"));
    auto *folder = new QPushButton(icon(QStringLiteral("folder")), tr("Add f&older…"));
    connect(file, &QPushButton::clicked, this, &DataPage::addFile);
    connect(folder, &QPushButton::clicked, this, &DataPage::addFolder);
    auto *buttons = new FlowLayout;
    buttons->addWidget(file);
    buttons->addWidget(folder);
    QLabel *dropping = label(tr("or drop them on this window"), TextRole::Small, Voice::Second);
    dropping->setWordWrap(false);
    buttons->addWidget(dropping);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space(Space::Huge), space(Space::Small), space(Space::Huge), space(Space::Large));
    column->setSpacing(space(Space::Small));
    column->addWidget(label(tr("What should move to PostgreSQL?"), TextRole::Title));
    column->addWidget(label(tr("Nothing is changed until you say so, and your files are only read.")));
    column->addSpacing(space(Space::Hair));
    column->addWidget(m_banner);
    column->addWidget(m_filter);
    column->addWidget(m_tree, 1);
    column->addSpacing(space(Space::Hair));
    column->addLayout(buttons);
    connect(shown, &QAbstractItemModel::modelReset, m_tree, &QTreeView::expandAll);
    connect(sources, &Sources::changed, this, &DataPage::refresh);
    connect(sources, &Sources::choiceChanged, this, &WizardPage::stateChanged);
    m_tree->expandAll();
    refresh();
}

QString DataPage::stepName() const
{
    return tr("Your data");
}

bool DataPage::isReady() const
{
    return !m_sources->isLooking() && !m_sources->chosen().isEmpty();
}

QString DataPage::footer() const
{
    const QList<migration::Source> chosen = m_sources->chosen();
    if (m_sources->isLooking())
        return tr("Looking…");
    if (chosen.isEmpty())
        return m_sources->found().isEmpty() ? QString() : tr("Tick what shall be moved.");
    qint64 bytes = 0;
    qint64 rows = 0;
    for (const migration::Source &source : chosen) {
        bytes += source.bytes;
        rows += source.rows.value_or(0);
    }
    return tr("%n creator(s) chosen · %1 · %2 rows", nullptr, int(chosen.size()))
        .arg(bytesText(bytes), countText(rows));
}

void DataPage::refresh()
{
    if (m_sources->error())
        m_banner->say(Status::Note, m_sources->error()->message);
    else if (m_sources->paths().isEmpty())
        m_banner->say(Status::Note, tr("Add the folder of your application, or one of its database files: they often "
                                       "end in .sqlite3 or .db."));
    else
        m_banner->clear();
    m_filter->setVisible(m_sources->found().size() > fewSources || !m_filter->text().isEmpty());
    Q_EMIT stateChanged();
}

void DataPage::addFile()
{
    const QStringList files = QFileDialog::getOpenFileNames(this, tr("Which files shall be moved?"));
    if (!files.isEmpty())
        m_sources->add(files);
}

void DataPage::addFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Which folder holds your data?"));
    if (!folder.isEmpty())
        m_sources->add({folder});
}

} // namespace ui
