// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "browse/exportmeter.h"

#include <QSaveFile>

namespace browse {

/// A file that somebody wants to have, said for a person: `why` is the system's word.
base::Error fileError(const QString &path, QFileDevice::FileError error, const QString &why);

/// Bytes for one file, which gets its place when finish() was called. For browse/ only.
class ExportFile
{
public:
    ExportFile(const QString &path, ExportMeter &meter);
    base::Result<void> open();
    base::Result<void> write(QByteArrayView bytes);
    base::Result<void> finish();

private:
    base::Result<void> flush();
    [[nodiscard]] base::Result<void> checked(bool fine) const;
    QSaveFile m_file;
    ExportMeter &m_meter;
    QByteArray m_buffer;
};

/// A name beside `path` that nothing has yet, for what is not whole: a file or folder that goes with this, unless it
/// was moved to `path`.
class Unfinished
{
public:
    explicit Unfinished(const QString &path);
    Q_DISABLE_COPY_MOVE(Unfinished)
    ~Unfinished();
    [[nodiscard]] const QString &name() const { return m_name; }
    base::Result<void> makeFolder() const;
    /// First makes sure that it is on the disk.
    base::Result<void> moveToPlace();

private:
    QString m_path;
    QString m_name;
};

} // namespace browse
