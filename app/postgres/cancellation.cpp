// SPDX-License-Identifier: MIT
#include "postgres/cancellation.h"

#include <array>
#include <chrono>
#include <future>
#include <libpq-fe.h>
#include <sys/socket.h>
#include <thread>

using namespace std::chrono_literals;

namespace postgres {

namespace {

/// Ends the statement that runs on the server. A server that does not even take the request within a moment is out of
/// reach: closing the socket frees the thread that waits for it.
void cancelRunning(const std::shared_ptr<PGcancel> &cancel, int socket)
{
    auto taken = std::make_shared<std::promise<bool>>();
    std::future<bool> answer = taken->get_future();
    std::thread([cancel, taken] {
        std::array<char, 256> words{};
        taken->set_value(PQcancel(cancel.get(), words.data(), int(words.size())) == 1);
    }).detach();
    if (answer.wait_for(3s) != std::future_status::ready || !answer.get())
        shutdown(socket, SHUT_RDWR);
}

} // namespace

std::unique_ptr<StopCallback> cancelOnStop(pg_conn *connection, std::stop_token stop)
{
    const std::shared_ptr<PGcancel> cancel(PQgetCancel(connection), &PQfreeCancel);
    std::function<void()> action = [cancel, socket = PQsocket(connection)] { cancelRunning(cancel, socket); };
    return std::make_unique<StopCallback>(std::move(stop), std::move(action));
}

} // namespace postgres
