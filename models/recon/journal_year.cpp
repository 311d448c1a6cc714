// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/journal_year.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "models/recon/reconciliation.h"

#include <algorithm>

namespace oxseal::recon {
namespace {

/// The beginning of one account, or two equally long ones with a dash between them.
Result<AccountRange> rangeFromText(const std::string& part)
{
    if (part.empty())
        return fail(kYearOpeningInvalid, {}, {part});
    const std::size_t middle = part.size() / 2;
    if (part.size() % 2 == 1 && part.size() >= 3 && part[middle] == '-') {
        AccountRange range{part.substr(0, middle), part.substr(middle + 1)};
        if (range.to < range.from)
            return fail(kYearOpeningInvalid, {}, {part});
        return range;
    }
    // "400-49999" may be a range that was meant otherwise, and "4000 - 8999" holds no account.
    if (part.find_first_of("- ") != std::string::npos)
        return fail(kYearOpeningInvalid, {}, {part});
    return AccountRange{part, part};
}

} // namespace

bool YearOpening::restarts(std::string_view account) const noexcept
{
    return std::any_of(result.begin(), result.end(), [&](const AccountRange& range) {
        const std::string_view beginning = account.substr(0, range.from.size());
        return range.from <= beginning && beginning <= range.to;
    });
}

std::string YearOpening::rangesText() const
{
    std::vector<std::string> parts;
    for (const AccountRange& range : result)
        parts.push_back(range.from == range.to ? range.from : range.from + "-" + range.to);
    return join(parts, ", ");
}

Result<YearOpening> yearOpeningFromText(std::string_view ranges, std::string_view into)
{
    YearOpening year;
    year.into = trimmed(into);
    for (const std::string& part : split(ranges, ',')) {
        OXSEAL_TRY(AccountRange range, rangeFromText(std::string(trimmed(part))));
        year.result.push_back(std::move(range));
    }
    if (year.result.empty() || year.into.empty() || year.restarts(year.into))
        return fail(kYearOpeningInvalid, {}, {year.into});
    return year;
}

Result<std::map<std::string, std::int64_t>> openedBalances(const std::map<std::string, std::int64_t>& before, const YearOpening& year)
{
    std::map<std::string, std::int64_t> out = before;
    std::int64_t& into = out[year.into];
    for (auto& [account, balance] : out) {
        if (!year.restarts(account))
            continue;
        const auto sum = checkedAdd(into, balance);
        if (!sum)
            return fail(kAmountOverflow, account);
        into = *sum;
        balance = 0;
    }
    return out;
}

} // namespace oxseal::recon
