// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/holdings.h"
#include "models/access/population.h"
#include "models/access/roster_compare.h"
#include "tests/support/test_main.h"

#include <random>

using namespace oxseal;
using namespace oxseal::access;

namespace {

Column words(const char* name, const std::vector<std::string>& values)
{
    TextColumn cells;
    for (const auto& value : values)
        cells.append(value);
    return {name, cells};
}

/// Two systems that use the same ids, levels and scopes that repeat, decisions of a past review.
Table listing(unsigned seed, std::size_t rows)
{
    std::mt19937 random(seed);
    const auto one = [&](const char* stem, unsigned kinds) { return stem + std::to_string(random() % kinds); };
    std::vector<std::string> system, id, employee, role, permission, level, decision;
    for (std::size_t row = 0; row < rows; ++row) {
        system.push_back(one("S", 2));
        id.push_back(one("a", 40));
        employee.push_back("E" + id.back());
        role.push_back(one("R", 5));
        permission.push_back(one("P", 7));
        level.push_back(random() % 2 == 0 ? "View" : "Full");
        decision.push_back(random() % 5 == 0 ? " Revoke " : "keep");
    }
    return Table({words("system", system), words("account_id", id), words("employee_id", employee), words("role", role),
        words("permission", permission), words("level", level), words("decision", decision)});
}

} // namespace

class TestHoldings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byHand()
    {
        const Table table({words("account_id", {"ann", "bob", "ann"}), words("role", {"Clerk", "Clerk", "Chief"}), words("email", {"a@x", "", "other@x"})});
        const Holdings held = holdingsOf(table);
        QCOMPARE(held.accounts.size(), std::size_t(2));
        QVERIFY(held.accounts[0].id == "ann" && held.accounts[0].email == "a@x" && held.accounts[0].system.empty() && held.accounts[0].employeeId.empty());
        QVERIFY(held.accounts[1].id == "bob");
        QCOMPARE(held.entitlements.size(), std::size_t(2));
        COMPARE_STR(held.entitlements[1].role, "Chief");
        QCOMPARE(held.lines[2].account, 0U);
        QCOMPARE(held.lines[2].entitlement, 1U);
        QVERIFY(holdingsOf(Table()).lines.empty());
    }
    void asThePopulationHasThem()
    {
        const Table table = listing(3, 5000);
        const Holdings held = holdingsOf(table);
        const Population population = populationOf(table);
        QCOMPARE(held.accounts.size(), population.accounts.size());
        for (std::size_t at = 0; at < held.accounts.size(); ++at) {
            QVERIFY(held.accounts[at].system == population.accounts[at].system && held.accounts[at].id == population.accounts[at].id);
            QVERIFY(held.accounts[at].employeeId == population.accounts[at].employeeId);
        }
        QCOMPARE(held.lines.size(), population.grants.size());
        for (std::size_t row = 0; row < held.lines.size(); ++row) {
            QCOMPARE(held.lines[row].account, population.grants[row].account);
            QCOMPARE(held.lines[row].entitlement, population.grants[row].entitlement);
        }
    }
    /// The review before taken from a table says of every line what it says as a population.
    void theReviewBeforeInEitherForm()
    {
        const Population now = populationOf(listing(4, 3000));
        const Table table = listing(5, 3000);
        const Population then = populationOf(table);
        const CompareOptions options{*Day::fromIso("2026-09-30")};
        const Comparison one = compareRoster(now, Roster(), &then, nullptr, options).value();
        const EarlierReview earlier(table);
        const Comparison other = compareWithEarlier(now, Roster(), &earlier, nullptr, options).value();
        QVERIFY(one.counts == other.counts && one.unknown == other.unknown);
        for (std::size_t row = 0; row < one.lines.size(); ++row)
            QVERIFY(one.lines[row].flags.yes == other.lines[row].flags.yes && one.lines[row].flags.unknown == other.lines[row].flags.unknown);
        QVERIFY(one.counts[static_cast<std::size_t>(LineFlag::New)] > 0);
        QVERIFY(one.counts[static_cast<std::size_t>(LineFlag::RevokedStillPresent)] > 0);
    }
};

OXSEAL_TEST_CLASS(TestHoldings);
#include "tst_holdings.moc"
