// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/peer_flags.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

class TestPeerFlags : public QObject
{
    Q_OBJECT

    /// A listing in which worker i holds the permissions [0, held[i]).
    struct World
    {
        Population population;
        Roster roster;
        std::vector<std::int32_t> workers;
        std::vector<char> stays;

        World(const std::vector<std::pair<std::string, std::string>>& jobs, const std::vector<std::uint32_t>& held)
        {
            std::vector<Worker> all;
            for (std::size_t i = 0; i < jobs.size(); ++i) {
                Worker worker;
                worker.employeeId = "E" + std::to_string(i);
                worker.department = jobs[i].first;
                worker.title = jobs[i].second;
                all.push_back(worker);
                Account account;
                account.id = worker.employeeId;
                population.accounts.push_back(account);
                workers.push_back(static_cast<std::int32_t>(i));
                stays.push_back(1);
                for (std::uint32_t permission = 0; permission < held[i]; ++permission)
                    hold(static_cast<std::uint32_t>(i), permission);
            }
            roster = Roster(std::move(all));
        }
        void hold(std::uint32_t account, std::uint32_t permission)
        {
            while (population.entitlements.size() <= permission)
                population.entitlements.emplace_back();
            Grant grant;
            grant.account = account;
            grant.entitlement = permission;
            population.grants.push_back(grant);
        }
        [[nodiscard]] PeerFlags flags() const { return {population, roster, workers, stays}; }
    };
    static std::vector<std::pair<std::string, std::string>> clerks(std::size_t count)
    {
        return std::vector<std::pair<std::string, std::string>>(count, {"Finance", "Clerk"});
    }

private Q_SLOTS:
    void moreThanPeersByHand()
    {
        // Eight others with 3, 3, 4, 4, 4, 5, 5, 6: the lower median is 4, so 7 = 4 + 3 and more than 4 + 50 %.
        World world(clerks(9), {3, 3, 4, 4, 4, 5, 5, 6, 7});
        const PeerFlags flags = world.flags();
        QVERIFY(flags.creep(8) == Flag::Yes);
        const auto arithmetic = flags.creepOf(8);
        QCOMPARE(arithmetic.held, std::int64_t(7));
        QCOMPARE(arithmetic.peers, std::int64_t(8));
        QCOMPARE(arithmetic.median, std::int64_t(4));
        // The one with 6 has the others 3, 3, 4, 4, 4, 5, 5, 7: median 4, 6 < 7.
        QVERIFY(flags.creep(7) == Flag::No);
        QCOMPARE(flags.creepOf(0).median, std::int64_t(4)); // 3, 4, 4, 4, 5, 5, 6, 7
    }
    void fewPeersSayNothing()
    {
        World world(clerks(8), {3, 3, 3, 3, 3, 3, 3, 30});
        QVERIFY(world.flags().creep(7) == Flag::Unknown); // seven others
        QVERIFY(world.flags().creep(-1) == Flag::Unknown);
        World untitled(clerks(9), {3, 3, 3, 3, 3, 3, 3, 3, 30});
        auto all = untitled.roster.workers();
        all[8].title.clear();
        untitled.roster = Roster(all);
        QVERIFY(untitled.flags().creep(8) == Flag::Unknown);
    }
    void twiceTheSameCountsOnce()
    {
        World world(clerks(9), {4, 4, 4, 4, 4, 4, 4, 4, 4});
        for (int i = 0; i < 10; ++i)
            world.hold(8, 0);
        QVERIFY(world.flags().creep(8) == Flag::No);
        QCOMPARE(world.flags().creepOf(8).held, std::int64_t(4));
    }
    void whoLeftIsNoPeer()
    {
        World world(clerks(9), {3, 3, 3, 3, 3, 3, 3, 3, 30});
        QVERIFY(world.flags().creep(8) == Flag::Yes);
        world.stays[0] = 0;
        QVERIFY(world.flags().creep(8) == Flag::Unknown);
    }
    void whatOnlyAnotherDepartmentHolds()
    {
        // Permission 0 is held by nine of Finance and one of Sales: nine in ten of Sales' others are Finance.
        auto jobs = clerks(9);
        jobs.emplace_back("Sales", "Rep");
        World world(jobs, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
        const PeerFlags flags = world.flags();
        QVERIFY(flags.outOfDepartment(9, 0) == Flag::Yes);
        QVERIFY(flags.outOfDepartment(0, 0) == Flag::No);
        // With two more departments the share falls to 9 of 11: below nine in ten.
        jobs.emplace_back("Legal", "Counsel");
        jobs.emplace_back("Plant", "Lead");
        World mixed(jobs, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
        QVERIFY(mixed.flags().outOfDepartment(9, 0) == Flag::No);
        World few(std::vector<std::pair<std::string, std::string>>(jobs.begin() + 2, jobs.begin() + 10), {1, 1, 1, 1, 1, 1, 1, 1});
        QVERIFY(few.flags().outOfDepartment(7, 0) == Flag::Unknown); // seven others
        QVERIFY(flags.outOfDepartment(-1, 0) == Flag::Unknown);
    }
};

OXSEAL_TEST_CLASS(TestPeerFlags);
#include "tst_peer_flags.moc"
