// SPDX-License-Identifier: MIT
#pragma once

#include "browse/catalog.h"
#include "browse/diagram.h"
#include "browse/facts.h"
#include "browse/readonlyquery.h"
#include "browse/rows.h"
#include "browse/structure.h"
#include "migration/journal/tableorigin.h"
#include "postgres/readerpool.h"
#include "ui/session/job.h"
#include "ui/session/targetform.h"

#include <QPointer>
#include <memory>
#include <optional>

namespace ui {

/// A database to look into, on connections that are kept open. What is read over them changes nothing.
class Database : public QObject
{
    Q_OBJECT
public:
    enum class Kind { ThisComputer, Server };
    enum class State { Closed, Opening, Open, Refused };

    Database(Kind kind, const postgres::Settings &settings, QObject *parent = nullptr);
    ~Database() override;

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] QString title() const;   ///< its name, or "This computer", "shop on db.example.org"
    [[nodiscard]] QString address() const; ///< never with a password
    [[nodiscard]] const postgres::Settings &settings() const;
    [[nodiscard]] bool isSame(const postgres::Settings &settings) const;
    [[nodiscard]] TargetForm form() const;
    [[nodiscard]] const QString &name() const { return m_name; } ///< what the person calls it; empty by default
    void setName(const QString &name);
    /// Connects with `settings` from now on. Closed and empty where they lead elsewhere.
    void use(const postgres::Settings &settings);

    [[nodiscard]] State state() const { return m_state; }
    /// Reads the catalog, or reads it again; what is known stays until then.
    void look();
    /// Its password is somewhere: look() asks for it once, by passwordWanted(), before it connects without.
    void askForPassword() { m_asksForPassword = true; }
    /// The answer; empty if there is none.
    void takePassword(const base::Secret &password);
    [[nodiscard]] const browse::Catalog &catalog() const { return m_catalog; }
    /// Why it could not be looked into, or was lost; none while all is well.
    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }

    /// `read` is done by `job` over one of the connections, `done` gets its answer here. A lost connection is told by
    /// changed(), too.
    template <typename T>
    using Read = std::function<base::Result<T>(postgres::Reader &, const std::stop_token &)>;
    template <typename T>
    void ask(Job &job, Read<T> read, std::function<void(const base::Result<T> &)> done);

    // The engine's answers, for pages.
    void readRelationFacts(Job &job, const QString &schema,
                           std::function<void(const base::Result<QList<browse::RelationFacts>> &)> done);
    void readShape(Job &job, const browse::Relation &relation,
                   std::function<void(const base::Result<browse::Shape> &)> done);
    void readPage(Job &job, const browse::RowsQuery &query, const std::optional<browse::Anchor> &from,
                  browse::Direction direction, int count, std::function<void(const base::Result<browse::Page> &)> done);
    void readPageAt(Job &job, const browse::RowsQuery &query, double share, qint64 rows, int count,
                    std::function<void(const base::Result<browse::Page> &)> done);
    void estimate(Job &job, const browse::RowsQuery &query,
                  std::function<void(const base::Result<browse::Estimate> &)> done);
    void countRows(Job &job, const browse::RowsQuery &query, std::function<void(const base::Result<qint64> &)> done);
    void readValue(Job &job, const browse::RowsQuery &query, const browse::Anchor &row, int column, qint64 most,
                   std::function<void(const base::Result<browse::WholeValue> &)> done);
    void readStructure(Job &job, const browse::Relation &relation,
                       std::function<void(const base::Result<browse::Structure> &)> done);
    /// What a table was in the file from which run `run` moved it; nothing of others.
    void readTableOrigin(Job &job, const QString &run, const browse::Relation &relation,
                         std::function<void(const base::Result<std::optional<migration::TableOrigin>> &)> done);
    /// Of the whole database if `schema` is empty, of all of the schema if `oid` is 0.
    void readFacts(Job &job, const QString &schema, quint32 oid,
                   std::function<void(const base::Result<browse::Facts> &)> done);
    void readDiagram(Job &job, const QString &schema, std::function<void(const base::Result<browse::Diagram> &)> done);
    void readQueryRights(Job &job, const QString &schema,
                         std::function<void(const base::Result<browse::QueryRights> &)> done);
    void readNames(Job &job, const QString &schema, std::function<void(const base::Result<QStringList> &)> done);
    /// Runs a statement that can only look. `rows` is called here as they come, with the columns; a call with no rows
    /// begins anew. Nothing of it is called once `job` does something else.
    using RowsHere = std::function<void(const QList<browse::QueryColumn> &, const QList<browse::QueryRow> &)>;
    void runQuery(Job &job, const browse::QueryRequest &request, RowsHere rows,
                  std::function<void(const base::Result<browse::QueryAnswer> &)> done);

Q_SIGNALS:
    /// State or error are others.
    void changed();
    /// The catalog is another.
    void catalogChanged();
    /// It can be asked again after it was lost: what was not answered may be asked once more.
    void reconnected();
    void passwordWanted();

private:
    void readCatalog();
    void note(const std::optional<base::Error> &error);
    void setState(State state, const std::optional<base::Error> &error);

    Kind m_kind;
    QString m_name;
    State m_state = State::Closed;
    bool m_wasLost = false;
    bool m_asksForPassword = false;
    std::shared_ptr<postgres::ReaderPool> m_pool;
    browse::Catalog m_catalog;
    std::optional<base::Error> m_error;
    Job m_job; ///< last, so that it ends first
};

template <typename T>
void Database::ask(Job &job, Read<T> read, std::function<void(const base::Result<T> &)> done)
{
    job.start<base::Result<T>>(
        [pool = m_pool, read = std::move(read)](const std::stop_token &stop) {
            return pool->template look<T>([&](postgres::Reader &reader) { return read(reader, stop); }, stop);
        },
        [self = QPointer<Database>(this), done = std::move(done)](const base::Result<T> &answer) {
            if (self)
                self->note(answer ? std::nullopt : std::optional(answer.error()));
            done(answer);
        });
}

} // namespace ui
