// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/account_owner.h"
#include "models/access/review.h"
#include "tests/support/test_main.h"

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

Roster roster()
{
    return Roster::of(Table({words("employee_id", {"E1", "E2", "E3", "E4"}), words("name", {"Ann Ash", "Bob Birch", "Cy Cedar", "Cy Cedar"}),
        words("email", {"ann@x.example", "bob@x.example", "cy1@x.example", "cy2@x.example"})}));
}

Account account(const char* id, AccountType type, const char* owner, const char* stated = "")
{
    Account made;
    made.id = id;
    made.type = type;
    made.owner = owner;
    made.statedOwner = stated;
    return made;
}

std::string listed(const std::vector<AccountOwner>& owners)
{
    std::string out;
    for (const AccountOwner& one : owners)
        out += one.account + "=" + one.employeeId + " ";
    return out;
}

} // namespace

class TestAccountOwner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownersAreNamedByNumberAddressOrName()
    {
        Population population;
        population.accounts = {account("svc-pay", AccountType::Service, " e2 "), account("svc-mail", AccountType::Service, "ANN@x.example"),
            account("svc-name", AccountType::Unknown, "bob birch"), account("shared", AccountType::Shared, "Cy Cedar"),
            account("svc-none", AccountType::Service, ""), account("svc-team", AccountType::Service, "Platform team"),
            account("ann", AccountType::Human, "E2"), account("svc-told", AccountType::Service, "", "E4"),
            account("svc-both", AccountType::Service, "E1", "E4")};
        // Two workers are called Cy Cedar: either may be meant. What the listing says goes before what was stated.
        COMPARE_STR(listed(accountOwners(population, roster())), "shared=e3 shared=e4 svc-both=e1 svc-mail=e1 svc-name=e2 svc-pay=e2 svc-told=e4 ");
        QVERIFY(accountOwners(Population(), roster()).empty());
    }
    void nobodyDecidesOnAnAccountOfTheirOwn()
    {
        ReviewLine line;
        line.id = "7";
        line.system = "ERP";
        line.account = "svc-pay";
        Reviewer owner{"E2", false, {}, {"svc-pay"}};
        const Status refused = mayReview(owner, line, {});
        QVERIFY(!refused && refused.error().is(kOwnedReview));
        line.account = "svc-mail";
        QVERIFY(mayReview(owner, line, {}));
        const std::vector<Reviewer> candidates{owner, {"E1", false, {}, {}}};
        line.account = "svc-pay";
        QVERIFY(eligible(candidates, line, {}) == std::size_t(1)); // routed elsewhere
        QVERIFY(!eligible({owner}, line, {})); // an open exception
    }
};

OXSEAL_TEST_CLASS(TestAccountOwner);
#include "tst_account_owner.moc"
