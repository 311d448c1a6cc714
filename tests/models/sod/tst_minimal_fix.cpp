// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/minimal_fix.h"

#include "models/sod/person_duties.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <set>

using namespace oxseal;
using namespace oxseal::sod;

namespace {

struct Lcg
{
    std::uint64_t state = 11;
    std::uint32_t below(std::uint32_t n)
    {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>((state >> 33) % n);
    }
};

/// One account "a" of one person; each role carries permissions named by letters.
AccessGraph graphOf(const std::vector<std::pair<std::string, std::string>>& roles)
{
    AccessGraph graph;
    graph.persons = {"person:E1"};
    graph.accounts = {{"ERP", "a", 0}};
    for (char c = 'A'; c <= 'Z'; ++c)
        graph.permissions.push_back({"ERP", std::string(1, c)});
    for (const auto& [name, letters] : roles) {
        GraphRole role{"ERP", name, {}};
        for (const char c : letters)
            role.permissions.push_back({static_cast<std::uint32_t>(c - 'A'), access::Level::Full});
        graph.grants.push_back({0, static_cast<std::uint32_t>(graph.roles.size())});
        graph.roles.push_back(std::move(role));
    }
    return graph;
}

/// Duties "A" … "Z", each held with the permission of that letter; rules as pairs of letters.
RuleSet rulesOf(const std::vector<std::string>& pairs)
{
    RuleSet set;
    for (char c = 'A'; c <= 'Z'; ++c)
        set.functions.push_back({std::string(1, c), "", {{{"", std::string(1, c), access::Level::Create}}}});
    for (const std::string& pair : pairs) {
        Rule rule;
        rule.id = pair;
        for (const char c : pair)
            rule.legs.push_back({static_cast<std::uint32_t>(c - 'A')});
        set.rules.push_back(std::move(rule));
    }
    return set;
}

std::vector<std::string> names(const AccessGraph& graph, const Fix& fix)
{
    std::vector<std::string> out;
    for (const Removal& removal : fix.removals)
        out.push_back(graph.roles[removal.role].name);
    return out;
}

/// Fewest roles, then fewest permissions, by trying every subset: an answer that shares no code with the search.
std::pair<std::size_t, std::uint64_t> bruteForce(const AccessGraph& graph, const RuleSet& rules)
{
    const std::size_t n = graph.roles.size();
    std::pair<std::size_t, std::uint64_t> best{n + 1, 0};
    for (std::uint32_t gone = 0; gone < (1U << n); ++gone) {
        std::set<char> held;
        std::pair<std::size_t, std::uint64_t> cost{0, 0};
        for (std::size_t role = 0; role < n; ++role) {
            if ((gone >> role & 1U) != 0) {
                ++cost.first;
                cost.second += graph.roles[role].permissions.size();
                continue;
            }
            for (const HeldPermission& permission : graph.roles[role].permissions)
                held.insert(static_cast<char>('A' + permission.permission));
        }
        const bool clean = std::none_of(rules.rules.begin(), rules.rules.end(), [&](const Rule& rule) {
            return std::all_of(rule.id.begin(), rule.id.end(), [&](char c) { return held.contains(c); });
        });
        if (clean)
            best = std::min(best, cost);
    }
    return best;
}

} // namespace

class TestMinimalFix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToDo()
    {
        const AccessGraph graph = graphOf({{"Clerk", "A"}});
        const RuleSet rules = rulesOf({"AB"});
        const ConflictFinder finder(graph, rules);
        const Fix fix = MinimalFix(finder).of(0);
        QVERIFY(fix.removals.empty());
        QVERIFY(fix.proven);
    }
    /// By hand: A conflicts with B, C and D, so one role with A is cheaper than three others.
    void oneInsteadOfThree()
    {
        const AccessGraph graph = graphOf({{"Bills", "A"}, {"Payments", "B"}, {"Vendors", "C"}, {"Bank", "D"}});
        const RuleSet rules = rulesOf({"AB", "AC", "AD"});
        const ConflictFinder finder(graph, rules);
        const Fix fix = MinimalFix(finder).of(0);
        QCOMPARE(names(graph, fix), std::vector<std::string>{"Bills"});
        QVERIFY(fix.proven);
        QCOMPARE(fix.atLeastRemovals, std::uint64_t{1});
    }
    /// Either role would do; the one with fewer permissions goes.
    void fewerPermissionsBreakATie()
    {
        const AccessGraph graph = graphOf({{"Manager", "AXYZ"}, {"Clerk", "B"}});
        const RuleSet rules = rulesOf({"AB"});
        const ConflictFinder finder(graph, rules);
        QCOMPARE(names(graph, MinimalFix(finder).of(0)), std::vector<std::string>{"Clerk"});
    }
    /// Both roles carry A: taking one changes nothing, so B goes.
    void aSecondWayIsSeen()
    {
        const AccessGraph graph = graphOf({{"One", "A"}, {"Two", "A"}, {"Big", "BXYZ"}});
        const RuleSet rules = rulesOf({"AB"});
        const ConflictFinder finder(graph, rules);
        QCOMPARE(names(graph, MinimalFix(finder).of(0)), std::vector<std::string>{"Big"});
    }
    /// Listings name a role once per permission; it is taken away as a whole and counts once.
    void aRoleGoesAsAWhole()
    {
        AccessGraph graph = graphOf({{"Clerk", "A"}, {"Clerk", "B"}, {"", "C"}, {"", "D"}});
        const RuleSet rules = rulesOf({"AC", "BD"});
        const ConflictFinder finder(graph, rules);
        const Fix fix = MinimalFix(finder).of(0);
        QCOMPARE(names(graph, fix), std::vector<std::string>{"Clerk"});
        QCOMPARE(fix.removals[0].grants, (std::vector<std::uint32_t>{0, 1}));
        QCOMPARE(fix.permissions, std::uint64_t{2});
    }
    void aRuleOfOneLegNeedsItsRole()
    {
        const AccessGraph graph = graphOf({{"Administrator", "AB"}, {"Clerk", "C"}});
        const RuleSet rules = rulesOf({"A", "BC"});
        const ConflictFinder finder(graph, rules);
        QCOMPARE(names(graph, MinimalFix(finder).of(0)), std::vector<std::string>{"Administrator"});
    }
    /// 1,500 random persons of up to 9 roles: the same cost as trying every subset.
    void asCheapAsEverySubset()
    {
        Lcg random;
        int broken = 0;
        for (int round = 0; round < 1500; ++round) {
            std::vector<std::pair<std::string, std::string>> roles;
            const std::uint32_t n = 2 + random.below(8);
            for (std::uint32_t at = 0; at < n; ++at) {
                std::string letters;
                for (std::uint32_t c = 1 + random.below(4); c > 0; --c) {
                    const char letter = static_cast<char>('A' + random.below(8));
                    if (letters.find(letter) == std::string::npos)
                        letters.push_back(letter);
                }
                roles.emplace_back("R" + std::to_string(at), letters);
            }
            std::set<std::string> pairs;
            while (pairs.size() < 5) {
                const char a = static_cast<char>('A' + random.below(8)), b = static_cast<char>('A' + random.below(8));
                const char c = static_cast<char>('A' + random.below(8));
                if (a < b)
                    pairs.insert(random.below(3) == 0 && b < c ? std::string{a, b, c} : std::string{a, b});
            }
            const AccessGraph graph = graphOf(roles);
            const RuleSet rules = rulesOf({pairs.begin(), pairs.end()});
            const ConflictFinder finder(graph, rules);
            const Fix fix = MinimalFix(finder).of(0);
            const auto [removals, permissions] = bruteForce(graph, rules);
            QVERIFY(fix.proven);
            QCOMPARE(fix.removals.size(), removals);
            QCOMPARE(fix.permissions, permissions);
            broken += removals > 0 ? 1 : 0;
            PersonDuties after(finder);
            after.load(0);
            for (const Removal& removal : fix.removals) {
                for (const std::uint32_t grant : removal.grants)
                    after.take(graph.grants[grant].role);
            }
            QVERIFY(after.conflicts().empty());
        }
        QVERIFY(broken > 1000); // the question was asked
    }
    /// Stopped at its bound it still clears everything, and says how far from the least it may be.
    void stoppedItTellsTheGap()
    {
        // Eight disjoint triangles need two removals each: 16. The bound of disjoint pairs proves 8.
        std::vector<std::pair<std::string, std::string>> roles;
        std::vector<std::string> pairs;
        for (char c = 'A'; c < 'Y'; c = static_cast<char>(c + 3)) {
            const char d = static_cast<char>(c + 1), e = static_cast<char>(c + 2);
            for (const char letter : {c, d, e})
                roles.emplace_back(std::string("R") + letter, std::string(1, letter));
            pairs.insert(pairs.end(), {std::string{c, d}, std::string{c, e}, std::string{d, e}});
        }
        const AccessGraph graph = graphOf(roles);
        const RuleSet rules = rulesOf(pairs);
        const ConflictFinder finder(graph, rules);
        const Fix fix = MinimalFix(finder, {}, 3).of(0);
        QVERIFY(!fix.proven);
        QCOMPARE(fix.removals.size(), std::size_t{16}); // eight triangles
        QCOMPARE(fix.atLeastRemovals, std::uint64_t{8});
        QVERIFY(fix.steps <= 3);
    }
};

OXSEAL_TEST_CLASS(TestMinimalFix);
#include "tst_minimal_fix.moc"
