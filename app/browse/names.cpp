// SPDX-License-Identifier: MIT
#include "browse/names.h"

#include "postgres/reader.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace browse {

base::Result<QStringList> readNames(postgres::Reader &reader, const QString &schema, const std::stop_token &stop)
{
    constexpr quint32 nameType = 19;
    const QString sql =
        u"WITH area AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1),"
        " relations AS (SELECT oid, relname FROM pg_catalog.pg_class WHERE relnamespace = (SELECT oid FROM area)"
        "  AND relkind IN ('r', 'p', 'v', 'm', 'f'))"
        " SELECT pg_catalog.quote_ident(name) FROM ("
        "  SELECT relname AS name FROM relations UNION"
        "  SELECT a.attname FROM pg_catalog.pg_attribute a JOIN relations r ON r.oid = a.attrelid"
        "   WHERE a.attnum > 0 AND NOT a.attisdropped UNION"
        "  SELECT proname FROM pg_catalog.pg_proc WHERE pronamespace = (SELECT oid FROM area)) AS names"
        " ORDER BY name LIMIT 20000"_s;
    const auto rows = reader.read({sql, {{nameType, schema.toUtf8()}}},
                                  QCoreApplication::translate("browse", "reading the names in %1").arg(schema), stop);
    if (!rows)
        return base::fail(rows.error());
    QStringList names;
    names.reserve(rows->rowCount());
    for (int row = 0; row < rows->rowCount(); ++row)
        names += rows->text(row, 0);
    return names;
}

} // namespace browse
