// SPDX-License-Identifier: MIT
#include "sqlite/interruption.h"

#include <sqlite3.h>
#include <utility>

namespace sqlite {

namespace {

constexpr int stepsBetweenLooks = 10'000; // far less than a millisecond

} // namespace

// sqlite3_interrupt() reaches long operations that never look, the progress handler a statement that starts just
// after a request: each alone would miss what the other finds.
Interruption::Interruption(sqlite3 *handle, std::stop_token stop)
    : m_handle(handle), m_stop(std::move(stop)), m_interrupt(m_stop, [handle] { sqlite3_interrupt(handle); })
{
    sqlite3_progress_handler(m_handle, stepsBetweenLooks, stopRequested, &m_stop);
}

Interruption::~Interruption()
{
    sqlite3_progress_handler(m_handle, 0, nullptr, nullptr);
}

int Interruption::stopRequested(void *token)
{
    return static_cast<std::stop_token *>(token)->stop_requested() ? 1 : 0;
}

} // namespace sqlite
