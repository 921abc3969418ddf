// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QList>
#include <QStringList>
#include <optional>
#include <stop_token>

namespace postgres {
class Reader;
} // namespace postgres

namespace browse {

/// What the server counts about one table. Its counts are estimates; −1 and no date where it knows nothing.
struct TableFacts
{
    quint32 oid = 0;
    QString schema;
    QString name;
    qint64 bytes = 0; ///< all of it
    qint64 indexBytes = 0;
    qint64 liveRows = -1;
    qint64 deadRows = -1; ///< changed or deleted rows that still take their place
    QDateTime vacuumed;
    QDateTime analyzed;
    qint64 scans = 0; ///< times it was read from end to end
    qint64 indexScans = 0;
};

struct Extension
{
    QString name;
    QString version;
    QString schema;
    QString comment;
};

/// How a database, one schema in it, or one table does.
struct Facts
{
    qint64 databaseBytes = -1; ///< −1 where we may not know
    qint64 bytes = 0;          ///< of the tables in question
    qint64 tables = 0;
    qint64 liveRows = 0;
    qint64 deadRows = 0;
    QList<TableFacts> largest; ///< at most 15, largest first
    qint64 cacheHits = 0;      ///< pages of these tables that were in the server's memory …
    qint64 cacheReads = 0;     ///< … and that were not
    qint64 connections = 0;    ///< to this server
    qint64 ownConnections = 0; ///< to this database
    qint64 maxConnections = 0;
    QString serverVersion;
    QDateTime serverStarted;
    QStringList alembicVersions; ///< what the schema's alembic_version says; empty if there is none
    QList<Extension> extensions; ///< of the database
};

/// Of the tables of `schema`, of all that are not the system's if it is empty, or of the one table `oid` unless that
/// is 0. Code objects-gone if there is no such table (any more).
base::Result<Facts> readFacts(postgres::Reader &reader, const QString &schema, quint32 oid = 0,
                              const std::stop_token &stop = {});

enum class FactTone : quint8 { Plain, Note };

/// One thing that is worth knowing, as a sentence for a person.
struct FactSentence
{
    FactTone tone = FactTone::Plain;
    QString text;
};
QList<FactSentence> inWords(const Facts &facts, const QDateTime &now);

} // namespace browse
