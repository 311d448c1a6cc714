// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/journal.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "models/recon/reconciliation.h"

#include <algorithm>
#include <limits>
#include <set>

namespace oxseal::recon {
namespace {

using Pair = std::pair<std::string, std::string>; ///< debited, credited

bool add(std::int64_t& total, std::int64_t amount)
{
    const auto next = checkedAdd(total, amount);
    total = next.value_or(total);
    return next.has_value();
}

std::int64_t magnitude(std::int64_t amount) { return amount < 0 ? -amount : amount; }

/// The lines of one entry, by their place in the listing.
struct Gathered
{
    JournalEntry entry;
    std::vector<std::size_t> lines;
    std::set<Pair> pairs;
};

/// Sums, people and days of the entries, in the order in which they first stand.
Result<std::vector<Gathered>> gather(std::span<const JournalLine> lines)
{
    std::vector<Gathered> out;
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const JournalLine& line = lines[i];
        if (line.amount == std::numeric_limits<std::int64_t>::min())
            return fail(kAmountOverflow, line.entry);
        const auto [place, fresh] = places.try_emplace(line.entry, out.size());
        if (fresh) {
            JournalEntry& entry = out.emplace_back().entry;
            entry.id = line.entry;
            entry.date = line.date;
            entry.description = line.description;
        }
        Gathered& gathered = out[place->second];
        JournalEntry& entry = gathered.entry;
        if (!add(entry.sum, line.amount) || (line.amount > 0 && !add(entry.debits, line.amount)))
            return fail(kAmountOverflow, line.entry);
        ++entry.lines;
        gathered.lines.push_back(i);
        // Stated on any line, it is stated for the entry; the latest posting counts.
        const auto take = [](std::string& into, const std::string& from) { into = into.empty() ? from : into; };
        take(entry.createdBy, line.createdBy);
        take(entry.approvedBy, line.approvedBy);
        take(entry.source, line.source);
        if (line.postedAt && (!entry.postedAt || *entry.postedAt < *line.postedAt))
            entry.postedAt = line.postedAt;
    }
    return out;
}

/// A long entry would pair everything with everything; what it does is told by its distinct accounts.
constexpr std::size_t kMostAccounts = 12;

void findPairs(std::span<const JournalLine> lines, Gathered& gathered)
{
    std::set<std::string> debited, credited;
    for (const std::size_t at : gathered.lines) {
        if (lines[at].amount != 0)
            (lines[at].amount > 0 ? debited : credited).insert(lines[at].account);
    }
    if (debited.size() > kMostAccounts || credited.size() > kMostAccounts)
        return;
    for (const std::string& debit : debited) {
        for (const std::string& credit : credited) {
            if (debit != credit)
                gathered.pairs.emplace(debit, credit);
        }
    }
}

bool byHand(const JournalRule& rule, const std::string& source)
{
    const std::string lower = lowerAscii(source);
    return std::any_of(rule.manualSources.begin(), rule.manualSources.end(), [&](const std::string& word) { return lower.find(lowerAscii(word)) != std::string::npos; });
}

Digest digestOf(std::span<const JournalLine> lines, const Gathered& gathered, Hasher& hasher)
{
    for (const std::size_t at : gathered.lines) {
        const JournalLine& line = lines[at];
        for (const std::string& part : {line.account, std::to_string(line.amount), line.date.iso(), line.postedAt ? line.postedAt->iso() : std::string(), line.createdBy, line.approvedBy, line.source}) {
            hasher.update(std::to_string(part.size()));
            hasher.update(":");
            hasher.update(part);
        }
    }
    return hasher.finish();
}

class Tester
{
public:
    Tester(const JournalRule& rule, const JournalContext& context, std::span<const JournalLine> lines, const std::map<Pair, std::size_t>& pairs)
        : rule_(rule), context_(context), lines_(lines), pairs_(pairs)
    {
    }

    void test(Gathered& gathered) const
    {
        JournalEntry& entry = gathered.entry;
        const auto hit = [&entry](JournalTest test, bool holds) {
            if (holds)
                entry.hits.push_back(test);
        };
        const std::string creator = lowerAscii(trimmed(entry.createdBy));
        const std::string approver = lowerAscii(trimmed(entry.approvedBy));
        const bool manual = byHand(rule_, entry.source);
        hit(JournalTest::Unbalanced, entry.sum != 0);
        hit(JournalTest::SelfApproved, !creator.empty() && creator == approver);
        hit(JournalTest::NoApprover, manual && approver.empty());
        hit(JournalTest::Manual, manual);
        hit(JournalTest::AfterClose, entry.postedAt && entry.date <= context_.periodEnd && context_.closedOn < *entry.postedAt);
        hit(JournalTest::Weekend, rule_.weekend && entry.postedAt && entry.postedAt->weekday() > 5);
        hit(JournalTest::Round, isRound(gathered));
        entry.pair = rarePair(gathered);
        hit(JournalTest::RarePair, !entry.pair.empty());
        const auto left = context_.people.lastDay.find(creator);
        hit(JournalTest::Leaver, left != context_.people.lastDay.end() && left->second < entry.postedAt.value_or(entry.date));
        hit(JournalTest::Privileged, !creator.empty() && context_.people.privileged.contains(creator));
    }

private:
    [[nodiscard]] bool isRound(const Gathered& gathered) const
    {
        const auto unit = limitInMinor(rule_.roundUnits, context_.currency, context_.digits);
        return unit && *unit > 0 && std::any_of(gathered.lines.begin(), gathered.lines.end(), [&](std::size_t at) {
            return lines_[at].amount != 0 && magnitude(lines_[at].amount) % *unit == 0;
        });
    }
    [[nodiscard]] std::string rarePair(const Gathered& gathered) const
    {
        const auto from = limitInMinor(rule_.rarePairFrom, context_.currency, context_.digits);
        if (!from || gathered.entry.debits < *from)
            return {};
        for (const Pair& pair : gathered.pairs) {
            if (pairs_.at(pair) <= static_cast<std::size_t>(rule_.rarePairMost))
                return pair.first + " / " + pair.second;
        }
        return {};
    }

    const JournalRule& rule_;
    const JournalContext& context_;
    std::span<const JournalLine> lines_;
    const std::map<Pair, std::size_t>& pairs_;
};

/// What is not in a trial balance that is there has the balance zero.
std::optional<std::int64_t> balanceIn(const std::optional<std::map<std::string, std::int64_t>>& balances, const std::string& account)
{
    if (!balances)
        return std::nullopt;
    const auto found = balances->find(account);
    return found == balances->end() ? 0 : found->second;
}

Status rollForward(const JournalContext& context, std::span<const JournalLine> lines, JournalPopulation& out)
{
    std::map<std::string, std::int64_t> sums;
    for (const JournalLine& line : lines) {
        if (!add(sums[line.account], line.amount))
            return fail(kAmountOverflow, line.account);
    }
    using Balances = std::optional<std::map<std::string, std::int64_t>>;
    Balances opened = context.opening;
    if (opened && context.newYear && context.year) {
        OXSEAL_TRY(opened, openedBalances(*opened, *context.year));
    }
    const Balances& opening = opened;
    for (const Balances* balances : {&opening, &context.closing}) {
        if (!*balances)
            continue;
        for (const auto& [account, balance] : **balances)
            sums.try_emplace(account, 0);
    }
    for (const auto& [account, sum] : sums) {
        JournalRoll roll;
        roll.account = account;
        roll.journals = sum;
        roll.before = balanceIn(context.opening, account);
        roll.opening = balanceIn(opening, account);
        roll.closing = balanceIn(context.closing, account);
        if (roll.opening && roll.closing) {
            const auto expected = checkedAdd(*roll.opening, sum);
            const auto difference = expected && *expected != std::numeric_limits<std::int64_t>::min() ? checkedAdd(*roll.closing, -*expected) : std::nullopt;
            if (!difference)
                return fail(kAmountOverflow, account);
            roll.difference = *difference;
            out.different += *difference != 0 ? 1U : 0U;
        }
        out.accounts.push_back(std::move(roll));
    }
    out.proved = context.opening && context.closing && out.different == 0;
    return {};
}

/// Whether the ids go on where the period before ended, and which numbers are not there.
void testNumbers(const JournalContext& context, JournalPopulation& out, Hasher& hasher)
{
    std::vector<std::string> ids, earlier;
    std::map<std::string_view, JournalEntry*> byId;
    for (JournalEntry& entry : out.entries) {
        ids.push_back(entry.id);
        byId[entry.id] = &entry;
    }
    for (const auto& [id, day] : context.earlier)
        earlier.push_back(id);
    out.sequences = numberSequences(ids, earlier, context.newYear);
    std::set<std::string_view> restarted;
    for (const NumberSequence& sequence : out.sequences) {
        if (sequence.restarted)
            restarted.insert(sequence.prefix);
        for (const MissingNumbers& missing : sequence.missing) {
            JournalEntry& entry = *byId.at(missing.next);
            entry.missing += (entry.missing.empty() ? "" : ", ") + missing.text();
        }
    }
    for (JournalEntry& entry : out.entries) {
        if (!entry.missing.empty()) {
            entry.hits.push_back(JournalTest::NumbersMissing);
            hasher.update(ByteView(entry.digest.bytes));
            hasher.update(entry.missing);
            entry.missingDigest = hasher.finish();
        }
        const auto found = context.earlier.find(entry.id);
        const auto numbered = numberedId(entry.id);
        // The same day: the listings overlap, and it is the same entry.
        if (found != context.earlier.end() && found->second != entry.date && !(numbered && restarted.contains(numbered->prefix)))
            entry.hits.push_back(JournalTest::NumberReused);
    }
}

} // namespace

const char* name(JournalTest test) noexcept
{
    switch (test) {
    case JournalTest::Unbalanced:
        return "unbalanced";
    case JournalTest::SelfApproved:
        return "self_approved";
    case JournalTest::NoApprover:
        return "no_approver";
    case JournalTest::Manual:
        return "manual";
    case JournalTest::AfterClose:
        return "after_close";
    case JournalTest::Weekend:
        return "weekend";
    case JournalTest::Round:
        return "round";
    case JournalTest::RarePair:
        return "rare_pair";
    case JournalTest::Leaver:
        return "leaver";
    case JournalTest::Privileged:
        return "privileged";
    case JournalTest::NumbersMissing:
        return "numbers_missing";
    case JournalTest::NumberReused:
        break;
    }
    return "number_reused";
}

std::optional<JournalTest> journalTestFromName(std::string_view text) noexcept
{
    for (std::size_t i = 0; i < kJournalTests; ++i) {
        if (text == name(static_cast<JournalTest>(i)))
            return static_cast<JournalTest>(i);
    }
    return std::nullopt;
}

Result<JournalPopulation> testJournals(const JournalRule& rule, const JournalContext& context, std::span<const JournalLine> lines, Hasher& hasher)
{
    JournalPopulation out;
    out.lines = lines.size();
    OXSEAL_TRY(auto gathered, gather(lines));
    std::map<Pair, std::size_t> pairs;
    for (Gathered& each : gathered) {
        findPairs(lines, each);
        for (const Pair& pair : each.pairs)
            ++pairs[pair];
    }
    const Tester tester(rule, context, lines, pairs);
    for (Gathered& each : gathered) {
        tester.test(each);
        each.entry.digest = digestOf(lines, each, hasher);
        out.entries.push_back(std::move(each.entry));
    }
    testNumbers(context, out, hasher);
    OXSEAL_CHECK(rollForward(context, lines, out));
    return out;
}

} // namespace oxseal::recon
