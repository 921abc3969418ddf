// SPDX-License-Identifier: MIT
#include "benchmarks/window/loop.h"

#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <cstdio>

namespace benchmarks {

namespace {

constexpr int patience = 3'600'000;
constexpr double perMillisecond = 1e6;

/// Quits a loop after the widget was painted while `there` was true.
class Painted : public QObject
{
public:
    Painted(QEventLoop &loop, const std::function<bool()> &there) : m_loop(loop), m_there(there) {}

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_there())
            QMetaObject::invokeMethod(&m_loop, &QEventLoop::quit, Qt::QueuedConnection);
        return false;
    }

private:
    QEventLoop &m_loop;
    const std::function<bool()> &m_there;
};

} // namespace

void waitUntil(const std::function<bool()> &there)
{
    constexpr int everyMilliseconds = 50;
    QElapsedTimer clock;
    clock.start();
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (there() || clock.elapsed() > patience)
            loop.quit();
    });
    look.start(everyMilliseconds);
    loop.exec(); // the loop that beats, without QTest's own waiting in it
    if (!there())
        qFatal("It did not come in time.");
}

double untilPainted(QWidget *widget, const std::function<void()> &act, const std::function<bool()> &there)
{
    constexpr int tooLong = 300'000;
    QEventLoop loop;
    Painted painted(loop, there);
    widget->installEventFilter(&painted);
    QTimer::singleShot(tooLong, &loop, [] { qFatal("It was not painted in time."); });
    QElapsedTimer clock;
    clock.start();
    act();
    loop.exec();
    return double(clock.nsecsElapsed()) / perMillisecond;
}

double millisecondsOf(const std::function<void()> &act)
{
    QElapsedTimer clock;
    clock.start();
    act();
    QCoreApplication::processEvents();
    return double(clock.nsecsElapsed()) / perMillisecond;
}

void print(const char *what, const Gaps &gaps)
{
    std::printf("%-58s %7zu beats, %6.2f %% within 50 ms, 99.9 %%: %5.1f ms, longest %5.1f ms\n", what, gaps.all.size(),
                gaps.within(50), gaps.quantile(0.999), gaps.longest());
}

void printTimes(const char *what, const Gaps &times)
{
    std::printf("%-58s median %6.1f ms, slowest of %zu %6.1f ms\n", what, times.quantile(0.5), times.all.size(),
                times.longest());
    std::fflush(stdout);
}

} // namespace benchmarks
