// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar/filing_calendar.h"

namespace oxseal::calendar {
namespace {

std::optional<ReportRules::Row> rowFrom(const Json& row)
{
    const auto from = Day::fromIso(row["from"].toString());
    const auto days = row["days"].toInteger();
    if (!from || days < 1 || days > 400 || row["form"].toString().empty() || row["source"].toString().empty())
        return std::nullopt;
    return ReportRules::Row{
        *from, row["form"].toString(), row["filer"].toString(), static_cast<int>(days), row["source"].toString()};
}

const ReportRules::Row* latest(
    const std::vector<ReportRules::Row>& rows, std::string_view form, std::string_view filer, Day periodEnd)
{
    const ReportRules::Row* found = nullptr;
    for (const auto& row : rows) {
        if (row.form == form && row.filer == filer && row.from <= periodEnd && (!found || found->from < row.from))
            found = &row;
    }
    return found;
}

} // namespace

const char* name(FilerCategory category) noexcept
{
    switch (category) {
    case FilerCategory::LargeAccelerated:
        return "laf";
    case FilerCategory::Accelerated:
        return "af";
    case FilerCategory::NonAccelerated:
        break;
    }
    return "naf";
}

std::optional<FilerCategory> filerFromName(std::string_view text) noexcept
{
    for (const auto category :
        {FilerCategory::LargeAccelerated, FilerCategory::Accelerated, FilerCategory::NonAccelerated}) {
        if (text == name(category))
            return category;
    }
    return std::nullopt;
}

Result<ReportRules> ReportRules::fromJson(const Json& pack)
{
    ReportRules rules;
    for (const auto& [key, into] : {std::pair("rows", &rules.rows_), std::pair("extension", &rules.extensions_)}) {
        for (const auto& json : pack[key].toArray()) {
            auto row = rowFrom(json);
            if (!row)
                return fail(kRulePackInvalid, std::string("periodic_reports: ") + key);
            into->push_back(std::move(*row));
        }
    }
    rules.notification_ = static_cast<int>(pack["notification"]["business_days"].toInteger());
    rules.partIii_ = static_cast<int>(pack["part_iii"]["days"].toInteger());
    rules.currentReport_ = static_cast<int>(pack["current_report"]["business_days"].toInteger());
    rules.evaluationWindow_ = static_cast<int>(pack["evaluation_window"]["days"].toInteger());
    if (rules.rows_.empty() || rules.extensions_.empty() || rules.notification_ < 1 || rules.partIii_ < 1
        || rules.currentReport_ < 1 || rules.evaluationWindow_ < 1)
        return fail(kRulePackInvalid, "periodic_reports");
    return rules;
}

const ReportRules::Row* ReportRules::days(std::string_view form, FilerCategory filer, Day periodEnd) const
{
    return latest(rows_, form, name(filer), periodEnd);
}

const ReportRules::Row* ReportRules::extension(std::string_view form, Day periodEnd) const
{
    return latest(extensions_, form, "", periodEnd);
}

std::optional<Day> quarterEnd(Day yearEnd, int quarter, int weeks)
{
    if (quarter < 1 || quarter > 4 || (weeks != 0 && weeks != 52 && weeks != 53))
        return std::nullopt;
    if (quarter == 4)
        return yearEnd;
    if (weeks == 0 && isMonthEnd(yearEnd))
        return quarterOf(yearEnd, quarter)->last;
    const int extra = weeks == 53 ? 7 : 0;
    return yearEnd.plus(-91 * (4 - quarter) - extra);
}

Result<Filing> filingOf(
    const BusinessDays& days, const ReportRules& rules, FilerCategory filer, Day periodEnd, int quarter)
{
    Filing filing;
    filing.form = quarter == 4 ? "10-K" : "10-Q";
    filing.quarter = quarter;
    filing.periodEnd = periodEnd;
    const auto* row = rules.days(filing.form, filer, periodEnd);
    const auto* extension = rules.extension(filing.form, periodEnd);
    if (row == nullptr || extension == nullptr)
        return fail(kNoSuchRule, periodEnd.iso(), {filing.form, name(filer)});
    filing.source = row->source;
    filing.nominal = periodEnd.plus(row->days);
    filing.due = days.roll(filing.nominal, &filing.passed);
    filing.nt = days.after(filing.due, rules.notificationBusinessDays());
    filing.extended = days.roll(filing.due.plus(extension->days));
    return filing;
}

Result<std::vector<Filing>> fiscalYearFilings(
    const BusinessDays& days, const ReportRules& rules, FilerCategory filer, Day yearEnd, int weeks)
{
    std::vector<Filing> filings;
    for (int quarter = 1; quarter <= 4; ++quarter) {
        const auto end = quarterEnd(yearEnd, quarter, weeks);
        if (!end)
            return fail(kNoSuchRule, yearEnd.iso(), {std::to_string(weeks), name(filer)});
        OXSEAL_TRY(auto filing, filingOf(days, rules, filer, *end, quarter));
        filings.push_back(std::move(filing));
    }
    return filings;
}

Filing partIii(const BusinessDays& days, const ReportRules& rules, Day yearEnd)
{
    Filing filing;
    filing.form = "Part III";
    filing.quarter = 4;
    filing.periodEnd = yearEnd;
    filing.nominal = yearEnd.plus(rules.partIiiDays());
    filing.due = days.roll(filing.nominal, &filing.passed);
    filing.nt = filing.due;
    filing.extended = filing.due;
    return filing;
}

Day firstQuarterlyReport(const BusinessDays& days, Day effective, Day ordinaryDue)
{
    return std::max(days.roll(effective.plus(45)), ordinaryDue);
}

IncidentDue incidentDue(const BusinessDays& days, const ReportRules& rules, Day determined)
{
    IncidentDue result;
    result.determined = determined;
    result.onDayOff = !days.isBusinessDay(determined);
    result.due = days.after(determined, rules.currentReportBusinessDays(), &result.passed);
    return result;
}

Day keepThrough(Day anchor, int years)
{
    const auto ymd = anchor.ymd();
    const int year = static_cast<int>(ymd.year()) + years;
    const auto same = Day::fromYmd(year, static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
    return same ? *same : *Day::fromYmd(year, 3, 1);
}

EvaluationCheck checkEvaluation(const ReportRules& rules, Day periodEnd, Day asOf, Day concludedOn, Day filing)
{
    EvaluationCheck check;
    const int window = rules.evaluationWindowDays();
    check.asOfIsPeriodEnd = asOf == periodEnd;
    check.concludedInWindow = concludedOn > periodEnd && concludedOn <= filing && filing - concludedOn <= window;
    check.asOfAge = filing - asOf;
    check.asOfFresh = check.asOfAge <= window;
    return check;
}

} // namespace oxseal::calendar
