// SPDX-License-Identifier: MIT
#include "migration/plan/notetexts.h"

#include "migration/plan/notewords.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

Note tableNote(Severity severity, const QString &code, const QString &table, const QString &column,
               const QString &message)
{
    return {severity, code, table, column, 0, message, {}};
}

QString onlyOne(const QStringList &columns)
{
    return columns.size() == 1 ? columns.first() : QString();
}

QString because(Obstacle obstacle)
{
    switch (obstacle) {
    case Obstacle::Condition:
        return sentence(QT_TRANSLATE_NOOP("migration", "it holds only under a condition that is not translated yet"),
                        {});
    case Obstacle::Expression:
        return sentence(QT_TRANSLATE_NOOP("migration", "it is about a calculation that is not translated yet"), {});
    case Obstacle::Collation:
        return sentence(QT_TRANSLATE_NOOP("migration",
                                          "it compares text by SQLite's own rule, for example without regard "
                                          "to capital letters"),
                        {});
    case Obstacle::Collision:
        return sentence(QT_TRANSLATE_NOOP("migration",
                                          "values of different kinds, such as the number 5 and the text “5”, "
                                          "would become the same"),
                        {});
    case Obstacle::TooLong:
        break;
    }
    return sentence(QT_TRANSLATE_NOOP("migration", "some values are too long for an index in PostgreSQL"), {});
}

} // namespace

Note nullInKey(const QString &table, const QStringList &columns, qint64 rows)
{
    Note note = tableNote(
        Severity::Warning, u"null-in-key"_s, table, onlyOne(columns),
        counted(rows,
                QT_TRANSLATE_NOOP("migration",
                                  "One row of table “%2” has no value in its primary key %3, which SQLite "
                                  "allows and PostgreSQL does not. The row is kept; the key becomes a rule "
                                  "that values must be unique."),
                QT_TRANSLATE_N_NOOP("migration", "%1 rows of table “%2” have no value in their primary key %3, which "
                                                 "SQLite allows and PostgreSQL does not. The rows are kept; the key "
                                                 "becomes a rule that values must be unique."),
                {table, named(columns)}));
    note.count = rows;
    return note;
}

Note keyLeftOut(const QString &table, const QStringList &columns, Obstacle obstacle, qint64 longest)
{
    const QString code = obstacle == Obstacle::TooLong ? u"key-too-long"_s : u"unique-not-translated"_s;
    Note note = tableNote(
        Severity::Warning, code, table, onlyOne(columns),
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "The primary key %2 of table “%1” is not made, because %3. The rows are all "
                                   "there, but PostgreSQL will not refuse a second row with the same key."),
                 {table, named(columns), because(obstacle)}));
    note.count = obstacle == Obstacle::TooLong ? longest : 0;
    return note;
}

Note uniqueLeftOut(const QString &table, const QString &name, const QStringList &columns, Obstacle obstacle)
{
    const QString rule = name.isEmpty() ? named(columns) : named({name});
    return tableNote(
        Severity::Warning, u"unique-not-translated"_s, table, onlyOne(columns),
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "The rule %2 of table “%1”, that no value comes twice, is not made, because "
                                   "%3. The rows are all there, but PostgreSQL will not refuse such a second "
                                   "value."),
                 {table, rule, because(obstacle)}));
}

Note indexLeftOut(const QString &table, const QString &name, Obstacle obstacle)
{
    return tableNote(
        Severity::Info, u"index-not-translated"_s, table, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "Index “%2” of table “%1” is not made, because %3. That concerns only speed: "
                                   "no answer depends on it."),
                 {table, name, because(obstacle)}));
}

Note indexWithoutCollation(const QString &table, const QString &name)
{
    return tableNote(
        Severity::Info, u"index-not-translated"_s, table, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "Index “%2” of table “%1” ordered text by SQLite's own rule; here it orders "
                                   "text letter by letter. That concerns only speed: no answer depends on "
                                   "it."),
                 {table, name}));
}

Note orphanRows(const QString &table, const QStringList &columns, const QString &parent, const Findings &findings)
{
    Note note = tableNote(
        Severity::Warning, u"orphan-rows"_s, table, onlyOne(columns),
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration",
                                  "One row of table “%2” refers, by %3, to a row of “%4” that is not there. It "
                                  "was like that in SQLite and stays as it is. The rule holds for new rows, "
                                  "and a change of that reference is refused unless it names a row that is "
                                  "there."),
                QT_TRANSLATE_N_NOOP("migration",
                                    "%1 rows of table “%2” refer, by %3, to rows of “%4” that are not there. "
                                    "They were like that in SQLite and stay as they are. The rule holds for "
                                    "new rows, and a change of such a reference is refused unless it names a "
                                    "row that is there."),
                {table, named(columns), parent}));
    note.count = findings.count;
    note.samples = findings.samples;
    return note;
}

Note rowsSetAside(const QString &table, const Findings &findings)
{
    Note note = tableNote(
        Severity::Warning, u"rows-set-aside"_s, table, {},
        counted(findings.count,
                QT_TRANSLATE_NOOP("migration",
                                  "One row of table “%2” is not in the new table, because it refers to a row that is "
                                  "not there or that was set aside itself. You chose so. The whole row is kept in "
                                  "cutover.attic."),
                QT_TRANSLATE_N_NOOP("migration",
                                    "%1 rows of table “%2” are not in the new table, because they refer to rows that "
                                    "are not there or that were set aside themselves. You chose so. The whole rows "
                                    "are kept in cutover.attic."),
                {table}));
    note.count = findings.count;
    note.samples = findings.samples;
    return note;
}

Note linkNotChecked(const QString &table, const QStringList &columns, const QString &parent)
{
    return tableNote(
        Severity::Warning, u"foreign-key-not-checked"_s, table, onlyOne(columns),
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "Table “%1” refers to “%3” by %2, with numbers on one side and text on the "
                                   "other. PostgreSQL is stricter about that than SQLite, so the rule is "
                                   "made for new rows only."),
                 {table, named(columns), parent}));
}

Note linkLeftOut(const QString &table, const QStringList &columns, const QString &parent,
                 const QStringList &parentColumns, LinkObstacle obstacle)
{
    const QStringList arguments{table, named(columns), parent, named(parentColumns)};
    QString message;
    switch (obstacle) {
    case LinkObstacle::NoTable:
        message = sentence(QT_TRANSLATE_NOOP("migration", "Table “%1” refers to table “%3” by %2, but there is no such "
                                                          "table. The rows are all there; the link is not made."),
                           arguments);
        break;
    case LinkObstacle::NoColumns:
        message =
            sentence(QT_TRANSLATE_NOOP("migration", "Table “%1” refers to table “%3” by %2, but not to columns that "
                                                    "“%3” has. The rows are all there; the link is not made."),
                     arguments);
        break;
    case LinkObstacle::NotUnique:
        message =
            sentence(QT_TRANSLATE_NOOP("migration", "Table “%1” refers to table “%3” by %2, but nothing makes sure "
                                                    "that %4 names only one row there, which PostgreSQL demands. "
                                                    "The rows are all there; the link is not made."),
                     arguments);
        break;
    }
    return tableNote(Severity::Warning, u"foreign-key-not-translated"_s, table, onlyOne(columns), message);
}

Note checkLeftOut(const QString &table, const QString &name, const QString &expression)
{
    Note note =
        tableNote(Severity::Warning, u"check-not-translated"_s, table, {},
                  sentence(QT_TRANSLATE_NOOP("migration",
                                             "Table “%1” has a rule for its values that is not translated yet: %2. The "
                                             "rows are all there, but PostgreSQL will not refuse new ones that break "
                                             "it."),
                           {table, name.isEmpty() ? expression : QString(name + u": "_s + expression)}));
    note.samples = {expression};
    return note;
}

Note checkNotValidated(const QString &table, const QString &name)
{
    return tableNote(Severity::Info, u"check-not-validated"_s, table, {},
                     sentence(QT_TRANSLATE_NOOP(
                                  "migration", "The rule “%2” of table “%1” concerns a column in which some cells stay "
                                               "empty because their values are in the attic. It holds for new and "
                                               "changed rows only."),
                              {table, name}));
}

Note viewLeftOut(const QString &name)
{
    return tableNote(
        Severity::Warning, u"view-not-translated"_s, name, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "The view “%1”, a stored question, is not translated yet. It holds no data "
                                   "of its own; its text is kept."),
                 {name}));
}

Note triggerLeftOut(const QString &name, const QString &table)
{
    return tableNote(
        Severity::Warning, u"trigger-not-translated"_s, table, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "The trigger “%1” did something by itself whenever table “%2” changed. It is "
                                   "not translated yet, so that no longer happens; its text is kept."),
                 {name, table}));
}

Note virtualTableLeftOut(const QString &name)
{
    return tableNote(
        Severity::Warning, u"virtual-table"_s, name, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "“%1” is a virtual table, for example a search index, which PostgreSQL does "
                                   "not have. It is not moved; its content stays in the copy of your file."),
                 {name}));
}

Note nameShortened(const NotePlace &place, const QString &wished, const QString &given)
{
    return tableNote(
        Severity::Info, u"name-shortened"_s, place.table, place.column,
        sentence(
            QT_TRANSLATE_NOOP("migration", "The name “%1” is too long for PostgreSQL or used twice. It becomes “%2”."),
            {wished, given}));
}

Note nameChanged(const NotePlace &place, const QString &wished, const QString &given)
{
    return tableNote(
        Severity::Info, u"name-changed"_s, place.table, place.column,
        sentence(QT_TRANSLATE_NOOP("migration", "PostgreSQL does not allow the name “%1” here. It becomes “%2”."),
                 {wished, given}));
}

Note schemaNameShortened(const QString &creator, const QString &schemaName)
{
    return tableNote(
        Severity::Info, u"name-shortened"_s, {}, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "The name of “%1” is longer than PostgreSQL allows. The private area gets the "
                                   "shortened name “%2”."),
                 {creator, schemaName}));
}

Note rowsMayBeTooWide(const QString &table, qint64 columns)
{
    Note note = tableNote(
        Severity::Warning, u"row-may-be-too-wide"_s, table, {},
        sentence(QT_TRANSLATE_NOOP("migration",
                                   "Table “%1” has very many columns (%2). PostgreSQL cannot store a row in which "
                                   "nearly all of them have a value; moving the rows that are there will show "
                                   "whether they fit."),
                 {table, QLocale().toString(columns)}));
    note.count = columns;
    return note;
}

} // namespace migration
