// SPDX-License-Identifier: MIT
#include "ui/session/runtarget.h"

#include "base/paths.h"
#include "postgres/localserver.h"
#include "ui/session/runs.h"
#include "ui/session/target.h"

namespace ui {

using migration::RunReport;

namespace {

/// The same server of this computer may listen elsewhere today.
QString withoutPort(const QString &target)
{
    return QString(target.section(QLatin1Char(':'), 0, 0) + target.section(QLatin1Char('/'), 1));
}

} // namespace

KnownTarget knownTarget(const Target &target)
{
    return target.state() == TargetState::Ready ? KnownTarget(target.settings()) : std::nullopt;
}

base::Result<postgres::Settings> settingsOf(const RunReport &run, const KnownTarget &tested)
{
    if (tested && (run.target.isEmpty() || tested->describe() == run.target))
        return *tested;
    postgres::LocalServer server(base::serverFolder());
    using State = postgres::LocalServer::State;
    const State state = server.status().state;
    if (state == State::Running || state == State::Stopped) {
        const auto local = server.start();
        if (!local)
            return base::fail(local.error());
        if (run.target.isEmpty() || withoutPort(local->describe()) == withoutPort(run.target))
            return *local;
    }
    return base::fail(QStringLiteral("target-needed"),
                      Runs::tr("This move went to %1. Choose that server under Move, step “Where to”, test the "
                               "connection, and come back here.")
                          .arg(run.target.isEmpty() ? Runs::tr("another server") : run.target));
}

} // namespace ui
