// SPDX-License-Identifier: MIT
#include "ui/session/questions.h"

#include "migration/plan/plandraft.h"
#include "migration/run/survey.h"

#include <QSet>
#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using migration::ColumnPlan;
using migration::CreatorPlan;
using migration::Note;
using migration::Survey;
using Kind = Question::Kind;

const ColumnPlan *columnOf(const CreatorPlan &plan, const Note &note)
{
    for (const migration::TablePlan &table : plan.tables) {
        if (table.source != note.table)
            continue;
        for (const ColumnPlan &column : table.columns) {
            if (column.source == note.column)
                return &column;
        }
    }
    return nullptr;
}

std::optional<Kind> kindOf(const CreatorPlan &plan, const Note &note)
{
    if (note.code == u"orphan-rows")
        return Kind::Orphans;
    const ColumnPlan *column = columnOf(plan, note);
    if (column == nullptr)
        return {};
    const bool text = column->target.type == schema::TypeKind::Text;
    if (note.code == u"nul-in-text" || note.code == u"invalid-utf8")
        return text ? std::optional(Kind::FlawedTexts) : std::nullopt;
    if (note.code == u"mixed-types" && column->misfit == migration::Misfit::Attic)
        return text ? Kind::BytesAside : Kind::ValuesAside;
    if (note.code == u"mixed-zones")
        return Kind::TimesWithoutZone;
    return {};
}

/// A table's place in the survey; plan and survey are about the same tables.
qsizetype tableOf(const Survey &survey, const QString &name)
{
    const auto found = std::find_if(survey.schema.tables.begin(), survey.schema.tables.end(),
                                    [&](const schema::Table &table) { return table.name == name; });
    return found == survey.schema.tables.end() ? -1 : found - survey.schema.tables.begin();
}

struct Place
{
    QStringList columns;
    QList<qint64> rows;
};

void addRow(Place &place, qint64 row)
{
    if (!place.rows.contains(row))
        place.rows += row;
}

/// Where the note's samples are.
Place placeOf(const Survey &survey, qsizetype table, const Note &note, Question &question)
{
    Place place;
    const schema::Table &definition = survey.schema.tables[table];
    const schema::TableCensus &census = survey.census.tables[table];
    if (question.kind == Kind::Orphans) {
        for (qsizetype i = 0; i < census.foreignKeys.size(); ++i) {
            if (census.foreignKeys[i].orphans == 0)
                continue;
            const schema::ForeignKey &key = definition.foreignKeys[i];
            if (question.other.isEmpty()) {
                question.other = key.parentTable;
                question.column = key.columns.first();
            }
            place.columns += key.columns;
            for (const schema::Sample &sample : census.foreignKeys[i].samples)
                addRow(place, sample.row);
        }
        return place;
    }
    place.columns += note.column;
    const qsizetype column = definition.columnIndex(note.column);
    for (const schema::Sample &sample : census.columns[column].samples) {
        if (note.samples.contains(migration::samplesOf({sample}).first()))
            addRow(place, sample.row);
    }
    return place;
}

/// One choice covers all orphans of a table, and all flaws of a column.
Question *earlier(QList<Question> &questions, Kind kind, const Note &note)
{
    for (Question &question : questions) {
        const bool sameColumn = kind == Kind::Orphans || question.column == note.column;
        if (question.kind == kind && question.table == note.table && sameColumn)
            return &question;
    }
    return nullptr;
}

Question questionOf(const Survey &survey, Kind kind, const Note &note)
{
    Question question{.kind = kind, .creator = survey.source.creator, .table = note.table, .column = note.column};
    question.count = note.count;
    const qsizetype table = tableOf(survey, note.table);
    if (table < 0)
        return question;
    const schema::Table &definition = survey.schema.tables[table];
    if (kind == Kind::ValuesAside)
        question.other = definition.columns[definition.columnIndex(note.column)].declaredType;
    const Place place = placeOf(survey, table, note, question);
    if (auto examples = migration::exampleRows(survey.snapshot.path, definition, place.columns, place.rows))
        question.examples = std::move(*examples); // without them the question can still be asked
    return question;
}

/// One row may name several that are not there: each counts once. `sum` if they cannot be counted.
qint64 orphanRowsOf(const Survey &survey, const QString &table, qint64 sum)
{
    const qsizetype number = tableOf(survey, table);
    if (number < 0)
        return sum;
    return migration::countOrphanRows(survey.snapshot.path, survey.schema, survey.schema.tables[number]).value_or(sum);
}

} // namespace

QList<Question> questionsOf(const Survey &survey, const CreatorPlan &usual)
{
    QList<Question> questions;
    QSet<QString> ofSeveralKeys;
    for (const Note &note : usual.notes) {
        const auto kind = kindOf(usual, note);
        if (!kind)
            continue;
        if (Question *same = earlier(questions, *kind, note)) {
            same->count += note.count;
            if (*kind == Kind::Orphans)
                ofSeveralKeys += note.table;
        } else {
            questions += questionOf(survey, *kind, note);
        }
    }
    for (Question &question : questions) {
        if (question.kind == Kind::Orphans && ofSeveralKeys.contains(question.table))
            question.count = orphanRowsOf(survey, question.table, question.count);
    }
    return questions;
}

bool isAsked(const Note &note, const QList<Question> &questions)
{
    const auto codesOf = [](Kind kind) -> QStringList {
        switch (kind) {
        case Kind::Orphans:
            return {u"orphan-rows"_s};
        case Kind::FlawedTexts:
            return {u"nul-in-text"_s, u"invalid-utf8"_s};
        case Kind::ValuesAside:
        case Kind::BytesAside:
            return {u"mixed-types"_s};
        case Kind::TimesWithoutZone:
            break;
        }
        return {u"mixed-zones"_s};
    };
    return std::any_of(questions.begin(), questions.end(), [&](const Question &question) {
        const bool here =
            question.table == note.table && (question.kind == Kind::Orphans || question.column == note.column);
        return here && codesOf(question.kind).contains(note.code);
    });
}

} // namespace ui
