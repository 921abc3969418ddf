// SPDX-License-Identifier: MIT
#pragma once

#include <QDebug>
#include <QString>

namespace base {

/// A password or the like: never printed, compared or converted by accident.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QString text) : m_text(std::move(text)) {}
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    [[nodiscard]] const QString &reveal() const { return m_text; }

private:
    QString m_text;
};

inline QDebug operator<<(QDebug debug, const Secret &)
{
    return debug << "(secret)";
}

} // namespace base
