// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/target.h"
#include "schema/textform.h"
#include "schema/value.h"

#include <QJsonObject>

/// Everything that a run will do: pure data, printable, complete (a run needs nothing else but the snapshot).
namespace migration {

enum class Severity : quint8 { Info, Warning, Problem };

/// Something a person should know, in plain words. Codes are stable (see the command line's contract).
struct Note
{
    Severity severity = Severity::Info;
    QString code;
    QString table;  ///< the source's name; empty if it concerns the whole creator
    QString column; ///< empty if it concerns the whole table
    qint64 count = 0;
    QString message;
    QStringList samples;
};

/// What becomes of a value that the column's type cannot hold as it was.
enum class Misfit : quint8 {
    None,  ///< the census saw none: one that turns up is a failure of the run ("the snapshot changed")
    Attic, ///< the cell becomes NULL, the value goes to the attic
};
enum class NulText : quint8 {
    Readable, ///< NULs left out, bad bytes as U+FFFD; the original in the attic
    Null,     ///< NULL; the original in the attic
};

/// How the values of one source column are spelled in one target column, and read back.
/// Encoding of a non-NULL value, by `target.type`:
///   Bigint       INTEGER only.
///   Double       REAL only (all but NaN, which SQLite does not store).
///   Numeric      INTEGER without a decimal point; finite REAL as its shortest round-trip digits with at least one
///   digit
///                after the point (so the scale tells the class). -0.0 and infinities do not fit.
///   Boolean      INTEGER 0 or 1; TEXT words (see textshape) fit as recorded forms.
///   Date, Timestamp, TimestampTz   TEXT that parseMoment() accepts. Spelled as `form`: nothing is recorded. Another
///                spelling of a moment the type can hold: the form is recorded.
///   Text, Json, Uuid  TEXT; for Text, INTEGER and REAL as their digits (REAL as for Numeric), BLOB that is valid UTF-8
///                without NUL as its characters. A class other than `mainClass` is recorded.
///   Bytea        BLOB; TEXT as its bytes, numbers as their digits. A class other than `mainClass` is recorded.
/// "Recorded" is a row in cutover.form: class, and the original bytes unless the cell itself gives them back.
/// What does not fit is treated by `misfit` (TEXT with NUL or invalid UTF-8 in a Text column: by `nulText`).
struct ColumnPlan
{
    QString source;
    schema::TargetColumn target;
    schema::StorageClass mainClass = schema::StorageClass::Text;
    schema::TextForm form; ///< for Date, Timestamp, TimestampTz
    Misfit misfit = Misfit::None;
    NulText nulText = NulText::Readable;
    qint64 expectedForms = 0; ///< values that will be recorded, by the census
    qint64 expectedAttic = 0;
};

/// What becomes of rows whose foreign key names a row that is not there.
enum class OrphanChoice : quint8 {
    Keep,  ///< they stay; the foreign key is NOT VALID
    Attic, ///< they go to the attic, whole, with every row of any table that refers to one that goes there
};

struct TablePlan
{
    QString source;
    schema::TargetTable target; ///< keys, indexes, …; its `columns` are empty: they are in `columns` below
    QList<ColumnPlan> columns;  ///< in the source's order
    bool hasRowid = true;
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 minRowid = 0;
    qint64 maxRowid = -1;
    OrphanChoice orphans = OrphanChoice::Keep; ///< along `target.foreignKeys`
    qint64 rowsAside = 0;                      ///< of `rows`: those that go to the attic

    /// `target` with its columns filled in: what DDL and catalog work on.
    [[nodiscard]] schema::TargetTable targetTable() const;
};

/// An object of the source as it was, kept in cutover.original.
struct Original
{
    QString type; ///< table, index, view, trigger, virtual-table
    QString name;
    QString table;
    QString sql;
    bool translated = true;
};

struct CreatorPlan
{
    QString creator;
    QString sourcePath; ///< the original file
    QString kind = QStringLiteral("sqlite");
    QString profile; ///< empty if none
    QString schemaName;
    bool globalSchema = false; ///< objects are moved into an existing schema (public) instead of a rename
    QList<TablePlan> tables;
    QList<Note> notes;
    QList<Original> originals;
    qint64 rows = 0;
    qint64 bytes = 0;
};

QJsonObject toJson(const CreatorPlan &plan);
base::Result<CreatorPlan> creatorPlanFromJson(const QJsonObject &json);

/// All DDL of one creator under its final name.
QStringList ddl(const CreatorPlan &plan);

QString severityName(Severity severity); ///< "info", "warning", "problem"
QJsonObject toJson(const Note &note);

} // namespace migration
