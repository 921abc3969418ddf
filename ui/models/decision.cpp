// SPDX-License-Identifier: MIT
#include "ui/models/decision.h"

#include <QMap>
#include <QSet>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using migration::Choices;
using migration::OrphanChoice;
using schema::TypeKind;
using Kind = Question::Kind;

constexpr qsizetype mostSingle = 6; ///< more questions than that are put together
constexpr qsizetype mostAlike = 12; ///< and more of these by their kind alone
constexpr qsizetype mostExamples = 3;

enum class Likeness { None, SamePlace, SameKind };

QString keyOf(const Question &question, Likeness likeness, qsizetype number)
{
    const QString kind = QString::number(int(question.kind));
    // The engine knows one answer about unreadable texts for everything.
    if (likeness == Likeness::SameKind || question.kind == Kind::FlawedTexts)
        return kind;
    if (likeness == Likeness::SamePlace)
        return QStringList{kind, question.table, question.column}.join(u'\0');
    return QStringList{kind, QString::number(number)}.join(u'\0');
}

QList<Decision> grouped(const QList<Question> &questions, Likeness likeness)
{
    QList<Decision> decisions;
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < questions.size(); ++i) {
        const QString key = keyOf(questions[i], likeness, i);
        if (!places.contains(key)) {
            places.insert(key, decisions.size());
            decisions += Decision{.kind = questions[i].kind, .questions = {}};
        }
        decisions[places.value(key)].questions += questions[i];
    }
    return decisions;
}

migration::TableChoices tableChoices(const Question &question, const Choices &choices)
{
    return choices.creators.value(question.creator).tables.value(question.table);
}

/// Changes what was chosen for one table, and leaves nothing empty behind.
template <typename Change>
void changeTable(Choices &choices, const QString &creator, const QString &table, const Change &change)
{
    migration::CreatorChoices &own = choices.creators[creator];
    migration::TableChoices &chosen = own.tables[table];
    change(chosen);
    if (!chosen.orphans && chosen.columns.isEmpty())
        own.tables.remove(table);
    if (own.tables.isEmpty())
        choices.creators.remove(creator);
}

std::optional<TypeKind> typeOf(Kind kind, int option)
{
    if (option == 0)
        return {};
    return kind == Kind::BytesAside ? TypeKind::Bytea : TypeKind::Text;
}

int chosenOption(const Question &question, const Choices &choices)
{
    const migration::TableChoices table = tableChoices(question, choices);
    const migration::ColumnChoice column = table.columns.value(question.column);
    switch (question.kind) {
    case Kind::Orphans:
        return table.orphans.value_or(choices.orphans) == OrphanChoice::Attic ? 1 : 0;
    case Kind::FlawedTexts:
        return int(choices.nulText);
    case Kind::TimesWithoutZone:
        if (column.type)
            return -1;
        return column.zone.isEmpty() ? 0 : 1;
    case Kind::ValuesAside:
    case Kind::BytesAside:
        break;
    }
    if (!column.type)
        return 0;
    return column.type == typeOf(question.kind, 1) ? 1 : -1;
}

void choose(const Question &question, int option, Choices &choices)
{
    switch (question.kind) {
    case Kind::Orphans:
        changeTable(choices, question.creator, question.table, [&](migration::TableChoices &table) {
            table.orphans = option == 1 ? std::optional(OrphanChoice::Attic) : std::nullopt;
        });
        break;
    case Kind::FlawedTexts:
        choices.nulText = static_cast<migration::NulTextChoice>(option);
        break;
    case Kind::TimesWithoutZone:
        changeTable(choices, question.creator, question.table, [&](migration::TableChoices &table) {
            table.columns.remove(question.column);
            if (option == 1)
                table.columns.insert(question.column, {.type = {}, .zone = u"UTC"_s});
        });
        break;
    case Kind::ValuesAside:
    case Kind::BytesAside:
        chooseType(choices, question.creator, question.table, question.column, typeOf(question.kind, option));
        break;
    }
}

} // namespace

qint64 Decision::count() const
{
    qint64 sum = 0;
    for (const Question &question : questions)
        sum += question.count;
    return sum;
}

qsizetype Decision::creators() const
{
    QSet<QString> names;
    for (const Question &question : questions)
        names.insert(question.creator);
    return names.size();
}

QString Decision::onlyCreator() const
{
    return creators() == 1 ? questions.first().creator : QString();
}

QList<Decision> decisionsOf(const QList<PlannedSource> &sources)
{
    QList<Question> questions;
    for (const PlannedSource &source : sources) {
        if (source.plan)
            questions += source.questions;
    }
    QList<Decision> decisions = grouped(questions, Likeness::None);
    if (decisions.size() > mostSingle)
        decisions = grouped(questions, Likeness::SamePlace);
    if (decisions.size() > mostAlike)
        decisions = grouped(questions, Likeness::SameKind);
    return decisions;
}

bool sameDecisions(const QList<Decision> &one, const QList<Decision> &other)
{
    const auto sameQuestion = [](const Question &a, const Question &b) {
        return a.kind == b.kind && a.creator == b.creator && a.table == b.table && a.column == b.column &&
               a.count == b.count;
    };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [&](const Decision &a, const Decision &b) {
        return std::equal(a.questions.begin(), a.questions.end(), b.questions.begin(), b.questions.end(), sameQuestion);
    });
}

int chosenOption(const Decision &decision, const Choices &choices)
{
    const int first = chosenOption(decision.questions.first(), choices);
    const bool same = std::all_of(decision.questions.begin(), decision.questions.end(),
                                  [&](const Question &question) { return chosenOption(question, choices) == first; });
    return same ? first : -1;
}

void choose(const Decision &decision, int option, Choices &choices)
{
    for (const Question &question : decision.questions)
        choose(question, option, choices);
}

void chooseType(Choices &choices, const QString &creator, const QString &table, const QString &column,
                std::optional<TypeKind> type)
{
    changeTable(choices, creator, table, [&](migration::TableChoices &chosen) {
        chosen.columns.remove(column);
        if (type)
            chosen.columns.insert(column, {.type = type, .zone = {}});
    });
}

migration::ExampleRows examplesOf(const Decision &decision)
{
    const Question &first = decision.questions.first();
    migration::ExampleRows examples = first.examples;
    const bool samePlace =
        std::all_of(decision.questions.begin(), decision.questions.end(), [&](const Question &question) {
            return question.table == first.table && question.examples.columns == first.examples.columns;
        });
    if (samePlace) {
        for (const Question &question : decision.questions.sliced(1))
            examples.rows += question.examples.rows;
    }
    examples.rows = examples.rows.first(std::min(examples.rows.size(), mostExamples));
    return examples;
}

} // namespace ui
