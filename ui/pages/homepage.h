// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QTreeView;

namespace ui {

class Sources;
class StatusCard;

/// The state at a glance, and the one thing to do.
class HomePage : public QWidget
{
    Q_OBJECT
public:
    explicit HomePage(Sources *sources, QWidget *parent = nullptr);

Q_SIGNALS:
    void moveWanted();

private:
    void refresh();
    Sources *m_sources;
    StatusCard *m_task;
    QTreeView *m_found;
};

} // namespace ui
