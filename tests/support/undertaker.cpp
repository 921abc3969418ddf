// SPDX-License-Identifier: MIT
#include "support/undertaker.h"

#include <QFile>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace testsupport {

Undertaker::Undertaker(const QString &folder)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        std::fprintf(stderr, "no pipe could be made\n");
        std::abort();
    }
    const QByteArray script("read -r nothing; pid=$(head -n 1 \"$1/server/data/postmaster.pid\" 2>/dev/null);"
                            " [ -n \"$pid\" ] && kill -QUIT \"$pid\"; rm -rf -- \"$1\"");
    const QByteArray path = QFile::encodeName(folder);
    m_process = fork();
    if (m_process == 0) {
        setsid(); // whoever ends our process group spares it
        dup2(ends[0], STDIN_FILENO);
        execl("/bin/sh", "sh", "-c", script.constData(), "sh", path.constData(), nullptr);
        _exit(127);
    }
    close(ends[0]);
    m_end = ends[1];
}

Undertaker::~Undertaker()
{
    close(m_end);
    waitpid(m_process, nullptr, 0);
}

} // namespace testsupport
