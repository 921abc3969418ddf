// SPDX-License-Identifier: MIT
#include "ui/pages/reportview.h"

#include "ui/models/reportmodel.h"
#include "ui/models/reportwords.h"
#include "ui/session/runs.h"
#include "ui/style/sign.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/creatordelegate.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/fact.h"
#include "ui/widgets/text.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTreeView>
#include <algorithm>

namespace ui {

namespace {

constexpr int signSize = 16;
constexpr int mostRemarks = 20; ///< shown one by one; the report has all
constexpr int mostAttic = 200;
constexpr int atticHeight = 160;
constexpr int mostRows = 10; ///< of the table before it scrolls

/// Heading in bold, then the sentences, with the sign before them.
QWidget *told(Status status, const QString &heading, const QString &message)
{
    auto *box = new QWidget;
    auto *title = label(heading);
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto *words = label(message);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *column = new QVBoxLayout;
    column->setSpacing(space(Space::Hair));
    column->addWidget(title);
    column->addWidget(words);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space(Space::Small));
    row->addWidget(new Sign(status, signSize), 0, Qt::AlignTop);
    row->addLayout(column, stretchToLimit);
    row->addStretch(1); // else what the words do not take parts them from the sign
    return box;
}

QString atticText(const migration::Attic &attic)
{
    QStringList lines;
    for (const migration::AtticValue &value : attic.values) {
        const QString row = value.key.isEmpty() ? ReportView::tr("row %1").arg(value.row) : value.key;
        lines +=
            value.column.isEmpty()
                ? ReportView::tr("%1, %2, the whole row %3: %4").arg(value.creator, value.table, row, value.text)
                : ReportView::tr("%1, %2.%3 of %4: %5").arg(value.creator, value.table, value.column, row, value.text);
    }
    if (attic.count > attic.values.size())
        lines += ReportView::tr("… and %n more", nullptr, int(attic.count - attic.values.size()));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ReportView::ReportView(const Runs *runs, QWidget *parent) : QWidget(parent), m_runs(runs)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

void ReportView::show(const migration::RunReport &report)
{
    m_report = report;
    m_job.stop();
    m_attic = nullptr;
    delete m_content;
    m_content = new QWidget;
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space(Space::Normal));
    layout()->addWidget(m_content);
    addFigures();
    addFailures();
    addFacts();
    addNotes();
    addAttic();
    addCreators();
    m_column->addStretch(1);
}

void ReportView::addFigures()
{
    if (arrivedCount(m_report) == 0 || !missing(m_report).isEmpty() || m_report.cells() == 0)
        return;
    qint64 differences = 0;
    for (const auto &creator : m_report.creators) {
        for (const auto &table : creator.tables)
            differences += table.differences.size();
    }
    auto *card = new Card;
    auto *row = new QHBoxLayout(card);
    const int margin = space(Space::Normal);
    row->setContentsMargins(space(Space::Large), margin, margin, margin);
    auto *figures = new FigureRow;
    figures->add(countText(m_report.rows()), tr("rows of %n creator(s)", nullptr, int(arrivedCount(m_report))));
    figures->add(countText(m_report.cells()), tr("values compared"));
    figures->add(countText(differences), tr("differences"));
    figures->add(countText(m_report.attic()), tr("value(s) in the attic", nullptr, int(m_report.attic())));
    row->addWidget(figures);
    m_column->addWidget(card);
}

QWidget *ReportView::failureCard(const Remark &remark) const
{
    auto *card = new Card;
    auto *column = new QVBoxLayout(card);
    const int margin = space(Space::Normal);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(space(Space::Small));
    const QString heading = remark.creators.isEmpty() ? tr("The move as a whole") : namesText(remark.creators);
    column->addWidget(told(Status::Wrong, heading, remark.message));
    if (!remark.detail.isEmpty()) {
        auto *words = new CopyField(tr("The server's own words"));
        words->setText(remark.detail);
        column->addWidget(new Disclosure(tr("Details: the server's own words"), words));
    }
    return card;
}

void ReportView::addFailures()
{
    const QList<Remark> wrong = failures(m_report);
    for (const Remark &remark : wrong.mid(0, mostRemarks))
        m_column->addWidget(failureCard(remark));
    if (wrong.size() > mostRemarks)
        m_column->addWidget(
            label(tr("%n more reason(s) are in the report.", nullptr, int(wrong.size() - mostRemarks))));
}

void ReportView::addFacts()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space(Space::Large));
    grid->setVerticalSpacing(space(Space::Normal));
    int number = 0;
    const auto add = [&](Fact *fact) {
        grid->addWidget(fact, number / 2, number % 2, Qt::AlignTop);
        ++number;
    };
    QStringList names;
    for (const auto &creator : m_report.creators) {
        if (migration::hasArrived(creator.verdict))
            names += creator.creator;
    }
    if (!names.isEmpty() && !missing(m_report).isEmpty())
        add(new Fact(Status::Fine,
                     names.size() == 1 ? tr("%1 is in PostgreSQL.").arg(names.first())
                                       : tr("%1 are in PostgreSQL.").arg(namesText(names)),
                     tr("%1 rows, %2 values compared, 0 differences.")
                         .arg(countText(m_report.rows()), countText(m_report.cells()))));
    if (!m_report.folder.isEmpty() && !names.isEmpty())
        add(new Fact(QStringLiteral("file"), tr("Your SQLite files are untouched."),
                     tr("A checked copy of them is kept as well (%1).").arg(bytesText(m_report.sourceBytes))));
    else
        add(new Fact(QStringLiteral("file"), tr("Your SQLite files are untouched."), tr("They were only read.")));
    if (!names.isEmpty())
        add(new Fact(QStringLiteral("undo"), tr("You can go back at any time."),
                     tr("Rolling back shows first what it will remove, and asks about rows written since.")));
    m_column->addLayout(grid);
}

void ReportView::addNotes()
{
    const QList<Remark> toRead = notes(m_report);
    if (toRead.isEmpty())
        return;
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, space(Space::Hair), 0, space(Space::Small));
    column->setSpacing(space(Space::Medium));
    for (const Remark &remark : toRead.mid(0, mostRemarks)) {
        const QString who = namesText(remark.creators);
        column->addWidget(
            told(remark.status, remark.place.isEmpty() ? who : tr("%1, %2").arg(who, remark.place), remark.message));
    }
    if (toRead.size() > mostRemarks)
        column->addWidget(label(tr("%n more note(s) are in the report.", nullptr, int(toRead.size() - mostRemarks))));
    m_column->addWidget(new Disclosure(tr("%n note(s) to read", nullptr, int(toRead.size())), box));
}

void ReportView::addAttic()
{
    if (m_report.attic() == 0)
        return;
    m_attic = new QPlainTextEdit;
    m_attic->setReadOnly(true);
    m_attic->setTabChangesFocus(true);
    m_attic->setFixedHeight(scaled(atticHeight));
    m_attic->setAccessibleName(tr("What is in the attic"));
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(label(tr("These values did not fit their columns, so they are kept byte for byte in a table of "
                               "their own, and come back with a way back to SQLite."),
                            TextRole::Body, Voice::Second));
    column->addWidget(m_attic);
    auto *disclosure = new Disclosure(tr("In the attic: %1").arg(countText(m_report.attic())), box);
    connect(disclosure, &Disclosure::toggled, this, [this](bool open) {
        if (open && m_attic->toPlainText().isEmpty())
            readAttic();
    });
    m_column->addWidget(disclosure);
}

void ReportView::readAttic()
{
    m_attic->setPlaceholderText(tr("Reading…"));
    m_job.start<base::Result<migration::Attic>>(
        m_runs->readAttic(m_report, mostAttic), [this](const base::Result<migration::Attic> &attic) {
            if (m_attic != nullptr)
                m_attic->setPlainText(attic ? atticText(*attic) : attic.error().message);
        });
}

void ReportView::addCreators()
{
    auto *table = new QTreeView;
    auto *model = new ReportModel(table);
    model->setReport(m_report);
    table->setModel(model);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setAllColumnsShowFocus(true);
    table->setAccessibleName(tr("Creator by creator"));
    table->setItemDelegate(new CreatorDelegate(
        {.status = ReportModel::State, .isGroup = ReportModel::Group, .signColumn = ReportModel::Creator}, table));
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *header = table->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ReportModel::Creator, QHeaderView::Stretch);
    header->setSectionResizeMode(ReportModel::Area, QHeaderView::Stretch);
    header->setMinimumHeight(scaled(rowHeight));
    const int rows = std::clamp(model->rowCount(), 1, mostRows);
    table->setFixedHeight(scaled(rowHeight) * (rows + 1) + scaled(6));
    m_column->addSpacing(space(Space::Small));
    m_column->addWidget(label(tr("Creator by creator"), TextRole::Section));
    m_column->addWidget(table);
}

} // namespace ui
