// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/chart_reads.h"

#include "models/access/revocation.h"
#include "models/core/money.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/recon_reads.h"

#include <algorithm>
#include <map>
#include <set>

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

std::vector<ReviewProgress> reviewProgress(const std::vector<CampaignStatus>& reviews)
{
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

Result<std::vector<ReviewProgress>> reviewProgress(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto reviews, reviewsOf(db, period));
    return reviewProgress(reviews);
}

std::vector<FunctionConflicts> conflictsByFunction(const SodPicture& picture)
{
    std::map<std::string, FunctionConflicts> counts;
    const auto add = [&](const std::string& code, const std::string& name, bool open) {
        FunctionConflicts& count = counts[code];
        count.function = code;
        count.name = name;
        ++(open ? count.open : count.answered);
    };
    for (const SodConflictPicture& conflict : picture.conflicts) {
        const bool open = conflict.status.standing == sod::Standing::Open;
        std::set<std::uint32_t> functions;
        for (const SodLeg& leg : conflict.legs)
            functions.insert(leg.function);
        for (const std::uint32_t at : functions)
            add(picture.rules.functions[at].code, picture.rules.functions[at].name, open);
        if (functions.empty())
            add("", "", open);
    }
    std::vector<FunctionConflicts> all;
    for (auto& [code, count] : counts)
        all.push_back(std::move(count));
    std::stable_sort(all.begin(), all.end(), [](const FunctionConflicts& a, const FunctionConflicts& b) {
        return a.open + a.answered > b.open + b.answered;
    });
    return all;
}

Result<std::vector<ConflictCount>> conflictsByPeriod(Database& db, const PeriodRow& upTo, std::size_t most, Day today)
{
    OXSEAL_TRY(const auto all, periods(db));
    std::vector<ConflictCount> counts;
    for (const PeriodRow& period : all) {
        if (period.period.last > upTo.period.last)
            continue;
        OXSEAL_TRY(const auto run, sodRunOf(db, period));
        if (!run)
            continue;
        OXSEAL_TRY(const auto conflicts, sodConflicts(db, period, today));
        const auto open = std::count_if(conflicts.begin(), conflicts.end(),
            [](const ConflictStatus& one) { return one.standing == sod::Standing::Open; });
        counts.push_back({period.period.name(), open, static_cast<std::int64_t>(conflicts.size()) - open});
    }
    if (counts.size() > most)
        counts.erase(counts.begin(), counts.end() - static_cast<std::ptrdiff_t>(most));
    return counts;
}

std::size_t waitOf(int days) noexcept { return days <= 1 ? 0 : days <= 7 ? 1 : days <= 30 ? 2 : 3; }

RemovalTimes daysToRemove(const std::vector<RemovalRow>& removals)
{
    RemovalTimes times;
    for (const RemovalRow& removal : removals) {
        if (removal.state == "withdrawn")
            continue;
        const Day asked = removal.requestedAt.day();
        if (removal.claimedAt)
            ++times.claimed[waitOf(removal.claimedAt->day() - asked)];
        else
            ++times.unclaimed;
        if (removal.state == access::name(access::RevocationState::Removed) && removal.removedAsOf)
            ++times.removed[waitOf(removal.removedAsOf->day() - asked)];
        else
            ++times.open;
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
