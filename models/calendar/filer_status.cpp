// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar/filer_status.h"

#include "models/core/text.h"

#include <algorithm>

namespace oxseal::calendar {
namespace {

bool isPriorLarger(const FilerFacts& facts)
{
    return facts.prior && *facts.prior != FilerCategory::NonAccelerated;
}

/// The revenue test of the smaller-reporting-company definition. Who was an accelerated filer did not meet it, so he must
/// fall below the lower thresholds to re-qualify; a large accelerated filer may have failed it by float alone.
bool meetsRevenueTest(const StatusRules& rules, const FilerFacts& facts)
{
    std::int64_t revenueLimit = rules.srcRevenue;
    std::int64_t floatLimit = rules.srcRevenueFloat;
    if (isPriorLarger(facts)) {
        const bool failedByFloatAlone = *facts.prior == FilerCategory::LargeAccelerated && facts.priorRevenue
            && *facts.priorRevenue < rules.srcRevenue;
        if (!failedByFloatAlone)
            revenueLimit = rules.srcRevenueRequalify;
        if (*facts.prior == FilerCategory::LargeAccelerated)
            floatLimit = rules.srcRevenueFloatRequalify;
    }
    return facts.revenue < revenueLimit && (!facts.publicFloat || *facts.publicFloat < floatLimit);
}

FilerCategory categoryOf(const StatusRules& rules, const FilerFacts& facts, bool seasoned)
{
    if (!facts.publicFloat || !seasoned)
        return FilerCategory::NonAccelerated;
    const std::int64_t value = *facts.publicFloat;
    const bool wasLarge = facts.prior == FilerCategory::LargeAccelerated;
    if (value >= (wasLarge ? rules.lafExit : rules.lafEntry))
        return FilerCategory::LargeAccelerated;
    const std::int64_t lower = isPriorLarger(facts) ? rules.afExit : rules.afEntry;
    if (value < lower || meetsRevenueTest(rules, facts))
        return FilerCategory::NonAccelerated;
    return FilerCategory::Accelerated;
}

bool isSmallerReporting(const StatusRules& rules, const FilerFacts& facts)
{
    if (facts.bdc)
        return false;
    const bool again = facts.priorSrc ? !*facts.priorSrc : facts.prior == FilerCategory::LargeAccelerated;
    const std::int64_t floatLimit = again ? rules.srcFloatRequalify : rules.srcFloat;
    if (facts.publicFloat && *facts.publicFloat < floatLimit)
        return true;
    const std::int64_t revenueLimit = again ? rules.srcRevenueRequalify : rules.srcRevenue;
    const std::int64_t revenueFloat = again ? rules.srcRevenueFloatRequalify : rules.srcRevenueFloat;
    return facts.revenue < revenueLimit && (!facts.publicFloat || *facts.publicFloat < revenueFloat);
}

/// The last day of the fiscal year following the fifth anniversary of the first registered sale (Rule 405).
Day sunsetOf(const StatusRules& rules, Day ipo, Day fiscalYearEnd)
{
    const Day anniversary = keepThrough(ipo, rules.egcYears);
    Day end = fiscalYearEnd;
    while (addMonths(end, -12) >= anniversary)
        end = addMonths(end, -12);
    while (end < anniversary)
        end = addMonths(end, 12);
    return end;
}

void settleEgc(const StatusRules& rules, const FilerFacts& facts, FilerStatus& status)
{
    if (facts.ipoDate)
        status.egcUntil = sunsetOf(rules, *facts.ipoDate, facts.fiscalYearEnd);
    status.egc = facts.egc.value_or(false);
    if (!facts.egc)
        status.notes.emplace_back("filer.note.egc_not_recorded");
    if (!status.egc)
        return;
    const auto lose = [&](const char* note) {
        status.egc = false;
        status.notes.emplace_back(note);
    };
    if (status.category == FilerCategory::LargeAccelerated)
        lose("filer.note.egc_lost_laf");
    if (facts.revenue >= rules.egcRevenue)
        lose("filer.note.egc_lost_revenue");
    if (facts.debtThreeYears.value_or(0) > rules.egcDebt)
        lose("filer.note.egc_lost_debt");
    if (status.egcUntil && facts.fiscalYearEnd >= *status.egcUntil)
        lose("filer.note.egc_lost_age");
    if (status.egc && !facts.debtThreeYears)
        status.notes.emplace_back("filer.note.egc_debt_not_recorded");
}

} // namespace

Result<StatusRules> StatusRules::fromJson(const Json& pack, Day fiscalYearEnd)
{
    const Json* found = nullptr;
    Day foundFrom;
    for (const auto& row : pack["rows"].toArray()) {
        const auto from = Day::fromIso(row["from"].toString());
        if (!from)
            return fail(kRulePackInvalid, "filer_status");
        if (*from <= fiscalYearEnd && (found == nullptr || foundFrom < *from)) {
            found = &row;
            foundFrom = *from;
        }
    }
    if (found == nullptr)
        return fail(kNoSuchRule, fiscalYearEnd.iso(), {"filer status", "Rule 12b-2"});
    StatusRules rules;
    rules.from = foundFrom;
    rules.source = (*found)["source"].toString();
    bool complete = true;
    const auto read = [&](const char* key) {
        const auto value = (*found)[key].toInteger(-1);
        complete = complete && value >= 0;
        return value;
    };
    rules.lafEntry = read("laf_entry");
    rules.lafExit = read("laf_exit");
    rules.afEntry = read("af_entry");
    rules.afExit = read("af_exit");
    rules.srcFloat = read("src_float");
    rules.srcFloatRequalify = read("src_float_requalify");
    rules.srcRevenue = read("src_revenue");
    rules.srcRevenueRequalify = read("src_revenue_requalify");
    rules.srcRevenueFloat = read("src_revenue_float");
    rules.srcRevenueFloatRequalify = read("src_revenue_float_requalify");
    rules.egcRevenue = read("egc_revenue");
    rules.egcDebt = read("egc_debt");
    rules.seasoningMonths = static_cast<int>(read("seasoning_months"));
    rules.seasoningAnnualReports = static_cast<int>(read("seasoning_annual_reports"));
    rules.egcYears = static_cast<int>(read("egc_years"));
    if (!complete || rules.source.empty())
        return fail(kRulePackInvalid, "filer_status");
    return rules;
}

Result<FilerStatus> filerStatus(const StatusRules& rules, const ReportRules& reports, const FilerFacts& facts)
{
    FilerStatus status;
    status.seasoned = facts.monthsReporting.value_or(rules.seasoningMonths) >= rules.seasoningMonths
        && facts.annualReports.value_or(rules.seasoningAnnualReports) >= rules.seasoningAnnualReports;
    status.category = categoryOf(rules, facts, status.seasoned);
    status.src = isSmallerReporting(rules, facts);
    settleEgc(rules, facts, status);
    const std::int64_t value = facts.publicFloat.value_or(0);
    status.byFloatAlone = value >= rules.lafEntry ? FilerCategory::LargeAccelerated
        : value >= rules.afEntry                  ? FilerCategory::Accelerated
                                                  : FilerCategory::NonAccelerated;
    status.attestation404b = status.category == FilerCategory::LargeAccelerated
        || (status.category == FilerCategory::Accelerated && !status.egc);
    // The first annual report carries a transition statement instead of management's report (S-K 308, Instruction 1).
    status.report404a = facts.annualReports.value_or(rules.seasoningAnnualReports) >= 1;
    const auto* annual = reports.days("10-K", status.category, facts.fiscalYearEnd);
    const auto* quarterly = reports.days("10-Q", status.category, facts.fiscalYearEnd);
    if (annual == nullptr || quarterly == nullptr)
        return fail(kNoSuchRule, facts.fiscalYearEnd.iso(), {"10-K", name(status.category)});
    status.annualDays = annual->days;
    status.quarterlyDays = quarterly->days;
    if (!status.seasoned)
        status.notes.emplace_back("filer.note.not_seasoned");
    if (status.byFloatAlone != status.category)
        status.notes.emplace_back("filer.note.float_alone_differs");
    if (!status.report404a)
        status.notes.emplace_back("filer.note.transition");
    const bool corner = isPriorLarger(facts) && facts.revenue < rules.srcRevenue
        && facts.revenue >= rules.srcRevenueRequalify;
    if (corner)
        status.notes.emplace_back("filer.note.confirm_requalify");
    return status;
}

std::optional<std::int64_t> parseDollars(std::string_view text)
{
    text = trimmed(text);
    if (text.empty())
        return std::nullopt;
    int digits = 0;
    const char last = text.back();
    if (last == 'K' || last == 'k')
        digits = 3;
    else if (last == 'M' || last == 'm')
        digits = 6;
    else if (last == 'B' || last == 'b')
        digits = 9;
    if (digits > 0)
        text.remove_suffix(1);
    std::string plain;
    int decimals = -1;
    for (const char c : text) {
        if (c == ',' && decimals < 0)
            continue;
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9')
            return std::nullopt;
        if (decimals >= 0) {
            // Cents below a whole dollar change no category: they are cut only when they are zero.
            if (decimals == digits && c != '0')
                return std::nullopt;
            if (decimals == digits)
                continue;
            ++decimals;
        }
        plain.push_back(c);
    }
    if (plain.empty())
        return std::nullopt;
    plain.append(static_cast<std::size_t>(digits - std::max(decimals, 0)), '0');
    std::int64_t value = 0;
    if (!parseInteger(plain, value))
        return std::nullopt;
    return value;
}

} // namespace oxseal::calendar
