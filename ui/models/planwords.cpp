// SPDX-License-Identifier: MIT
#include "ui/models/planwords.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// The sentences about plans.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::Plan)
};

// Cautious: a usual computer with a usual disk is faster.
constexpr double rowsPerSecond = 60'000;
constexpr double bytesPerSecond = 12e6;
constexpr double secondsPerCreator = 0.3;
constexpr double databaseShare = 1.6; ///< a table in PostgreSQL, of the bytes of its values

} // namespace

qint64 rowsOf(const QList<PlannedSource> &sources)
{
    qint64 rows = 0;
    for (const PlannedSource &source : sources)
        rows += source.plan ? source.plan->rows : 0;
    return rows;
}

QString timeText(const QList<PlannedSource> &sources)
{
    double seconds = 1;
    for (const PlannedSource &source : sources) {
        if (source.plan)
            seconds += secondsPerCreator + double(source.plan->rows) / rowsPerSecond +
                       double(source.plan->bytes) / bytesPerSecond;
    }
    constexpr double minute = 60;
    if (seconds < minute) {
        constexpr int step = 5;
        return Words::tr("about %n second(s)", nullptr, int(std::ceil(seconds / step)) * step);
    }
    return Words::tr("about %n minute(s)", nullptr, int(std::ceil(seconds / minute)));
}

QString roomText(const QList<PlannedSource> &sources)
{
    double bytes = 0;
    for (const PlannedSource &source : sources) {
        if (source.plan)
            bytes += double(source.source.bytes) + databaseShare * double(source.plan->bytes);
    }
    return Words::tr("needs about %1 for the database and a copy of your files").arg(bytesText(qint64(bytes)));
}

QString inUse(const QList<PlannedSource> &sources)
{
    QStringList names;
    for (const PlannedSource &source : sources) {
        if (!source.plan)
            continue;
        for (const migration::Note &note : source.plan->notes) {
            if (note.code == u"source-in-use")
                names += source.source.creator;
        }
    }
    if (names.isEmpty())
        return {};
    return Words::tr("Another program has these open: %1. Close it before you start the move, so that nothing is "
                     "written to a file after it was copied.")
        .arg(names.join(u", "_s));
}

} // namespace ui
