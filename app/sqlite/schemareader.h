// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/table.h"
#include "sqlite/database.h"

namespace sqlite {

/// Everything PRAGMAs and the parsed CREATE statements say of the database: names spelled as defined, references
/// resolved, implicit foreign key targets filled in. Fails with code schema-not-understood where the file's SQL
/// cannot be parsed (never guesses).
base::Result<schema::Schema> readSchema(const Database &database);

} // namespace sqlite
