// SPDX-License-Identifier: MIT
#include "migration/plan/notewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::TypeKind;

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

} // namespace

QString typeWords(TypeKind type)
{
    switch (type) {
    case TypeKind::Bigint:
        return tr("whole numbers");
    case TypeKind::Double:
    case TypeKind::Numeric:
        return tr("numbers");
    case TypeKind::Boolean:
        return tr("yes or no");
    case TypeKind::Date:
        return tr("dates");
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
        return tr("dates with times");
    case TypeKind::Text:
    case TypeKind::Uuid:
        return tr("text");
    case TypeKind::Json:
    case TypeKind::Jsonb:
        return tr("JSON");
    case TypeKind::Bytea:
        break;
    }
    return tr("raw bytes");
}

namespace {

/// "whole numbers (bigint)"
QString typeNamed(TypeKind type)
{
    const QString words = typeWords(type);
    const QString name = schema::typeName(type);
    return words == name ? words : QString(words + u" ("_s + name + u')');
}

} // namespace

Note valuesSetAside(const NotePlace &place, const QString &declared, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"mixed-types"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration", "One value in column “%2” of table “%3” is of another kind than the "
                                               "column is meant for (%4). It is kept complete in the attic, and its "
                                               "cell stays empty."),
                QT_TRANSLATE_N_NOOP("migration", "%1 values in column “%2” of table “%3” are of another kind than the "
                                                 "column is meant for (%4). They are kept complete in the attic, and "
                                                 "their cells stay empty."),
                columnNames(place, {declared})));
}

Note bytesInText(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"mixed-types"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration",
                                  "One value in column “%2” of table “%3” is raw bytes among text. If it can be "
                                  "read as text, it becomes text and it is remembered what it was; if not, it "
                                  "is kept complete in the attic and its cell stays empty."),
                QT_TRANSLATE_N_NOOP("migration",
                                    "%1 values in column “%2” of table “%3” are raw bytes among text. What can "
                                    "be read as text becomes text and it is remembered what it was; the rest "
                                    "is kept complete in the attic and its cells stay empty."),
                columnNames(place)));
}

Note columnWidened(const NotePlace &place, const QString &declared, TypeKind type, const Findings &findings)
{
    const bool numeric = type == TypeKind::Numeric || type == TypeKind::Double || type == TypeKind::Bigint;
    const QString first =
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration",
                                  "Column “%2” of table “%3” is declared as %4, but one value is of another kind."),
                QT_TRANSLATE_N_NOOP("migration",
                                    "Column “%2” of table “%3” is declared as %4, but %1 values are of another kind."),
                columnNames(place, {declared}));
    const char *numbers =
        QT_TRANSLATE_NOOP("migration", "It becomes a column of exact decimal numbers, which holds them "
                                       "all as they are.");
    const char *others =
        QT_TRANSLATE_NOOP("migration", "The whole column becomes %1, so that nothing is lost; a program "
                                       "that expects what was declared may need a look.");
    const QString second = numeric ? sentence(numbers, {}) : sentence(others, {typeWords(type)});
    return columnNote(numeric ? Severity::Info : Severity::Warning, u"mixed-types"_s, place, findings,
                      first + u' ' + second);
}

Note kindsRemembered(const NotePlace &place, TypeKind type, const Findings &findings)
{
    return columnNote(
        Severity::Info, u"mixed-types"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration", "Column “%2” of table “%3” holds different kinds of values. They all "
                                               "become %4, and for the one value that was something else it is "
                                               "remembered what it was."),
                QT_TRANSLATE_N_NOOP("migration", "Column “%2” of table “%3” holds different kinds of values. They all "
                                                 "become %4, and for the %1 values that were something else it is "
                                                 "remembered what they were."),
                columnNames(place, {typeWords(type)})));
}

Note numbersInDates(const NotePlace &place, TypeKind type, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"epoch-in-date"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration", "Column “%2” of table “%3” is meant for dates, but holds one number "
                                               "instead, perhaps seconds since 1970. It stays a column of %4: what "
                                               "the number counts is not guessed."),
                QT_TRANSLATE_N_NOOP("migration", "Column “%2” of table “%3” is meant for dates, but holds %1 numbers "
                                                 "instead, perhaps seconds since 1970. It stays a column of %4: what "
                                                 "the numbers count is not guessed."),
                columnNames(place, {typeWords(type)})));
}

Note impossibleDates(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"value-out-of-range"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration", "One date in column “%2” of table “%3” is not in the calendar, or finer "
                                               "than a millionth of a second. The whole column becomes text, so that "
                                               "it stays as it is; the database will not sort it as dates."),
                QT_TRANSLATE_N_NOOP("migration", "%1 dates in column “%2” of table “%3” are not in the calendar, or "
                                                 "finer than a millionth of a second. The whole column becomes text, "
                                                 "so that they stay as they are; the database will not treat it as "
                                                 "dates."),
                columnNames(place)));
}

Note textsInDates(const NotePlace &place, const QString &declared, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"mixed-types"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration",
                                  "Column “%2” of table “%3” is declared as %4, but one value is not a date "
                                  "in a form that we know. The whole column becomes text, so that nothing "
                                  "is lost; the database will not treat it as dates."),
                QT_TRANSLATE_N_NOOP("migration", "Column “%2” of table “%3” is declared as %4, but %1 values are not "
                                                 "dates in a form that we know. The whole column becomes text, so that "
                                                 "nothing is lost; the database will not treat it as dates."),
                columnNames(place, {declared})));
}

Note datesInManyForms(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"mixed-forms"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration", "The dates in column “%2” of table “%3” are written in different ways, "
                                               "and none is usual enough to make the other one an exception. The "
                                               "column becomes text, so that each stays as it is written."),
                QT_TRANSLATE_N_NOOP("migration", "The %1 dates in column “%2” of table “%3” are written in different "
                                                 "ways, and none is usual enough to make the others exceptions. The "
                                                 "column becomes text, so that each stays as it is written."),
                columnNames(place)));
}

Note datesInFormsOfKey(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"mixed-forms"_s, place, findings,
        sentence(QT_TRANSLATE_NOOP("migration", "The dates in column “%1” of table “%2” are written in different ways, "
                                                "and the column tells rows apart: one moment in two spellings would "
                                                "become one value. The column becomes text."),
                 columnNames(place)));
}

Note zonesMixed(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"mixed-zones"_s, place, findings,
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "Some times in column “%1” of table “%2” name a time zone and others do "
                                   "not, so nobody can say which came first. The column becomes text; if "
                                   "the others mean UTC, say so in the choices."),
                 columnNames(place)));
}

Note formsRemembered(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Info, u"mixed-forms"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration", "One date in column “%2” of table “%3” is written differently from the "
                                               "rest. It becomes a date like the others, and how it was written is "
                                               "remembered."),
                QT_TRANSLATE_N_NOOP("migration", "%1 dates in column “%2” of table “%3” are written differently from "
                                                 "the rest. They become dates like the others, and how each was "
                                                 "written is remembered."),
                columnNames(place)));
}

Note wordsRemembered(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Info, u"mixed-forms"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration", "One value in column “%2” of table “%3” is a word for yes or no. It "
                                               "becomes a real yes or no, and the word is remembered."),
                QT_TRANSLATE_N_NOOP("migration", "%1 values in column “%2” of table “%3” are words for yes or no. They "
                                                 "become a real yes or no, and the words are remembered."),
                columnNames(place)));
}

Note numbersInBoolean(const NotePlace &place, TypeKind type, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"value-out-of-range"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration", "Column “%2” of table “%3” is meant for yes or no, but one value is "
                                               "another number than 0 or 1. It becomes a column of %4."),
                QT_TRANSLATE_N_NOOP("migration", "Column “%2” of table “%3” is meant for yes or no, but %1 values are "
                                                 "other numbers than 0 and 1. It becomes a column of %4."),
                columnNames(place, {typeWords(type)})));
}

Note wordsInBoolean(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"mixed-forms"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration", "Column “%2” of table “%3” is meant for yes or no, but one value is a "
                                               "word, and the column tells rows apart: a word and a number could "
                                               "become one value. It becomes text."),
                QT_TRANSLATE_N_NOOP("migration", "Column “%2” of table “%3” is meant for yes or no, but %1 values are "
                                                 "words: too many to remember each, or the column tells rows apart. "
                                                 "It becomes text."),
                columnNames(place)));
}

Note invalidJson(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"invalid-json"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration",
                                  "Column “%2” of table “%3” is meant for JSON, but one value is not valid "
                                  "JSON. The column becomes text, which holds it as it is."),
                QT_TRANSLATE_N_NOOP("migration", "Column “%2” of table “%3” is meant for JSON, but %1 values are not "
                                                 "valid JSON. The column becomes text, which holds them as they are."),
                columnNames(place)));
}

Note jsonInIndex(const NotePlace &place)
{
    return columnNote(
        Severity::Info, u"json-as-text"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "Column “%1” of table “%2” is meant for JSON and is part of a key, link or "
                                   "index. PostgreSQL has none of these for JSON, so the column becomes "
                                   "text with the same content."),
                 columnNames(place)));
}

Note jsonRespelled(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Info, u"json-respelled"_s, place, findings,
        counted(
            findings.count,
            QT_TRANSLATE_NOOP("migration", "The value in column “%2” of table “%3” is stored as jsonb, which spells "
                                           "it anew. The original text is remembered."),
            QT_TRANSLATE_N_NOOP("migration", "The %1 values in column “%2” of table “%3” are stored as jsonb, which "
                                             "spells them anew. The original texts are remembered."),
            columnNames(place)));
}

Note jsonWishNotPossible(const NotePlace &place, TypeKind type)
{
    return columnNote(
        Severity::Info, u"json-as-text"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "You chose jsonb, but column “%1” of table “%2” holds values that jsonb "
                                   "cannot hold, or is part of a key or link. It becomes %3 instead."),
                 columnNames(place, {typeWords(type)})));
}

Note profileNotFollowed(const NotePlace &place, TypeKind type)
{
    return columnNote(
        Severity::Info, u"profile-rule-not-used"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "What we know of this application suggests another type for column “%1” "
                                   "of table “%2”, but its values do not fit that. It becomes %3."),
                 columnNames(place, {typeWords(type)})));
}

Note typeAligned(const NotePlace &place, TypeKind before, TypeKind after)
{
    return columnNote(
        Severity::Info, u"type-aligned"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration", "Column “%1” of table “%2” is linked with a column of another type. It "
                                                "becomes %4 instead of %3, so that the link can be kept."),
                 columnNames(place, {typeNamed(before), typeNamed(after)})));
}

} // namespace migration
