// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/recon/account_inventory.h"
#include "models/recon/pass_set.h"
#include "models/recon/policy_fields.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal::recon {

/// Why a match waits for a person in a workspace (domain §11, human review triggers). Values are bits of a set and durable.
enum class ReviewTrigger : std::uint32_t {
    AmountAlone = 1U << 0U, ///< neither a reference nor a description speaks for it; always in force
    Probability = 1U << 1U, ///< below the limit of the account's class
    Tolerance = 1U << 2U, ///< the amounts differ; always in force
    Tie = 1U << 3U, ///< another line or sum would have done as well; always in force
    Repeated = 1U << 4U, ///< the entry of the books repeats an earlier one; always in force
    BoundReached = 1U << 5U, ///< not all sums were tried; always in force
    EnginesDisagree = 1U << 6U, ///< the learnt stage prefers other lines than the pass; always in force
    AmountLimit = 1U << 7U, ///< a line reaches the limit, or its currency has none
    AccountClass = 1U << 8U, ///< the account's class, or its having none, forbids it
    RelatedParty = 1U << 9U,
    ManualEntry = 1U << 10U, ///< the entry of the books was made by hand
    NewCounterparty = 1U << 11U, ///< its description names nobody of earlier periods
    PeriodEnd = 1U << 12U,
    Monitoring = 1U << 13U, ///< the scorecard stopped matching without a person; always in force
    PassSuggests = 1U << 14U, ///< the pass itself only suggests
    RefusedBefore = 1U << 15U, ///< a person took these lines apart; always in force
    NotAdopted = 1U << 16U, ///< nobody of the company has approved the policy; always in force
};
using Triggers = std::uint32_t;
inline constexpr unsigned kTriggers = 17;
[[nodiscard]] const char* name(ReviewTrigger trigger) noexcept;
[[nodiscard]] std::optional<ReviewTrigger> triggerFromName(std::string_view name) noexcept;
[[nodiscard]] constexpr Triggers bit(ReviewTrigger trigger) noexcept { return static_cast<Triggers>(trigger); }
/// The names of a set, in the order of their bits.
[[nodiscard]] std::vector<std::string> triggerNames(Triggers triggers);

/// To which matches a trigger that the policy may set applies.
enum class TriggerScope { Off, Learnt, All };

/// What a class of accounts demands.
struct ClassLimit
{
    bool mayDecide = false;
    std::uint32_t probability = 0; ///< 32 fraction bits
};

/// From which figures of the scorecard matching without a person stops by itself. Shares in millionths.
struct MonitoringLimits
{
    /// Fewer judged pairs prove nothing: 381 without a fault are the fewest whose lower bound reaches 0.99.
    std::int64_t fewestLabels = 381;
    std::int64_t precisionLow = 990000; ///< lower 95 % bound of the precision of automatic matches
    std::int64_t ece = 50000;
    std::int64_t fewestObservations = 200; ///< of a distribution, before its drift is stated
    std::int64_t psiWatch = 100000;
    std::int64_t psiStop = 250000;
    std::int64_t overrides = 50000;

    friend bool operator==(const MonitoringLimits&, const MonitoringLimits&) = default;
};

/// How a workspace matches, as versioned data (C1): resources/rules/match_policy.json with the pass set as member "rules".
struct MatchPolicy
{
    std::string id;
    std::int64_t version = 0;
    PassSet rules;
    std::size_t learntAt = 0; ///< so many passes come before the learnt stage
    std::uint32_t autoProbability = 0; ///< 32 fraction bits
    std::uint32_t suggestProbability = 0; ///< below it a learnt pair is not even suggested
    std::array<ClassLimit, 3> classes{}; ///< by AccountRisk
    ClassLimit unplanned; ///< accounts without a plan
    std::vector<std::string> suggestOnly; ///< "US01/1010": accounts where a person always confirms
    std::map<std::string, std::int64_t, std::less<>> amountLimits; ///< by currency code, whole units
    int periodEndDays = 2;
    std::vector<std::string> relatedParties;
    std::vector<std::string> manualWords; ///< in the ledger's source or user, that mean an entry by hand
    std::map<ReviewTrigger, TriggerScope> review; ///< those that the policy may set
    MonitoringLimits monitoring;

    [[nodiscard]] TriggerScope scopeOf(ReviewTrigger trigger) const;
};

/// Strict like parsePassSet: unknown keys, shares outside 0 … 1,000,000 and a learnt stage after a pass that does not exist are
/// errors; the place names the key.
[[nodiscard]] Result<MatchPolicy> parseMatchPolicy(const Json& json);

/// Millionths as a share with 32 fraction bits, rounded down.
[[nodiscard]] constexpr std::uint32_t shareOfMillion(std::int64_t millionths) noexcept
{
    return millionths >= 1000000 ? 0xFFFFFFFFU : static_cast<std::uint32_t>((static_cast<std::uint64_t>(millionths) << 32U) / 1000000U);
}

/// One place where two versions differ: "amount_limits.USD", the values as canonical JSON, "" where there is none.
struct PolicyChange
{
    std::string place;
    std::string before;
    std::string after;

    friend bool operator==(const PolicyChange&, const PolicyChange&) = default;
};
/// What changed between two versions of any versioned data, by place. Members of objects are compared one by one; elements of
/// arrays by their member "id" where they have one, else by their place.
[[nodiscard]] std::vector<PolicyChange> policyChanges(const Json& before, const Json& after);

} // namespace oxseal::recon
