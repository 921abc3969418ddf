// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/settings.h"

#include <QList>
#include <stop_token>

namespace migration {

/// A value that a run could not put into its column, or (column empty) a whole row that it set aside.
struct AtticValue
{
    QString creator;
    QString table;  ///< the source's name
    QString column; ///< empty: the whole row is in the attic
    qint64 row = 0; ///< rowid or ordinal
    QString key;    ///< "id=42"; empty where it is not known
    QString kind;   ///< of the value: integer, real, text, blob
    QString text;   ///< as far as it can be read, cut short
};

struct Attic
{
    qint64 count = 0;         ///< values and rows in it
    QList<AtticValue> values; ///< the first of them
};

/// What is in the attic of a run: at most `most` values.
base::Result<Attic> readAttic(const postgres::Settings &target, const QString &runId, int most,
                              const std::stop_token &stop);

} // namespace migration
