// SPDX-License-Identifier: MIT
#include "ui/browse/exportdialog.h"

#include "ui/style/icon.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/option.h"
#include "ui/widgets/text.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using browse::ExportFormat;

constexpr int firstWidth = 600;
constexpr int barSteps = 1000;
constexpr auto folderKey = "browse/exportFolder"_L1;

QString endingOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return u".csv"_s;
    case ExportFormat::JsonLines:
        return u".jsonl"_s;
    case ExportFormat::Sql:
        return u".sql"_s;
    case ExportFormat::Sqlite:
        break;
    }
    return u".sqlite3"_s;
}

QString folderToBegin()
{
    QString last = QSettings().value(folderKey).toString();
    if (!last.isEmpty() && QFileInfo(last).isDir())
        return last;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

QVBoxLayout *section(QWidget *parent, const QString &title)
{
    auto *column = new QVBoxLayout(parent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Hair));
    column->addWidget(label(title, TextRole::Section));
    return column;
}

} // namespace

ExportDialog::ExportDialog(Database *database, const QList<ExportChoice> &choices, QWidget *parent)
    : QDialog(parent),
      m_database(database),
      m_choices(choices),
      m_banner(new Banner),
      m_details(label({}, TextRole::Small, Voice::Second)),
      m_header(new QCheckBox(tr("The first &line has the names of the columns"))),
      m_separator(new QComboBox),
      m_path(new QLineEdit),
      m_bar(new QProgressBar),
      m_progress(label({}, TextRole::Body)),
      m_start(new QPushButton(icon(u"save"_s), tr("&Export"))),
      m_stop(new QPushButton(icon(u"stop"_s), tr("S&top"))),
      m_close(new QPushButton(tr("&Close"))),
      m_open(new QPushButton(icon(u"folder"_s), tr("Show the &folder")))
{
    setWindowTitle(tr("Export"));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space(Space::Medium));
    column->addWidget(m_banner);
    column->addWidget(m_details);
    column->addWidget(makeForm());
    column->addWidget(m_bar);
    column->addWidget(m_progress);
    column->addStretch(1);
    column->addWidget(makeButtons());
    m_details->hide();
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("How far the export is"));
    connect(&m_exporter, &Exporter::progressed, this, &ExportDialog::showProgress);
    connect(&m_exporter, &Exporter::finished, this, &ExportDialog::finish);
    m_start->setDefault(true);
    showChoice();
    showBusy(false);
    resize(scaled(firstWidth), sizeHint().height());
    m_what.first()->setFocus();
}

QWidget *ExportDialog::makeForm()
{
    m_form = new QWidget;
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Normal));
    column->addWidget(makeWhat());
    column->addWidget(makeFormats());
    column->addWidget(makePlace());
    return m_form;
}

QWidget *ExportDialog::makeWhat()
{
    auto *part = new QWidget;
    QVBoxLayout *column = section(part, tr("What"));
    auto *group = new QButtonGroup(this);
    for (const ExportChoice &one : m_choices) {
        auto *option = new Option(QString(one.words).replace(u'&', u"&&"_s));
        option->setAccessibleName(one.words);
        m_what.append(option);
        group->addButton(option);
        column->addWidget(option);
        connect(option, &QRadioButton::toggled, this, &ExportDialog::showChoice);
    }
    m_what.first()->setChecked(true);
    return part;
}

QWidget *ExportDialog::makeFormats()
{
    auto *part = new QWidget;
    QVBoxLayout *column = section(part, tr("As"));
    auto *group = new QButtonGroup(this);
    for (const QString &words : {tr("CSV: a table for spreadsheets and most other programs"),
                                 tr("JSON Lines: an object for each row, for programs"),
                                 tr("SQL: commands that make the same tables in another PostgreSQL"),
                                 tr("SQLite: one database file that needs no server")}) {
        auto *option = new Option(words);
        m_formats.append(option);
        group->addButton(option);
        column->addWidget(option);
        if (m_formats.size() == 1)
            column->addWidget(makeCsv());
        connect(option, &QRadioButton::toggled, this, &ExportDialog::showChoice);
    }
    m_formats.first()->setChecked(true);
    return part;
}

QWidget *ExportDialog::makeCsv()
{
    m_csv = new QWidget;
    auto *row = new QHBoxLayout(m_csv);
    row->setContentsMargins(space(Space::Large), 0, 0, 0);
    row->setSpacing(space(Space::Small));
    m_separator->addItem(tr("Comma"), QChar(u','));
    m_separator->addItem(tr("Semicolon"), QChar(u';'));
    m_separator->addItem(tr("Tab"), QChar(u'\t'));
    m_separator->setAccessibleName(tr("What stands between two columns"));
    m_separator->setToolTip(tr("What stands between two columns"));
    // Where numbers have a comma, spreadsheets expect a semicolon.
    m_separator->setCurrentIndex(QLocale().decimalPoint() == u"," ? 1 : 0);
    m_header->setChecked(true);
    row->addWidget(m_separator);
    row->addWidget(m_header);
    row->addStretch(1);
    return m_csv;
}

QWidget *ExportDialog::makePlace()
{
    auto *part = new QWidget;
    QVBoxLayout *column = section(part, tr("Where to"));
    auto *choose = new QPushButton(tr("C&hoose…"));
    choose->setAutoDefault(false);
    m_path->setAccessibleName(tr("Where to"));
    m_path->setObjectName(u"exportPath"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(space(Space::Small));
    row->addWidget(m_path, 1);
    row->addWidget(choose);
    column->addLayout(row);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::choosePath);
    connect(m_path, &QLineEdit::textChanged, this, [this] {
        m_replace = false;
        m_start->setText(tr("&Export"));
        m_start->setEnabled(!m_path->text().trimmed().isEmpty());
    });
    return part;
}

QWidget *ExportDialog::makeButtons()
{
    auto *part = new QWidget;
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space(Space::Small));
    row->addWidget(m_open);
    row->addStretch(1);
    row->addWidget(m_start);
    row->addWidget(m_stop);
    row->addWidget(m_close);
    m_open->hide();
    m_start->setObjectName(u"exportStart"_s);
    m_stop->setObjectName(u"exportStop"_s);
    m_close->setObjectName(u"exportClose"_s);
    m_open->setObjectName(u"exportOpen"_s);
    m_open->setAutoDefault(false);
    m_stop->setAutoDefault(false);
    m_close->setAutoDefault(false);
    connect(m_start, &QPushButton::clicked, this, &ExportDialog::start);
    connect(m_stop, &QPushButton::clicked, &m_exporter, &Exporter::stop);
    connect(m_close, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_open, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_path->text().trimmed()).absolutePath()));
    });
    return part;
}

const ExportChoice &ExportDialog::choice() const
{
    for (qsizetype i = 0; i < m_what.size(); ++i) {
        if (m_what[i]->isChecked())
            return m_choices[i];
    }
    return m_choices.first();
}

ExportFormat ExportDialog::format() const
{
    for (qsizetype i = 0; i < m_formats.size(); ++i) {
        if (m_formats[i]->isChecked())
            return ExportFormat(i);
    }
    return ExportFormat::Csv;
}

browse::ExportRequest ExportDialog::request() const
{
    return {.content = choice().content,
            .format = format(),
            .path = QFileInfo(m_path->text().trimmed()).absoluteFilePath(),
            .csv = {.separator = m_separator->currentData().toChar(), .header = m_header->isChecked()}};
}

/// A folder has no ending.
QString ExportDialog::usualPath() const
{
    const bool folder = browse::makesFolder(choice().content, format());
    return QDir::toNativeSeparators(
        QDir(folderToBegin()).filePath(choice().name + (folder ? u""_s : endingOf(format()))));
}

/// What goes with what is chosen; a path that the person typed stays.
void ExportDialog::showChoice()
{
    if (m_formats.size() < 4)
        return; // it is being built
    for (qsizetype i = 0; i < m_formats.size(); ++i) {
        const bool can = browse::canExport(choice().content, ExportFormat(i));
        m_formats[i]->setEnabled(can);
        m_formats[i]->setToolTip(can ? QString() : tr("Only whole tables can be written as SQL."));
        if (!can && m_formats[i]->isChecked())
            m_formats.first()->setChecked(true);
    }
    m_csv->setEnabled(format() == ExportFormat::Csv);
    m_banner->clear();
    m_details->hide();
    if (m_path->text() == m_offered || m_path->text().trimmed().isEmpty()) {
        m_offered = usualPath();
        m_path->setText(m_offered);
    }
}

/// Whether something is to be replaced is asked here, not there.
void ExportDialog::choosePath()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export to"), m_path->text().trimmed(), {}, nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty())
        m_path->setText(QDir::toNativeSeparators(path));
}

void ExportDialog::start()
{
    if (!m_database || m_exporter.isRunning())
        return;
    const browse::ExportRequest wanted = request();
    m_details->hide();
    m_open->hide();
    if (QFileInfo(wanted.path).isFile() && !m_replace) {
        m_replace = true;
        m_start->setText(tr("&Replace it"));
        m_banner->say(Status::Note, tr("There is already a file of this name. It can be replaced, or choose another "
                                       "name."));
        grow();
        return;
    }
    QSettings().setValue(folderKey, QFileInfo(wanted.path).absolutePath());
    m_banner->clear();
    m_clock.start();
    showBusy(true);
    m_exporter.start(*m_database, wanted);
}

void ExportDialog::showProgress(const browse::ExportProgress &progress)
{
    const QString size = bytesText(progress.bytes);
    QString words =
        progress.rows < 0 ? tr("%1 written").arg(size) : tr("%1 rows, %2 written").arg(countText(progress.rows), size);
    if (progress.tables > 0)
        words = tr("Table %1 of %2, %3: %4")
                    .arg(countText(std::min(progress.tablesDone + 1, progress.tables)), countText(progress.tables),
                         progress.table, words);
    m_progress->setText(words);
    const qint64 rows = choice().rows;
    const bool known = progress.rows >= 0 && rows > 0;
    m_bar->setRange(0, known ? barSteps : 0);
    if (known) // the estimate may be too low
        m_bar->setValue(int(std::min<qint64>(barSteps - 1, progress.rows * barSteps / rows)));
}

void ExportDialog::finish(const base::Result<browse::ExportOutcome> &outcome)
{
    showBusy(false);
    m_replace = false;
    m_start->setText(tr("&Export"));
    if (!outcome) {
        const bool stopped = outcome.error().code == base::stoppedCode;
        m_banner->say(stopped ? Status::Note : Status::Wrong,
                      stopped ? tr("Stopped. Nothing of it was left behind.") : outcome.error().message);
        m_details->setText(stopped ? QString() : outcome.error().detail);
        m_details->setVisible(!m_details->text().isEmpty());
        grow();
        return;
    }
    const browse::ExportProgress &written = outcome->written;
    const QString time = durationText(double(m_clock.elapsed()) / 1000);
    QString words = written.rows < 0 ? tr("Everything was written: %1 in %2.").arg(bytesText(written.bytes), time)
                                     : tr("Everything was written: %1 rows, %2 in %3.")
                                           .arg(countText(written.rows), bytesText(written.bytes), time);
    m_banner->say(Status::Fine, words);
    m_details->setText(outcome->remarks.join(u'\n'));
    m_details->setVisible(!outcome->remarks.isEmpty());
    m_open->show();
    m_close->setFocus();
    grow();
}

void ExportDialog::showBusy(bool busy)
{
    m_form->setEnabled(!busy);
    m_bar->setVisible(busy);
    m_progress->setVisible(busy);
    m_start->setVisible(!busy);
    m_close->setVisible(!busy);
    m_stop->setVisible(busy);
    if (!busy)
        return;
    m_bar->setRange(0, 0);
    m_progress->setText(tr("Beginning…"));
    m_stop->setFocus();
    grow();
}

/// What there is to say needs room of its own.
void ExportDialog::grow()
{
    layout()->activate();
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height();
    if (needed > height())
        resize(width(), needed);
}

void ExportDialog::reject()
{
    if (!m_exporter.isRunning()) {
        QDialog::reject();
        return;
    }
    m_banner->say(Status::Note, tr("The export goes on. Stop it first to close this, or use the window behind it "
                                   "meanwhile."));
    grow();
}

} // namespace ui
