// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/discovery.h"
#include "ui/session/job.h"

#include <QDateTime>

namespace ui {

/// Where a source stands.
enum class SourceState {
    New,
    Moved,    ///< in PostgreSQL already, unchanged since
    Changed,  ///< moved, and written to since
    Collides, ///< would become the same schema as another: only one of them can be chosen
    Refused,
};

struct FoundSource
{
    migration::Source source;
    SourceState state = SourceState::New;
    QDateTime lastChange;
    QString rival; ///< Collides: the other creator
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
    /// Looks no longer at the file or folder that this source was found by; everything else in that folder goes, too.
    void takeOff(const QString &source);
    /// What takeOff() would take: the file itself, or a folder that it is in. Empty if it is not known.
    [[nodiscard]] QString pathTo(const QString &source) const;
    /// The folders and files that were named when the program ran last.
    void restore();
    /// Looks again at everything.
    void look();
    [[nodiscard]] bool isLooking() const { return m_job.isRunning(); }

    [[nodiscard]] const QList<FoundSource> &found() const { return m_found; }
    /// In the order of found(). What is refused cannot be chosen; of those that collide, the last one chosen counts.
    void setChosen(qsizetype number, bool chosen);
    /// Several at once; those that collide are left to be chosen one by one.
    void setChosen(const QList<qsizetype> &numbers, bool chosen);
    [[nodiscard]] QList<migration::Source> chosen() const;
    /// Not in PostgreSQL yet, or changed since.
    [[nodiscard]] QList<migration::Source> leftToMove() const;
    /// Of the last look; none if it went well or nothing was named yet.
    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }
    /// The error is that nothing was found, or that what was named is not there (yet).
    [[nodiscard]] bool isNothingThere() const;
    /// Folders that were named and hold nothing, while others do. They are not looked at again.
    [[nodiscard]] const QStringList &emptyFolders() const { return m_emptyFolders; }
    /// The folders that are looked at, for people.
    [[nodiscard]] const QStringList &paths() const { return m_paths; }

Q_SIGNALS:
    void changed();
    /// These, by their places in found(), were chosen, or are no longer; nothing else is different.
    void choiceChanged(const QList<qsizetype> &numbers);

private:
    QList<qsizetype> choose(qsizetype number, bool chosen);
    void take(const base::Result<QList<FoundSource>> &found);
    void leaveOutEmptyFolders();
    void remember();
    Job m_job;
    QStringList m_paths;
    QStringList m_emptyFolders;
    QList<FoundSource> m_found;
    std::optional<base::Error> m_error;
};

} // namespace ui
