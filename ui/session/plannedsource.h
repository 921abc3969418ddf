// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/discovery.h"
#include "ui/session/questions.h"

#include <QDateTime>
#include <memory>
#include <optional>

namespace ui {

/// A chosen source, and what will become of it.
struct PlannedSource
{
    migration::Source source;
    std::optional<migration::CreatorPlan> plan; ///< by the choices of now
    QList<Question> questions;                  ///< what can be chosen, whatever is chosen now
    std::optional<base::Error> error;           ///< why there is no plan
    QDateTime lastChange;                       ///< of the file, when it was looked at
    std::shared_ptr<const migration::Survey> survey;
};

} // namespace ui
