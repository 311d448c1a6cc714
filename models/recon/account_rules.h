// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/policy_fields.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::recon {

/// What kind of balance an account holds, as far as closing by rule asks. Not stated is never taken for Other.
enum class AccountClass { NotStated, Cash, Clearing, Intercompany, Estimate, Other };
[[nodiscard]] const char* name(AccountClass kind) noexcept; ///< "not_stated", "cash", …
[[nodiscard]] std::optional<AccountClass> accountClassFromName(std::string_view name) noexcept;

/// Limits in whole units of a currency by its code. A currency that is not there has no limit, so that nothing passes.
using UnitLimits = std::map<std::string, std::int64_t, std::less<>>;
/// The limit in minor units; nullopt where the currency has none or it leaves 64 bits.
[[nodiscard]] std::optional<std::int64_t> limitInMinor(const UnitLimits& limits, std::string_view currency, int digits);

/// The member `key` of versioned rules: limits by currency. kPolicyInvalid with the place of what is no whole number of units.
[[nodiscard]] Result<UnitLimits> limitsField(const Json& json, const std::string& key, const std::string& place);
/// The member `key`, an integer from `least` to `most`. kPolicyInvalid.
[[nodiscard]] Result<int> rangeField(const Json& json, const std::string& key, int least, int most, const std::string& place);

/// Which accounts may be closed without a person (C9), and how many of them a person looks at.
struct AutoCloseRule
{
    UnitLimits thresholds; ///< a balance as large as the limit still passes
    int mostInRow = 3; ///< periods closed by rule one after the other before a person does it
    int sampleAtLeast = 2;
    int samplePercent = 20; ///< rounded up
    /// Beginnings of words in an account's name that speak for a class, whatever was stated.
    std::map<AccountClass, std::vector<std::string>> classWords;
};

/// What makes a journal entry one to look at (C20).
struct JournalRule
{
    std::vector<std::string> manualSources; ///< words in the source that mean an entry by hand
    bool weekend = true;
    int closeBusinessDays = 5; ///< posted later than so many business days after the period's end is after close
    UnitLimits roundUnits; ///< an amount that is a whole multiple is round
    int rarePairMost = 1; ///< a pair of accounts in so few entries of the period, or fewer, is unusual
    UnitLimits rarePairFrom; ///< entries below are too small to count as unusual
};

/// The rules for accounts as versioned data: resources/rules/account_rules.json.
struct AccountRules
{
    std::string id;
    std::int64_t version = 0;
    AutoCloseRule autoClose;
    JournalRule journals;
};
/// Strict: unknown keys, missing ones and numbers out of range are errors; the place names the key (kPolicyInvalid).
[[nodiscard]] Result<AccountRules> parseAccountRules(const Json& json);

} // namespace oxseal::recon
