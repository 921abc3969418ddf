// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QtGlobal>
#include <optional>
#include <span>
#include <vector>

namespace sqlite {

/// Integers, perhaps far more of them than memory should hold, gathered to be read in ascending order: sorted a
/// buffer at a time, full buffers are kept in a file without a name in `folder`.
class KeyRuns
{
public:
    explicit KeyRuns(QString folder) : m_folder(std::move(folder)) {}
    KeyRuns(KeyRuns &&other) noexcept;
    KeyRuns &operator=(KeyRuns &&) = delete;
    KeyRuns(const KeyRuns &) = delete;
    KeyRuns &operator=(const KeyRuns &) = delete;
    ~KeyRuns();

    void add(qint64 key)
    {
        m_ascending = m_ascending && (m_keys.empty() || key > m_keys.back());
        m_keys.push_back(key);
        if (m_keys.size() == mostInMemory)
            put();
    }
    /// A value that is no integer was seen: they are not all here.
    void spoil() { m_whole = false; }
    /// To be called once, after the last key. False if they are not all here: spoilt, or the disk refused them.
    bool finish();

private:
    friend class KeyReader;
    static constexpr size_t mostInMemory = size_t{1} << 16; ///< while they are gathered
    static constexpr size_t mostKept = size_t{1} << 13;     ///< in memory afterwards
    struct Run
    {
        qint64 first = 0; ///< in keys
        qint64 count = 0;
    };
    void sort();
    void put();
    bool write();

    QString m_folder;
    std::vector<qint64> m_keys;
    std::vector<Run> m_runs; ///< in the file; what follows the last of them is in m_keys
    int m_file = -1;
    bool m_ascending = true;
    bool m_whole = true;
};

/// Reads several of them as one ascending sequence without duplicates.
class KeyReader
{
public:
    /// They are finished, whole, and outlive the reader.
    explicit KeyReader(std::span<const KeyRuns *const> sets);
    /// Nothing at the end, or when the file cannot be read any more (see failed()).
    std::optional<qint64> next();
    [[nodiscard]] bool failed() const { return m_failed; }

private:
    /// One run, read a little at a time.
    struct Cursor
    {
        qint64 key = 0;
        const qint64 *at = nullptr;
        const qint64 *end = nullptr;
        int file = -1;
        qint64 next = 0; ///< in the file, in keys
        qint64 left = 0;
        std::vector<qint64> buffer;
    };
    bool advance(Cursor &cursor);
    void sink(size_t place);

    std::vector<Cursor> m_heap; ///< the smallest key first
    bool m_failed = false;
};

/// Whether every key of `children` is among those of `parents`; false too where the file cannot be read.
bool allFound(std::span<const KeyRuns *const> children, std::span<const KeyRuns *const> parents);

} // namespace sqlite
