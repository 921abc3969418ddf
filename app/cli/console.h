// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "cli/exitcode.h"

#include <QJsonObject>
#include <QString>

namespace cli {

class Interrupt;

/// Standard output carries the answer, standard error everything else. Questions are asked only where somebody sits at
/// a terminal, and never block a stop.
class Console
{
public:
    enum class Answer { Text, Json };
    enum class Volume { Normal, Quiet };
    enum class Questions { Ask, Never };

    explicit Console(const Interrupt &interrupt) : m_interrupt(interrupt) {}
    void configure(Answer answer, Volume volume, Questions questions);

    [[nodiscard]] bool json() const { return m_answer == Answer::Json; }
    [[nodiscard]] bool quiet() const { return m_volume == Volume::Quiet; }
    /// Somebody wants to be asked, and can be: standard input and standard error are a terminal.
    [[nodiscard]] bool canAsk() const;
    static bool errorIsTerminal();
    /// Columns of the terminal behind standard error; 80 if unknown.
    static int width();

    /// The answer for people; nothing when JSON is wanted. `detail` is left out when quiet.
    void print(const QString &text) const;
    void printDetail(const QString &text) const;
    /// The answer as it is, whatever was asked for (SQL, a URL, help).
    static void printRaw(const QString &text);
    /// The answer for programs; nothing unless JSON is wanted.
    void print(const QJsonObject &document) const;
    /// A remark on standard error; left out when quiet.
    void remark(const QString &text) const;
    /// What went wrong, on standard error.
    void complain(const base::Error &error) const;

    /// Code stopped if the user broke off.
    base::Result<bool> confirm(const QString &question) const;
    base::Result<base::Secret> askPassword(const QString &prompt) const;

private:
    base::Result<QString> readLine() const;

    const Interrupt &m_interrupt;
    Answer m_answer = Answer::Text;
    Volume m_volume = Volume::Normal;
    Questions m_questions = Questions::Ask;
};

/// The error's own words for people: the message, then the detail on lines of its own.
QString errorText(const base::Error &error);

} // namespace cli
