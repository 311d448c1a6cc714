// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/review.h"

#include "models/access/person_number.h"
#include "models/access/reason_codes.h"
#include "models/core/named.h"
#include "models/core/text.h"

#include <algorithm>
#include <array>

namespace oxseal::access {
namespace {

constexpr std::array<const char*, 6> kStates{
    "draft", "open", "concluded", "remediating", "remediation_verified", "cancelled"};
constexpr std::array<const char*, 6> kShapes{"full", "changes", "leavers", "privileged", "uncorrelated", "non_human"};
constexpr std::array<const char*, 5> kDecisions{"keep", "revoke", "reduce", "not_mine", "unsure"};

constexpr const char* kNoEligible = "access.no_eligible_reviewer";
constexpr const char* kOwnDecision = "access.reviewer_not_allowed";

Finding obstacle(const char* code, Severity severity, const ReviewLine& line)
{
    Finding finding;
    finding.code = code;
    finding.severity = severity;
    finding.subject = line.id;
    finding.arguments = {line.id, line.system, line.subject, line.entitlement};
    return finding;
}

} // namespace

const char* name(CampaignState state) noexcept
{
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<CampaignState> campaignStateFromName(std::string_view text) noexcept
{
    return fromName<CampaignState>(kStates, text);
}

bool canGo(CampaignState from, CampaignState to) noexcept
{
    using S = CampaignState;
    switch (from) {
    case S::Draft:
        return to == S::Open || to == S::Cancelled;
    case S::Open:
        return to == S::Concluded || to == S::Cancelled;
    case S::Concluded:
        return to == S::Remediating || to == S::RemediationVerified;
    case S::Remediating:
        return to == S::RemediationVerified;
    case S::RemediationVerified:
    case S::Cancelled:
        break;
    }
    return false;
}

const char* name(Shape shape) noexcept
{
    return kShapes[static_cast<std::size_t>(shape)];
}

std::optional<Shape> shapeFromName(std::string_view text) noexcept
{
    return fromName<Shape>(kShapes, text);
}

bool takes(Shape shape, const LineFlags& flags, bool nonHuman) noexcept
{
    const auto may = [&flags](LineFlag flag) { return flags.get(flag) != Flag::No; };
    switch (shape) {
    case Shape::Full:
        return true;
    case Shape::ChangesOnly:
        return may(LineFlag::New) || may(LineFlag::LevelRaised) || may(LineFlag::RevokedStillPresent)
            || may(LineFlag::Mover) || may(LineFlag::Changed);
    case Shape::Leavers:
        return may(LineFlag::Terminated) || flags.is(LineFlag::Orphan);
    case Shape::Privileged:
        return may(LineFlag::Privileged);
    case Shape::Uncorrelated:
        return may(LineFlag::Orphan);
    case Shape::NonHuman:
        return nonHuman;
    }
    return true;
}

const char* name(Decision decision) noexcept
{
    return kDecisions[static_cast<std::size_t>(decision)];
}

std::optional<Decision> decisionFromName(std::string_view text) noexcept
{
    return fromName<Decision>(kDecisions, text);
}

Status mayReview(
    const Reviewer& reviewer, const ReviewLine& line, const std::set<std::pair<std::string, std::string>>& reviewedBy)
{
    if (reviewer.id.empty())
        return fail(kReviewerUnknown, {}, {line.id});
    if (sameNumber(line.subject, reviewer.id))
        return fail(kSelfReview, {}, {reviewer.id, line.id});
    if (line.officer && !reviewer.independentOfOfficers)
        return fail(kOfficerReview, {}, {reviewer.id, line.id});
    if (reviewer.administers.contains(line.system))
        return fail(kAdministeredReview, {}, {reviewer.id, line.system});
    if (reviewer.owns.contains(line.account))
        return fail(kOwnedReview, {}, {reviewer.id, line.account});
    if (!line.subject.empty() && reviewedBy.contains(reviewPair(reviewer.id, line.subject)))
        return fail(kReciprocalReview, {}, {reviewer.id, line.subject});
    return {};
}

std::set<std::pair<std::string, std::string>> reviewPairs(const std::vector<ReviewLine>& lines)
{
    std::set<std::pair<std::string, std::string>> pairs;
    for (const ReviewLine& line : lines) {
        if (!line.subject.empty() && !line.reviewer.empty())
            pairs.insert(reviewPair(line.subject, line.reviewer));
    }
    return pairs;
}

std::optional<std::size_t> eligible(const std::vector<Reviewer>& candidates, const ReviewLine& line,
    const std::set<std::pair<std::string, std::string>>& reviewedBy)
{
    for (std::size_t at = 0; at < candidates.size(); ++at) {
        if (mayReview(candidates[at], line, reviewedBy))
            return at;
    }
    return std::nullopt;
}

Status allowedDecision(Decision decision, const std::string& reasonCode, const std::string& target)
{
    const std::string_view code = trimmed(reasonCode);
    if (decision != Decision::Keep && code.empty())
        return fail(kReasonRequired, {}, {name(decision)});
    if (const Status known = knownReason(decision, code); !known)
        return known;
    if (decision == Decision::Reduce && trimmed(target).empty())
        return fail(kReduceWithoutTarget);
    return {};
}

Status allowedBulk(const std::vector<ReviewLine>& lines, const std::string& comment)
{
    if (trimmed(comment).empty())
        return fail(kBulkWithoutComment);
    for (const ReviewLine& line : lines) {
        if (line.system != lines.front().system || line.entitlement != lines.front().entitlement)
            return fail(kBulkMixed, {}, {line.id});
        // Not known to be ordinary counts as privileged, or leaving the column out would open the gate.
        if (line.flags.alarming() || line.flags.get(LineFlag::Privileged) != Flag::No)
            return fail(kBulkFlagged, {}, {line.id});
    }
    return {};
}

const char* obstacleCode(const std::optional<Decision>& decision, std::string_view subject, std::string_view reviewer) noexcept
{
    if (!decision)
        return reviewer.empty() ? kNoEligible : "access.line_pending";
    if (*decision == Decision::Unsure)
        return "access.line_unsure";
    if (*decision == Decision::NotMine)
        return "access.line_not_mine";
    // A decision by the subject himself never counts, however it came in.
    return sameNumber(subject, reviewer) ? kOwnDecision : nullptr;
}

std::vector<Finding> conclusionObstacles(
    const std::vector<ReviewLine>& lines, const std::set<std::string>& systemOwnerSignedOff)
{
    std::vector<Finding> obstacles;
    std::set<std::string> systems;
    for (const ReviewLine& line : lines) {
        systems.insert(line.system);
        const char* code = obstacleCode(line.decision, line.subject, line.reviewer);
        if (code == nullptr)
            continue;
        const bool grave = code == kNoEligible || code == kOwnDecision;
        obstacles.push_back(obstacle(code, grave ? Severity::High : Severity::Medium, line));
    }
    for (const std::string& system : systems) {
        if (!systemOwnerSignedOff.contains(system))
            obstacles.push_back(noSystemOwner(system));
    }
    return obstacles;
}

Finding noSystemOwner(const std::string& system)
{
    Finding finding;
    finding.code = "access.no_system_owner";
    finding.severity = Severity::High;
    finding.subject = "system:" + system;
    finding.arguments = {system};
    return finding;
}

} // namespace oxseal::access
