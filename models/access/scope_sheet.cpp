// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/scope_sheet.h"

#include "models/core/named.h"
#include "models/core/text.h"

#include <algorithm>

namespace oxseal::access {
namespace {

constexpr std::array<const char*, 3> kRisks{"low", "medium", "high"};
constexpr std::array<const char*, 3> kFrequencies{"quarterly", "half_yearly", "yearly"};
constexpr std::array<const char*, 4> kReviews{"none", "partial", "open", "concluded"};
constexpr std::array<const char*, kKnownSources> kSources{"sso", "vendors", "interfaces"};
constexpr std::array<const char*, 7> kStates{"not_due", "skipped", "listing_missing", "review_missing", "review_open", "done", "partly_reviewed"};

Finding finding(const char* code, Severity severity, const std::string& subject, std::vector<std::string> arguments)
{
    Finding found;
    found.code = code;
    found.severity = severity;
    found.subject = subject;
    found.arguments = std::move(arguments);
    return found;
}

} // namespace

const char* name(ScopeRisk risk) noexcept { return kRisks[static_cast<std::size_t>(risk)]; }
const char* name(ReviewFrequency frequency) noexcept { return kFrequencies[static_cast<std::size_t>(frequency)]; }
const char* name(ScopeReview review) noexcept { return kReviews[static_cast<std::size_t>(review)]; }
const char* name(KnownSource source) noexcept { return kSources[static_cast<std::size_t>(source)]; }
const char* name(ScopeState state) noexcept { return kStates[static_cast<std::size_t>(state)]; }
std::optional<ScopeRisk> scopeRiskFromName(std::string_view text) noexcept { return fromName<ScopeRisk>(kRisks, text); }
std::optional<ReviewFrequency> reviewFrequencyFromName(std::string_view text) noexcept { return fromName<ReviewFrequency>(kFrequencies, text); }
std::optional<KnownSource> knownSourceFromName(std::string_view text) noexcept { return fromName<KnownSource>(kSources, text); }

bool dueIn(ReviewFrequency frequency, int quarter) noexcept
{
    switch (frequency) {
    case ReviewFrequency::Quarterly: return true;
    case ReviewFrequency::HalfYearly: return quarter % 2 == 0;
    case ReviewFrequency::Yearly: break;
    }
    return quarter == 4;
}

Status allowedSkip(std::string_view reason)
{
    if (trimmed(reason).empty())
        return fail(kSkipWithoutReason);
    return {};
}

Status mayApproveSkip(const ScopeSkip& skip, std::string_view approver)
{
    if (!skip.approver.empty())
        return fail(kSkipWrongState, {}, {skip.approver});
    if (approver == skip.author)
        return fail(kSkipOwnApproval, {}, {skip.author});
    return {};
}

std::string scopeKey(std::string_view text)
{
    std::string key;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z')
            key += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            key += c;
    }
    return key;
}

int systemOf(const ScopeSheet& sheet, const KnownSystem& known)
{
    const std::string wanted = scopeKey(known.mappedTo.empty() ? known.name : known.mappedTo);
    if (wanted.empty())
        return -1;
    for (std::size_t at = 0; at < sheet.systems.size(); ++at) {
        const ScopeSystem& system = sheet.systems[at];
        const bool alias = std::any_of(system.aliases.begin(), system.aliases.end(), [&](const std::string& one) { return scopeKey(one) == wanted; });
        if (alias || scopeKey(system.name) == wanted)
            return static_cast<int>(at);
    }
    return -1;
}

ScopeState stateOf(const ScopeSystem& system, int quarter) noexcept
{
    // What was done counts, even where it was not due or was to be left out.
    if (system.review == ScopeReview::Concluded)
        return ScopeState::Done;
    if (system.review == ScopeReview::Open)
        return ScopeState::ReviewOpen;
    if (!dueIn(system.frequency, quarter))
        return ScopeState::NotDue;
    if (system.skipped())
        return ScopeState::Skipped;
    if (system.review == ScopeReview::Partial)
        return ScopeState::PartlyReviewed;
    return system.listing ? ScopeState::ReviewMissing : ScopeState::ListingMissing;
}

std::vector<Finding> scopeFindings(const ScopeSheet& sheet)
{
    std::vector<Finding> found;
    for (const ScopeSystem& system : sheet.systems) {
        const std::string subject = "system:" + system.name;
        const ScopeState state = stateOf(system, sheet.quarter);
        if (state == ScopeState::ListingMissing)
            found.push_back(finding("access.scope_listing_missing", Severity::Critical, subject, {system.name, name(system.risk)}));
        if (state == ScopeState::PartlyReviewed)
            found.push_back(finding("access.scope_partly_reviewed", Severity::High, subject, {system.name, system.parts}));
        if (system.skip && !system.skipped())
            found.push_back(finding("access.scope_skip_unapproved", Severity::High, subject, {system.name, system.skip->reason}));
    }
    for (const std::string& listed : sheet.listed) {
        if (systemOf(sheet, {KnownSource::Sso, listed, {}, {}}) < 0)
            found.push_back(finding("access.scope_unlisted", Severity::Medium, "system:" + listed, {listed}));
    }
    for (const KnownSystem& known : sheet.known) {
        if (known.dismissed.empty() && systemOf(sheet, known) < 0)
            found.push_back(finding("access.scope_unmatched", Severity::High, "known:" + known.name, {known.name, name(known.source)}));
    }
    return found;
}

} // namespace oxseal::access
