// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "schema/target.h"

/// Every sentence of a plan, for people who do not know what a schema is: what was found, and what that means.
namespace migration {

/// Where in the source; `column` may be empty.
struct NotePlace
{
    QString table;
    QString column;
};

/// What the census found, to show.
struct Findings
{
    qint64 count = 0;
    QStringList samples;
};

/// "bigint" → "whole numbers", for sentences.
QString typeWords(schema::TypeKind type);

// Types of columns
Note valuesSetAside(const NotePlace &place, const QString &declared, const Findings &findings);
Note bytesInText(const NotePlace &place, const Findings &findings);
Note columnWidened(const NotePlace &place, const QString &declared, schema::TypeKind type, const Findings &findings);
Note kindsRemembered(const NotePlace &place, schema::TypeKind type, const Findings &findings);
Note numbersInDates(const NotePlace &place, schema::TypeKind type, const Findings &findings);
Note impossibleDates(const NotePlace &place, const Findings &findings);
Note textsInDates(const NotePlace &place, const QString &declared, const Findings &findings);
Note datesInManyForms(const NotePlace &place, const Findings &findings);
Note datesInFormsOfKey(const NotePlace &place, const Findings &findings);
Note zonesMixed(const NotePlace &place, const Findings &findings);
Note formsRemembered(const NotePlace &place, const Findings &findings);
Note wordsRemembered(const NotePlace &place, const Findings &findings);
Note numbersInBoolean(const NotePlace &place, schema::TypeKind type, const Findings &findings);
Note wordsInBoolean(const NotePlace &place, const Findings &findings);
Note invalidJson(const NotePlace &place, const Findings &findings);
Note jsonInIndex(const NotePlace &place);
Note jsonRespelled(const NotePlace &place, const Findings &findings);
Note jsonWishNotPossible(const NotePlace &place, schema::TypeKind type);
Note profileNotFollowed(const NotePlace &place, schema::TypeKind type);
Note typeAligned(const NotePlace &place, schema::TypeKind before, schema::TypeKind after);

enum class TextFlaw : quint8 { Nul, InvalidUtf8 };
enum class FlawOutcome : quint8 { Readable, Empty, Bytes };
Note flawedText(const NotePlace &place, TextFlaw flaw, FlawOutcome outcome, const Findings &findings);

// Rules of columns
Note nullInNotNull(const NotePlace &place, qint64 rows);
Note defaultNotTranslated(const NotePlace &place, const QString &sql);
Note collationNotTranslated(const NotePlace &place, const QString &collation);
Note generatedColumn(const NotePlace &place, const QString &expression);
Note idsExhausted(const NotePlace &place);
Note idsNotGenerated(const NotePlace &place, schema::TypeKind type);

// Keys, indexes and links
enum class Obstacle : quint8 {
    Condition,  ///< a WHERE that is not translated
    Expression, ///< of an index, not translated
    Collation,
    Collision, ///< two values would become one
    TooLong,
};
Note nullInKey(const QString &table, const QStringList &columns, qint64 rows);
Note keyLeftOut(const QString &table, const QStringList &columns, Obstacle obstacle, qint64 longest);
Note uniqueLeftOut(const QString &table, const QString &name, const QStringList &columns, Obstacle obstacle);
Note indexLeftOut(const QString &table, const QString &name, Obstacle obstacle);
Note indexWithoutCollation(const QString &table, const QString &name);
Note orphanRows(const QString &table, const QStringList &columns, const QString &parent, const Findings &findings);
Note rowsSetAside(const QString &table, const Findings &findings);
Note linkNotChecked(const QString &table, const QStringList &columns, const QString &parent);
enum class LinkObstacle : quint8 { NoTable, NoColumns, NotUnique };
Note linkLeftOut(const QString &table, const QStringList &columns, const QString &parent,
                 const QStringList &parentColumns, LinkObstacle obstacle);
Note checkLeftOut(const QString &table, const QString &name, const QString &expression);
Note checkNotValidated(const QString &table, const QString &name);

// Everything else
Note viewLeftOut(const QString &name);
Note triggerLeftOut(const QString &name, const QString &table);
Note virtualTableLeftOut(const QString &name);
Note nameShortened(const NotePlace &place, const QString &wished, const QString &given);
Note nameChanged(const NotePlace &place, const QString &wished, const QString &given);
Note schemaNameShortened(const QString &creator, const QString &schemaName);
Note rowsMayBeTooWide(const QString &table, qint64 columns);

} // namespace migration
