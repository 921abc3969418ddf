// SPDX-License-Identifier: MIT
#include "translations/translations.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QTranslator>
#include <memory>

// A static library's resources must be asked for by name, outside every namespace.
static void loadResources()
{
    Q_INIT_RESOURCE(texts);
}

namespace translations {

namespace {

constexpr auto folder = ":/texts";
const QString prefix = QStringLiteral("cutover_");

/// Owned by the application, so that it goes before the resources do.
QTranslator *install(const QString &objectName)
{
    auto *translator = QCoreApplication::instance()->findChild<QTranslator *>(objectName);
    if (translator == nullptr) {
        translator = new QTranslator(QCoreApplication::instance());
        translator->setObjectName(objectName);
    }
    return translator;
}

} // namespace

QStringList languages()
{
    loadResources();
    QStringList names;
    for (const QString &file : QDir(QLatin1String(folder)).entryList({prefix + QStringLiteral("*.qm")}))
        names += file.mid(prefix.size()).chopped(3);
    return names;
}

void use(const QLocale &locale)
{
    loadResources();
    QTranslator *own = install(QStringLiteral("own texts"));
    QTranslator *library = install(QStringLiteral("library texts"));
    const QString language = QLocale::languageToCode(locale.language());
    const bool spoken = own->load(prefix + language, QLatin1String(folder));
    if (!spoken)
        static_cast<void>(own->load(prefix + QStringLiteral("en"), QLatin1String(folder)));
    QCoreApplication::installTranslator(own);
    if (spoken &&
        library->load(QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(library);
    QLocale::setDefault(spoken ? locale : QLocale(QLocale::English));
}

} // namespace translations
