// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/sqlparser.h"
#include "sqlite/tokencursor.h"

namespace sqlite {

/// [IF NOT EXISTS] [database.]name
QString takeNewName(TokenCursor &cursor);

/// Reads one CREATE TABLE statement, once.
class TableParser
{
public:
    explicit TableParser(const QString &sql) : m_cursor(sql) {}
    base::Result<TableDefinition> parse();

private:
    void readColumn();
    QString takeType();
    void takeTypeSize();
    bool readColumnConstraint(ColumnDefinition &column);
    bool readColumnKey(const ColumnDefinition &column);
    bool readColumnProperty(ColumnDefinition &column);
    void readGenerated(ColumnDefinition &column);
    QString takeDefault();

    [[nodiscard]] bool atTableConstraint() const;
    void readTableConstraints();
    void readTableConstraint();
    KeyDefinition takeTableKey();
    void readTableForeignKey();

    void setPrimaryKey(const KeyDefinition &key);
    void readReferences(const QStringList &columns);
    void readReferenceAction(schema::ForeignKey &key);
    schema::ForeignKeyAction takeAction();
    bool readDeferrable();
    void readCheck();
    void skipConflictClause();
    void readOptions();
    QString takeConstraintName() { return std::exchange(m_constraintName, {}); }

    TokenCursor m_cursor;
    TableDefinition m_table;
    QString m_constraintName; ///< of a CONSTRAINT whose constraint is still to come
};

} // namespace sqlite
