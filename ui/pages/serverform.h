// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/keychain.h"
#include "ui/session/targetform.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace ui {

class CertificateCheck;
class Disclosure;
class FileField;
class PasswordField;
struct FileView;

/// Address, sign-in and encryption of a server, to fill in or to paste.
class ServerForm : public QWidget
{
    Q_OBJECT
public:
    explicit ServerForm(QWidget *parent = nullptr);
    [[nodiscard]] TargetForm form() const;
    /// Shows `form`; does not emit edited().
    void setForm(const TargetForm &form);
    /// What was wrong with the pasted text; empty: nothing.
    void sayPasteFault(const QString &fault);
    [[nodiscard]] bool remembersPassword() const;
    void setRemembers(bool remembers);
    void setKeychain(Keychain::Availability availability);
    void sayKeychainFault(const QString &fault);

Q_SIGNALS:
    void edited();
    void pasted(const QString &text);
    /// Somebody has finished naming a server or user: a password may be known for it.
    void namedServer();
    void rememberWanted();
    void forgetWanted();

private:
    void addAddress(QGridLayout *grid);
    void addSignIn(QGridLayout *grid);
    void addEncryption(QGridLayout *grid);
    QWidget *makeMore();
    void showEncryption();
    void tellEdited();
    void takePasted();
    void showFindings(const FileView &authority, const FileView &certificate, const FileView &key);
    TargetForm m_form; ///< as last set: holds what has no field
    CertificateCheck *m_check;
    QLineEdit *m_paste;
    QLabel *m_pasteFault;
    QLineEdit *m_host;
    QLineEdit *m_port;
    QLineEdit *m_database;
    QLineEdit *m_user;
    PasswordField *m_password;
    QCheckBox *m_remember;
    QLabel *m_keychain;
    QComboBox *m_encryption;
    QLabel *m_meaning;
    FileField *m_authority;
    FileField *m_certificate;
    FileField *m_key;
    QLineEdit *m_service;
    Disclosure *m_more;
};

} // namespace ui
