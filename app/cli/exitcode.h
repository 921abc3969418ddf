// SPDX-License-Identifier: MIT
#pragma once

namespace cli {

/// What the program's exit status says; part of the command line's contract.
enum class ExitCode {
    Done = 0,
    Failed = 1,
    WrongUsage = 2,
    DoneWithNotes = 3,
    Stopped = 4,
};

} // namespace cli
