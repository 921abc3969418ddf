// SPDX-License-Identifier: MIT
#pragma once

#include "support/program.h"
#include "support/testserver.h"

#include <QMap>

namespace testsupport {

/// Migrations by the real program that something bad happens to, in a database of their own, and what must hold
/// afterwards whatever it was.
class Ordeal
{
public:
    Ordeal();

    [[nodiscard]] Program &program() { return m_program; }
    /// How the program reaches the server; the checks go straight to it.
    void setTarget(const postgres::Settings &target) { m_target = target; }
    [[nodiscard]] const postgres::Settings &target() const { return m_target; }
    /// Dead connections are noticed within some three seconds, instead of a minute.
    void setImpatient() { m_impatient = true; }
    [[nodiscard]] const postgres::Settings &direct() const { return m_direct; }

    /// A source of creator `name` from SQL text; it must be the same, byte for byte, at the end.
    QString addSource(const QString &name, const QString &sql);
    /// A small creator is moved in one transaction; a large one in many, and is seen half-built by whoever looks.
    enum class Size : quint8 { Small, Large };
    /// Accounts and posts with a key, a foreign key, an index "marker_index", a NUL (one value for the attic), and
    /// `rows` posts.
    QString addSample(const QString &name, int rows = 300, Size size = Size::Small);
    [[nodiscard]] QString sourceFolder() const { return m_program.folder() + QStringLiteral("/sources"); }

    Answer migrate(const QStringList &more = {}, const std::function<void(QProcess &)> &watch = {}) const;
    Answer run(const QString &command, const QStringList &more = {}) const;

    /// On a connection of its own; a failure ends the test program.
    QString value(const QString &sql) const;
    void execute(const QString &sql) const;
    /// Names of all schemas but PostgreSQL's own and public, with spaces between, in order.
    [[nodiscard]] QString schemas() const;
    [[nodiscard]] QString latestRun() const;

    /// What is wrong with how a run ended that something was done to; empty if nothing is: the sources are as they
    /// were, a creator's schema is there whole or not at all, as the journal says, and an exit status, a verdict and a
    /// sentence fit that. An answer with exit -1 (killed) need say nothing.
    [[nodiscard]] QByteArray flaws(const Answer &answer) const;
    /// Rolls every run back and tells what is left that should not be; empty if nothing is.
    [[nodiscard]] QByteArray leftAfterRollback() const;
    /// The code of the error that ended the run, or else of the first creator that failed.
    static QString errorCode(const Answer &answer);
    static QString errorMessage(const Answer &answer);

private:
    [[nodiscard]] QByteArray flawsOfSources() const;
    [[nodiscard]] QByteArray flawsOfSchemas() const;
    [[nodiscard]] QStringList wayThere() const;
    static QByteArray flawsOfWords(const Answer &answer);

    mutable Program m_program; ///< its password is that of whom it connects as
    postgres::Settings m_direct;
    postgres::Settings m_target;
    bool m_impatient = false;
    QMap<QString, QByteArray> m_content; ///< of the sources, by path
};

/// Whether it reads as what happened and what to do: at least two sentences, and no gaps left in them.
bool isAdvice(const QString &message);

} // namespace testsupport
