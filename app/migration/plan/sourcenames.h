// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/discovery.h"

/// Which creator and which schema each source becomes.
namespace migration {

/// Fills in `creator` and `schemaName` as the request says, and refuses sources that would share a schema. Codes:
/// single-source-needed, bad-schema-name.
base::Result<void> nameSources(const SourceRequest &request, QList<Source> &sources);

/// Whether PostgreSQL and Cutover leave the name to a creator (code bad-schema-name).
base::Result<void> checkSchemaName(const QString &schemaName);

} // namespace migration
