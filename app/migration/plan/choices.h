// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migration/plan/plan.h"

#include <QJsonObject>
#include <QMap>
#include <optional>

namespace migration {

enum class NulTextChoice : quint8 { Readable, Null, Bytea };
enum class JsonChoice : quint8 { Json, Jsonb, Text };

struct ColumnChoice
{
    std::optional<schema::TypeKind> type;
    QString zone; ///< "UTC": values without a zone are meant so (timestamptz)
};

struct TableChoices
{
    QMap<QString, ColumnChoice> columns;
    std::optional<OrphanChoice> orphans;
};

struct CreatorChoices
{
    QMap<QString, TableChoices> tables;
};

/// What a person decided, as `--choices FILE` and the wizard write it. The defaults are the safe ones.
struct Choices
{
    OrphanChoice orphans = OrphanChoice::Keep;
    NulTextChoice nulText = NulTextChoice::Readable;
    JsonChoice json = JsonChoice::Json;
    QMap<QString, CreatorChoices> creators;
};

/// What choicesFromJson() reads back.
QJsonObject toJson(const Choices &choices);
/// Unknown keys, values and types are errors (code bad-choices) that name the place.
base::Result<Choices> choicesFromJson(const QByteArray &json);

} // namespace migration
