// SPDX-License-Identifier: MIT
#include "postgres/catalog.h"
#include "postgres/ddl.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

using schema::TargetTable;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(postgres)
};

/// Differences of one table, each a sentence that begins with its name.
class Findings
{
public:
    explicit Findings(QString table) : m_table(std::move(table)) {}

    /// `what`: "index ix_media"; `text`: "%1 is missing".
    void add(const QString &what, const QString &text) { m_sentences.append(prefix() + text.arg(what)); }
    void changed(const QString &what, const QString &planned, const QString &found)
    {
        if (planned != found)
            m_sentences.append(prefix() + Words::tr("%1 is %2 instead of %3").arg(what, found, planned));
    }
    [[nodiscard]] const QStringList &sentences() const { return m_sentences; }

private:
    [[nodiscard]] QString prefix() const { return Words::tr("table %1: ").arg(m_table); }
    QString m_table;
    QStringList m_sentences;
};

template <typename T>
const T *named(const QList<T> &list, const QString &name)
{
    const auto found = std::find_if(list.begin(), list.end(), [&name](const T &thing) { return thing.name == name; });
    return found == list.end() ? nullptr : &*found;
}

/// Calls `compare` for each pair of one name and names what only one side has. `kind`: "index %1".
template <typename T, typename Compare>
void compareNamed(const QList<T> &planned, const QList<T> &found, const QString &kind, Findings &findings,
                  Compare compare)
{
    for (const T &thing : planned) {
        if (const T *other = named(found, thing.name))
            compare(kind.arg(thing.name), thing, *other);
        else
            findings.add(kind.arg(thing.name), Words::tr("%1 is missing"));
    }
    for (const T &thing : found) {
        if (!named(planned, thing.name))
            findings.add(kind.arg(thing.name), Words::tr("%1 is not in the plan"));
    }
}

QString list(const QStringList &columns)
{
    return u'(' + columns.join(u", "_s) + u')';
}

QString nullness(bool notNull)
{
    return notNull ? u"NOT NULL"_s : Words::tr("nullable");
}

QString defaultText(const schema::TargetColumn &column)
{
    if (column.identityStart)
        return Words::tr("numbered from %1").arg(*column.identityStart);
    return column.defaultSql.isEmpty() ? Words::tr("without a default") : Words::tr("with a default");
}

QString collation(bool collateC)
{
    return collateC ? Words::tr("ordered by bytes") : Words::tr("ordered by language");
}

QString columnType(const schema::TargetColumn &column)
{
    return column.otherType.isEmpty() ? schema::typeName(column.type) : column.otherType;
}

void compareColumns(const TargetTable &planned, const TargetTable &found, Findings &findings)
{
    compareNamed(planned.columns, found.columns, Words::tr("column %1"), findings,
                 [&findings](const QString &what, const schema::TargetColumn &p, const schema::TargetColumn &f) {
                     findings.changed(what, columnType(p), columnType(f));
                     findings.changed(what, nullness(p.notNull), nullness(f.notNull));
                     findings.changed(what, defaultText(p), defaultText(f));
                     findings.changed(what, collation(p.collateC), collation(f.collateC));
                 });
}

QList<schema::TargetKey> primaryKeyOf(const TargetTable &table)
{
    return table.primaryKey ? QList{*table.primaryKey} : QList<schema::TargetKey>{};
}

void compareKeys(const TargetTable &planned, const TargetTable &found, Findings &findings)
{
    const auto compare = [&findings](const QString &what, const schema::TargetKey &p, const schema::TargetKey &f) {
        findings.changed(what, list(p.columns), list(f.columns));
    };
    compareNamed(primaryKeyOf(planned), primaryKeyOf(found), Words::tr("primary key %1"), findings, compare);
    compareNamed(planned.uniques, found.uniques, Words::tr("unique constraint %1"), findings, compare);
}

QString indexText(const schema::TargetIndex &index)
{
    QStringList parts;
    for (const schema::TargetIndexPart &part : index.parts) {
        const QString what = part.column.isEmpty() ? Words::tr("an expression") : part.column;
        parts.append(part.descending ? QString(what + u" DESC"_s) : what);
    }
    const QString text = (index.unique ? u"UNIQUE "_s : QString()) + list(parts);
    return index.where.isEmpty() ? text : QString(text + u" WHERE …"_s);
}

QString validity(bool validated)
{
    return validated ? QString() : u" NOT VALID"_s;
}

QString foreignKeyText(const schema::TargetForeignKey &key)
{
    QString text = u"%1 REFERENCES %2 %3 ON UPDATE %4 ON DELETE %5"_s.arg(
        list(key.columns), key.parentTable, list(key.parentColumns), actionText(key.onUpdate),
        actionText(key.onDelete));
    if (key.deferrable || key.initiallyDeferred)
        text += key.initiallyDeferred ? u" DEFERRABLE INITIALLY DEFERRED"_s : u" DEFERRABLE"_s;
    return text + validity(key.validated);
}

void compareTables(const TargetTable &planned, const TargetTable &found, Findings &findings)
{
    compareColumns(planned, found, findings);
    compareKeys(planned, found, findings);
    compareNamed(planned.indexes, found.indexes, Words::tr("index %1"), findings,
                 [&findings](const QString &what, const schema::TargetIndex &p, const schema::TargetIndex &f) {
                     findings.changed(what, indexText(p), indexText(f));
                 });
    compareNamed(
        planned.foreignKeys, found.foreignKeys, Words::tr("foreign key %1"), findings,
        [&findings](const QString &what, const schema::TargetForeignKey &p, const schema::TargetForeignKey &f) {
            findings.changed(what, foreignKeyText(p), foreignKeyText(f));
        });
    compareNamed(planned.checks, found.checks, Words::tr("check %1"), findings,
                 [&findings](const QString &what, const schema::TargetCheck &p, const schema::TargetCheck &f) {
                     findings.changed(what, u"CHECK"_s + validity(p.validated), u"CHECK"_s + validity(f.validated));
                 });
}

} // namespace

QStringList compareCatalog(const QList<TargetTable> &planned, const QList<TargetTable> &found)
{
    QStringList sentences;
    for (const TargetTable &table : planned) {
        const TargetTable *other = named(found, table.name);
        if (!other) {
            sentences.append(Words::tr("table %1 is missing").arg(table.name));
            continue;
        }
        Findings findings(table.name);
        compareTables(table, *other, findings);
        sentences.append(findings.sentences());
    }
    for (const TargetTable &table : found) {
        if (!named(planned, table.name))
            sentences.append(Words::tr("table %1 is not in the plan").arg(table.name));
    }
    return sentences;
}

} // namespace postgres
