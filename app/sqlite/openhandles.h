// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace sqlite {

/// Other processes that have one of the files open, as "name (number)", as far as the system lets us see. `files`:
/// native bytes, links resolved. Opens none of them. As of now, or of less than a second ago. A process that this
/// program is about to start is not another one yet.
QStringList processesUsing(const QList<QByteArray> &files);

} // namespace sqlite
