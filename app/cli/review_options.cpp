// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/review_options.h"

#include "models/core/text.h"

namespace oxseal::cli {

Result<std::int64_t> reviewNumber(const Call& call, const char* option)
{
    OXSEAL_TRY(const std::string text, call.required(option));
    std::int64_t value = 0;
    if (!parseInteger(text, value) || value < 1)
        return fail(kBadValue, {}, {option, text, "a number from 1", call.noun()});
    return value;
}

Result<CampaignId> campaignOption(const Call& call)
{
    OXSEAL_TRY(const std::int64_t id, reviewNumber(call, "--campaign"));
    return CampaignId(id);
}

/// "3,7,10-14"
Result<std::vector<std::int64_t>> rowsOption(const Call& call)
{
    std::vector<std::int64_t> rows;
    const auto given = call.value("--rows");
    if (!given)
        return rows;
    for (const auto& part : split(*given, ',')) {
        const auto ends = split(part, '-');
        std::int64_t first = 0, last = 0;
        if (ends.size() > 2 || !parseInteger(trimmed(ends.front()), first) || !parseInteger(trimmed(ends.back()), last)
            || first < 0 || last < first || last - first > 1'000'000)
            return fail(kBadValue, {}, {"--rows", *given, "3,7,10-14", call.noun()});
        for (std::int64_t row = first; row <= last; ++row)
            rows.push_back(row);
    }
    return rows;
}

Result<access::Decision> decisionNamed(const Call& call, const std::string& text)
{
    const auto known = access::decisionFromName(text);
    if (!known)
        return fail(kBadValue, {}, {"--decision", text, "keep, revoke, reduce, not_mine, unsure", call.noun()});
    return *known;
}

} // namespace oxseal::cli
