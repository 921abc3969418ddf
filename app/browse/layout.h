// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QList>
#include <QPointF>
#include <QRectF>
#include <chrono>
#include <stop_token>

namespace browse {

// Where boxes and the lines between them go, on a plane in pixels with its origin at the top left. What they stand for
// is not known here.

/// A box of rows, one under the other, that lines begin and end at.
struct LayoutBox
{
    double width = 0;
    QList<double> rows; ///< their heights
};

struct LayoutLine
{
    int from = 0; ///< a box …
    int fromRow = 0;
    int to = 0;
    int toRow = 0;
};

struct LayoutRequest
{
    QList<LayoutBox> boxes;
    QList<LayoutLine> lines;
    double gap = 32;     ///< between boxes, at least
    double aspect = 1.4; ///< width for height that would be best
};

struct Layout
{
    QSizeF size;
    QList<QRectF> boxes; ///< as in the request
    /// A line as Bézier curves: its beginning, and then three points for each curve. Empty: it could not be drawn.
    QList<QList<QPointF>> lines;
};

/// By the program dot of Graphviz, which is found through PATH and is a process of its own. Codes: no-dot (it is not
/// there), dot-failed, dot-slow (more than `limit`), stopped.
base::Result<Layout> layOut(const LayoutRequest &request, const std::stop_token &stop = {},
                            std::chrono::milliseconds limit = std::chrono::minutes(2));

/// What dot is asked: numbers and sizes only. Boxes that all lead to one are spread over so many columns, so that a
/// hundred of them do not become a tower.
QByteArray dotText(const LayoutRequest &request, int spread = 1);
/// What it answers (-Tjson0); code dot-failed.
base::Result<Layout> parseDot(const QByteArray &json, const LayoutRequest &request);

} // namespace browse
