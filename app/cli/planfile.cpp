// SPDX-License-Identifier: MIT
#include "cli/planfile.h"

#include "cli/options.h"
#include "cli/text.h"
#include "cli/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace cli {

base::Result<void> writePlanFile(const QString &path, const QList<migration::CreatorPlan> &plans)
{
    QJsonArray list;
    for (const auto &plan : plans)
        list.append(migration::toJson(plan));
    const QJsonObject document{{QStringLiteral("version"), QStringLiteral(CUTOVER_VERSION)},
                               {QStringLiteral("plans"), list}};
    QSaveFile file(path);
    const QByteArray json = QJsonDocument(document).toJson(QJsonDocument::Indented);
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit())
        return {};
    return base::fail(
        QStringLiteral("not-written"),
        Words::tr("The plan could not be written to %1. Check that the folder exists and that you may write there.")
            .arg(printable(path)),
        file.errorString());
}

namespace {

tl::unexpected<base::Error> badPlan(const QString &path, const QString &detail)
{
    return base::fail(
        QStringLiteral("bad-plan"),
        Words::tr("The file %1 is no plan that `cutover-cli plan --out` wrote. Make it again.").arg(printable(path)),
        detail);
}

} // namespace

base::Result<QList<migration::CreatorPlan>> readPlanFile(const QString &path)
{
    const auto json = readOptionFile(QStringLiteral("--plan"), path);
    if (!json)
        return base::fail(json.error());
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(*json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return badPlan(path, problem.errorString());
    if (!document.object().value(u"plans").isArray())
        return badPlan(path, Words::tr("There is no list \"plans\" in it."));
    QList<migration::CreatorPlan> plans;
    const QJsonArray list = document.object().value(u"plans").toArray();
    for (const auto &value : list) {
        auto plan = migration::creatorPlanFromJson(value.toObject());
        if (!plan)
            return badPlan(path, plan.error().message + u' ' + plan.error().detail);
        plans += std::move(*plan);
    }
    if (plans.isEmpty())
        return badPlan(path, Words::tr("The list \"plans\" in it is empty."));
    return plans;
}

} // namespace cli
