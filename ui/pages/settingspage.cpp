// SPDX-License-Identifier: MIT
#include "ui/pages/settingspage.h"

#include "translations/translations.h"
#include "ui/session/keychain.h"
#include "ui/session/language.h"
#include "ui/session/runs.h"
#include "ui/style/appearance.h"
#include "ui/style/icon.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/scrolling.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>

namespace ui {

namespace {

/// "English", "Deutsch": a language in its own words.
QString nameOfLanguage(const QString &name)
{
    if (name == QLatin1String("en"))
        return QStringLiteral("English"); // Qt would say “American English”
    QString own = QLocale(name).nativeLanguageName();
    if (!own.isEmpty())
        own[0] = own[0].toUpper();
    return own;
}

QVBoxLayout *makeColumn(QWidget *widget, const QString &title)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Small));
    column->addWidget(label(title, TextRole::Section));
    return column;
}

QComboBox *makeChoice()
{
    auto *choice = new QComboBox;
    choice->setMinimumContentsLength(18);
    return choice;
}

} // namespace

SettingsPage::SettingsPage(Keychain *keychain, QWidget *parent)
    : QWidget(parent),
      m_keychain(keychain),
      m_language(makeChoice()),
      m_languageHint(label({}, TextRole::Small, Voice::Second)),
      m_look(makeChoice()),
      m_copies(label({})),
      m_openCopies(new QPushButton(icon(QStringLiteral("folder")), tr("&Open the folder"))),
      m_passwords(new QVBoxLayout)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space(Space::Huge), space(Space::Large), space(Space::Huge), space(Space::Large));
    column->setSpacing(space(Space::Small));
    column->addWidget(label(tr("Settings"), TextRole::Title));
    column->addWidget(label(tr("How this window looks, and what it keeps on this computer.")));
    for (QWidget *part : {makeLooks(), makeCopies(), makePasswords()}) {
        column->addSpacing(space(Space::Normal));
        column->addWidget(part);
    }
    column->addStretch(1);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scrolling(content));
    connect(keychain, &Keychain::keptChanged, this, &SettingsPage::showPasswords);
    connect(keychain, &Keychain::availabilityChanged, this, &SettingsPage::showPasswords);
    showPasswords();
}

QWidget *SettingsPage::makeLooks()
{
    m_language->addItem(tr("As the system has it"), QString());
    for (const QString &name : translations::languages())
        m_language->addItem(nameOfLanguage(name), name);
    m_language->setCurrentIndex(std::max(m_language->findData(chosenLanguage()), 0));
    m_language->setAccessibleName(tr("Language"));
    m_languageHint->hide();
    m_look->addItem(tr("As the system has it"), int(Look::System));
    m_look->addItem(tr("Light"), int(Look::Light));
    m_look->addItem(tr("Dark"), int(Look::Dark));
    m_look->setCurrentIndex(m_look->findData(int(chosenLook())));
    m_look->setAccessibleName(tr("Colours"));
    connect(m_language, &QComboBox::activated, this, [this] {
        chooseLanguage(m_language->currentData().toString());
        m_languageHint->setText(tr("The window speaks it when you open it the next time."));
        m_languageHint->show();
    });
    connect(m_look, &QComboBox::activated, this, [this] {
        const auto look = static_cast<Look>(m_look->currentData().toInt());
        chooseLook(look);
        dress(*qApp, look);
    });
    auto *part = new QWidget;
    auto *column = makeColumn(part, tr("Language and colours"));
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setHorizontalSpacing(space(Space::Large));
    form->setVerticalSpacing(space(Space::Small));
    form->addRow(tr("&Language"), m_language);
    form->addRow(tr("&Colours"), m_look);
    column->addLayout(form);
    column->addWidget(m_languageHint);
    return part;
}

QWidget *SettingsPage::makeCopies()
{
    auto *folder = new CopyField(tr("Folder of the safety copies"));
    folder->setText(QDir::toNativeSeparators(Runs::copiesFolder()));
    connect(m_openCopies, &QPushButton::clicked, this,
            [] { QDesktopServices::openUrl(QUrl::fromLocalFile(Runs::copiesFolder())); });
    auto *part = new QWidget;
    auto *column = makeColumn(part, tr("Safety copies"));
    column->addWidget(
        label(tr("Every move keeps a checked copy of your files and its report here. To delete those of a "
                 "move, forget it in the history.")));
    column->addWidget(folder);
    auto *row = new QHBoxLayout;
    row->setSpacing(space(Space::Normal));
    m_openCopies->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_copies->setMaximumWidth(QWIDGETSIZE_MAX);
    row->addWidget(m_openCopies);
    row->addWidget(m_copies, 1);
    column->addLayout(row);
    return part;
}

QWidget *SettingsPage::makePasswords()
{
    auto *part = new QWidget;
    auto *column = makeColumn(part, tr("Passwords"));
    m_passwords->setSpacing(space(Space::Small));
    column->addLayout(m_passwords);
    return part;
}

void SettingsPage::enter()
{
    const bool there = QDir(Runs::copiesFolder()).exists();
    m_openCopies->setEnabled(there);
    if (!there) {
        m_copies->setText(tr("There are none yet."));
        return;
    }
    m_measuring.start<qint64>(Runs::measureCopies(), [this](const qint64 &bytes) {
        m_copies->setText(tr("%1 at the moment.").arg(bytesText(bytes)));
    });
}

void SettingsPage::showPasswords()
{
    while (QLayoutItem *item = m_passwords->takeAt(0)) {
        if (QWidget *widget = item->widget()) { // one of its buttons may be what brought us here
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    const QStringList names = Keychain::kept();
    if (m_keychain->availability() == Keychain::Availability::Missing)
        m_passwords->addWidget(
            label(tr("This computer has no keychain, so passwords are kept only until you close the window.")));
    else if (names.isEmpty())
        m_passwords->addWidget(label(tr("None is kept. A password goes only into this computer's keychain, and only if "
                                        "you tick that where you type it.")));
    else
        m_passwords->addWidget(label(tr("In this computer's keychain, and nowhere else, are the passwords of:")));
    for (const QString &name : names) {
        auto *line = new QWidget;
        auto *forget = new QPushButton(tr("Forget"));
        forget->setAccessibleName(tr("Forget the password of %1").arg(name));
        connect(forget, &QPushButton::clicked, this, [this, name] { m_keychain->forget(name); });
        auto *words = label(name);
        words->setMaximumWidth(QWIDGETSIZE_MAX);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(space(Space::Normal));
        forget->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        row->addWidget(forget);
        row->addWidget(words, 1);
        m_passwords->addWidget(line);
    }
}

} // namespace ui
