// SPDX-License-Identifier: MIT
#include "support/testserver.h"
#include "translations/translations.h"
#include "ui/models/sourcemodel.h"
#include "ui/pages/datapage.h"
#include "ui/session/session.h"
#include "ui/sight.h"
#include "ui/style/appearance.h"
#include "ui/window.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000;
} // namespace

/// Step 1 with real files: how sources come onto the list, and off it.
class DataPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void takesWhatIsDropped();
    void refusesWhatIsNoFile();
    void saysThatAFolderIsEmpty();
    void takesAFileOffTheList();
    void takesAFolderOffTheList();

private:
    void make(const QString &file) const;
    bool drop(const QList<QUrl> &urls) const;
    void select(const QString &creator);
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QStringList creators() const;
    [[nodiscard]] bool hasLooked() const { return !m_session->sources().isLooking(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Window> m_window;
    QTreeView *m_tree = nullptr;
};

void DataPageTest::initTestCase()
{
    translations::use(QLocale(QLocale::English));
    ui::dress(*qApp, ui::Scheme::Light);
}

void DataPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(path(u"data"_s)));
    QVERIFY(QDir(m_folder->path()).mkpath(u"one"_s));
    QVERIFY(QDir(m_folder->path()).mkpath(u"two"_s));
    make(u"one/alice_metadata.sqlite3"_s);
    make(u"two/bob_metadata.sqlite3"_s);
    make(u"two/charlie_metadata.sqlite3"_s);
    m_session = std::make_unique<ui::Session>();
    m_window = std::make_unique<ui::Window>(m_session.get());
    m_tree = m_window->findChild<ui::DataPage *>()->findChild<QTreeView *>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void DataPageTest::cleanup()
{
    m_window.reset();
    m_session.reset();
}

void DataPageTest::make(const QString &file) const
{
    QFile schema(QStringLiteral(CUTOVER_SOURCE_DIR "/tests/data/fansly-schema.sql"));
    QVERIFY(schema.open(QIODevice::ReadOnly));
    testsupport::makeSqlite(path(file), QString::fromUtf8(schema.readAll()));
}

/// As a file manager does; false if the window does not want it.
bool DataPageTest::drop(const QList<QUrl> &urls) const
{
    QMimeData data;
    data.setUrls(urls);
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(m_window.get(), &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent event({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &event);
    return event.isAccepted();
}

void DataPageTest::select(const QString &creator)
{
    const QAbstractItemModel *model = m_tree->model();
    const QModelIndexList found =
        model->match(model->index(0, 0), Qt::DisplayRole, creator, 1, Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(found.size(), 1);
    QTest::mouseClick(m_tree->viewport(), Qt::LeftButton, {}, m_tree->visualRect(found.first()).center());
    QCOMPARE(m_tree->currentIndex(), found.first());
}

QStringList DataPageTest::creators() const
{
    QStringList names;
    for (const ui::FoundSource &found : m_session->sources().found())
        names += found.source.creator;
    return names;
}

void DataPageTest::takesWhatIsDropped()
{
    QVERIFY(drop({QUrl::fromLocalFile(path(u"one/alice_metadata.sqlite3"_s)), QUrl::fromLocalFile(path(u"two"_s))}));
    QVERIFY(m_window->findChild<ui::DataPage *>()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(hasLooked(), patience);
    QCOMPARE(creators(), (QStringList{u"alice"_s, u"bob"_s, u"charlie"_s}));
    QCOMPARE(m_session->sources().chosen().size(), 3);
    // They are not all where the first one is.
    QCOMPARE(m_tree->model()->index(0, 0).data(ui::SourceModel::SecondLine).toString(), u"3 creators in 2 folders"_s);
}

void DataPageTest::refusesWhatIsNoFile()
{
    QVERIFY(!drop({QUrl(u"https://example.org/alice_metadata.sqlite3"_s)}));
    QVERIFY(m_session->sources().paths().isEmpty());
}

void DataPageTest::saysThatAFolderIsEmpty()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"nothing"_s));
    QVERIFY(drop({QUrl::fromLocalFile(path(u"one"_s)), QUrl::fromLocalFile(path(u"nothing"_s))}));
    QTRY_VERIFY_WITH_TIMEOUT(hasLooked(), patience);
    QCOMPARE(creators(), QStringList{u"alice"_s});
    const QString told = u"Nothing that could be moved was found in "_s + path(u"nothing"_s);
    QVERIFY(shows(*m_window, told));
    QCOMPARE(m_session->sources().paths(), QStringList{path(u"one"_s)});
    m_session->sources().look();
    QTRY_VERIFY_WITH_TIMEOUT(hasLooked(), patience);
    QVERIFY2(!shows(*m_window, told), "it was said once");
}

void DataPageTest::takesAFileOffTheList()
{
    QVERIFY(drop({QUrl::fromLocalFile(path(u"one/alice_metadata.sqlite3"_s)), QUrl::fromLocalFile(path(u"two"_s))}));
    QTRY_VERIFY_WITH_TIMEOUT(hasLooked(), patience);
    QVERIFY2(visibleButton(*m_window, u"takeOff"_s) == nullptr, "nothing is selected");
    select(u"alice"_s);
    QPushButton *takeOff = visibleButton(*m_window, u"takeOff"_s);
    QVERIFY(takeOff);
    QCOMPARE(takeOff->text(), u"&Take off the list"_s);
    QTest::mouseClick(takeOff, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(creators(), (QStringList{u"bob"_s, u"charlie"_s}), patience);
    QVERIFY(m_tree->hasFocus());
    QVERIFY(QFile::exists(path(u"one/alice_metadata.sqlite3"_s)));
}

void DataPageTest::takesAFolderOffTheList()
{
    QVERIFY(drop({QUrl::fromLocalFile(path(u"two"_s))}));
    QTRY_VERIFY_WITH_TIMEOUT(hasLooked(), patience);
    select(u"bob"_s);
    QPushButton *takeOff = visibleButton(*m_window, u"takeOff"_s);
    QVERIFY(takeOff);
    QCOMPARE(takeOff->text(), u"&Take its folder off the list"_s);
    QTest::mouseClick(takeOff, Qt::LeftButton);
    QCOMPARE(creators(), QStringList());
    QVERIFY(m_session->sources().paths().isEmpty());
    QVERIFY(shows(*m_window, u"Add the folder of your application"_s));
    QVERIFY(visibleButton(*m_window, u"takeOff"_s) == nullptr);
}

QTEST_MAIN(DataPageTest)
#include "tst_datapage.moc"
