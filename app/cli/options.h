// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migration/plan/choices.h"
#include "migration/plan/discovery.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace cli {

/// What the words after a command said, before any of it is believed.
using Text = std::optional<std::string>;

struct CommonOptions
{
    bool yes = false;
    bool json = false;
    bool quiet = false;
    Text progress;
    Text choices;
};

struct SourceOptions
{
    std::vector<std::string> folders; ///< --sqlite-path
    std::vector<std::string> files;   ///< --sqlite-file
    std::vector<std::string> any;     ///< --source
    Text creatorName;
    Text profile;
    Text separateMetadata;
    Text schemaName; ///< --pg-schema, though the help lists it under the target

    [[nodiscard]] bool given() const { return !folders.empty() || !files.empty() || !any.empty(); }
};

struct TargetOptions
{
    Text host;
    Text port;
    Text database;
    Text user;
    Text password;
    Text sslMode;
    Text sslCert;
    Text sslKey;
    Text sslRootCert;
    Text url;
    Text service;
    bool local = false;
};

void addCommonOptions(CLI::App &command, CommonOptions &options);
void addSourceOptions(CLI::App &command, SourceOptions &options);
void addTargetOptions(CLI::App &command, TargetOptions &options);

QString toQString(const std::string &text);
QString toQString(const Text &text); ///< empty if not given

/// Code wrong-usage; the sentence for a wrong command line.
tl::unexpected<base::Error> wrongUsage(const QString &message);
/// An option that was given with nothing in it, or with the next option for a value.
base::Result<void> refuseMissingValues(const CLI::App &command);

enum class ProgressMode { Auto, Bar, Json, None };
base::Result<ProgressMode> progressMode(const CommonOptions &options);
base::Result<migration::Choices> choicesOf(const CommonOptions &options);
base::Result<migration::SourceRequest> sourceRequest(const SourceOptions &options);
/// The whole of a file that an option names. `option` is for the sentence.
base::Result<QByteArray> readOptionFile(const QString &option, const QString &path);

} // namespace cli
