// SPDX-License-Identifier: MIT
#include "ui/session/privateserver.h"

#include "base/paths.h"
#include "postgres/localserver.h"
#include "ui/session/serverview.h"

namespace ui {

namespace {

using postgres::LocalServer;

LocalServer server()
{
    return LocalServer(base::serverFolder());
}

template <typename T>
std::optional<base::Error> errorOf(const base::Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

} // namespace

PrivateServer::PrivateServer(QObject *parent) : QObject(parent)
{
}

void PrivateServer::run(ServerActivity activity, Work work, std::function<void()> done)
{
    if (m_activity != ServerActivity::None)
        return;
    m_activity = activity;
    m_job.start<Answer>(
        [work = std::move(work)](const std::stop_token &) {
            const std::optional<base::Error> error = work();
            return Answer{lookAtPrivateServer(), error};
        },
        [this, done = std::move(done)](const Answer &answer) {
            m_activity = ServerActivity::None;
            m_view = answer.view;
            m_error = answer.error;
            Q_EMIT changed();
            if (!m_error && done)
                done();
        });
    Q_EMIT changed();
}

void PrivateServer::look()
{
    if (!m_job.isRunning())
        run(ServerActivity::None, [last = m_error] { return last; });
}

void PrivateServer::start()
{
    run(ServerActivity::Starting, [] { return errorOf(server().start()); });
}

void PrivateServer::stop()
{
    run(ServerActivity::Stopping, [] { return errorOf(server().stop()); });
}

void PrivateServer::restart()
{
    run(ServerActivity::Restarting, [] {
        const auto stopped = server().stop();
        return stopped ? errorOf(server().start()) : errorOf(stopped);
    });
}

void PrivateServer::remove(const QString &dumpFile)
{
    const Work work = [dumpFile]() -> std::optional<base::Error> {
        if (const auto off = setPrivateServerAutostart(false); !off)
            return off.error();
        return errorOf(server().remove(dumpFile));
    };
    run(ServerActivity::Removing, work, [this, dumpFile] { Q_EMIT removed(dumpFile); });
}

QString PrivateServer::usualDumpFile()
{
    return base::dataFolder() + u"/server-" + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss") + u".sql";
}

void PrivateServer::setAutostart(bool on)
{
    run(ServerActivity::None, [on] { return errorOf(setPrivateServerAutostart(on)); });
}

} // namespace ui
