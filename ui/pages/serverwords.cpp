// SPDX-License-Identifier: MIT
#include "ui/pages/serverwords.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui", text);
}

ServerWords restingWords(const ServerView &view)
{
    switch (view.state) {
    case ServerState::Unknown:
        return {Status::Waiting, tr("Looking…"), {}, tr("&Start")};
    case ServerState::Absent:
        return {Status::Waiting, tr("None yet"), tr("It is made when it is first started. Nothing needs to be set up."),
                tr("&Start")};
    case ServerState::Stopped:
        return {Status::Waiting, tr("Stopped"), view.message, tr("&Start")};
    case ServerState::Running:
        return {Status::Fine, tr("Running"),
                view.use ? tr("PostgreSQL %1, since %2").arg(view.version, momentText(view.use->started))
                         : tr("PostgreSQL %1").arg(view.version),
                tr("&Stop")};
    case ServerState::NotInstalled:
        return {Status::Note, tr("PostgreSQL is not installed"), view.message, tr("&Look again")};
    case ServerState::OtherVersion:
        return {Status::Note, tr("Another version is installed"), view.message, tr("&Look again")};
    case ServerState::Damaged:
        break;
    }
    return {Status::Wrong, tr("Cannot be used"), view.message, tr("&Look again")};
}

} // namespace

ServerWords wordsFor(const ServerView &view, ServerActivity activity)
{
    switch (activity) {
    case ServerActivity::Starting:
        return {Status::Running, tr("Starting…"), tr("The first time takes a few seconds longer."), tr("&Start")};
    case ServerActivity::Stopping:
        return {Status::Running, tr("Stopping…"), tr("Everything in it is written to the disk."), tr("&Stop")};
    case ServerActivity::Restarting:
        return {Status::Running, tr("Restarting…"), tr("This takes a few seconds."), tr("&Stop")};
    case ServerActivity::Removing:
        return {Status::Running, tr("Removing…"), tr("If a backup is wanted, it is saved first."), tr("&Stop")};
    case ServerActivity::None:
        break;
    }
    return restingWords(view);
}

} // namespace ui
