// SPDX-License-Identifier: MIT
#include "translations/translations.h"
#include "ui/style/appearance.h"
#include "ui/walk.h"

#include <QAbstractScrollArea>
#include <QAccessible>
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

/// What a screen reader says, on every page and in every state.
class AccessibilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyControlHasAName();
};

void AccessibilityTest::everyControlHasAName()
{
    translations::use(QLocale(QLocale::English));
    ui::dress(*qApp, ui::Scheme::Light);
    Walk walk;
    int states = 0;
    QStringList faults;
    walk.go([&](const QString &state) {
        ++states;
        for (const QString &fault : unnamedControls(walk.window()))
            faults += state + u": "_s + fault;
    });
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    QVERIFY(states > 30);
}

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
