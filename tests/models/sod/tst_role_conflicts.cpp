// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/role_conflicts.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

class TestRoleConflicts : public QObject
{
    Q_OBJECT

    AccessGraph graph_;
    RuleSet rules_;

    std::string found(const std::vector<std::uint32_t>& active, std::size_t most = kMostRolePairs)
    {
        const auto all = roleConflicts(graph_, rules_, active, most);
        std::string out = all->everyPair ? "" : "(roles only) ";
        for (const RoleConflict& one : all->found)
            out += rules_.rules[one.rule].id + ":" + graph_.roles[one.first].name + (one.first == one.second ? "" : "+" + graph_.roles[one.second].name) + "=" + std::to_string(one.holders) + " ";
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        using access::Level;
        graph_.persons = {"A", "B", "C"};
        graph_.accounts = {{"ERP", "a", 0}, {"BANK", "a", 0}, {"ERP", "b", 1}, {"ERP", "c", 2}, {"ERP", "x", kNoPerson}};
        graph_.permissions = {{"ERP", "BILL"}, {"ERP", "PAY"}, {"BANK", "WIRE"}};
        // Super carries both sides of R1; Clerk and Payer do so together; Reader sees only; the wire is granted without a role.
        graph_.roles = {{"ERP", "Clerk", {{0, Level::Full}}}, {"ERP", "Payer", {{1, Level::Full}}}, {"ERP", "Super", {{0, Level::Full}, {1, Level::Full}}},
            {"ERP", "Reader", {{0, Level::View}, {1, Level::View}}}, {"BANK", "", {{2, Level::Full}}}, {"BANK", "Wires", {{2, Level::Full}}}};
        // A: Clerk and Payer, twice, a wire without a role and one by role. B: Super and Clerk. C: Super, Reader. x is nobody's.
        graph_.grants = {{0, 0}, {0, 1}, {0, 1}, {1, 4}, {1, 5}, {2, 2}, {2, 0}, {3, 2}, {3, 3}, {4, 0}, {4, 1}};
        const auto function = [this](const char* code, const char* permission) { rules_.functions.push_back({code, code, {{{"", permission, Level::Create}}}}); };
        function("BI", "BILL");
        function("PY", "PAY");
        function("WI", "WIRE");
        const auto rule = [this](const char* id, std::vector<std::vector<std::uint32_t>> legs) { rules_.rules.push_back({id, std::move(legs), Severity::High, "", "", "", {}, {}}); };
        rule("R1", {{0}, {1}});
        rule("R2", {{0}, {2}});
        rule("R3", {{2}}); // of one side
    }

    void withinARoleAndBetweenTwo()
    {
        // By hand: Super alone (B and C hold it); Clerk and Payer together (A), Clerk and Wires over two systems (A). Super with Clerk
        // is not said again.
        COMPARE_STR(found({0, 1, 2}), "R1:Super=2 R1:Clerk+Payer=1 R2:Clerk+Wires=1 ");
        COMPARE_STR(found({1}), "R2:Clerk+Wires=1 ");
        COMPARE_STR(found({2}), ""); // of one side
        COMPARE_STR(found({}), "");
    }

    /// A listing of roles and permissions has an entry for each permission of a role: they are one role, not two.
    void entriesOfOneRoleAreOneRole()
    {
        const AccessGraph whole = graph_;
        graph_.roles[0].permissions = {{0, access::Level::Full}};
        graph_.roles[1] = {"ERP", "Clerk", {{1, access::Level::Full}}};
        COMPARE_STR(found({0}), "R1:Clerk=2 R1:Super=2 "); // A holds both entries, B the first: what a role carries, whoever holds it has
        graph_.roles[1].system = "OTHER"; // a role of that name elsewhere is another one
        COMPARE_STR(found({0}), "R1:Super=2 R1:Clerk+Clerk=1 ");
        graph_ = whole;
    }

    void tooManyPairsAreNotLookedAtSilently()
    {
        // Held together: Clerk Payer, Clerk Wires, Payer Wires, Clerk Super, Super Reader.
        COMPARE_STR(found({0, 1}, 5), "R1:Super=2 R1:Clerk+Payer=1 R2:Clerk+Wires=1 ");
        COMPARE_STR(found({0, 1}, 4), "(roles only) R1:Super=2 ");
    }
};

OXSEAL_TEST_CLASS(TestRoleConflicts);
#include "tst_role_conflicts.moc"
