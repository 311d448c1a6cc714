// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/flags.h"
#include "models/core/date.h"
#include "models/core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oxseal::access {

inline constexpr ErrorCode kLookBackUsed{"access.look_back_used", ErrorClass::Refused};
inline constexpr ErrorCode kLookBackUnknown{"access.look_back_unknown", ErrorClass::Refused};

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
    /// Used after the last day? Yes by a use or act after it; No only when the listing's last use lies on or before it, or a log
    /// reaches beyond it and shows none; else Unknown, for a missing use is not "not used".
    Flag usedAfter = Flag::Unknown;
};
[[nodiscard]] LeaverStanding standingOf(const LeaverFacts& facts) noexcept;

/// NotUsed is refused where the files show a use (kLookBackUsed), and where they cannot tell it asks for evidence
/// (kLookBackUnknown): somebody must have looked elsewhere.
[[nodiscard]] Status allowedConclusion(LookBackConclusion conclusion, const LeaverStanding& standing, bool evidence);

} // namespace oxseal::access
