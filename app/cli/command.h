// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/options.h"

#include <functional>
#include <memory>

namespace cli {

/// What a command is given besides its own options.
struct Context
{
    const Console &console;
    const Interrupt &interrupt;
    ProgressMode progress;
    migration::Choices choices;
    bool yes;
};

/// One command of the program: its words and what it does.
struct Command
{
    CLI::App *app = nullptr;
    std::shared_ptr<CommonOptions> common;
    std::function<ExitCode(const Context &)> run;
};

/// A command with the options that every command has; `run` is still to be set.
Command newCommand(CLI::App &program, const std::string &name, const std::string &help);

Command addDetect(CLI::App &program);
Command addPlan(CLI::App &program);
Command addMigrate(CLI::App &program);
Command addVerify(CLI::App &program);
Command addRollback(CLI::App &program);
Command addHistory(CLI::App &program);
Command addDoctor(CLI::App &program);
Command addServer(CLI::App &program);
Command addProfiles(CLI::App &program);

/// Says what went wrong, as JSON too where that is wanted, and gives the exit status for it.
ExitCode fail(const Console &console, const base::Error &error);

/// Before something is written: yes was said on the command line, or is said now. Codes: confirmation-needed (nobody
/// can be asked), stopped (the answer was no).
base::Result<void> confirm(const Context &context, const QString &question);
/// The first half of it, before any work is done: whether there will be an answer at all.
base::Result<void> canConfirm(const Context &context);

} // namespace cli
