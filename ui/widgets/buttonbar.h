// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace ui {

class FlowLayout;

/// Below a page: a sentence, and the buttons beside it; where there is no room for that, the sentence above them.
class ButtonBar : public QWidget
{
    Q_OBJECT
public:
    explicit ButtonBar(QWidget *parent = nullptr);
    void setWords(const QString &words);
    /// Before the sentence. Takes `widget`.
    void addFront(QWidget *widget);
    /// At the far end, one after another. Takes `widget`.
    void addBack(QWidget *widget);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] bool hasFront() const;
    void arrange();
    QGridLayout *m_grid;
    QWidget *m_front;
    FlowLayout *m_frontRow;
    QLabel *m_words;
    QWidget *m_back;
    FlowLayout *m_backRow;
    bool m_inOneLine = true;
};

} // namespace ui
