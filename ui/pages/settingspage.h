// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/job.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

class Keychain;

/// How the window looks, and what the program keeps on this computer.
class SettingsPage : public QWidget
{
    Q_OBJECT
public:
    explicit SettingsPage(Keychain *keychain, QWidget *parent = nullptr);
    /// Each time the page comes to the front.
    void enter();

private:
    [[nodiscard]] QWidget *makeLooks();
    [[nodiscard]] QWidget *makeCopies();
    [[nodiscard]] QWidget *makePasswords();
    void showPasswords();
    Keychain *m_keychain;
    QComboBox *m_language;
    QLabel *m_languageHint;
    QComboBox *m_look;
    QLabel *m_copies;
    QPushButton *m_openCopies;
    QVBoxLayout *m_passwords;
    Job m_measuring;
};

} // namespace ui
