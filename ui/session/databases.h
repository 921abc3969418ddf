// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/database.h"

namespace ui {

class PrivateServer;
class Target;

/// The databases that one can look into: the one on this computer, and those that were tested as a target.
class Databases : public QObject
{
    Q_OBJECT
public:
    /// Both outlive this.
    Databases(PrivateServer *server, Target *target, QObject *parent = nullptr);

    /// Finds out what there is; starts the private server if it is stopped, as one wants to look into it.
    void look();
    [[nodiscard]] bool isLooking() const { return m_job.isRunning(); }
    [[nodiscard]] const QList<Database *> &list() const { return m_list; }
    /// Where the target of now is; null unless it was tested.
    [[nodiscard]] Database *ofTarget() const;
    /// Takes in a database that is not in the list yet.
    Database *add(Database::Kind kind, const postgres::Settings &settings);

Q_SIGNALS:
    /// The list is another.
    void changed();
    /// What there is was found out.
    void looked();

private:
    void addTarget();
    Target *m_target;
    QList<Database *> m_list;
    Job m_job;
};

} // namespace ui
