// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/account_facts.h"
#include "models/access/population.h"
#include "models/access/roster_compare.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

const Day kAsOf = *Day::fromIso("2026-09-30");

Account account(const char* id, AccountType type, const char* owner = "", const char* purpose = "")
{
    Account made;
    made.system = "ERP";
    made.id = id;
    made.type = type;
    made.owner = owner;
    made.purpose = purpose;
    return made;
}

Population population()
{
    Population made;
    made.accounts = {account("ann", AccountType::Human), account("svc", AccountType::Service), account("till", AccountType::Shared, "Cy", "Till 3"), account("old", AccountType::Unknown),
        account("bot", AccountType::Unknown, "", "Nightly export")};
    made.accounts[1].lastCredentialChange = *Day::fromIso("2026-09-01");
    made.entitlements = {{"ERP", "Clerk", "Bills", "", ""}};
    for (std::uint32_t at = 0; at < made.accounts.size(); ++at) {
        made.grants.push_back({at, 0, DayColumn::kNone, Flag::No});
        made.grants.push_back({at, 0, DayColumn::kNone, Flag::No});
    }
    return made;
}

Roster roster()
{
    return Roster({{"E1", "Ann", "", "", "", "", "", Flag::No, {}, {}}, {"E2", "Bo", "", "", "", "", "", Flag::Yes, {}, *Day::fromIso("2026-08-31")}});
}

std::string listed(const std::vector<StatedFact>& stated)
{
    std::string out;
    const Population all = population();
    for (const NonHumanAccount& one : nonHumanAccounts(all, stated, roster(), kAsOf)) {
        out += (out.empty() ? "" : "; ") + all.accounts[one.account].id + "@" + std::to_string(one.row) + " owner=" + one.owner + ":" + name(one.ownerFrom) + ":" + std::to_string(one.ownerStated)
            + " purpose=" + one.purpose + ":" + name(one.purposeFrom) + " key=" + (one.keyAge ? std::to_string(*one.keyAge) : "?");
    }
    return out;
}

/// Of the first line of the service account.
Flag withoutOwner(const std::vector<StatedFact>& stated)
{
    Population all = population();
    applyStated(all, stated, roster(), kAsOf);
    return compareRoster(all, roster(), nullptr, nullptr, {kAsOf}).value().lines[2].flags.get(LineFlag::ServiceWithoutOwner);
}

} // namespace

class TstAccountFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A person's account is not among them; one of an unknown type is, when the listing says what only such accounts have.
    void whatTheListingSays()
    {
        COMPARE_STR(listed({}), "svc@2 owner=::0 purpose=: key=29; till@4 owner=Cy:listing:0 purpose=Till 3:listing key=?; bot@8 owner=::0 purpose=Nightly export:listing key=?");
    }

    void whatIsStatedCountsWhereTheListingIsSilent()
    {
        const std::vector<StatedFact> stated{{1, "ERP", "svc", AccountFact::Owner, "E1"}, {2, "ERP", "svc", AccountFact::Purpose, "Tax export"}, {3, "ERP", "till", AccountFact::Owner, "E1"},
            {4, "ERP", "old", AccountFact::Purpose, "Scanner"}, {5, "BANK", "svc", AccountFact::Purpose, "Elsewhere"}, {6, "ERP", "ann", AccountFact::Purpose, "A person"}};
        COMPARE_STR(listed(stated), "svc@2 owner=E1:stated:1 purpose=Tax export:stated key=29; till@4 owner=Cy:listing:3 purpose=Till 3:listing key=?; old@6 owner=::0 purpose=Scanner:stated key=?; "
                                    "bot@8 owner=::0 purpose=Nightly export:listing key=?");
        QVERIFY(withoutOwner({}) == Flag::Yes);
        QVERIFY(withoutOwner(stated) == Flag::No);
    }

    /// The last word counts, and an owner who has left, or whom nobody knows, owns nothing.
    void theLastWordCounts()
    {
        const auto owner = [](std::int64_t id, const char* value) { return StatedFact{id, "ERP", "svc", AccountFact::Owner, value}; };
        QVERIFY(withoutOwner({owner(1, "E1"), owner(2, "")}) == Flag::Yes);
        QVERIFY(withoutOwner({owner(1, ""), owner(2, "E1")}) == Flag::No);
        QVERIFY(withoutOwner({owner(1, "E2")}) == Flag::Yes);
        QVERIFY(withoutOwner({owner(1, "E1"), owner(2, "E9")}) == Flag::Yes);
        QVERIFY(listed({owner(7, "E2")}).find("svc@2 owner=::7 ") == 0);
    }

    void whatMayBeStated()
    {
        const auto why = [](const Account& one, AccountFact what, const char* value) {
            const Status may = mayState(one, what, value, roster(), kAsOf);
            return may ? std::string() : may.error().id();
        };
        const Account svc = account("svc", AccountType::Service), till = account("till", AccountType::Shared, "Cy");
        COMPARE_STR(why(svc, AccountFact::Owner, "E1"), "");
        COMPARE_STR(why(svc, AccountFact::Owner, "E2"), "access.owner_left");
        COMPARE_STR(why(svc, AccountFact::Owner, "E9"), "access.no_such_worker");
        COMPARE_STR(why(svc, AccountFact::Owner, ""), "");
        COMPARE_STR(why(till, AccountFact::Owner, "E1"), "access.fact_listed");
        COMPARE_STR(why(till, AccountFact::Purpose, "Till"), "");
        COMPARE_STR(why(account("ann", AccountType::Human), AccountFact::Purpose, "x"), "access.fact_of_human");
        COMPARE_STR(why(account("old", AccountType::Unknown), AccountFact::Purpose, "x"), "");
    }
};

OXSEAL_TEST_CLASS(TstAccountFacts);
#include "tst_account_facts.moc"
