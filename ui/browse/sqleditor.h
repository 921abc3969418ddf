// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>
#include <QStringList>

class QCompleter;
class QStringListModel;

namespace ui {

/// Where SQL is typed: in colours, with completion of names, and a mark where the server saw a mistake. Tab leaves it,
/// as on every page.
class SqlEditor : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit SqlEditor(QWidget *parent = nullptr);
    /// Besides the words of SQL.
    void setNames(const QStringList &names);
    /// From there to the end of the word; gone with the next change.
    void markMistake(qsizetype at);
    void clearMistake();
    [[nodiscard]] QCompleter *completer() const { return m_completer; }

Q_SIGNALS:
    /// Ctrl+Return.
    void runRequested();
    /// Ctrl+Up and Ctrl+Down: −1 and +1.
    void historyRequested(int step);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QString startedWord() const;
    void complete(const QString &started);
    void insertCompletion(const QString &completion);
    QCompleter *m_completer;
    QStringListModel *m_words;
};

} // namespace ui
