// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QProcessEnvironment>
#include <QStringList>
#include <sys/types.h>
#include <vector>

namespace benchmarks {

/// What one program cost.
struct Measurement
{
    double wall = 0;      ///< seconds
    double cpu = 0;       ///< of the program, on all its threads
    double serverCpu = 0; ///< of the database server meanwhile
    double peak = 0;      ///< resident memory at its most, in MB (10^6 bytes)
    QJsonObject said;     ///< the one JSON document of its standard output, if it was one
    [[nodiscard]] double allCpu() const { return cpu + serverCpu; }
};

/// Runs it to its end, from /; its standard error goes to `log`. `server`: the postmaster, or 0. `exits`: the exit
/// statuses that count as done (any other ends the benchmark).
Measurement measure(const QStringList &command, const QProcessEnvironment &environment, pid_t server,
                    const QString &log, const QList<int> &exits = {0});

double median(std::vector<double> values);

/// Measurements of the same thing, and of what it is compared with; each pair was taken one right after the other.
struct Pairs
{
    std::vector<Measurement> ours;
    std::vector<Measurement> theirs;

    [[nodiscard]] double oursWall() const;
    [[nodiscard]] double theirsWall() const;
    [[nodiscard]] double oursCpu() const;
    [[nodiscard]] double theirsCpu() const;
    /// Medians of the ratios of each pair.
    [[nodiscard]] double wallRatio() const;
    [[nodiscard]] double cpuRatio() const;
};

} // namespace benchmarks
