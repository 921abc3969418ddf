// SPDX-License-Identifier: MIT
// How long the program takes, and how much memory, beside what it could be compared with. See run.sh.

#include "benchmarks/measurement.h"
#include "benchmarks/server.h"
#include "benchmarks/steps.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <cstdio>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

using namespace benchmarks;

constexpr qint64 millions = 1'000'000;

QString number(double value, int decimals)
{
    return QString::number(value, 'f', decimals);
}

QString signature(double seconds)
{
    return number(seconds, seconds < 10 ? 2 : 1) + u" s";
}

/// Everything that is measured; each function is one name of the command line.
class Benchmarks
{
public:
    Benchmarks(QString cache, int repetitions)
        : m_cache(std::move(cache)), m_repetitions(repetitions), m_server(m_cache), m_scratch(m_cache + u"/scratch")
    {
        m_server.freshDatabase();
    }

    void whole();
    void load();
    void census();
    void verify();
    void snapshot();
    void memory();
    void manyRows();
    void creators();
    void thousands();
    void print() const;

private:
    [[nodiscard]] QString rowsFile(qint64 rows);
    [[nodiscard]] QString scratch(const QString &name) const { return m_scratch.filePath(name); }
    Measurement step(const QStringList &arguments);
    Measurement migrate(const QStringList &source);
    std::optional<Measurement> pgloader(const QString &file);
    Pairs repeat(const std::function<Measurement()> &ours, const std::function<Measurement()> &theirs) const;
    void prepare();
    void addPairs(const QString &what, const QString &other, const Pairs &pairs);
    void addPeak(const QString &what, const Measurement &measurement);

    QString m_cache;
    int m_repetitions;
    Server m_server;
    QTemporaryDir m_scratch;
    bool m_prepared = false;
    QStringList m_speed;
    QStringList m_peaks;
    QStringList m_remarks;
};

/// Made by a process of its own: what it needs would count for those that are measured.
QString Benchmarks::rowsFile(qint64 rows)
{
    QString file = m_cache + u"/rows-%1.sqlite3"_s.arg(rows);
    step({u"make-rows"_s, file, QString::number(rows)});
    return file;
}

Measurement Benchmarks::step(const QStringList &arguments)
{
    return measure(QStringList{QCoreApplication::applicationFilePath(), u"--step"_s} + arguments,
                   m_server.environment(scratch(u"data"_s)), m_server.process(), scratch(u"step.log"_s));
}

/// The real program on a database of its own; everything it leaves behind is removed.
Measurement Benchmarks::migrate(const QStringList &source)
{
    m_server.freshDatabase();
    const QString data = scratch(u"data"_s);
    Measurement result = measure(QStringList{QStringLiteral(CUTOVER_CLI), u"migrate"_s} + source +
                                     QStringList{u"--yes"_s, u"--json"_s, u"--progress"_s, u"none"_s},
                                 m_server.environment(data), m_server.process(), scratch(u"migrate.log"_s), {0, 3});
    QDir(data).removeRecursively();
    return result;
}

std::optional<Measurement> Benchmarks::pgloader(const QString &file)
{
    if (QStandardPaths::findExecutable(u"pgloader"_s).isEmpty()) {
        const QString absent =
            u"Not compared with pgloader: it is not installed (on Debian: `apt-get install pgloader`)."_s;
        if (!m_remarks.contains(absent))
            m_remarks += absent;
        return {};
    }
    m_server.freshDatabase();
    const QStringList command{u"pgloader"_s, u"--root-dir"_s, scratch(u"pgloader"_s), u"sqlite://"_s + file,
                              m_server.url()};
    return measure(command, m_server.environment(scratch(u"data"_s)), m_server.process(), scratch(u"pgloader.log"_s),
                   {0, 1, 2});
}

Pairs Benchmarks::repeat(const std::function<Measurement()> &ours, const std::function<Measurement()> &theirs) const
{
    Pairs pairs;
    for (int i = 0; i < m_repetitions; ++i) {
        pairs.ours.push_back(ours());
        pairs.theirs.push_back(theirs());
    }
    return pairs;
}

void Benchmarks::addPairs(const QString &what, const QString &other, const Pairs &pairs)
{
    const auto both = [](double wall, double cpu) { return QString(number(wall, 2) + u" / " + number(cpu, 2)); };
    QString line = u"| %1 | %2 |"_s.arg(what, both(pairs.oursWall(), pairs.oursCpu()));
    if (pairs.theirs.empty())
        line += u" – | – | – | – |";
    else
        line += u" %1 | %2 | **%3** | %4 |"_s.arg(other, both(pairs.theirsWall(), pairs.theirsCpu()),
                                                  number(pairs.wallRatio(), 2), number(pairs.cpuRatio(), 2));
    m_speed += line;
    std::fprintf(stderr, "%s\n", qPrintable(line));
}

void Benchmarks::addPeak(const QString &what, const Measurement &measurement)
{
    m_peaks += u"| %1 | %2 MB | %3 |"_s.arg(what, number(measurement.peak, 0), signature(measurement.wall));
    std::fprintf(stderr, "%s\n", qPrintable(m_peaks.last()));
}

/// Snapshot and plan for the parts that need them.
void Benchmarks::prepare()
{
    if (!m_prepared)
        step({u"prepare"_s, rowsFile(3 * millions), scratch(u"copy"_s), scratch(u"plan"_s)});
    m_prepared = true;
}

void Benchmarks::whole()
{
    const QString file = rowsFile(3 * millions);
    Pairs pairs;
    QMap<QString, std::vector<double>> phases;
    for (int i = 0; i < m_repetitions; ++i) {
        pairs.ours.push_back(migrate({u"--sqlite-file"_s, file}));
        const QJsonObject seconds = pairs.ours.back().said.value(u"seconds"_s).toObject();
        for (auto phase = seconds.begin(); phase != seconds.end(); ++phase)
            phases[phase.key()].push_back(phase.value().toDouble());
        if (const auto theirs = pgloader(file))
            pairs.theirs.push_back(*theirs);
    }
    addPairs(u"`migrate`, all of it, verified"_s, u"pgloader, not verified"_s, pairs);
    addPeak(u"3,000,000 rows"_s, pairs.ours.front());
    if (!pairs.theirs.empty())
        addPeak(u"(pgloader, 3,000,000 rows)"_s, pairs.theirs.front());
    QStringList texts;
    for (const QString &phase : {u"snapshot"_s, u"census"_s, u"load"_s, u"constraints"_s, u"verify"_s, u"total"_s})
        texts += phase + u' ' + signature(median(phases.value(phase)));
    m_remarks += u"Phases of `migrate` from their first beginning to their last end: "_s + texts.join(u", "_s) + u'.';
}

void Benchmarks::census()
{
    const QString file = rowsFile(3 * millions);
    for (const QString &workers : {u"1"_s, u"2"_s}) {
        const Pairs pairs = repeat(
            [&] {
                return step({u"census"_s, file, workers});
            },
            [&] {
                return step({u"scan"_s, file, workers});
            });
        addPairs(u"census, threads: %1"_s.arg(workers), u"`sqlite3_step` over every column"_s, pairs);
    }
}

void Benchmarks::snapshot()
{
    const QString file = rowsFile(3 * millions);
    const Pairs pairs = repeat(
        [&] {
            return step({u"snapshot"_s, file, scratch(u"snapshot"_s)});
        },
        [&] {
            return step({u"scan"_s, file, u"1"_s});
        });
    addPairs(u"snapshot: copy, check, hash"_s, u"`sqlite3_step` over every column"_s, pairs);
}

void Benchmarks::load()
{
    prepare();
    const QString plan = scratch(u"plan"_s);
    m_server.freshDatabase();
    step({u"tables"_s, plan});
    step({u"load"_s, plan, scratch(u"copy"_s), u"2"_s});
    step({u"write-files"_s, plan});
    const auto onFreshTables = [&](const QStringList &arguments) {
        step({u"tables"_s, plan});
        return step(arguments);
    };
    const Pairs pairs = repeat(
        [&] {
            return onFreshTables({u"load"_s, plan, scratch(u"copy"_s), u"2"_s});
        },
        [&] {
            return onFreshTables({u"copy-files"_s, plan, u"2"_s});
        });
    addPairs(u"load, 2 connections"_s, u"the server's own `COPY … FROM 'file' (FORMAT binary)`, 2 connections"_s,
             pairs);
}

void Benchmarks::verify()
{
    prepare();
    const QString plan = scratch(u"plan"_s);
    m_server.freshDatabase();
    step({u"tables"_s, plan});
    step({u"load"_s, plan, scratch(u"copy"_s), u"2"_s});
    step({u"settle"_s, plan});
    const auto compare = [&](const QString &what, const QString &name, const QString &workers) {
        const Pairs pairs = repeat(
            [&] {
                return step({name, plan, scratch(u"copy"_s), workers});
            },
            [&] {
                return step({u"read-back"_s, plan, workers});
            });
        addPairs(what + workers, u"bare `COPY … TO STDOUT`, thrown away"_s, pairs);
    };
    compare(u"verification after a load, connections: "_s, u"verify-load"_s, u"1"_s);
    compare(u"verification after a load, connections: "_s, u"verify-load"_s, u"2"_s);
    compare(u"verification on its own (command `verify`), connections: "_s, u"verify"_s, u"1"_s);
}

void Benchmarks::memory()
{
    const QString file = m_cache + u"/large-values.sqlite3";
    step({u"make-large-values"_s, file});
    addPeak(u"values of 50 MB"_s, migrate({u"--sqlite-file"_s, file}));
    addPeak(u"3,000,000 rows"_s, migrate({u"--sqlite-file"_s, rowsFile(3 * millions)}));
}

void Benchmarks::manyRows()
{
    addPeak(u"30,000,000 rows"_s, migrate({u"--sqlite-file"_s, rowsFile(30 * millions)}));
}

void Benchmarks::creators()
{
    constexpr int count = 200;
    constexpr int ofThem = 20;
    const QString folder = m_cache + u"/creators-%1"_s.arg(count);
    step({u"make-creators"_s, folder, QString::number(count), u"200"_s});
    std::vector<double> rates;
    std::vector<double> ratios;
    std::vector<double> others;
    for (int i = 0; i < m_repetitions; ++i) {
        const Measurement ours = migrate({u"--sqlite-path"_s, folder});
        rates.push_back(count / ours.wall);
        double seconds = 0;
        for (int creator = 1; creator <= ofThem; ++creator) {
            if (const auto theirs = pgloader(folder + u"/%1_metadata.sqlite3"_s.arg(creator)))
                seconds += theirs->wall;
        }
        if (seconds > 0) {
            others.push_back(ofThem / seconds);
            ratios.push_back(rates.back() / others.back());
        }
    }
    m_remarks += u"%1 creators of 6 tables with 200 rows each: %2 a second"_s.arg(count).arg(number(median(rates), 1)) +
                 (others.empty() ? u"."_s
                                 : u"; pgloader %1 a second; **%2 times as many**."_s.arg(number(median(others), 2),
                                                                                          number(median(ratios), 1)));
    std::fprintf(stderr, "%s\n", qPrintable(m_remarks.last()));
}

void Benchmarks::thousands()
{
    constexpr int count = 10'000;
    const QString folder = m_cache + u"/creators-%1"_s.arg(count);
    step({u"make-creators"_s, folder, QString::number(count), u"5"_s});
    const Measurement planned =
        measure({QStringLiteral(CUTOVER_CLI), u"plan"_s, u"--sqlite-path"_s, folder, u"--progress"_s, u"none"_s},
                m_server.environment(scratch(u"data"_s)), 0, scratch(u"plan.log"_s), {0, 3});
    addPeak(u"`plan` of 10,000 creators"_s, planned);
}

void Benchmarks::print() const
{
    if (!m_speed.isEmpty()) {
        std::printf("| what | Cutover, s | compared with | s | ratio | of CPU time |\n|---|---|---|---|---|---|\n");
        std::printf("%s\n\n", qPrintable(m_speed.join(u'\n')));
    }
    if (!m_peaks.isEmpty())
        std::printf("| whole runs | peak memory | time |\n|---|---|---|\n%s\n\n", qPrintable(m_peaks.join(u'\n')));
    for (const QString &remark : m_remarks)
        std::printf("%s\n", qPrintable(remark));
    std::printf("\nSeconds: elapsed / of CPU time, the program's and the server's together. Medians of %d.\n",
                m_repetitions);
}

struct Named
{
    const char *name;
    void (Benchmarks::*run)();
};

constexpr Named all[] = {
    {"whole", &Benchmarks::whole},      {"load", &Benchmarks::load},         {"census", &Benchmarks::census},
    {"verify", &Benchmarks::verify},    {"snapshot", &Benchmarks::snapshot}, {"memory", &Benchmarks::memory},
    {"rows30m", &Benchmarks::manyRows}, {"creators", &Benchmarks::creators}, {"thousands", &Benchmarks::thousands}};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.value(0) == u"--step")
        return runStep(arguments.value(1), arguments.mid(2));
    const QString cache = arguments.isEmpty() ? QString() : arguments.takeFirst();
    const int repetitions = std::max(1, qEnvironmentVariableIntValue("REPETITIONS"));
    if (cache.isEmpty() || !QDir().mkpath(cache))
        qFatal("Say where data may be kept: benchmarks FOLDER [NAME…]");
    for (const QString &name : arguments) {
        if (std::none_of(std::begin(all), std::end(all),
                         [&](const Named &one) { return name == QLatin1String(one.name); }))
            qFatal("There is no benchmark called %s.", qPrintable(name));
    }
    Benchmarks benchmarks(QFileInfo(cache).absoluteFilePath(), repetitions);
    for (const Named &one : all) {
        if (arguments.isEmpty() || arguments.contains(QLatin1String(one.name)))
            (benchmarks.*one.run)();
    }
    benchmarks.print();
    return 0;
}
