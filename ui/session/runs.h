// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/attic.h"
#include "migration/journal/report.h"
#include "migration/run/rollback.h"
#include "ui/session/job.h"

namespace ui {

class Target;

/// Every move so far, and the ways back. What its functions return as a work is for a Job: it takes its time.
class Runs : public QObject
{
    Q_OBJECT
public:
    template <typename Answer>
    using Work = std::function<Answer(std::stop_token)>;

    explicit Runs(Target *target, QObject *parent = nullptr);

    /// Asks this computer, and the database where it was tested.
    void look();
    [[nodiscard]] bool isLooking() const { return m_job.isRunning(); }
    /// Newest first.
    [[nodiscard]] const QList<migration::RunReport> &list() const { return m_runs; }
    /// Why the database could not be asked; what this computer knows is in the list all the same.
    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }

    /// Whether something of it is left to be done that no later move did: it was interrupted, stopped or failed.
    [[nodiscard]] bool canResume(const migration::RunReport &run) const;
    /// The newest one that was interrupted and can be resumed; null if there is none.
    [[nodiscard]] const migration::RunReport *interrupted() const;

    using Preview = base::Result<QList<migration::RollbackItem>>;
    /// Of one creator, or of all (empty).
    [[nodiscard]] Work<Preview> previewRollback(const migration::RunReport &run, const QString &creator) const;
    [[nodiscard]] Work<migration::RollbackReport> rollBack(const migration::RunReport &run, const QString &creator,
                                                           migration::ChangedData changed) const;
    [[nodiscard]] Work<base::Result<migration::Attic>> readAttic(const migration::RunReport &run, int most) const;
    /// The journal's lines, for people.
    [[nodiscard]] static Work<base::Result<QString>> readJournal(const migration::RunReport &run);
    /// Bytes of everything that moves keep on this computer.
    [[nodiscard]] static Work<qint64> measureCopies();
    [[nodiscard]] static QString copiesFolder();
    [[nodiscard]] static Work<base::Result<bool>> forget(const migration::RunReport &run);

Q_SIGNALS:
    void changed();

private:
    Target *m_target;
    QList<migration::RunReport> m_runs;
    std::optional<base::Error> m_error;
    Job m_job;
};

} // namespace ui
