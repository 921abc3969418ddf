// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <tl/expected.hpp>
#include <utility>

namespace base {

/// What went wrong, for a person. `code` is stable, lower-case and hyphened (JSON, tests, branching callers);
/// `message` is one or more whole sentences: what happened, why that usually is, what to do; `detail` is the
/// server's or library's own words, SQLSTATE, file or row. Neither ever holds a password.
struct Error
{
    QString code;
    QString message;
    QString detail;
};

/// A value or an Error; never ignored silently.
template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> fail(const QString &code, const QString &message, const QString &detail = {})
{
    return tl::unexpected<Error>(Error{code, message, detail});
}

/// The code of everything that ended because the user asked it to.
inline constexpr QLatin1String stoppedCode{"stopped"};

inline tl::unexpected<Error> failStopped()
{
    return fail(stoppedCode, QStringLiteral("Stopped because you asked for it."));
}

} // namespace base
