// SPDX-License-Identifier: MIT
#include "sqlite/keyruns.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace sqlite {

namespace {

constexpr qint64 keyBytes = sizeof(qint64);
constexpr qint64 keysPerRead = 1024;

/// A file that is gone when it is closed, however the program ends.
int namelessFile(const QString &folder)
{
    QByteArray name = QFile::encodeName(folder) + "/keys-XXXXXX";
    const int file = mkostemp(name.data(), O_CLOEXEC);
    if (file >= 0)
        unlink(name.constData());
    return file;
}

bool writeAll(int file, const char *data, qint64 bytes)
{
    while (bytes > 0) {
        const ssize_t written = ::write(file, data, static_cast<size_t>(bytes));
        if (written < 0 && errno != EINTR)
            return false;
        data += std::max<ssize_t>(written, 0);
        bytes -= std::max<ssize_t>(written, 0);
    }
    return true;
}

bool readAll(int file, char *data, qint64 bytes, qint64 from)
{
    while (bytes > 0) {
        const ssize_t got = pread(file, data, static_cast<size_t>(bytes), from);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        const ssize_t step = std::max<ssize_t>(got, 0);
        data += step;
        bytes -= step;
        from += step;
    }
    return true;
}

/// By bytes, from the lowest that differ: far quicker for many keys than comparing them.
void sortByBytes(std::vector<qint64> &keys)
{
    const qint64 least = *std::min_element(keys.begin(), keys.end());
    const auto distance = [least](qint64 key) { return static_cast<quint64>(key) - static_cast<quint64>(least); };
    std::array<std::array<size_t, 256>, 8> counts{};
    for (const qint64 key : keys) {
        quint64 rest = distance(key);
        for (auto &count : counts) {
            ++count[rest & 0xFF];
            rest >>= 8;
        }
    }
    std::vector<qint64> other(keys.size());
    for (size_t byte = 0; byte < counts.size(); ++byte) {
        std::array<size_t, 256> &places = counts[byte];
        if (places[0] == keys.size())
            continue;
        size_t place = 0;
        for (size_t &count : places)
            place += std::exchange(count, place);
        for (const qint64 key : keys)
            other[places[distance(key) >> (8 * byte) & 0xFF]++] = key;
        keys.swap(other);
    }
}

} // namespace

KeyRuns::KeyRuns(KeyRuns &&other) noexcept
    : m_folder(std::move(other.m_folder)),
      m_keys(std::move(other.m_keys)),
      m_runs(std::move(other.m_runs)),
      m_file(std::exchange(other.m_file, -1)),
      m_ascending(other.m_ascending),
      m_whole(other.m_whole)
{
}

KeyRuns::~KeyRuns()
{
    if (m_file >= 0)
        ::close(m_file);
}

void KeyRuns::sort()
{
    constexpr size_t few = 1024;
    if (m_ascending)
        return;
    if (m_keys.size() > few)
        sortByBytes(m_keys);
    else
        std::sort(m_keys.begin(), m_keys.end());
    m_keys.erase(std::unique(m_keys.begin(), m_keys.end()), m_keys.end());
    m_ascending = true;
}

void KeyRuns::put()
{
    sort();
    // Many children of few parents: still room.
    if (m_whole && m_keys.size() > mostInMemory / 2)
        m_whole = write();
    if (!m_whole)
        m_keys.clear();
}

bool KeyRuns::write()
{
    if (m_file < 0)
        m_file = namelessFile(m_folder);
    const auto count = static_cast<qint64>(m_keys.size());
    if (m_file < 0 || !writeAll(m_file, reinterpret_cast<const char *>(m_keys.data()), count * keyBytes))
        return false;
    m_runs.push_back({m_runs.empty() ? 0 : m_runs.back().first + m_runs.back().count, count});
    m_keys.clear();
    return true;
}

bool KeyRuns::finish()
{
    sort();
    // There may be many of these at once.
    if (m_whole && m_keys.size() > mostKept)
        m_whole = write();
    if (!m_whole)
        m_keys.clear();
    m_keys.shrink_to_fit();
    return m_whole;
}

KeyReader::KeyReader(std::span<const KeyRuns *const> sets)
{
    for (const KeyRuns *set : sets) {
        if (!set->m_keys.empty())
            m_heap.push_back({0, set->m_keys.data(), set->m_keys.data() + set->m_keys.size()});
        for (const KeyRuns::Run &run : set->m_runs) {
            m_heap.push_back({0, nullptr, nullptr, set->m_file, run.first, run.count});
        }
    }
    std::erase_if(m_heap, [this](Cursor &cursor) { return !advance(cursor); });
    for (size_t place = m_heap.size() / 2; place-- > 0;)
        sink(place);
}

bool KeyReader::advance(Cursor &cursor)
{
    if (cursor.at == cursor.end) {
        if (cursor.left == 0)
            return false;
        const qint64 count = std::min(cursor.left, keysPerRead);
        cursor.buffer.resize(static_cast<size_t>(count));
        if (!readAll(cursor.file, reinterpret_cast<char *>(cursor.buffer.data()), count * keyBytes,
                     cursor.next * keyBytes)) {
            m_failed = true;
            return false;
        }
        cursor.next += count;
        cursor.left -= count;
        cursor.at = cursor.buffer.data();
        cursor.end = cursor.at + count;
    }
    cursor.key = *cursor.at++;
    return true;
}

void KeyReader::sink(size_t place)
{
    for (size_t child = 2 * place + 1; child < m_heap.size(); child = 2 * place + 1) {
        if (child + 1 < m_heap.size() && m_heap[child + 1].key < m_heap[child].key)
            ++child;
        if (m_heap[place].key <= m_heap[child].key)
            return;
        std::swap(m_heap[place], m_heap[child]);
        place = child;
    }
}

std::optional<qint64> KeyReader::next()
{
    if (m_heap.empty() || m_failed)
        return {};
    const qint64 key = m_heap.front().key;
    while (!m_heap.empty() && m_heap.front().key == key) {
        if (!advance(m_heap.front())) {
            std::swap(m_heap.front(), m_heap.back());
            m_heap.pop_back();
        }
        sink(0);
    }
    return key;
}

bool allFound(std::span<const KeyRuns *const> children, std::span<const KeyRuns *const> parents)
{
    KeyReader wanted(children);
    KeyReader there(parents);
    auto candidate = there.next();
    while (const auto key = wanted.next()) {
        while (candidate && *candidate < *key)
            candidate = there.next();
        if (candidate != key)
            return false;
    }
    return !wanted.failed() && !there.failed();
}

} // namespace sqlite
