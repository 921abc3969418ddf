// SPDX-License-Identifier: MIT
#include "migration/journal/sourcestate.h"

#include <QFileInfo>
#include <algorithm>

namespace migration {

QDateTime lastWritten(const QString &path)
{
    const QFileInfo log(path + QStringLiteral("-wal"));
    const QDateTime file = QFileInfo(path).lastModified();
    return log.size() > 0 ? std::max(file, log.lastModified()) : file;
}

SourceState stateOf(const QString &path, const QDateTime &lastChange, const QList<RunReport> &runs)
{
    for (const RunReport &run : runs) {
        for (const CreatorReport &creator : run.creators) {
            if (creator.source == path && hasArrived(creator.verdict))
                return lastChange < run.started ? SourceState::Unchanged : SourceState::Changed;
        }
    }
    return SourceState::New;
}

} // namespace migration
