// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/database.h"

namespace ui {

class Keychain;
class PrivateServer;
class Target;

/// The databases that one can look into: the one on this computer, and the servers that were looked into, moved to, or
/// tested as a target. The first two are remembered from one start to the next.
class Databases : public QObject
{
    Q_OBJECT
public:
    /// All of them outlive this.
    Databases(PrivateServer *server, Target *target, Keychain *keychain, QObject *parent = nullptr);

    /// Finds out what there is; starts the private server if it is stopped, as one wants to look into it.
    void look();
    [[nodiscard]] bool isLooking() const { return m_job.isRunning(); }
    [[nodiscard]] const QList<Database *> &list() const { return m_list; }
    /// Where the target of now is; null unless it was tested.
    [[nodiscard]] Database *ofTarget() const;
    /// Takes in a database that is not in the list yet; of one that is, how to connect is what `settings` say now.
    Database *add(Database::Kind kind, const postgres::Settings &settings);
    /// Remembers a server that somebody filled in; in the place of `instead` if there is one.
    Database *add(const TargetForm &form, Database *instead);
    /// Remembers where the target of now is, as something was moved there.
    void keepTarget();
    /// Only of servers. An empty name: by its address again.
    void rename(Database *database, const QString &name);
    /// Takes it out, and its password out of the keychain; nothing happens to what is in it.
    void forget(Database *database);

Q_SIGNALS:
    /// The list is another.
    void changed();
    /// What there is was found out.
    void looked();

private:
    void addTarget();
    void keep(Database *database);
    void save() const;
    void hear(Database *database);
    Target *m_target;
    Keychain *m_keychain;
    QList<Database *> m_list;
    QList<const Database *> m_kept; ///< those that are remembered
    Job m_job;
};

} // namespace ui
