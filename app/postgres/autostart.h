// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

namespace postgres {

/// Starting the private server whenever its owner signs in, by a user service of systemd's.
class Autostart
{
public:
    /// `program` is cutover-cli, `dataFolder` what it shall find its data in.
    Autostart(QString program, QString dataFolder);

    /// Whether this computer runs systemd for this user; not for root, whose services are another matter.
    [[nodiscard]] static bool isPossible();
    [[nodiscard]] bool isOn() const;
    base::Result<void> set(bool on) const;
    /// The service, as systemd reads it.
    [[nodiscard]] QString unit() const;

private:
    QString m_program;
    QString m_dataFolder;
};

} // namespace postgres
