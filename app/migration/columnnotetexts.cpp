// SPDX-License-Identifier: MIT
#include "migration/notetexts.h"
#include "migration/notewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::TypeKind;

Note columnNote(Severity severity, const QString &code, const NotePlace &place, const Findings &findings,
                const QString &message)
{
    return {severity, code, place.table, place.column, findings.count, message, findings.samples};
}

QStringList names(const NotePlace &place, const QStringList &more = {})
{
    return QStringList{place.column, place.table} + more;
}

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
                names(place, {declared})));
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
                names(place, {declared}));
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
                names(place, {typeWords(type)})));
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
                names(place, {typeWords(type)})));
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
                names(place)));
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
                names(place, {declared})));
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
                names(place)));
}

Note datesInFormsOfKey(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"mixed-forms"_s, place, findings,
        sentence(QT_TRANSLATE_NOOP("migration", "The dates in column “%1” of table “%2” are written in different ways, "
                                                "and the column tells rows apart: one moment in two spellings would "
                                                "become one value. The column becomes text."),
                 names(place)));
}

Note zonesMixed(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"mixed-zones"_s, place, findings,
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "Some times in column “%1” of table “%2” name a time zone and others do "
                                   "not, so nobody can say which came first. The column becomes text; if "
                                   "the others mean UTC, say so in the choices."),
                 names(place)));
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
                names(place)));
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
                names(place)));
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
                names(place, {typeWords(type)})));
}

Note wordsInBoolean(const NotePlace &place, const Findings &findings)
{
    return columnNote(
        Severity::Warning, u"mixed-forms"_s, place, findings,
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration", "Column “%2” of table “%3” is meant for yes or no, but one value is a "
                                               "word where words cannot be told from numbers later. It becomes text."),
                QT_TRANSLATE_N_NOOP("migration", "Column “%2” of table “%3” is meant for yes or no, but %1 values are "
                                                 "words, too many to remember each. It becomes text."),
                names(place)));
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
                names(place)));
}

Note jsonInIndex(const NotePlace &place)
{
    return columnNote(
        Severity::Info, u"json-as-text"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "Column “%1” of table “%2” is meant for JSON and is part of a key, link or "
                                   "index. PostgreSQL has none of these for JSON, so the column becomes "
                                   "text with the same content."),
                 names(place)));
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
            names(place)));
}

Note jsonWishNotPossible(const NotePlace &place, TypeKind type)
{
    return columnNote(
        Severity::Info, u"json-as-text"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "You chose jsonb, but column “%1” of table “%2” holds values that jsonb "
                                   "cannot hold, or is part of a key or link. It becomes %3 instead."),
                 names(place, {typeWords(type)})));
}

Note profileNotFollowed(const NotePlace &place, TypeKind type)
{
    return columnNote(
        Severity::Info, u"profile-rule-not-used"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "What we know of this application suggests another type for column “%1” "
                                   "of table “%2”, but its values do not fit that. It becomes %3."),
                 names(place, {typeWords(type)})));
}

Note typeAligned(const NotePlace &place, TypeKind before, TypeKind after)
{
    return columnNote(
        Severity::Info, u"type-aligned"_s, place, {},
        sentence(
            QT_TRANSLATE_NOOP("migration", "Column “%1” of table “%2” is linked with a column of another type. It "
                                           "becomes %4 (%6) instead of %3 (%5), so that the link can be kept."),
            names(place, {typeWords(before), typeWords(after), schema::typeName(before), schema::typeName(after)})));
}

namespace {

QString flawFound(const NotePlace &place, TextFlaw flaw, qint64 count)
{
    if (flaw == TextFlaw::Nul)
        return counted(count,
                       QT_TRANSLATE_NOOP("migration", "One text in column “%2” of table “%3” contains a character with "
                                                      "the code zero, which PostgreSQL cannot store in text."),
                       QT_TRANSLATE_N_NOOP("migration",
                                           "%1 texts in column “%2” of table “%3” contain a character with "
                                           "the code zero, which PostgreSQL cannot store in text."),
                       names(place));
    return counted(count,
                   QT_TRANSLATE_NOOP("migration", "One text in column “%2” of table “%3” contains bytes that are not "
                                                  "text (not UTF-8), which PostgreSQL cannot store in text."),
                   QT_TRANSLATE_N_NOOP("migration", "%1 texts in column “%2” of table “%3” contain bytes that are not "
                                                    "text (not UTF-8), which PostgreSQL cannot store in text."),
                   names(place));
}

QString flawOutcome(FlawOutcome outcome, qint64 count)
{
    switch (outcome) {
    case FlawOutcome::Readable:
        return counted(count,
                       QT_TRANSLATE_NOOP("migration", "The cell keeps the readable part, and the complete original is "
                                                      "kept in the attic."),
                       QT_TRANSLATE_N_NOOP("migration",
                                           "Their cells keep the readable part, and the complete originals "
                                           "are kept in the attic."),
                       {});
    case FlawOutcome::Empty:
        return counted(count,
                       QT_TRANSLATE_NOOP("migration", "The cell stays empty, and the complete original is kept in the "
                                                      "attic."),
                       QT_TRANSLATE_N_NOOP("migration",
                                           "Their cells stay empty, and the complete originals are kept in "
                                           "the attic."),
                       {});
    case FlawOutcome::Bytes:
        break;
    }
    return sentence(QT_TRANSLATE_NOOP("migration",
                                      "The whole column becomes raw bytes, which hold everything as it is; a "
                                      "program that expects text there may need a look."),
                    {});
}

} // namespace

Note flawedText(const NotePlace &place, TextFlaw flaw, FlawOutcome outcome, const Findings &findings)
{
    const QString code = flaw == TextFlaw::Nul ? u"nul-in-text"_s : u"invalid-utf8"_s;
    const QString message = flawFound(place, flaw, findings.count) + u' ' + flawOutcome(outcome, findings.count);
    return columnNote(Severity::Warning, code, place, findings, message);
}

Note nullInNotNull(const NotePlace &place, qint64 rows)
{
    return columnNote(
        Severity::Warning, u"null-in-not-null"_s, place, {rows, {}},
        counted(rows,
                QT_TRANSLATE_NOOP("migration",
                                  "One row of table “%3” has no value in column “%2”, although the column "
                                  "demands one. It stays as it is; new rows need a value, and that row can "
                                  "be changed only if it gets one."),
                QT_TRANSLATE_N_NOOP("migration", "%1 rows of table “%3” have no value in column “%2”, although the "
                                                 "column demands one. They stay as they are; new rows need a value, "
                                                 "and those rows can be changed only if they get one."),
                names(place)));
}

Note defaultNotTranslated(const NotePlace &place, const QString &sql)
{
    return columnNote(
        Severity::Warning, u"default-not-translated"_s, place, {0, {sql}},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "New rows got a value by themselves in column “%1” of table “%2” (%3), and "
                                   "that rule is not translated. Existing values are all there; programs "
                                   "must give new rows their value."),
                 names(place, {sql})));
}

Note collationNotTranslated(const NotePlace &place, const QString &collation)
{
    return columnNote(
        Severity::Warning, u"collation-not-translated"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "SQLite compared column “%1” of table “%2” by a rule of its own (%3: for "
                                   "example, without regard to capital letters). PostgreSQL will compare it "
                                   "letter by letter, so some searches may find less."),
                 names(place, {collation})));
}

Note generatedColumn(const NotePlace &place, const QString &expression)
{
    return columnNote(
        Severity::Warning, u"generated-column"_s, place, {0, {expression}},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "SQLite calculated column “%1” of table “%2” by itself. Its values are all "
                                   "there, but in PostgreSQL it is an ordinary column: new rows are not "
                                   "calculated."),
                 names(place)));
}

Note idsExhausted(const NotePlace &place)
{
    return columnNote(
        Severity::Warning, u"ids-exhausted"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "The highest number there is has been used in column “%1” of table “%2”. "
                                   "PostgreSQL cannot number new rows there by itself; programs must give "
                                   "them a free number."),
                 names(place)));
}

Note idsNotGenerated(const NotePlace &place, TypeKind type)
{
    return columnNote(
        Severity::Warning, u"ids-not-generated"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "SQLite numbered new rows in column “%1” of table “%2” by itself. Other "
                                   "tables refer to it by values that are not whole numbers, so it becomes "
                                   "%3 and programs must give new rows their value."),
                 names(place, {typeWords(type)})));
}

} // namespace migration
