// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QStringList>
#include <stop_token>

namespace postgres {
class Reader;
} // namespace postgres

namespace browse {

/// The names that one may want to type about `schema`: its tables, views, functions and their columns, each once, as
/// SQL (quoted where it must be), sorted; of a schema with very many, the first 20,000.
base::Result<QStringList> readNames(postgres::Reader &reader, const QString &schema, const std::stop_token &stop = {});

} // namespace browse
