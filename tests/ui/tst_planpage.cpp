// SPDX-License-Identifier: MIT
#include "migration/plan/discovery.h"
#include "migration/run/run.h"
#include "support/testserver.h"
#include "translations/translations.h"
#include "ui/models/columnmodel.h"
#include "ui/pages/examplesdialog.h"
#include "ui/pages/planpage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/notecard.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000;

const auto orphanSql = u"CREATE TABLE accounts(id INTEGER PRIMARY KEY, name TEXT);"
                       "CREATE TABLE posts(id INTEGER PRIMARY KEY, accountId INTEGER REFERENCES accounts(id), "
                       "content TEXT);"
                       "CREATE TABLE likes(id INTEGER PRIMARY KEY, postId INTEGER REFERENCES posts(id));"
                       "INSERT INTO accounts VALUES (1, 'one');"
                       "INSERT INTO posts VALUES (10, 1, 'fine'), (11, 77, 'New set soon'), (12, 78, 'Thank you!');"
                       "INSERT INTO likes VALUES (100, 10), (101, 11);"_s;
const auto nulSql = u"CREATE TABLE posts(id INTEGER PRIMARY KEY, content TEXT);"
                    "INSERT INTO posts VALUES (1, 'fine'), (2, CAST(x'610062' AS TEXT));"_s;
const auto cleanSql = u"CREATE TABLE posts(id INTEGER PRIMARY KEY, height INTEGER, content TEXT);"
                      "INSERT INTO posts VALUES (1, 5, 'fine'), (2, 6, 'too');"_s;

/// More columns than a table can have in PostgreSQL: found out only by the plan.
QString wideSql()
{
    QStringList columns;
    for (int i = 0; i < 1700; ++i)
        columns += u"c%1 INTEGER"_s.arg(i);
    return u"CREATE TABLE wide("_s + columns.join(u", "_s) + u");INSERT INTO wide(c0) VALUES (1);"_s;
}

} // namespace

/// Step 3 with real files: what is found, what is chosen, and what comes of it.
class PlanPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void tellsWhatWillHappen();
    void orphansSetAside();
    void orphansOfTwoKeysCountOnce();
    void allExamples();
    void oneAnswerForUnreadableTexts();
    void refusedMustBeLeftOutKnowingly();
    void typeOfAColumn();
    void impossibleTypeIsRefusedInPlace();
    void startsAnewOnlyForWhatIsNew();
    void stoppedGoesOn();
    void asksNothingAboutWhoStays();
    void manyAlikeAreOneCard();
    void saves_data();
    void saves();

private:
    void make(const QString &creator, const QString &sql) const;
    void plan();
    [[nodiscard]] ui::NoteCard *card(const QString &words) const;
    void click(ui::NoteCard *card, int option);
    void chooseInDetails(const QString &column, const QString &type);
    [[nodiscard]] const migration::CreatorPlan &planOf(const QString &creator) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Wizard> m_wizard;
    ui::PlanPage *m_page = nullptr;
};

void PlanPageTest::initTestCase()
{
    translations::use(QLocale(QLocale::English));
    ui::dress(*qApp, ui::Scheme::Light);
}

void PlanPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->filePath(u"data"_s)));
    QVERIFY(QDir(m_folder->path()).mkpath(u"sources"_s));
    m_session = std::make_unique<ui::Session>();
    m_page = new ui::PlanPage(&m_session->plans());
    m_wizard = std::make_unique<ui::Wizard>(QList<ui::WizardPage *>{m_page});
    m_wizard->resize(960, 700);
    m_wizard->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_wizard.get()));
}

void PlanPageTest::cleanup()
{
    m_wizard.reset();
    m_session.reset();
}

void PlanPageTest::make(const QString &creator, const QString &sql) const
{
    testsupport::makeSqlite(m_folder->filePath(u"sources/%1_metadata.sqlite3"_s.arg(creator)), sql);
}

void PlanPageTest::plan()
{
    m_session->sources().add({m_folder->filePath(u"sources"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->sources().isLooking(), patience);
    m_wizard->goTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->plans().isRunning(), patience);
    QVERIFY(!m_session->plans().isIncomplete());
}

ui::NoteCard *PlanPageTest::card(const QString &words) const
{
    for (ui::NoteCard *card : m_page->findChildren<ui::NoteCard *>()) {
        if (card->accessibleName().contains(words))
            return card;
    }
    return nullptr;
}

void PlanPageTest::click(ui::NoteCard *card, int option)
{
    QVERIFY(card);
    QRadioButton *button = card->findChildren<QRadioButton *>().at(option);
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->plans().isRunning(), patience);
}

const migration::CreatorPlan &PlanPageTest::planOf(const QString &creator) const
{
    for (const ui::PlannedSource &source : m_session->plans().sources()) {
        if (source.source.creator == creator && source.plan)
            return *source.plan;
    }
    qFatal("There is no plan of %s", qPrintable(creator));
}

void PlanPageTest::tellsWhatWillHappen()
{
    make(u"alice"_s, cleanSql);
    make(u"bob"_s, orphanSql);
    plan();
    QVERIFY(m_page->isReady());
    QStringList words;
    for (const QLabel *label : m_page->findChildren<QLabel *>())
        words += label->text();
    QVERIFY2(words.contains(u"2 creators become private areas in one database"_s), qPrintable(words.join(u'\n')));
    QVERIFY2(words.contains(u"6 of 8 rows need nothing from you."_s), qPrintable(words.join(u'\n')));
    QCOMPARE(m_page->findChildren<ui::NoteCard *>().size(), 1);
    ui::NoteCard *orphans = card(u"bob: 2 rows of “posts”"_s);
    QVERIFY(orphans);
    const QTableWidget *examples = orphans->findChild<QTableWidget *>();
    QVERIFY(examples);
    QCOMPARE(examples->rowCount(), 2);
    QCOMPARE(examples->item(0, 0)->text(), u"11"_s);
    QCOMPARE(examples->item(0, 1)->text(), u"77"_s);
    QCOMPARE(examples->item(0, 2)->text(), u"New set soon"_s);
    QVERIFY(orphans->findChildren<QRadioButton *>().at(0)->isChecked());
}

/// Three rows lack a group or a sender; one of them lacks both.
void PlanPageTest::orphansOfTwoKeysCountOnce()
{
    make(u"bob"_s, u"CREATE TABLE groups(id INTEGER PRIMARY KEY); INSERT INTO groups VALUES (1);"
                   "CREATE TABLE accounts(id INTEGER PRIMARY KEY); INSERT INTO accounts VALUES (1);"
                   "CREATE TABLE messages(id INTEGER PRIMARY KEY, g INTEGER REFERENCES groups(id),"
                   " sender INTEGER REFERENCES accounts(id));"
                   "INSERT INTO messages VALUES (1, 1, 1), (2, 9, 1), (3, 1, 9), (4, 9, 9), (5, NULL, NULL)"_s);
    plan();
    const ui::NoteCard *found = card(u"messages"_s);
    QVERIFY(found != nullptr);
    QVERIFY2(found->accessibleName().startsWith(u"bob: 3 rows of “messages”"_s), qPrintable(found->accessibleName()));
}

void PlanPageTest::orphansSetAside()
{
    make(u"bob"_s, orphanSql);
    plan();
    click(card(u"posts"_s), 1);
    const migration::CreatorPlan &bob = planOf(u"bob"_s);
    QCOMPARE(bob.tables[1].source, u"posts"_s);
    QCOMPARE(bob.tables[1].orphans, migration::OrphanChoice::Attic);
    QCOMPARE(bob.tables[1].rowsAside, 2);
    QCOMPARE(bob.tables[2].rowsAside, 1); // the like of a post that goes
    const auto &chosen = m_session->plans().choices().creators.value(u"bob"_s).tables.value(u"posts"_s);
    QCOMPARE(chosen.orphans, migration::OrphanChoice::Attic);
    QVERIFY(m_page->isReady());
    QVERIFY(card(u"posts"_s)->findChildren<QRadioButton *>().at(1)->isChecked());
    QStringList words;
    for (const QLabel *label : card(u"posts"_s)->findChildren<QLabel *>())
        words += label->text();
    QVERIFY2(words.contains(u"Rows set aside, with those that refer to them: 3."_s), qPrintable(words.join(u'\n')));

    // And back, by keyboard.
    QRadioButton *second = card(u"posts"_s)->findChildren<QRadioButton *>().at(1);
    second->setFocus();
    QTest::keyClick(second, Qt::Key_Up);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->plans().isRunning(), patience);
    QCOMPARE(planOf(u"bob"_s).tables[1].rowsAside, 0);
    QVERIFY(m_session->plans().choices().creators.isEmpty());
}

void PlanPageTest::allExamples()
{
    QString sql = orphanSql;
    for (int i = 20; i < 38; ++i)
        sql += u"INSERT INTO posts VALUES (%1, %2, 'post %1');"_s.arg(i).arg(i + 1000);
    make(u"bob"_s, sql);
    plan();
    auto *all = card(u"bob"_s)->findChild<QPushButton *>(u"allExamples"_s);
    QVERIFY(all != nullptr);
    QCOMPARE(all->text(), u"All 20 examples"_s);
    QTest::mouseClick(all, Qt::LeftButton);
    auto *dialog = m_page->findChild<ui::ExamplesDialog *>();
    QVERIFY(dialog != nullptr);
    auto *table = dialog->findChild<QTableWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 20, patience);
    QCOMPARE(table->horizontalHeaderItem(0)->text(), u"id"_s);
    QCOMPARE(table->horizontalHeaderItem(1)->text(), u"accountId"_s);
    QCOMPARE(table->item(19, 0)->text(), u"37"_s);
    QCOMPARE(table->item(19, 1)->text(), u"1037"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(m_page->findChild<ui::ExamplesDialog *>() == nullptr);
    QVERIFY(card(u"bob"_s) != nullptr);
}

void PlanPageTest::oneAnswerForUnreadableTexts()
{
    make(u"charlie"_s, nulSql);
    make(u"dora"_s, nulSql);
    plan();
    ui::NoteCard *texts = card(u"2 creators: 2 texts"_s);
    QVERIFY(texts);
    QCOMPARE(m_page->findChildren<ui::NoteCard *>().size(), 1);
    click(texts, 2);
    QCOMPARE(m_session->plans().choices().nulText, migration::NulTextChoice::Bytea);
    QCOMPARE(planOf(u"charlie"_s).tables[0].columns[1].target.type, schema::TypeKind::Bytea);
    QCOMPARE(planOf(u"dora"_s).tables[0].columns[1].target.type, schema::TypeKind::Bytea);
    click(card(u"2 texts"_s), 1);
    QCOMPARE(planOf(u"dora"_s).tables[0].columns[1].nulText, migration::NulText::Null);
}

void PlanPageTest::refusedMustBeLeftOutKnowingly()
{
    make(u"alice"_s, cleanSql);
    make(u"wide"_s, wideSql());
    plan();
    QCOMPARE(m_session->plans().refusedCount(), 1);
    QVERIFY(!m_page->isReady());
    const auto lists = m_page->findChildren<QListView *>();
    const bool told = std::any_of(lists.begin(), lists.end(), [](const QListView *list) {
        return list->isVisible() && list->model()->rowCount() == 1 &&
               list->model()->index(0, 0).data().toString().startsWith(u"wide: ");
    });
    QVERIFY(told);
    auto *box = m_page->findChild<QCheckBox *>();
    QVERIFY(box && box->isVisible());
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    QVERIFY(m_page->isReady());
    const QList<migration::Source> moved = m_session->plans().toMove();
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved.first().creator, u"alice"_s);
}

/// Chooses from the list in the cell, as a person does.
void PlanPageTest::chooseInDetails(const QString &column, const QString &type)
{
    for (ui::Disclosure *part : m_page->findChildren<ui::Disclosure *>())
        part->setOpen(true);
    auto *tree = m_page->findChild<QTreeView *>();
    QVERIFY(tree);
    const auto *model = qobject_cast<const ui::ColumnModel *>(tree->model());
    QVERIFY(model);
    const QModelIndex cell = model->find(u"alice"_s, u"posts"_s, column);
    QVERIFY(cell.isValid());
    tree->expandAll();
    tree->setCurrentIndex(cell);
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_F2);
    QComboBox *box = nullptr;
    QTRY_VERIFY((box = tree->viewport()->findChild<QComboBox *>()) != nullptr);
    const int wanted = box->findData(type);
    QVERIFY(wanted >= 0);
    QTRY_VERIFY(box->view()->isVisible());
    QTest::keyClick(box->view(), Qt::Key_Home);
    for (int i = 0; i < wanted; ++i)
        QTest::keyClick(box->view(), Qt::Key_Down);
    QTest::keyClick(box->view(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->plans().isRunning(), patience);
}

void PlanPageTest::typeOfAColumn()
{
    make(u"alice"_s, cleanSql);
    plan();
    QCOMPARE(planOf(u"alice"_s).tables[0].columns[1].target.type, schema::TypeKind::Bigint);
    chooseInDetails(u"height"_s, u"numeric"_s);
    QCOMPARE(planOf(u"alice"_s).tables[0].columns[1].target.type, schema::TypeKind::Numeric);
    const auto &chosen = m_session->plans().choices().creators[u"alice"_s].tables[u"posts"_s].columns[u"height"_s];
    QCOMPARE(chosen.type, schema::TypeKind::Numeric);
    const auto *sql = m_page->findChild<ui::CopyField *>();
    QVERIFY(sql && sql->isVisible());
    QVERIFY2(sql->text().contains(u"numeric"_s), qPrintable(sql->text()));
    chooseInDetails(u"height"_s, {});
    QCOMPARE(planOf(u"alice"_s).tables[0].columns[1].target.type, schema::TypeKind::Bigint);
    QVERIFY(m_session->plans().choices().creators.isEmpty());
}

void PlanPageTest::impossibleTypeIsRefusedInPlace()
{
    make(u"alice"_s, cleanSql);
    plan();
    chooseInDetails(u"content"_s, u"bigint"_s);
    QCOMPARE(planOf(u"alice"_s).tables[0].columns[2].target.type, schema::TypeKind::Text);
    QVERIFY(m_session->plans().choices().creators.isEmpty());
    QVERIFY(m_session->plans().refusal());
    const QString sentence = m_session->plans().refusal()->message;
    const auto labels = m_page->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [&](const QLabel *label) { return label->isVisible() && label->text() == sentence; }));
    QVERIFY(m_page->isReady()); // with what was planned before
}

void PlanPageTest::startsAnewOnlyForWhatIsNew()
{
    make(u"alice"_s, cleanSql);
    make(u"bob"_s, orphanSql);
    plan();
    const auto alice = m_session->plans().sources()[0].survey;
    m_wizard->goTo(0);
    QVERIFY(!m_session->plans().isRunning());
    m_session->sources().setChosen(1, false);
    m_wizard->goTo(0);
    QVERIFY(!m_session->plans().isRunning());
    QCOMPARE(m_session->plans().sources().size(), 1);
    make(u"charlie"_s, nulSql);
    m_session->sources().look();
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->sources().isLooking(), patience);
    QVERIFY(!m_page->isReady()); // charlie was not looked at yet
    m_wizard->goTo(0);
    QVERIFY(m_session->plans().isRunning());
    QVERIFY(m_session->plans().isIncomplete());
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->plans().isRunning(), patience);
    QCOMPARE(m_session->plans().sources().size(), 2);
    QCOMPARE(m_session->plans().sources()[0].survey, alice);
}

void PlanPageTest::stoppedGoesOn()
{
    for (int i = 0; i < 20; ++i)
        make(u"creator%1"_s.arg(i), cleanSql);
    m_session->sources().add({m_folder->filePath(u"sources"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->sources().isLooking(), patience);
    m_session->plans().prepare();
    m_session->plans().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->plans().isRunning(), patience);
    QVERIFY(m_session->plans().isIncomplete());
    QVERIFY(!m_page->isReady());
    QPushButton *goOn = nullptr;
    for (QPushButton *button : m_page->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == u"Go on")
            goOn = button;
    }
    QVERIFY(goOn);
    QTest::mouseClick(goOn, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->plans().isRunning(), patience);
    QCOMPARE(m_session->plans().sources().size(), 20);
    QVERIFY(m_page->isReady());
}

/// Moved before, and not again: nothing is asked or told about it, until one says so.
void PlanPageTest::asksNothingAboutWhoStays()
{
    make(u"bob"_s, orphanSql);
    migration::RunRequest request;
    const auto found = migration::discover({.folders = {m_folder->filePath(u"sources"_s)}}, migration::CountRows::No);
    QVERIFY(found);
    request.sources = *found;
    request.target = testsupport::TestServer::instance().freshDatabase();
    QCOMPARE(migration::migrate(request, {}, {}).verdict, migration::Verdict::VerifiedWithNotes);
    make(u"charlie"_s, nulSql);
    m_session->sources().add({m_folder->filePath(u"sources"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->sources().isLooking(), patience);
    m_session->sources().setChosen(0, true);
    plan();
    QCOMPARE(m_session->plans().movedBefore(), QStringList{u"bob"_s});
    ui::NoteCard *before = card(u"1 creator was moved before"_s);
    QVERIFY(before);
    QCOMPARE(m_page->findChildren<ui::NoteCard *>().size(), 2);
    QVERIFY(card(u"charlie"_s));
    const auto *remarks = m_page->findChild<QListView *>(u"remarks"_s)->model();
    const auto remarkOnBob = [remarks] {
        for (int row = 0; row < remarks->rowCount(); ++row) {
            if (remarks->index(row, 0).data().toString().startsWith(u"bob"))
                return true;
        }
        return false;
    };
    QVERIFY(!remarkOnBob());
    const auto *details = m_page->findChild<QTreeView *>()->model();
    QCOMPARE(details->rowCount(), 1);
    click(before, 1);
    QCOMPARE(m_page->findChildren<ui::NoteCard *>().size(), 3);
    QVERIFY(card(u"bob"_s));
    QCOMPARE(details->rowCount(), 2);
    click(card(u"1 creator was moved before"_s), 0);
    QCOMPARE(m_page->findChildren<ui::NoteCard *>().size(), 2);
}

void PlanPageTest::manyAlikeAreOneCard()
{
    for (int i = 0; i < 9; ++i)
        make(u"creator%1"_s.arg(i), orphanSql);
    plan();
    QCOMPARE(m_page->findChildren<ui::NoteCard *>().size(), 1);
    click(card(u"9 creators: 18 rows of “posts”"_s), 1);
    for (const ui::PlannedSource &source : m_session->plans().sources())
        QCOMPARE(source.plan->tables[1].rowsAside, 2);
}

void PlanPageTest::saves_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("beginning");
    QTest::addRow("html") << u"plan.html"_s << QByteArray("<!DOCTYPE html>");
    QTest::addRow("pdf") << u"plan.pdf"_s << QByteArray("%PDF-");
}

void PlanPageTest::saves()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, beginning);
    make(u"bob"_s, orphanSql);
    plan();
    const QString path = m_folder->filePath(name);
    m_page->saveTo(path);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isSaving(), patience);
    QVERIFY(m_page->footer().contains(QDir::toNativeSeparators(path)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY(written.startsWith(beginning));
    if (name.endsWith(u".html")) {
        const QString text = QString::fromUtf8(written);
        QVERIFY(text.contains(u"bob: 2 rows of “posts”"_s));
        QVERIFY(text.contains(u"New set soon"_s));
        QVERIFY(text.contains(u"CREATE TABLE"_s));
    }

    m_page->saveTo(m_folder->filePath(u"not/there/"_s + name));
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isSaving(), patience);
    QVERIFY(m_page->footer().contains(u"could not be written"_s));
}

QTEST_MAIN(PlanPageTest)
#include "tst_planpage.moc"
