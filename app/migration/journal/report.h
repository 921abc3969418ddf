// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "migration/transfer/verifier.h"

#include <QDateTime>
#include <QMap>

/// What a run says at its end; its JSON is the command line's contract.
namespace migration {

enum class Verdict : quint8 {
    Verified,
    VerifiedWithNotes,
    Failed,
    Cancelled,
    Unchanged,
    Interrupted,
    RolledBack,
    Running
};
/// With or without notes: every value of it is there, and that was checked.
bool hasArrived(Verdict verdict);
QString verdictName(Verdict verdict); ///< "verified", "verified-with-notes", …
std::optional<Verdict> verdictFromName(const QString &name);

struct TableReport
{
    QString source;
    QString target;
    qint64 rows = 0;
    qint64 cells = 0; ///< compared
    bool verified = false;
    qint64 attic = 0;
    QList<Difference> differences;
};

struct CreatorReport
{
    QString creator;
    QString source; ///< path of the original
    QString kind = QStringLiteral("sqlite");
    QString schema;
    Verdict verdict = Verdict::Running;
    QList<TableReport> tables;
    QList<Note> notes;
    std::optional<base::Error> error;
    qint64 bytes = 0;
    QStringList ddl; ///< of a dry run only

    [[nodiscard]] qint64 rows() const;
    [[nodiscard]] qint64 cells() const;
    [[nodiscard]] qint64 attic() const;
};

/// It did not arrive, and the server may hold something of it all the same: it could not be asked or tidied up. Going
/// on with the run, or rolling it back, clears that.
bool mayBeHalfThere(const CreatorReport &creator);

/// What a run that was taken up again did not have to do once more.
struct Reused
{
    qint64 rows = 0;
    qint64 tasks = 0;
};

struct RunReport
{
    QString run; ///< id, e.g. 20261120T101502-7f3a; empty for a dry run
    Verdict verdict = Verdict::Running;
    QList<CreatorReport> creators;
    QMap<QString, double> seconds; ///< snapshot, census, plan, load, constraints, verify, commit, total
    qint64 sourceBytes = 0;
    qint64 targetBytes = 0;
    std::optional<base::Error> error; ///< when the run as a whole failed
    QDateTime started;
    QDateTime finished;
    QString folder; ///< of the run; empty for a dry run
    std::optional<Reused> resumed;
    QString target; ///< user@host:port/database; only of a run in the history of this computer

    [[nodiscard]] qint64 attic() const;
    [[nodiscard]] qint64 rows() const;
    [[nodiscard]] qint64 cells() const;
};

/// Of the creators' verdicts and the run's own error.
Verdict overallVerdict(const RunReport &report);

QJsonObject toJson(const RunReport &report);
QJsonObject toJson(const CreatorReport &report);
QJsonObject toJson(const base::Error &error);
base::Result<CreatorReport> creatorReportFromJson(const QJsonObject &json);
base::Result<RunReport> runReportFromJson(const QJsonObject &json);

} // namespace migration
