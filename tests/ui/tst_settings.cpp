// SPDX-License-Identifier: MIT
#include "base/paths.h"
#include "support/sqlitefile.h"
#include "translations/translations.h"
#include "ui/pages/settingspage.h"
#include "ui/session/language.h"
#include "ui/session/session.h"
#include "ui/sight.h"
#include "ui/style/appearance.h"
#include "ui/window.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000;

} // namespace

/// The place Settings, by keyboard and clicks.
class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void languageIsForTheNextStart();
    void colourTakesEffectAtOnce();
    void tellsWhatCopiesTake();
    void forgetsAPassword();

private:
    void open();
    [[nodiscard]] ui::SettingsPage *page() const { return m_window->findChild<ui::SettingsPage *>(); }
    [[nodiscard]] QComboBox *choice(const QString &name) const;
    void choose(const QString &name, int number) const;
    [[nodiscard]] bool says(const QString &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Window> m_window;
};

void SettingsTest::initTestCase()
{
    translations::use(QLocale(QLocale::English));
    ui::dress(*qApp, ui::Scheme::Light);
}

void SettingsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->filePath(u"data"_s)));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->filePath(u"config"_s));
    QSettings().clear();
}

void SettingsTest::cleanup()
{
    m_window.reset();
    m_session.reset();
    m_folder.reset();
}

void SettingsTest::open()
{
    m_session = std::make_unique<ui::Session>();
    m_window = std::make_unique<ui::Window>(m_session.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->goTo(ui::Window::Settings);
}

QComboBox *SettingsTest::choice(const QString &name) const
{
    for (QComboBox *box : page()->findChildren<QComboBox *>()) {
        if (box->accessibleName() == name)
            return box;
    }
    qFatal("There is no choice “%s”.", qPrintable(name));
}

void SettingsTest::choose(const QString &name, int number) const
{
    QComboBox *box = choice(name);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < number; ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(box->currentIndex(), number);
}

bool SettingsTest::says(const QString &text) const
{
    return shows(*page(), text);
}

void SettingsTest::languageIsForTheNextStart()
{
    open();
    QVERIFY(ui::chosenLanguage().isEmpty());
    const int german = choice(u"Language"_s)->findText(u"Deutsch"_s);
    QVERIFY(german > 0);
    QVERIFY(choice(u"Language"_s)->findText(u"English"_s) > 0);
    choose(u"Language"_s, german);
    QVERIFY(says(u"The window speaks it when you open it the next time."_s));
    QCOMPARE(ui::chosenLocale().language(), QLocale::German);
    open(); // the next time
    QCOMPARE(choice(u"Language"_s)->currentText(), u"Deutsch"_s);
}

void SettingsTest::colourTakesEffectAtOnce()
{
    open();
    choose(u"Colours"_s, 2);
    QCOMPARE(ui::schemeOf(QApplication::palette()), ui::Scheme::Dark);
    QTRY_COMPARE(ui::schemeOf(m_window->palette()), ui::Scheme::Dark);
    QCOMPARE(ui::chosenLook(), ui::Look::Dark);
    choose(u"Colours"_s, 1);
    QTRY_COMPARE(ui::schemeOf(m_window->palette()), ui::Scheme::Light);
    QCOMPARE(ui::chosenLook(), ui::Look::Light);
}

void SettingsTest::tellsWhatCopiesTake()
{
    open();
    QVERIFY(says(u"There are none yet."_s));
    QVERIFY(QDir().mkpath(base::runsFolder() + u"/some/deeper"_s));
    testsupport::writeFile(base::runsFolder() + u"/some/deeper/copy"_s, QByteArray(1'500'000, 'x'));
    m_window->goTo(ui::Window::Settings);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"1.5 MB at the moment."_s), patience);
}

void SettingsTest::forgetsAPassword()
{
    QSettings().setValue(u"keychain/names"_s, QStringList{u"bob@db.example:5432/x"_s, u"eve@db.example:5432/x"_s});
    open();
    QTRY_VERIFY(says(u"bob@db.example:5432/x"_s));
    for (QPushButton *button : page()->findChildren<QPushButton *>()) {
        if (button->accessibleName() == u"Forget the password of bob@db.example:5432/x")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(!says(u"bob@db.example:5432/x"_s));
    QTRY_VERIFY(says(u"eve@db.example:5432/x"_s));
    QCOMPARE(ui::Keychain::kept(), QStringList{u"eve@db.example:5432/x"_s});
    const QWidget *focused = QApplication::focusWidget();
    QVERIFY2(focused == page() || page()->isAncestorOf(focused), "the keyboard does not go to the sidebar");
}

QTEST_MAIN(SettingsTest)
#include "tst_settings.moc"
