// SPDX-License-Identifier: MIT
#include "support/testserver.h"
#include "ui/browse/exportdialog.h"
#include "ui/browse/rowsview.h"
#include "ui/browsing.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>
#include <algorithm>

using namespace Qt::StringLiterals;
using postgres::Connection;

namespace {

constexpr int patience = 60000;

constexpr auto content =
    "CREATE SCHEMA creator_alice; CREATE TABLE creator_alice.things(id int PRIMARY KEY, note text);"
    "INSERT INTO creator_alice.things SELECT i, 'note ' || i FROM generate_series(1, 500) i;"
    "CREATE TABLE creator_alice.owners(id int PRIMARY KEY);"
    "CREATE VIEW creator_alice.endless AS SELECT repeat('x', 1000) AS x, "
    "generate_series(1, 2000000000) AS n; ANALYZE;"_L1;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

} // namespace

/// Exports from Browse, with a real server and real files.
class TestBrowseExport : public Browsing
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void wholeTableByKeyboard();
    void selectionAndFilter();
    void viewHasNoSelection();
    void creatorFromTheTree();
    void formatsThatAreThere();
    void pathFollowsWhatIsChosen();
    void existingFileIsAskedFor();
    void stopLeavesNothing();
    void failureIsTold();
    void cleanup();

private:
    [[nodiscard]] QModelIndex find(const QStringList &path) const;
    void open(const QString &table);
    [[nodiscard]] ui::ExportDialog *dialog() const { return m_page->findChild<ui::ExportDialog *>(); }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return dialog()->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QLineEdit *path() const { return dialog()->findChild<QLineEdit *>(u"exportPath"_s); }
    [[nodiscard]] QRadioButton *option(const QString &beginning) const;
    [[nodiscard]] bool says(const QString &text) const;
    void openDialog();
    [[nodiscard]] ui::RowsView *view() const { return m_page->findChild<ui::RowsView *>(); }
    [[nodiscard]] QTableView *grid() const { return view()->findChild<QTableView *>(); }
    std::unique_ptr<QTemporaryDir> m_files;
    QTreeView *m_tree = nullptr;
};

void TestBrowseExport::initTestCase()
{
    makeDatabase(content);
}

void TestBrowseExport::init()
{
    m_files = std::make_unique<QTemporaryDir>();
    QSettings().setValue(u"browse/exportFolder"_s, m_files->path());
    openPage();
    if (QTest::currentTestFailed())
        return;
    m_tree = m_page->findChild<QTreeView *>();
    open(u"things"_s);
}

void TestBrowseExport::cleanup()
{
    closePage();
    QCOMPARE(QDir(m_files->path()).entryList(QDir::Hidden | QDir::Files).filter(QRegularExpression(u"^\\."_s)),
             QStringList());
}

QModelIndex TestBrowseExport::find(const QStringList &path) const
{
    QModelIndex index;
    for (const QString &name : path) {
        const QModelIndexList found =
            m_tree->model()->match(m_tree->model()->index(0, 0, index), Qt::DisplayRole, name, 1, Qt::MatchExactly);
        if (found.isEmpty())
            return {};
        index = found.first();
    }
    return index;
}

void TestBrowseExport::open(const QString &table)
{
    const QModelIndex index = find({m_database->title(), u"alice"_s, table});
    QVERIFY2(index.isValid(), qPrintable(table));
    m_tree->setCurrentIndex(index);
    QTRY_VERIFY_WITH_TIMEOUT(view()->model()->query().shape && view()->model()->query().shape->relation.name == table,
                             patience);
    QTRY_VERIFY_WITH_TIMEOUT(!view()->model()->isBusy(), patience);
}

QRadioButton *TestBrowseExport::option(const QString &beginning) const
{
    const auto all = dialog()->findChildren<QRadioButton *>();
    const auto found = std::find_if(all.begin(), all.end(), [&beginning](const QRadioButton *one) {
        return one->accessibleName().startsWith(beginning);
    });
    return found == all.end() ? nullptr : *found;
}

bool TestBrowseExport::says(const QString &text) const
{
    const auto all = dialog()->findChildren<QLabel *>();
    return std::any_of(all.begin(), all.end(), [&](const QLabel *label) {
        return label->isVisibleTo(dialog()) && label->text().contains(text);
    });
}

void TestBrowseExport::openDialog()
{
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    grid()->setFocus();
    QTest::keyClick(grid(), Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(dialog() != nullptr, patience);
    dialog()->activateWindow();
    QTRY_VERIFY_WITH_TIMEOUT(dialog()->isAncestorOf(QApplication::focusWidget()), patience);
}

void TestBrowseExport::wholeTableByKeyboard()
{
    openDialog();
    QCOMPARE(path()->text(), m_files->filePath(u"alice-things.csv"_s));
    QTest::keyClick(dialog(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"500 rows"_s), patience);
    const QByteArray written = contentOf(m_files->filePath(u"alice-things.csv"_s));
    QVERIFY(written.startsWith("id,note\n1,note 1\n"));
    QCOMPARE(written.count('\n'), 501);
    QVERIFY(button("exportOpen")->isVisible());
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(dialog() == nullptr, patience);
}

void TestBrowseExport::selectionAndFilter()
{
    QTest::mouseClick(view()->findChild<QPushButton *>(u"addFilter"_s), Qt::LeftButton);
    QTest::keyClicks(view()->findChild<QLineEdit *>(u"filterValue"_s), u"7"_s);
    QTest::keyClick(view()->findChild<QLineEdit *>(u"filterValue"_s), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(view()->model()->rowCount(), 1, patience);
    openDialog();
    QVERIFY(option(u"What the filters leave"_s)->isChecked());
    QTest::keyClick(dialog(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"1 rows"_s), patience);
    QCOMPARE(contentOf(path()->text()), QByteArray("id,note\n7,note 7\n"));
    delete dialog();

    QTest::mouseClick(view()->findChild<QPushButton *>(u"chip"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(view()->model()->rowCount() > 100 && !view()->model()->isBusy(), patience);
    for (const int row : {5, 2})
        grid()->selectionModel()->select(view()->model()->index(row, 1), QItemSelectionModel::Select);
    openDialog();
    QVERIFY(option(u"The 2 selected row"_s)->isChecked());
    path()->setText(m_files->filePath(u"other.csv"_s));
    QTest::mouseClick(dialog()->findChild<QCheckBox *>(), Qt::LeftButton, {}, {8, 8});
    QTest::mouseClick(button("exportStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"2 rows"_s), patience);
    QCOMPARE(contentOf(path()->text()), QByteArray("note 3\nnote 6\n"));
}

void TestBrowseExport::viewHasNoSelection()
{
    open(u"endless"_s);
    grid()->selectAll();
    openDialog();
    QVERIFY(option(u"Everything in endless"_s)->isChecked());
    QVERIFY(!option(u"SQL:"_s)->isEnabled());
}

void TestBrowseExport::creatorFromTheTree()
{
    auto connection = Connection::open(m_settings, u"test"_s);
    QVERIFY(connection);
    const QModelIndex alice = find({m_database->title(), u"alice"_s});
    m_tree->scrollTo(alice);
    bool offered = false;
    QTimer::singleShot(0, this, [&offered] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (menu == nullptr)
            return;
        offered = true;
        menu->actions().first()->trigger();
        menu->close();
    });
    Q_EMIT m_tree->customContextMenuRequested(m_tree->visualRect(alice).center());
    QVERIFY(offered);
    QVERIFY(dialog());
    QVERIFY(option(u"All tables of alice"_s)->isChecked());
    option(u"SQLite"_s)->setChecked(true);
    QCOMPARE(path()->text(), m_files->filePath(u"alice.sqlite3"_s));
    QTest::mouseClick(button("exportStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"500 rows"_s), patience);
    QVERIFY(contentOf(path()->text()).startsWith("SQLite format 3"));
    option(u"JSON Lines"_s)->setChecked(true);
    QCOMPARE(path()->text(), m_files->filePath(u"alice"_s));
    QTest::mouseClick(button("exportStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_files->filePath(u"alice/things.jsonl"_s)), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog()->exporter().isRunning(), patience);
    option(u"SQL:"_s)->setChecked(true);
    QTest::mouseClick(button("exportStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(m_files->filePath(u"alice.sql"_s)).contains("500\tnote 500\n"), patience);
}

void TestBrowseExport::formatsThatAreThere()
{
    grid()->selectAll();
    openDialog();
    option(u"Everything in things"_s)->setChecked(true);
    option(u"SQL:"_s)->setChecked(true);
    QVERIFY(option(u"SQL:"_s)->isEnabled());
    option(u"The "_s)->setChecked(true);
    QVERIFY(!option(u"SQL:"_s)->isEnabled());
    QVERIFY(option(u"CSV"_s)->isChecked());
}

void TestBrowseExport::pathFollowsWhatIsChosen()
{
    openDialog();
    option(u"JSON Lines"_s)->setChecked(true);
    QCOMPARE(path()->text(), m_files->filePath(u"alice-things.jsonl"_s));
    QVERIFY(!dialog()->findChild<QCheckBox *>()->isEnabled());
    path()->selectAll();
    QTest::keyClicks(path(), m_files->filePath(u"mine.txt"_s));
    option(u"SQLite"_s)->setChecked(true);
    QCOMPARE(path()->text(), m_files->filePath(u"mine.txt"_s));
    path()->clear();
    QVERIFY(!button("exportStart")->isEnabled());
}

void TestBrowseExport::existingFileIsAskedFor()
{
    QFile file(m_files->filePath(u"alice-things.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("before");
    file.close();
    openDialog();
    QTest::mouseClick(button("exportStart"), Qt::LeftButton);
    QVERIFY(says(u"already a file of this name"_s));
    QVERIFY(!dialog()->exporter().isRunning());
    QCOMPARE(contentOf(file.fileName()), QByteArray("before"));
    path()->setText(m_files->filePath(u"other.csv"_s));
    path()->setText(file.fileName());
    QTest::mouseClick(button("exportStart"), Qt::LeftButton);
    QVERIFY2(!dialog()->exporter().isRunning(), "asked anew for another path");
    QTest::mouseClick(button("exportStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"500 rows"_s), patience);
    QVERIFY(contentOf(file.fileName()).startsWith("id,note\n"));
}

void TestBrowseExport::stopLeavesNothing()
{
    open(u"endless"_s);
    openDialog();
    QTest::mouseClick(button("exportStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"rows, "_s), patience);
    QVERIFY(button("exportStop")->hasFocus());
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY2(says(u"The export goes on"_s), "it does not close by accident");
    QTest::keyClick(button("exportStop"), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Nothing of it was left behind"_s), patience);
    QCOMPARE(QDir(m_files->path()).entryList(QDir::Hidden | QDir::Files), QStringList());
    QVERIFY(button("exportClose")->isVisible());
}

void TestBrowseExport::failureIsTold()
{
    openDialog();
    path()->setText(m_files->filePath(u"no/such/x.csv"_s));
    QTest::mouseClick(button("exportStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"cannot be written"_s), patience);
    QVERIFY2(!m_database->error(), "the database is not to blame");
}

QTEST_MAIN(TestBrowseExport)
#include "tst_browseexport.moc"
