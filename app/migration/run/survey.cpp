// SPDX-License-Identifier: MIT
#include "migration/run/survey.h"

#include "sqlite/census.h"
#include "sqlite/schemareader.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

/// The profile of that name; none if the name is empty.
base::Result<std::optional<profiles::Profile>> findProfile(const QString &name)
{
    if (name.isEmpty())
        return std::optional<profiles::Profile>();
    const auto all = profiles::builtinProfiles();
    if (!all)
        return base::fail(all.error());
    for (const profiles::Profile &profile : *all) {
        if (profile.name == name)
            return std::optional(profile);
    }
    return base::fail(
        u"unknown-profile"_s,
        tr("There is no application profile named “%1”. The command “profiles” lists the known ones.").arg(name));
}

/// A plan made earlier is right for the data of then: take the numbers of now, and make sure that it still speaks of
/// the same tables.
base::Result<CreatorPlan> refresh(CreatorPlan plan, const schema::Schema &schema, const schema::Census &census)
{
    QHash<QString, qsizetype> byName;
    for (qsizetype i = 0; i < schema.tables.size(); ++i)
        byName.insert(schema.tables[i].name, i);
    bool same = byName.size() == plan.tables.size();
    plan.rows = 0;
    plan.bytes = 0;
    for (TablePlan &table : plan.tables) {
        const qsizetype at = byName.value(table.source, -1);
        same = same && at >= 0 && schema.tables[at].columns.size() == table.columns.size();
        for (qsizetype c = 0; same && c < table.columns.size(); ++c)
            same = table.columns[c].source == schema.tables[at].columns[c].name;
        if (!same)
            break;
        const schema::TableCensus &now = census.tables[at];
        table.rows = now.rows;
        table.bytes = now.bytes;
        table.minRowid = now.minRowid;
        table.maxRowid = now.maxRowid;
        plan.rows += now.rows;
        plan.bytes += now.bytes;
    }
    if (!same) {
        return base::fail(u"plan-outdated"_s,
                          tr("The plan for %1 was made for other tables or columns than the file has now. Usually the "
                             "application was upgraded in between. Make a new plan; nothing was moved.")
                              .arg(plan.creator));
    }
    return plan;
}

void addSnapshotNotes(const sqlite::Snapshot &snapshot, CreatorPlan &plan)
{
    if (snapshot.writtenMeanwhile) {
        Note note{.severity = Severity::Warning, .code = u"source-in-use"_s};
        note.message =
            tr("Another program had this file open while it was copied. The copy is complete as of that moment; "
               "what the program writes later is not in it. Close the application before moving its data.");
        plan.notes.append(note);
    }
    if (!snapshot.fullCheck) {
        Note note{.severity = Severity::Info, .code = u"quick-check"_s};
        note.message =
            tr("The file is large, so its health was checked the quick way, which does not look into indexes. "
               "Every row is still read and compared.");
        plan.notes.append(note);
    }
}

/// All but the snapshot itself.
base::Result<Survey> lookAt(const QString &copy, const SurveyRequest &request, RunClock &clock,
                            const base::ProgressSink &progress, const std::stop_token &stop)
{
    auto profile = findProfile(request.source.profile);
    if (!profile)
        return base::fail(profile.error());
    const RunClock::Span span(clock, base::Phase::Census);
    const auto database = sqlite::Database::open(copy, sqlite::Database::Mode::Immutable);
    if (!database)
        return base::fail(database.error());
    auto schema = sqlite::readSchema(*database);
    if (!schema)
        return base::fail(schema.error());
    auto census = sqlite::takeCensus(copy, *schema, request.workers, progress, stop);
    if (!census)
        return base::fail(census.error());
    return Survey{.source = request.source,
                  .profile = std::move(*profile),
                  .schema = std::move(*schema),
                  .census = std::move(*census),
                  .snapshot = {}};
}

bool setsOrphansAside(const CreatorPlan &plan)
{
    return std::any_of(plan.tables.begin(), plan.tables.end(),
                       [](const TablePlan &table) { return table.orphans == OrphanChoice::Attic; });
}

/// What the choices take out of the tables, and what the copy itself has to say.
base::Result<PlannedCreator> complete(CreatorPlan plan, const Survey &survey, const std::stop_token &stop)
{
    PlannedCreator planned{.plan = std::move(plan), .aside = {}};
    if (survey.hasOrphans() && setsOrphansAside(planned.plan)) {
        const auto database = sqlite::Database::open(survey.snapshot.path, sqlite::Database::Mode::Immutable);
        if (!database)
            return base::fail(database.error());
        auto aside = findAsideRows(planned.plan, survey.schema, *database, stop);
        if (!aside)
            return base::fail(stop.stop_requested() ? base::failStopped().value() : aside.error());
        planned.aside = std::move(*aside);
    }
    addAsideRows(planned.plan, planned.aside);
    addSnapshotNotes(survey.snapshot, planned.plan);
    return planned;
}

} // namespace

bool Survey::hasOrphans() const
{
    return std::any_of(census.tables.begin(), census.tables.end(), [](const schema::TableCensus &table) {
        return std::any_of(table.foreignKeys.begin(), table.foreignKeys.end(),
                           [](const schema::ForeignKeyCensus &key) { return key.orphans > 0; });
    });
}

base::Result<Survey> takeSurvey(const SurveyRequest &request, RunClock &clock, const base::ProgressSink &progress,
                                const std::stop_token &stop)
{
    base::Result<Survey> survey = base::failStopped();
    const auto look = [&](const QString &copy, const std::stop_token &halted) {
        survey = lookAt(copy, request, clock, progress, halted);
    };
    const RunClock::Span span(clock, base::Phase::Snapshot);
    auto snapshot =
        sqlite::takeSnapshot(request.source.path, request.snapshotPath, progress, stop, request.durability, look);
    if (!snapshot)
        return base::fail(snapshot.error());
    if (survey)
        survey->snapshot = std::move(*snapshot);
    return survey;
}

base::Result<Survey> surveySnapshot(const SurveyRequest &request, const sqlite::Snapshot &snapshot, RunClock &clock,
                                    const base::ProgressSink &progress, const std::stop_token &stop)
{
    auto survey = lookAt(snapshot.path, request, clock, progress, stop);
    if (survey)
        survey->snapshot = snapshot;
    return survey;
}

base::Result<PlannedCreator> planSurvey(const Survey &survey, const Choices &choices, const TargetFacts &target,
                                        const std::stop_token &stop)
{
    auto planned = plan({survey.source.creator, survey.source.path}, survey.schema, survey.census,
                        survey.profile ? &*survey.profile : nullptr, choices, target);
    if (!planned)
        return base::fail(planned.error());
    return complete(std::move(*planned), survey, stop);
}

base::Result<PlannedCreator> planSurvey(const Survey &survey, const CreatorPlan &given, const std::stop_token &stop)
{
    auto planned = refresh(given, survey.schema, survey.census);
    if (!planned)
        return base::fail(planned.error());
    return complete(std::move(*planned), survey, stop);
}

} // namespace migration
