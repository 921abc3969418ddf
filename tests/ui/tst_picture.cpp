// SPDX-License-Identifier: MIT
#include "support/testserver.h"
#include "ui/browse/diagramcanvas.h"
#include "ui/browse/diagramlist.h"
#include "ui/browse/diagramscene.h"
#include "ui/browse/drawingfile.h"
#include "ui/browse/pictureview.h"
#include "ui/browse/rowsview.h"
#include "ui/browse/structureview.h"
#include "ui/browsing.h"
#include "ui/sight.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/copyfield.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000;

const QString content =
    u"CREATE SCHEMA shared; CREATE TABLE shared.country(code char(2) PRIMARY KEY, name text);"
    "CREATE SCHEMA creator_alice; SET search_path = creator_alice;"
    "CREATE TABLE accounts(id bigint PRIMARY KEY, name text NOT NULL, country char(2) REFERENCES shared.country,"
    " a int, b int, c int, d int, e int, f int);"
    "CREATE TABLE posts(id bigint PRIMARY KEY, \"accountId\" bigint NOT NULL REFERENCES accounts, text text);"
    "CREATE TABLE media(id bigint PRIMARY KEY, \"postId\" bigint REFERENCES posts, parent bigint REFERENCES media);"
    "CREATE TABLE \"<b>odd</b> \"\"name\"\" 😀\n&\" (\"a<b>\" int PRIMARY KEY);"
    "CREATE VIEW newest AS SELECT * FROM posts;"
    "CREATE SCHEMA creator_empty; CREATE VIEW creator_empty.v AS SELECT 1;"
    "CREATE SCHEMA creator_big; CREATE TABLE creator_big.t0 (id int PRIMARY KEY);"
    "DO $$ BEGIN FOR i IN 1..199 LOOP EXECUTE format('CREATE TABLE creator_big.t%s (id int PRIMARY KEY, p int "
    "REFERENCES creator_big.t%s, v text)', i, i / 3); END LOOP; END $$;"
    "CREATE SCHEMA creator_huge;"
    "DO $$ BEGIN FOR i IN 1..1300 LOOP EXECUTE format('CREATE TABLE creator_huge.h%s (id int)', i); END LOOP; END $$;"
    "ALTER TABLE creator_huge.h1 ADD PRIMARY KEY (id);"
    "ALTER TABLE creator_huge.h2 ADD FOREIGN KEY (id) REFERENCES creator_huge.h1;"_s;

constexpr auto oddName = "<b>odd</b> \"name\" 😀\n&";

/// PATH as it shall be for a while.
class Path
{
public:
    explicit Path(const QByteArray &path) : m_before(qgetenv("PATH")) { qputenv("PATH", path); }
    ~Path() { qputenv("PATH", m_before); }
    Path(const Path &) = delete;
    Path &operator=(const Path &) = delete;

private:
    QByteArray m_before;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Q_DECLARE_METATYPE(ui::PictureFormat)

/// The picture of a schema's tables in the place Browse, over a real server.
class TestPicture : public Browsing
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void showsTablesAndLinks();
    void zooms();
    void dragMoves();
    void clickAndDoubleClick();
    void keyboardAlone();
    void menuLeadsOn();
    void toAnotherSchema();
    void findsTables();
    void listIsTheSame();
    void onlyAroundOne();
    void allColumns();
    void saves_data();
    void saves();
    void savedByDialog();
    void cannotBeSaved();
    void withoutDot();
    void dotIsStopped();
    void nothingToDraw();
    void schemaIsGone();
    void twoHundredTables();
    void moreThanFit();
    void otherLook();
    void everyControlHasAName();
    void cleanup();

private:
    ui::Place place(const QString &schema, const QString &relation = {}) const;
    ui::PictureView *show(const QString &schema = u"creator_alice"_s, const QString &relation = {});
    int table(const QString &name) const;
    QPoint middle(int table) const;
    template <typename Widget = QPushButton>
    Widget *part(const char *name) const;
    QAction *shown(int place) const;
    [[nodiscard]] QString saidInFoot() const;
    ui::PictureView *m_view = nullptr;
    ui::DiagramCanvas *m_canvas = nullptr;
    ui::DiagramScene *m_scene = nullptr;
};

void TestPicture::initTestCase()
{
    makeDatabase(content);
}

void TestPicture::init()
{
    openPage();
    if (QTest::currentTestFailed())
        return;
    m_view = m_page->findChild<ui::PictureView *>();
    m_canvas = m_view->canvas();
    m_scene = m_view->scene();
}

void TestPicture::cleanup()
{
    closePage();
}

ui::Place TestPicture::place(const QString &schema, const QString &relation) const
{
    const browse::Catalog &catalog = m_database->catalog();
    ui::Place place{.database = m_database, .area = catalog.areas().at(catalog.indexOf(schema)), .relation = {}};
    for (int number = place.area.first; number < place.area.first + place.area.count; ++number)
        if (catalog.name(number) == relation)
            place.relation = catalog.relation(number);
    return place;
}

ui::PictureView *TestPicture::show(const QString &schema, const QString &relation)
{
    m_page->go(place(schema, relation));
    m_page->findChild<QTabWidget *>()->setCurrentWidget(m_view);
    if (!QTest::qWaitFor([this] { return !m_view->isBusy(); }, patience))
        qFatal("The picture did not come in time.");
    return m_view;
}

int TestPicture::table(const QString &name) const
{
    for (int i = 0; i < m_view->diagram().tables.size(); ++i)
        if (m_view->diagram().tables.at(i).name == name)
            return i;
    qFatal("There is no such table.");
}

QPoint TestPicture::middle(int table) const
{
    return m_canvas->mapFromScene(m_scene->drawing().tables.at(table).box.center());
}

template <typename Widget>
Widget *TestPicture::part(const char *name) const
{
    return m_view->findChild<Widget *>(QLatin1String(name));
}

/// Of the menu “Show”: all columns, only around one, the list.
QAction *TestPicture::shown(int place) const
{
    return part("show")->menu()->actions().at(place);
}

QString TestPicture::saidInFoot() const
{
    return part<QLabel>("foot")->text();
}

void TestPicture::showsTablesAndLinks()
{
    show();
    QVERIFY(m_canvas->isVisible());
    QCOMPARE(m_scene->drawing().tables.size(), 5);
    QCOMPARE(m_scene->drawing().lines.size(), 4);
    const ui::DrawnTable &accounts = m_scene->drawing().tables.at(table(u"accounts"_s));
    QCOMPARE(accounts.rows.size(), 7);
    QCOMPARE(accounts.rows.at(0).sign, ui::RowSign::Key);
    QCOMPARE(accounts.rows.at(2).sign, ui::RowSign::Link);
    QVERIFY(accounts.foot.contains(u"2"_s)); // columns more
    QCOMPARE(m_scene->drawing().tables.at(table(u"country"_s)).area, u"shared"_s);
    for (const ui::DrawnTable &one : m_scene->drawing().tables)
        QVERIFY(!one.title.contains(u'\n'));
    for (const ui::DrawnLine &line : m_scene->drawing().lines)
        QVERIFY(!line.path.isEmpty());
    // All of it is in sight, without scroll bars.
    QTRY_VERIFY_WITH_TIMEOUT(
        !m_canvas->horizontalScrollBar()->isVisible() && !m_canvas->verticalScrollBar()->isVisible(), patience);
    QVERIFY(m_canvas->viewport()->rect().contains(middle(table(QString::fromUtf8(oddName)))));
}

void TestPicture::zooms()
{
    show();
    const double whole = m_canvas->zoom();
    QTest::mouseClick(part("larger"), Qt::LeftButton);
    QVERIFY(m_canvas->zoom() > whole);
    QTest::mouseClick(part("smaller"), Qt::LeftButton);
    QVERIFY(std::abs(m_canvas->zoom() - whole) < 0.001);
    const QPoint there = middle(table(u"posts"_s));
    const QPointF before = m_canvas->mapToScene(there);
    QWheelEvent wheel(there, m_canvas->viewport()->mapToGlobal(there), {}, {0, 480}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(m_canvas->viewport(), &wheel);
    QVERIFY(m_canvas->zoom() > whole * 1.5);
    QVERIFY(QRectF({0, 0}, m_scene->drawing().bounds.size()).contains(before));
    QTest::keyClick(m_canvas, Qt::Key_1);
    QCOMPARE(m_canvas->zoom(), 1.0);
    QVERIFY(part("zoom")->text().contains(u"100"_s));
    QTest::keyClick(m_canvas, Qt::Key_Minus);
    QVERIFY(m_canvas->zoom() < 1);
    QTest::keyClick(m_canvas, Qt::Key_Plus);
    QTest::keyClick(m_canvas, Qt::Key_Plus);
    QVERIFY(m_canvas->zoom() > 1);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(m_canvas, Qt::Key_Plus);
    QCOMPARE(m_canvas->zoom(), 4.0);
    QTest::keyClick(m_canvas, Qt::Key_0);
    QCOMPARE(m_canvas->zoom(), whole);
    // What is shown whole stays whole when the window becomes another.
    m_page->resize(1300, 900);
    QTRY_VERIFY_WITH_TIMEOUT(m_canvas->zoom() > whole || whole == 1.0, patience);
    m_page->resize(1024, 700);
}

void TestPicture::dragMoves()
{
    show();
    m_canvas->setZoom(4);
    m_canvas->centerOn(m_scene->drawing().bounds.center());
    const int before = m_canvas->horizontalScrollBar()->value();
    const QPoint from = m_canvas->viewport()->rect().center();
    QTest::mousePress(m_canvas->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(m_canvas->viewport(), from - QPoint(60, 0));
    QTest::mouseRelease(m_canvas->viewport(), Qt::LeftButton, {}, from - QPoint(60, 0));
    QVERIFY(m_canvas->horizontalScrollBar()->value() > before);
    QCOMPARE(m_scene->current(), -1); // nothing was chosen by that
}

void TestPicture::clickAndDoubleClick()
{
    show();
    const int posts = table(u"posts"_s);
    QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, {}, middle(posts));
    QCOMPARE(m_scene->current(), posts);
    QCOMPARE(m_scene->emphasisOfTable(posts), ui::Emphasis::Current);
    QCOMPARE(m_scene->emphasisOfTable(table(u"accounts"_s)), ui::Emphasis::Near);
    QCOMPARE(m_scene->emphasisOfTable(table(u"country"_s)), ui::Emphasis::Plain);
    int near = 0;
    for (int line = 0; line < m_scene->drawing().lines.size(); ++line)
        near += m_scene->emphasisOfLine(line) == ui::Emphasis::Near ? 1 : 0;
    QCOMPARE(near, 2);
    QVERIFY(m_canvas->accessibleDescription().contains(u"accountId → accounts.id"_s));
    QTest::mouseDClick(m_canvas->viewport(), Qt::LeftButton, {}, middle(posts));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->place().relation.name, u"posts"_s, patience);
    QVERIFY(qobject_cast<ui::RowsView *>(m_page->view()) != nullptr);
    // Back in the picture it is the chosen one.
    m_page->findChild<QTabWidget *>()->setCurrentWidget(m_view);
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->current(), posts, patience);
}

void TestPicture::keyboardAlone()
{
    show();
    m_view->findChild<QLineEdit *>()->setFocus();
    QTest::keyClick(m_view->findChild<QLineEdit *>(), Qt::Key_Down);
    QTRY_VERIFY_WITH_TIMEOUT(m_canvas->hasFocus(), patience);
    m_scene->setCurrent(table(u"media"_s));
    QTest::keyClick(m_canvas, Qt::Key_Right);
    QCOMPARE(m_scene->current(), table(u"posts"_s));
    QTest::keyClick(m_canvas, Qt::Key_Right);
    QCOMPARE(m_scene->current(), table(u"accounts"_s));
    QTest::keyClick(m_canvas, Qt::Key_Left);
    QCOMPARE(m_scene->current(), table(u"posts"_s));
    QTest::keyClick(m_canvas, Qt::Key_Escape);
    QCOMPARE(m_scene->current(), -1);
    QTest::keyClick(m_canvas, Qt::Key_Right); // begins in the middle
    QVERIFY(m_scene->current() >= 0);
    m_scene->setCurrent(table(u"media"_s));
    QTest::keyClick(m_canvas, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->place().relation.name, u"media"_s, patience);
    QVERIFY(qobject_cast<ui::RowsView *>(m_page->view()) != nullptr);
}

void TestPicture::menuLeadsOn()
{
    show();
    const int posts = table(u"posts"_s);
    QContextMenuEvent asked(QContextMenuEvent::Mouse, middle(posts), m_canvas->viewport()->mapToGlobal(middle(posts)));
    QApplication::sendEvent(m_canvas->viewport(), &asked);
    QPointer<QMenu> menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 4);
    menu->actions().at(1)->trigger();
    menu->close();
    QTRY_COMPARE_WITH_TIMEOUT(m_page->place().relation.name, u"posts"_s, patience);
    QVERIFY(qobject_cast<ui::StructureView *>(m_page->view()) != nullptr);
}

void TestPicture::toAnotherSchema()
{
    show();
    QTest::mouseDClick(m_canvas->viewport(), Qt::LeftButton, {}, middle(table(u"country"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->place().area.schema, u"shared"_s, patience);
    QCOMPARE(m_page->place().relation.name, u"country"_s);
    show(u"shared"_s, u"country"_s);
    QCOMPARE(m_scene->drawing().tables.size(), 2);
    QCOMPARE(m_scene->drawing().tables.at(table(u"accounts"_s)).area, u"creator_alice"_s);
}

void TestPicture::findsTables()
{
    show();
    auto *search = m_view->findChild<QLineEdit *>();
    QApplication::setActiveWindow(m_page.get());
    m_canvas->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(m_canvas->hasFocus(), patience);
    QTest::keyClick(m_canvas, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(search->hasFocus(), patience);
    QTest::keyClicks(search, u"O"_s);
    QCOMPARE(m_scene->emphasisOfTable(table(u"media"_s)), ui::Emphasis::Faint);
    const int first = m_scene->current();
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(m_scene->current() != first);
    QTest::keyClick(search, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(m_scene->current(), first);
    QTest::keyClicks(search, u"unt"_s); // country before accounts
    QCOMPARE(m_scene->current(), table(u"accounts"_s));
    QTest::keyClicks(search, u"ry"_s);
    QCOMPARE(m_scene->current(), table(u"country"_s));
    QVERIFY(m_canvas->zoom() >= 0.8);
    QVERIFY(m_canvas->viewport()->rect().contains(middle(table(u"country"_s))));
    QTest::keyClicks(search, u"zzz"_s);
    QVERIFY(saidInFoot().contains(u"untryzzz"_s));
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty() && m_canvas->hasFocus());
    QCOMPARE(m_scene->emphasisOfTable(table(u"media"_s)), ui::Emphasis::Plain);
}

void TestPicture::listIsTheSame()
{
    show();
    auto *tree = m_view->findChild<QTreeView *>();
    QVERIFY(!tree->isVisible());
    shown(2)->trigger();
    QVERIFY(tree->isVisible());
    auto *list = m_view->findChild<ui::DiagramList *>();
    new QAbstractItemModelTester(list, QAbstractItemModelTester::FailureReportingMode::QtTest, list);
    QCOMPARE(tree->model()->rowCount(), 5);
    const QModelIndex posts = tree->model()->index(table(u"posts"_s), 0);
    QStringList links;
    for (int row = 0; row < tree->model()->rowCount(posts); ++row)
        links += tree->model()->index(row, 0, posts).data().toString();
    QCOMPARE(links, (QStringList{u"media.postId → id"_s, u"accountId → accounts.id"_s}));
    QVERIFY(posts.data(Qt::ToolTipRole).toString().contains(u"accountId"_s));
    // From table to table along a link, by keyboard.
    tree->setFocus();
    tree->setCurrentIndex(posts);
    QCOMPARE(m_scene->current(), table(u"posts"_s));
    QTest::keyClick(tree, Qt::Key_Right);
    QTest::keyClick(tree, Qt::Key_Right);
    QTest::keyClick(tree, Qt::Key_Down);
    QCOMPARE(m_scene->current(), table(u"accounts"_s));
    QTest::keyClick(tree, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->place().relation.name, u"accounts"_s, patience);
}

void TestPicture::onlyAroundOne()
{
    show(u"creator_alice"_s, u"media"_s);
    QCOMPARE(m_scene->current(), table(u"media"_s));
    QVERIFY(shown(1)->isEnabled());
    shown(1)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->drawing().tables.size(), 2, patience);
    QCOMPARE(m_scene->current(), table(u"media"_s));
    QVERIFY(saidInFoot().contains(u"5"_s));               // of so many
    m_page->go(place(u"creator_alice"_s, u"accounts"_s)); // another table in the tree
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->drawing().tables.size(), 3, patience);
    shown(1)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->drawing().tables.size(), 5, patience);
    QVERIFY(!shown(1)->isChecked());
}

void TestPicture::allColumns()
{
    show();
    shown(0)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->drawing().tables.at(table(u"accounts"_s)).rows.size(), 9, patience);
    shown(0)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->drawing().tables.at(table(u"accounts"_s)).rows.size(), 7, patience);
}

void TestPicture::saves_data()
{
    QTest::addColumn<ui::PictureFormat>("format");
    QTest::addRow("svg") << ui::PictureFormat::Svg;
    QTest::addRow("png") << ui::PictureFormat::Png;
    QTest::addRow("pdf") << ui::PictureFormat::Pdf;
}

void TestPicture::saves()
{
    QFETCH(const ui::PictureFormat, format);
    show();
    const QString path = m_folder->filePath(u"picture."_s + ui::suffixOf(format));
    QFile before(path);
    QVERIFY(before.open(QIODevice::WriteOnly) && before.write("what was there") > 0);
    before.close();
    const auto saved =
        ui::writeDrawing(m_scene->drawing(), ui::StyleSeed::of(m_view->palette()), u"alice"_s, path, format);
    QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().message));
    const QByteArray bytes = contentOf(path);
    const QSizeF size = m_scene->drawing().bounds.size();
    switch (format) {
    case ui::PictureFormat::Svg:
        for (const char *word : {"accounts", "posts", "media", "accountId", "country", "shared", "bigint"})
            QVERIFY2(bytes.contains(word), word);
        QVERIFY(bytes.contains("&lt;b&gt;odd&lt;/b&gt;") && !bytes.contains("<b>"));
        break;
    case ui::PictureFormat::Png: {
        const QImage image = QImage::fromData(bytes, "PNG");
        QVERIFY(image.width() >= int(2 * size.width()) && image.height() >= int(2 * size.height()));
        QCOMPARE(image.pixelColor(1, 1), QColor(Qt::white));
        // In the middle of each table's head stands its name, or the ground of the head.
        for (const ui::DrawnTable &table : m_scene->drawing().tables) {
            const QPointF corner = (table.box.topRight() + QPointF(16 - 6, 16 + 6)) * 2;
            QVERIFY(image.pixelColor(corner.toPoint()) != QColor(Qt::white));
        }
        break;
    }
    case ui::PictureFormat::Pdf:
        QVERIFY(bytes.startsWith("%PDF-") && bytes.trimmed().endsWith("%%EOF"));
        QCOMPARE(bytes.count("/Type /Page\n"), 1);
        QVERIFY(bytes.contains("/FontFile")); // with real letters
        break;
    }
}

void TestPicture::savedByDialog()
{
    show();
    QMenu *menu = part("savePicture")->menu();
    QCOMPARE(menu->actions().size(), 3);
    menu->actions().first()->trigger();
    auto *dialog = m_view->findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    QVERIFY(dialog->selectedFiles().first().endsWith(u"alice.svg"_s));
    const QString path = m_folder->filePath(u"chosen"_s);
    dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
    dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setFocus();
    QTest::keyClick(dialog->findChild<QLineEdit *>(u"fileNameEdit"_s), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(path + u".svg"_s).contains("accounts"), patience);
    auto *banner = m_view->findChild<ui::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), patience);
    QVERIFY(banner->accessibleName().contains(u"chosen.svg"_s));
}

void TestPicture::cannotBeSaved()
{
    show();
    const auto saved = ui::writeDrawing(m_scene->drawing(), ui::StyleSeed::of(m_view->palette()), u"alice"_s,
                                        u"/nowhere/at/all.svg"_s, ui::PictureFormat::Svg);
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, u"not-written"_s);
    QVERIFY(saved.error().message.contains(u"all.svg"_s));
}

void TestPicture::withoutDot()
{
    {
        const Path nowhere("/nowhere");
        show(u"creator_alice"_s, u"posts"_s);
        QVERIFY(!m_canvas->isVisible());
        QVERIFY(::shows(*m_view, u"graphviz"_s));
        QCOMPARE(m_view->findChild<ui::CopyField *>()->text(), u"sudo apt install graphviz"_s);
        QVERIFY(!part("savePicture")->isEnabled() && !part("larger")->isEnabled());
        // What is linked with what can be read nevertheless.
        auto *tree = m_view->findChild<QTreeView *>();
        QVERIFY(tree->isVisible());
        QCOMPARE(tree->model()->rowCount(), 5);
        QCOMPARE(tree->currentIndex().data().toString(), u"posts"_s);
    }
    QTest::mouseClick(part("drawAgain"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isVisible(), patience);
    QCOMPARE(m_scene->drawing().tables.size(), 5);
}

void TestPicture::dotIsStopped()
{
    QTemporaryDir folder;
    QFile script(folder.filePath(u"dot"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\nexec sleep 1000\n");
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    script.close();
    {
        const Path first(QFile::encodeName(folder.path()) + ':' + qgetenv("PATH"));
        m_page->go(place(u"creator_alice"_s));
        m_page->findChild<QTabWidget *>()->setCurrentWidget(m_view);
        auto *stop = part("stopPicture");
        QTRY_VERIFY_WITH_TIMEOUT(stop->isVisible(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(saidInFoot().contains(u"5"_s), patience); // so many are being arranged
        QTest::mouseClick(stop, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->isBusy() && !stop->isVisible(), patience);
        QVERIFY(!m_canvas->isVisible());
    }
    QTest::mouseClick(part("drawAgain"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isVisible(), patience);
}

void TestPicture::nothingToDraw()
{
    show(u"creator_empty"_s);
    QVERIFY(!m_canvas->isVisible());
    QVERIFY(!part("drawAgain")->isVisible() && !part("savePicture")->isEnabled());
    m_page->go(place(u"creator_alice"_s, u"newest"_s)); // a view has no picture
    QCOMPARE(m_page->findChild<QTabWidget *>()->indexOf(m_view), -1);
}

void TestPicture::schemaIsGone()
{
    show();
    ui::Place gone = place(u"creator_alice"_s);
    gone.area.schema = u"was there"_s;
    m_view->look(gone);
    auto *banner = m_view->findChild<ui::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), patience);
    QVERIFY(banner->accessibleName().contains(u"was there"_s));
    QVERIFY(!m_canvas->isVisible() && m_scene->drawing().tables.isEmpty());
}

void TestPicture::twoHundredTables()
{
    show(u"creator_big"_s);
    QCOMPARE(m_scene->drawing().tables.size(), 200);
    QCOMPARE(m_scene->drawing().lines.size(), 199);
    // Chosen in the tree, one of them is large enough to be read, in the middle.
    show(u"creator_big"_s, u"t150"_s);
    QCOMPARE(m_scene->current(), table(u"t150"_s));
    QVERIFY(m_canvas->zoom() >= 0.5);
    QVERIFY(m_canvas->viewport()->rect().contains(middle(table(u"t150"_s))));
}

void TestPicture::moreThanFit()
{
    show(u"creator_huge"_s);
    QVERIFY(!m_canvas->isVisible());
    auto *tree = m_view->findChild<QTreeView *>();
    QVERIFY(tree->isVisible() && part("drawAll")->isVisible());
    QCOMPARE(tree->model()->rowCount(), 1300);
    tree->setCurrentIndex(tree->model()->index(table(u"h2"_s), 0));
    QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isVisible(), patience);
    QCOMPARE(m_scene->drawing().tables.size(), 2);
    shown(1)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(part("drawAll")->isVisible(), patience);
    QTest::mouseClick(part("drawAll"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->drawing().tables.size(), 1300, patience);
    QVERIFY(m_canvas->isVisible());
}

/// Dark now, or larger letters: what is chosen stays.
void TestPicture::otherLook()
{
    show(u"creator_alice"_s, u"posts"_s);
    const double width = m_scene->drawing().bounds.width();
    QFont font = QApplication::font();
    const QFont before = font;
    font.setPointSizeF(font.pointSizeF() * 1.5);
    QApplication::setFont(font);
    QTRY_VERIFY_WITH_TIMEOUT(m_scene->drawing().bounds.width() > width * 1.2, patience);
    QCOMPARE(m_scene->current(), table(u"posts"_s));
    QApplication::setFont(before);
    ui::dress(*qApp, ui::Scheme::Dark);
    QTRY_VERIFY_WITH_TIMEOUT(m_scene->style().palette.color(QPalette::Base).lightness() < 100, patience);
    ui::dress(*qApp, ui::Scheme::Light);
    QTRY_VERIFY_WITH_TIMEOUT(!m_view->isBusy(), patience);
}

void TestPicture::everyControlHasAName()
{
    show();
    shown(2)->setChecked(true);
    int controls = 0;
    for (QWidget *widget : m_view->findChildren<QWidget *>()) {
        const bool control = widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0;
        if (!control || qobject_cast<QAbstractScrollArea *>(widget->parentWidget()) != nullptr)
            continue;
        ++controls;
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(accessible != nullptr && !accessible->text(QAccessible::Name).isEmpty(),
                 qPrintable(widget->objectName() + QLatin1String(widget->metaObject()->className())));
    }
    QCOMPARE(controls, 9); // search, two menus, the picture, the list, four for its size
}

QTEST_MAIN(TestPicture)
#include "tst_picture.moc"
