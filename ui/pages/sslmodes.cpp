// SPDX-License-Identifier: MIT
#include "ui/pages/sslmodes.h"

#include <QCoreApplication>
#include <array>

namespace ui {

namespace {

struct Words
{
    const char *mode;
    const char *name;
    const char *meaning;
};

constexpr std::array<Words, sslModeCount> modes{
    Words{"verify-full", QT_TRANSLATE_NOOP("ui", "Required, certificate and name checked"),
          QT_TRANSLATE_NOOP("ui", "Nobody on the way can read along, or pretend to be your server.")},
    Words{"verify-ca", QT_TRANSLATE_NOOP("ui", "Required, certificate checked"),
          QT_TRANSLATE_NOOP("ui", "Nobody on the way can read along. Any server with a certificate from the same "
                                  "authority is taken for yours.")},
    Words{"require", QT_TRANSLATE_NOOP("ui", "Required"),
          QT_TRANSLATE_NOOP("ui", "What is sent is encrypted, but nobody checks that it really goes to your server.")},
    Words{"prefer", QT_TRANSLATE_NOOP("ui", "If the server can"),
          QT_TRANSLATE_NOOP("ui", "Falls back to clear text without a word, so it protects nothing. Good enough for a "
                                  "server on this computer.")},
    Words{"allow", QT_TRANSLATE_NOOP("ui", "Only if the server insists"),
          QT_TRANSLATE_NOOP("ui", "Sends in clear text unless the server refuses that. Others on the network can read "
                                  "along.")},
    Words{"disable", QT_TRANSLATE_NOOP("ui", "None"),
          QT_TRANSLATE_NOOP("ui", "Everything is sent in clear text. Only right for a server on this computer.")},
};

const Words &words(int number)
{
    return modes.at(static_cast<size_t>(number));
}

} // namespace

QString sslMode(int number)
{
    return QString::fromLatin1(words(number).mode);
}

int sslModeNumber(const QString &mode)
{
    for (int number = 0; number < sslModeCount; ++number) {
        if (mode == QLatin1String(words(number).mode))
            return number;
    }
    return -1;
}

QString sslModeName(int number)
{
    return QCoreApplication::translate("ui", words(number).name);
}

QString sslModeMeaning(int number)
{
    return QCoreApplication::translate("ui", words(number).meaning);
}

} // namespace ui
