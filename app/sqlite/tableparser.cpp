// SPDX-License-Identifier: MIT
#include "sqlite/tableparser.h"

#include "sqlite/columntype.h"
#include "sqlite/partlist.h"

using namespace Qt::StringLiterals;

namespace sqlite {

using schema::ForeignKeyAction;
using schema::Generated;

QString takeNewName(TokenCursor &cursor)
{
    if (cursor.at("IF"_L1) && cursor.at("NOT"_L1, 1)) {
        cursor.accept("IF"_L1, "NOT"_L1);
        cursor.expect("EXISTS"_L1);
    }
    const QString name = cursor.takeName(NamePlace::Name);
    return cursor.acceptOperator("."_L1) ? cursor.takeName(NamePlace::Name) : name;
}

base::Result<TableDefinition> TableParser::parse()
{
    m_cursor.expect("CREATE"_L1);
    if (!m_cursor.accept("TEMP"_L1))
        m_cursor.accept("TEMPORARY"_L1);
    m_cursor.expect("TABLE"_L1);
    m_table.name = takeNewName(m_cursor);
    m_cursor.expectOperator("("_L1);
    readColumn();
    while (m_cursor.acceptOperator(","_L1)) {
        if (atTableConstraint()) {
            readTableConstraints();
            break;
        }
        readColumn();
    }
    m_cursor.expectOperator(")"_L1);
    readOptions();
    m_cursor.expectEnd();
    if (m_cursor.failed())
        return base::fail(m_cursor.error());
    return m_table;
}

void TableParser::readOptions()
{
    if (!m_cursor.atName(NamePlace::Name))
        return;
    do {
        if (m_cursor.accept("STRICT"_L1))
            m_table.strict = true;
        else if (m_cursor.accept("WITHOUT"_L1, "ROWID"_L1))
            m_table.withoutRowid = true;
        else
            m_cursor.fail(u"WITHOUT ROWID or STRICT"_s);
    } while (m_cursor.acceptOperator(","_L1));
}

// Columns

void TableParser::readColumn()
{
    m_constraintName.clear();
    ColumnDefinition column;
    column.name = m_cursor.takeName(NamePlace::Name);
    column.declaredType = takeType();
    while (readColumnConstraint(column)) {
    }
    m_table.columns.append(column);
}

QString TableParser::takeType()
{
    const qsizetype start = m_cursor.peek().start;
    qsizetype end = start;
    while (m_cursor.atName(NamePlace::Type))
        end = m_cursor.take().end();
    if (end > start && m_cursor.acceptOperator("("_L1)) {
        takeTypeSize();
        if (m_cursor.acceptOperator(","_L1))
            takeTypeSize();
        end = m_cursor.peek().end();
        m_cursor.expectOperator(")"_L1);
    }
    return m_cursor.failed() ? QString() : declaredTypeOf(m_cursor.textBetween(start, end));
}

void TableParser::takeTypeSize()
{
    if (!m_cursor.acceptOperator("+"_L1))
        m_cursor.acceptOperator("-"_L1);
    if (m_cursor.peek().kind == TokenKind::Number)
        m_cursor.take();
    else
        m_cursor.fail(u"a number"_s);
}

bool TableParser::readColumnConstraint(ColumnDefinition &column)
{
    if (m_cursor.accept("CONSTRAINT"_L1)) {
        m_constraintName = m_cursor.takeName(NamePlace::Name);
        return true;
    }
    return readDeferrable() || readColumnKey(column) || readColumnProperty(column);
}

bool TableParser::readColumnKey(const ColumnDefinition &column)
{
    const PartDefinition part{column.name, column.name, {}, false};
    if (m_cursor.accept("PRIMARY"_L1)) {
        m_cursor.expect("KEY"_L1);
        KeyDefinition key{takeConstraintName(), {part}};
        key.parts.first().descending = m_cursor.accept("DESC"_L1);
        m_cursor.accept("ASC"_L1);
        skipConflictClause();
        m_table.autoincrement = m_cursor.accept("AUTOINCREMENT"_L1) || m_table.autoincrement;
        setPrimaryKey(key);
    } else if (m_cursor.accept("UNIQUE"_L1)) {
        skipConflictClause();
        m_table.uniques.append({takeConstraintName(), {part}});
    } else if (m_cursor.at("REFERENCES"_L1)) {
        readReferences({column.name});
    } else {
        return false;
    }
    return true;
}

bool TableParser::readColumnProperty(ColumnDefinition &column)
{
    const bool generated = m_cursor.accept("GENERATED"_L1, "ALWAYS"_L1);
    if (m_cursor.accept("AS"_L1)) {
        readGenerated(column);
    } else if (generated) {
        m_cursor.fail(u"AS"_s);
    } else if (m_cursor.at("CHECK"_L1)) {
        readCheck();
        return true;
    } else if (m_cursor.accept("COLLATE"_L1)) {
        column.collation = m_cursor.takeName(NamePlace::Type);
    } else if (m_cursor.accept("DEFAULT"_L1)) {
        column.defaultSql = takeDefault();
    } else if (m_cursor.accept("NOT"_L1, "NULL"_L1)) {
        column.notNull = true;
        skipConflictClause();
    } else if (m_cursor.accept("NULL"_L1)) {
        skipConflictClause();
    } else {
        return false;
    }
    m_constraintName.clear();
    return true;
}

void TableParser::readGenerated(ColumnDefinition &column)
{
    column.generatedExpression = m_cursor.textOf(m_cursor.takeGroup());
    column.generated = m_cursor.accept("STORED"_L1) ? Generated::Stored : Generated::Virtual;
    m_cursor.accept("VIRTUAL"_L1);
}

void TableParser::readCheck()
{
    m_cursor.expect("CHECK"_L1);
    const QString name = takeConstraintName();
    m_table.checks.append({name, m_cursor.textOf(m_cursor.takeGroup())});
    skipConflictClause();
}

QString TableParser::takeDefault()
{
    const qsizetype start = m_cursor.peek().start;
    if (m_cursor.atOperator("("_L1)) {
        const auto group = m_cursor.takeGroup();
        if (m_cursor.failed())
            return {};
        // Tokens lie side by side: the one after the group's last is its closing parenthesis.
        return m_cursor.textBetween(start, (group.data() + group.size())->end());
    }
    const bool isSigned = m_cursor.acceptOperator("+"_L1) || m_cursor.acceptOperator("-"_L1);
    const TokenKind kind = m_cursor.peek().kind;
    const bool literal = kind == TokenKind::Number || kind == TokenKind::Blob || m_cursor.at("NULL"_L1);
    if (!literal && !m_cursor.atName(NamePlace::Name)) {
        m_cursor.fail(isSigned ? u"a number"_s : u"a value"_s);
        return {};
    }
    return m_cursor.textBetween(start, m_cursor.take().end());
}

// Constraints of the table

bool TableParser::atTableConstraint() const
{
    return m_cursor.at("CONSTRAINT"_L1) || m_cursor.at("PRIMARY"_L1) || m_cursor.at("UNIQUE"_L1) ||
           m_cursor.at("CHECK"_L1) || m_cursor.at("FOREIGN"_L1);
}

void TableParser::readTableConstraints()
{
    m_constraintName.clear();
    while (atTableConstraint()) {
        readTableConstraint();
        if (!m_cursor.acceptOperator(","_L1)) // commas between them may be left out
            continue;
        m_constraintName.clear();
        if (!atTableConstraint())
            m_cursor.fail(u"a constraint"_s);
    }
}

void TableParser::readTableConstraint()
{
    if (m_cursor.accept("CONSTRAINT"_L1)) {
        m_constraintName = m_cursor.takeName(NamePlace::Name);
    } else if (m_cursor.accept("PRIMARY"_L1)) {
        m_cursor.expect("KEY"_L1);
        setPrimaryKey(takeTableKey());
    } else if (m_cursor.accept("UNIQUE"_L1)) {
        m_table.uniques.append(takeTableKey());
    } else if (m_cursor.at("CHECK"_L1)) {
        readCheck();
    } else {
        readTableForeignKey();
    }
}

KeyDefinition TableParser::takeTableKey()
{
    KeyDefinition key;
    key.name = takeConstraintName();
    m_cursor.expectOperator("("_L1);
    key.parts = takeParts(m_cursor);
    m_table.autoincrement = m_cursor.accept("AUTOINCREMENT"_L1) || m_table.autoincrement;
    m_cursor.expectOperator(")"_L1);
    skipConflictClause();
    return key;
}

void TableParser::readTableForeignKey()
{
    m_cursor.expect("FOREIGN"_L1);
    m_cursor.expect("KEY"_L1);
    const QStringList columns = takeColumnNames(m_cursor);
    readReferences(columns);
    readDeferrable();
}

void TableParser::setPrimaryKey(const KeyDefinition &key)
{
    if (m_table.primaryKey)
        m_cursor.fail(u"only one primary key"_s);
    m_table.primaryKey = key;
}

void TableParser::readReferences(const QStringList &columns)
{
    m_cursor.expect("REFERENCES"_L1);
    schema::ForeignKey key;
    key.name = takeConstraintName();
    key.columns = columns;
    key.parentTable = m_cursor.takeName(NamePlace::Name);
    if (m_cursor.atOperator("("_L1))
        key.parentColumns = takeColumnNames(m_cursor);
    while (m_cursor.at("ON"_L1) || m_cursor.at("MATCH"_L1)) {
        if (m_cursor.accept("MATCH"_L1))
            m_cursor.takeName(NamePlace::Name);
        else
            readReferenceAction(key);
    }
    m_table.foreignKeys.append(key);
}

void TableParser::readReferenceAction(schema::ForeignKey &key)
{
    m_cursor.expect("ON"_L1);
    if (m_cursor.accept("DELETE"_L1))
        key.onDelete = takeAction();
    else if (m_cursor.accept("UPDATE"_L1))
        key.onUpdate = takeAction();
    else if (m_cursor.accept("INSERT"_L1)) // accepted by SQLite and without any meaning
        takeAction();
    else
        m_cursor.fail(u"DELETE or UPDATE"_s);
}

ForeignKeyAction TableParser::takeAction()
{
    if (m_cursor.accept("SET"_L1, "NULL"_L1))
        return ForeignKeyAction::SetNull;
    if (m_cursor.accept("SET"_L1, "DEFAULT"_L1))
        return ForeignKeyAction::SetDefault;
    if (m_cursor.accept("CASCADE"_L1))
        return ForeignKeyAction::Cascade;
    if (m_cursor.accept("RESTRICT"_L1))
        return ForeignKeyAction::Restrict;
    if (!m_cursor.accept("NO"_L1, "ACTION"_L1))
        m_cursor.fail(u"SET NULL, SET DEFAULT, CASCADE, RESTRICT or NO ACTION"_s);
    return ForeignKeyAction::NoAction;
}

bool TableParser::readDeferrable()
{
    const bool never = m_cursor.accept("NOT"_L1, "DEFERRABLE"_L1);
    if (!never && !m_cursor.accept("DEFERRABLE"_L1))
        return false;
    bool deferred = false;
    if (m_cursor.accept("INITIALLY"_L1)) {
        deferred = m_cursor.accept("DEFERRED"_L1);
        if (!deferred)
            m_cursor.expect("IMMEDIATE"_L1);
    }
    if (!m_table.foreignKeys.isEmpty()) { // wherever it stands, SQLite takes it for the last foreign key's
        m_table.foreignKeys.last().deferrable = !never;
        m_table.foreignKeys.last().initiallyDeferred = !never && deferred;
    }
    return true;
}

void TableParser::skipConflictClause()
{
    if (!m_cursor.accept("ON"_L1, "CONFLICT"_L1))
        return;
    for (const QLatin1String way : {"ROLLBACK"_L1, "ABORT"_L1, "FAIL"_L1, "IGNORE"_L1, "REPLACE"_L1}) {
        if (m_cursor.accept(way))
            return;
    }
    m_cursor.fail(u"ROLLBACK, ABORT, FAIL, IGNORE or REPLACE"_s);
}

} // namespace sqlite
