// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/certification_reads.h"
#include "storage/workspace/workspace.h"

#include <filesystem>
#include <string>

namespace oxseal {

inline constexpr ErrorCode kHardStop{"certification.hard_stop", ErrorClass::Refused};
inline constexpr ErrorCode kNotInOffice{"certification.not_in_office", ErrorClass::Denied};
inline constexpr ErrorCode kNotEnrolled{"certification.not_enrolled", ErrorClass::Denied};
inline constexpr ErrorCode kEnrolledOtherwise{"certification.enrolled_otherwise", ErrorClass::Denied};
inline constexpr ErrorCode kNoCertificate{"certification.no_certificate", ErrorClass::Refused};
inline constexpr ErrorCode kPfoFirst{"certification.pfo_first", ErrorClass::Refused};
inline constexpr ErrorCode kReadinessChanged{"certification.readiness_changed", ErrorClass::Refused};
inline constexpr ErrorCode kReadinessFirst{"certification.readiness_first", ErrorClass::Refused};
inline constexpr ErrorCode kAlreadySigned{"certification.already_signed", ErrorClass::Refused};
inline constexpr ErrorCode kTextAltered{"certification.text_altered", ErrorClass::Refused};
inline constexpr ErrorCode kNoSuchChange{"certification.no_such_change", ErrorClass::Usage};

struct ReportInput
{
    std::string name; ///< file name, e.g. "form10-q.pdf"
    Day plannedFiling; ///< whoever is in office on this day signs
    bool isFinal = false;
};
/// E12. Binds a draft or the final draft; a changed one voids standing signatures (their number is in the result).
struct BoundReport
{
    ReportVersionRow row;
    std::int64_t voided = 0;
};
[[nodiscard]] Result<BoundReport> bindReportFile(Workspace& workspace, const PeriodRow& period, const ReportInput& input,
    const std::filesystem::path& file, const std::string& reason);
[[nodiscard]] Result<BoundReport> bindReportBytes(Workspace& workspace, const PeriodRow& period, const ReportInput& input,
    ByteView bytes, const std::string& reason);

/// Effective or not effective; `person` and `at` are set by the action. See models/certification/dcp_conclusion.h.
[[nodiscard]] Status concludeDcp(Workspace& workspace, const PeriodRow& period,
    certification::DcpConclusion conclusion, const std::string& reason);

/// Decides about one open matter of the period by its fingerprint.
struct DispositionInput
{
    Digest fingerprint;
    certification::DispositionKind kind = certification::DispositionKind::Resolved;
    std::string because;
    std::string by; ///< who performs the alternative procedure
};
[[nodiscard]] Status disposeMatter(
    Workspace& workspace, const PeriodRow& period, const DispositionInput& input, const std::string& reason);

/// A candidate for paragraph 4(d); `likely` nullopt leaves it to be decided.
[[nodiscard]] Result<std::int64_t> recordIcfrChange(Workspace& workspace, const PeriodRow& period, const std::string& what,
    std::optional<bool> likely, const std::string& why, const std::string& by, const std::string& reason);
[[nodiscard]] Status decideIcfrChange(Workspace& workspace, const PeriodRow& period, std::int64_t id, bool likely,
    const std::string& why, const std::string& by, const std::string& reason);

/// Signs the readiness record as PDF with the actor's signing key: the PFO first, the PEO on the same bytes. Refused while a
/// hard stop stands, or when the record changed since the PFO signed (he signs again: his former signature is voided by
/// `signAgain`). The passphrase opens the signing key for this act only.
[[nodiscard]] Result<SignedDocumentRow> signReadiness(Workspace& workspace, const PeriodRow& period,
    const Secret& passphrase, const std::string& reason, bool signAgain = false);

/// Signs the actor's own Exhibit 31 or 32 from the locked template, after his readiness signature. When all signers have
/// signed all three, the report is `signed`.
[[nodiscard]] Result<SignedDocumentRow> signExhibit(Workspace& workspace, const PeriodRow& period, Exhibit exhibit,
    const ExhibitOptions& options, const Secret& passphrase, const std::string& reason);

/// What would hinder the actor, before anybody's key is opened: success when signReadiness or signExhibit would go on to the
/// passphrase. kReadinessChanged means that signing again is the way out.
[[nodiscard]] Status maySignReadiness(Workspace& workspace, const PeriodRow& period, bool signAgain = false);
[[nodiscard]] Status maySignExhibit(Workspace& workspace, const PeriodRow& period, Exhibit exhibit);

/// Compares a text from counsel, or the exhibit as filed, with what `signer` signs; records the outcome. A draft with
/// findings is the hard stop "altered certificate text" until a clean one is checked.
[[nodiscard]] Result<std::vector<Finding>> checkCertificateText(Workspace& workspace, const PeriodRow& period,
    Exhibit exhibit, const std::string& signerLogin, const ExhibitOptions& options, const std::string& text, bool filed,
    const std::string& reason);

/// After acceptance by EDGAR. Needs every signature, each made before `accepted`. Afterwards nothing is re-signed.
[[nodiscard]] Status markFiled(Workspace& workspace, const PeriodRow& period, const std::string& accession,
    Instant accepted, const std::string& reason);

} // namespace oxseal
