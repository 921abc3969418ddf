// SPDX-License-Identifier: MIT
#include "migration/plan/planner.h"

#include "migration/plan/choicelookup.h"
#include "migration/plan/columnplan.h"
#include "migration/plan/keyplan.h"
#include "migration/plan/linkplan.h"
#include "migration/plan/notetexts.h"
#include "migration/plan/plandraft.h"
#include "migration/plan/planinput.h"
#include "migration/plan/relationnames.h"
#include "migration/plan/rowwidth.h"
#include "migration/plan/typealignment.h"
#include "migration/plan/typenotes.h"
#include "schema/identifier.h"
#include "schema/keys.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::TypeKind;
using Outcome = base::Result<void>;

/// One call of plan(), step by step.
class Planning
{
public:
    Planning(const SourceFacts &source, const schema::Schema &schema, const schema::Census &census,
             const profiles::Profile *profile, const Choices &choices, const TargetFacts &target)
        : m_source(source), m_schema(schema), m_census(census), m_profile(profile), m_choices(choices), m_target(target)
    {
    }

    base::Result<CreatorPlan> run();

private:
    void draftTables();
    void markUses(TableDraft &table) const;
    Outcome chooseTypes();
    Outcome chooseType(TableDraft &table, ColumnDraft &column) const;
    void preferBytes();
    void preferBytes(TableDraft &table, const schema::KeyCensus &key) const;
    Outcome checkAlignment() const;
    void decideFlawedTexts();
    void planObjects();
    void planTables();
    Outcome checkWidths();
    [[nodiscard]] CreatorPlan assemble();
    TablePlan assemble(TableDraft &table) const;
    [[nodiscard]] base::Error cannotHold(const TableDraft &table, const ColumnDraft &column) const;

    const SourceFacts &m_source;
    const schema::Schema &m_schema;
    const schema::Census &m_census;
    const profiles::Profile *m_profile;
    const Choices &m_choices;
    const TargetFacts &m_target;
    PlanDraft m_draft;
};

base::Result<CreatorPlan> Planning::run()
{
    if (auto input = checkPlanInput(m_source, m_schema, m_census); !input)
        return base::fail(input.error());
    if (auto choices = checkChoices(m_choices, m_source.creator, m_schema); !choices)
        return base::fail(choices.error());
    draftTables();
    findLinks(m_draft);
    if (auto types = chooseTypes(); !types)
        return base::fail(types.error());
    preferBytes();
    alignLinkedTypes(m_draft);
    if (auto alignment = checkAlignment(); !alignment)
        return base::fail(alignment.error());
    decideFlawedTexts();
    if (auto widths = checkWidths(); !widths)
        return base::fail(widths.error());
    planTables();
    planObjects();
    return assemble();
}

void Planning::draftTables()
{
    for (qsizetype i = 0; i < m_schema.tables.size(); ++i) {
        TableDraft table;
        table.source = &m_schema.tables[i];
        table.census = &m_census.tables[i];
        table.orphans = orphansOf(m_choices, m_source.creator, table.source->name);
        for (qsizetype c = 0; c < table.source->columns.size(); ++c) {
            ColumnDraft column;
            column.facts.column = &table.source->columns[c];
            column.facts.census = &table.census->columns[c];
            column.facts.use.nullable = !column.facts.column->notNull;
            table.columns.append(column);
        }
        markUses(table);
        m_draft.tables.append(table);
    }
}

void Planning::markUses(TableDraft &table) const
{
    const schema::Table &source = *table.source;
    for (const schema::Key &key : schema::keysOf(source)) {
        for (const QString &column : key.columns)
            table.column(column).facts.use.inKey = true;
    }
    if (source.primaryKey) {
        for (const QString &column : source.primaryKey->columns) {
            table.column(column).facts.use.nullable = false;
            table.column(column).facts.use.rowidAlias = source.rowidAlias;
        }
    }
    for (const schema::Index &index : source.indexes) {
        for (const schema::IndexPart &part : index.parts) {
            if (part.column.isEmpty())
                continue;
            table.column(part.column).facts.use.inIndex = true;
            table.column(part.column).facts.use.inKey |= index.unique;
        }
    }
}

Outcome Planning::chooseTypes()
{
    for (TableDraft &table : m_draft.tables) {
        for (ColumnDraft &column : table.columns) {
            if (auto chosen = chooseType(table, column); !chosen)
                return chosen;
            column.before = column.type.type;
        }
    }
    return {};
}

Outcome Planning::chooseType(TableDraft &table, ColumnDraft &column) const
{
    const QString &name = column.facts.column->name;
    const TypeWish rule = profileRuleFor(m_profile, table.source->name, *column.facts.column);
    const TypeWish choice = chosenFor(m_choices, m_source.creator, table.source->name, name);
    const auto decision = migration::chooseType(column.facts, rule, choice, m_choices.json);
    column.wish = choice.isEmpty() ? rule : choice;
    if (!decision)
        return base::fail(cannotHold(table, column));
    if (decision->profileIgnored)
        column.wish = {};
    column.type = *decision;
    return {};
}

base::Error Planning::cannotHold(const TableDraft &table, const ColumnDraft &column) const
{
    const QString &name = column.facts.column->name;
    const QString wanted = column.wish.type ? schema::typeName(*column.wish.type) : column.wish.zone;
    return {u"bad-choices"_s,
            QCoreApplication::translate(
                "migration", "You chose %1 for column “%2” of table “%3”, but not everything in it can be that and "
                             "come back as it was. Choose another type, or take the choice out. (Times without a zone "
                             "need the zone \"UTC\" to be points in time; keys and indexes rule out some types.)")
                .arg(wanted, name, table.source->name),
            QString(table.source->name + u'.' + name + u": "_s + wanted)};
}

/// Texts that would lose characters become bytes where that would make two values one, or where a person wants it so.
void Planning::preferBytes()
{
    for (TableDraft &table : m_draft.tables) {
        for (const schema::KeyCensus &key : table.census->keys) {
            if (key.collidesAsText)
                preferBytes(table, key);
        }
        if (m_choices.nulText != NulTextChoice::Bytea)
            continue;
        schema::KeyCensus all;
        for (const ColumnDraft &column : table.columns)
            all.columns.append(column.facts.column->name);
        preferBytes(table, all);
    }
}

void Planning::preferBytes(TableDraft &table, const schema::KeyCensus &key) const
{
    for (const QString &name : key.columns) {
        if (table.columnIndex(name) < 0)
            continue;
        ColumnDraft &column = table.column(name);
        const schema::ColumnCensus &census = *column.facts.census;
        const bool flawed = census.nulTexts + census.invalidTexts > 0;
        if (!flawed || column.type.type != TypeKind::Text || column.type.origin == TypeOrigin::Choice)
            continue;
        column.type = *exactType(TypeKind::Bytea, column.facts, column.wish.zoneless());
        column.type.origin = TypeOrigin::Bytes;
    }
}

Outcome Planning::checkAlignment() const
{
    for (const TableDraft &table : m_draft.tables) {
        for (const ColumnDraft &column : table.columns) {
            const TypeWish choice =
                chosenFor(m_choices, m_source.creator, table.source->name, column.facts.column->name);
            if (!choice.type || column.type.type == *choice.type)
                continue;
            return base::fail(u"bad-choices"_s,
                              QCoreApplication::translate(
                                  "migration",
                                  "You chose %1 for column “%2” of table “%3”, but it is linked with a column that can "
                                  "only be %4. Choose the same type for both, or take the choice out.")
                                  .arg(schema::typeName(*choice.type), column.facts.column->name, table.source->name,
                                       schema::typeName(column.type.type)),
                              QString(table.source->name + u'.' + column.facts.column->name));
        }
    }
    return {};
}

/// An empty cell in place of unreadable text is possible only where nothing depends on the cell.
void Planning::decideFlawedTexts()
{
    if (m_choices.nulText != NulTextChoice::Null)
        return;
    for (TableDraft &table : m_draft.tables) {
        for (ColumnDraft &column : table.columns) {
            const ColumnUse &use = column.facts.use;
            column.nulText = use.nullable && !use.compared() ? NulText::Null : NulText::Readable;
        }
    }
}

Outcome Planning::checkWidths()
{
    for (TableDraft &table : m_draft.tables) {
        switch (rowWidthOf(table)) {
        case RowWidth::Fits:
            break;
        case RowWidth::MayNotFit:
            table.notes.append(rowsMayBeTooWide(table.source->name, table.columns.size()));
            break;
        case RowWidth::DoesNotFit:
            return base::fail(
                u"row-too-wide"_s,
                QCoreApplication::translate(
                    "migration",
                    "Table “%1” has so many columns with a value in every row (%2 columns in all) that PostgreSQL "
                    "cannot store one of its rows. It can only be moved if it is split into several tables first.")
                    .arg(table.source->name)
                    .arg(table.columns.size()),
                table.source->name);
        }
    }
    return {};
}

void Planning::planTables()
{
    nameTables(m_draft);
    for (TableDraft &table : m_draft.tables) {
        for (const ColumnDraft &column : table.columns)
            table.notes.append(typeNotes(table.source->name, column, m_choices.json));
        planKeys(table);
    }
    planLinks(m_draft);
    nameRelations(m_draft);
}

/// Views, triggers and virtual tables stay behind, with their text.
void Planning::planObjects()
{
    for (const TableDraft &table : m_draft.tables) {
        const schema::Table &source = *table.source;
        m_draft.originals.append({u"table"_s, source.name, source.name, source.sql, true});
        for (const schema::Index &index : source.indexes)
            m_draft.originals.append(
                {u"index"_s, index.name, source.name, index.sql, !table.leftOutIndexes.contains(index.name)});
    }
    for (const schema::Object &object : m_schema.objects) {
        switch (object.kind) {
        case schema::ObjectKind::View:
            m_draft.notes.append(viewLeftOut(object.name));
            m_draft.originals.append({u"view"_s, object.name, object.name, object.sql, false});
            break;
        case schema::ObjectKind::Trigger:
            m_draft.notes.append(triggerLeftOut(object.name, object.table));
            m_draft.originals.append({u"trigger"_s, object.name, object.table, object.sql, false});
            break;
        case schema::ObjectKind::VirtualTable:
            m_draft.notes.append(virtualTableLeftOut(object.name));
            m_draft.originals.append({u"virtual-table"_s, object.name, object.name, object.sql, false});
            break;
        }
    }
    const bool shortened = (u"creator_"_s + m_source.creator).toUtf8().size() > schema::maxIdentifierBytes;
    if (shortened && m_target.schemaName == schema::creatorSchemaName(m_source.creator))
        m_draft.notes.append(schemaNameShortened(m_source.creator, m_target.schemaName));
}

TablePlan Planning::assemble(TableDraft &table) const
{
    TablePlan plan;
    plan.source = table.source->name;
    for (const ColumnDraft &column : table.columns)
        plan.columns.append(planColumn(table, column));
    plan.target = table.target;
    plan.hasRowid = !table.source->withoutRowid;
    plan.rows = table.census->rows;
    plan.bytes = table.census->bytes;
    plan.minRowid = table.census->minRowid;
    plan.maxRowid = table.census->maxRowid;
    plan.orphans = table.orphans;
    return plan;
}

CreatorPlan Planning::assemble()
{
    CreatorPlan plan;
    plan.creator = m_source.creator;
    plan.sourcePath = m_source.path;
    plan.profile = m_profile != nullptr ? m_profile->name : QString();
    plan.schemaName = m_target.schemaName;
    plan.globalSchema = m_target.globalSchema;
    for (TableDraft &table : m_draft.tables) {
        plan.tables.append(assemble(table));
        plan.notes.append(table.notes);
        plan.rows += plan.tables.last().rows;
        plan.bytes += plan.tables.last().bytes;
    }
    plan.notes.append(m_draft.notes);
    plan.originals = m_draft.originals;
    return plan;
}

} // namespace

base::Result<CreatorPlan> plan(const SourceFacts &source, const schema::Schema &schema, const schema::Census &census,
                               const profiles::Profile *profile, const Choices &choices, const TargetFacts &target)
{
    return Planning(source, schema, census, profile, choices, target).run();
}

} // namespace migration
