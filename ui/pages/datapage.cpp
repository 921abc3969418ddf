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

#include <QDir>
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
    : WizardPage(parent),
      m_sources(sources),
      m_banner(new Banner),
      m_filter(new QLineEdit),
      m_tree(nullptr),
      m_takeOff(new QPushButton)
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
    m_takeOff->setObjectName(QStringLiteral("takeOff"));
    buttons->addWidget(m_takeOff);
    connect(m_takeOff, &QPushButton::clicked, this, [this] {
        const QString source = current();
        m_tree->setFocus(); // the button is gone in a moment
        m_sources->takeOff(source);
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &DataPage::showTakeOff);
    connect(shown, &QAbstractItemModel::modelReset, this, &DataPage::showTakeOff);
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
    else if (!m_sources->emptyFolders().isEmpty())
        m_banner->say(Status::Note, tr("Nothing that could be moved was found in %1.")
                                        .arg(QDir::toNativeSeparators(m_sources->emptyFolders().join(u", "))));
    else
        m_banner->clear();
    showTakeOff();
    m_filter->setVisible(m_sources->found().size() > fewSources || !m_filter->text().isEmpty());
    Q_EMIT stateChanged();
}

/// The path of the source that is selected; empty if none is.
QString DataPage::current() const
{
    return m_tree->currentIndex().data(SourceModel::Path).toString();
}

/// What was added by mistake need not stay: a file, or the whole folder that it was found in.
void DataPage::showTakeOff()
{
    const QString source = current();
    const QString path = source.isEmpty() ? QString() : m_sources->pathTo(source);
    m_takeOff->setVisible(!path.isEmpty());
    m_takeOff->setText(path == source ? tr("&Take off the list") : tr("&Take its folder off the list"));
    m_takeOff->setToolTip(tr("Only the list gets shorter; nothing is deleted."));
    m_takeOff->setAccessibleDescription(m_takeOff->toolTip());
    m_takeOff->setEnabled(!m_sources->isLooking());
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
