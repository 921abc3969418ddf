// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/job.h"

#include <QStringList>

namespace ui {

/// The statements that were run, from one start of the window to the next: in a file of its own that only its owner
/// may read. What has to do with a password is not kept.
class SqlHistory : public QObject
{
    Q_OBJECT
public:
    explicit SqlHistory(QObject *parent = nullptr);
    /// Reads what is kept; loaded() tells.
    void load();
    /// The newest last; of those that are the same only the newest.
    [[nodiscard]] const QStringList &list() const { return m_list; }
    void add(const QString &sql);
    /// Those in the file, too.
    void forget();
    [[nodiscard]] static QString path();
    /// Whether it may stand in a file.
    [[nodiscard]] static bool mayBeKept(const QString &sql);

Q_SIGNALS:
    void loaded();

private:
    void save();
    QStringList m_list;
    bool m_forgotten = false; ///< while it was being read
    Job m_loading;
    Job m_writing;
};

} // namespace ui
