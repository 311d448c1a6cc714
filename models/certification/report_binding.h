// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/result.h"

#include <optional>
#include <string_view>

namespace oxseal::certification {

inline constexpr ErrorCode kReportFiled{"certification.report_filed", ErrorClass::Refused};
inline constexpr ErrorCode kReportNotFinal{"certification.report_not_final", ErrorClass::Refused};
inline constexpr ErrorCode kReportUnchanged{"certification.report_unchanged", ErrorClass::Refused};
inline constexpr ErrorCode kNotAllSigned{"certification.not_all_signed", ErrorClass::Refused};
inline constexpr ErrorCode kSignedAfterFiling{"certification.signed_after_filing", ErrorClass::Refused};
inline constexpr ErrorCode kBadAccession{"certification.bad_accession", ErrorClass::Usage};

/// E12: draft → final draft bound → signed → filed. After filing nothing is re-signed.
enum class ReportState { None, Draft, FinalBound, Signed, Filed };
[[nodiscard]] const char* name(ReportState state) noexcept;

struct Binding
{
    ReportState state = ReportState::None;
    Digest digest; ///< of the version bound last
};

struct BindOutcome
{
    Binding binding;
    bool voidsSignatures = false; ///< the draft changed under signatures that name the old digest
};

/// Binds a version of the report. The same bytes again are refused unless a draft becomes final.
[[nodiscard]] Result<BindOutcome> bindReport(const Binding& current, const Digest& digest, bool isFinal);
/// A signature is possible on a final draft only.
[[nodiscard]] Status maySign(const Binding& current);
/// Filing needs all required signatures on the bound digest, each made before or at filing (Rule 302(b) of Regulation S-T).
[[nodiscard]] Status mayFile(const Binding& current, bool allSigned, std::optional<Instant> lastSigned, Instant accepted);
/// "0000320193-26-000106": ten, two and six digits.
[[nodiscard]] bool isAccessionNumber(std::string_view text) noexcept;

} // namespace oxseal::certification
