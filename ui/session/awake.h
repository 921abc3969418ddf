// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QProcess>

namespace ui {

/// Keeps the computer from falling asleep while it is held, where the system lets programs ask for that (logind). It
/// ends with this program, however that ends.
class Awake : public QObject
{
    Q_OBJECT
public:
    explicit Awake(QObject *parent = nullptr);
    ~Awake() override;
    void hold(const QString &reason);
    void release();
    [[nodiscard]] bool isHeld() const { return m_held; }

Q_SIGNALS:
    void changed();

private:
    void setHeld(bool held);
    QProcess m_inhibitor;
    bool m_held = false;
};

} // namespace ui
