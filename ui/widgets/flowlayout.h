// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>

namespace ui {

/// Widgets side by side, in as many lines as they need; the first line holds as many as it can.
class FlowLayout : public QLayout
{
    Q_OBJECT
public:
    enum class Side { Leading, Trailing };
    explicit FlowLayout(Side side = Side::Leading, QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;    ///< all in one line
    [[nodiscard]] QSize minimumSize() const override; ///< one below the other
    void setGeometry(const QRect &place) override;

private:
    [[nodiscard]] QList<QList<QLayoutItem *>> linesFor(int width) const;
    [[nodiscard]] QSize margins() const;
    Side m_side;
    QList<QLayoutItem *> m_items;
};

} // namespace ui
