// SPDX-License-Identifier: MIT
#include "support/otherprocess.h"

#include <QtGlobal>
#include <array>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace testsupport {

namespace {

std::array<int, 2> makePipe()
{
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0)
        qFatal("No pipe to another process can be made.");
    return ends;
}

} // namespace

void OtherProcess::Signals::ready() const
{
    const char byte = 'r';
    if (write(m_toParent, &byte, 1) != 1)
        _exit(2);
}

void OtherProcess::Signals::waitForRelease() const
{
    char byte = 0;
    if (read(m_fromParent, &byte, 1) < 0)
        _exit(3);
}

OtherProcess::OtherProcess(const std::function<void(const Signals &)> &work)
{
    const auto toParent = makePipe();
    const auto toChild = makePipe();
    m_process = fork();
    if (m_process < 0)
        qFatal("Another process cannot be started.");
    if (m_process == 0) {
        close(toParent[0]);
        close(toChild[1]);
        work(Signals(toParent[1], toChild[0]));
        _exit(0);
    }
    close(toParent[1]);
    close(toChild[0]);
    m_toChild = toChild[1];
    char byte = 0;
    const bool isReady = read(toParent[0], &byte, 1) == 1;
    close(toParent[0]);
    if (!isReady)
        qFatal("The other process ended before it was ready.");
}

OtherProcess::~OtherProcess()
{
    kill();
}

void OtherProcess::release()
{
    const char byte = 'g';
    if (write(m_toChild, &byte, 1) != 1)
        qFatal("The other process is gone.");
    close(m_toChild);
    m_toChild = -1;
    wait();
}

void OtherProcess::kill()
{
    if (m_process > 0)
        ::kill(m_process, SIGKILL);
    if (m_toChild >= 0)
        close(m_toChild);
    m_toChild = -1;
    wait();
}

void OtherProcess::wait()
{
    if (m_process > 0)
        waitpid(m_process, nullptr, 0);
    m_process = -1;
}

OtherProgram::OtherProgram(const QString &file)
{
    m_process.start(
        QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"), QStringLiteral("exec 3<\"$1\"; echo ready; read line"), QStringLiteral("sh"), file});
    if (!m_process.waitForReadyRead())
        qFatal("Another program cannot open the file.");
}

OtherProgram::~OtherProgram()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished())
        m_process.kill();
    m_process.waitForFinished();
}

QString OtherProgram::name() const
{
    return QStringLiteral("sh (%1)").arg(m_process.processId());
}

} // namespace testsupport
