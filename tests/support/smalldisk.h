// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace testsupport {

/// A disk of its own, in memory, so small that it gets full. Needs the right to mount: see isThere().
class SmallDisk
{
public:
    /// At `folder`, which is made where it is missing; anybody may write there.
    SmallDisk(const QString &folder, int megabytes);
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    ~SmallDisk();

    /// False in a container that may not mount.
    [[nodiscard]] bool isThere() const { return m_mounted; }
    [[nodiscard]] const QString &folder() const { return m_folder; }
    /// Leaves no byte free, and takes that back.
    void fill() const;
    void empty() const;

private:
    QString m_folder;
    bool m_mounted = false;
};

} // namespace testsupport
