// SPDX-License-Identifier: MIT
#include "cli/text.h"

#include "cli/words.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <wchar.h>

namespace cli {

QString count(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString bytes(qint64 number)
{
    static constexpr const char *units[] = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = static_cast<double>(number);
    size_t unit = 0;
    for (; std::abs(value) >= 999.5 && unit + 1 < std::size(units); ++unit)
        value /= 1000;
    const int digits = unit > 0 && value < 99.95 ? 1 : 0;
    return QLocale::c().toString(value, 'f', digits) + u' ' + QLatin1String(units[unit]);
}

QString duration(double seconds)
{
    if (seconds < 9.95)
        return Words::tr("%1 s").arg(QLocale::c().toString(seconds, 'f', 1));
    const auto whole = static_cast<qint64>(std::lround(seconds));
    if (whole < 60)
        return Words::tr("%1 s").arg(whole);
    if (whole < 3600)
        return Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return Words::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

int cells(const QString &text)
{
    int total = 0;
    const QList<uint> points = text.toUcs4();
    for (const uint point : points)
        total += std::max(0, wcwidth(static_cast<wchar_t>(point)));
    return total;
}

namespace {

bool controls(QChar character)
{
    switch (character.direction()) {
    case QChar::DirLRE:
    case QChar::DirLRO:
    case QChar::DirRLE:
    case QChar::DirRLO:
    case QChar::DirPDF:
    case QChar::DirLRI:
    case QChar::DirRLI:
    case QChar::DirFSI:
    case QChar::DirPDI:
        return true;
    default:
        break;
    }
    const QChar::Category category = character.category();
    return category == QChar::Other_Control || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph;
}

} // namespace

QString printable(const QString &text)
{
    QString result = text;
    std::replace_if(result.begin(), result.end(), controls, QChar(QChar::ReplacementCharacter));
    return result;
}

QString printableLines(const QString &text)
{
    QString result = text;
    std::replace_if(
        result.begin(), result.end(), [](QChar character) { return character != u'\n' && controls(character); },
        QChar(QChar::ReplacementCharacter));
    return result;
}

namespace {

QString padded(const QString &cell, int width, bool right)
{
    const QString space(std::max(0, width - cells(cell)), u' ');
    return right ? QString(space + cell) : QString(cell + space);
}

} // namespace

QString table(const QList<QStringList> &rows, const QList<int> &rightAligned)
{
    QList<int> widths;
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i == widths.size())
                widths.append(0);
            widths[i] = std::max(widths[i], cells(row[i]));
        }
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QStringList line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += padded(row[i], widths[i], rightAligned.contains(static_cast<int>(i)));
        QString text = line.join(QStringLiteral("  "));
        while (text.endsWith(u' '))
            text.chop(1);
        lines += text;
    }
    return lines.join(u'\n');
}

} // namespace cli
