// SPDX-License-Identifier: MIT
#include "migration/plan/choices.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using Outcome = base::Result<void>;

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

tl::unexpected<base::Error> refuse(const QString &message, const QString &place)
{
    return base::fail(u"bad-choices"_s, message, place);
}

QString placed(const QString &place, const QString &key)
{
    return place.isEmpty() ? key : QString(place + u'.' + key);
}

base::Result<QJsonObject> object(const QJsonValue &value, const QString &place)
{
    if (value.isObject())
        return value.toObject();
    return refuse(
        tr("The choices file is not understood: \"%1\" must be a group of settings in curly brackets.").arg(place),
        place);
}

Outcome onlyKnownKeys(const QJsonObject &object, const QStringList &known, const QString &place)
{
    for (const QString &key : object.keys()) {
        if (known.contains(key))
            continue;
        return refuse(tr("The choices file has a setting that does not exist: \"%1\". Possible here: %2.")
                          .arg(placed(place, key), known.join(u", "_s)),
                      placed(place, key));
    }
    return {};
}

template <typename Value>
using Words = QList<std::pair<QString, Value>>;

/// One of the words, if the key is there at all.
template <typename Value, typename Target>
Outcome readWord(const QJsonObject &object, const QString &key, const Words<Value> &words, const QString &place,
                 Target &target)
{
    if (!object.contains(key))
        return {};
    const QString text = object.value(key).toString();
    QStringList known;
    for (const auto &[word, value] : words) {
        if (object.value(key).isString() && word == text) {
            target = value;
            return {};
        }
        known.append(word);
    }
    return refuse(tr("The choices file has a value that is not possible for \"%1\". Possible: %2.")
                      .arg(placed(place, key), known.join(u", "_s)),
                  placed(place, key));
}

const Words<OrphanChoice> &orphanWords()
{
    static const Words<OrphanChoice> words{{u"keep"_s, OrphanChoice::Keep}, {u"attic"_s, OrphanChoice::Attic}};
    return words;
}

const Words<NulTextChoice> &nulTextWords()
{
    static const Words<NulTextChoice> words{
        {u"readable"_s, NulTextChoice::Readable}, {u"null"_s, NulTextChoice::Null}, {u"bytea"_s, NulTextChoice::Bytea}};
    return words;
}

const Words<JsonChoice> &jsonWords()
{
    static const Words<JsonChoice> words{
        {u"json"_s, JsonChoice::Json}, {u"jsonb"_s, JsonChoice::Jsonb}, {u"text"_s, JsonChoice::Text}};
    return words;
}

Outcome readType(const QJsonObject &object, const QString &place, ColumnChoice &choice)
{
    if (!object.contains(u"type"_s))
        return {};
    const QString name = object.value(u"type"_s).toString();
    choice.type = schema::typeFromName(name);
    if (choice.type)
        return {};
    return refuse(tr("The choices file names a type that does not exist: \"%1\" at \"%2\". Possible: bigint, double "
                     "precision, numeric, boolean, date, timestamp, timestamptz, text, json, jsonb, bytea, uuid.")
                      .arg(name, placed(place, u"type"_s)),
                  placed(place, u"type"_s));
}

Outcome readZone(const QJsonObject &object, const QString &place, ColumnChoice &choice)
{
    if (!object.contains(u"zone"_s))
        return {};
    if (object.value(u"zone"_s).toString() == u"UTC") {
        choice.zone = u"UTC"_s;
        return {};
    }
    return refuse(
        tr("The choices file names a time zone that is not offered: \"%1\" at \"%2\". Only \"UTC\" is, because "
           "only then every time can be given back exactly as it was.")
            .arg(object.value(u"zone"_s).toString(), placed(place, u"zone"_s)),
        placed(place, u"zone"_s));
}

base::Result<ColumnChoice> readColumn(const QJsonValue &value, const QString &place)
{
    const auto settings = object(value, place);
    if (!settings)
        return base::fail(settings.error());
    ColumnChoice choice;
    if (auto known = onlyKnownKeys(*settings, {u"type"_s, u"zone"_s}, place); !known)
        return base::fail(known.error());
    if (auto type = readType(*settings, place, choice); !type)
        return base::fail(type.error());
    if (auto zone = readZone(*settings, place, choice); !zone)
        return base::fail(zone.error());
    return choice;
}

/// An object whose keys are names and whose values `read` understands.
template <typename Value, typename Read>
Outcome readNamed(const QJsonObject &parent, const QString &key, const QString &place, Read read,
                  QMap<QString, Value> &target)
{
    if (!parent.contains(key))
        return {};
    const QString here = placed(place, key);
    const auto named = object(parent.value(key), here);
    if (!named)
        return base::fail(named.error());
    for (auto it = named->begin(); it != named->end(); ++it) {
        const auto value = read(it.value(), placed(here, it.key()));
        if (!value)
            return base::fail(value.error());
        target.insert(it.key(), *value);
    }
    return {};
}

base::Result<TableChoices> readTable(const QJsonValue &value, const QString &place)
{
    const auto settings = object(value, place);
    if (!settings)
        return base::fail(settings.error());
    TableChoices choices;
    if (auto known = onlyKnownKeys(*settings, {u"columns"_s, u"orphans"_s}, place); !known)
        return base::fail(known.error());
    if (auto orphans = readWord(*settings, u"orphans"_s, orphanWords(), place, choices.orphans); !orphans)
        return base::fail(orphans.error());
    if (auto columns = readNamed(*settings, u"columns"_s, place, readColumn, choices.columns); !columns)
        return base::fail(columns.error());
    return choices;
}

base::Result<CreatorChoices> readCreator(const QJsonValue &value, const QString &place)
{
    const auto settings = object(value, place);
    if (!settings)
        return base::fail(settings.error());
    CreatorChoices choices;
    if (auto known = onlyKnownKeys(*settings, {u"tables"_s}, place); !known)
        return base::fail(known.error());
    if (auto tables = readNamed(*settings, u"tables"_s, place, readTable, choices.tables); !tables)
        return base::fail(tables.error());
    return choices;
}

Outcome readDefaults(const QJsonObject &root, Choices &choices)
{
    if (!root.contains(u"defaults"_s))
        return {};
    const QString place = u"defaults"_s;
    const auto settings = object(root.value(place), place);
    if (!settings)
        return base::fail(settings.error());
    if (auto known = onlyKnownKeys(*settings, {u"orphans"_s, u"nul-text"_s, u"json"_s}, place); !known)
        return known;
    if (auto orphans = readWord(*settings, u"orphans"_s, orphanWords(), place, choices.orphans); !orphans)
        return orphans;
    if (auto nulText = readWord(*settings, u"nul-text"_s, nulTextWords(), place, choices.nulText); !nulText)
        return nulText;
    return readWord(*settings, u"json"_s, jsonWords(), place, choices.json);
}

template <typename Value>
QString wordOf(const Words<Value> &words, Value value)
{
    for (const auto &[word, known] : words) {
        if (known == value)
            return word;
    }
    return {};
}

QJsonObject columnToJson(const ColumnChoice &choice)
{
    QJsonObject json;
    if (choice.type)
        json.insert(u"type"_s, schema::typeName(*choice.type));
    if (!choice.zone.isEmpty())
        json.insert(u"zone"_s, choice.zone);
    return json;
}

template <typename Value, typename Write>
QJsonObject namedToJson(const QMap<QString, Value> &named, Write write)
{
    QJsonObject json;
    for (auto it = named.begin(); it != named.end(); ++it)
        json.insert(it.key(), write(it.value()));
    return json;
}

QJsonObject tableToJson(const TableChoices &choices)
{
    QJsonObject json{{u"columns"_s, namedToJson(choices.columns, columnToJson)}};
    if (choices.orphans)
        json.insert(u"orphans"_s, wordOf(orphanWords(), *choices.orphans));
    return json;
}

QJsonObject creatorToJson(const CreatorChoices &choices)
{
    return {{u"tables"_s, namedToJson(choices.tables, tableToJson)}};
}

} // namespace

QJsonObject toJson(const Choices &choices)
{
    return {{u"defaults"_s, QJsonObject{{u"orphans"_s, wordOf(orphanWords(), choices.orphans)},
                                        {u"nul-text"_s, wordOf(nulTextWords(), choices.nulText)},
                                        {u"json"_s, wordOf(jsonWords(), choices.json)}}},
            {u"creators"_s, namedToJson(choices.creators, creatorToJson)}};
}

base::Result<Choices> choicesFromJson(const QByteArray &json)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError || !document.isObject())
        return refuse(tr("The choices file is not JSON, or not one group of settings in curly brackets. Perhaps it was "
                         "edited by hand and a comma or a quotation mark is missing."),
                      document.isNull()
                          ? QString(parseError.errorString() + u" at byte "_s + QString::number(parseError.offset))
                          : QString());
    const QJsonObject root = document.object();
    Choices choices;
    if (auto known = onlyKnownKeys(root, {u"defaults"_s, u"creators"_s}, {}); !known)
        return base::fail(known.error());
    if (auto defaults = readDefaults(root, choices); !defaults)
        return base::fail(defaults.error());
    if (auto creators = readNamed(root, u"creators"_s, {}, readCreator, choices.creators); !creators)
        return base::fail(creators.error());
    return choices;
}

} // namespace migration
