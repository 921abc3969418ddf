// SPDX-License-Identifier: MIT
#include "base/paths.h"
#include "pages/scenes.h"
#include "ui/session/session.h"
#include "ui/window.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pages {

namespace {

constexpr int patience = 60000;

void lookAgain(ui::Runs &runs)
{
    runs.look();
    if (!QTest::qWaitFor([&] { return !runs.isLooking(); }, patience))
        qFatal("The history was not read in time.");
}

/// The first line of a journal, as a program that was killed leaves it.
QByteArray announcement(ui::Session &session, const QString &run)
{
    QJsonArray creators;
    for (const migration::Source &source : session.sources().leftToMove())
        creators +=
            QJsonObject{{u"creator"_s, source.creator}, {u"source"_s, source.path}, {u"schema"_s, source.schemaName}};
    const QJsonObject line{{u"time"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                           {u"step"_s, u"run"_s},
                           {u"run"_s, run},
                           {u"target"_s, u"anna@db.example.org:5432/fansly"_s},
                           {u"creators"_s, creators}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

void renderHome(ui::Window &window, ui::Session &session, const Save &save)
{
    window.goTo(ui::Window::Home);
    save(u"home"_s);
    const QString run = u"20990101T000000-aaaa"_s;
    QDir folder(base::runsFolder() + u'/' + run);
    QFile journal(folder.filePath(u"journal.jsonl"_s));
    if (!folder.mkpath(u"."_s) || !journal.open(QIODevice::WriteOnly))
        qFatal("The folder of a run could not be made.");
    journal.write(announcement(session, run));
    journal.close();
    lookAgain(session.runs());
    save(u"home-interrupted"_s);
    window.goTo(ui::Window::History);
    lookAgain(session.runs());
    save(u"history-interrupted"_s);
    folder.removeRecursively();
    lookAgain(session.runs());
    window.goTo(ui::Window::Settings);
    save(u"settings"_s);
}

} // namespace pages
