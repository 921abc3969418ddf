// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/card.h"

#include <QStringList>

class QBoxLayout;
class QButtonGroup;
class QLabel;
class QTableWidget;

namespace ui {

/// What a NoteCard says.
struct NoteView
{
    Status status = Status::Note;
    QString title;
    QString sentence;
    QStringList options; ///< the first is recommended
    int chosen = 0;      ///< below 0: none of them
    QString result;      ///< what the choice leads to; may be empty
    QStringList exampleColumns;
    QList<QStringList> examples;
    QString examplesCaption; ///< "3 of 18"
    QString allExamples;     ///< words of a button that leads to all of them; empty: these are all
};

/// Something that was found: sign, sentence, real values, and the choice beside it, already made.
class NoteCard : public Card
{
    Q_OBJECT
public:
    explicit NoteCard(const NoteView &view, QWidget *parent = nullptr);
    void setChosen(int option);
    void setResult(const QString &text);
    /// Why the last choice is not possible; empty: it is.
    void setRefusal(const QString &text);
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int option);
    void allExamplesWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeWords(const NoteView &view);
    [[nodiscard]] QWidget *makeExamples(const NoteView &view);
    [[nodiscard]] int widthAround() const; ///< of everything but words and examples
    QBoxLayout *m_halves;
    QButtonGroup *m_options;
    QLabel *m_result;
    QWidget *m_refused;
    QLabel *m_refusal;
    QWidget *m_words;
    QWidget *m_examples; ///< null if there are none
};

} // namespace ui
