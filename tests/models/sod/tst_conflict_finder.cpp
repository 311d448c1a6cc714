// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/conflict_finder.h"
#include "models/access/population.h"
#include "models/core/text.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace oxseal;
using namespace oxseal::sod;

namespace {

Table table(const std::vector<const char*>& names, const std::vector<std::vector<std::string>>& rows)
{
    std::vector<Column> columns;
    for (std::size_t at = 0; at < names.size(); ++at) {
        TextColumn cells;
        for (const auto& row : rows)
            cells.append(row[at]);
        columns.push_back({names[at], cells});
    }
    return Table(columns);
}

/// Subjects = the employee id stated in the listing.
std::vector<std::string> stated(const access::Population& population)
{
    std::vector<std::string> subjects;
    for (const auto& account : population.accounts)
        subjects.push_back(account.employeeId);
    return subjects;
}

AccessGraph graphOf(const Table& listing, const Table* contents = nullptr)
{
    const auto population = access::populationOf(listing);
    GraphBuilder builder(contents);
    builder.add(population, stated(population));
    return builder.take();
}

struct Lcg
{
    std::uint64_t state = 7;
    std::uint32_t below(std::uint32_t n)
    {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>((state >> 33) % n);
    }
};

} // namespace

class TestConflictFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A conflict that lies across ERP and bank, shown with its path; a twin who only views.
    void acrossSystemsWithPaths()
    {
        const Table listing = table({"system", "account_id", "person_id", "role", "permission", "level"},
            {{"ERP", "ann", "E1", "AP Clerk", "BILL", "Edit"}, {"BANK", "a.low", "E1", "", "WIRE", "approve"},
                {"ERP", "bob", "E2", "AP Clerk", "BILL", "Edit"}, {"BANK", "b.low", "E2", "", "WIRE", "view"},
                {"ERP", "cat", "E3", "AP Clerk", "BILL2", "Edit"}, {"BANK", "c.low", "E3", "", "WIRE", "approve"},
                {"ERP", "dan", "E4", "", "WIRE", "Full"}, {"ERP", "dan2", "E4", "AP Clerk", "BILL", "Create"},
                {"ERP", "eve", "", "", "BILL", ""}, {"BANK", "eve", "", "", "WIRE", ""}});
        RuleSet set;
        set.functions = {{"BI", "Bills", {{{"", "BILL", access::Level::Create}}}},
            {"WA", "Wire approval", {{{"BANK", "WIRE", access::Level::Create}}}}};
        set.rules = {{"S05", {{0}, {1}}, Severity::High, "", "", "", {}, {}}, {"ADM", {{1}}, Severity::Medium, "", "", "", {}, {}}};
        const AccessGraph graph = graphOf(listing);
        ConflictFinder finder(graph, set);
        const auto found = finder.run();
        VERIFY_OK(found);
        // E1 both; E2 views; E3 holds BILL2, which is not BILL; E4's WIRE is of the ERP, not of the bank.
        std::vector<std::string> named;
        for (const Conflict& conflict : found->conflicts)
            named.push_back(graph.persons[conflict.person] + " " + set.rules[conflict.rule].id);
        QCOMPARE(named, (std::vector<std::string>{"E1 S05", "E1 ADM", "E3 ADM"}));
        QCOMPARE(found->userFunctions, std::uint64_t(5)); // BI: E1 E2 E4; WA: E1 E3
        QCOMPARE(found->personsInConflict, std::uint64_t(2));
        QCOMPARE(graph.accountsWithoutPerson, std::uint64_t(2));
        const auto paths = finder.paths(found->conflicts.front());
        QCOMPARE(paths.size(), std::size_t(2));
        COMPARE_STR(graph.accounts[paths[0][0].account].id, "ann");
        COMPARE_STR(graph.roles[paths[0][0].role].name, "AP Clerk");
        COMPARE_STR(graph.permissions[paths[0][0].permission].name, "BILL");
        COMPARE_STR(graph.accounts[paths[1][0].account].system, "BANK");
        QCOMPARE(found->witnesses, std::uint64_t(2 + 1 + 1));
    }

    void threeLegsAlternativesAndLevels()
    {
        const Table listing = table({"account_id", "person_id", "permission", "level"},
            {{"a", "A", "P1", ""}, {"a", "A", "P2", ""}, {"a", "A", "P3", ""}, {"b", "B", "P1", ""}, {"b", "B", "P4", ""},
                {"b", "B", "P3", "Full"}, {"c", "C", "P1", ""}, {"c", "C", "P3", "Create"}, {"c", "C", "P2", ""}});
        RuleSet set;
        for (const auto* permission : {"P1", "P2", "P4"})
            set.functions.push_back({permission, permission, {{{"", permission, access::Level::Create}}}});
        set.functions.push_back({"P3", "P3", {{{"", "P3", access::Level::Edit}}}});
        set.rules = {{"three", {{0}, {1, 2}, {3}}, Severity::High, "", "", "", {}, {}}};
        const AccessGraph graph = graphOf(listing);
        ConflictFinder finder(graph, set);
        const auto found = finder.run();
        VERIFY_OK(found);
        // A states no level for P3 (unknown is not less), B has P4 as the alternative, C may only create.
        QCOMPARE(found->conflicts, (std::vector<Conflict>{{0, 0}, {1, 0}}));
    }

    void administratorHoldsEverything()
    {
        const Table listing = table({"system", "account_id", "person_id", "role"},
            {{"netsuite", "a", "A", "Administrator"}, {"bank", "b", "B", "Administrator"}});
        RuleSet set;
        set.functions = {{"BI", "", {{{"", "X", access::Level::Create}}}}, {"PY", "", {{{"", "Y", access::Level::Create}}}}};
        set.rules = {{"S05", {{0}, {1}}, Severity::High, "", "", "", {}, {}}};
        set.everything = {{"netsuite", "Administrator", access::Level::Create}};
        const AccessGraph graph = graphOf(listing);
        ConflictFinder finder(graph, set);
        const auto found = finder.run();
        VERIFY_OK(found);
        QCOMPARE(found->conflicts, (std::vector<Conflict>{{0, 0}}));
    }

    /// The counts of the HP Labs role-mining data, made by another program (samples, SOD_ORACLE_hc_domino.csv).
    void publicOracle()
    {
        NEED_SAMPLES(samples);
        const auto folder = *samples / "4-access";
        std::map<std::string, std::vector<std::array<std::string, 5>>> expected;
        for (const auto& text : split(test::readFile(folder / "SOD_ORACLE_hc_domino.csv"), '\n')) {
            const auto cells = split(trimmed(text), ',');
            if (cells.size() == 6 && cells[0] != "dataset")
                expected[cells[0]].push_back({cells[1], cells[2], cells[3], cells[4], cells[5]});
        }
        QCOMPARE(expected.size(), std::size_t(2));
        for (const auto& [dataset, rules] : expected) {
            std::vector<std::vector<std::string>> rows;
            for (const auto& text : split(test::readFile(folder / "hp-role-mining" / (dataset + ".txt")), '\n')) {
                std::vector<std::string> words;
                for (auto& word : split(text, ' ')) {
                    if (!trimmed(word).empty())
                        words.emplace_back(trimmed(word));
                }
                if (words.size() == 2)
                    rows.push_back({words[0], words[0], words[1]});
            }
            const AccessGraph graph = graphOf(table({"account_id", "person_id", "permission"}, rows));
            std::vector<std::vector<std::string>> ruleRows;
            for (const auto& rule : rules)
                ruleRows.push_back({rule[0] + "+" + rule[1], rule[0], rule[1]});
            const auto set = ruleSetOf(table({"rule", "left", "right"}, ruleRows), nullptr);
            VERIFY_OK(set);
            ConflictFinder finder(graph, *set);
            const auto found = finder.run();
            VERIFY_OK(found);
            std::vector<std::size_t> counts(rules.size());
            for (const Conflict& conflict : found->conflicts)
                ++counts[conflict.rule];
            for (std::size_t at = 0; at < rules.size(); ++at) {
                COMPARE_STR(std::to_string(counts[at]), rules[at][4]);
                for (const std::size_t side : {std::size_t(0), std::size_t(1)}) {
                    std::size_t holders = 0;
                    for (std::uint32_t person = 0; person < graph.persons.size(); ++person)
                        holders += finder.holds(person, *set->function(rules[at][side]));
                    COMPARE_STR(std::to_string(holders), rules[at][side + 2]);
                }
            }
        }
    }

    /// Random roles, grouped functions and rules against sets and nested loops.
    void agreesWithNestedLoops()
    {
        Lcg random;
        std::vector<std::vector<std::string>> grants, contents, functions, rules;
        std::map<std::string, std::set<std::string>> rolePermissions, personRoles;
        std::map<std::string, std::map<std::string, std::set<std::string>>> functionGroups;
        for (int role = 0; role < 60; ++role) {
            for (std::uint32_t n = random.below(8) + 1; n > 0; --n) {
                const std::string permission = "P" + std::to_string(random.below(200));
                if (rolePermissions["R" + std::to_string(role)].insert(permission).second)
                    contents.push_back({"R" + std::to_string(role), permission});
            }
        }
        std::set<std::pair<std::string, std::string>> seen;
        for (int at = 0; at < 3000; ++at) {
            const std::uint32_t account = random.below(900);
            const std::string role = "R" + std::to_string(random.below(60));
            if (!seen.insert({std::to_string(account), role}).second)
                continue;
            const std::string person = account % 10 == 0 ? "" : "E" + std::to_string(account % 400);
            grants.push_back({"A" + std::to_string(account), person, role});
            if (!person.empty())
                personRoles[person].insert(std::to_string(account) + " " + role);
        }
        for (int f = 0; f < 30; ++f) {
            for (std::uint32_t g = 0; g <= random.below(2); ++g) {
                for (int p = 0; p < 12; ++p) {
                    const std::string permission = "P" + std::to_string(random.below(200));
                    if (functionGroups["F" + std::to_string(f)][std::to_string(g)].insert(permission).second)
                        functions.push_back({"F" + std::to_string(f), std::to_string(g), permission});
                }
            }
        }
        std::vector<std::pair<std::string, std::string>> pairs;
        for (int r = 0; r < 40; ++r) {
            const std::uint32_t a = random.below(30), b = random.below(30);
            if (a == b)
                continue;
            pairs.emplace_back("F" + std::to_string(a), "F" + std::to_string(b));
            rules.push_back({"R" + std::to_string(r), pairs.back().first, pairs.back().second, "HIGH"});
        }

        // The plain answer.
        std::size_t userFunctions = 0, conflicts = 0, witnesses = 0;
        std::set<std::string> hit;
        for (const auto& [person, held] : personRoles) {
            std::map<std::string, std::size_t> witnessOf;
            std::set<std::string> functionsHeld;
            for (const auto& [function, groups] : functionGroups) {
                bool all = true;
                std::size_t count = 0;
                for (const auto& [group, permissions] : groups) {
                    bool any = false;
                    for (const auto& accountRole : held) {
                        bool contributes = false;
                        for (const auto& permission : rolePermissions[split(accountRole, ' ')[1]])
                            contributes = contributes || permissions.contains(permission);
                        any = any || contributes;
                        count += contributes;
                    }
                    all = all && any;
                }
                witnessOf[function] = count;
                if (all)
                    functionsHeld.insert(function);
            }
            userFunctions += functionsHeld.size();
            for (const auto& [left, right] : pairs) {
                if (functionsHeld.contains(left) && functionsHeld.contains(right)) {
                    ++conflicts;
                    hit.insert(person);
                    witnesses += witnessOf[left] + witnessOf[right];
                }
            }
        }

        const Table contentTable = table({"entitlement", "permission"}, contents);
        const AccessGraph graph = graphOf(table({"account_id", "person_id", "entitlement"}, grants), &contentTable);
        const Table functionTable = table({"func", "grp", "permission"}, functions);
        const auto set = ruleSetOf(table({"rule", "left", "right", "severity"}, rules), &functionTable);
        VERIFY_OK(set);
        ConflictFinder finder(graph, *set);
        const auto found = finder.run();
        VERIFY_OK(found);
        QCOMPARE(std::size_t(found->userFunctions), userFunctions);
        QCOMPARE(found->conflicts.size(), conflicts);
        QCOMPARE(std::size_t(found->personsInConflict), hit.size());
        QCOMPARE(std::size_t(found->witnesses), witnesses);
        QVERIFY(conflicts > 50 && witnesses > conflicts);
        std::size_t listed = 0;
        for (const Conflict& conflict : found->conflicts)
            finder.witnesses(conflict, [&listed](std::size_t, const Witness&) { ++listed; });
        QCOMPARE(listed, witnesses);
    }

    /// Persons of several stretches: who holds which of three functions follows from the person's number alone.
    void manyPersonsByAnyNumberOfThreads()
    {
        constexpr std::uint32_t kPersons = 20'003;
        TextColumn accounts, persons, permissions;
        std::array<std::uint64_t, 3> holders{};
        std::vector<std::pair<std::string, std::string>> expected; // person, rule
        std::uint64_t inConflict = 0;
        for (std::uint32_t at = 0; at < kPersons; ++at) {
            const std::string person = "P" + std::to_string(at);
            const std::array<bool, 3> holds{at % 2 == 0, at % 3 == 0, at % 5 == 0};
            for (std::size_t f = 0; f < 3; ++f) {
                if (!holds[f] && f != 0)
                    continue;
                accounts.append("a" + person);
                persons.append(person);
                permissions.append(holds[f] ? "F" + std::to_string(f) : std::string("nothing"));
                holders[f] += holds[f] ? 1U : 0U;
            }
            if (holds[0] && holds[1])
                expected.emplace_back(person, "R1");
            if (holds[0] && holds[1] && holds[2])
                expected.emplace_back(person, "R2");
            inConflict += holds[0] && holds[1] ? 1U : 0U;
        }
        const AccessGraph graph = graphOf(Table({{"account_id", accounts}, {"person_id", persons}, {"permission", permissions}}));
        const Table functions = table({"func", "permission"}, {{"A", "F0"}, {"B", "F1"}, {"C", "F2"}});
        const auto rules = ruleSetOf(table({"rule", "left", "right", "leg3", "severity"}, {{"R1", "A", "B", "", "high"}, {"R2", "A", "B", "C", "high"}}), &functions);
        VERIFY_OK(rules);
        for (const unsigned threads : {1U, 2U, 5U}) {
            ConflictFinder finder(graph, *rules);
            const auto found = finder.run({}, {}, threads);
            VERIFY_OK(found);
            QCOMPARE(found->userFunctions, holders[0] + holders[1] + holders[2]);
            QCOMPARE(found->personsInConflict, inConflict);
            QCOMPARE(found->conflicts.size(), expected.size());
            for (std::size_t at = 0; at < expected.size(); ++at) {
                COMPARE_STR(graph.persons[found->conflicts[at].person], expected[at].first);
                COMPARE_STR(rules->rules[found->conflicts[at].rule].id, expected[at].second);
            }
            // One way to each function: two of every R1, three of every R2.
            const auto third = static_cast<std::uint64_t>(std::count_if(expected.begin(), expected.end(), [](const auto& e) { return e.second == "R2"; }));
            QCOMPARE(found->witnesses, 2 * inConflict + 3 * third);
        }
    }
};

OXSEAL_TEST_CLASS(TestConflictFinder);
#include "tst_conflict_finder.moc"
