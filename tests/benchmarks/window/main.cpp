// SPDX-License-Identifier: MIT
// Whether the window stays awake: how soon it is there, how long its event loop ever takes while 3,000,000 rows are
// planned and moved, and how a list of 10,000 creators behaves. window-benchmark FOLDER, where data may be kept.
// window-benchmark FOLDER browse [rows|export|tree]: how soon things are there in Browse.
#include "benchmarks/dataset.h"
#include "benchmarks/window/browse.h"
#include "benchmarks/window/loop.h"
#include "support/testserver.h"
#include "translations/translations.h"
#include "ui/pages/datapage.h"
#include "ui/pages/homepage.h"
#include "ui/pages/runpage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"
#include "ui/window.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace {

using benchmarks::millisecondsOf;
using benchmarks::print;
using benchmarks::waitUntil;

constexpr auto firstWindowOption = "--first-window";

/// Says when the widget was painted for the first time.
class FirstPaint : public QObject
{
    Q_OBJECT
protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QMetaObject::invokeMethod(
                qApp, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
        return false;
    }
};

/// As the program starts, until its window was painted.
int showFirstWindow(QApplication &application, qint64 begun)
{
    translations::use(QLocale(QLocale::English));
    ui::dress(application);
    ui::Session session;
    ui::Window window(&session);
    FirstPaint first;
    window.centralWidget()->installEventFilter(&first);
    window.show();
    session.sources().restore();
    QApplication::exec();
    QElapsedTimer clock;
    clock.start();
    std::printf("%lld\n", static_cast<long long>(clock.msecsSinceReference() - begun));
    return 0;
}

void measureStart()
{
    constexpr int times = 11;
    benchmarks::Gaps starts;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer clock;
        clock.start();
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(),
                      {QString::fromLatin1(firstWindowOption), QString::number(clock.msecsSinceReference())});
        if (!program.waitForFinished())
            qFatal("The window did not come up.");
        starts.all.push_back(program.readAllStandardOutput().trimmed().toDouble());
    }
    std::printf("First window after a warm start: median %.0f ms, slowest of %d %.0f ms.\n", starts.quantile(0.5),
                times, starts.longest());
}

/// By the window's own steps; the run's page is in front.
void measureMove(const QString &file)
{
    ui::Session session;
    ui::Window window(&session);
    window.resize(1100, 740);
    window.show();
    benchmarks::Heart planning;
    session.sources().add({file});
    session.target().setPlace(ui::TargetPlace::ThisComputer);
    session.target().test();
    window.goTo(ui::Window::Move);
    waitUntil([&] {
        return !session.sources().isLooking() && session.target().state() != ui::TargetState::Testing &&
               !session.sources().chosen().isEmpty();
    });
    if (session.target().state() != ui::TargetState::Ready)
        qFatal("The private server could not be started.");
    session.plans().prepare();
    waitUntil([&] { return session.plans().isReady() && !session.plans().isRunning(); });
    planning.stop();
    print("Detection, server, plan:", planning.loop());
    print("  a thread beside it that does nothing:", planning.thread());
    benchmarks::Heart moving;
    window.wizard()->goTo(window.findChild<ui::RunPage *>());
    waitUntil([&] { return session.mover().report().has_value(); });
    moving.stop();
    const migration::RunReport &report = *session.mover().report();
    if (report.verdict != migration::Verdict::Verified && report.verdict != migration::Verdict::VerifiedWithNotes)
        qFatal("The move failed.");
    std::printf("Moved and proven: %lld rows in %.1f s.\n", static_cast<long long>(report.rows()),
                report.seconds.value(u"total"_s));
    print("The move:", moving.loop());
    print("  a thread beside it that does nothing:", moving.thread());
    session.privateServer().stop();
    waitUntil([&] { return session.privateServer().view().state == ui::ServerState::Stopped; });
}

void makeTinyCreators(const QString &folder, int count)
{
    if (QFile::exists(folder + u"/complete"_s))
        return;
    QDir().mkpath(folder);
    const QString first = folder + u"/creator-1_metadata.sqlite3"_s;
    QFile::remove(first);
    testsupport::makeSqlite(first, u"CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)"_s);
    for (int i = 2; i <= count; ++i)
        QFile::copy(first, folder + u"/creator-%1_metadata.sqlite3"_s.arg(i));
    QFile complete(folder + u"/complete"_s);
    if (!complete.open(QIODevice::WriteOnly))
        qFatal("The creators could not be written.");
}

void measureList(const QString &folder)
{
    ui::Session session;
    ui::Window window(&session);
    window.resize(1100, 740);
    window.show();
    window.goTo(ui::Window::Move);
    session.sources().add({folder});
    benchmarks::Heart heart;
    waitUntil([&] { return !session.sources().isLooking() && !session.sources().found().isEmpty(); });
    heart.stop();
    auto *page = window.findChild<ui::DataPage *>();
    auto *tree = page->findChild<QTreeView *>();
    benchmarks::Gaps scrolls;
    QScrollBar *bar = tree->verticalScrollBar();
    for (int i = 0; i <= 200; ++i) {
        scrolls.all.push_back(millisecondsOf([&] {
            bar->setValue(bar->minimum() + int(qint64(bar->maximum() - bar->minimum()) * i / 200));
            tree->viewport()->repaint();
        }));
    }
    benchmarks::Gaps ticks;
    for (int i = 0; i < 20; ++i)
        ticks.all.push_back(millisecondsOf([&] { session.sources().setChosen(i, i % 2 == 0); }));
    benchmarks::Gaps keys;
    if (auto *filter = page->findChild<QLineEdit *>()) {
        for (const QChar letter : u"creator-77"_s)
            keys.all.push_back(millisecondsOf([&] { QTest::keyClick(filter, letter.toLatin1()); }));
    }
    std::printf("%lld creators in the list.\n", static_cast<long long>(session.sources().found().size()));
    print("  until it is there:", heart.loop());
    print("  a place scrolled to:", scrolls);
    print("  a box ticked:", ticks);
    print("  a letter typed into the filter:", keys);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"window-benchmark"_s);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == QLatin1String(firstWindowOption))
        return showFirstWindow(application, arguments.value(2).toLongLong());
    const bool browse = arguments.value(2) == u"browse";
    if ((arguments.size() != 2 && !browse) || !QDir().mkpath(arguments.value(1)))
        qFatal("Say where data may be kept: window-benchmark FOLDER [browse [rows|export|tree]]");
    const QString cache = QFileInfo(arguments.value(1)).absoluteFilePath();
    QTemporaryDir scratch(cache + u"/window-XXXXXX"_s);
    chmod(QFile::encodeName(scratch.path()).constData(), 0755); // the server's account has to get through
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(scratch.filePath(u"data"_s)));
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(scratch.filePath(u"config"_s)));
    translations::use(QLocale(QLocale::English));
    ui::dress(application, ui::Scheme::Light);
    if (browse) {
        benchmarks::measureBrowse(cache, arguments.mid(3));
        return 0;
    }
    measureStart();
    constexpr int creators = 10'000;
    makeTinyCreators(cache + u"/tiny-%1"_s.arg(creators), creators);
    measureList(cache + u"/tiny-%1"_s.arg(creators));
    constexpr qint64 rows = 3'000'000;
    const QString file = cache + u"/rows-%1.sqlite3"_s.arg(rows);
    benchmarks::makeRows(file, rows);
    measureMove(file);
    return 0;
}

#include "main.moc"
