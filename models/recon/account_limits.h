// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/account_rules.h"
#include "models/recon/exception_rules.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace oxseal::recon {

inline constexpr ErrorCode kLimitInvalid{"recon.limit_invalid", ErrorClass::Usage};
inline constexpr ErrorCode kLimitBeyondPolicy{"recon.limit_beyond_policy", ErrorClass::Refused};

/// What is asked of one account otherwise than the policy asks of all. Whatever is not stated is the policy's. Amounts in whole units
/// of the account's currency, as in the policy.
struct AccountLimits
{
    std::optional<std::int64_t> investigateFrom; ///< an open item, or an unexplained difference, as large as this is large
    std::optional<int> investigateShare; ///< or as large as this share of the balance, in hundredths of a percent; the smaller counts
    std::optional<std::int64_t> writeOffMost; ///< may only be tighter than the policy's
    std::optional<std::int64_t> closeMost; ///< balance a rule may close; may only be tighter than the policy's
    std::optional<int> timingDays; ///< older than so many days, an item is no matter of time any more

    [[nodiscard]] bool any() const noexcept { return investigateFrom || investigateShare || writeOffMost || closeMost || timingDays; }
    friend bool operator==(const AccountLimits&, const AccountLimits&) = default;
};

/// "12.5" percent as 1250; nullopt unless it is above 0, at most 100 and has at most two decimals.
[[nodiscard]] std::optional<int> shareFromText(std::string_view percent) noexcept;

/// An account and its balance in minor units.
struct LimitedAccount
{
    std::string_view currency;
    int digits = 2;
    std::int64_t balance = 0;
};

/// The policy as it holds for one account. The share of the balance is rounded down to whole units, so that it is never laxer than stated.
[[nodiscard]] ExceptionRules limited(ExceptionRules policy, const AccountLimits& limits, const LimitedAccount& account);
[[nodiscard]] AutoCloseRule limited(AutoCloseRule policy, const AccountLimits& limits, std::string_view currency);

/// kLimitInvalid: a negative amount, or days outside 1 … 180. kLimitBeyondPolicy: what may be written off, or closed by rule, beyond the policy.
[[nodiscard]] Status checkLimits(const AccountLimits& limits, const ExceptionRules& exceptions, const AutoCloseRule& closing, std::string_view currency);

/// As large as an amount has to be looked into, by these rules.
[[nodiscard]] bool isLarge(const ExceptionRules& policy, const AccountLimits& limits, const LimitedAccount& account, std::int64_t amount);

} // namespace oxseal::recon
