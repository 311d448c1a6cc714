// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/severity.h"

#include "models/core/money.h"
#include "models/core/named.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <tuple>

namespace oxseal::controls {
namespace {

constexpr std::array<const char*, 3> kLikelihoods{"remote", "reasonably_possible", "probable"};
constexpr std::array<const char*, 4> kLevels{"not_a_deficiency", "control_deficiency", "significant_deficiency", "material_weakness"};
constexpr std::array<const char*, 3> kTested{"not_yet", "yes", "no"};
constexpr std::array<const char*, 11> kReasons{"exposed", "reduced", "not_tested", "test_failed", "remote", "no_materiality", "at_materiality", "at_share",
    "below_share", "imprudent", "indicated"};
constexpr std::array<const char*, 3> kShared{"account", "assertion", "control"};
constexpr std::int64_t kMostUnits = 1'000'000'000'000; ///< a trillion
constexpr int kWhole = 10'000; ///< a hundred percent in hundredths

tl::unexpected<Error> invalid(const std::string& member, const char* allowed) { return fail(kSeverityRulesInvalid, member, {member, allowed}); }

Status onlyKnown(const Json& json)
{
    static const std::set<std::string, std::less<>> known{"id", "version", "effective", "note", "materiality", "basis", "significant_share"};
    if (!json.isObject())
        return invalid("rules", "an object");
    for (const auto& [key, value] : json.toObject()) {
        if (!known.contains(key))
            return invalid(key, "no such member");
    }
    return {};
}

} // namespace

const char* name(Likelihood likelihood) noexcept { return kLikelihoods[static_cast<std::size_t>(likelihood)]; }
const char* name(DeficiencyLevel level) noexcept { return kLevels[static_cast<std::size_t>(level)]; }
const char* name(Tested tested) noexcept { return kTested[static_cast<std::size_t>(tested)]; }
const char* name(ProposalReason reason) noexcept { return kReasons[static_cast<std::size_t>(reason)]; }
const char* name(Shared shared) noexcept { return kShared[static_cast<std::size_t>(shared)]; }
std::optional<Likelihood> likelihoodFromName(std::string_view text) noexcept { return fromName<Likelihood>(kLikelihoods, text); }
std::optional<DeficiencyLevel> deficiencyLevelFromName(std::string_view text) noexcept { return fromName<DeficiencyLevel>(kLevels, text); }
std::optional<Tested> testedFromName(std::string_view text) noexcept { return fromName<Tested>(kTested, text); }

std::optional<std::int64_t> SeverityLimits::meritsFrom() const noexcept
{
    if (!materiality)
        return std::nullopt;
    return *materiality / kWhole * significantShare + *materiality % kWhole * significantShare / kWhole;
}

SeverityLimits SeverityRules::limitsIn(std::string_view currency) const
{
    SeverityLimits limits;
    limits.significantShare = significantShare;
    const auto found = materiality.find(currency);
    const auto known = Currency::fromCode(currency);
    if (found == materiality.end() || !known)
        return limits;
    limits.materiality = found->second; // at most a trillion units of four digits: within 64 bits
    for (int digit = 0; digit < known->digits(); ++digit)
        *limits.materiality *= 10;
    return limits;
}

Result<SeverityRules> parseSeverityRules(const Json& json)
{
    OXSEAL_CHECK(onlyKnown(json));
    SeverityRules rules;
    rules.id = json["id"].toString();
    rules.version = json["version"].toInteger();
    if (rules.id.empty())
        return invalid("id", "a name");
    if (rules.version < 1)
        return invalid("version", "1 or more");
    const auto effective = Day::fromIso(json["effective"].toString());
    if (!effective)
        return invalid("effective", "a day such as 2026-01-01");
    rules.effective = *effective;
    if (!json["materiality"].isObject())
        return invalid("materiality", "an object of whole units by currency");
    for (const auto& [currency, units] : json["materiality"].toObject()) {
        const auto known = Currency::fromCode(currency);
        if (!known || known->code() != currency)
            return invalid("materiality." + currency, "a currency such as USD");
        if (!units.isInteger() || units.toInteger() < 1 || units.toInteger() > kMostUnits)
            return invalid("materiality." + currency, "whole units from 1 to 1000000000000");
        rules.materiality.emplace(currency, units.toInteger());
    }
    rules.basis = json["basis"].toString();
    if (!json["basis"].isString() || (rules.basis.empty() && !rules.materiality.empty()))
        return invalid("basis", "what the amounts were taken from");
    const Json& share = json["significant_share"];
    if (!share.isInteger() || share.toInteger() < 1 || share.toInteger() > kWhole)
        return invalid("significant_share", "hundredths of a percent from 1 to 10000");
    rules.significantShare = static_cast<int>(share.toInteger());
    return rules;
}

Status checkEvaluation(const Evaluation& evaluation)
{
    const auto currency = Currency::fromCode(evaluation.currency);
    if (!currency || currency->code() != evaluation.currency)
        return fail(kCurrencyUnknown, {}, {evaluation.currency});
    const int digits = currency->digits();
    if (evaluation.known < 0 || evaluation.couldBe < 0)
        return fail(kAmountNegative, {}, {formatMinor(std::min(evaluation.known, evaluation.couldBe), digits)});
    if (evaluation.known > evaluation.couldBe)
        return fail(kKnownAboveCouldBe, {}, {formatMinor(evaluation.known, digits), formatMinor(evaluation.couldBe, digits)});
    if (evaluation.compensation && (evaluation.compensation->leaves < 0 || evaluation.compensation->leaves > evaluation.couldBe))
        return fail(kLeavesOutOfRange, {}, {formatMinor(evaluation.compensation->leaves, digits), formatMinor(evaluation.couldBe, digits)});
    return {};
}

DeficiencyLevel levelOf(std::int64_t amount, const SeverityLimits& limits) noexcept
{
    if (!limits.materiality)
        return DeficiencyLevel::Control;
    if (amount >= *limits.materiality)
        return DeficiencyLevel::Material;
    return amount >= *limits.meritsFrom() ? DeficiencyLevel::Significant : DeficiencyLevel::Control;
}

Proposal propose(const SeverityLimits& limits, const Evaluation& evaluation)
{
    Proposal out;
    out.counted = evaluation.couldBe;
    out.limits = limits;
    const auto step = [&out](ProposalReason reason, std::int64_t amount = 0, std::int64_t against = 0, std::string what = {}) {
        out.steps.push_back({reason, amount, against, std::move(what), out.level});
    };
    step(ProposalReason::Exposed, evaluation.couldBe, evaluation.known);
    if (const auto& control = evaluation.compensation) {
        if (control->tested == Tested::Yes) {
            out.counted = std::min(evaluation.couldBe, control->leaves);
            step(ProposalReason::Reduced, out.counted, evaluation.couldBe, control->control);
        } else {
            step(control->tested == Tested::No ? ProposalReason::TestFailed : ProposalReason::NotTested, out.counted, 0, control->control);
        }
    }
    if (evaluation.likelihood == Likelihood::Remote) {
        step(ProposalReason::RemoteChance, out.counted);
    } else if (!limits.materiality) {
        out.measured = false;
        step(ProposalReason::NoMateriality, out.counted);
    } else {
        out.level = levelOf(out.counted, limits);
        if (out.level == DeficiencyLevel::Material)
            step(ProposalReason::AtMateriality, out.counted, *limits.materiality);
        else if (out.level == DeficiencyLevel::Significant)
            step(ProposalReason::AtShare, out.counted, *limits.meritsFrom());
        else
            step(ProposalReason::BelowShare, out.counted, *limits.meritsFrom());
    }
    const auto weakness = [&](ProposalReason reason, const std::string& what) {
        out.level = DeficiencyLevel::Material;
        out.measured = true; // there is nothing above it that an amount could say
        step(reason, 0, 0, what);
    };
    if (!evaluation.prudent)
        weakness(ProposalReason::Imprudent, {});
    for (const std::string& indicator : evaluation.indicators)
        weakness(ProposalReason::Indicated, indicator);
    return out;
}

Result<std::vector<Combination>> combine(const SeverityRules& rules, const std::vector<OpenDeficiency>& open)
{
    std::map<std::tuple<Shared, std::string, std::string>, std::vector<const OpenDeficiency*>> groups;
    for (const OpenDeficiency& each : open) {
        if (each.likelihood == Likelihood::Remote)
            continue;
        for (const auto& [by, key] : {std::pair<Shared, const std::string&>{Shared::Account, each.account}, {Shared::Assertion, each.assertion}, {Shared::Control, each.control}}) {
            if (!key.empty())
                groups[{by, key, each.currency}].push_back(&each);
        }
    }
    std::vector<Combination> out;
    for (const auto& [place, members] : groups) {
        if (members.size() < 2)
            continue;
        Combination sum;
        std::tie(sum.by, sum.key, sum.currency) = place;
        for (const OpenDeficiency* member : members) {
            const auto total = checkedAdd(sum.sum, member->counted);
            if (!total)
                return fail(kSumTooLarge, {}, {sum.key, sum.currency});
            sum.sum = *total;
            sum.members.push_back(member->id);
            sum.highest = std::max(sum.highest, member->level);
        }
        std::sort(sum.members.begin(), sum.members.end());
        sum.limits = rules.limitsIn(sum.currency);
        sum.level = std::max(sum.highest, levelOf(sum.sum, sum.limits));
        out.push_back(std::move(sum));
    }
    return out;
}

} // namespace oxseal::controls
