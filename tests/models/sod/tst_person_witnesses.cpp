// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/population.h"
#include "models/sod/person_paths.h"
#include "models/sod/person_witnesses.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <map>

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

std::string shown(const ConflictFinder& finder, const Witness& w)
{
    const AccessGraph& graph = finder.graph();
    return finder.rules().functions[w.function].code + "/" + std::to_string(w.group) + " " + graph.accounts[w.account].id + " "
        + graph.roles[w.role].name + " " + graph.permissions[w.permission].name;
}

} // namespace

class TestPersonWitnesses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byFunctionInTheOrderOfTheGrants()
    {
        // Ann reaches PAY twice by two accounts, both groups of VENDOR by one role; Bob holds VENDOR's first group only.
        const Table contents = table({"entitlement", "permission"},
            {{"Clerk", "BILL_PAY"}, {"Buyer", "VENDOR_ADD"}, {"Buyer", "VENDOR_OK"}, {"Chief", "BILL_PAY"}});
        const Table listing = table({"account_id", "person_id", "entitlement"},
            {{"ann1", "Ann", "Chief"}, {"bob", "Bob", "VENDOR_ADD"}, {"ann2", "Ann", "Buyer"}, {"ann2", "Ann", "Clerk"}});
        const Table functions = table({"func", "grp", "permission"},
            {{"PAY", "0", "BILL_PAY"}, {"VENDOR", "0", "VENDOR_ADD"}, {"VENDOR", "1", "VENDOR_OK"}});
        const auto rules = ruleSetOf(table({"rule", "left", "right", "severity"}, {{"R1", "VENDOR", "PAY", "high"}}), &functions);
        VERIFY_OK(rules);
        const auto population = access::populationOf(listing);
        std::vector<std::string> subjects;
        for (const auto& account : population.accounts)
            subjects.push_back(account.employeeId);
        GraphBuilder builder(&contents);
        builder.add(population, subjects);
        const AccessGraph graph = builder.take();
        ConflictFinder finder(graph, *rules);
        const auto found = finder.run();
        VERIFY_OK(found);
        QCOMPARE(found->conflicts.size(), std::size_t{1});

        std::map<std::string, std::uint32_t> function;
        for (std::uint32_t f = 0; f < rules->functions.size(); ++f)
            function[rules->functions[f].code] = f;
        const auto list = [&](const PersonWitnesses& witnesses, const char* code) {
            std::vector<std::string> out;
            for (const Witness& w : witnesses.of(function[code]))
                out.push_back(shown(finder, w));
            return out;
        };
        const auto personNamed = [&graph](const char* name) {
            const auto at = std::find(graph.persons.begin(), graph.persons.end(), name);
            return static_cast<std::uint32_t>(at - graph.persons.begin());
        };
        using Lines = std::vector<std::string>;
        PersonWitnesses witnesses(finder);
        QCOMPARE(witnesses.person(), kNoPerson);
        witnesses.load(personNamed("Ann"));
        QCOMPARE(list(witnesses, "PAY"), (Lines{"PAY/0 ann1 Chief BILL_PAY", "PAY/0 ann2 Clerk BILL_PAY"}));
        QCOMPARE(list(witnesses, "VENDOR"), (Lines{"VENDOR/0 ann2 Buyer VENDOR_ADD", "VENDOR/1 ann2 Buyer VENDOR_OK"}));
        const PathWords words(finder);
        PersonPaths paths(finder, words);
        QCOMPARE(paths.person(), kNoPerson);
        paths.load(personNamed("Ann"));
        COMPARE_STR(std::string(paths.text(function["PAY"])), "ann1 > Chief > BILL_PAY > PAY");
        COMPARE_STR(std::string(paths.text(function["VENDOR"])), "ann2 > Buyer > VENDOR_ADD & ann2 > Buyer > VENDOR_OK > VENDOR");
        for (const char* code : {"PAY", "VENDOR"})
            COMPARE_STR(std::string(paths.text(function[code])), pathText(finder, personNamed("Ann"), function[code]));

        witnesses.load(personNamed("Bob"));
        QVERIFY(witnesses.of(function["PAY"]).empty());
        QCOMPARE(witnesses.of(function["VENDOR"]).size(), std::size_t{1});
    }
};

OXSEAL_TEST_CLASS(TestPersonWitnesses);
#include "tst_person_witnesses.moc"
