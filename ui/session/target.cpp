// SPDX-License-Identifier: MIT
#include "ui/session/target.h"

#include "base/paths.h"
#include "postgres/doctor.h"
#include "postgres/localserver.h"
#include "postgres/repair.h"
#include "ui/session/privateserver.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QLatin1String startId("start");
constexpr QLatin1String encryptionWanted("ssl-required");

TargetStep::State stateOf(postgres::StepState state)
{
    switch (state) {
    case postgres::StepState::Ok:
        return TargetStep::State::Fine;
    case postgres::StepState::Warning:
        return TargetStep::State::Note;
    case postgres::StepState::Failed:
        return TargetStep::State::Failed;
    case postgres::StepState::Skipped:
        break;
    }
    return TargetStep::State::Waiting;
}

TargetStep stepFrom(const postgres::DoctorStep &step)
{
    return {.id = step.id,
            .state = stateOf(step.state),
            .message = step.state == postgres::StepState::Skipped ? QString() : step.message,
            .fix = step.fix,
            .code = step.code,
            .detail = step.detail,
            .protocol = step.protocol,
            .milliseconds = step.milliseconds};
}

using Sink = std::function<void(const TargetStep &)>;

/// Nothing if the private server could not be started; `tell` knows why then.
std::optional<postgres::Settings> startPrivateServer(const Sink &tell)
{
    const auto started = postgres::LocalServer(base::serverFolder()).start();
    if (!started) {
        const base::Error &error = started.error();
        tell({.id = startId,
              .state = TargetStep::State::Failed,
              .message = error.message,
              .code = error.code,
              .detail = error.detail});
        return std::nullopt;
    }
    tell({.id = startId, .state = TargetStep::State::Fine});
    return *started;
}

/// The settings that were tested; nothing if there are none.
std::optional<postgres::Settings> examine(std::optional<postgres::Settings> settings, const Sink &tell,
                                          const std::stop_token &stop, postgres::Use use)
{
    if (!settings)
        settings = startPrivateServer(tell);
    if (settings && !stop.stop_requested())
        postgres::examine(
            *settings, [&tell](const postgres::DoctorStep &step) { tell(stepFrom(step)); }, stop, use);
    return settings;
}

} // namespace

Target::Target(PrivateServer *server, TargetUse use, QObject *parent)
    : QObject(parent),
      m_server(server),
      m_use(use),
      m_form(use == TargetUse::Move ? formFromEnvironment() : TargetForm()),
      m_tested(std::make_unique<postgres::Settings>())
{
    makeUntested();
    if (use == TargetUse::Move)
        connect(server, &PrivateServer::changed, this, &Target::preselectPlace);
    connect(&m_mending, &Job::runningChanged, this, &Target::changed);
}

Target::~Target() = default;

postgres::Use Target::doctorsUse() const
{
    return m_use == TargetUse::Look ? postgres::Use::Look : postgres::Use::Move;
}

void Target::preselectPlace()
{
    const ServerState state = m_server->view().state;
    if (m_placeChosen || state == ServerState::Unknown)
        return;
    m_placeChosen = true;
    if (state == ServerState::Absent || state == ServerState::Stopped || state == ServerState::Running)
        setPlace(TargetPlace::ThisComputer);
}

void Target::setPlace(TargetPlace place)
{
    m_placeChosen = true;
    if (m_place == place)
        return;
    m_place = place;
    makeUntested();
}

void Target::setForm(const TargetForm &form)
{
    if (same(m_form, form))
        return;
    m_form = form;
    makeUntested();
}

base::Result<void> Target::paste(const QString &text)
{
    const auto settings = postgres::parseConnectionString(text.trimmed());
    if (!settings)
        return base::fail(settings.error());
    TargetForm form = formFromSettings(*settings);
    if (form.password.isEmpty())
        form.password = m_form.password;
    setForm(form);
    return {};
}

void Target::makeUntested()
{
    ++m_test;
    m_job.stop();
    m_state = TargetState::Untested;
    m_steps.clear();
    if (m_place == TargetPlace::ThisComputer)
        m_steps.append({.id = startId});
    const QStringList ids = postgres::doctorStepIds(doctorsUse());
    for (const QString &id : ids)
        m_steps.append({.id = id});
    Q_EMIT changed();
}

void Target::test()
{
    makeUntested();
    m_state = TargetState::Testing;
    markNextAsRunning();
    std::optional<postgres::Settings> settings;
    if (m_place == TargetPlace::Server)
        settings = settingsFromForm(m_form);
    const quint64 number = m_test;
    const Sink tell = [this, number](const TargetStep &step) {
        QMetaObject::invokeMethod(
            this, [this, number, step] { take(number, step); }, Qt::QueuedConnection);
    };
    using Answer = std::optional<postgres::Settings>;
    m_job.start<Answer>([settings, tell, use = doctorsUse()](
                            const std::stop_token &stop) { return examine(settings, tell, stop, use); },
                        [this, number](const Answer &tested) {
                            if (number != m_test)
                                return;
                            *m_tested = tested.value_or(postgres::Settings());
                            finish(number);
                        });
    Q_EMIT changed();
}

void Target::stopTest()
{
    if (m_state == TargetState::Testing)
        makeUntested();
}

void Target::take(quint64 test, const TargetStep &step)
{
    if (test != m_test)
        return;
    for (TargetStep &known : m_steps) {
        if (known.id == step.id)
            known = step;
    }
    Q_EMIT stepChanged(step);
    if (step.state == TargetStep::State::Fine || step.state == TargetStep::State::Note)
        markNextAsRunning();
}

void Target::markNextAsRunning()
{
    const auto next = std::find_if(m_steps.begin(), m_steps.end(),
                                   [](const TargetStep &step) { return step.state == TargetStep::State::Waiting; });
    if (next == m_steps.end())
        return;
    next->state = TargetStep::State::Running;
    Q_EMIT stepChanged(*next);
}

void Target::finish(quint64 test)
{
    if (test != m_test)
        return;
    const bool ready = std::all_of(m_steps.begin(), m_steps.end(), [](const TargetStep &step) {
        return step.state == TargetStep::State::Fine || step.state == TargetStep::State::Note;
    });
    m_state = ready ? TargetState::Ready : TargetState::Failed;
    if (m_place == TargetPlace::ThisComputer)
        m_server->look();
    Q_EMIT changed();
}

const TargetStep *Target::failedStep() const
{
    const auto failed = std::find_if(m_steps.begin(), m_steps.end(),
                                     [](const TargetStep &step) { return step.state == TargetStep::State::Failed; });
    return failed == m_steps.end() ? nullptr : &*failed;
}

bool Target::canMend() const
{
    const TargetStep *failed = failedStep();
    return m_state == TargetState::Failed && failed != nullptr &&
           (failed->code == encryptionWanted || postgres::canRepair(failed->code));
}

bool Target::administratorCanMend() const
{
    return canMend() && postgres::administratorCanRepair(failedStep()->code);
}

void Target::mend(const Administrator &administrator)
{
    if (!canMend())
        return;
    if (failedStep()->code == encryptionWanted) {
        m_form.sslMode = u"require"_s;
        test();
        return;
    }
    const postgres::Settings settings = *m_tested;
    postgres::Settings signIn = settings;
    if (!administrator.user.isEmpty()) {
        signIn.user = administrator.user;
        signIn.password = administrator.password;
    }
    const quint64 number = m_test;
    m_mending.start<base::Result<void>>(
        [settings, signIn, code = failedStep()->code](const std::stop_token &) {
            return postgres::repair(settings, code, signIn);
        },
        [this, number](const base::Result<void> &done) {
            if (number != m_test)
                return;
            if (done)
                test();
            else
                Q_EMIT mendFailed(done.error());
        });
}

postgres::Settings Target::settings() const
{
    return *m_tested;
}

QString Target::describe() const
{
    if (m_place == TargetPlace::ThisComputer)
        return tr("this computer");
    return settingsFromForm(m_form).describe();
}

} // namespace ui
