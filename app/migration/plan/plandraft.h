// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "migration/plan/typechoice.h"
#include "schema/census.h"
#include "schema/table.h"

#include <QList>
#include <optional>

/// What the planner works on between reading its input and writing the plan.
namespace migration {

struct ColumnDraft
{
    ColumnFacts facts;
    TypeWish wish; ///< of the profile or the person, whichever counts
    TypeDecision type;
    schema::TypeKind before = schema::TypeKind::Text; ///< the type without regard to foreign keys
    NulText nulText = NulText::Readable;
    QString name;        ///< in PostgreSQL
    bool sorted = false; ///< text that a key, index or foreign key compares
};

struct TableDraft
{
    const schema::Table *source = nullptr;
    const schema::TableCensus *census = nullptr;
    QList<ColumnDraft> columns;
    schema::TargetTable target;         ///< without columns; names of keys and indexes may still be empty
    QList<QList<qsizetype>> parentKeys; ///< sets of columns that name a row, each sorted
    QStringList leftOutIndexes;
    OrphanChoice orphans = OrphanChoice::Keep;
    QList<Note> notes;

    [[nodiscard]] qsizetype columnIndex(const QString &name) const; ///< -1 if absent
    [[nodiscard]] ColumnDraft &column(const QString &name) { return columns[columnIndex(name)]; }
    [[nodiscard]] const ColumnDraft &column(const QString &name) const { return columns[columnIndex(name)]; }
    [[nodiscard]] QStringList targetNames(const QStringList &sourceNames) const;
    void addParentKey(const QStringList &sourceNames);
};

/// A foreign key whose both ends are there.
struct Link
{
    qsizetype child = 0;
    qsizetype parent = 0;
    QList<qsizetype> childColumns;
    QList<qsizetype> parentColumns;
    const schema::ForeignKey *source = nullptr;
    const schema::ForeignKeyCensus *census = nullptr;
};

struct PlanDraft
{
    QList<TableDraft> tables;
    QList<Link> links;
    QList<Note> notes; ///< that concern no table
    QList<Original> originals;

    [[nodiscard]] qsizetype tableIndex(const QString &name) const; ///< -1 if absent
};

/// Whether a collation makes a difference for these values. Only for text can it.
bool collationMatters(const ColumnDraft &column, const QString &collation);

/// "value (row 17)" of the samples that have one of these shapes; of all of them if none is named.
QStringList samplesOf(const QList<schema::Sample> &samples, const QStringList &shapes = {});

} // namespace migration
