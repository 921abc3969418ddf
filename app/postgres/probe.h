// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

#include <chrono>
#include <memory>
#include <stop_token>

struct pg_conn;

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

struct ConnectionCloser
{
    void operator()(pg_conn *connection) const;
};

struct OpenAttempt
{
    Attempt attempt;
    std::unique_ptr<pg_conn, ConnectionCloser> connection; ///< usable only if the attempt ended Connected
};

/// Signs in, in UTF-8; ends early on `stop`. For postgres/ only.
OpenAttempt openAttempt(const Settings &settings, const QString &applicationName, std::chrono::milliseconds limit,
                        const std::stop_token &stop);

/// Signs in and out again; ends early on `stop`.
Attempt attemptToConnect(const Settings &settings, std::chrono::milliseconds limit, const std::stop_token &stop);

} // namespace postgres
