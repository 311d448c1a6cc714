// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/doubts.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

Worker worker(const char* id, const char* name, const char* email) { return {id, name, email, "", "", "", "", Flag::No, {}, {}}; }

const Roster& roster()
{
    static const Roster workers({worker("E1", "Peter Novotny", "peter@x.example"), worker("E2", "Beth Moran", "beth@x.example"),
        worker("E3", "Beth Moran", "beth2@x.example"), worker("E4", "Ann Low", "desk@x.example"), worker("E5", "Bo High", "desk@x.example")});
    return workers;
}

Population of(const std::vector<Account>& accounts)
{
    Population population;
    population.accounts = accounts;
    return population;
}

Account account(const char* id, const char* employee, const char* name, const char* email, AccountType type = AccountType::Human)
{
    Account out;
    out.id = id;
    out.employeeId = employee;
    out.name = name;
    out.email = email;
    out.type = type;
    return out;
}

/// "doubt counts>candidates" of one account, "" when there is none.
std::string doubt(const Account& one)
{
    const auto found = doubtfulAccounts(of({one}), roster());
    if (found.empty())
        return {};
    std::string out = std::string(name(found[0].doubt)) + " " + (found[0].match.worker < 0 ? "-" : roster().workers()[static_cast<std::size_t>(found[0].match.worker)].employeeId) + ">";
    for (const std::uint32_t candidate : found[0].candidates)
        out += " " + roster().workers()[candidate].employeeId;
    return out;
}

} // namespace

class TestDoubts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSureIsNotInTheQueue()
    {
        COMPARE_STR(doubt(account("a", "E1", "Peter Novotny", "peter@x.example")), "");
        COMPARE_STR(doubt(account("a", "E1", "", "")), "");
        COMPARE_STR(doubt(account("a", "", "P. Novotny", "Peter@X.example ")), ""); // by address, and the name agrees
        COMPARE_STR(doubt(account("a", "E1", "pnovotny", "")), ""); // one word is a login, not a name
        COMPARE_STR(doubt(account("a", "", "Nobody Here", "nobody@x.example")), ""); // an orphan, but no doubt about it
        COMPARE_STR(doubt(account("a", "", "Beth Moran", "", AccountType::Service)), "");
    }

    void everyDoubtWithWhoItMayBe()
    {
        COMPARE_STR(doubt(account("a", "", "Desk", "desk@x.example")), "email_ambiguous -> E4 E5");
        COMPARE_STR(doubt(account("a", "E1", "Peter Novotny", "beth@x.example")), "id_elsewhere E1> E2");
        COMPARE_STR(doubt(account("a", "E99", "Ann Low", "")), "id_unknown -> E4");
        COMPARE_STR(doubt(account("a", "E99", "Peter Novotny", "peter@x.example")), "id_unknown E1>");
        COMPARE_STR(doubt(account("a", "E1", "Beth Moran", "peter@x.example")), "name_elsewhere E1> E2 E3");
        COMPARE_STR(doubt(account("a", "", "Beth Moran", "")), "name_only -> E2 E3");
    }

    void onePersonInTwoSpellings()
    {
        for (const char* written : {"PETER NOVOTNY", "Novotny, Peter", "Novotny Peter", "P. Novotny", "P Novotny", "P\xC3\xA9ter Novotn\xC3\xBD"})
            COMPARE_STR(doubt(account("a", "", written, "")), "name_only -> E1");
        COMPARE_STR(doubt(account("a", "", "Paul Novotny", "")), ""); // another first name is another person
        COMPARE_STR(doubt(account("a", "", "Peter", "")), "");
    }

    void lettersOfAnotherScript()
    {
        COMPARE_STR(doubt(account("a", "E1", "P\xD0\xB5ter Novotny", "")), "look_alike E1>"); // a Cyrillic e
        COMPARE_STR(doubt(account("a", "", "Peter N\xCE\xBFvotny", "peter@x.example")), "look_alike E1>"); // a Greek o
        COMPARE_STR(doubt(account("\xD0\xB0" "dmin", "", "", "", AccountType::Service)), "look_alike ->");
        COMPARE_STR(doubt(account("a", "E1", "", "b\xEF\xBD\x85th@x.example")), "look_alike E1>"); // a full-width e
        COMPARE_STR(doubt(account("a", "E1", "\xD0\x9F\xD1\x91\xD1\x82\xD1\x80 Novotny", "")), ""); // each word in one script
        COMPARE_STR(doubt(account("a", "E1", "P\xC3\xA9ter Novotn\xC3\xBD", "")), ""); // accents are Latin
    }

    void inTheOrderOfTheListing()
    {
        const auto found = doubtfulAccounts(of({account("z", "", "Beth Moran", ""), account("m", "E1", "", ""), account("a", "E99", "", "")}), roster());
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].account, std::uint32_t(0));
        QCOMPARE(found[1].account, std::uint32_t(2));
        QVERIFY(doubtfulAccounts(of({}), roster()).empty());
        QVERIFY(doubtfulAccounts(of({account("a", "", "Beth Moran", "")}), Roster()).empty());
    }
};

OXSEAL_TEST_CLASS(TestDoubts);
#include "tst_doubts.moc"
