// SPDX-License-Identifier: MIT
#include "cli/console.h"

#include "cli/interrupt.h"
#include "cli/text.h"
#include "cli/words.h"

#include <QJsonDocument>
#include <cstdio>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace cli {

namespace {

void writeAll(FILE *stream, const QByteArray &bytes)
{
    fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    fflush(stream);
}

/// Whatever names are in the text, they do not steer the terminal.
void writeText(FILE *stream, const QString &text)
{
    writeAll(stream, printableLines(text).toUtf8());
}

void writeLine(FILE *stream, const QString &text)
{
    writeText(stream, text + u'\n');
}

/// Turns the terminal's echo off while it lives.
class SilentTerminal
{
public:
    SilentTerminal()
    {
        m_changed = tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (!m_changed)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~SilentTerminal()
    {
        if (m_changed)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

private:
    termios m_before = {};
    bool m_changed = false;
};

} // namespace

void Console::configure(Answer answer, Volume volume, Questions questions)
{
    m_answer = answer;
    m_volume = volume;
    m_questions = questions;
}

bool Console::canAsk() const
{
    return m_questions == Questions::Ask && isatty(STDIN_FILENO) == 1 && errorIsTerminal();
}

bool Console::errorIsTerminal()
{
    return isatty(STDERR_FILENO) == 1;
}

int Console::width()
{
    winsize size = {};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

void Console::print(const QString &text) const
{
    if (!json())
        writeLine(stdout, text);
}

void Console::printDetail(const QString &text) const
{
    if (!quiet())
        print(text);
}

void Console::printRaw(const QString &text)
{
    if (isatty(STDOUT_FILENO) == 1)
        writeLine(stdout, text);
    else
        writeAll(stdout, text.toUtf8() + '\n');
}

void Console::print(const QJsonObject &document) const
{
    if (json())
        writeAll(stdout, QJsonDocument(document).toJson(QJsonDocument::Indented));
}

void Console::remark(const QString &text) const
{
    if (!quiet())
        writeLine(stderr, text);
}

void Console::complain(const base::Error &error) const
{
    writeLine(stderr, errorText(error));
}

base::Result<QString> Console::readLine() const
{
    QByteArray line;
    while (true) {
        pollfd waiting[2] = {{STDIN_FILENO, POLLIN, 0}, {m_interrupt.descriptor(), POLLIN, 0}};
        if (poll(waiting, 2, -1) < 0 && !m_interrupt.stopRequested())
            continue;
        if (m_interrupt.stopRequested() || (waiting[1].revents & POLLIN) != 0)
            return base::failStopped();
        char character = 0;
        if (read(STDIN_FILENO, &character, 1) != 1)
            return base::failStopped();
        if (character == '\n')
            return QString::fromUtf8(line);
        line += character;
    }
}

base::Result<bool> Console::confirm(const QString &question) const
{
    const QString yes = Words::tr("y", "the letter that means yes");
    const QString ask = question + Words::tr(" [y/N] ", "y is the letter that means yes");
    writeText(stderr, ask);
    const auto line = readLine();
    if (!line) {
        writeAll(stderr, "\n");
        return base::fail(line.error());
    }
    return line->trimmed().startsWith(yes, Qt::CaseInsensitive);
}

base::Result<base::Secret> Console::askPassword(const QString &prompt) const
{
    writeText(stderr, prompt);
    const auto line = [this] {
        const SilentTerminal silent;
        return readLine();
    }();
    writeAll(stderr, "\n");
    if (!line)
        return base::fail(line.error());
    return base::Secret(*line);
}

QString errorText(const base::Error &error)
{
    QString text = error.message;
    if (!error.detail.isEmpty())
        text += u"\n  " + error.detail.trimmed().replace(u'\n', QStringLiteral("\n  "));
    return text;
}

} // namespace cli
