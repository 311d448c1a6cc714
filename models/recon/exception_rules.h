// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/account_inventory.h"
#include "models/recon/account_rules.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::recon {

/// By when open items are decided about, what may be written off, and what the suggestions go by (C15). Versioned data:
/// resources/rules/exception_rules.json.
struct ExceptionRules
{
    std::string id;
    std::int64_t version = 0;
    /// Business days after the period's end, by the account's risk; `dueLarge` where the amount is large, if that is sooner.
    int dueLow = 20;
    int dueMedium = 15;
    int dueHigh = 10;
    int dueLarge = 5;
    UnitLimits largeFrom; ///< an amount as large as the limit is large
    UnitLimits writeOffMost; ///< an amount as large as the limit may still be written off
    UnitLimits feeMost; ///< a charge above is not suggested as one
    int timingDays = 30; ///< older than so many days at the period's end, an item is no matter of time any more
    int splitMost = 4; ///< lines in a suggested sum
    int splitDays = 10; ///< that lie at most so many days apart
    std::vector<std::string> feeWords; ///< whole words of the line's text
    std::vector<std::string> interestWords;
    std::vector<std::string> returnedWords;
};
/// Strict: unknown keys, missing ones and numbers out of range are errors; the place names the key (kPolicyInvalid).
[[nodiscard]] Result<ExceptionRules> parseExceptionRules(const Json& json);

/// An amount and where its account lies in the inventory.
struct ExceptionSize
{
    std::int64_t amount = 0; ///< minor units
    std::string_view currency;
    int digits = 2;
};
[[nodiscard]] bool isLarge(const ExceptionRules& rules, const ExceptionSize& size);
[[nodiscard]] bool mayWriteOff(const ExceptionRules& rules, const ExceptionSize& size);
/// Business days after the period's end within which it is decided about.
[[nodiscard]] int dueBusinessDays(const ExceptionRules& rules, AccountRisk risk, const ExceptionSize& size);

} // namespace oxseal::recon
