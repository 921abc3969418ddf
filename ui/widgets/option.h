// SPDX-License-Identifier: MIT
#pragma once

#include <QCheckBox>
#include <QRadioButton>

namespace ui {

/// A button with an indicator, whose words take several lines where there is no room for one.
template <typename Button>
class Wrapping : public Button
{
public:
    explicit Wrapping(const QString &words, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int around() const; ///< of everything but the words
    [[nodiscard]] int advance(const QString &words) const;
    [[nodiscard]] QStringList linesFor(int width) const;
    QString m_words;
};

extern template class Wrapping<QRadioButton>;
extern template class Wrapping<QCheckBox>;

using Option = Wrapping<QRadioButton>;
using Check = Wrapping<QCheckBox>;

} // namespace ui
