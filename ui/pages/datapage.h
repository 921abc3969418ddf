// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/wizardpage.h"

class QLineEdit;
class QPushButton;
class QTreeView;

namespace ui {

class Banner;
class Sources;

/// Step 1: what was found, with boxes to tick.
class DataPage : public WizardPage
{
    Q_OBJECT
public:
    explicit DataPage(Sources *sources, QWidget *parent = nullptr);
    [[nodiscard]] QString stepName() const override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] QString footer() const override;

private:
    void refresh();
    [[nodiscard]] QString current() const;
    void showTakeOff();
    void addFile();
    void addFolder();
    Sources *m_sources;
    Banner *m_banner;
    QLineEdit *m_filter; ///< there while there is much
    QTreeView *m_tree;
    QPushButton *m_takeOff;
};

} // namespace ui
