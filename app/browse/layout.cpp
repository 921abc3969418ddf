// SPDX-License-Identifier: MIT
#include "browse/layout.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

constexpr double pointsPerInch = 72;
constexpr double lineGap = 6; ///< between lines that pass by
constexpr int lookEveryMilliseconds = 50;
/// So many columns are tried for boxes that would be a tower; one only where dot needs long for it.
constexpr std::array spreads{1, 2, 3, 4, 6, 9, 13};
constexpr qsizetype crowd = 4;
constexpr qsizetype quickBoxes = 400;

base::Error failed(const QString &detail)
{
    return {u"dot-failed"_s,
            QCoreApplication::translate(
                "browse",
                "The tables could not be arranged: the program dot, which does it, ended without an answer. Usually "
                "Graphviz is not installed completely, or there was too little memory. Install the package graphviz "
                "anew, or look at one table and its links only."),
            detail};
}

base::Error missing()
{
    return {u"no-dot"_s,
            QCoreApplication::translate(
                "browse",
                "The picture needs the program dot, which arranges the tables, and it is not on this computer. It "
                "belongs to Graphviz. Install the package graphviz, then try again."),
            {}};
}

base::Error slow()
{
    return {u"dot-slow"_s,
            QCoreApplication::translate(
                "browse",
                "Arranging the tables took too long and was broken off, because there are so many of them or so many "
                "links. Look at one table and its links only."),
            {}};
}

/// For each line how many columns it leads over: those that end at a box where many do are longer by turns.
QList<int> lengths(const LayoutRequest &request, int spread)
{
    QHash<int, QList<int>> sources; // of each box, in order
    for (const LayoutLine &line : request.lines) {
        if (line.from != line.to && !sources[line.to].contains(line.from))
            sources[line.to].append(line.from);
    }
    QList<int> result;
    for (const LayoutLine &line : request.lines) {
        const QList<int> &turns = sources[line.to];
        const bool crowded = turns.size() > crowd;
        result.append(crowded ? 1 + int(turns.indexOf(line.from) % spread) : 1);
    }
    return result;
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'f', 2);
}

QByteArray rowText(const QByteArray &port, const QByteArray &width, double height)
{
    return "<tr><td" + port + " fixedsize=\"true\" width=\"" + width + "\" height=\"" +
           QByteArray::number(int(std::lround(height))) + "\"></td></tr>";
}

/// With half the gap above and below it: lines that pass by need less room than boxes do.
QByteArray nodeText(int box, const LayoutBox &shape, double gap)
{
    const QByteArray width = QByteArray::number(int(std::lround(shape.width)));
    QByteArray text = QByteArray::number(box) + " [label=<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" "
                                                "cellpadding=\"0\">";
    text += rowText({}, width, gap / 2);
    for (int row = 0; row < shape.rows.size(); ++row)
        text += rowText(" port=\"" + QByteArray::number(row) + '"', width, shape.rows.at(row));
    text += rowText({}, width, gap / 2);
    return text + "</table>>]\n";
}

/// "e,10,20 1,2 3,4": points, with ends that arrows would have.
QList<QPointF> pointsOf(const QString &text, double height)
{
    QList<QPointF> points;
    const QStringList parts = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QStringList numbers = part.split(u',');
        if (numbers.size() != 2)
            continue;
        points.append({numbers.at(0).toDouble(), height - numbers.at(1).toDouble()});
    }
    return points.size() % 3 == 1 ? points : QList<QPointF>();
}

double heightOf(const LayoutBox &box)
{
    double height = 0;
    for (const double row : box.rows)
        height += std::round(row);
    return height;
}

/// To the end, to the limit, or until it is asked to stop.
base::Result<QByteArray> ask(const QString &program, const QByteArray &text, const std::stop_token &stop,
                             std::chrono::milliseconds limit)
{
    QProcess process;
    process.setProgram(program);
    process.setArguments({u"-Tjson0"_s});
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C"_s); // numbers with a point
    process.setProcessEnvironment(environment);
    QElapsedTimer clock;
    clock.start();
    process.start();
    if (!process.waitForStarted())
        return base::fail(failed(process.errorString()));
    process.write(text);
    process.closeWriteChannel();
    while (process.state() != QProcess::NotRunning && !process.waitForFinished(lookEveryMilliseconds)) {
        const bool late = clock.elapsed() > limit.count();
        if (!late && !stop.stop_requested())
            continue;
        process.kill();
        process.waitForFinished();
        return late ? base::Result<QByteArray>(base::fail(slow())) : base::Result<QByteArray>(base::failStopped());
    }
    const QString said = QString::fromLocal8Bit(process.readAllStandardError()).trimmed();
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return base::fail(failed(said.isEmpty() ? process.errorString() : said));
    return process.readAllStandardOutput();
}

/// How large it can be shown in a window of the wanted shape.
double fitOf(const QSizeF &size, double aspect)
{
    return 1 / std::max({1.0, size.width(), size.height() * aspect});
}

} // namespace

QByteArray dotText(const LayoutRequest &request, int spread)
{
    const QByteArray gap = QByteArray::number(int(std::lround(request.gap / 2)));
    QByteArray text = "digraph {\ngraph [rankdir=LR nodesep=" + number(lineGap / pointsPerInch) +
                      " ranksep=" + number(2 * request.gap / pointsPerInch) + " pack=" + gap + " pad=0 margin=0]\n" +
                      "node [shape=plain]\nedge [arrowhead=none]\n";
    for (int box = 0; box < request.boxes.size(); ++box)
        text += nodeText(box, request.boxes.at(box), request.gap);
    const QList<int> minimum = lengths(request, spread);
    for (int i = 0; i < request.lines.size(); ++i) {
        const LayoutLine &line = request.lines.at(i);
        const char *side = line.from == line.to ? ":e" : ":w";
        text += QByteArray::number(line.from) + ':' + QByteArray::number(line.fromRow) + ":e -> " +
                QByteArray::number(line.to) + ':' + QByteArray::number(line.toRow) + side +
                " [id=" + QByteArray::number(i) + " minlen=" + QByteArray::number(minimum.at(i)) + "]\n";
    }
    return text + "}\n";
}

base::Result<Layout> parseDot(const QByteArray &json, const LayoutRequest &request)
{
    const QJsonObject graph = QJsonDocument::fromJson(json).object();
    const QStringList bounds = graph.value(u"bb"_s).toString().split(u',');
    if (bounds.size() != 4)
        return base::fail(failed(QString::fromUtf8(json.left(200))));
    const double height = bounds.at(3).toDouble();
    Layout layout{.size = {bounds.at(2).toDouble(), height}, .boxes = {}, .lines = {}};
    layout.boxes.resize(request.boxes.size());
    layout.lines.resize(request.lines.size());
    qsizetype placed = 0;
    const QJsonArray nodes = graph.value(u"objects"_s).toArray();
    for (const auto &value : nodes) {
        const QJsonObject node = value.toObject();
        const QStringList middle = node.value(u"pos"_s).toString().split(u',');
        const qsizetype place = node.value(u"name"_s).toString().toLongLong();
        if (middle.size() != 2 || place < 0 || place >= layout.boxes.size())
            return base::fail(failed(QString::fromUtf8(QJsonDocument(node).toJson().left(200))));
        const LayoutBox &box = request.boxes.at(place);
        QRectF rectangle({0, 0}, QSizeF(std::round(box.width), heightOf(box)));
        rectangle.moveCenter({middle.at(0).toDouble(), height - middle.at(1).toDouble()});
        layout.boxes[place] = rectangle;
        ++placed;
    }
    if (placed != request.boxes.size())
        return base::fail(failed(u"%1 of %2"_s.arg(placed).arg(request.boxes.size())));
    const QJsonArray edges = graph.value(u"edges"_s).toArray();
    for (const auto &value : edges) {
        const QJsonObject edge = value.toObject();
        const qsizetype place = edge.value(u"id"_s).toString().toLongLong();
        if (place >= 0 && place < layout.lines.size())
            layout.lines[place] = pointsOf(edge.value(u"pos"_s).toString(), height);
    }
    return layout;
}

base::Result<Layout> layOut(const LayoutRequest &request, const std::stop_token &stop, std::chrono::milliseconds limit)
{
    if (request.boxes.isEmpty())
        return Layout{};
    const QString program = QStandardPaths::findExecutable(u"dot"_s);
    if (program.isEmpty())
        return base::fail(missing());
    base::Result<Layout> best;
    for (const int spread : spreads) {
        const auto answer = ask(program, dotText(request, spread), stop, limit);
        if (!answer)
            return base::fail(answer.error());
        const auto layout = parseDot(*answer, request);
        if (!layout)
            return base::fail(layout.error());
        const bool better = spread == 1 || fitOf(layout->size, request.aspect) > fitOf(best->size, request.aspect);
        if (better)
            best = layout;
        const bool tower = layout->size.height() * request.aspect > layout->size.width();
        if (!tower || request.boxes.size() > quickBoxes)
            break;
    }
    return best;
}

} // namespace browse
