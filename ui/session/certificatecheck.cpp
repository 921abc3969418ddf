// SPDX-License-Identifier: MIT
#include "ui/session/certificatecheck.h"

#include "postgres/certificatefiles.h"

namespace ui {

namespace {

FileView viewOf(const postgres::FileFinding &finding)
{
    switch (finding.state) {
    case postgres::FileFinding::State::NoFile:
        return {};
    case postgres::FileFinding::State::Usable:
        return {FileView::State::Usable, finding.message};
    case postgres::FileFinding::State::Doubtful:
        return {FileView::State::Doubtful, finding.message};
    case postgres::FileFinding::State::Unusable:
        break;
    }
    return {FileView::State::Unusable, finding.message};
}

} // namespace

void CertificateCheck::look(const TargetForm &form)
{
    using Answer = postgres::CertificateFindings;
    m_job.start<Answer>([settings = settingsFromForm(form)](
                            const std::stop_token &) { return postgres::examineCertificateFiles(settings); },
                        [this](const Answer &findings) {
                            Q_EMIT found(viewOf(findings.authority), viewOf(findings.certificate),
                                         viewOf(findings.key));
                        });
}

} // namespace ui
