// SPDX-License-Identifier: MIT
#include "postgres/readerpool.h"

namespace postgres {

ReaderPool::ReaderPool(Settings settings, QString applicationName)
    : m_settings(std::move(settings)), m_applicationName(std::move(applicationName))
{
}

std::optional<Reader> ReaderPool::takeKept()
{
    const std::lock_guard lock(m_mutex);
    if (m_kept.empty())
        return std::nullopt;
    std::optional<Reader> reader(std::move(m_kept.back()));
    m_kept.pop_back();
    return reader;
}

void ReaderPool::giveBack(Reader reader)
{
    constexpr size_t most = 4;
    const std::lock_guard lock(m_mutex);
    if (reader.alive() && !reader.wasStopped() && m_kept.size() < most)
        m_kept.push_back(std::move(reader));
}

} // namespace postgres
