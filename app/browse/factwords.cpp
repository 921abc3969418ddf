// SPDX-License-Identifier: MIT
#include "browse/facts.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

QString number(qint64 count)
{
    return QLocale().toString(count);
}

QString percent(qint64 part, qint64 whole)
{
    return QLocale().toString(100.0 * double(part) / double(whole), 'f', 0);
}

int plural(qint64 count)
{
    return int(std::min<qint64>(count, 1'000'000'000));
}

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

FactSentence sizeSentence(const Facts &facts)
{
    const QString tables = QCoreApplication::translate("browse", "%Ln table(s)", nullptr, plural(facts.tables));
    QString text =
        QCoreApplication::translate("browse", "%1 with about %Ln row(s) take up %2.", nullptr, plural(facts.liveRows))
            .arg(tables, sizeText(facts.bytes));
    if (facts.databaseBytes > 0)
        text += u' ' +
                QCoreApplication::translate("browse", "The whole database has %1.").arg(sizeText(facts.databaseBytes));
    return {FactTone::Plain, text};
}

std::optional<FactSentence> deadSentence(const Facts &facts)
{
    const qint64 all = facts.liveRows + facts.deadRows;
    constexpr qint64 few = 1000;
    if (facts.deadRows == 0 || all == 0)
        return std::nullopt;
    const bool many = facts.deadRows > few && facts.deadRows * 5 > all;
    const QString text =
        many ? QCoreApplication::translate("browse",
                                           "About %1 rows are out of date and still take up their place (%2 % of all). "
                                           "The server clears them away by itself (autovacuum); where that does not "
                                           "happen, VACUUM does it.")
             : QCoreApplication::translate("browse",
                                           "About %1 rows are out of date and wait to be cleared away (%2 % of all), "
                                           "which is usual.");
    return FactSentence{many ? FactTone::Note : FactTone::Plain,
                        text.arg(number(facts.deadRows), percent(facts.deadRows, all))};
}

std::optional<FactSentence> cacheSentence(const Facts &facts)
{
    const qint64 all = facts.cacheHits + facts.cacheReads;
    constexpr qint64 enoughToJudge = 10000;
    if (all < enoughToJudge)
        return std::nullopt;
    const bool low = facts.cacheHits * 10 < all * 9;
    const QString share = percent(facts.cacheHits, all);
    if (low)
        return FactSentence{
            FactTone::Note,
            QCoreApplication::translate("browse", "Only %1 % of what was read was in the server's memory already. More "
                                                  "memory for it (shared_buffers) would make reading faster.")
                .arg(share)};
    return FactSentence{
        FactTone::Plain,
        QCoreApplication::translate("browse", "%1 % of what was read was in the server's memory already.").arg(share)};
}

QList<FactSentence> scanSentences(const Facts &facts)
{
    QList<FactSentence> sentences;
    constexpr qint64 large = 100'000;
    constexpr qint64 often = 100;
    for (const TableFacts &table : facts.largest) {
        if (table.liveRows < large || table.scans < often || table.scans < table.indexScans)
            continue;
        sentences.append(
            {FactTone::Note,
             QCoreApplication::translate("browse", "%1 was read from end to end %2 times, more often than through its "
                                                   "indexes. An index on what is searched for may be missing.")
                 .arg(table.name, number(table.scans))});
    }
    return sentences;
}

std::optional<FactSentence> analyzedSentence(const Facts &facts)
{
    QStringList never;
    constexpr qint64 worthIt = 1000;
    for (const TableFacts &table : facts.largest)
        if (!table.analyzed.isValid() && table.liveRows > worthIt)
            never += table.name;
    if (never.isEmpty())
        return std::nullopt;
    return FactSentence{FactTone::Note,
                        QCoreApplication::translate("browse",
                                                    "The server has no statistics yet about %1, so it may choose slow "
                                                    "ways to read. ANALYZE makes them.")
                            .arg(QLocale().createSeparatedList(never))};
}

FactSentence connectionSentence(const Facts &facts)
{
    const bool many = facts.maxConnections > 0 && facts.connections * 5 > facts.maxConnections * 4;
    return {
        many ? FactTone::Note : FactTone::Plain,
        QCoreApplication::translate("browse",
                                    "%Ln connection(s) to the server are open, of %1 that it allows; %2 of them use "
                                    "this database.",
                                    nullptr, plural(facts.connections))
            .arg(number(facts.maxConnections), number(facts.ownConnections))};
}

QString daysText(qint64 days)
{
    return days < 1 ? QCoreApplication::translate("browse", "for less than a day")
                    : QCoreApplication::translate("browse", "since %Ln day(s)", nullptr, plural(days));
}

} // namespace

QList<FactSentence> inWords(const Facts &facts, const QDateTime &now)
{
    QList<FactSentence> sentences{sizeSentence(facts)};
    if (const auto dead = deadSentence(facts))
        sentences.append(*dead);
    if (const auto analyzed = analyzedSentence(facts))
        sentences.append(*analyzed);
    sentences += scanSentences(facts);
    if (const auto cache = cacheSentence(facts))
        sentences.append(*cache);
    if (!facts.alembicVersions.isEmpty())
        sentences.append(
            {FactTone::Plain, QCoreApplication::translate("browse", "The application's own version of this schema "
                                                                    "(alembic_version) is %1.")
                                  .arg(facts.alembicVersions.join(u", "_s))});
    sentences.append(connectionSentence(facts));
    sentences.append({FactTone::Plain, QCoreApplication::translate("browse", "PostgreSQL %1 has been running %2.")
                                           .arg(facts.serverVersion, daysText(facts.serverStarted.daysTo(now)))});
    return sentences;
}

} // namespace browse
