// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::controls {

inline constexpr ErrorCode kSeverityRulesInvalid{"deficiency.rules_invalid", ErrorClass::Input}; ///< {0} member, {1} what is allowed
inline constexpr ErrorCode kKnownAboveCouldBe{"deficiency.known_above_could_be", ErrorClass::Usage};
inline constexpr ErrorCode kLeavesOutOfRange{"deficiency.leaves_out_of_range", ErrorClass::Usage};
inline constexpr ErrorCode kAmountNegative{"deficiency.amount_negative", ErrorClass::Usage};
inline constexpr ErrorCode kCurrencyUnknown{"deficiency.currency_unknown", ErrorClass::Usage};
inline constexpr ErrorCode kSumTooLarge{"deficiency.sum_too_large", ErrorClass::Refused};

/// How likely a misstatement is that nobody prevents or detects in time.
enum class Likelihood { Remote, ReasonablyPossible, Probable };
[[nodiscard]] const char* name(Likelihood likelihood) noexcept; ///< remote, reasonably_possible, probable
[[nodiscard]] std::optional<Likelihood> likelihoodFromName(std::string_view name) noexcept;

/// In order of severity.
enum class DeficiencyLevel { None, Control, Significant, Material };
[[nodiscard]] const char* name(DeficiencyLevel level) noexcept; ///< not_a_deficiency, control_deficiency, significant_deficiency, material_weakness
[[nodiscard]] std::optional<DeficiencyLevel> deficiencyLevelFromName(std::string_view name) noexcept;

/// Whether the compensating control is known to work.
enum class Tested { NotYet, Yes, No };
[[nodiscard]] const char* name(Tested tested) noexcept; ///< not_yet, yes, no
[[nodiscard]] std::optional<Tested> testedFromName(std::string_view name) noexcept;

/// What an amount in one currency is measured by.
struct SeverityLimits
{
    std::optional<std::int64_t> materiality; ///< minor units; nullopt: management stated none
    int significantShare = 0; ///< of it, hundredths of a percent
    /// The share of materiality, rounded down, so that it is never laxer than stated.
    [[nodiscard]] std::optional<std::int64_t> meritsFrom() const noexcept;
};

/// What management measures a deficiency by: part of the register of models, dated, with versions, approved by a second person
/// (resources/rules/severity_rules.json). Oxseal delivers no materiality: it is the company's.
struct SeverityRules
{
    std::string id;
    std::int64_t version = 0;
    Day effective;
    std::map<std::string, std::int64_t, std::less<>> materiality; ///< whole units by currency; what is not stated cannot be measured
    std::string basis; ///< what it was taken from; "" only while no amount is stated
    int significantShare = 0; ///< of materiality, hundredths of a percent: from here on it merits attention

    [[nodiscard]] SeverityLimits limitsIn(std::string_view currency) const;
};
/// Strict: unknown members, missing ones and numbers out of range are kSeverityRulesInvalid.
[[nodiscard]] Result<SeverityRules> parseSeverityRules(const Json& json);

/// A control that would catch what the failed one lets through.
struct Compensation
{
    std::string control; ///< code
    Tested tested = Tested::NotYet;
    std::int64_t leaves = 0; ///< largest misstatement that still slips past it, minor units
    friend bool operator==(const Compensation&, const Compensation&) = default;
};

/// What people say about a deficiency; the program does the sums.
struct Evaluation
{
    Likelihood likelihood = Likelihood::ReasonablyPossible;
    std::string currency;
    std::int64_t known = 0; ///< what is misstated by what is known; minor units, without sign
    std::int64_t couldBe = 0; ///< the most that could be; whether it happened does not matter
    std::optional<Compensation> compensation;
    /// Prudent officials, in the conduct of their own affairs, would be satisfied with the assurance that is left.
    bool prudent = true;
    std::vector<std::string> indicators; ///< codes of the indicators of a material weakness that are there
    friend bool operator==(const Evaluation&, const Evaluation&) = default;
};
/// kAmountNegative, kKnownAboveCouldBe, kLeavesOutOfRange, kCurrencyUnknown.
[[nodiscard]] Status checkEvaluation(const Evaluation& evaluation);

enum class ProposalReason {
    Exposed, ///< `amount` could be misstated, `against` is known to be
    Reduced, ///< a tested compensating control leaves `amount` of `against`
    NotTested, ///< the compensating control counts for nothing before it has been tested
    TestFailed,
    RemoteChance, ///< no reasonable possibility: the amount is not measured
    NoMateriality, ///< none is stated in the currency, so that nothing can be measured
    AtMateriality, ///< `amount` is as large as `against`
    AtShare, ///< as large as the share of materiality that merits attention
    BelowShare,
    Imprudent,
    Indicated, ///< `what` is the code of the indicator
};
[[nodiscard]] const char* name(ProposalReason reason) noexcept;

/// One line of the arithmetic.
struct ProposalStep
{
    ProposalReason reason = ProposalReason::Exposed;
    std::int64_t amount = 0;
    std::int64_t against = 0;
    std::string what;
    DeficiencyLevel level = DeficiencyLevel::Control; ///< what is proposed after this line
    friend bool operator==(const ProposalStep&, const ProposalStep&) = default;
};

/// What the amounts and answers come to. People conclude; who concludes less than this says why.
struct Proposal
{
    DeficiencyLevel level = DeficiencyLevel::Control;
    std::int64_t counted = 0; ///< what could be, after a tested compensating control
    SeverityLimits limits;
    bool measured = true; ///< false: the amount mattered, and no materiality is stated in its currency
    std::vector<ProposalStep> steps;
};
/// SEC Release 33-8810 with the definitions of Rule 12b-2 and S-X 1-02(a)(4): a reasonable possibility of an amount as large as
/// materiality is a material weakness, unless a compensating control precise enough has been tested; an indicator, or a prudent
/// official who would not be satisfied, proposes one whatever the amount.
[[nodiscard]] Proposal propose(const SeverityLimits& limits, const Evaluation& evaluation);
[[nodiscard]] inline Proposal propose(const SeverityRules& rules, const Evaluation& evaluation) { return propose(rules.limitsIn(evaluation.currency), evaluation); }
/// What an amount that is reasonably possible comes to by itself.
[[nodiscard]] DeficiencyLevel levelOf(std::int64_t amount, const SeverityLimits& limits) noexcept;

/// One open deficiency, as far as it adds up with others.
struct OpenDeficiency
{
    std::int64_t id = 0;
    std::string account; ///< "US01/1010"; "" none
    std::string assertion; ///< EO C AV CO RO PD; "" none
    std::string control; ///< "" none
    Likelihood likelihood = Likelihood::ReasonablyPossible;
    std::int64_t counted = 0;
    std::string currency;
    DeficiencyLevel level = DeficiencyLevel::Control; ///< concluded, else proposed
};

enum class Shared { Account, Assertion, Control };
[[nodiscard]] const char* name(Shared shared) noexcept; ///< account, assertion, control

/// Deficiencies that may hit the same place at the same time.
struct Combination
{
    Shared by = Shared::Account;
    std::string key;
    std::string currency;
    std::vector<std::int64_t> members; ///< ids, ascending
    std::int64_t sum = 0;
    SeverityLimits limits;
    DeficiencyLevel highest = DeficiencyLevel::None; ///< of the members alone
    DeficiencyLevel level = DeficiencyLevel::None; ///< of the sum; never below `highest`
};
/// Two or more open deficiencies of one account, assertion or control, summed in each currency and never across. Those whose chance is
/// remote add nothing. By kind, key and currency. kSumTooLarge.
[[nodiscard]] Result<std::vector<Combination>> combine(const SeverityRules& rules, const std::vector<OpenDeficiency>& open);

} // namespace oxseal::controls
