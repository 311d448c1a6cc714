// SPDX-License-Identifier: GPL-3.0-or-later
// Ten thousand random books, split, delayed, batched, netted of fees, reversed and repeated: nothing is lost, nothing is used
// twice, what is matched adds up, and the number of threads does not matter.
#include "models/recon/policy_match.h"
#include "tests/support/policy.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <random>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

struct Books
{
    std::deque<std::string> texts;
    std::vector<MatchLine> bank;
    std::vector<MatchLine> books;
    std::mt19937_64 random;

    explicit Books(std::uint64_t seed, std::size_t events) : random(seed)
    {
        for (std::size_t i = 0; i < events; ++i)
            happen();
    }

private:
    std::string_view account;
    Currency currency;

    std::uint64_t below(std::uint64_t n) { return random() % n; }
    std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }

    void add(std::vector<MatchLine>& side, std::int64_t amount, std::int32_t day, std::string_view reference, std::string_view text)
    {
        MatchLine line;
        line.id = keep((&side == &bank ? "b" : "g") + std::to_string(side.size()));
        line.account = account;
        line.currency = currency;
        line.amount = amount;
        line.date = {20600 + day};
        line.reference = reference;
        line.description = text;
        side.push_back(line);
    }

    /// One payment with what banks and people do to it. Few amounts, so that ties are common.
    void happen()
    {
        static const char* names[] = {"Albach Optik", "Borwald Druck", "Casfeld Pumpen", "Dremann Garten", "Elmrode Reisen"};
        account = below(5) == 0 ? "1020" : "1010";
        currency = *Currency::fromCode(below(9) == 0 ? "EUR" : "USD");
        const std::string_view name = names[below(5)];
        const auto day = static_cast<std::int32_t>(below(40));
        const auto later = static_cast<std::int32_t>(day + static_cast<std::int32_t>(below(6)));
        std::int64_t amount = static_cast<std::int64_t>(1 + below(30)) * 500;
        if (below(3) == 0)
            amount = -amount;
        const std::string_view reference = below(3) == 0 ? std::string_view() : keep("INV-" + std::to_string(below(4000)));
        const std::string_view printed = below(4) == 0 ? std::string_view() : reference;
        switch (below(10)) {
        case 0: // split by the bank
            add(books, amount, day, reference, name);
            add(bank, amount / 2, later, printed, name);
            add(bank, amount - amount / 2, later, printed, name);
            break;
        case 1: { // batched: two to five entries, one line
            std::int64_t sum = 0;
            const std::uint64_t parts = 2 + below(4);
            for (std::uint64_t i = 0; i < parts; ++i) {
                add(books, amount + static_cast<std::int64_t>(i) * 100, day, {}, name);
                sum += amount + static_cast<std::int64_t>(i) * 100;
            }
            add(bank, sum, later, {}, name);
            break;
        }
        case 2: // netted of a fee
            add(books, amount, day, reference, name);
            add(bank, amount - 25, later, printed, name);
            break;
        case 3: // reversed on one side
            add(below(2) == 0 ? bank : books, amount, day, reference, name);
            add(below(2) == 0 ? bank : books, -amount, later, reference, name);
            break;
        case 4: // booked twice
            add(books, amount, day, reference, name);
            add(books, amount, day, reference, name);
            add(bank, amount, later, printed, name);
            break;
        case 5: // on one side only
            add(below(2) == 0 ? bank : books, amount, day, reference, name);
            break;
        case 6: // two payments for three entries of one order
            for (const std::int64_t part : {amount, amount + 300, amount + 1100})
                add(books, part, day, reference, name);
            for (const std::int64_t part : {amount + 700, 2 * amount + 700})
                add(bank, part, later, printed, name);
            break;
        default: // delayed
            add(books, amount, day, reference, name);
            add(bank, amount, later, printed, name);
            break;
        }
    }
};

MatchContext context()
{
    MatchContext out;
    out.account = "US01/1010";
    out.periodEnd = {20640};
    out.risk = AccountRisk::Low;
    return out;
}

/// Every line in exactly one group; groups that claim to match add up. Counted here, not by the engine.
std::string whatIsWrong(const Books& world, const PolicyRun& run)
{
    std::vector<int> used[2] = {std::vector<int>(world.bank.size()), std::vector<int>(world.books.size())};
    for (std::size_t i = 0; i < run.match.groups.size(); ++i) {
        const MatchGroup& group = run.match.groups[i];
        std::int64_t left = 0;
        std::int64_t right = 0;
        for (const std::uint32_t line : run.match.left(group)) {
            ++used[0][line];
            left += world.bank[line].amount;
        }
        for (const std::uint32_t line : run.match.right(group)) {
            ++used[1][line];
            right += world.books[line].amount;
        }
        const bool matched = group.state == MatchState::Auto || group.state == MatchState::Suggested;
        if (matched && left - right != group.difference)
            return "group " + std::to_string(i) + " does not add up";
        if (group.state == MatchState::Auto && (group.difference != 0 || run.triggers[i] != 0))
            return "group " + std::to_string(i) + " stands alone against the policy";
        if (matched && group.type == MatchType::Candidates)
            return "candidates are no match";
    }
    for (const auto& side : used) {
        for (const int times : side) {
            if (times != 1)
                return "a line is in " + std::to_string(times) + " groups";
        }
    }
    return {};
}

/// Everything that was decided, as text.
std::string decisionsOf(const PolicyRun& run)
{
    std::string out;
    for (std::size_t i = 0; i < run.match.groups.size(); ++i) {
        const MatchGroup& group = run.match.groups[i];
        out += std::string(name(group.type)) + name(group.state) + std::to_string(group.pass) + "/" + std::to_string(run.triggers[i]) + "/"
            + std::to_string(group.difference) + "/" + std::to_string(group.rival) + "/" + std::to_string(group.nearAmount);
        for (const std::uint32_t line : run.match.left(group))
            out += "b" + std::to_string(line);
        for (const std::uint32_t line : run.match.right(group))
            out += "g" + std::to_string(line);
        if (group.evidence != kNoLine)
            out += "=" + std::to_string(run.match.evidence[group.evidence].probability) + "/" + std::to_string(run.match.evidence[group.evidence].weight.total());
    }
    return out;
}

} // namespace

class TestMatchProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostDoubledOrDecidedByThreads()
    {
        const MatchPolicy policy = test::shippedPolicy();
        const MatchContext with = context();
        std::size_t learnt = 0;
        std::size_t alone = 0;
        std::map<std::string, std::size_t> kinds; // by type of group, and by pass of the kinds that only suggest
        for (std::uint64_t seed = 0; seed < 10000; ++seed) {
            const bool large = seed % 500 == 0; // enough to learn from
            const Books world(seed, large ? 350 : 4 + seed % 10);
            std::optional<std::string> first;
            for (const int threads : {1, 2, 3}) {
                MatchOptions options;
                options.threads = threads;
                const auto run = matchByPolicy(world.bank, world.books, policy, with, options);
                VERIFY_OK(run);
                const std::string wrong = whatIsWrong(world, *run);
                QVERIFY2(wrong.empty(), ("case " + std::to_string(seed) + ": " + wrong).c_str());
                const std::string record = decisionsOf(*run);
                if (first)
                    QVERIFY2(*first == record, ("case " + std::to_string(seed) + ", threads " + std::to_string(threads)).c_str());
                else
                    first = record;
                learnt += run->learnt && threads == 1 ? 1U : 0U;
                for (const MatchGroup& group : run->match.groups) {
                    if (threads != 1 || group.state != MatchState::Suggested)
                        continue;
                    ++kinds[name(group.type)];
                    if (group.pass >= 0)
                        ++kinds[policy.rules.passes[static_cast<std::size_t>(group.pass)].id];
                }
                if (threads == 1)
                    alone += static_cast<std::size_t>(std::count_if(run->match.groups.begin(), run->match.groups.end(), [](const auto& each) { return each.state == MatchState::Auto; }));
            }
        }
        qInfo("%zu cases learnt, %zu matches stood alone", learnt, alone);
        QVERIFY(learnt == 20 && alone > 10000);
        for (const char* kind : {"one_to_many", "many_to_one", "many_to_many", "sum-reference", "sum-description", "near-amount"})
            QVERIFY2(kinds[kind] > 100, (std::string(kind) + " " + std::to_string(kinds[kind])).c_str());
    }
};

OXSEAL_TEST_CLASS(TestMatchProperties);
#include "tst_match_properties.moc"
