// SPDX-License-Identifier: MIT
#include "migration/plan/notewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace migration {

using schema::TypeKind;

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
                       columnNames(place));
    return counted(count,
                   QT_TRANSLATE_NOOP("migration", "One text in column “%2” of table “%3” contains bytes that are not "
                                                  "text (not UTF-8), which PostgreSQL cannot store in text."),
                   QT_TRANSLATE_N_NOOP("migration", "%1 texts in column “%2” of table “%3” contain bytes that are not "
                                                    "text (not UTF-8), which PostgreSQL cannot store in text."),
                   columnNames(place));
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
                columnNames(place)));
}

Note defaultNotTranslated(const NotePlace &place, const QString &sql)
{
    return columnNote(
        Severity::Warning, u"default-not-translated"_s, place, {0, {sql}},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "New rows got a value by themselves in column “%1” of table “%2” (%3), and "
                                   "that rule is not translated. Existing values are all there; programs "
                                   "must give new rows their value."),
                 columnNames(place, {sql})));
}

Note collationNotTranslated(const NotePlace &place, const QString &collation)
{
    return columnNote(
        Severity::Warning, u"collation-not-translated"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "SQLite compared column “%1” of table “%2” by a rule of its own (%3: for "
                                   "example, without regard to capital letters). PostgreSQL will compare it "
                                   "letter by letter, so some searches may find less."),
                 columnNames(place, {collation})));
}

Note generatedColumn(const NotePlace &place, const QString &expression)
{
    return columnNote(
        Severity::Warning, u"generated-column"_s, place, {0, {expression}},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "SQLite calculated column “%1” of table “%2” by itself. Its values are all "
                                   "there, but in PostgreSQL it is an ordinary column: new rows are not "
                                   "calculated."),
                 columnNames(place)));
}

Note idsExhausted(const NotePlace &place)
{
    return columnNote(
        Severity::Warning, u"ids-exhausted"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "The highest number there is has been used in column “%1” of table “%2”. "
                                   "PostgreSQL cannot number new rows there by itself; programs must give "
                                   "them a free number."),
                 columnNames(place)));
}

Note idsNotGenerated(const NotePlace &place, TypeKind type)
{
    return columnNote(
        Severity::Warning, u"ids-not-generated"_s, place, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "SQLite numbered new rows in column “%1” of table “%2” by itself. The column "
                                   "becomes %3, for which PostgreSQL cannot do that; programs must give new "
                                   "rows their value."),
                 columnNames(place, {typeWords(type)})));
}

} // namespace migration
