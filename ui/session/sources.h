// SPDX-License-Identifier: MIT
#pragma once

#include "migration/discovery.h"
#include "ui/session/job.h"

#include <QDateTime>

namespace ui {

/// Where a source stands.
enum class SourceState {
    New,
    Moved,   ///< in PostgreSQL already, unchanged since
    Changed, ///< moved, and written to since
    Refused,
};

struct FoundSource
{
    migration::Source source;
    SourceState state = SourceState::New;
    QDateTime lastChange;
    bool chosen = false;
};

/// What was found on this computer, and what of it shall be moved.
class Sources : public QObject
{
    Q_OBJECT
public:
    explicit Sources(QObject *parent = nullptr);

    /// Folders and files to look at from now on, besides those before; looks at once.
    void add(const QStringList &paths);
    /// Looks again at everything.
    void look();
    [[nodiscard]] bool isLooking() const { return m_job.isRunning(); }

    [[nodiscard]] const QList<FoundSource> &found() const { return m_found; }
    /// In the order of found(); what is refused cannot be chosen.
    void setChosen(qsizetype number, bool chosen);
    void setAllChosen(bool chosen);
    [[nodiscard]] QList<migration::Source> chosen() const;
    /// Not in PostgreSQL yet, or changed since.
    [[nodiscard]] QList<migration::Source> leftToMove() const;
    /// Of the last look; none if it went well or nothing was named yet.
    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }
    /// The folders that are looked at, for people.
    [[nodiscard]] const QStringList &paths() const { return m_paths; }

Q_SIGNALS:
    void changed();

private:
    void take(const base::Result<QList<FoundSource>> &found);
    Job m_job;
    QStringList m_paths;
    QList<FoundSource> m_found;
    std::optional<base::Error> m_error;
};

} // namespace ui
