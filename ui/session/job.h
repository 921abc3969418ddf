// SPDX-License-Identifier: MIT
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QtConcurrentRun>
#include <functional>
#include <stop_token>
#include <utility>

namespace ui {

/// At most one piece of background work at a time, on a thread of its own. What it answers comes home on the owner's
/// thread; a work that was replaced or stopped by the destructor answers to nobody.
class Job : public QObject
{
    Q_OBJECT
public:
    explicit Job(QObject *parent = nullptr);
    /// Asks the work to stop and waits for it.
    ~Job() override;

    /// `work` runs on the other thread; `done` here, with its answer. A work still running is stopped first, and its
    /// answer dropped.
    template <typename Answer>
    void start(std::function<Answer(std::stop_token)> work, std::function<void(const Answer &)> done);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void runningChanged(bool running);

private:
    QThreadPool m_pool;
    std::stop_source m_stop;
    quint64 m_number = 0;
    bool m_running = false;
};

template <typename Answer>
void Job::start(std::function<Answer(std::stop_token)> work, std::function<void(const Answer &)> done)
{
    stop();
    m_stop = std::stop_source();
    const quint64 number = ++m_number;
    auto *watcher = new QFutureWatcher<Answer>(this);
    connect(watcher, &QFutureWatcher<Answer>::finished, this, [this, watcher, number, done = std::move(done)] {
        watcher->deleteLater();
        if (number != m_number)
            return;
        m_running = false;
        done(watcher->result());
        if (!m_running) // it may have started the next one
            Q_EMIT runningChanged(false);
    });
    if (!std::exchange(m_running, true))
        Q_EMIT runningChanged(true);
    watcher->setFuture(
        QtConcurrent::run(&m_pool, [work = std::move(work), token = m_stop.get_token()] { return work(token); }));
}

} // namespace ui
