// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

namespace postgres {

/// What a look into one file says, for a person.
struct FileFinding
{
    enum class State { NoFile, Usable, Doubtful, Unusable };
    State state = State::NoFile; ///< NoFile: none was named
    QString message;             ///< whole sentences; empty for NoFile
};

struct CertificateFindings
{
    FileFinding authority;
    FileFinding certificate;
    FileFinding key;
};

/// Looks into the files that `settings` name: whether they hold what they should, until when it is valid, whether key
/// and certificate belong together, and whether others may read the key. Connects to nobody.
CertificateFindings examineCertificateFiles(const Settings &settings);

} // namespace postgres
