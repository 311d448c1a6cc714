// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

#include <algorithm>
#include <numeric>

namespace oxseal::demo {
namespace {

Account* accountOf(std::vector<Account>& accounts, const std::string& worker)
{
    const auto found
        = std::find_if(accounts.begin(), accounts.end(), [&](const Account& a) { return a.worker == worker; });
    return found == accounts.end() ? nullptr : &*found;
}

} // namespace

Day day(int year, unsigned month, unsigned dayOfMonth)
{
    return Day::fromYmd(year, month, dayOfMonth).value_or(Day{});
}

Day weekdaysAfter(Day from, int count)
{
    while (count > 0) {
        from = from.plus(1);
        if (from.weekday() <= 5)
            --count;
    }
    return from;
}

std::int64_t Books::closing(const std::string& account) const
{
    std::int64_t sum = 0;
    for (const auto& entry : chart)
        sum += entry.number == account ? entry.opening : 0;
    for (const auto& line : lines)
        sum += line.account == account ? line.minor : 0;
    return sum;
}

std::int64_t Books::bankClosing() const
{
    return std::accumulate(bank.begin(), bank.end(), bankOpening,
        [](std::int64_t sum, const BankLine& line) { return sum + line.minor; });
}

const Worker* Quarter::worker(const std::string& id) const
{
    const auto found = std::find_if(workers.begin(), workers.end(), [&](const Worker& w) { return w.id == id; });
    return found == workers.end() ? nullptr : &*found;
}

Account* Quarter::erpAccountOf(const std::string& worker) { return accountOf(erp, worker); }
Account* Quarter::bankUserOf(const std::string& worker) { return accountOf(bankUsers, worker); }

World plainWorld(std::uint64_t seed)
{
    World world;
    world.seed = seed;
    world.entities = {
        {"US01", "DEMO Norwold Instruments, Inc.", "US", "USD", "4400817263"},
        {"DE01", "DEMO Norwold Messtechnik GmbH", "DE", "EUR", "50070010/0512347890"},
        {"GB01", "DEMO Norwold Controls Ltd", "GB", "GBP", "204514/73190286"},
    };
    world.q2 = Quarter{};
    world.q2.name = "2026-Q2";
    world.q2.first = day(2026, 4, 1);
    world.q2.last = day(2026, 6, 30);
    world.q3 = Quarter{};
    world.q3.name = "2026-Q3";
    world.q3.first = day(2026, 7, 1);
    world.q3.last = day(2026, 9, 30);
    addWorkers(world);
    addSystems(world);
    addBooks(world);
    addCards(world);
    addActivity(world);
    addEvidence(world);
    return world;
}

} // namespace oxseal::demo
