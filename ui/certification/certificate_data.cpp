// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/certificate_data.h"

#include <algorithm>

namespace oxseal::ui {

const SignedDocumentRow* CertificateData::standing(PersonId person, const std::string& kind) const
{
    const auto found = std::find_if(report.standing.begin(), report.standing.end(),
        [&](const SignedDocumentRow& row) { return row.person == person && row.kind == kind; });
    return found == report.standing.end() ? nullptr : &*found;
}

std::string CertificateData::nameOf(PersonId person) const
{
    const auto found = std::find_if(people.begin(), people.end(), [&](const Person& one) { return one.id == person; });
    return found == people.end() ? std::string() : found->name;
}

Result<CertificateData> readCertificates(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    CertificateData values;
    OXSEAL_TRY(values.report, reportStatus(db, period));
    OXSEAL_TRY(values.versions, reportVersions(db, period));
    OXSEAL_TRY(values.documents, signedDocuments(db, period));
    OXSEAL_TRY(values.checks, certificateChecks(db, period));
    OXSEAL_TRY(values.people, persons(db));
    OXSEAL_TRY(const auto filing, filingFor(db, period));
    values.due = filing.due;
    values.day = values.report.latest ? values.report.latest->plannedFiling : filing.due;
    OXSEAL_TRY(values.signers, signersOn(db, values.day));
    OXSEAL_TRY(const auto view, readiness(workspace, period));
    values.record = view.record;
    values.dcp = view.facts.dcp;
    if (const Status may = maySignExhibit(workspace, period, Exhibit::Certification302); !may)
        values.hindrance302 = may.error();
    if (const Status may = maySignExhibit(workspace, period, Exhibit::Certification906); !may)
        values.hindrance906 = may.error();
    if (!values.signers.empty()) {
        ExhibitOptions without;
        without.withoutIcfr = true;
        const auto form = exhibitFor(db, period, Exhibit::Certification302, values.signers.front(), without, values.day);
        if (!form)
            values.icfrRequired = form.error();
    }
    return values;
}

} // namespace oxseal::ui
