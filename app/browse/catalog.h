// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "browse/relation.h"

#include <QDateTime>
#include <QList>
#include <stop_token>
#include <vector>

namespace postgres {
class Reader;
} // namespace postgres

namespace browse {

/// Where a creator's schema came from, as far as the journal in the database tells.
struct Origin
{
    QString run;
    QString sourcePath;
    QDateTime moved;
};

/// One schema.
struct Area
{
    enum class Kind : quint8 { Creator, Other, System };
    quint32 oid = 0;
    Kind kind = Kind::Other;
    bool usable = true; ///< we have the right to look into it
    QString schema;
    QString title;     ///< the creator's name; the schema's for others
    Origin origin;     ///< empty where nothing is known
    qint64 bytes = -1; ///< about; −1 while the server does not know
    qint64 rows = -1;  ///< the same
    int first = 0;     ///< its relations are these of the catalog
    int count = 0;
};

/// What is in a database: all of it, compactly, because there may be hundreds of thousands of tables.
class Catalog
{
public:
    /// Creators by name, then others, then the system's own.
    [[nodiscard]] const QList<Area> &areas() const { return m_areas; }
    [[nodiscard]] int relationCount() const { return int(m_entries.size()); }
    [[nodiscard]] Relation relation(int number) const; ///< `number` from Area::first on
    [[nodiscard]] QString name(int number) const;
    [[nodiscard]] RelationKind kind(int number) const { return m_entries[size_t(number)].kind; }
    /// About; −1 while the server does not know.
    [[nodiscard]] qint64 rows(int number) const { return m_entries[size_t(number)].rows; }
    /// The numbers of the relations whose name has `text` in it, whatever its case; in order.
    [[nodiscard]] QList<int> find(const QString &text) const;
    [[nodiscard]] int areaOf(int number) const;
    /// By the schema's name; −1 if there is none.
    [[nodiscard]] int indexOf(const QString &schema) const;

private:
    friend class CatalogBuilder;
    struct Entry
    {
        quint32 oid;
        int nameAt; ///< in m_names and m_folded
        RelationKind kind;
        qint64 rows;
    };
    QList<Area> m_areas;
    std::vector<Entry> m_entries;
    QString m_names;  ///< each followed by a zero
    QString m_folded; ///< the same without the difference of case, letter by letter
};

base::Result<Catalog> readCatalog(postgres::Reader &reader, const std::stop_token &stop = {});

/// What the server says of one schema's relations when it is asked closely.
struct RelationFacts
{
    quint32 oid = 0;
    qint64 bytes = -1; ///< with indexes and what is stored apart
    qint64 rows = -1;  ///< about
    bool readable = true;
    QString comment;
};
base::Result<QList<RelationFacts>> readRelationFacts(postgres::Reader &reader, const QString &schema,
                                                     const std::stop_token &stop = {});

} // namespace browse
