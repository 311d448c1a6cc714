// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/review_basis.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

Column words(const char* name, const std::vector<const char*>& values)
{
    TextColumn column;
    for (const auto* value : values)
        column.append(value);
    return {name, column};
}

Table listing()
{
    return Table({words("account_id", {"ann", "svc", "bo"}), words("system", {"", "ERP2", ""}), words("person_id", {"E1", "", "E2"}),
        words("name", {"Ann Low", "", ""}), words("email", {"a@x.example", "", "b@x.example"}), words("type", {"human", "service", "human"}),
        words("role", {"Administrator", "Poster", "Clerk"}), words("privileged", {"", "", "yes"})});
}

} // namespace

class TestReviewBasis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsWithoutASystemBelongToTheListings()
    {
        const Population population = populationOfSystem(listing(), "ERP");
        COMPARE_STR(population.accounts[0].system, "ERP");
        COMPARE_STR(population.accounts[1].system, "ERP2");
        COMPARE_STR(population.entitlements[population.grants[2].entitlement].system, "ERP");
    }

    void anAdministratorsNameIsPrivilegedWhereTheListingIsSilent()
    {
        Population population = populationOfSystem(listing(), "ERP");
        QVERIFY(population.grants[0].privileged == Flag::Unknown);
        nameAdministrators(population);
        QVERIFY(population.grants[0].privileged == Flag::Yes);
        QVERIFY(population.grants[1].privileged == Flag::No);
        QVERIFY(population.grants[2].privileged == Flag::Yes); // what is stated stays
    }

    void linesInTheOrderOfTheListing()
    {
        const Population population = populationOfSystem(listing(), "ERP");
        const Roster roster({{"E1", "Ann Low", "a@x.example", "", "", "", "", Flag::No, {}, {}}});
        const auto compared = compareRoster(population, roster, nullptr, nullptr, {*Day::fromIso("2026-09-30"), 90, 90});
        VERIFY_OK(compared);
        const auto all = listedLines(population, roster, *compared, Shape::Full);
        QCOMPARE(all.size(), std::size_t(3));
        COMPARE_STR(all[0].accountName, "Ann Low");
        COMPARE_STR(all[0].subject, "E1");
        COMPARE_STR(all[0].matchedBy, name(MatchedBy::EmployeeId));
        COMPARE_STR(all[2].accountName, "b@x.example"); // no name: the address
        COMPARE_STR(all[2].subject, ""); // the roster does not know E2
        QVERIFY(all[0].included && all[1].included);
        const auto machines = listedLines(population, roster, *compared, Shape::NonHuman);
        QVERIFY(!machines[0].included && machines[1].included && !machines[2].included);
    }

    void flagsByName()
    {
        LineFlags flags;
        flags.unknown = 0;
        COMPARE_STR(flagNames(flags, Flag::Yes), "");
        flags.set(LineFlag::Privileged, Flag::Yes);
        flags.set(LineFlag::Terminated, Flag::Yes);
        flags.set(LineFlag::MfaOff, Flag::Unknown);
        COMPARE_STR(flagNames(flags, Flag::Yes), "terminated;privileged");
        COMPARE_STR(flagNames(flags, Flag::Unknown), "mfa_off");
    }
};

OXSEAL_TEST_CLASS(TestReviewBasis);
#include "tst_review_basis.moc"
