// SPDX-License-Identifier: MIT
#include "postgres/connectsteps.h"

#include "postgres/diagnosis.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHostAddress>
#include <QSslCertificate>
#include <array>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

/// Where a connection is lost to a cause. What is not named here is lost on the way to the server.
QString stepOf(const QString &code)
{
    static const QHash<QString, QString> steps{
        {u"host-unknown"_s, u"name"_s},
        {u"service-unknown"_s, u"name"_s},
        {u"bad-settings"_s, u"name"_s},
        {u"ssl-not-supported"_s, u"encryption"_s},
        {u"certificate-missing"_s, u"encryption"_s},
        {u"certificate-not-trusted"_s, u"encryption"_s},
        {u"certificate-name-mismatch"_s, u"encryption"_s},
        {u"certificate-file"_s, u"encryption"_s},
        {u"key-file-open"_s, u"encryption"_s},
        {u"ssl-required"_s, u"encryption"_s},
        {u"client-certificate-needed"_s, u"encryption"_s},
        {u"not-in-access-list"_s, u"sign-in"_s},
        {u"access-rejected"_s, u"sign-in"_s},
        {u"password-refused"_s, u"sign-in"_s},
        {u"password-needed"_s, u"sign-in"_s},
        {u"peer-refused"_s, u"sign-in"_s},
        {u"role-may-not-log-in"_s, u"sign-in"_s},
        {u"role-unknown"_s, u"sign-in"_s},
        {u"too-many-connections"_s, u"sign-in"_s},
        {u"no-such-database"_s, u"database"_s},
        {u"no-connect-right"_s, u"database"_s},
        {u"database-closed"_s, u"database"_s},
    };
    return steps.value(code, u"reach"_s);
}

bool staysOnThisComputer(const Attempt &attempt)
{
    return attempt.overSocket || QHostAddress(attempt.address).isLoopback();
}

DoctorStep nameStep(const Attempt &attempt)
{
    DoctorStep step{.id = u"name"_s, .state = StepState::Ok};
    step.milliseconds = attempt.resolvedAfter;
    if (attempt.overSocket)
        step.message = tr("The server is on this computer, at the socket in %1.").arg(attempt.host);
    else if (attempt.host == attempt.address || attempt.address.isEmpty())
        step.message = tr("The address is %1.").arg(attempt.host);
    else
        step.message = tr("The name %1 stands for the address %2.").arg(attempt.host, attempt.address);
    return step;
}

DoctorStep reachStep(const Attempt &attempt)
{
    DoctorStep step{.id = u"reach"_s, .state = StepState::Ok};
    step.milliseconds = attempt.reachedAfter;
    step.message = attempt.overSocket ? tr("A PostgreSQL server answers there.")
                                      : tr("A PostgreSQL server answers on port %1.").arg(attempt.port);
    return step;
}

/// What of the server's certificate was checked, by the mode that really counted.
QString checkedText(const QString &sslMode)
{
    if (sslMode == u"verify-full")
        return tr("The server's certificate and its name were checked.");
    if (sslMode == u"verify-ca")
        return tr("The server's certificate was checked, but not the name in it.");
    return tr("The server's certificate was not checked: that takes the CA file and the mode “verify-full”.");
}

/// A server that drops to plain text says nothing about it: we do.
DoctorStep encryptionStep(const Attempt &attempt)
{
    DoctorStep step{.id = u"encryption"_s, .state = StepState::Ok, .protocol = attempt.tlsVersion};
    if (!attempt.tlsVersion.isEmpty()) {
        step.message =
            tr("Encrypted with %1 (%2). %3").arg(attempt.tlsVersion, attempt.tlsCipher, checkedText(attempt.sslMode));
    } else if (staysOnThisComputer(attempt)) {
        step.message = tr("Not encrypted, which is fine: the connection stays on this computer.");
    } else {
        step.state = StepState::Warning;
        step.message = tr("The connection is NOT encrypted: others on the network can read your data and password. "
                          "Choose the encryption mode “require” or better.");
        step.fix = u"sslmode=require"_s;
    }
    return step;
}

DoctorStep signInStep(const Attempt &attempt)
{
    return {.id = u"sign-in"_s,
            .state = StepState::Ok,
            .message = attempt.usedPassword ? tr("Signed in as %1 with a password.").arg(attempt.user)
                                            : tr("Signed in as %1 without a password.").arg(attempt.user)};
}

DoctorStep databaseStep(const Attempt &attempt)
{
    return {.id = u"database"_s,
            .state = StepState::Ok,
            .message = tr("The database %1 is there, and you may use it.").arg(attempt.database)};
}

/// Which certificate we would show, and whether it is still valid: the server's refusal does not say.
QString ownCertificateText(const Settings &settings)
{
    const auto certificates = QSslCertificate::fromPath(settings.sslCert);
    if (settings.sslCert.isEmpty() || certificates.isEmpty())
        return {};
    const QDateTime until = certificates.first().expiryDate();
    const QString day = until.toUTC().date().toString(Qt::ISODate);
    if (until < QDateTime::currentDateTimeUtc())
        return u' ' + tr("The certificate %1 has expired: it was valid until %2.").arg(settings.sslCert, day);
    return u' ' + tr("The certificate %1 is valid until %2.").arg(settings.sslCert, day);
}

DoctorStep failedStep(const Settings &settings, const Attempt &attempt)
{
    const base::Error error = explain(settings, attempt);
    DoctorStep step{.id = stepOf(error.code), .state = StepState::Failed, .message = error.message};
    if (error.code == u"client-certificate-needed")
        step.message += ownCertificateText(settings);
    Settings completed = settings; // what was left to libpq has a name by now
    if (completed.user.isEmpty())
        completed.user = attempt.user;
    if (completed.database.isEmpty())
        completed.database = attempt.database;
    step.fix = fixFor(completed, error.code);
    step.sqlState = attempt.sqlState;
    step.code = error.code;
    step.detail = error.detail;
    return step;
}

} // namespace

QStringList connectStepIds()
{
    return {u"name"_s, u"reach"_s, u"encryption"_s, u"sign-in"_s, u"database"_s};
}

QList<DoctorStep> connectSteps(const Settings &settings, const Attempt &attempt)
{
    const std::array passed{nameStep, reachStep, encryptionStep, signInStep, databaseStep};
    std::optional<DoctorStep> failed;
    if (attempt.end != Attempt::End::Connected)
        failed = failedStep(settings, attempt);
    QList<DoctorStep> steps;
    const QStringList ids = connectStepIds();
    for (size_t i = 0; i < passed.size(); ++i) {
        if (failed && failed->id == ids[static_cast<qsizetype>(i)]) {
            steps.append(*failed);
            return steps;
        }
        steps.append(passed[i](attempt));
    }
    return steps;
}

} // namespace postgres
