// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

namespace cli {

/// The sentences of the command line, so that they can be translated: Words::tr("…").
class Words
{
    Q_DECLARE_TR_FUNCTIONS(cli)
};

} // namespace cli
