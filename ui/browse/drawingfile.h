// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/drawing.h"

namespace ui {

enum class PictureFormat : quint8 { Svg, Png, Pdf };

/// "svg", …
QString suffixOf(PictureFormat format);

struct SavedPicture
{
    QString path;
    bool reduced = false; ///< smaller than life: all of it would be too many pixels
};

/// Writes a drawing for paper: dark on white, whatever the window looks like. What is there already stays until the new
/// one is whole. From any thread. Code `file`: it cannot be written.
base::Result<SavedPicture> writeDrawing(const Drawing &drawing, const StyleSeed &seed, const QString &title,
                                        const QString &path, PictureFormat format);

} // namespace ui
