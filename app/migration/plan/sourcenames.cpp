// SPDX-License-Identifier: MIT
#include "migration/plan/sourcenames.h"

#include "schema/identifier.h"

#include <QCoreApplication>
#include <QMap>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(migration)
};

/// Why PostgreSQL or Cutover would not take the name; empty if it is fine.
QString objection(const QString &schemaName)
{
    if (schemaName.isEmpty())
        return Words::tr("it is empty");
    if (schemaName.contains(QChar(u'\0')))
        return Words::tr("it holds a NUL character, which no name in PostgreSQL may");
    if (schemaName.toUtf8().size() > schema::maxIdentifierBytes)
        return Words::tr("it is longer than the 63 bytes that PostgreSQL keeps");
    if (schemaName.startsWith("pg_"_L1))
        return Words::tr("names that begin with pg_ belong to PostgreSQL itself");
    if (schemaName == "information_schema"_L1)
        return Words::tr("that schema belongs to PostgreSQL itself");
    if (schemaName == "cutover"_L1)
        return Words::tr("Cutover keeps its own journal in that schema");
    return {};
}

/// The option that is for one source only, if the request has one.
QString singleSourceOption(const SourceRequest &request)
{
    if (request.globalSchema)
        return u"--separate-metadata no"_s;
    if (!request.creatorName.isEmpty())
        return u"--creator-name"_s;
    return request.schemaName.isNull() ? QString() : u"--pg-schema"_s;
}

base::Result<void> checkNumber(const SourceRequest &request, const QList<Source> &sources)
{
    const QString option = singleSourceOption(request);
    if (option.isEmpty() || sources.size() == 1)
        return {};
    QStringList paths;
    for (const Source &source : sources.first(qMin(sources.size(), 3)))
        paths.append(source.path);
    return base::fail(
        u"single-source-needed"_s,
        Words::tr("%1 is for one source, because all its tables would go into one schema, but %n were found. "
                  "Name the one file with --sqlite-file, or leave the option out.",
                  nullptr, static_cast<int>(sources.size()))
            .arg(option),
        paths.join(u'\n') + (sources.size() > 3 ? u"\n…"_s : QString()));
}

QString others(const QList<const Source *> &rivals, const Source *own)
{
    constexpr qsizetype mostNamed = 3;
    QStringList names;
    for (const Source *rival : rivals) {
        if (rival != own)
            names.append(u"%1 (%2)"_s.arg(rival->creator, rival->path));
        if (names.size() == mostNamed)
            break;
    }
    const QString named = names.join(u", "_s);
    const qsizetype more = rivals.size() - 1 - names.size();
    return more > 0 ? Words::tr("%1 and %n others", nullptr, static_cast<int>(more)).arg(named) : named;
}

base::Error collision(const Source &source, const QString &rivals)
{
    return {u"schema-name-collision"_s,
            QCoreApplication::translate(
                "migration",
                "%1 cannot be moved like this: its schema %2 would be that of %3, too. The application makes a "
                "schema's name from the creator's name and keeps only its letters and digits, in lower case. Move them "
                "one by one, each with --sqlite-file and its own --pg-schema or --creator-name.")
                .arg(source.creator, source.schemaName, rivals),
            source.path};
}

void refuseCollisions(QList<Source> &sources)
{
    QMap<QString, QList<qsizetype>> bySchema;
    for (qsizetype i = 0; i < sources.size(); ++i) {
        if (!sources[i].refusal)
            bySchema[sources[i].schemaName].append(i);
    }
    for (const QList<qsizetype> &indexes : std::as_const(bySchema)) {
        if (indexes.size() < 2)
            continue;
        QList<const Source *> rivals;
        for (const qsizetype i : indexes)
            rivals.append(&std::as_const(sources)[i]);
        for (const qsizetype i : indexes)
            sources[i].refusal = collision(sources[i], others(rivals, &sources[i]));
    }
}

} // namespace

base::Result<void> checkSchemaName(const QString &schemaName)
{
    const QString why = objection(schemaName);
    if (why.isEmpty())
        return {};
    return base::fail(u"bad-schema-name"_s,
                      Words::tr("The schema name \"%1\" cannot be used: %2. Choose another one.").arg(schemaName, why));
}

base::Result<void> nameSources(const SourceRequest &request, QList<Source> &sources)
{
    const bool chosen = !request.schemaName.isNull() || request.globalSchema;
    const QString schemaName = request.schemaName.isNull() ? u"public"_s : request.schemaName;
    if (const auto allowed = chosen ? checkSchemaName(schemaName) : base::Result<void>(); !allowed)
        return base::fail(allowed.error());
    if (const auto one = checkNumber(request, sources); !one)
        return base::fail(one.error());
    for (Source &source : sources) {
        source.creator = request.creatorName.isEmpty() ? schema::creatorOfFile(source.path) : request.creatorName;
        source.schemaName = chosen ? schemaName : schema::creatorSchemaName(source.creator);
    }
    refuseCollisions(sources);
    return {};
}

} // namespace migration
