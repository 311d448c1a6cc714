// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/identity.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

class TstIdentity : public QObject
{
    Q_OBJECT

    static Worker worker(const char* id, const char* name, const char* email)
    {
        Worker made;
        made.employeeId = id;
        made.name = name;
        made.email = email;
        return made;
    }
    static Account account(const char* id, const char* email, const char* name = "")
    {
        Account made;
        made.employeeId = id;
        made.email = email;
        made.name = name;
        return made;
    }
    static Roster roster()
    {
        return Roster({worker("E1", "Jane Smith", "Jane.Smith@acme.example"), worker("E2", "Jane Smith", "jsmith2@acme.example"),
            worker("E3", "Tom Wood", "shared@acme.example"), worker("E4", "Una Vale", "shared@acme.example"),
            worker("E5", "Re Hired", "re@acme.example"), worker("E5", "Re Hired", "re@acme.example")});
    }

private Q_SLOTS:
    void byNumberFirst()
    {
        const auto match = roster().match(account("E2", "jane.smith@acme.example"));
        QCOMPARE(match.worker, 1);
        QVERIFY(match.by == MatchedBy::EmployeeId && match.emailDisagrees);
        QVERIFY(!roster().match(account("E1", "jane.smith@acme.example")).emailDisagrees);
    }

    void byAddressWhenThereIsNoNumber()
    {
        const auto match = roster().match(account("", " JANE.SMITH@acme.example "));
        QCOMPARE(match.worker, 0);
        QVERIFY(match.by == MatchedBy::Email);
        // A number nobody has, and an address somebody has: followed, but pointed out.
        const auto odd = roster().match(account("E99", "jsmith2@acme.example"));
        QVERIFY(odd.worker == 1 && odd.emailDisagrees);
    }

    void twoPeopleOfOneAddressMatchNobody()
    {
        const auto match = roster().match(account("", "shared@acme.example"));
        QCOMPARE(match.worker, -1);
        QVERIFY(match.by == MatchedBy::EmailAmbiguous);
        QVERIFY(roster().match(account("", "re@acme.example")).worker >= 0); // a rehire is one person
    }

    void aNameNeverMatches()
    {
        const auto match = roster().match(account("", "", "Tom Wood"));
        QCOMPARE(match.worker, -1);
        QVERIFY(match.by == MatchedBy::None);
        QCOMPARE(roster().sameName("jane smith"), (std::vector<std::uint32_t>{0, 1}));
        QVERIFY(roster().sameName("").empty());
    }

    void statusWordsOfATable()
    {
        TextColumn ids;
        TextColumn status;
        DayColumn left;
        for (const char* word : {"Active", "Terminated", "leave", "T", "gone fishing", ""}) {
            ids.append("E");
            status.append(word);
            left.days.push_back(DayColumn::kNone);
        }
        const Roster read = Roster::of(Table({{"employee_id", ids}, {"status", status}, {"term_date", left}}));
        const Flag expected[] = {Flag::No, Flag::Yes, Flag::No, Flag::Yes, Flag::Unknown, Flag::No};
        for (std::size_t i = 0; i < 6; ++i)
            QVERIFY2(read.workers()[i].terminated == expected[i], std::to_string(i).c_str());
    }
};

OXSEAL_TEST_CLASS(TstIdentity);
#include "tst_identity.moc"
