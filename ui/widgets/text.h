// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/metrics.h"

#include <QLabel>

namespace ui {

enum class Voice { First, Second }; ///< the text's colour, or the secondary one

/// A label that wraps, grows with its text, lets a mouse or keyboard select it, and never reads HTML out of it.
QLabel *label(const QString &text, TextRole role = TextRole::Body, Voice voice = Voice::First,
              QWidget *parent = nullptr);
void setVoice(QLabel *label, Voice voice);

// Numbers for people, by locale.
QString countText(qint64 number);          ///< 31,204
QString bytesText(qint64 bytes);           ///< 43.8 MB
QString momentText(const QDateTime &time); ///< today 09:41, yesterday 21:14, 19 Nov 2026
QString durationText(double seconds);      ///< 0.4 s, 12 s, 3 min 20 s

} // namespace ui
