// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "sqlite/database.h"

#include <QString>
#include <optional>

namespace sqlite {

/// The code of a name that is not valid UTF-8 or holds U+0000.
inline constexpr QLatin1String unreadableNameCode{"unreadable-name"};

/// The rows of one small query about the schema. The first failure sticks and ends the rows.
class RowSet
{
public:
    RowSet(const Database &database, const QString &sql);
    /// `bound` is the value of ?1.
    RowSet(const Database &database, const QString &sql, const QString &bound);

    bool next();
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    /// Fails with unreadableNameCode where the bytes are not valid UTF-8 or hold U+0000.
    QString name(int column);
    /// The same with code schema-not-understood.
    QString definition(int column);

    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    /// Only after a failure.
    [[nodiscard]] const base::Error &error() const { return *m_error; }

private:
    std::optional<QString> text(int column) const;
    [[nodiscard]] QString shownBytes(int column) const;

    const Database &m_database;
    Statement m_statement;
    std::optional<base::Error> m_error;
};

} // namespace sqlite
