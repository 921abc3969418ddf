// SPDX-License-Identifier: MIT
#include "sqlite/rowsaside.h"

#include "schema/identifier.h"
#include "sqlite/interruption.h"
#include "sqlite/rowid.h"

#include <QScopeGuard>
#include <QSet>
#include <array>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace sqlite {

namespace {

using Outcome = base::Result<void>;

/// What a table is called in a query, whose alias is x: its rows are numbered as RowReader numbers them.
struct Relation
{
    int number = 0; ///< of the table in the schema
    QString from;
    QString row;                     ///< of "x"
    QHash<QString, QString> columns; ///< quoted, without the alias
};

/// Of a link.
struct Ends
{
    Relation child;
    Relation parent;
};

QString affinityName(schema::Affinity affinity)
{
    static constexpr std::array<QLatin1String, 5> names{"INTEGER"_L1, "TEXT"_L1, "BLOB"_L1, "REAL"_L1, "NUMERIC"_L1};
    return names[static_cast<size_t>(affinity)];
}

/// One search, in temporary tables of the connection: aside_seed and aside_edge (child rows by parent row).
class Search
{
public:
    Search(const Database &database, const schema::Schema &schema, const QList<AsideLink> &links)
        : m_database(database), m_schema(schema), m_links(links)
    {
    }

    base::Result<QHash<QString, QList<qint64>>> run();

private:
    [[nodiscard]] Outcome execute(const QString &sql) const;
    base::Result<Relation> relationOf(const QString &table);
    base::Result<Ends> endsOf(const AsideLink &link);
    base::Result<Relation> numbered(const schema::Table &table, Relation relation) const;
    [[nodiscard]] QStringList linkedColumns(const QString &table) const;
    Outcome seed(const AsideLink &link);
    Outcome connect(const AsideLink &link);
    Outcome connectReachable();
    [[nodiscard]] base::Result<QHash<QString, QList<qint64>>> collect() const;

    const Database &m_database;
    const schema::Schema &m_schema;
    const QList<AsideLink> &m_links;
    QHash<QString, Relation> m_relations;
    QSet<QString> m_reached; ///< tables that lose rows, or may
};

Outcome Search::execute(const QString &sql) const
{
    const auto statement = m_database.prepare(sql);
    if (!statement)
        return base::fail(statement.error());
    if (sqlite3_step(statement->get()) != SQLITE_DONE)
        return base::fail(m_database.lastError());
    return {};
}

QStringList Search::linkedColumns(const QString &table) const
{
    QStringList columns;
    for (const AsideLink &link : m_links) {
        if (link.table == table)
            columns += link.columns;
        if (link.parentTable == table)
            columns += link.parentColumns;
    }
    columns.removeDuplicates();
    return columns;
}

/// A table whose rows have no number of their own gets a numbered copy of the columns that matter.
base::Result<Relation> Search::numbered(const schema::Table &table, Relation relation) const
{
    const auto clause = scanClause(m_database, table.name, RowOrder::PrimaryKey);
    if (!clause)
        return base::fail(clause.error());
    relation.from = u"temp.aside_rows_%1"_s.arg(relation.number);
    relation.row = u"x.number - 1"_s;
    QStringList definitions{u"number INTEGER PRIMARY KEY"_s};
    QStringList names;
    QStringList sources;
    for (const QString &column : linkedColumns(table.name)) {
        const schema::Column &source = table.columns[table.columnIndex(column)];
        const QString name = u"c%1"_s.arg(names.size());
        definitions += name + u' ' + affinityName(source.affinity) + u" COLLATE " +
                       schema::quoteIdentifier(source.collation.isEmpty() ? u"BINARY"_s : source.collation);
        names += name;
        sources += schema::quoteIdentifier(column);
        relation.columns.insert(column, name);
    }
    if (auto made =
            execute(u"CREATE TEMP TABLE aside_rows_%1 ("_s.arg(relation.number) + definitions.join(u", ") + u')');
        !made)
        return base::fail(made.error());
    if (auto filled = execute(u"INSERT INTO "_s + relation.from + u" (" + names.join(u", ") + u") SELECT " +
                              sources.join(u", ") + u" FROM main." + schema::quoteIdentifier(table.name) + *clause);
        !filled)
        return base::fail(filled.error());
    return relation;
}

base::Result<Relation> Search::relationOf(const QString &name)
{
    if (const auto known = m_relations.find(name); known != m_relations.end())
        return *known;
    Relation relation;
    while (m_schema.tables[relation.number].name != name)
        ++relation.number;
    const schema::Table &table = m_schema.tables[relation.number];
    QString rowid;
    if (!table.withoutRowid) {
        const auto word = rowidNameOf(m_database, name);
        if (!word)
            return base::fail(word.error());
        rowid = *word;
    }
    relation.from = u"main."_s + schema::quoteIdentifier(name);
    relation.row = u"x."_s + rowid;
    for (const schema::Column &column : table.columns)
        relation.columns.insert(column.name, schema::quoteIdentifier(column.name));
    if (rowid.isEmpty()) {
        relation.columns.clear();
        auto copy = numbered(table, relation);
        if (!copy)
            return copy;
        relation = std::move(*copy);
    }
    m_relations.insert(name, relation);
    return relation;
}

base::Result<Ends> Search::endsOf(const AsideLink &link)
{
    auto child = relationOf(link.table);
    if (!child)
        return base::fail(child.error());
    auto parent = relationOf(link.parentTable);
    if (!parent)
        return base::fail(parent.error());
    return Ends{std::move(*child), std::move(*parent)};
}

/// The parent's affinity and collation decide, as they do for foreign keys: + takes the child's away.
QString matching(const AsideLink &link, const Ends &ends)
{
    const auto &[child, parent] = ends;
    QStringList equal;
    for (qsizetype i = 0; i < link.columns.size(); ++i) {
        equal.append(QString(u"p."_s + parent.columns.value(link.parentColumns[i]) + u" = +x." +
                             child.columns.value(link.columns[i])));
    }
    return equal.join(u" AND ");
}

/// The same expression for the alias "p".
QString ofParent(QString row)
{
    return row.replace(0, 2, u"p."_s);
}

Outcome Search::seed(const AsideLink &link)
{
    const auto ends = endsOf(link);
    if (!ends)
        return base::fail(ends.error());
    const auto &[child, parent] = *ends;
    QStringList conditions;
    for (const QString &column : link.columns)
        conditions.append(QString(u"x."_s + child.columns.value(column) + u" IS NOT NULL"));
    conditions.append(QString(ofParent(parent.row) + u" IS NULL"));
    if (auto found = execute(u"INSERT OR IGNORE INTO temp.aside_seed SELECT %1, "_s.arg(child.number) + child.row +
                             u" FROM " + child.from + u" AS x LEFT JOIN " + parent.from + u" AS p ON " +
                             matching(link, *ends) + u" WHERE " + conditions.join(u" AND "));
        !found)
        return found;
    if (sqlite3_changes64(m_database.handle()) > 0)
        m_reached.insert(link.table);
    return {};
}

Outcome Search::connect(const AsideLink &link)
{
    const auto ends = endsOf(link);
    if (!ends)
        return base::fail(ends.error());
    const auto &[child, parent] = *ends;
    return execute(u"INSERT OR IGNORE INTO temp.aside_edge SELECT %1, "_s.arg(parent.number) + ofParent(parent.row) +
                   u", %1, "_s.arg(child.number) + child.row + u" FROM " + child.from + u" AS x JOIN " + parent.from +
                   u" AS p ON " + matching(link, *ends));
}

/// Only along links that can carry something on.
Outcome Search::connectReachable()
{
    QList<const AsideLink *> left;
    for (const AsideLink &link : m_links)
        left.append(&link);
    for (bool grown = true; grown;) {
        grown = false;
        for (const AsideLink *&link : left) {
            if (link == nullptr || !m_reached.contains(link->parentTable))
                continue;
            if (auto connected = connect(*link); !connected)
                return connected;
            m_reached.insert(link->table);
            link = nullptr;
            grown = true;
        }
    }
    return {};
}

base::Result<QHash<QString, QList<qint64>>> Search::collect() const
{
    const auto statement = m_database.prepare(
        u"WITH RECURSIVE aside(tab, row) AS (SELECT tab, row FROM temp.aside_seed UNION SELECT e.child, e.child_row "
        "FROM aside JOIN temp.aside_edge AS e ON e.parent = aside.tab AND e.parent_row = aside.row) "
        "SELECT tab, row FROM aside ORDER BY tab, row"_s);
    if (!statement)
        return base::fail(statement.error());
    QHash<QString, QList<qint64>> rows;
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(statement->get())) == SQLITE_ROW) {
        const int table = sqlite3_column_int(statement->get(), 0);
        rows[m_schema.tables[table].name].append(sqlite3_column_int64(statement->get(), 1));
    }
    if (step != SQLITE_DONE)
        return base::fail(m_database.lastError());
    return rows;
}

base::Result<QHash<QString, QList<qint64>>> Search::run()
{
    const auto tidy = qScopeGuard([this] { // the connection goes on to live
        for (const QString &table : {u"aside_seed"_s, u"aside_edge"_s})
            (void)execute(u"DROP TABLE IF EXISTS temp."_s + table);
    });
    for (const QString &table : {u"aside_seed (tab INTEGER, row INTEGER, PRIMARY KEY (tab, row))"_s,
                                 u"aside_edge (parent INTEGER, parent_row INTEGER, child INTEGER, child_row INTEGER, "
                                 "PRIMARY KEY (parent, parent_row, child, child_row))"_s}) {
        if (auto made = execute(u"CREATE TEMP TABLE "_s + table + u" WITHOUT ROWID"); !made)
            return base::fail(made.error());
    }
    for (const AsideLink &link : m_links) {
        if (!link.orphans)
            continue;
        if (auto seeded = seed(link); !seeded)
            return base::fail(seeded.error());
    }
    if (auto connected = connectReachable(); !connected)
        return base::fail(connected.error());
    return collect();
}

} // namespace

base::Result<QHash<QString, QList<qint64>>> findRowsAside(const Database &database, const schema::Schema &schema,
                                                          const QList<AsideLink> &links, const std::stop_token &stop)
{
    const Interruption interruption(database.handle(), stop);
    return Search(database, schema, links).run();
}

} // namespace sqlite
