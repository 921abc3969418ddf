// SPDX-License-Identifier: MIT
#include "ui/session/job.h"

namespace ui {

Job::Job(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Job::~Job()
{
    ++m_number; // whoever is still running answers to nobody
    stop();
    m_pool.waitForDone();
}

void Job::stop()
{
    m_stop.request_stop();
}

} // namespace ui
