// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/look_back.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>

namespace oxseal::access {
namespace {

constexpr std::array<const char*, 4> kConclusions{"not_used", "authorised", "no_effect", "effect"};
constexpr std::array<const char*, 2> kKinds{"outlived", "ended_late"};
constexpr std::array<const char*, 4> kChecks{"", "done", "none", "not_done"};

} // namespace

const char* name(LookBackConclusion conclusion) noexcept { return kConclusions[static_cast<std::size_t>(conclusion)]; }

std::optional<LookBackConclusion> lookBackConclusionFromName(std::string_view text) noexcept
{
    for (std::size_t at = 0; at < kConclusions.size(); ++at) {
        if (text == kConclusions[at])
            return static_cast<LookBackConclusion>(at);
    }
    return std::nullopt;
}

const char* name(LookBackKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind)]; }

bool outlived(const LineFlags& flags) noexcept
{
    return flags.is(LineFlag::Terminated) && (flags.get(LineFlag::LeaverActive) != Flag::No || flags.is(LineFlag::UsedAfterLeaving));
}

const char* name(SecretCheck check) noexcept { return kChecks[static_cast<std::size_t>(check)]; }

std::optional<SecretCheck> secretCheckFromName(std::string_view text) noexcept
{
    for (std::size_t at = 0; at < kChecks.size(); ++at) {
        if (text == kChecks[at])
            return static_cast<SecretCheck>(at);
    }
    return std::nullopt;
}

Status allowedProcedures(LookBackKind kind, const LookBackProcedures& procedures)
{
    if (kind == LookBackKind::Outlived)
        return {};
    if (procedures.keys == SecretCheck::NotAsked || procedures.passwords == SecretCheck::NotAsked)
        return fail(kLookBackUnchecked);
    if (trimmed(procedures.cause).empty())
        return fail(kLookBackNoCause);
    return {};
}

LeaverStanding standingOf(const LeaverFacts& facts) noexcept
{
    LeaverStanding standing;
    standing.stillThere = !facts.goneAsOf;
    if (facts.usesAfter > 0)
        standing.usedAfter = Flag::Yes;
    if (!facts.lastDay)
        return standing;
    standing.lagDays = std::max(0, facts.goneAsOf.value_or(facts.listed) - *facts.lastDay);
    if (standing.usedAfter == Flag::Yes)
        return standing;
    if (facts.lastUse && *facts.lastUse > *facts.lastDay)
        standing.usedAfter = Flag::Yes;
    else if ((facts.lastUse && (!facts.useKnownUntil || (facts.goneAsOf && *facts.goneAsOf <= *facts.useKnownUntil))) || facts.logged)
        standing.usedAfter = Flag::No;
    return standing;
}

Status allowedConclusion(LookBackConclusion conclusion, const LeaverStanding& standing, bool evidence)
{
    if (conclusion != LookBackConclusion::NotUsed)
        return {};
    if (standing.usedAfter == Flag::Yes)
        return fail(kLookBackUsed);
    if (standing.usedAfter == Flag::Unknown && !evidence)
        return fail(kLookBackUnknown);
    return {};
}

} // namespace oxseal::access
