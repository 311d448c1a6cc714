// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/certification_actions.h"
#include "storage/reads/certification_reads.h"

#include <optional>
#include <vector>

namespace oxseal::ui {

/// All that the certificates' page shows except the text itself.
struct CertificateData
{
    ReportStatus report;
    std::vector<ReportVersionRow> versions;
    std::vector<SignedDocumentRow> documents; ///< voided ones included
    std::vector<Signer> signers; ///< in office on `day`
    std::vector<CertificateCheckRow> checks;
    std::vector<Person> people;
    Day day; ///< planned filing, else the due day
    Day due;
    certification::Readiness record;
    std::optional<certification::DcpConclusion> dcp;
    std::optional<Error> hindrance302; ///< why the actor cannot sign Exhibit 31 now
    std::optional<Error> hindrance906;
    std::optional<Error> icfrRequired; ///< why the language on internal control must stay

    [[nodiscard]] const std::optional<Error>& hindrance(Exhibit exhibit) const
    {
        return exhibit == Exhibit::Certification302 ? hindrance302 : hindrance906;
    }
    /// The signature of this kind that holds, by this person; null when there is none.
    [[nodiscard]] const SignedDocumentRow* standing(PersonId person, const std::string& kind) const;
    [[nodiscard]] std::string nameOf(PersonId person) const;
};
[[nodiscard]] Result<CertificateData> readCertificates(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal::ui
