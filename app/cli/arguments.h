// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace cli {

/// The arguments after the program's name, copied; those that may hold a password are then blanked in the process's own
/// memory, so that they leave the list of processes. Code wrong-usage for bytes that are not UTF-8.
base::Result<std::vector<std::string>> takeArguments(int argc, char **argv);

/// Whether a password may be among them, so that words of them must not be repeated.
enum class SecretGiven { No, Yes };
SecretGiven secretGiven(const std::vector<std::string> &arguments);

} // namespace cli
