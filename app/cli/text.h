// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

/// Numbers, sizes and tables as people read them.
namespace cli {

QString count(qint64 number);     ///< 31,204
QString bytes(qint64 number);     ///< 43.8 MB
QString duration(double seconds); ///< 0.4 s, 12 s, 3 min 20 s

/// Rows of cells in aligned columns, two spaces between them. The first row is the head. Columns named in
/// `rightAligned` (by index) stand to the right.
QString table(const QList<QStringList> &rows, const QList<int> &rightAligned = {});

/// How many columns of a terminal a text takes (wide and combining characters counted as terminals do).
int cells(const QString &text);

/// One line without line breaks or characters that control the terminal or the direction of what follows, so that a
/// name cannot disturb the terminal or seem to be another.
QString printable(const QString &text);
/// The same of several lines.
QString printableLines(const QString &text);

} // namespace cli
