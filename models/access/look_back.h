// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/flags.h"
#include "models/core/date.h"
#include "models/core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string>
#include <string_view>

namespace oxseal::access {

inline constexpr ErrorCode kLookBackUsed{"access.look_back_used", ErrorClass::Refused};
inline constexpr ErrorCode kLookBackUnknown{"access.look_back_unknown", ErrorClass::Refused};
inline constexpr ErrorCode kLookBackUnchecked{"access.look_back_unchecked", ErrorClass::Refused};
inline constexpr ErrorCode kLookBackNoCause{"access.look_back_no_cause", ErrorClass::Refused};

/// Why an account stands on the worksheet.
enum class LookBackKind : std::uint8_t {
    Outlived, ///< the review's listing shows it enabled, or used, after its worker's last day
    EndedLate, ///< the extracts show that it ended later than the policy allows; the review's listing need not hold it any more
};
[[nodiscard]] const char* name(LookBackKind kind) noexcept; ///< "outlived", "ended_late"
/// By the flags of one of its lines.
[[nodiscard]] bool outlived(const LineFlags& flags) noexcept;

/// What became of secrets that work without the account's own sign-in.
enum class SecretCheck : std::uint8_t {
    NotAsked, ///< not stated
    Done, ///< looked for and ended
    None, ///< looked for; there are none
    NotDone,
};
[[nodiscard]] const char* name(SecretCheck check) noexcept; ///< "", "done", "none", "not_done"
[[nodiscard]] std::optional<SecretCheck> secretCheckFromName(std::string_view name) noexcept;

/// Procedures of a late removal beside the conclusion on its use.
struct LookBackProcedures
{
    SecretCheck keys = SecretCheck::NotAsked; ///< API tokens and keys of the account
    SecretCheck passwords = SecretCheck::NotAsked; ///< passwords of shared accounts that the worker knew
    std::string cause; ///< why the access ended late

    friend bool operator==(const LookBackProcedures&, const LookBackProcedures&) = default;
};
/// An account that ended late is not concluded without a word on both and the root cause (kLookBackUnchecked, kLookBackNoCause).
[[nodiscard]] Status allowedProcedures(LookBackKind kind, const LookBackProcedures& procedures);

/// What a person found out about an account that outlived its worker (A13).
enum class LookBackConclusion : std::uint8_t {
    NotUsed, ///< nothing was done with it after the last day
    Authorised, ///< used, by somebody who was allowed to (a handover, a service)
    NoEffect, ///< used without being allowed, and nothing in the books changed by it
    Effect, ///< used without being allowed, and something changed: a deficiency to be judged
};
[[nodiscard]] const char* name(LookBackConclusion conclusion) noexcept; ///< "not_used", "authorised", "no_effect", "effect"
[[nodiscard]] std::optional<LookBackConclusion> lookBackConclusionFromName(std::string_view name) noexcept;

/// What the files say of one account of a worker who left.
struct LeaverFacts
{
    std::optional<Day> lastDay; ///< of the worker, by the roster; none: the roster calls the worker gone without a day
    std::optional<Day> lastUse; ///< of the account or one of its permissions, by the listing
    Flag enabled = Flag::Unknown; ///< in the listing
    Day listed; ///< the day of the listing, on which the account was still there
    std::optional<Day> goneAsOf; ///< of the extract that proved all its access gone
    /// The last day of which a listing could know a use, where the access may have lasted longer; none: to its end.
    std::optional<Day> useKnownUntil;
    std::int64_t usesAfter = 0; ///< acts after the last day in the activity logs
    bool logged = false; ///< an activity log of the account's system reaches beyond the last day
};

/// What follows from them.
struct LeaverStanding
{
    /// Days from the last day to the proof that the access is gone, else to the listing that still had it: then it is at least that
    /// long. 0 without a last day.
    int lagDays = 0;
    bool stillThere = true; ///< no extract proved it gone
    /// Used after the last day? Yes by a use or act after it; No only when the listing's last use lies on or before it, and the listing could
    /// know of a later one, or a log reaches beyond it and shows none; else Unknown, for a missing use is not "not used".
    Flag usedAfter = Flag::Unknown;
};
[[nodiscard]] LeaverStanding standingOf(const LeaverFacts& facts) noexcept;

/// NotUsed is refused where the files show a use (kLookBackUsed), and where they cannot tell it asks for evidence
/// (kLookBackUnknown): somebody must have looked elsewhere.
[[nodiscard]] Status allowedConclusion(LookBackConclusion conclusion, const LeaverStanding& standing, bool evidence);

} // namespace oxseal::access
