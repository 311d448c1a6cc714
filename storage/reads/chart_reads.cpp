// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/chart_reads.h"

#include "models/access/revocation.h"
#include "models/core/money.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/recon_reads.h"
#include "storage/reads/sod_reads.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

bool unexplained(recon::ItemCategory category)
{
    return category == recon::ItemCategory::Unclassified || category == recon::ItemCategory::Unidentified;
}

Status addItem(AgedItems& sums, const recon::OpenItem& item, Day asOf)
{
    const auto bucket = static_cast<std::size_t>(recon::ageBucket(item.date, asOf));
    const bool open = unexplained(item.category);
    std::int64_t& sum = (open ? sums.unexplained : sums.explained)[bucket];
    const auto total = checkedAdd(sum, item.amount < 0 ? -item.amount : item.amount);
    if (!total)
        return fail(recon::kAmountOverflow);
    sum = *total;
    ++(open ? sums.unexplainedItems : sums.explainedItems);
    return {};
}

/// True when the path ("account > role > permission > FUNCTION", legs joined by " + ") ends a leg in this function.
bool leadsTo(const std::string& path, const std::string& function)
{
    const std::string end = " > " + function;
    for (std::size_t at = path.find(end); at != std::string::npos; at = path.find(end, at + 1)) {
        const std::size_t after = at + end.size();
        if (after == path.size() || path.compare(after, 3, " + ") == 0 || path.compare(after, 3, " & ") == 0)
            return true;
    }
    return false;
}

/// The functions of a conflict: of each leg the one held. A leg of one function needs no path.
std::vector<std::uint32_t> functionsOf(const sod::RuleSet& set, const ConflictRow& conflict)
{
    std::vector<std::uint32_t> found;
    const auto rule = std::find_if(
        set.rules.begin(), set.rules.end(), [&](const sod::Rule& one) { return one.id == conflict.rule; });
    if (rule == set.rules.end())
        return found;
    for (std::size_t leg = 0; leg < rule->legs.size(); ++leg) {
        const std::string& path = leg == 0 ? conflict.leftPath : conflict.rightPath;
        const auto& functions = rule->legs[leg];
        const auto held = std::find_if(functions.begin(), functions.end(),
            [&](std::uint32_t at) { return functions.size() == 1 || leadsTo(path, set.functions[at].code); });
        if (held != functions.end())
            found.push_back(*held);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace

Result<std::vector<AgedItems>> openItemsByAge(Workspace& workspace, const PeriodRow& period, const std::string& entity)
{
    std::map<std::string, AgedItems> sums;
    OXSEAL_TRY(const auto rows, reconciliations(workspace.db(), period.id));
    for (const ReconRow& row : rows) {
        if (!entity.empty() && row.entity != entity)
            continue;
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, row.id));
        AgedItems& sum = sums[row.currency];
        sum.currency = row.currency;
        sum.digits = row.digits;
        for (const ReconItem& item : view.items)
            OXSEAL_CHECK(addItem(sum, item.item, period.period.last));
    }
    std::vector<AgedItems> all;
    for (auto& [currency, sum] : sums)
        all.push_back(std::move(sum));
    return all;
}

Result<std::vector<ReviewProgress>> reviewProgress(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto reviews, reviewsOf(db, period));
    std::vector<ReviewProgress> all;
    for (const CampaignStatus& review : reviews) {
        if (review.row.state != access::CampaignState::Cancelled)
            all.push_back({review.row.id.value, review.row.system, review.counts.lines, review.counts.decided,
                review.row.concludedAt.has_value()});
    }
    std::stable_sort(
        all.begin(), all.end(), [](const ReviewProgress& a, const ReviewProgress& b) { return a.system < b.system; });
    return all;
}

Result<std::vector<FunctionConflicts>> conflictsByFunction(Database& db, const PeriodRow& period, Day today)
{
    std::vector<FunctionConflicts> all;
    OXSEAL_TRY(const auto run, sodRunOf(db, period));
    if (!run)
        return all;
    OXSEAL_TRY(const auto set, currentRuleSet(db));
    OXSEAL_TRY(const auto conflicts, sodConflicts(db, period, today));
    std::map<std::string, FunctionConflicts> counts;
    const auto add = [&](const std::string& code, const std::string& name, bool open) {
        FunctionConflicts& count = counts[code];
        count.function = code;
        count.name = name;
        ++(open ? count.open : count.answered);
    };
    for (const ConflictStatus& conflict : conflicts) {
        const bool open = conflict.standing == sod::Standing::Open;
        const auto functions = functionsOf(set, conflict.row);
        for (const std::uint32_t at : functions)
            add(set.functions[at].code, set.functions[at].name, open);
        if (functions.empty())
            add("", "", open);
    }
    for (auto& [code, count] : counts)
        all.push_back(std::move(count));
    std::stable_sort(all.begin(), all.end(), [](const FunctionConflicts& a, const FunctionConflicts& b) {
        return a.open + a.answered > b.open + b.answered;
    });
    return all;
}

Result<RemovalTimes> daysToRemove(Database& db, const PeriodRow& period)
{
    RemovalTimes times;
    OXSEAL_TRY(const auto reviews, reviewsOf(db, period));
    for (const CampaignStatus& review : reviews) {
        OXSEAL_TRY(const auto removals, removalsOf(db, review.row.id));
        for (const RemovalRow& removal : removals) {
            if (removal.state == "withdrawn")
                continue;
            if (removal.state != access::name(access::RevocationState::Removed) || !removal.removedAsOf) {
                ++times.open;
                continue;
            }
            const int days = removal.removedAsOf->day() - removal.requestedAt.day();
            ++times.removed[days <= 1 ? 0 : days <= 7 ? 1 : days <= 30 ? 2 : 3];
        }
    }
    return times;
}

Result<std::vector<MatterCount>> mattersByPeriod(Workspace& workspace, const PeriodRow& upTo, std::size_t most)
{
    OXSEAL_TRY(auto all, periods(workspace.db()));
    std::erase_if(all, [&](const PeriodRow& row) { return row.period.last > upTo.period.last; });
    if (all.size() > most)
        all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(most));
    std::vector<MatterCount> counts;
    for (const PeriodRow& period : all) {
        OXSEAL_TRY(const auto matters, openMatters(workspace, period));
        const auto undisposed = static_cast<std::int64_t>(matters.undisposed());
        counts.push_back(
            {period.period.name(), static_cast<std::int64_t>(matters.open.size()) - undisposed, undisposed});
    }
    return counts;
}

} // namespace oxseal
