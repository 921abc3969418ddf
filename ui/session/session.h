// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/sources.h"

namespace ui {

/// Everything that the window works on; pages see its parts.
class Session : public QObject
{
    Q_OBJECT
public:
    explicit Session(QObject *parent = nullptr) : QObject(parent) {}
    [[nodiscard]] Sources &sources() { return m_sources; }

private:
    Sources m_sources;
};

} // namespace ui
