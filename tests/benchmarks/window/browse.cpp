// SPDX-License-Identifier: MIT
#include "benchmarks/window/browse.h"

#include "benchmarks/server.h"
#include "benchmarks/window/browsedata.h"
#include "benchmarks/window/loop.h"
#include "benchmarks/window/rowsbench.h"
#include "ui/browse/browsepage.h"
#include "ui/session/exporter.h"
#include "ui/session/session.h"

#include <QFileInfo>
#include <QLineEdit>
#include <QProcess>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>
#include <optional>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace benchmarks {

namespace {

constexpr qint64 usualRows = 20'000'000;
constexpr int creators = 10'000;

/// From the moment that the place is entered until its tree is there; and then what one does with it.
Gaps measureOpening(ui::BrowsePage &page, const ui::Database &database)
{
    auto *tree = page.findChild<QTreeView *>();
    Gaps opening;
    opening.all.push_back(untilPainted(
        tree->viewport(), [&page] { page.enter(); },
        [&] {
            return database.state() == ui::Database::State::Open && tree->isExpanded(tree->model()->index(0, 0)) &&
                   tree->model()->rowCount(tree->model()->index(0, 0)) >= creators;
        }));
    return opening;
}

Gaps measureScrolling(QTreeView *tree)
{
    constexpr int places = 200;
    Gaps scrolls;
    QScrollBar *bar = tree->verticalScrollBar();
    for (int i = 0; i <= places; ++i) {
        scrolls.all.push_back(millisecondsOf([&] {
            bar->setValue(int(qint64(bar->maximum()) * i / places));
            tree->viewport()->repaint();
        }));
    }
    return scrolls;
}

/// Each letter for itself, so that each is filtered by.
Gaps measureFilter(QTreeView *tree, QLineEdit *field, const QString &letters)
{
    Gaps times;
    bool isFiltered = false;
    const auto connection =
        QObject::connect(tree->model(), &QAbstractItemModel::modelReset, tree, [&isFiltered] { isFiltered = true; });
    for (const QChar letter : letters) {
        isFiltered = false;
        times.all.push_back(untilPainted(
            tree->viewport(), [&] { QTest::keyClick(field, letter.toLatin1()); }, [&] { return isFiltered; }));
    }
    QObject::disconnect(connection);
    return times;
}

void measureTree(const postgres::Settings &settings)
{
    constexpr int times = 5;
    Gaps openings;
    for (int i = 0; i < times; ++i) {
        ui::Session session;
        const ui::Database *database = session.databases().add(ui::Database::Kind::Server, settings);
        ui::BrowsePage page(&session.databases());
        page.resize(1100, 740);
        page.show();
        Heart heart;
        openings.all.push_back(measureOpening(page, *database).all.front());
        if (i + 1 < times)
            continue;
        auto *tree = page.findChild<QTreeView *>();
        auto *field = page.findChild<QLineEdit *>();
        const Gaps scrolls = measureScrolling(tree);
        const Gaps tables = measureFilter(tree, field, u"messages_m"_s);
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        const Gaps names = measureFilter(tree, field, u"creator_777"_s);
        heart.stop();
        std::printf("A tree of %d creators with 20 tables each.\n", creators);
        printTimes("  until it is there:", openings);
        printTimes("  a place scrolled to:", scrolls);
        printTimes("  a letter of a table's name, until it is filtered:", tables);
        printTimes("  a letter of a creator's name, until it is filtered:", names);
        print("  meanwhile:", heart.loop());
        print("    a thread beside it that does nothing:", heart.thread());
    }
}

double secondsOf(const std::function<void()> &act)
{
    sync(); // what another one wrote is not ours to wait for
    QElapsedTimer clock;
    clock.start();
    act();
    return double(clock.elapsed()) / 1e3;
}

double exportSeconds(const ui::Database &database, const QString &path)
{
    const browse::ExportRequest request{.content = {.schema = u"creator_bench"_s,
                                                    .relation = eventsOf(database),
                                                    .rows = {},
                                                    .only = {},
                                                    .columns = {}},
                                        .format = browse::ExportFormat::Csv,
                                        .path = path};
    ui::Exporter exporter;
    bool isDone = false;
    QObject::connect(&exporter, &ui::Exporter::finished, [&](const base::Result<browse::ExportOutcome> &outcome) {
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().message));
        isDone = true;
    });
    return secondsOf([&] {
        exporter.start(database, request);
        waitUntil([&] { return isDone; });
    });
}

double copySeconds(const QProcessEnvironment &environment, const QString &path)
{
    QProcess psql;
    psql.setProcessEnvironment(environment);
    psql.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    return secondsOf([&] {
        psql.start(u"psql"_s, {u"-X"_s, u"-q"_s, u"-c"_s,
                               u"\\copy creator_bench.events to '%1' with (format csv, header)"_s.arg(path)});
        if (!psql.waitForFinished(-1) || psql.exitCode() != 0)
            qFatal("psql failed.");
    });
}

/// Pairs, one right after the other.
void measureExport(const postgres::Settings &settings, const QProcessEnvironment &environment, const QString &folder)
{
    const int pairs = std::max(1, qEnvironmentVariableIntValue("REPETITIONS"));
    ui::Session session;
    ui::Database *database = session.databases().add(ui::Database::Kind::Server, settings);
    database->look();
    waitUntil([database] { return database->state() == ui::Database::State::Open; });
    const QString path = folder + u"/export.csv"_s;
    Gaps ours;
    Gaps theirs;
    Gaps ratios;
    double megabytes = 0;
    for (int i = 0; i < pairs; ++i) {
        theirs.all.push_back(copySeconds(environment, path));
        QFile::remove(path);
        ours.all.push_back(exportSeconds(*database, path));
        megabytes = double(QFileInfo(path).size()) / 1e6;
        QFile::remove(path);
        ratios.all.push_back(theirs.all.back() / ours.all.back());
    }
    std::printf("Export as CSV, %.0f MB, flushed to the disk: %.1f s (%.0f MB/s); psql's \\copy, not flushed: %.1f s; "
                "%.2f times its speed (medians of %d pairs)\n",
                megabytes, ours.quantile(0.5), megabytes / ours.quantile(0.5), theirs.quantile(0.5),
                ratios.quantile(0.5), pairs);
}

} // namespace

void measureBrowse(const QString &folder, const QStringList &parts)
{
    const auto isWanted = [&parts](const QString &part) { return parts.isEmpty() || parts.contains(part); };
    const bool isThere = qEnvironmentVariableIsSet("PGHOST");
    const int wanted = qEnvironmentVariableIntValue("BROWSE_ROWS");
    const qint64 rows = wanted > 0 ? wanted : usualRows;
    std::optional<Server> server;
    if (!isThere)
        server.emplace(folder);
    const auto prepare = [&](const std::function<void(const postgres::Settings &)> &make) {
        if (!server)
            return postgres::Settings();
        server->freshDatabase();
        make(server->settings());
        return server->settings();
    };
    if (isWanted(u"rows"_s) || isWanted(u"export"_s)) {
        const postgres::Settings settings = prepare([rows](const auto &made) { makeEvents(made, rows); });
        if (isWanted(u"rows"_s))
            measureRows(settings, rows);
        if (isWanted(u"export"_s))
            measureExport(settings, server ? server->environment({}) : QProcessEnvironment::systemEnvironment(),
                          folder);
    }
    if (isWanted(u"tree"_s))
        measureTree(prepare([](const auto &made) { makeManyCreators(made, creators); }));
}

} // namespace benchmarks
