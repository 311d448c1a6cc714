// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/account_limits.h"

#include <algorithm>
#include <string>

namespace oxseal::recon {
namespace {

constexpr int kMostTimingDays = 180;

/// Whole units, rounded down; nullopt of a balance of zero, of which there is no share.
std::optional<std::int64_t> shareOf(const LimitedAccount& account, int share)
{
    __extension__ using Wide = __int128;
    if (account.balance == 0)
        return std::nullopt;
    Wide units = account.balance < 0 ? -Wide{account.balance} : Wide{account.balance};
    units = units * share / 10'000;
    for (int digit = 0; digit < account.digits; ++digit)
        units /= 10;
    return static_cast<std::int64_t>(std::min<Wide>(units, INT64_MAX));
}

void tighten(UnitLimits& limits, std::string_view currency, const std::optional<std::int64_t>& most)
{
    if (!most)
        return;
    const auto found = limits.find(currency);
    if (found != limits.end()) // without a limit of the policy nothing passes, and an account cannot change that
        found->second = std::min(found->second, *most);
}

bool beyond(const UnitLimits& policy, std::string_view currency, const std::optional<std::int64_t>& most)
{
    const auto found = policy.find(currency);
    return most && (found == policy.end() || *most > found->second);
}

} // namespace

std::optional<int> shareFromText(std::string_view percent) noexcept
{
    int value = 0, decimals = -1, digits = 0;
    for (const char c : percent) {
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || decimals == 2 || ++digits > 5)
            return std::nullopt;
        value = value * 10 + (c - '0');
        decimals += decimals >= 0 ? 1 : 0;
    }
    if (digits == 0 || decimals == 0)
        return std::nullopt;
    for (int i = std::max(decimals, 0); i < 2; ++i)
        value *= 10;
    return value >= 1 && value <= 10'000 ? std::optional<int>(value) : std::nullopt;
}

ExceptionRules limited(ExceptionRules policy, const AccountLimits& limits, const LimitedAccount& account)
{
    std::optional<std::int64_t> from = limits.investigateFrom;
    if (limits.investigateShare) {
        if (const auto share = shareOf(account, *limits.investigateShare))
            from = from ? std::min(*from, *share) : *share;
    }
    if (from)
        policy.largeFrom.insert_or_assign(std::string(account.currency), *from);
    tighten(policy.writeOffMost, account.currency, limits.writeOffMost);
    policy.timingDays = limits.timingDays.value_or(policy.timingDays);
    return policy;
}

AutoCloseRule limited(AutoCloseRule policy, const AccountLimits& limits, std::string_view currency)
{
    tighten(policy.thresholds, currency, limits.closeMost);
    return policy;
}

Status checkLimits(const AccountLimits& limits, const ExceptionRules& exceptions, const AutoCloseRule& closing, std::string_view currency)
{
    for (const auto& amount : {limits.investigateFrom, limits.writeOffMost, limits.closeMost}) {
        if (amount && *amount < 0)
            return fail(kLimitInvalid, {}, {std::to_string(*amount)});
    }
    if (limits.investigateShare && (*limits.investigateShare < 1 || *limits.investigateShare > 10'000))
        return fail(kLimitInvalid, {}, {std::to_string(*limits.investigateShare)});
    if (limits.timingDays && (*limits.timingDays < 1 || *limits.timingDays > kMostTimingDays))
        return fail(kLimitInvalid, {}, {std::to_string(*limits.timingDays)});
    if (beyond(exceptions.writeOffMost, currency, limits.writeOffMost))
        return fail(kLimitBeyondPolicy, {}, {std::to_string(*limits.writeOffMost), std::string(currency)});
    if (beyond(closing.thresholds, currency, limits.closeMost))
        return fail(kLimitBeyondPolicy, {}, {std::to_string(*limits.closeMost), std::string(currency)});
    return {};
}

bool isLarge(const ExceptionRules& policy, const AccountLimits& limits, const LimitedAccount& account, std::int64_t amount)
{
    return isLarge(limited(policy, limits, account), ExceptionSize{amount, account.currency, account.digits});
}

} // namespace oxseal::recon
