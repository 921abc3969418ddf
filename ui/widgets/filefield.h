// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/colors.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace ui {

class Sign;

/// The path of a file, a button to choose it, and below what was found in it.
class FileField : public QWidget
{
    Q_OBJECT
public:
    /// `name` for a screen reader, `question` as the title of the dialog.
    FileField(const QString &name, const QString &question, QWidget *parent = nullptr);
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    [[nodiscard]] QLineEdit *edit() const { return m_path; }
    void say(Status status, const QString &finding);
    void clearFinding();

Q_SIGNALS:
    void edited();

private:
    void choose(const QString &question);
    QLineEdit *m_path;
    QWidget *m_finding;
    Sign *m_sign;
    QLabel *m_words;
};

} // namespace ui
