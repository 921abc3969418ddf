// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace ui {

/// The places of the program, one under the other, with one of them current.
class Sidebar : public QWidget
{
    Q_OBJECT
public:
    explicit Sidebar(QWidget *parent = nullptr);
    enum class End { Top, Bottom };
    void add(int place, const QString &iconName, const QString &title, End end = End::Top);
    void setCurrent(int place);
    /// So that the sidebar is as wide without a note there as with one.
    void keepRoomForNote(int place);
    /// A few characters at the end of a place's line: how far something is there.
    void setNote(int place, const QString &note);

Q_SIGNALS:
    void chosen(int place);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_group;
    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
};

} // namespace ui
