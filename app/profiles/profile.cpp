// SPDX-License-Identifier: MIT
#include "profiles/profile.h"

#include "base/jsonplace.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using base::JsonPlace;

namespace profiles {

namespace {

base::Error broken(const QString &file, const QString &what)
{
    return {u"profile-broken"_s,
            QCoreApplication::translate("profiles", "The description of an application cannot be used: %1: %2. It is "
                                                    "part of this program, so the installation is damaged; install "
                                                    "the program again.")
                .arg(file, what),
            file};
}

std::optional<schema::TypeKind> typeOf(const JsonPlace &place)
{
    const std::optional<schema::TypeKind> type = schema::typeFromName(place.text());
    if (!type)
        place.reject(u"is no type that Cutover uses"_s);
    return type;
}

ColumnRule ruleFromJson(const JsonPlace &place)
{
    place.allowOnly({"table"_L1, "column"_L1, "declaredType"_L1, "type"_L1, "zone"_L1});
    ColumnRule rule{.table = place.at("table"_L1).text(),
                    .column = place.at("column"_L1).text(),
                    .declaredType = {},
                    .type = {},
                    .zone = {}};
    if (place.has("declaredType"_L1))
        rule.declaredType = place.at("declaredType"_L1).text().toUpper();
    if (place.has("type"_L1))
        rule.type = typeOf(place.at("type"_L1));
    if (place.has("zone"_L1))
        rule.zone = place.at("zone"_L1).text();
    if (!rule.zone.isEmpty() && rule.zone != "UTC"_L1)
        place.at("zone"_L1).reject(u"can only be UTC"_s);
    if (!rule.type && rule.zone.isEmpty())
        place.reject(u"says neither a type nor a zone"_s);
    return rule;
}

Profile profileFromPlace(const JsonPlace &place)
{
    place.allowOnly({"name"_L1, "title"_L1, "about"_L1, "filePatterns"_L1, "tables"_L1, "columns"_L1});
    Profile profile{.name = place.at("name"_L1).text(),
                    .title = place.at("title"_L1).text(),
                    .about = place.at("about"_L1).text(),
                    .filePatterns = place.at("filePatterns"_L1).texts(),
                    .tables = place.at("tables"_L1).texts(),
                    .columns = place.at("columns"_L1).list(ruleFromJson)};
    if (profile.name.isEmpty())
        place.at("name"_L1).reject(u"is empty"_s);
    if (profile.tables.isEmpty())
        place.at("tables"_L1).reject(u"is empty"_s);
    return profile;
}

} // namespace

base::Result<Profile> profileFromJson(const QByteArray &json, const QString &file)
{
    QJsonParseError syntax;
    const QJsonDocument document = QJsonDocument::fromJson(json, &syntax);
    if (!document.isObject()) {
        return base::fail(broken(file, syntax.error == QJsonParseError::NoError
                                           ? u"the whole document is not an object"_s
                                           : syntax.errorString()));
    }
    base::JsonFault fault;
    Profile profile = profileFromPlace(JsonPlace(document.object(), fault));
    if (fault.found())
        return base::fail(broken(file, fault.place + u' ' + fault.problem));
    return profile;
}

base::Result<QList<Profile>> builtinProfiles()
{
    QList<Profile> all;
    const QDir folder(u":/profiles"_s);
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return base::fail(broken(name, file.errorString()));
        base::Result<Profile> profile = profileFromJson(file.readAll(), name);
        if (!profile)
            return base::fail(profile.error());
        if (name != QString(profile->name + u".json"_s))
            return base::fail(broken(name, u"it is named %1 inside"_s.arg(profile->name)));
        all.append(*profile);
    }
    if (all.isEmpty())
        return base::fail(broken(folder.path(), u"there is none"_s));
    return all;
}

} // namespace profiles
