// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QString>
#include <functional>
#include <stop_token>

namespace postgres {
class Reader;
} // namespace postgres

namespace browse {

enum class ExportFormat : quint8 {
    Csv,      ///< with a line of names; NULL is nothing between the commas, an empty text is ""
    JsonLines ///< one object for each row
};

struct ExportRequest
{
    QString select; ///< of the program's own making: what a person typed could end the COPY around it
    QString path;   ///< where to; what is there already stays until the new one is whole
    ExportFormat format = ExportFormat::Csv;
};

struct ExportProgress
{
    qint64 rows = 0;
    qint64 bytes = 0;
};

/// Called from the working thread, at most about ten times a second. May be empty.
using ExportSink = std::function<void(const ExportProgress &)>;

/// Writes the rows of one snapshot into a file. Codes of its own: file (it cannot be written).
base::Result<ExportProgress> exportRows(postgres::Reader &reader, const ExportRequest &request, const ExportSink &sink,
                                        const std::stop_token &stop);

} // namespace browse
