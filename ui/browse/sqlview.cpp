// SPDX-License-Identifier: MIT
#include "ui/browse/sqlview.h"

#include "ui/browse/plantree.h"
#include "ui/browse/querymodel.h"
#include "ui/browse/sqleditor.h"
#include "ui/style/icon.h"
#include "ui/style/proxystyle.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype mostInMenu = 20;
constexpr int longestInMenu = 60; ///< letters

QString timeText(double milliseconds)
{
    constexpr double second = 1000;
    return milliseconds < second ? SqlView::tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', 0))
                                 : durationText(milliseconds / second);
}

} // namespace

SqlView::SqlView(QWidget *parent)
    : RelationView(parent),
      m_editor(new SqlEditor),
      m_run(new QPushButton(tr("&Run"))),
      m_stop(new QPushButton(icon(u"stop"_s), tr("S&top"))),
      m_plan(new QPushButton(tr("How is it &done?"))),
      m_before(new QPushButton(tr("&Before"))),
      m_beforeMenu(new QMenu(m_before)),
      m_limit(new QComboBox),
      m_rightsBanner(new Banner),
      m_allRights(new QCheckBox(tr("With &all my rights"))),
      m_banner(new Banner),
      m_result(new QStackedWidget),
      m_hint(label({}, TextRole::Body, Voice::Second)),
      m_table(new QTableView),
      m_rows(new QueryModel(this)),
      m_tree(new PlanTree),
      m_notices(new QPlainTextEdit),
      m_end(label({}, TextRole::Small, Voice::Second))
{
    auto *halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->addWidget(makeTop());
    halves->addWidget(makeResult());
    halves->setStretchFactor(1, 1);
    halves->setSizes({scaled(150), scaled(450)});
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(space(Space::Medium), space(Space::Medium), space(Space::Medium), space(Space::Medium));
    whole->addWidget(halves);
    connect(m_editor, &SqlEditor::runRequested, this, [this] { run(browse::ExplainKind::None); });
    connect(m_editor, &SqlEditor::historyRequested, this, &SqlView::goThroughHistory);
    connect(m_run, &QPushButton::clicked, this, [this] { run(browse::ExplainKind::None); });
    connect(m_stop, &QPushButton::clicked, &m_job, &Job::stop);
    connect(&m_job, &Job::runningChanged, this, &SqlView::showRunning);
    connect(m_allRights, &QCheckBox::toggled, this, &SqlView::showRights);
    connect(&m_history, &SqlHistory::loaded, this, [this] { m_historyAt = m_history.list().size(); });
    m_history.load();
    showRunning(false);
    showRights();
}

QWidget *SqlView::makeTop()
{
    m_editor->setAccessibleName(tr("SQL statement"));
    m_editor->setPlaceholderText(tr("SELECT …   (Ctrl+Return runs it, Ctrl+Space offers names, Ctrl+Up brings back the "
                                    "one before)"));
    m_editor->setMinimumHeight(scaled(72));
    auto *top = new QWidget;
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Small));
    column->addWidget(m_rightsBanner);
    column->addWidget(m_editor, 1);
    column->addWidget(makeButtons());
    return top;
}

QWidget *SqlView::makeButtons()
{
    setFilled(m_run);
    auto *ways = new QMenu(m_plan);
    ways->addAction(tr("Only what the server &expects"), this, [this] { run(browse::ExplainKind::Estimated); });
    ways->addAction(tr("Run it and &measure"), this, [this] { run(browse::ExplainKind::Measured); });
    m_plan->setMenu(ways);
    m_before->setMenu(m_beforeMenu);
    m_before->setAccessibleDescription(tr("The statements that were run before"));
    m_before->setToolTip(tr("The statements that were run before"));
    connect(m_beforeMenu, &QMenu::aboutToShow, this, &SqlView::showHistory);
    auto *buttons = new QWidget;
    auto *row = new FlowLayout(FlowLayout::Side::Leading, buttons);
    row->addWidget(m_run);
    row->addWidget(m_stop);
    row->addWidget(m_plan);
    row->addWidget(m_before);
    return buttons;
}

QWidget *SqlView::makeEnd()
{
    for (const int rows : {100, 1000, 10000, 100000})
        m_limit->addItem(tr("at most %Ln row(s)", nullptr, rows), rows);
    m_limit->setCurrentIndex(1);
    m_limit->setAccessibleName(tr("How many rows at most"));
    m_end->setMaximumWidth(QWIDGETSIZE_MAX);
    auto *end = new QWidget;
    auto *row = new FlowLayout(FlowLayout::Side::Trailing, end);
    row->addWidget(m_allRights);
    row->addWidget(m_limit);
    return end;
}

QWidget *SqlView::makeResult()
{
    m_table->setModel(m_rows);
    m_table->setAccessibleName(tr("Rows that the statement gave"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->setDefaultSectionSize(scaled(28));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    auto *copied = new QShortcut(QKeySequence::Copy, m_table);
    copied->setContext(Qt::WidgetShortcut);
    connect(copied, &QShortcut::activated, this, &SqlView::copy);
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_hint->setText(tr("Here you can ask the database anything in SQL. Whatever you type, nothing is changed: every "
                       "statement runs in a transaction that can only read and is always rolled back."));
    m_result->addWidget(m_hint);
    m_result->addWidget(m_table);
    m_result->addWidget(m_tree);
    m_notices->setReadOnly(true);
    m_notices->setTabChangesFocus(true);
    m_notices->setAccessibleName(tr("What the server said"));
    m_notices->setMaximumHeight(scaled(96));
    m_notices->hide();
    auto *result = new QWidget;
    auto *column = new QVBoxLayout(result);
    column->setContentsMargins(0, space(Space::Small), 0, 0);
    column->setSpacing(space(Space::Small));
    column->addWidget(m_banner);
    column->addWidget(m_result, 1);
    column->addWidget(m_notices);
    column->addWidget(m_end);
    column->addWidget(makeEnd());
    return result;
}

QString SqlView::title() const
{
    return tr("SQL");
}

bool SqlView::suits(const Place &) const
{
    return true;
}

void SqlView::look(const Place &place)
{
    const bool sameDatabase = m_place.database == place.database;
    const bool sameArea = sameDatabase && m_place.area.schema == place.area.schema;
    if (!sameDatabase && m_place.database)
        clearResult(); // it would look as if it came from this one
    m_place = place;
    if (sameArea && m_known)
        return;
    m_known = true;
    m_rights = {};
    showRights();
    const QString schema = place.area.schema.isEmpty() ? u"public"_s : place.area.schema;
    place.database->readQueryRights(m_rightsJob, schema, [this](const base::Result<browse::QueryRights> &rights) {
        if (rights)
            m_rights = *rights;
        else
            m_known = false; // asked again when there is a connection again
        showRights();
    });
    place.database->readNames(m_namesJob, schema, [this](const base::Result<QStringList> &names) {
        if (names)
            m_editor->setNames(*names);
    });
}

void SqlView::clearResult()
{
    m_job.stop();
    m_rows->begin({});
    m_banner->clear();
    m_editor->clearMistake();
    m_notices->hide();
    m_end->setText({});
    m_result->setCurrentWidget(m_hint);
}

void SqlView::showRights()
{
    const bool choice = m_rights.superuser && !m_rights.readingRole.isEmpty();
    m_allRights->setVisible(choice);
    m_rightsBanner->clear();
    if (m_rights.superuser && !choice)
        m_rightsBanner->say(Status::Note, tr("You are signed in as %1, who may do anything on this server. Nothing in "
                                             "the database can be changed here, but functions that reach beyond it "
                                             "(files, other sessions) would run. This SQL makes a role that can only "
                                             "read, and it is then used here:\n%2")
                                              .arg(m_rights.user, m_rights.sqlForRole.trimmed()));
    else if (choice && m_allRights->isChecked())
        m_rightsBanner->say(Status::Note, tr("%1 may do anything on this server. Nothing in the database can be "
                                             "changed here, but functions that reach beyond it (files, other sessions) "
                                             "run. Untick “With all my rights” unless you need them.")
                                              .arg(m_rights.user));
    m_allRights->setToolTip(tr("Otherwise a statement has the rights of %1, which reads everything and can do nothing "
                               "else.")
                                .arg(m_rights.readingRole));
}

void SqlView::showRunning(bool running)
{
    for (QPushButton *button : {m_run, m_plan})
        button->setEnabled(!running);
    m_stop->setEnabled(running);
    if (running)
        m_end->setText(tr("Running …"));
}

void SqlView::run(browse::ExplainKind kind)
{
    const QString sql = m_editor->toPlainText();
    if (m_job.isRunning() || !m_place.database || sql.trimmed().isEmpty())
        return;
    remember(sql);
    m_banner->clear();
    m_editor->clearMistake();
    m_notices->hide();
    browse::QueryRequest request{.sql = sql, .explain = kind};
    if (!m_place.area.schema.isEmpty())
        request.searchPath = {m_place.area.schema, u"public"_s};
    if (!m_allRights->isChecked())
        request.role = m_rights.readingRole;
    request.limits.rows = m_limit->currentData().toLongLong();
    const auto rows = [this, kind](const QList<browse::QueryColumn> &columns, const QList<browse::QueryRow> &newRows) {
        if (kind == browse::ExplainKind::None)
            takeRows(columns, newRows);
    };
    m_place.database->runQuery(m_job, request, rows, [this, kind](const base::Result<browse::QueryAnswer> &answer) {
        takeAnswer(kind, answer);
    });
}

void SqlView::remember(const QString &sql)
{
    m_history.add(sql);
    m_historyAt = m_history.list().size() - 1;
}

void SqlView::goThroughHistory(int step)
{
    const QStringList &list = m_history.list();
    const bool unsaved = m_historyAt < list.size() && list.at(m_historyAt) != m_editor->toPlainText();
    bringBack(step < 0 && unsaved ? m_historyAt : m_historyAt + step);
}

void SqlView::bringBack(qsizetype number)
{
    if (number < 0 || number >= m_history.list().size())
        return;
    m_historyAt = number;
    m_editor->setPlainText(m_history.list().at(number));
    m_editor->moveCursor(QTextCursor::End);
}

/// The newest first.
void SqlView::showHistory()
{
    m_beforeMenu->clear();
    const QStringList &list = m_history.list();
    for (qsizetype i = list.size() - 1; i >= 0 && i >= list.size() - mostInMenu; --i) {
        QString words = list.at(i).simplified();
        if (words.size() > longestInMenu)
            words = words.left(longestInMenu) + u'…';
        m_beforeMenu->addAction(words.replace(u'&', u"&&"_s), this, [this, i] {
            bringBack(i);
            m_editor->setFocus();
        });
    }
    if (list.isEmpty()) {
        m_beforeMenu->addAction(tr("None was run yet"))->setEnabled(false);
        return;
    }
    m_beforeMenu->addSeparator();
    m_beforeMenu->addAction(tr("&Forget all of them"), this, [this] {
        m_history.forget();
        m_historyAt = 0;
    });
}

void SqlView::takeRows(const QList<browse::QueryColumn> &columns, const QList<browse::QueryRow> &rows)
{
    if (rows.isEmpty()) {
        m_rows->begin(columns);
        m_result->setCurrentWidget(m_table);
        return;
    }
    const bool first = m_rows->rowCount() == 0;
    m_rows->append(rows);
    if (first)
        m_table->resizeColumnsToContents();
    m_end->setText(tr("%Ln row(s) so far …", nullptr, m_rows->rowCount()));
}

void SqlView::takeAnswer(browse::ExplainKind kind, const base::Result<browse::QueryAnswer> &answer)
{
    if (!answer) {
        showError(answer.error(), -1);
        return;
    }
    showNotices(answer->notices);
    if (kind == browse::ExplainKind::None && (!answer->error || !answer->rows.isEmpty())) {
        const bool first = m_rows->rowCount() == 0;
        m_rows->setAnswer(answer->columns, answer->rows);
        m_result->setCurrentWidget(m_table);
        if (first)
            m_table->resizeColumnsToContents();
    }
    showEnd(*answer);
    if (answer->error && answer->rows.isEmpty()) {
        m_rows->begin({});
        m_result->setCurrentWidget(m_hint);
    }
    if (answer->error)
        showError(*answer->error, answer->errorAt);
    else if (kind != browse::ExplainKind::None)
        showPlan(*answer);
}

void SqlView::showError(const base::Error &error, qsizetype at)
{
    const bool stopped = error.code == base::stoppedCode;
    if (stopped)
        m_banner->say(Status::Note, tr("Stopped. Nothing was changed."));
    else if (!isLost(m_place))
        m_banner->say(Status::Wrong, error.message);
    if (at >= 0)
        m_editor->markMistake(at);
    if (!stopped)
        m_end->setText({});
}

void SqlView::showNotices(const QList<postgres::ServerNotice> &notices)
{
    QStringList lines;
    for (const postgres::ServerNotice &notice : notices) {
        lines += notice.severity + u": "_s + notice.message;
        if (!notice.detail.isEmpty())
            lines += notice.detail;
    }
    m_notices->setPlainText(lines.join(u'\n'));
    m_notices->setVisible(!lines.isEmpty());
}

void SqlView::showEnd(const browse::QueryAnswer &answer)
{
    const QString rows = tr("%Ln row(s)", nullptr, int(answer.rows.size()));
    const QString time = timeText(double(answer.milliseconds));
    switch (answer.end) {
    case browse::QueryEnd::Complete:
        m_end->setText(tr("%1 in %2.").arg(rows, time));
        break;
    case browse::QueryEnd::RowLimit:
        m_end->setText(tr("The first %1 in %2. There are more; choose a larger limit, or add WHERE.").arg(rows, time));
        break;
    case browse::QueryEnd::ByteLimit:
        m_end->setText(tr("The first %1 in %2. They are so large that reading stopped there.").arg(rows, time));
        break;
    }
}

void SqlView::showPlan(const browse::QueryAnswer &answer)
{
    const QString text = answer.rows.isEmpty() ? QString() : answer.rows.first().value(0).text.value_or(QString());
    const auto plan = browse::parsePlan(text);
    if (!plan) {
        showError(plan.error(), -1);
        return;
    }
    m_tree->setPlan(*plan);
    m_result->setCurrentWidget(m_tree);
    m_end->setText(plan->executionMilliseconds < 0
                       ? tr("This is what the server expects. The statement did not run.")
                       : tr("It took the server %1.").arg(timeText(plan->executionMilliseconds)));
}

void SqlView::copy()
{
    QGuiApplication::clipboard()->setText(copiedText(m_table->selectionModel()->selectedIndexes()));
}

} // namespace ui
