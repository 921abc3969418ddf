// SPDX-License-Identifier: MIT
#include "support/testserver.h"
#include "translations/translations.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"
#include "ui/window.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString told(const QWidget &widget)
{
    return QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName();
}

bool isNamed(QWidget &widget)
{
    const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&widget);
    if (accessible == nullptr)
        return false;
    if (!accessible->text(QAccessible::Name).isEmpty() && accessible->role() != QAccessible::ComboBox)
        return true;
    // A combo box's name is its current text: what it is for is told by its label or its own name.
    return !widget.accessibleName().isEmpty() || !accessible->relations(QAccessible::Label).isEmpty();
}

/// Every control in front that one can come to by keyboard and that a screen reader could not name.
QStringList unnamedControls(QWidget &window)
{
    QStringList faults;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const bool control = widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0;
        const bool part = qobject_cast<QAbstractScrollArea *>(widget->parentWidget()) != nullptr;
        if (control && !part && !isNamed(*widget))
            faults += told(*widget);
    }
    return faults;
}

} // namespace

/// What a screen reader says, on every page.
class AccessibilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyControlHasAName_data();
    void everyControlHasAName();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Window> m_window;
};

void AccessibilityTest::initTestCase()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->filePath(u"data"_s)));
    QVERIFY(QDir(m_folder->path()).mkpath(u"sources"_s));
    testsupport::makeSqlite(m_folder->filePath(u"sources/alice_metadata.sqlite3"_s),
                            u"CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)"_s);
    translations::use(QLocale(QLocale::English));
    ui::dress(*qApp, ui::Scheme::Light);
    m_session = std::make_unique<ui::Session>();
    m_session->sources().add({m_folder->filePath(u"sources"_s)});
    m_window = std::make_unique<ui::Window>(m_session.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->sources().isLooking(), 60000);
}

void AccessibilityTest::everyControlHasAName_data()
{
    QTest::addColumn<int>("place");
    for (const int place : m_window->places())
        QTest::addRow("place %d", place) << place;
}

void AccessibilityTest::everyControlHasAName()
{
    QFETCH(const int, place);
    m_window->goTo(static_cast<ui::Window::Place>(place));
    const QStringList faults = unnamedControls(*m_window);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u", "_s)));
}

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
