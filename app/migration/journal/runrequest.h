// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/choices.h"
#include "migration/plan/discovery.h"
#include "postgres/settings.h"

namespace migration {

enum class IfPresent : quint8 { Refuse, Replace };

struct RunRequest
{
    QList<Source> sources;
    bool globalSchema = false; ///< as in SourceRequest
    Choices choices;
    QList<CreatorPlan> plans; ///< given by the user (--plan); empty: planned here
    postgres::Settings target;
    IfPresent ifPresent = IfPresent::Refuse;
    QStringList replace; ///< creators for whom it is Replace, whatever it is for the others
    int jobs = 0;        ///< 0: from the cores and the server's max_connections
    QString owner;       ///< role that gets the objects; empty: the connecting one

    [[nodiscard]] IfPresent ifPresentFor(const QString &creator) const
    {
        return replace.contains(creator) ? IfPresent::Replace : ifPresent;
    }
};

} // namespace migration
