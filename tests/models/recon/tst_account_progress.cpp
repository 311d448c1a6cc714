// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/account_progress.h"
#include "tests/support/test_main.h"

#include <limits>
#include <set>

using namespace oxseal;
using namespace oxseal::recon;

class TestAccountProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // 100 + 40 + 25 + 10 + 7 due = 182, of which 100 + 25 + 10 = 135 done; 900 is not due and 999 is gone.
    void countsInNumberAndInMoney()
    {
        const Day today = *Day::fromIso("2026-10-20");
        const Day before = *Day::fromIso("2026-10-14");
        const std::vector<ProgressRow> rows{
            {"1010", 100, AccountState::Assigned, AccountSupport::Signed, 100, before},
            {"1200", 40, AccountState::Assigned, AccountSupport::Prepared, 41, before},
            {"1800", -25, AccountState::Renamed, AccountSupport::ClosedByRule, -25, before},
            {"4000", -10, AccountState::Assigned, AccountSupport::NotNeeded, {}, today},
            {"1190", 7, AccountState::Unassigned, AccountSupport::NotBegun, {}, before},
            {"3000", -900, AccountState::Assigned, AccountSupport::NotDue, {}, before},
            {"9999", 999, AccountState::Gone, AccountSupport::NotBegun, {}, before},
        };
        const auto progress = progressOf(rows, today);
        VERIFY_OK(progress);
        QCOMPARE(progress->due, std::size_t{5});
        QCOMPARE(progress->done, std::size_t{3});
        QCOMPARE(progress->byRule, std::size_t{1});
        QCOMPARE(progress->late, std::size_t{1}); // 1200; nobody said when 1190 is due
        QCOMPARE(progress->dueMoney, std::int64_t{182});
        QCOMPARE(progress->doneMoney, std::int64_t{135});
        QCOMPARE(progress->untied, std::vector<std::string>{"1200"});
        QCOMPARE(progressOf(rows, before)->late, std::size_t{0}); // on the day itself it is not late
        const std::int64_t least = std::numeric_limits<std::int64_t>::min();
        QVERIFY(!progressOf(std::vector<ProgressRow>{{"1", least, AccountState::Assigned, AccountSupport::Open, {}, today}}, today));
    }
    void yearlyMeansTheFourthQuarter()
    {
        for (int quarter = 1; quarter <= 4; ++quarter) {
            QVERIFY(dueIn(AccountFrequency::Monthly, quarter));
            QVERIFY(dueIn(AccountFrequency::Quarterly, quarter));
            QCOMPARE(dueIn(AccountFrequency::Yearly, quarter), quarter == 4);
        }
    }
    void everySupportHasItsOwnName()
    {
        std::set<std::string> names;
        for (int i = 0; i <= static_cast<int>(AccountSupport::NotDue); ++i)
            names.insert(name(static_cast<AccountSupport>(i)));
        QCOMPARE(names.size(), std::size_t{7});
    }
};

OXSEAL_TEST_CLASS(TestAccountProgress);
#include "tst_account_progress.moc"
