// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/deficiency.h"

#include "models/core/named.h"

#include <algorithm>
#include <array>

namespace oxseal::controls {
namespace {

constexpr std::array<const char*, 9> kSources{"exception", "review_line", "review", "removal", "look_back", "conflict", "test", "checklist", "hand"};
constexpr std::array<const char*, 5> kActs{"evaluate", "conclude", "remediate", "reopen", "tell"};
constexpr std::array<const char*, 2> kToldNames{"auditor", "audit_committee"};
constexpr std::array<const char*, 5> kStates{"raised", "evaluated", "concluded", "remediated", "not_one"};

bool performs(const DeficiencyPeople& people, PersonId person)
{
    return (people.controlOwner && people.controlOwner == person) || std::find(people.performers.begin(), people.performers.end(), person) != people.performers.end();
}

} // namespace

const char* name(DeficiencySource source) noexcept { return kSources[static_cast<std::size_t>(source)]; }
const char* name(DeficiencyActKind kind) noexcept { return kActs[static_cast<std::size_t>(kind)]; }
const char* name(Told told) noexcept { return kToldNames[static_cast<std::size_t>(told)]; }
const char* name(DeficiencyState state) noexcept { return kStates[static_cast<std::size_t>(state)]; }
std::optional<DeficiencySource> deficiencySourceFromName(std::string_view text) noexcept { return fromName<DeficiencySource>(kSources, text); }
std::optional<DeficiencyActKind> deficiencyActFromName(std::string_view text) noexcept { return fromName<DeficiencyActKind>(kActs, text); }
std::optional<Told> toldFromName(std::string_view text) noexcept { return fromName<Told>(kToldNames, text); }

bool DeficiencyStanding::standsOn(Day day) const noexcept
{
    if (!conclusion || conclusion->level == DeficiencyLevel::None)
        return false;
    return !remedy || remedy->day > day;
}

DeficiencyStanding standingOf(std::span<const DeficiencyAct> acts)
{
    DeficiencyStanding out;
    for (const DeficiencyAct& act : acts) {
        switch (act.kind) {
        case DeficiencyActKind::Evaluate:
            out.evaluation = act;
            out.state = DeficiencyState::Evaluated;
            break;
        case DeficiencyActKind::Conclude:
            out.conclusion = act;
            out.state = act.level == DeficiencyLevel::None ? DeficiencyState::NotOne : DeficiencyState::Concluded;
            break;
        case DeficiencyActKind::Remediate:
            out.remedy = act;
            out.state = DeficiencyState::Remediated;
            break;
        case DeficiencyActKind::Reopen:
            // What was said before it stays in the history and counts no longer.
            out.evaluation = out.conclusion = out.remedy = std::nullopt;
            out.toldAuditor = out.toldCommittee = std::nullopt;
            out.state = DeficiencyState::Raised;
            out.reopened = true;
            break;
        case DeficiencyActKind::Tell:
            (act.told == Told::Auditor ? out.toldAuditor : out.toldCommittee) = act.day;
            break;
        }
    }
    return out;
}

Status checkConclusion(const DeficiencyStanding& standing, const DeficiencyPeople& people, PersonId by, const Proposal& proposal, DeficiencyLevel level,
    const std::string& because, std::string_view currency)
{
    if (standing.state == DeficiencyState::Raised)
        return fail(kNotEvaluated);
    if (standing.state != DeficiencyState::Evaluated)
        return fail(kAlreadyConcluded);
    if (by == people.raisedBy)
        return fail(kConcluderRaised);
    if (by == standing.evaluation->by)
        return fail(kConcluderEvaluated);
    if (performs(people, by))
        return fail(kConcluderPerforms);
    if (!proposal.measured)
        return fail(kNotMeasured, {}, {std::string(currency)});
    if (level < proposal.level && because.empty())
        return fail(kLowerNeedsReason, {}, {name(level), name(proposal.level)});
    return {};
}

Status checkRemedy(const DeficiencyStanding& standing, const DeficiencyPeople& people, PersonId by)
{
    if (standing.state != DeficiencyState::Concluded)
        return fail(kNotConcluded);
    if (performs(people, by))
        return fail(kRetesterPerforms);
    return {};
}

} // namespace oxseal::controls
