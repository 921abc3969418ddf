// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/snapshot.h"

namespace sqlite {

/// fingerprint() for one who holds the OriginalLock. `file`: native bytes, links resolved; `path`: only shown.
base::Result<Fingerprint> fingerprintOf(const QByteArray &file, const QString &path);

} // namespace sqlite
