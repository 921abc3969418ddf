// SPDX-License-Identifier: MIT
#pragma once

#include <QSet>
#include <QString>

namespace browse {

/// Names that are different even where the difference of case counts for nothing.
class DistinctNames
{
public:
    /// `wished`, or where it was given away already, the same with a number.
    QString take(const QString &wished);

private:
    QSet<QString> m_taken;
};

/// `name` as that of a file, without what some system does not allow: never empty, hidden or too long.
QString safeFileName(const QString &name);

} // namespace browse
