// SPDX-License-Identifier: MIT
#include "sqlite/sqlparser.h"

#include "sqlite/partlist.h"
#include "sqlite/tableparser.h"
#include "sqlite/tokencursor.h"

using namespace Qt::StringLiterals;

namespace sqlite {

base::Result<TableDefinition> parseCreateTable(const QString &sql)
{
    return TableParser(sql).parse();
}

base::Result<IndexDefinition> parseCreateIndex(const QString &sql)
{
    TokenCursor cursor(sql);
    IndexDefinition index;
    cursor.expect("CREATE"_L1);
    index.unique = cursor.accept("UNIQUE"_L1);
    cursor.expect("INDEX"_L1);
    index.name = takeNewName(cursor);
    cursor.expect("ON"_L1);
    index.table = cursor.takeName(NamePlace::Name);
    cursor.expectOperator("("_L1);
    index.parts = takeParts(cursor);
    cursor.expectOperator(")"_L1);
    if (cursor.accept("WHERE"_L1))
        index.where = cursor.textOf(cursor.takeRest());
    cursor.expectEnd();
    if (cursor.failed())
        return base::fail(cursor.error());
    return index;
}

} // namespace sqlite
