// SPDX-License-Identifier: MIT
#include "cli/progressbar.h"

#include "cli/text.h"
#include "cli/words.h"
#include "migration/run/runclock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cli {

namespace {

constexpr qint64 redrawMs = 80;
constexpr double firstGuessAfter = 2; // seconds; earlier guesses jump

ProgressMode resolved(const Console &console, ProgressMode mode)
{
    if (console.quiet() && mode != ProgressMode::Json)
        return ProgressMode::None;
    if (mode != ProgressMode::Auto)
        return mode;
    const bool canDraw = Console::errorIsTerminal() && qgetenv("TERM") != "dumb";
    return canDraw ? ProgressMode::Bar : ProgressMode::None;
}

QString doing(base::Phase phase)
{
    switch (phase) {
    case base::Phase::Detect:
        return Words::tr("Looking");
    case base::Phase::Snapshot:
        return Words::tr("Copying");
    case base::Phase::Census:
        return Words::tr("Reading");
    case base::Phase::Plan:
        return Words::tr("Planning");
    case base::Phase::Load:
        return Words::tr("Moving");
    case base::Phase::Constraints:
        return Words::tr("Linking");
    case base::Phase::Verify:
        return Words::tr("Checking");
    case base::Phase::Commit:
        return Words::tr("Finishing");
    case base::Phase::Rollback:
        return Words::tr("Undoing");
    }
    return {};
}

void writeError(const QByteArray &bytes)
{
    fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
    fflush(stderr);
}

/// As many characters as fit into `width` columns of a terminal.
QString fitted(const QString &text, int width)
{
    QString result = text;
    while (cells(result) > width)
        result.chop(1);
    return result;
}

} // namespace

ProgressBar::ProgressBar(const Console &console, ProgressMode mode) : m_mode(resolved(console, mode))
{
    m_running.start();
}

ProgressBar::~ProgressBar()
{
    if (m_drawn)
        writeError("\r\x1b[K");
}

base::ProgressSink ProgressBar::sink()
{
    if (m_mode == ProgressMode::None)
        return {};
    return [this](const base::Progress &progress) { show(progress); };
}

double ProgressBar::remaining(double fraction) const
{
    const double elapsed = static_cast<double>(m_running.elapsed()) / 1000;
    if (fraction <= 0.01 || elapsed < firstGuessAfter)
        return -1;
    return elapsed * (1 - fraction) / fraction;
}

void ProgressBar::show(base::Progress progress)
{
    const QMutexLocker locker(&m_mutex);
    // Two workers may get here in the other order than they counted.
    m_fraction = std::max(m_fraction, progress.fraction);
    progress.fraction = m_fraction;
    if (m_mode == ProgressMode::Json) {
        writeJson(progress, remaining(progress.fraction));
        return;
    }
    if (m_drawn && m_sinceDrawn.elapsed() < redrawMs)
        return;
    draw(progress, remaining(progress.fraction));
    m_sinceDrawn.start();
    m_drawn = true;
}

void ProgressBar::draw(const base::Progress &progress, double remaining)
{
    constexpr int length = 24;
    const double fraction = std::clamp(progress.fraction, 0.0, 1.0);
    const int full = static_cast<int>(std::floor(fraction * length));
    QString line = QString(full, u'█') + QString(length - full, u'░');
    line += QStringLiteral(" %1 %  ").arg(static_cast<int>(fraction * 100), 3);
    if (remaining >= 0)
        line += Words::tr("about %1 left  ").arg(duration(std::ceil(remaining)));
    line += doing(progress.phase);
    for (const QString &name : {progress.creator, progress.table}) {
        if (!name.isEmpty())
            line += u' ' + printable(name);
    }
    writeError("\r" + fitted(line, Console::width() - 1).toUtf8() + "\x1b[K");
}

QJsonObject progressJson(const base::Progress &progress, double remaining)
{
    const auto known = [](double value) { return value >= 0 ? QJsonValue(value) : QJsonValue(QJsonValue::Null); };
    return {{QStringLiteral("phase"), migration::phaseName(progress.phase)},
            {QStringLiteral("creator"), progress.creator},
            {QStringLiteral("table"), progress.table},
            {QStringLiteral("done"), progress.done},
            {QStringLiteral("of"), progress.of},
            {QStringLiteral("bytes"), progress.bytes},
            {QStringLiteral("fraction"), known(progress.fraction)},
            {QStringLiteral("remaining"), known(remaining)}};
}

void ProgressBar::writeJson(const base::Progress &progress, double remaining)
{
    writeError(QJsonDocument(progressJson(progress, remaining)).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace cli
