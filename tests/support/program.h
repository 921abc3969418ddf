// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <functional>
#include <memory>

namespace testsupport {

/// How one call of cutover-cli ended.
struct Answer
{
    int exit = -1; ///< -1: it did not end by itself
    QByteArray out;
    QByteArray err;

    /// Standard output as the one JSON document that it must be; fails the process's test data loudly otherwise.
    [[nodiscard]] QJsonObject json() const;
    /// For a failing test's message.
    [[nodiscard]] QByteArray all() const { return "exit " + QByteArray::number(exit) + "\n" + out + "\n" + err; }
};

/// The real program, with a data folder of its own and nothing of the caller's PG* environment.
class Program
{
public:
    Program();

    void setVariable(const QString &name, const QString &value) { m_environment.insert(name, value); }
    void removeVariable(const QString &name) { m_environment.remove(name); }
    /// A program with arguments that starts ours, which is appended; empty for none.
    void setLauncher(const QStringList &launcher) { m_launcher = launcher; }
    [[nodiscard]] const QProcessEnvironment &environment() const { return m_environment; }

    /// `watch` is called every few milliseconds while it runs.
    Answer run(const QStringList &arguments, const std::function<void(QProcess &)> &watch = {}) const;

    /// A folder for whatever a test needs; below it everything the program writes.
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString dataFolder() const { return m_folder.filePath(QStringLiteral("data")); }
    /// Ids of the runs that have a folder.
    [[nodiscard]] QStringList runFolders() const;

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    QStringList m_launcher;
};

/// --pg-… options for these settings, without the password.
QStringList targetOptions(const postgres::Settings &settings);

/// A sample install from tests/data below `folder`: creators lena, marco (with orphans and a NUL), Zoë.
void makeSampleInstall(const QString &folder);

} // namespace testsupport
