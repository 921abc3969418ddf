// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

#include <memory>

struct pg_result;

/// What the two directions of COPY share. For postgres/ only.
namespace postgres {

struct CopyResultCloser
{
    void operator()(pg_result *result) const;
};
using CopyResult = std::unique_ptr<pg_result, CopyResultCloser>;

/// An Error from a failed result, or from the connection's last words where there is no result.
base::Error copyError(const Connection &connection, const pg_result *result, const QString &doing);

/// Reads what is left so that the connection takes the next statement.
void drainResults(const Connection &connection);

} // namespace postgres
