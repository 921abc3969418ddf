// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace ui {

/// Text to copy: a command, a statement, a server's own words.
class CopyField : public QWidget
{
    Q_OBJECT
public:
    explicit CopyField(const QString &accessibleName, QWidget *parent = nullptr);
    void setText(const QString &text);
    [[nodiscard]] QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    QPlainTextEdit *m_text;
};

} // namespace ui
