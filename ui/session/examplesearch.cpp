// SPDX-License-Identifier: MIT
#include "ui/session/examplesearch.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using migration::Oddity;

Oddity oddityOf(Question::Kind kind)
{
    switch (kind) {
    case Question::Kind::Orphans:
        return Oddity::Orphan;
    case Question::Kind::FlawedTexts:
        return Oddity::FlawedText;
    case Question::Kind::TimesWithoutZone:
        return Oddity::WithoutZone;
    case Question::Kind::ValuesAside:
    case Question::Kind::BytesAside:
        break;
    }
    return Oddity::DoesNotFit;
}

} // namespace

ExampleSearch::ExampleSearch(QObject *parent) : QObject(parent), m_job(this)
{
}

void ExampleSearch::look(const PlannedSource &source, const Question &question)
{
    migration::ExampleWish wish{.oddity = oddityOf(question.kind), .table = question.table};
    if (question.kind != Question::Kind::Orphans)
        wish.column = question.column;
    using Answer = base::Result<migration::Examples>;
    m_job.start<Answer>(
        [survey = source.survey, wish](const std::stop_token &stop) -> Answer {
            const QTemporaryDir folder;
            migration::ExampleWish here = wish;
            here.copyPath = folder.filePath(u"copy.sqlite3"_s);
            return migration::findExamples(*survey, here, stop);
        },
        [this](const Answer &answer) { Q_EMIT found(answer); });
}

void ExampleSearch::stop()
{
    m_job.stop();
}

} // namespace ui
