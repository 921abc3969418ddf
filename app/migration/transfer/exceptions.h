// SPDX-License-Identifier: MIT
#pragma once

#include "schema/value.h"

#include <QByteArray>
#include <optional>
#include <string_view>

namespace migration {

/// A cell whose value the target cell alone does not give back: a row of cutover.form (the cell holds the same value in
/// another spelling or class) or of cutover.attic (the cell holds NULL or the readable part only).
struct CellException
{
    enum class Kind : quint8 { Form, Attic };
    Kind kind = Kind::Form;
    qint64 row = 0; ///< rowid or ordinal, as RowReader::row()
    int column = 0; ///< index into TablePlan::columns
    schema::StorageClass storage = schema::StorageClass::Text;
    /// None (Form only): the cell's own text or bytes, read as `storage`. Valid as long as the row's values.
    std::optional<QByteArray> original;
};
/// `original` of INTEGER is its decimal digits, of REAL its shortest round-trip digits, of TEXT and BLOB the bytes.

/// In place of a column: a row of cutover.attic that says that the whole row is there and nowhere else. Its values (but
/// NULLs) follow as rows of their own. Its storage is `wholeRowStorage`.
inline constexpr int wholeRow = -1;
inline constexpr std::string_view wholeRowStorage = "row";

} // namespace migration
