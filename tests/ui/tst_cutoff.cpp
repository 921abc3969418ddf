// SPDX-License-Identifier: MIT
#include "translations/translations.h"
#include "ui/style/appearance.h"
#include "ui/walk.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QRadioButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int smallWidth = 1024;
constexpr int smallHeight = 700;

/// Of what a widget that is in front has to say, less than all can be seen.
bool isCutOff(const QWidget &widget, const QString &text)
{
    if (text.isEmpty())
        return false;
    const QSize wanted = widget.sizeHint();
    if (widget.hasHeightForWidth())
        return widget.heightForWidth(widget.width()) > widget.height() + 1;
    return wanted.width() > widget.width() + 1 || widget.minimumSizeHint().height() > widget.height() + 1;
}

QString textOf(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->text();
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return button != nullptr ? button->text() : QString();
}

/// Beyond an edge of the window or of a scroll area that does not scroll that way.
bool isOutside(const QWidget &widget, const QWidget &window)
{
    const QWidget *frame = &window;
    for (const QWidget *parent = widget.parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
        const auto *area = qobject_cast<const QAbstractScrollArea *>(parent->parentWidget());
        if (area != nullptr && area->viewport() == parent) {
            frame = parent;
            break;
        }
    }
    const QRect place(widget.mapTo(frame, QPoint(0, 0)), widget.size());
    const bool wide = place.left() < -1 || place.right() > frame->width();
    const bool high = frame == &window && (place.top() < 0 || place.bottom() > frame->height());
    return wide || high;
}

QStringList faultsOf(const QWidget &window)
{
    QStringList faults;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const QString text = textOf(*widget);
        if (!widget->isVisible() || text.isEmpty())
            continue;
        const QString name = QString::fromLatin1(widget->metaObject()->className()) + u" “"_s + text.left(60) + u'”';
        if (isCutOff(*widget, text))
            faults += name + u" has %1×%2, and wants %3×%4"_s.arg(widget->width())
                                 .arg(widget->height())
                                 .arg(widget->sizeHint().width())
                                 .arg(widget->hasHeightForWidth() ? widget->heightForWidth(widget->width())
                                                                  : widget->minimumSizeHint().height());
        else if (isOutside(*widget, window))
            faults += name + u" is outside"_s;
    }
    return faults;
}

} // namespace

/// Nothing is cut off in a small window with large letters.
class CutOffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsCutOff_data();
    void nothingIsCutOff();
};

void CutOffTest::nothingIsCutOff_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("reversed");
    QTest::newRow("100 %") << 10 << u"en"_s << false;
    QTest::newRow("100 %, German") << 10 << u"de"_s << false;
    QTest::newRow("150 %") << 15 << u"en"_s << false;
    QTest::newRow("150 %, German, from right to left") << 15 << u"de"_s << true;
}

void CutOffTest::nothingIsCutOff()
{
    QFETCH(const int, points);
    QFETCH(const QString, language);
    QFETCH(const bool, reversed);
    QFont font = QApplication::font();
    font.setPointSize(points);
    QApplication::setFont(font);
    QApplication::setLayoutDirection(reversed ? Qt::RightToLeft : Qt::LeftToRight);
    ui::dress(*qApp, ui::Scheme::Light);
    translations::use(QLocale(language));
    Walk walk;
    walk.window().resize(smallWidth, smallHeight);
    constexpr int settling = 1000;
    QStringList faults;
    walk.go([&](const QString &state) {
        const QSize size = walk.window().size();
        if (size.width() > smallWidth || size.height() > smallHeight)
            faults += u"%1: the window grew to %2×%3"_s.arg(state).arg(size.width()).arg(size.height());
        static_cast<void>(QTest::qWaitFor([&] { return faultsOf(walk.window()).isEmpty(); }, settling));
        for (const QString &fault : faultsOf(walk.window()))
            faults += state + u": "_s + fault;
    });
    for (const QString &fault : std::as_const(faults)) // they are too many for one message
        qWarning("%s", qPrintable(fault));
    QVERIFY(faults.isEmpty());
}

QTEST_MAIN(CutOffTest)
#include "tst_cutoff.moc"
