// SPDX-License-Identifier: MIT
#include "ui/browse/sqleditor.h"

#include "browse/sqltokens.h"
#include "ui/browse/sqlhighlighter.h"
#include "ui/style/colors.h"
#include "ui/style/metrics.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStringListModel>

namespace ui {

namespace {

constexpr qsizetype fewestLetters = 2; ///< before names are offered unasked
constexpr int mostOffered = 12;

} // namespace

SqlEditor::SqlEditor(QWidget *parent)
    : QPlainTextEdit(parent), m_completer(new QCompleter(this)), m_words(new QStringListModel(this))
{
    setFont(textFont(TextRole::Fixed));
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    new SqlHighlighter(document());
    m_completer->setModel(m_words);
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setModelSorting(QCompleter::CaseInsensitivelySortedModel);
    m_completer->setMaxVisibleItems(mostOffered);
    m_completer->popup()->setAccessibleName(tr("Names that fit"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &SqlEditor::insertCompletion);
    connect(document(), &QTextDocument::contentsChange, this, &SqlEditor::clearMistake);
    setNames({});
}

void SqlEditor::setNames(const QStringList &names)
{
    QStringList words = names + browse::sqlKeywords();
    words.sort(Qt::CaseInsensitive);
    words.removeDuplicates();
    m_words->setStringList(words);
}

void SqlEditor::markMistake(qsizetype at)
{
    QTextEdit::ExtraSelection mark;
    mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    mark.format.setUnderlineColor(statusColor(Status::Wrong, palette()));
    mark.cursor = QTextCursor(document());
    const int last = document()->characterCount() - 1;
    mark.cursor.setPosition(std::clamp(int(at), 0, last));
    mark.cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
    if (!mark.cursor.hasSelection() && !mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor))
        mark.cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
    setExtraSelections({mark});
}

void SqlEditor::clearMistake()
{
    if (!extraSelections().isEmpty())
        setExtraSelections({});
}

void SqlEditor::keyPressEvent(QKeyEvent *event)
{
    const bool control = (event->modifiers() & Qt::ControlModifier) != 0;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_completer->popup()->isVisible() &&
        ((enter && !control) || event->key() == Qt::Key_Escape || event->key() == Qt::Key_Tab)) {
        event->ignore(); // the list's own keys
        return;
    }
    if (control && enter) {
        Q_EMIT runRequested();
        return;
    }
    if (control && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        Q_EMIT historyRequested(event->key() == Qt::Key_Up ? -1 : 1);
        return;
    }
    const bool asked = control && event->key() == Qt::Key_Space;
    if (!asked)
        QPlainTextEdit::keyPressEvent(event);
    const bool typed = !event->text().isEmpty() && event->text().front().isPrint();
    const QString started = startedWord();
    if (asked || (typed && !control && started.size() >= fewestLetters))
        complete(started);
    else
        m_completer->popup()->hide();
}

/// What stands before the cursor, as far as it is one name; nothing inside a string or comment.
QString SqlEditor::startedWord() const
{
    const QString before = toPlainText().left(textCursor().position());
    const QList<browse::SqlToken> tokens = browse::sqlTokens(before);
    if (tokens.isEmpty() || tokens.last().end() != before.size())
        return {};
    using Kind = browse::SqlTokenKind;
    const Kind kind = tokens.last().kind;
    const bool name = kind == Kind::Word || kind == Kind::Keyword || (kind == Kind::QuotedName && tokens.last().open);
    return name ? before.mid(tokens.last().start) : QString();
}

void SqlEditor::complete(const QString &started)
{
    m_completer->setCompletionPrefix(started);
    QAbstractItemView *list = m_completer->popup();
    const bool nothingMore = m_completer->completionCount() == 0 ||
                             (m_completer->completionCount() == 1 &&
                              m_completer->currentCompletion().compare(started, Qt::CaseInsensitive) == 0);
    if (nothingMore) {
        list->hide();
        return;
    }
    list->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    QRect place = cursorRect();
    place.setWidth(list->sizeHintForColumn(0) + list->verticalScrollBar()->sizeHint().width() + space(Space::Normal));
    m_completer->complete(place);
}

void SqlEditor::insertCompletion(const QString &completion)
{
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor, int(startedWord().size()));
    cursor.insertText(completion);
    setTextCursor(cursor);
}

} // namespace ui
