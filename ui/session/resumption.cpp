// SPDX-License-Identifier: MIT
#include "ui/session/resumption.h"

#include "migration/journal/localjournal.h"

namespace ui {

namespace {

/// So that one can say how much of how much; a file that is not there any more keeps its secret.
void countRows(QList<migration::Source> &sources)
{
    for (migration::Source &source : sources) {
        migration::SourceRequest request;
        request.files = {source.path};
        const auto found = migration::discover(request, migration::CountRows::Yes);
        if (found && found->size() == 1)
            source.rows = found->first().rows;
    }
}

} // namespace

base::Result<Resumption> prepareResumption(const migration::RunReport &run, const KnownTarget &tested)
{
    auto journal = migration::readLocalJournal(run.run);
    if (!journal)
        return base::fail(journal.error());
    const auto target = settingsOf(run, tested);
    if (!target)
        return base::fail(target.error());
    Resumption resumption{.wished = {.runId = run.run, .target = *target}, .request = std::move(journal->request)};
    resumption.request.target = *target;
    countRows(resumption.request.sources);
    return resumption;
}

} // namespace ui
