// SPDX-License-Identifier: MIT
#pragma once

#include "schema/value.h"

#include <QString>

namespace sqlite {

/// A value as people can read it, cut to 80 characters: in text ␀, ␊ and the like for what cannot be seen and � for
/// what is no text, bytes as x'…'.
QString sampleText(const schema::RawValue &value);

/// "text", "integer", "real", "blob" or "null".
QString className(schema::StorageClass storage);

} // namespace sqlite
