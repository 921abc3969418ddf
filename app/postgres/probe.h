// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

#include <chrono>
#include <stop_token>

namespace postgres {

/// How one attempt to connect ended, in words that do not depend on any language: QPSQL's own failed open carries no
/// code, so a failed open is tried again through libpq alone.
struct Attempt
{
    enum class End { Connected, Refused, TimedOut, Stopped };
    End end = End::Refused;
    QString sqlState; ///< of the last refusal by a server; empty if none answered
    QString routine;  ///< the server's function that refused ("auth_failed")
    QString text;     ///< libpq's own words in English, the server's in the server's language
    bool needsPassword = false;
    bool usedPassword = false;
    bool overSocket = false;
    // How far it got, as libpq tells. Empty where it did not get there.
    QString host;    ///< as wished, or the socket's folder
    QString address; ///< of the host
    QString port;
    QString user;
    QString database;
    QString sslMode;    ///< what libpq was told, or takes by default
    QString tlsVersion; ///< "TLSv1.3"
    QString tlsCipher;
    qint64 resolvedAfter = 0; ///< milliseconds from the start
    qint64 reachedAfter = 0;
};

/// Signs in and out again; ends early on `stop`.
Attempt attemptToConnect(const Settings &settings, std::chrono::milliseconds limit, const std::stop_token &stop);

} // namespace postgres
