// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QSet>
#include <QString>

/// Names: quoting, PostgreSQL's limits, and the application's own rule for schema names.
namespace schema {

inline constexpr qsizetype maxIdentifierBytes = 63;

/// "…" with quotes doubled.
QString quoteIdentifier(const QString &name);
/// "schema"."name"
QString qualified(const QString &schemaName, const QString &name);
/// '…' with quotes doubled; E'…' where there is a backslash.
QString quoteLiteral(const QString &text);
/// Cut where PostgreSQL would cut: at most 63 bytes of UTF-8, no half character.
QString cutIdentifier(const QString &name);

/// creator_ + for each code point of Python's str.lower() of the name: itself if str.isalnum(), else _; then cut.
QString creatorSchemaName(const QString &creator);
/// "alice_metadata.sqlite3" → "alice": the stem, less a trailing "_metadata".
QString creatorOfFile(const QString &fileName);

/// Hands out names that are unique in one PostgreSQL name space: as wished where that is free after cutting, else
/// cut with a short hash of the full name. Empty names and, for columns, system column names (xmin, ctid, …) are
/// mapped too. Deterministic.
class NameSpace
{
public:
    enum class Kind { Relation, Column, Constraint };
    explicit NameSpace(Kind kind) : m_kind(kind) {}
    /// The name to use. Never the same twice.
    QString take(const QString &wished);

private:
    Kind m_kind;
    QSet<QString> m_taken;
};

} // namespace schema
