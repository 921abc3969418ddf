// SPDX-License-Identifier: MIT
#pragma once

#include "base/secret.h"

#include <QMap>

namespace postgres {
struct Settings;
}

namespace ui {

/// What somebody fills in to name a server. Empty fields are left to libpq (PG* environment, service file, ~/.pgpass).
struct TargetForm
{
    QString host;
    QString port;
    QString database;
    QString user;
    base::Secret password;
    QString sslMode;             ///< libpq's word; empty: the safe one for what is filled in, see usedSslMode()
    QString authority;           ///< file with the certificates that are trusted
    QString certificate;         ///< this computer's own, where the server asks for one
    QString key;                 ///< belongs to `certificate`
    QString service;             ///< a name in pg_service.conf
    QMap<QString, QString> more; ///< what else a pasted address said
};

bool same(const TargetForm &one, const TargetForm &other);

/// The encryption that `form` asks for: what was chosen; else with an authority the full check, for this computer what
/// the server offers, and for every other computer at least encryption.
QString usedSslMode(const TargetForm &form);

/// What DATABASE_URL or the PG* variables say; the password variables of ours are taken out of the environment.
TargetForm formFromEnvironment();
TargetForm formFromSettings(const postgres::Settings &settings);
postgres::Settings settingsFromForm(const TargetForm &form);

} // namespace ui
