// SPDX-License-Identifier: MIT
#include "postgres/doctor.h"

#include "postgres/connectsteps.h"
#include "postgres/diagnosis.h"
#include "postgres/parameters.h"
#include "postgres/serversteps.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <optional>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

DoctorStep skipped(const QString &id, const std::stop_token &stop)
{
    return {.id = id,
            .state = StepState::Skipped,
            .message = stop.stop_requested() ? tr("Not tried, because you stopped the test.")
                                             : tr("Not tried, because an earlier step failed.")};
}

/// One examination: keeps the steps, and tells each one.
class Examination
{
public:
    Examination(const Settings &settings, const StepSink &sink, const std::stop_token &stop, Use use)
        : m_settings(settings), m_sink(sink), m_stop(stop), m_use(use)
    {
    }

    QList<DoctorStep> run()
    {
        connect();
        const auto guard = m_connection ? m_connection->cancelOnStop(m_stop) : nullptr;
        for (const ServerStep &step : serverSteps(m_use)) {
            if (!m_connection || !m_connection->alive() || m_stop.stop_requested())
                continue;
            QElapsedTimer clock;
            clock.start();
            DoctorStep taken = step.take(*m_connection);
            if (taken.milliseconds == 0)
                taken.milliseconds = clock.elapsed();
            add(taken);
        }
        for (const QString &id : doctorStepIds(m_use).mid(m_steps.size()))
            add(skipped(id, m_stop));
        return m_steps;
    }

private:
    void connect()
    {
        if (const auto usable = checkSettings(m_settings); !usable) {
            const base::Error &error = usable.error();
            add({.id = connectStepIds().first(),
                 .state = StepState::Failed,
                 .message = error.message,
                 .code = error.code,
                 .detail = error.detail});
            return;
        }
        const Attempt attempt =
            attemptToConnect(m_settings, std::chrono::seconds(connectTimeoutSeconds(m_settings)), m_stop);
        if (attempt.end == Attempt::End::Stopped)
            return;
        for (const DoctorStep &step : connectSteps(m_settings, attempt))
            add(step);
        if (attempt.end == Attempt::End::Connected)
            openConnection();
    }

    void openConnection()
    {
        auto opened = Connection::open(m_settings, u"cutover-doctor"_s);
        if (opened) {
            m_connection = std::move(*opened);
            return;
        }
        const base::Error &error = opened.error(); // it worked a moment ago
        add({.id = serverSteps(m_use).first().id,
             .state = StepState::Failed,
             .message = error.message,
             .fix = fixFor(m_settings, error.code),
             .code = error.code,
             .detail = error.detail});
    }

    void add(const DoctorStep &step)
    {
        m_steps.append(step);
        if (m_sink)
            m_sink(step);
    }

    const Settings &m_settings;
    const StepSink &m_sink;
    const std::stop_token &m_stop;
    Use m_use;
    std::optional<Connection> m_connection;
    QList<DoctorStep> m_steps;
};

} // namespace

QStringList doctorStepIds(Use use)
{
    QStringList ids = connectStepIds();
    for (const ServerStep &step : serverSteps(use))
        ids += step.id;
    return ids;
}

QList<DoctorStep> examine(const Settings &settings, const StepSink &sink, const std::stop_token &stop, Use use)
{
    return Examination(settings, sink, stop, use).run();
}

} // namespace postgres
