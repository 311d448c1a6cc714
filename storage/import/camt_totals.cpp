// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/camt_totals.h"

#include "models/core/text.h"
#include "storage/import/camt_entry.h"

namespace oxseal {

void Tally::add(std::int64_t amount)
{
    ++count;
    sum = sum ? checkedAdd(*sum, amount) : sum;
}

void Tally::add(const Tally& other)
{
    count += other.count;
    sum = sum && other.sum ? checkedAdd(*sum, *other.sum) : std::nullopt;
}

Tally Tallies::all() const
{
    Tally both = credits;
    both.add(debits);
    return both;
}

void CamtTotals::take(std::string_view path, std::string_view text)
{
    for (const std::string_view wanted : {"TtlNtries", "TtlCdtNtries", "TtlDbtNtries"}) {
        const auto rest = path.substr(0, wanted.size()) == wanted ? path.substr(wanted.size()) : std::string_view();
        if (!text.empty() && (rest == "/NbOfNtries" || rest == "/Sum"))
            stated_.insert_or_assign(std::string(path), std::string(text));
    }
}

void CamtTotals::compare(const Tallies& booked, const Tallies& others, int digits, ImportReport& report) const
{
    compareOne("TtlNtries", booked.all(), others.all(), digits, report);
    compareOne("TtlCdtNtries", booked.credits, others.credits, digits, report);
    compareOne("TtlDbtNtries", booked.debits, others.debits, digits, report);
}

void CamtTotals::compareOne(const std::string& element, const Tally& booked, Tally all, int digits, ImportReport& report) const
{
    all.add(booked);
    std::int64_t count = 0;
    const auto counted = stated_.find(element + "/NbOfNtries");
    if (counted != stated_.end()) {
        if (!parseInteger(counted->second, count))
            report.warn("import.warn.bad_total", {element});
        else if (count != booked.count && count != all.count)
            report.warn("import.warn.control_count",
                {element, std::to_string(count), std::to_string(booked.count), std::to_string(count - booked.count)});
    }
    const auto total = stated_.find(element + "/Sum");
    if (total == stated_.end())
        return;
    const auto sum = camtAmount(total->second, digits);
    if (sum && booked.sum && (*sum == *booked.sum || sum == all.sum))
        return;
    const auto difference = sum && booked.sum ? checkedAdd(*sum, -*booked.sum) : std::nullopt;
    if (!difference)
        return report.warn("import.warn.bad_total", {element});
    report.warn("import.warn.control_total",
        {element, formatMinor(*sum, digits), formatMinor(*booked.sum, digits), formatMinor(*difference, digits)});
}

} // namespace oxseal
