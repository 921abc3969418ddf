// SPDX-License-Identifier: MIT
#include "ui/pages/connectionsteps.h"

#include <QCoreApplication>
#include <array>

namespace ui {

namespace {

struct StepWords
{
    const char *id;
    const char *ahead;  ///< before and while it is tested
    const char *passed; ///< and after
};

constexpr std::array stepWords{
    StepWords{"start", QT_TRANSLATE_NOOP("ui", "Start the server on this computer"),
              QT_TRANSLATE_NOOP("ui", "Server on this computer is running")},
    StepWords{"name", QT_TRANSLATE_NOOP("ui", "Find the server"), QT_TRANSLATE_NOOP("ui", "Server found")},
    StepWords{"reach", QT_TRANSLATE_NOOP("ui", "PostgreSQL answers"), QT_TRANSLATE_NOOP("ui", "PostgreSQL answers")},
    StepWords{"encryption", QT_TRANSLATE_NOOP("ui", "Encryption"), QT_TRANSLATE_NOOP("ui", "Encryption")},
    StepWords{"sign-in", QT_TRANSLATE_NOOP("ui", "Sign in"), QT_TRANSLATE_NOOP("ui", "Signed in")},
    StepWords{"database", QT_TRANSLATE_NOOP("ui", "Database is there"), QT_TRANSLATE_NOOP("ui", "Database is there")},
    StepWords{"version", QT_TRANSLATE_NOOP("ui", "Version"), QT_TRANSLATE_NOOP("ui", "Version is right")},
    StepWords{"encoding", QT_TRANSLATE_NOOP("ui", "Text encoding"), QT_TRANSLATE_NOOP("ui", "Holds every character")},
    StepWords{"create-schema", QT_TRANSLATE_NOOP("ui", "May create a private area"),
              QT_TRANSLATE_NOOP("ui", "May create a private area")},
    StepWords{"room", QT_TRANSLATE_NOOP("ui", "Room for the move"), QT_TRANSLATE_NOOP("ui", "Room for the move")},
    StepWords{"round-trip", QT_TRANSLATE_NOOP("ui", "Speed and clock"), QT_TRANSLATE_NOOP("ui", "Speed and clock")},
};

struct FailureWords
{
    const char *code;
    const char *title;
};

constexpr std::array failureWords{
    FailureWords{"access-rejected", QT_TRANSLATE_NOOP("ui", "Turned away on purpose")},
    FailureWords{"bad-settings", QT_TRANSLATE_NOOP("ui", "These settings cannot be used")},
    FailureWords{"certificate-file", QT_TRANSLATE_NOOP("ui", "Certificate or key not usable")},
    FailureWords{"certificate-missing", QT_TRANSLATE_NOOP("ui", "Certificate cannot be checked")},
    FailureWords{"certificate-name-mismatch", QT_TRANSLATE_NOOP("ui", "Certificate for another name")},
    FailureWords{"certificate-not-trusted", QT_TRANSLATE_NOOP("ui", "Certificate not trusted")},
    FailureWords{"client-certificate-needed", QT_TRANSLATE_NOOP("ui", "Your own certificate is needed")},
    FailureWords{"connection-refused", QT_TRANSLATE_NOOP("ui", "Nothing answers there")},
    FailureWords{"database-closed", QT_TRANSLATE_NOOP("ui", "Database is closed")},
    FailureWords{"host-unknown", QT_TRANSLATE_NOOP("ui", "Name not known")},
    FailureWords{"host-unreachable", QT_TRANSLATE_NOOP("ui", "No way to that computer")},
    FailureWords{"key-file-open", QT_TRANSLATE_NOOP("ui", "Others can read the key")},
    FailureWords{"no-binaries", QT_TRANSLATE_NOOP("ui", "PostgreSQL is not installed")},
    FailureWords{"no-connect-right", QT_TRANSLATE_NOOP("ui", "No right to use the database")},
    FailureWords{"no-rights", QT_TRANSLATE_NOOP("ui", "May not create a private area")},
    FailureWords{"no-such-database", QT_TRANSLATE_NOOP("ui", "Database is not there yet")},
    FailureWords{"not-in-access-list", QT_TRANSLATE_NOOP("ui", "Not on the access list")},
    FailureWords{"not-postgresql", QT_TRANSLATE_NOOP("ui", "Another program answers")},
    FailureWords{"password-needed", QT_TRANSLATE_NOOP("ui", "A password is needed")},
    FailureWords{"password-refused", QT_TRANSLATE_NOOP("ui", "Password refused")},
    FailureWords{"peer-refused", QT_TRANSLATE_NOOP("ui", "Sign-in by system name refused")},
    FailureWords{"role-may-not-log-in", QT_TRANSLATE_NOOP("ui", "This user may not sign in")},
    FailureWords{"role-unknown", QT_TRANSLATE_NOOP("ui", "User not known")},
    FailureWords{"server-read-only", QT_TRANSLATE_NOOP("ui", "Can only be read")},
    FailureWords{"server-shutting-down", QT_TRANSLATE_NOOP("ui", "Server is shutting down")},
    FailureWords{"server-starting", QT_TRANSLATE_NOOP("ui", "Server is still starting")},
    FailureWords{"server-too-old", QT_TRANSLATE_NOOP("ui", "Server is too old")},
    FailureWords{"service-unknown", QT_TRANSLATE_NOOP("ui", "Service not found")},
    FailureWords{"ssl-not-supported", QT_TRANSLATE_NOOP("ui", "Server cannot encrypt")},
    FailureWords{"ssl-required", QT_TRANSLATE_NOOP("ui", "Only encrypted connections")},
    FailureWords{"timeout", QT_TRANSLATE_NOOP("ui", "No answer in time")},
    FailureWords{"too-many-connections", QT_TRANSLATE_NOOP("ui", "No free connection")},
    FailureWords{"wrong-encoding", QT_TRANSLATE_NOOP("ui", "Cannot hold every character")},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("ui", text);
}

QString encryptionTitle(const TargetStep &step, const QString &sslMode)
{
    if (step.protocol.isEmpty())
        return step.state == TargetStep::State::Note ? tr("NOT encrypted") : tr("Stays on this computer");
    const QString protocol = QString(step.protocol).replace(QStringLiteral("TLSv"), QStringLiteral("TLS "));
    if (sslMode == QLatin1String("verify-full"))
        return tr("Encrypted: %1, certificate and name checked").arg(protocol);
    if (sslMode == QLatin1String("verify-ca"))
        return tr("Encrypted: %1, certificate checked").arg(protocol);
    return tr("Encrypted: %1, certificate not checked").arg(protocol);
}

QString titleOf(const TargetStep &step, const QString &sslMode)
{
    const bool passed = step.state == TargetStep::State::Fine || step.state == TargetStep::State::Note;
    if (passed && step.id == QLatin1String("encryption"))
        return encryptionTitle(step, sslMode);
    if (step.state == TargetStep::State::Failed) {
        for (const FailureWords &words : failureWords) {
            if (step.code == QLatin1String(words.code))
                return tr(words.title);
        }
    }
    for (const StepWords &words : stepWords) {
        if (step.id == QLatin1String(words.id))
            return tr(passed ? words.passed : words.ahead);
    }
    return step.id;
}

Status statusOf(TargetStep::State state)
{
    switch (state) {
    case TargetStep::State::Running:
        return Status::Running;
    case TargetStep::State::Fine:
        return Status::Fine;
    case TargetStep::State::Note:
        return Status::Note;
    case TargetStep::State::Failed:
        return Status::Wrong;
    case TargetStep::State::Waiting:
        break;
    }
    return Status::Waiting;
}

} // namespace

StepView viewOf(const TargetStep &step, const QString &sslMode)
{
    return {.id = step.id,
            .title = titleOf(step, sslMode),
            .status = statusOf(step.state),
            .message = step.message,
            .fix = step.fix,
            .detail = step.detail,
            .milliseconds = step.milliseconds};
}

QString mendText(const QString &code)
{
    if (code == QLatin1String("no-such-database"))
        return tr("Create the database");
    if (code == QLatin1String("ssl-required"))
        return tr("Require encryption");
    if (code == QLatin1String("key-file-open"))
        return tr("Take the right away from others");
    if (code == QLatin1String("role-may-not-log-in"))
        return tr("Let this user sign in");
    return tr("Give this user the right");
}

} // namespace ui
