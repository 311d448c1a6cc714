// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/finding.h"
#include "models/core/result.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::access {

inline constexpr ErrorCode kSkipWithoutReason{"access.skip_without_reason", ErrorClass::Usage};
inline constexpr ErrorCode kSkipOwnApproval{"access.skip_own_approval", ErrorClass::Refused};
inline constexpr ErrorCode kSkipWrongState{"access.skip_wrong_state", ErrorClass::Refused};

/// A22: how much a system matters to the statements, and how often its access is reviewed.
enum class ScopeRisk : std::uint8_t { Low, Medium, High };
[[nodiscard]] const char* name(ScopeRisk risk) noexcept;
[[nodiscard]] std::optional<ScopeRisk> scopeRiskFromName(std::string_view name) noexcept;
enum class ReviewFrequency : std::uint8_t { Quarterly, HalfYearly, Yearly };
[[nodiscard]] const char* name(ReviewFrequency frequency) noexcept; ///< "quarterly", "half_yearly", "yearly"
[[nodiscard]] std::optional<ReviewFrequency> reviewFrequencyFromName(std::string_view name) noexcept;
/// Half-yearly in the second and fourth quarter, yearly in the fourth: fixed, so that nobody can put it off.
[[nodiscard]] bool dueIn(ReviewFrequency frequency, int quarter) noexcept;

/// How far a system's review is. Partial: what was concluded looked at a part of its access only.
enum class ScopeReview : std::uint8_t { None, Partial, Open, Concluded };
[[nodiscard]] const char* name(ScopeReview review) noexcept;

/// A system left out this quarter; by nobody's word alone.
struct ScopeSkip
{
    std::string reason;
    std::string author; ///< login
    std::string approver; ///< login; "" = not approved, and without effect
};
/// A reason is given; the approver is another than the author.
[[nodiscard]] Status allowedSkip(std::string_view reason);
[[nodiscard]] Status mayApproveSkip(const ScopeSkip& skip, std::string_view approver);

struct ScopeSystem
{
    std::string name;
    std::vector<std::string> aliases; ///< how other lists call it
    ScopeRisk risk = ScopeRisk::Medium;
    ReviewFrequency frequency = ReviewFrequency::Quarterly;
    bool listing = false; ///< one of this period was imported
    ScopeReview review = ScopeReview::None;
    std::string parts; ///< what the concluded reviews of a part looked at, by their shapes
    std::optional<ScopeSkip> skip;

    [[nodiscard]] bool skipped() const noexcept { return skip && !skip->approver.empty(); }
};

/// Where systems are known from besides the sheet.
enum class KnownSource : std::uint8_t { Sso, Vendors, Interfaces };
inline constexpr std::size_t kKnownSources = 3;
[[nodiscard]] const char* name(KnownSource source) noexcept; ///< "sso", "vendors", "interfaces"
[[nodiscard]] std::optional<KnownSource> knownSourceFromName(std::string_view name) noexcept;
/// One name of such a list, with what somebody said about it.
struct KnownSystem
{
    KnownSource source = KnownSource::Sso;
    std::string name;
    std::string mappedTo; ///< system of the sheet; "" = not said
    std::string dismissed; ///< why it is none of the systems in scope; "" = not said
};

/// The whole sheet of one quarter.
struct ScopeSheet
{
    int quarter = 1;
    std::vector<ScopeSystem> systems;
    std::vector<std::string> listed; ///< systems of which a listing of the period was imported
    std::array<bool, kKnownSources> given{}; ///< which lists were imported
    std::vector<KnownSystem> known;
};

/// Letters and digits alone, in lower case: "Net-Suite ERP" and "netsuite erp" are one name. ASCII only is folded.
[[nodiscard]] std::string scopeKey(std::string_view name);
/// The system of the sheet that a known name stands for: mapped, or the same by name or alias; -1: none.
[[nodiscard]] int systemOf(const ScopeSheet& sheet, const KnownSystem& known);

/// Where one system stands.
enum class ScopeState : std::uint8_t {
    NotDue, ///< by its frequency not this quarter
    Skipped, ///< with reason and approver
    ListingMissing, ///< critical
    ReviewMissing,
    ReviewOpen,
    Done,
    PartlyReviewed, ///< leavers or privileged access alone, and the like: no review of the system
};
[[nodiscard]] const char* name(ScopeState state) noexcept;
[[nodiscard]] ScopeState stateOf(const ScopeSystem& system, int quarter) noexcept;

/// access.scope_listing_missing (critical), access.scope_partly_reviewed, access.scope_skip_unapproved, access.scope_unlisted (a listing of a system that the
/// sheet does not have), access.scope_unmatched (a known name that stands for nothing). Fingerprints are left to the caller.
/// A list that was not given is stated on the sheet, not found here: nothing is known about it.
[[nodiscard]] std::vector<Finding> scopeFindings(const ScopeSheet& sheet);

} // namespace oxseal::access
