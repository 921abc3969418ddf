// SPDX-License-Identifier: MIT
#pragma once

#include <QListView>

namespace ui {

/// Whole sentences, one under the other, of a model of any length: as high as they need, up to a limit.
class SentenceList : public QListView
{
    Q_OBJECT
public:
    explicit SentenceList(const QString &accessibleName, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
};

} // namespace ui
