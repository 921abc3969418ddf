// SPDX-License-Identifier: MIT
#pragma once

#include <QRadioButton>

namespace ui {

/// A radio button whose words take several lines where there is no room for one.
class Option : public QRadioButton
{
    Q_OBJECT
public:
    explicit Option(const QString &words, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int around() const; ///< of everything but the words
    [[nodiscard]] QStringList linesFor(int width) const;
    QString m_words;
};

} // namespace ui
