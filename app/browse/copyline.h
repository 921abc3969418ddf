// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <optional>
#include <vector>

namespace browse {

using CopyFields = std::vector<std::optional<QByteArray>>;

/// One line of COPY's text format, with or without its end, taken apart into `fields`; none is NULL.
void readCopyLine(QByteArrayView line, CopyFields &fields);

} // namespace browse
