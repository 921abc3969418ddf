// SPDX-License-Identifier: MIT
#include "cli/arguments.h"

#include "cli/words.h"

#include <QStringDecoder>
#include <algorithm>
#include <cstring>
#include <string_view>

namespace cli {

namespace {

constexpr std::string_view secretOptions[] = {"--pg-password", "--pg-url"};

void blank(char *text)
{
    memset(text, 0, strlen(text));
}

/// `--option=value`: the value's part is blanked. Tells whether the value is the argument after this one.
bool blankSecret(char *argument)
{
    for (const std::string_view option : secretOptions) {
        const std::string_view text(argument);
        if (text == option)
            return true;
        if (text.size() > option.size() && text.starts_with(option) && text[option.size()] == '=')
            blank(argument + option.size() + 1);
    }
    return false;
}

bool isUtf8(const std::string &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return !decoder.hasError() && !decoded.isNull();
}

} // namespace

base::Result<std::vector<std::string>> takeArguments(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    for (int i = 1; i < argc; ++i) {
        if (blankSecret(argv[i]) && i + 1 < argc)
            blank(argv[++i]);
    }
    for (const std::string &argument : arguments) {
        if (!argument.empty() && !isUtf8(argument))
            return base::fail(QStringLiteral("wrong-usage"),
                              Words::tr("An argument is not valid UTF-8 text, so it cannot name a file "
                                        "or anything else here. Rename the file, or name its folder."));
    }
    return arguments;
}

SecretGiven secretGiven(const std::vector<std::string> &arguments)
{
    const bool given = std::any_of(arguments.begin(), arguments.end(), [](const std::string &argument) {
        return argument.starts_with("--pg-pa") || argument.starts_with("--pg-u");
    });
    return given ? SecretGiven::Yes : SecretGiven::No;
}

} // namespace cli
