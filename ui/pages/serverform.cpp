// SPDX-License-Identifier: MIT
#include "ui/pages/serverform.h"

#include "ui/pages/sslmodes.h"
#include "ui/session/certificatecheck.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/filefield.h"
#include "ui/widgets/option.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace ui {

namespace {

constexpr int portWidth = 72;

/// A field's name before it, which takes the keyboard there by its letter.
QLabel *nameFor(QWidget *field, const QString &title)
{
    auto *name = new QLabel(title);
    name->setBuddy(field);
    return name;
}

void addRow(QGridLayout *grid, const QString &title, QWidget *field)
{
    const int row = grid->rowCount();
    const Qt::Alignment place = qobject_cast<FileField *>(field) != nullptr ? Qt::AlignTop : Qt::AlignVCenter;
    QLabel *name = nameFor(field, title);
    if (place == Qt::AlignTop)
        name->setMinimumHeight(scaled(controlHeight));
    grid->addWidget(name, row, 0, place);
    grid->addWidget(field, row, 1);
}

QGridLayout *makeGrid()
{
    auto *grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space(Space::Normal));
    grid->setVerticalSpacing(space(Space::Small));
    grid->setColumnStretch(1, 1);
    return grid;
}

void showText(QLineEdit *field, const QString &text)
{
    if (field->text().trimmed() != text) // the cursor stays where somebody types
        field->setText(text);
}

void showFinding(FileField *field, const FileView &view)
{
    switch (view.state) {
    case FileView::State::NoFile:
        field->clearFinding();
        return;
    case FileView::State::Usable:
        field->say(Status::Fine, view.message);
        return;
    case FileView::State::Doubtful:
        field->say(Status::Note, view.message);
        return;
    case FileView::State::Unusable:
        field->say(Status::Wrong, view.message);
        return;
    }
}

} // namespace

ServerForm::ServerForm(QWidget *parent)
    : QWidget(parent),
      m_check(new CertificateCheck(this)),
      m_paste(new QLineEdit),
      m_pasteFault(label({}, TextRole::Small)),
      m_host(new QLineEdit),
      m_port(new QLineEdit),
      m_database(new QLineEdit),
      m_user(new QLineEdit),
      m_password(new PasswordField),
      m_remember(new Check(tr("Re&member in this computer's keychain"))),
      m_keychain(label({}, TextRole::Small, Voice::Second)),
      m_encryption(new QComboBox),
      m_meaning(label({}, TextRole::Small, Voice::Second)),
      m_authority(new FileField(tr("Trusted by"), tr("Which file holds the certificate of the authority?"))),
      m_certificate(new FileField(tr("Own certificate"), tr("Which file holds this computer's own certificate?"))),
      m_key(new FileField(tr("Its key"), tr("Which file holds the key of the certificate?"))),
      m_service(new QLineEdit),
      m_more(nullptr)
{
    m_paste->setPlaceholderText(tr("Paste an address, or fill in below"));
    m_paste->setAccessibleName(tr("Paste an address, or fill in below"));
    m_paste->setAccessibleDescription(tr("For example postgresql://user:password@host:5432/database"));
    m_paste->setToolTip(tr("For example postgresql://user:password@host:5432/database"));
    m_pasteFault->hide();
    m_keychain->hide();
    m_more = new Disclosure(tr("More: own certificate, service file"), makeMore());
    auto *grid = makeGrid();
    addAddress(grid);
    addSignIn(grid);
    addEncryption(grid);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Small));
    column->addWidget(m_paste);
    column->addWidget(m_pasteFault);
    column->addLayout(grid);
    column->addWidget(m_more);
    connect(m_paste, &QLineEdit::textEdited, this, [this, before = qsizetype(0)](const QString &text) mutable {
        const bool atOnce = text.size() > before + 1; // pasted; what is typed is taken when it is complete
        before = text.size();
        m_pasteFault->hide();
        if (atOnce)
            takePasted();
    });
    connect(m_paste, &QLineEdit::editingFinished, this, &ServerForm::takePasted);
    connect(m_encryption, &QComboBox::activated, this, [this](int number) {
        m_form.sslMode = sslMode(number);
        tellEdited();
    });
    connect(m_check, &CertificateCheck::found, this, &ServerForm::showFindings);
    setFocusProxy(m_paste);
    setForm({});
}

void ServerForm::addAddress(QGridLayout *grid)
{
    m_port->setPlaceholderText(QStringLiteral("5432"));
    m_port->setFixedWidth(scaled(portWidth));
    auto *row = new QHBoxLayout;
    row->setSpacing(space(Space::Small));
    row->addWidget(m_host, 1);
    row->addWidget(nameFor(m_port, tr("P&ort")));
    row->addWidget(m_port);
    m_host->setAccessibleName(tr("Host"));
    m_port->setAccessibleName(tr("Port"));
    grid->addWidget(nameFor(m_host, tr("&Host")), 0, 0);
    grid->addLayout(row, 0, 1);
    addRow(grid, tr("&Database"), m_database);
    m_database->setAccessibleName(tr("Database"));
}

void ServerForm::addSignIn(QGridLayout *grid)
{
    addRow(grid, tr("&User"), m_user);
    m_user->setAccessibleName(tr("User"));
    addRow(grid, tr("&Password"), m_password);
    m_password->setAccessibleName(tr("Password"));
    grid->addWidget(m_remember, grid->rowCount(), 1);
    grid->addWidget(m_keychain, grid->rowCount(), 1);
    for (QLineEdit *field : {m_host, m_port, m_database, m_user, static_cast<QLineEdit *>(m_password), m_service})
        connect(field, &QLineEdit::textEdited, this, &ServerForm::tellEdited);
    for (const QLineEdit *field : {m_host, m_port, m_database, m_user})
        connect(field, &QLineEdit::editingFinished, this, &ServerForm::namedServer);
    connect(m_remember, &QCheckBox::clicked, this, [this](bool remember) {
        if (remember)
            Q_EMIT rememberWanted();
        else
            Q_EMIT forgetWanted();
    });
}

void ServerForm::addEncryption(QGridLayout *grid)
{
    for (int number = 0; number < sslModeCount; ++number) {
        m_encryption->addItem(sslModeName(number));
        m_encryption->setItemData(number, sslModeMeaning(number), Qt::ToolTipRole);
    }
    m_encryption->setAccessibleName(tr("Encryption"));
    m_encryption->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    addRow(grid, tr("&Encryption"), m_encryption);
    grid->addWidget(m_meaning, grid->rowCount(), 1);
    addRow(grid, tr("&Trusted by"), m_authority);
    for (FileField *field : {m_authority, m_certificate, m_key})
        connect(field, &FileField::edited, this, &ServerForm::tellEdited);
}

QWidget *ServerForm::makeMore()
{
    auto *more = new QWidget;
    auto *grid = makeGrid();
    more->setLayout(grid);
    addRow(grid, tr("Own &certificate"), m_certificate);
    addRow(grid, tr("Its &key"), m_key);
    addRow(grid, tr("&Service"), m_service);
    m_service->setAccessibleName(tr("Service"));
    m_service->setPlaceholderText(tr("a name in pg_service.conf"));
    return more;
}

TargetForm ServerForm::form() const
{
    TargetForm form = m_form;
    form.host = m_host->text().trimmed();
    form.port = m_port->text().trimmed();
    form.database = m_database->text().trimmed();
    form.user = m_user->text().trimmed();
    form.password = base::Secret(m_password->text());
    form.authority = m_authority->path();
    form.certificate = m_certificate->path();
    form.key = m_key->path();
    form.service = m_service->text().trimmed();
    return form;
}

void ServerForm::setForm(const TargetForm &form)
{
    m_form = form;
    showText(m_host, form.host);
    showText(m_port, form.port);
    showText(m_database, form.database);
    showText(m_user, form.user);
    if (m_password->text() != form.password.reveal())
        m_password->setText(form.password.reveal());
    m_authority->setPath(form.authority);
    m_certificate->setPath(form.certificate);
    m_key->setPath(form.key);
    showText(m_service, form.service);
    if (!form.certificate.isEmpty() || !form.key.isEmpty() || !form.service.isEmpty())
        m_more->setOpen(true);
    showEncryption();
    m_check->look(form);
}

void ServerForm::showEncryption()
{
    const int number = sslModeNumber(usedSslMode(form()));
    m_encryption->setCurrentIndex(number);
    m_meaning->setText(number < 0 ? QString() : sslModeMeaning(number));
    m_encryption->setAccessibleDescription(m_meaning->text());
}

void ServerForm::tellEdited()
{
    showEncryption();
    m_check->look(form());
    Q_EMIT edited();
}

void ServerForm::takePasted()
{
    const QString text = m_paste->text().trimmed();
    if (!text.isEmpty())
        Q_EMIT pasted(text);
}

void ServerForm::sayPasteFault(const QString &fault)
{
    m_pasteFault->setText(fault);
    m_pasteFault->setVisible(!fault.isEmpty());
    if (!fault.isEmpty() || m_paste->text().isEmpty())
        return;
    // It is in the fields now; what is left standing here would show the password.
    const QSignalBlocker quiet(m_paste);
    m_paste->clear();
}

bool ServerForm::remembersPassword() const
{
    return m_remember->isEnabled() && m_remember->isChecked();
}

void ServerForm::setRemembers(bool remembers)
{
    m_remember->setChecked(remembers);
}

void ServerForm::setKeychain(Keychain::Availability availability)
{
    m_remember->setEnabled(availability == Keychain::Availability::Available);
    sayKeychainFault(availability == Keychain::Availability::Missing
                         ? tr("This computer has no keychain, so the password is kept only until you close the window.")
                         : QString());
}

void ServerForm::sayKeychainFault(const QString &fault)
{
    m_keychain->setText(fault);
    m_keychain->setVisible(!fault.isEmpty());
}

void ServerForm::showFindings(const FileView &authority, const FileView &certificate, const FileView &key)
{
    showFinding(m_authority, authority);
    showFinding(m_certificate, certificate);
    showFinding(m_key, key);
}

} // namespace ui
