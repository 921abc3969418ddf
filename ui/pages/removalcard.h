// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/card.h"

class QCheckBox;
class QLineEdit;

namespace ui {

/// Asks twice, in place, whether the private server shall be removed.
class RemovalCard : public Card
{
    Q_OBJECT
public:
    explicit RemovalCard(QWidget *parent = nullptr);
    /// From the first question on. `content` says what is in the server.
    void ask(const QString &content, const QString &dumpFile);

Q_SIGNALS:
    /// Both questions were answered; an empty `dumpFile`: without a backup.
    void confirmed(const QString &dumpFile);

private:
    enum class Question { First, Second };
    void show(Question question);
    void chooseFile();
    [[nodiscard]] QString dumpFile() const;
    Question m_question = Question::First;
    QString m_content;
    QLabel *m_title;
    QLabel *m_words;
    QWidget *m_backup;
    QCheckBox *m_save;
    QLineEdit *m_file;
    QPushButton *m_keep;
    QPushButton *m_remove;
};

} // namespace ui
