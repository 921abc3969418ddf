// SPDX-License-Identifier: MIT
#include "migration/run/guarded.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace migration {

base::Result<void> guarded(const std::function<base::Result<void>()> &work)
{
    try {
        return work();
    } catch (const std::exception &exception) {
        return base::fail(u"internal"_s,
                          QCoreApplication::translate("migration",
                                                      "Something that should not happen did, usually because the "
                                                      "computer ran out of memory. Roll this run back to tidy up, then "
                                                      "try again."),
                          QString::fromLocal8Bit(exception.what()));
    }
}

} // namespace migration
