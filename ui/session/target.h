// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "ui/session/job.h"
#include "ui/session/targetform.h"

#include <memory>

namespace postgres {
enum class Use;
} // namespace postgres

namespace ui {

class PrivateServer;

enum class TargetPlace { ThisComputer, Server };
/// To look into it takes fewer rights than to move data there.
enum class TargetUse { Move, Look };
enum class TargetState { Untested, Testing, Ready, Failed };

/// One step of the connection test.
struct TargetStep
{
    enum class State { Waiting, Running, Fine, Note, Failed };
    QString id; ///< one of postgres::doctorStepIds(), or "start": starting the private server
    State state = State::Waiting;
    QString message;
    QString fix;      ///< text to copy
    QString code;     ///< of the Error behind a failed step
    QString detail;   ///< the server's own words
    QString protocol; ///< of the step encryption: "TLSv1.3"; empty where nothing is encrypted
    qint64 milliseconds = 0;
};

/// Who else may mend what is missing, for this once.
struct Administrator
{
    QString user;
    base::Secret password;
};

/// Where the data shall live, and whether that was tested. Any change makes it untested.
class Target : public QObject
{
    Q_OBJECT
public:
    /// `server` outlives the target. To move it begins with what the environment says, to look with a server and an
    /// empty form.
    explicit Target(PrivateServer *server, TargetUse use = TargetUse::Move, QObject *parent = nullptr);
    ~Target() override;

    [[nodiscard]] TargetPlace place() const { return m_place; }
    void setPlace(TargetPlace place);
    [[nodiscard]] const TargetForm &form() const { return m_form; }
    void setForm(const TargetForm &form);
    /// Fills the form from a connection string in any of its forms; on an error nothing changes.
    base::Result<void> paste(const QString &text);

    [[nodiscard]] TargetState state() const { return m_state; }
    [[nodiscard]] const QList<TargetStep> &steps() const { return m_steps; }
    /// Tests, after starting the private server where that is the place; the steps come in one by one.
    void test();
    /// Ends a test that is going on; untested again.
    void stopTest();

    /// Whether the failed step can be mended from here.
    [[nodiscard]] bool canMend() const;
    [[nodiscard]] bool administratorCanMend() const;
    /// Mends it, with the sign-in of the form or with an administrator's, then tests again. What went wrong is told by
    /// mendFailed().
    void mend(const Administrator &administrator = {});
    [[nodiscard]] bool isMending() const { return m_mending.isRunning(); }

    /// To connect with, once the state is Ready.
    [[nodiscard]] postgres::Settings settings() const;
    /// For people, never with a password.
    [[nodiscard]] QString describe() const;

Q_SIGNALS:
    /// Place, form, state or steps.
    void changed();
    /// One step of steps() is another now.
    void stepChanged(const ui::TargetStep &step);
    void mendFailed(const base::Error &error);

private:
    [[nodiscard]] postgres::Use doctorsUse() const;
    void preselectPlace();
    void makeUntested();
    void take(quint64 test, const TargetStep &step);
    void markNextAsRunning();
    void finish(quint64 test);
    [[nodiscard]] const TargetStep *failedStep() const;
    PrivateServer *m_server;
    TargetUse m_use;
    TargetPlace m_place = TargetPlace::Server;
    bool m_placeChosen = false;
    TargetState m_state = TargetState::Untested;
    TargetForm m_form;
    QList<TargetStep> m_steps;
    std::unique_ptr<postgres::Settings> m_tested;
    quint64 m_test = 0; ///< counts the tests: what an earlier one says is not heard
    Job m_mending;
    Job m_job; ///< last, so that it ends first
};

} // namespace ui
