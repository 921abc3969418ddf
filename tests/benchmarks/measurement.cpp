// SPDX-License-Identifier: MIT
#include "benchmarks/measurement.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryFile>
#include <algorithm>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace benchmarks {

namespace {

/// The fields of /proc/PID/stat behind the name; empty where the process is gone.
QList<QByteArray> statOf(const QString &pid)
{
    QFile file(u"/proc/"_s + pid + u"/stat"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2).split(' ');
}

/// Of the postmaster, of the children that it has seen end, and of those that live.
double cpuOfServer(pid_t server)
{
    if (server == 0)
        return 0;
    constexpr int parent = 1;
    constexpr int ownTime = 11;
    const QString number = QString::number(server);
    qint64 ticks = 0;
    const auto add = [&ticks](const QList<QByteArray> &stat, int fields) {
        for (int i = ownTime; i < ownTime + fields && i < stat.size(); ++i)
            ticks += stat[i].toLongLong();
    };
    add(statOf(number), 4);
    const QStringList processes = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString &process : processes) {
        const QList<QByteArray> stat = statOf(process);
        if (stat.size() > parent && stat[parent] == number.toLatin1())
            add(stat, 2);
    }
    return static_cast<double>(ticks) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

pid_t start(const QStringList &command, const QProcessEnvironment &environment, int out, int err)
{
    std::vector<QByteArray> texts;
    const QStringList variables = environment.toStringList();
    for (const QString &text : command + variables)
        texts.push_back(QFile::encodeName(text));
    std::vector<char *> pointers;
    for (QByteArray &text : texts) {
        if (pointers.size() == static_cast<size_t>(command.size()))
            pointers.push_back(nullptr);
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    const pid_t child = fork();
    if (child != 0)
        return child;
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    if (chdir("/") == 0)
        execvpe(pointers[0], pointers.data(), pointers.data() + command.size() + 1);
    _exit(127);
}

double medianOf(const std::vector<Measurement> &all, double (*value)(const Measurement &))
{
    std::vector<double> values;
    std::transform(all.begin(), all.end(), std::back_inserter(values), value);
    return median(std::move(values));
}

double wallOf(const Measurement &measurement)
{
    return measurement.wall;
}

double allCpuOf(const Measurement &measurement)
{
    return measurement.allCpu();
}

double ratio(const Pairs &pairs, double (*value)(const Measurement &))
{
    std::vector<double> values;
    for (size_t i = 0; i < std::min(pairs.ours.size(), pairs.theirs.size()); ++i) {
        if (const double theirs = value(pairs.theirs[i]); theirs > 0)
            values.push_back(value(pairs.ours[i]) / theirs);
    }
    return median(std::move(values));
}

} // namespace

Measurement measure(const QStringList &command, const QProcessEnvironment &environment, pid_t server,
                    const QString &log, const QList<int> &exits)
{
    QTemporaryFile out;
    QFile err(log);
    if (!out.open() || !err.open(QIODevice::WriteOnly))
        qFatal("No file can be written for what %s says.", qPrintable(command.first()));
    const double before = cpuOfServer(server);
    QElapsedTimer timer;
    timer.start();
    const pid_t child = start(command, environment, out.handle(), err.handle());
    int status = 0;
    rusage usage = {};
    wait4(child, &status, 0, &usage);
    Measurement result;
    result.wall = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    if (!WIFEXITED(status) || !exits.contains(WEXITSTATUS(status)))
        qFatal("%s failed (status %d); what it said is in %s", qPrintable(command.join(u' ')), status, qPrintable(log));
    usleep(50'000); // until the server has seen its children end
    result.serverCpu = cpuOfServer(server) - before;
    result.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    result.peak = static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
    QFile answer(out.fileName());
    if (answer.open(QIODevice::ReadOnly))
        result.said = QJsonDocument::fromJson(answer.readAll()).object();
    // A part of a program times itself: starting is not what is measured.
    if (result.said.contains(u"wall"_s)) {
        result.wall = result.said.value(u"wall"_s).toDouble();
        result.cpu = result.said.value(u"cpu"_s).toDouble();
    }
    return result;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double Pairs::oursWall() const
{
    return medianOf(ours, wallOf);
}

double Pairs::theirsWall() const
{
    return medianOf(theirs, wallOf);
}

double Pairs::oursCpu() const
{
    return medianOf(ours, allCpuOf);
}

double Pairs::theirsCpu() const
{
    return medianOf(theirs, allCpuOf);
}

double Pairs::wallRatio() const
{
    return ratio(*this, wallOf);
}

double Pairs::cpuRatio() const
{
    return ratio(*this, allCpuOf);
}

} // namespace benchmarks
