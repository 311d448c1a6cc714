// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/line_conflicts.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr std::string_view kArrow = " > ";
constexpr std::string_view kAnd = " & "; ///< between the groups of a duty
constexpr std::string_view kPlus = " + "; ///< between the duties of a rule

/// A role that is its own permission stands once in a way.
std::string stepOf(const std::string& account, const LineRow& line)
{
    constexpr std::string_view kSlash = " / ";
    const std::string_view held = std::string_view(line.entitlementKey).substr(0, line.entitlementKey.rfind(" @ "));
    const std::size_t slash = held.find(kSlash);
    std::string step = account;
    if (slash != std::string_view::npos && held.substr(0, slash) != held.substr(slash + kSlash.size()))
        step.append(kArrow).append(held.substr(0, slash));
    return step.append(kArrow).append(slash == std::string_view::npos ? held : held.substr(slash + kSlash.size()));
}

/// The step from its beginning to its end: "ERP:405 > Clerk > Bills" is none of "ERP:405 > Clerk > Bills of others (full) > BI".
bool passes(std::string_view way, std::string_view step)
{
    for (std::size_t at = way.find(step); at != std::string_view::npos; at = way.find(step, at + 1)) {
        const std::string_view after = way.substr(at + step.size());
        if ((at == 0 || way.substr(0, at).ends_with(kAnd) || way.substr(0, at).ends_with(kPlus))
            && (after.starts_with(" (") || after.starts_with(kArrow) || after.starts_with(kAnd)))
            return true;
    }
    return false;
}

} // namespace

Result<LineConflicts> LineConflicts::of(Database& db, const CampaignRow& campaign, Day today)
{
    if (campaign.state != access::CampaignState::Open)
        return LineConflicts();
    OXSEAL_TRY(const PeriodRow period, periodById(db, campaign.period));
    OXSEAL_TRY(const std::optional<SodRunRow> run, sodRunOf(db, period));
    if (!run)
        return LineConflicts();
    OXSEAL_TRY(const std::vector<ConflictStatus> conflicts, sodConflicts(db, period, today));
    return of(campaign, conflicts);
}

LineConflicts LineConflicts::of(const CampaignRow& campaign, const std::vector<ConflictStatus>& conflicts)
{
    LineConflicts out;
    out.system_ = campaign.system;
    out.known_ = campaign.state == access::CampaignState::Open;
    if (!out.known_)
        return out;
    for (const ConflictStatus& conflict : conflicts) {
        if (conflict.standing != sod::Standing::Open)
            continue;
        for (const sod::ConflictGrant& grant : conflict.row.grants)
            out.held_[grant.system + ":" + grant.account].insert(access::Entitlement{{}, grant.role, grant.permission, {}, {}}.key());
        if (!conflict.row.grants.empty())
            continue;
        for (const std::string* way : {&conflict.row.leftPath, &conflict.row.rightPath}) {
            for (std::string_view rest = *way; !rest.empty();) {
                out.ways_[std::string(rest.substr(0, rest.find(kArrow)))].insert(*way);
                const std::size_t next = std::min(rest.find(kAnd), rest.find(kPlus));
                rest = next == std::string_view::npos ? std::string_view() : rest.substr(next + kAnd.size());
            }
        }
    }
    return out;
}

void LineConflicts::mark(LineRow& line) const
{
    if (!known_)
        return;
    const std::string account = system_ + ":" + line.account;
    const auto held = held_.find(account);
    bool found = held != held_.end() && std::any_of(held->second.begin(), held->second.end(), [&line](const std::string& key) {
        return line.entitlementKey.starts_with(key) && (line.entitlementKey.size() == key.size() || std::string_view(line.entitlementKey).substr(key.size()).starts_with(" @ "));
    });
    const auto ways = ways_.find(account);
    if (!found && ways != ways_.end()) {
        const std::string step = stepOf(account, line);
        found = std::any_of(ways->second.begin(), ways->second.end(), [&step](const std::string& way) { return passes(way, step); });
    }
    line.flags.set(access::LineFlag::SodConflict, found ? Flag::Yes : Flag::No);
}

} // namespace oxseal
