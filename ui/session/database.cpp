// SPDX-License-Identifier: MIT
#include "ui/session/database.h"

#include "browse/names.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// About one statement; every other error is about the connection.
bool isAboutStatement(const base::Error &error)
{
    static const QStringList codes = {base::stoppedCode,  u"no-rights"_s,        u"disk-full"_s,
                                      u"server-disk"_s,   u"locked"_s,           u"too-many-locks"_s,
                                      u"server-memory"_s, u"server-read-only"_s, u"limit-exceeded"_s,
                                      u"objects-gone"_s,  u"pooler"_s,           u"statement-timeout"_s,
                                      u"sql"_s,           u"not-readable"_s,     u"bad-value"_s,
                                      u"altered"_s};
    return codes.contains(error.code);
}

} // namespace

Database::Database(Kind kind, const postgres::Settings &settings, QObject *parent)
    : QObject(parent), m_kind(kind), m_pool(std::make_shared<postgres::ReaderPool>(settings, u"cutover-browse"_s))
{
}

Database::~Database() = default;

QString Database::title() const
{
    if (!m_name.isEmpty())
        return m_name;
    if (m_kind == Kind::ThisComputer)
        return tr("This computer");
    const postgres::Settings &used = settings();
    const QString host = used.host.isEmpty() || used.host.startsWith(u'/') ? u"localhost"_s : used.host;
    return used.database.isEmpty() ? host : tr("%1 on %2").arg(used.database, host);
}

QString Database::address() const
{
    return settings().describe();
}

const postgres::Settings &Database::settings() const
{
    return m_pool->settings();
}

bool Database::isSame(const postgres::Settings &settings) const
{
    return settings.describe() == address() && settings.service == this->settings().service;
}

TargetForm Database::form() const
{
    return formFromSettings(settings());
}

void Database::setName(const QString &name)
{
    m_name = name;
    Q_EMIT changed();
}

void Database::use(const postgres::Settings &settings)
{
    const bool elsewhere = !isSame(settings);
    m_pool = std::make_shared<postgres::ReaderPool>(settings, u"cutover-browse"_s);
    m_asksForPassword = false;
    if (!elsewhere)
        return;
    m_job.stop();
    m_wasLost = false;
    m_catalog = {};
    setState(State::Closed, std::nullopt);
    Q_EMIT catalogChanged();
}

void Database::look()
{
    m_wasLost = m_wasLost || m_state == State::Refused;
    setState(State::Opening, std::nullopt);
    if (m_asksForPassword && settings().password.isEmpty())
        Q_EMIT passwordWanted();
    else
        readCatalog();
}

void Database::takePassword(const base::Secret &password)
{
    m_asksForPassword = false;
    if (!password.isEmpty()) {
        postgres::Settings signedIn = settings();
        signedIn.password = password;
        use(signedIn);
    }
    if (m_state == State::Opening)
        readCatalog();
}

void Database::readCatalog()
{
    ask<browse::Catalog>(
        m_job, [](postgres::Reader &reader, const std::stop_token &stop) { return browse::readCatalog(reader, stop); },
        [this](const base::Result<browse::Catalog> &catalog) {
            if (!catalog) {
                setState(State::Refused, catalog.error());
                return;
            }
            m_catalog = *catalog;
            setState(State::Open, std::nullopt);
            Q_EMIT catalogChanged();
            if (std::exchange(m_wasLost, false))
                Q_EMIT reconnected();
        });
}

void Database::readStructure(Job &job, const browse::Relation &relation,
                             std::function<void(const base::Result<browse::Structure> &)> done)
{
    ask<browse::Structure>(
        job,
        [relation](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::readStructure(reader, relation, stop);
        },
        std::move(done));
}

void Database::readTableOrigin(Job &job, const QString &run, const browse::Relation &relation,
                               std::function<void(const base::Result<std::optional<migration::TableOrigin>> &)> done)
{
    ask<std::optional<migration::TableOrigin>>(
        job,
        [run, relation](postgres::Reader &reader, const std::stop_token &stop) {
            return migration::readTableOrigin(reader, run, relation.schema, relation.name, stop);
        },
        std::move(done));
}

void Database::readFacts(Job &job, const QString &schema, quint32 oid,
                         std::function<void(const base::Result<browse::Facts> &)> done)
{
    ask<browse::Facts>(
        job,
        [schema, oid](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::readFacts(reader, schema, oid, stop);
        },
        std::move(done));
}

void Database::readDiagram(Job &job, const QString &schema,
                           std::function<void(const base::Result<browse::Diagram> &)> done)
{
    ask<browse::Diagram>(
        job,
        [schema](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::readDiagram(reader, schema, stop);
        },
        std::move(done));
}

void Database::readQueryRights(Job &job, const QString &schema,
                               std::function<void(const base::Result<browse::QueryRights> &)> done)
{
    ask<browse::QueryRights>(
        job,
        [schema](postgres::Reader &reader, const std::stop_token &) { return browse::readQueryRights(reader, schema); },
        std::move(done));
}

void Database::readNames(Job &job, const QString &schema, std::function<void(const base::Result<QStringList> &)> done)
{
    ask<QStringList>(
        job,
        [schema](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::readNames(reader, schema, stop);
        },
        std::move(done));
}

void Database::runQuery(Job &job, const browse::QueryRequest &request, RowsHere rows,
                        std::function<void(const base::Result<browse::QueryAnswer> &)> done)
{
    const QPointer<Job> home(&job);
    ask<browse::QueryAnswer>(
        job,
        [request, home, rows = std::move(rows)](postgres::Reader &reader,
                                                const std::stop_token &stop) -> base::Result<browse::QueryAnswer> {
            const browse::QuerySink sink = [&](const QList<browse::QueryColumn> &columns,
                                               const QList<browse::QueryRow> &newRows) {
                // Not asked to stop: the job waits for this work before it goes, so it is still there.
                if (stop.stop_requested())
                    return;
                QMetaObject::invokeMethod(
                    home.data(),
                    [stop, rows, columns, newRows] {
                        if (!stop.stop_requested())
                            rows(columns, newRows);
                    },
                    Qt::QueuedConnection);
            };
            browse::QueryAnswer answer = browse::runReadOnly(reader, request, sink, stop);
            if (answer.error && answer.rows.isEmpty() && !reader.alive())
                return base::fail(*answer.error);
            return answer;
        },
        std::move(done));
}

void Database::readRelationFacts(Job &job, const QString &schema,
                                 std::function<void(const base::Result<QList<browse::RelationFacts>> &)> done)
{
    ask<QList<browse::RelationFacts>>(
        job,
        [schema](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::readRelationFacts(reader, schema, stop);
        },
        std::move(done));
}

void Database::readShape(Job &job, const browse::Relation &relation,
                         std::function<void(const base::Result<browse::Shape> &)> done)
{
    ask<browse::Shape>(
        job,
        [relation](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::readShape(reader, relation, stop);
        },
        std::move(done));
}

void Database::readPage(Job &job, const browse::RowsQuery &query, const std::optional<browse::Anchor> &from,
                        browse::Direction direction, int count,
                        std::function<void(const base::Result<browse::Page> &)> done)
{
    ask<browse::Page>(
        job,
        [=](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::readPage(reader, query, from, direction, count, stop);
        },
        std::move(done));
}

void Database::readPageAt(Job &job, const browse::RowsQuery &query, double share, qint64 rows, int count,
                          std::function<void(const base::Result<browse::Page> &)> done)
{
    ask<browse::Page>(
        job,
        [=](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::readPageAt(reader, query, share, rows, count, stop);
        },
        std::move(done));
}

void Database::estimate(Job &job, const browse::RowsQuery &query,
                        std::function<void(const base::Result<browse::Estimate> &)> done)
{
    ask<browse::Estimate>(
        job,
        [query](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::estimate(reader, query, stop);
        },
        std::move(done));
}

void Database::countRows(Job &job, const browse::RowsQuery &query,
                         std::function<void(const base::Result<qint64> &)> done)
{
    ask<qint64>(
        job,
        [query](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::countRows(reader, query, stop);
        },
        std::move(done));
}

void Database::readValue(Job &job, const browse::RowsQuery &query, const browse::Anchor &row, int column, qint64 most,
                         std::function<void(const base::Result<browse::WholeValue> &)> done)
{
    ask<browse::WholeValue>(
        job,
        [=](postgres::Reader &reader, const std::stop_token &stop) {
            return browse::readValue(reader, query, row, column, most, stop);
        },
        std::move(done));
}

void Database::note(const std::optional<base::Error> &error)
{
    if (m_state == State::Opening || (error && error->code == base::stoppedCode))
        return;
    if (error && !isAboutStatement(*error)) {
        setState(State::Refused, error);
    } else if (m_state == State::Refused) {
        setState(State::Open, std::nullopt);
        Q_EMIT reconnected();
    }
}

void Database::setState(State state, const std::optional<base::Error> &error)
{
    m_state = state;
    m_error = error;
    Q_EMIT changed();
}

} // namespace ui
