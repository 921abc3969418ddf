// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/reader.h"

#include <functional>
#include <mutex>
#include <vector>

namespace postgres {

/// Connections to one database that are kept open for the next who looks. For any thread.
class ReaderPool
{
public:
    ReaderPool(Settings settings, QString applicationName);
    Q_DISABLE_COPY_MOVE(ReaderPool)
    ~ReaderPool() = default;

    /// What `work` answers with a connection: one that was kept, else a new one. A kept one that turns out to be lost
    /// is replaced once, so `work` must only look.
    template <typename T>
    base::Result<T> look(const std::function<base::Result<T>(Reader &)> &work, const std::stop_token &stop);

    [[nodiscard]] const Settings &settings() const { return m_settings; }

private:
    std::optional<Reader> takeKept();
    void giveBack(Reader reader);
    Settings m_settings;
    QString m_applicationName;
    std::mutex m_mutex;
    std::vector<Reader> m_kept;
};

template <typename T>
base::Result<T> ReaderPool::look(const std::function<base::Result<T>(Reader &)> &work, const std::stop_token &stop)
{
    if (std::optional<Reader> kept = takeKept()) {
        base::Result<T> answer = work(*kept);
        const bool lost = !kept->alive();
        giveBack(std::move(*kept));
        if (!lost || stop.stop_requested())
            return answer;
    }
    base::Result<Reader> reader = Reader::open(m_settings, m_applicationName, stop);
    if (!reader)
        return base::fail(reader.error());
    base::Result<T> answer = work(*reader);
    giveBack(std::move(*reader));
    return answer;
}

} // namespace postgres
