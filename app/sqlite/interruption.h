// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <stop_token>

struct sqlite3;

namespace sqlite {

/// While it lives, a stop request ends whatever runs on the connection (code stopped). Between statements nothing is
/// lost: the next one ends at once.
class Interruption
{
public:
    Interruption(sqlite3 *handle, std::stop_token stop);
    ~Interruption();
    Interruption(const Interruption &) = delete;
    Interruption &operator=(const Interruption &) = delete;

private:
    static int stopRequested(void *token);

    sqlite3 *m_handle;
    std::stop_token m_stop;
    std::stop_callback<std::function<void()>> m_interrupt;
};

} // namespace sqlite
