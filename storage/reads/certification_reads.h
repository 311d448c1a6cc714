// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/calendar/filer_status.h"
#include "models/calendar/filing_calendar.h"
#include "models/certification/certificate_text.h"
#include "models/certification/readiness.h"
#include "storage/reads/company_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/repos/certification_repo.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchExhibit{"certification.no_such_exhibit", ErrorClass::Usage};

/// Whoever certifies: the holder of PEO or PFO on a day. One person in both offices signs once, under both titles.
struct Signer
{
    Person person;
    std::vector<Office> offices;
    std::string title; ///< joined by " and "
    Enrolment enrolment = Enrolment::Missing; ///< of the present key, for all these offices
    [[nodiscard]] bool enrolled() const noexcept { return enrolment == Enrolment::OnFile; }
    [[nodiscard]] bool isPfo() const;
    [[nodiscard]] std::string officesName() const { return officesText(offices); }
};
/// PFOs first, each person once.
[[nodiscard]] Result<std::vector<Signer>> signersOn(Database& db, Day day);

/// The present state of the report of a period.
struct ReportStatus
{
    certification::Binding binding;
    std::optional<ReportVersionRow> latest;
    std::optional<FilingRow> filing;
    std::vector<SignedDocumentRow> standing; ///< signatures that hold: not voided, on the bound digest
};
[[nodiscard]] Result<ReportStatus> reportStatus(Database& db, const PeriodRow& period);
[[nodiscard]] Result<std::vector<ReportVersionRow>> reportVersions(Database& db, const PeriodRow& period);
/// Everything signed in the period, voided signatures included.
[[nodiscard]] Result<std::vector<SignedDocumentRow>> signedDocuments(Database& db, const PeriodRow& period);
/// Name of a signed document in a packet or folder, e.g. "exhibit31-pfo.pdf".
[[nodiscard]] std::string fileNameOf(const SignedDocumentRow& row);

/// Filer status from the company's recorded facts; nullopt while float and revenue are not recorded. Emerging-growth status
/// follows from the first registered sale, revenue and category; what is not recorded for it stands among the notes.
[[nodiscard]] Result<std::optional<calendar::FilerStatus>> companyFilerStatus(Database& db, Day fiscalYearEnd);
/// The status with the rules it was found by, for showing why.
struct FilerExplanation
{
    calendar::FilerStatus status;
    calendar::StatusRules rules;
};
/// The same for facts that are not recorded yet.
[[nodiscard]] Result<std::optional<FilerExplanation>> explainFilerStatus(const CompanyFacts& company, Day fiscalYearEnd);
/// The report of the period, for the company's category (non-accelerated while the facts are missing).
[[nodiscard]] Result<calendar::Filing> filingFor(Database& db, const PeriodRow& period);

/// Candidates for paragraph 4(d), in the order of the readiness record.
[[nodiscard]] Result<std::vector<IcfrChangeRow>> icfrChanges(Database& db, const PeriodRow& period);
/// The last check of a certificate's text per exhibit, signer and stage.
[[nodiscard]] Result<std::vector<CertificateCheckRow>> certificateChecks(Database& db, const PeriodRow& period);
/// Bytes of a signed document.
[[nodiscard]] Result<std::string> signedBytes(Workspace& workspace, const SignedDocumentRow& row);

/// Findings of all registers joined with the dispositions of the period.
[[nodiscard]] Result<certification::Matters> openMatters(Workspace& workspace, const PeriodRow& period);

/// The readiness record as the CLI, the window and the PDF show it, with the facts it was built from.
struct ReadinessView
{
    certification::ReadinessFacts facts;
    certification::Readiness record;
    Digest content; ///< SHA-256 of the canonical content: what both officers sign
};
[[nodiscard]] Result<ReadinessView> readiness(Workspace& workspace, const PeriodRow& period);

enum class Exhibit { Certification302, Certification906 };
[[nodiscard]] const char* name(Exhibit exhibit) noexcept; ///< "exhibit31", "exhibit32"
/// "31" or "32"; kNoSuchExhibit.
[[nodiscard]] Result<Exhibit> exhibitFromText(const std::string& text);

struct ExhibitOptions
{
    /// Leave out the language on internal control (newly public companies only).
    bool withoutIcfr = false;
    bool knowledge = true; ///< Exhibit 32: "to my knowledge"
    bool retained = true; ///< Exhibit 32: the closing statement
};
struct ExhibitForm
{
    certification::CertificateTemplate form;
    certification::Fields fields;
    std::set<std::string> keep;
    certification::CertificateText text;
};
/// The certificate as this signer will sign it on that day.
[[nodiscard]] Result<ExhibitForm> exhibitFor(
    Database& db, const PeriodRow& period, Exhibit exhibit, const Signer& signer, const ExhibitOptions& options, Day day);

} // namespace oxseal
