// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QString>
#include <functional>
#include <sys/types.h>

namespace testsupport {

/// Another process with files of its own open: locks only count between processes. It is killed at the latest by the
/// destructor. For whoever looks through the processes it is still this program: see OtherProgram.
class OtherProcess
{
public:
    /// What the work may tell and wait for.
    class Signals
    {
    public:
        Signals(int toParent, int fromParent) : m_toParent(toParent), m_fromParent(fromParent) {}
        void ready() const;
        void waitForRelease() const;

    private:
        int m_toParent;
        int m_fromParent;
    };
    /// Returns when the work has called ready(); aborts the test if it ended without.
    explicit OtherProcess(const std::function<void(const Signals &)> &work);
    OtherProcess(const OtherProcess &) = delete;
    OtherProcess &operator=(const OtherProcess &) = delete;
    ~OtherProcess();

    /// Lets the work go on after waitForRelease() and waits until it has ended.
    void release();
    /// As a crash would: nothing is tidied up.
    void kill();
    [[nodiscard]] pid_t process() const { return m_process; }

private:
    void wait();
    pid_t m_process = -1;
    int m_toChild = -1;
};

/// Another program that has a file open, and does nothing with it, until it is destroyed.
class OtherProgram
{
public:
    explicit OtherProgram(const QString &file);
    OtherProgram(const OtherProgram &) = delete;
    OtherProgram &operator=(const OtherProgram &) = delete;
    ~OtherProgram();

    /// As processesUsing() names it.
    [[nodiscard]] QString name() const;

private:
    QProcess m_process;
};

} // namespace testsupport
