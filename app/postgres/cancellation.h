// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <stop_token>

struct pg_conn;

namespace postgres {

using StopCallback = std::stop_callback<std::function<void()>>;

/// While it lives, a stop request cancels the statement that runs on `connection` (PQcancel).
std::unique_ptr<StopCallback> cancelOnStop(pg_conn *connection, std::stop_token stop);

} // namespace postgres
