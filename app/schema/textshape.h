// SPDX-License-Identifier: MIT
#pragma once

#include "schema/census.h"
#include "schema/textform.h"

#include <QString>
#include <QtGlobal>
#include <optional>

/// What a text looks like. Nothing here allocates.
namespace schema {

/// true, t, yes, y, on / false, f, no, n, off in any case.
std::optional<bool> booleanWord(const char *data, qsizetype size);

enum class JsonVerdict : quint8 {
    Invalid,
    Scalar,    ///< valid, but neither object nor array
    Container, ///< a valid object or array
};

struct JsonFinding
{
    JsonVerdict verdict = JsonVerdict::Invalid;
    bool escapedNul = false; ///< \u0000 somewhere
};

/// Nested at most so deep, a document counts as JSON.
inline constexpr int maxJsonDepth = 500;

/// One document by RFC 8259, in valid UTF-8, without lone surrogate escapes.
JsonFinding checkJson(const char *data, qsizetype size);

struct ShapeFinding
{
    TextShape shape = TextShape::Other;
    TextForm form;              ///< of Moment
    Moment moment;              ///< of Moment
    bool lowerCaseUuid = false; ///< of Uuid: no upper-case digit
};

/// The shape of one text (which need not be valid UTF-8).
ShapeFinding shapeOf(const char *data, qsizetype size);

/// What Sample::shape calls a shape ("near-moment", "integer-text", …).
QString sampleName(TextShape shape);
/// How a form is spelled, for people: "YYYY-MM-DD HH:MM:SS.ffffff+02:00".
QString formName(const TextForm &form);

} // namespace schema
