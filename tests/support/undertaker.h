// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace testsupport {

/// A process of its own that waits for our end, however it comes (crash, time-out, kill), and then stops the private
/// server in `folder`/server and removes `folder`. The destructor waits until that is done.
class Undertaker
{
public:
    explicit Undertaker(const QString &folder);
    Q_DISABLE_COPY_MOVE(Undertaker)
    ~Undertaker();

private:
    int m_process = -1;
    int m_end = -1;
};

} // namespace testsupport
