// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QToolButton;

namespace ui {

/// A heading that opens and closes what is under it, in place.
class Disclosure : public QWidget
{
    Q_OBJECT
public:
    /// Takes `content`.
    Disclosure(const QString &title, QWidget *content, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    void toggled(bool open);

private:
    QToolButton *m_button;
    QWidget *m_content;
};

} // namespace ui
