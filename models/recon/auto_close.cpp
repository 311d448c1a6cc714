// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/auto_close.h"

#include "models/core/text.h"

#include <algorithm>
#include <cctype>
#include <limits>

namespace oxseal::recon {
namespace {

bool excluded(AccountClass kind)
{
    return kind == AccountClass::Cash || kind == AccountClass::Clearing || kind == AccountClass::Intercompany || kind == AccountClass::Estimate;
}

/// "bank" is found in "Main bank account", not in "Databanks sold": a word of the name begins with it.
bool beginsAWord(const std::string& lower, const std::string& wanted)
{
    for (std::size_t at = lower.find(wanted); at != std::string::npos; at = lower.find(wanted, at + 1)) {
        if (at == 0 || std::isalnum(static_cast<unsigned char>(lower[at - 1])) == 0)
            return true;
    }
    return false;
}

bool nameSpeaksForClass(const AutoCloseRule& rule, const std::string& name)
{
    const std::string lower = lowerAscii(name);
    return std::any_of(rule.classWords.begin(), rule.classWords.end(), [&](const auto& entry) {
        return std::any_of(entry.second.begin(), entry.second.end(), [&](const std::string& word) { return beginsAWord(lower, lowerAscii(word)); });
    });
}

bool withinThreshold(const AutoCloseRule& rule, const CloseFacts& facts)
{
    const auto limit = limitInMinor(rule.thresholds, facts.currency, facts.digits);
    const std::int64_t balance = facts.row.balance;
    return limit && balance != std::numeric_limits<std::int64_t>::min() && (balance < 0 ? -balance : balance) <= *limit;
}

} // namespace

const char* name(CloseCondition condition) noexcept
{
    switch (condition) {
    case CloseCondition::Assigned:
        return "assigned";
    case CloseCondition::Method:
        return "method";
    case CloseCondition::LowRisk:
        return "low_risk";
    case CloseCondition::ClassStated:
        return "class_stated";
    case CloseCondition::ClassAllowed:
        return "class_allowed";
    case CloseCondition::NameAllowed:
        return "name_allowed";
    case CloseCondition::NotKey:
        return "not_key";
    case CloseCondition::Balance:
        return "balance";
    case CloseCondition::LedgerKnown:
        return "ledger_known";
    case CloseCondition::NoPostings:
        return "no_postings";
    case CloseCondition::Threshold:
        return "threshold";
    case CloseCondition::NotTooOften:
        return "not_too_often";
    case CloseCondition::NoOpenWork:
        break;
    }
    return "no_open_work";
}

const char* name(CloseBasis basis) noexcept { return basis == CloseBasis::Zero ? "zero" : "unchanged"; }

CloseVerdict judgeClose(const AutoCloseRule& rule, const CloseFacts& facts)
{
    CloseVerdict verdict;
    const auto need = [&verdict](CloseCondition condition, bool holds) {
        if (!holds)
            verdict.failed.push_back(condition);
    };
    const AccountMethod method = facts.row.plan.method;
    const bool assigned = facts.row.state == AccountState::Assigned || facts.row.state == AccountState::Renamed;
    need(CloseCondition::Assigned, assigned);
    need(CloseCondition::Method, method == AccountMethod::Schedule || method == AccountMethod::RollForward);
    need(CloseCondition::LowRisk, facts.row.plan.risk == AccountRisk::Low);
    need(CloseCondition::ClassStated, facts.kind != AccountClass::NotStated);
    need(CloseCondition::ClassAllowed, !excluded(facts.kind));
    need(CloseCondition::NameAllowed, !nameSpeaksForClass(rule, facts.row.name));
    need(CloseCondition::NotKey, !facts.key);
    const bool unchanged = facts.prior && *facts.prior == facts.row.balance;
    need(CloseCondition::Balance, facts.row.balance == 0 || unchanged);
    need(CloseCondition::LedgerKnown, facts.postings.has_value());
    need(CloseCondition::NoPostings, facts.postings.value_or(0) == 0);
    need(CloseCondition::Threshold, withinThreshold(rule, facts));
    need(CloseCondition::NotTooOften, facts.closedInRow < rule.mostInRow);
    need(CloseCondition::NoOpenWork, !facts.openWork);
    verdict.basis = facts.row.balance == 0 ? CloseBasis::Zero : CloseBasis::Unchanged;
    return verdict;
}

std::vector<std::size_t> drawCloseSample(
    const AutoCloseRule& rule, std::span<const std::string> names, const std::string& seed, Hasher& hasher)
{
    std::vector<std::pair<Digest, std::size_t>> ranked;
    for (std::size_t i = 0; i < names.size(); ++i) {
        hasher.update(seed);
        hasher.update("\n");
        ranked.emplace_back(hasher.hash(asBytes(names[i])), i);
    }
    std::sort(ranked.begin(), ranked.end());
    const std::size_t share = (names.size() * static_cast<std::size_t>(rule.samplePercent) + 99) / 100;
    const std::size_t wanted = std::min(names.size(), std::max(share, static_cast<std::size_t>(rule.sampleAtLeast)));
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < wanted; ++i)
        out.push_back(ranked[i].second);
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace oxseal::recon
