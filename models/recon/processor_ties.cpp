// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/processor_ties.h"

#include "models/core/text.h"
#include "models/recon/reference_key.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

namespace oxseal::recon {
namespace {

using Indexes = std::vector<std::uint32_t>;

Indexes byDay(std::span<const ProcessorPosting> lines)
{
    Indexes all(lines.size());
    for (std::uint32_t i = 0; i < all.size(); ++i)
        all[i] = i;
    std::sort(all.begin(), all.end(), [lines](std::uint32_t a, std::uint32_t b) { return std::tie(lines[a].day, lines[a].key) < std::tie(lines[b].day, lines[b].key); });
    return all;
}

std::vector<std::size_t> payoutsByDay(const std::vector<ProcessorPayout>& payouts)
{
    std::vector<std::size_t> all(payouts.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    std::sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) { return std::tie(payouts[a].day, payouts[a].id) < std::tie(payouts[b].day, payouts[b].id); });
    return all;
}

/// The keys a line carries: its reference, and the words of its text that could be one.
std::vector<std::string> keysOf(const ProcessorPosting& line)
{
    std::vector<std::string> keys;
    const auto take = [&](std::string_view text) {
        std::string key = referenceKeyOf(std::string(text));
        if (!key.empty())
            keys.push_back(std::move(key));
    };
    take(line.reference);
    forEachReferenceWord(line.reference, take);
    forEachReferenceWord(line.description, take);
    return keys;
}

bool names(const ProcessorPosting& line, const std::string& lowerMark)
{
    return !lowerMark.empty() && (lowerAscii(line.description).find(lowerMark) != std::string::npos || lowerAscii(line.reference).find(lowerMark) != std::string::npos);
}

/// Postings to payouts.
class Tying
{
public:
    Tying(const ProcessorInput& input, std::vector<ProcessorPayout>& payouts, ProcessorPayout& unpaid) : input_(input), payouts_(payouts), unpaid_(unpaid)
    {
        for (std::size_t i = 0; i < payouts_.size(); ++i)
            know(i, payouts_[i]);
        know(payouts_.size(), unpaid_);
    }

    void run(Indexes& others)
    {
        Indexes left;
        for (const std::uint32_t line : byDay(input_.postings)) {
            if (const auto group = byReference(line))
                tie(*group, line);
            else
                left.push_back(line);
        }
        for (const std::uint32_t line : byAmount(left))
            others.push_back(line);
    }

private:
    ProcessorPayout& group(std::size_t at) { return at == payouts_.size() ? unpaid_ : payouts_[at]; }
    void tie(std::size_t at, std::uint32_t line)
    {
        group(at).postings.push_back(line);
        amounts_[at].insert(input_.postings[line].amount);
    }

    void know(std::size_t at, const ProcessorPayout& payout)
    {
        const auto key = [&](const std::string& text) {
            if (std::string made = referenceKeyOf(text); !made.empty())
                keys_[made].insert(at);
        };
        key(payout.id);
        for (const std::uint32_t row : payout.rows) {
            key(input_.rows[row].reference);
            key(input_.rows[row].order);
            rowAmounts_[at].insert(input_.rows[row].gross);
        }
    }

    /// One sale can be charged in one payout and refunded in another: then the amount decides, else the earliest.
    std::optional<std::size_t> byReference(std::uint32_t line)
    {
        for (const std::string& key : keysOf(input_.postings[line])) {
            const auto found = keys_.find(key);
            if (found == keys_.end())
                continue;
            std::size_t best = *found->second.begin();
            for (const std::size_t at : found->second) {
                const auto place = [&](std::size_t of) {
                    return std::tuple(!rowAmounts_[of].contains(input_.postings[line].amount), of == payouts_.size(), group(of).day, group(of).id);
                };
                if (place(at) < place(best))
                    best = at;
            }
            return best;
        }
        return std::nullopt;
    }

    /// What a payout's postings could be, each once: all its charges, its fees, refunds, chargebacks, and the payout.
    [[nodiscard]] std::set<std::int64_t> wanted(std::size_t at)
    {
        const ProcessorPayout& payout = group(at);
        const bool out = at != payouts_.size();
        std::set<std::int64_t> all{payout.grossDue, -payout.fees, -payout.refunds, -payout.chargebacks, payout.adjustments, payout.creditsDue};
        if (out)
            all.insert(-payout.paid);
        std::erase_if(all, [&](std::int64_t amount) { return amount == 0 || amounts_[at].contains(amount); });
        return all;
    }

    /// Gives back what could not be told.
    Indexes byAmount(const Indexes& left)
    {
        std::map<std::int64_t, std::vector<std::size_t>> groups;
        for (std::size_t at = 0; at <= payouts_.size(); ++at) {
            for (const std::int64_t amount : wanted(at))
                groups[amount].push_back(at);
        }
        const auto near = [&](std::size_t at, std::uint32_t line) { return std::abs(group(at).day - input_.postings[line].day) <= input_.windowDays; };
        std::map<std::uint32_t, Indexes> candidates; // line → groups
        std::map<std::pair<std::size_t, std::int64_t>, std::size_t> lines; // group and amount → how many lines
        for (const std::uint32_t line : left) {
            const std::int64_t amount = input_.postings[line].amount;
            const auto found = groups.find(amount);
            for (std::size_t i = 0; found != groups.end() && i < found->second.size(); ++i) {
                if (!near(found->second[i], line))
                    continue;
                candidates[line].push_back(static_cast<std::uint32_t>(found->second[i]));
                ++lines[{found->second[i], amount}];
            }
        }
        Indexes rest;
        for (const std::uint32_t line : left) {
            const auto found = candidates.find(line);
            if (found != candidates.end() && found->second.size() == 1 && lines[{found->second[0], input_.postings[line].amount}] == 1)
                tie(found->second[0], line);
            else
                rest.push_back(line);
        }
        return rest;
    }

    const ProcessorInput& input_;
    std::vector<ProcessorPayout>& payouts_;
    ProcessorPayout& unpaid_;
    std::map<std::string, std::set<std::size_t>> keys_;
    std::map<std::size_t, std::set<std::int64_t>> amounts_; ///< of the postings a group has
    std::map<std::size_t, std::set<std::int64_t>> rowAmounts_;
};

} // namespace

std::string referenceKeyOf(const std::string& reference)
{
    std::string key;
    appendReferenceKey(key, reference);
    return key;
}

void tieDeposits(const ProcessorInput& input, std::vector<ProcessorPayout>& payouts, Indexes& others)
{
    const std::string mark = lowerAscii(trimmed(input.mark));
    const std::vector<std::size_t> order = payoutsByDay(payouts);
    std::map<std::string, std::size_t> byId;
    for (const std::size_t at : order) {
        if (std::string key = referenceKeyOf(payouts[at].id); key.size() >= 4) // shorter ones stand in any text
            byId.emplace(std::move(key), at);
    }
    Indexes left;
    for (const std::uint32_t line : byDay(input.bank)) {
        const auto keys = keysOf(input.bank[line]);
        const auto known = std::find_if(keys.begin(), keys.end(), [&](const std::string& key) { return byId.contains(key); });
        if (known != keys.end())
            payouts[byId.find(*known)->second].deposits.push_back(line);
        else if (mark.empty() || names(input.bank[line], mark))
            left.push_back(line);
    }
    // Equal amounts in the order of their days: whichever of them is meant, every one of them has arrived.
    std::map<std::int64_t, Indexes> byAmount;
    for (const std::uint32_t line : left)
        byAmount[input.bank[line].amount].push_back(line);
    std::set<std::uint32_t> taken;
    for (const std::size_t at : order) {
        ProcessorPayout& payout = payouts[at];
        const auto found = byAmount.find(payout.paid);
        if (payout.arrived() || payout.paid == 0 || found == byAmount.end())
            continue;
        for (const std::uint32_t line : found->second) {
            const int days = input.bank[line].day - payout.day;
            if (taken.contains(line) || days < -1 || days > input.windowDays)
                continue;
            taken.insert(line);
            payout.deposits.push_back(line);
            break;
        }
    }
    for (const std::uint32_t line : left) {
        if (!mark.empty() && !taken.contains(line))
            others.push_back(line);
    }
}

void tiePostings(const ProcessorInput& input, std::vector<ProcessorPayout>& payouts, ProcessorPayout& unpaid, Indexes& others)
{
    Tying(input, payouts, unpaid).run(others);
}

} // namespace oxseal::recon
