// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/peer_flags.h"

#include "models/access/flat_index.h"

#include <algorithm>
#include <unordered_map>

namespace oxseal::access {
namespace {

std::uint32_t workerOf(std::uint64_t pair) noexcept { return static_cast<std::uint32_t>(pair >> 32U); }
std::uint32_t entitlementOf(std::uint64_t pair) noexcept { return static_cast<std::uint32_t>(pair); }

/// Numbers texts in the order in which they come; "" is -1.
class Numbers
{
public:
    std::int32_t of(const std::string& text)
    {
        if (text.empty())
            return -1;
        return known_.try_emplace(text, static_cast<std::int32_t>(known_.size())).first->second;
    }
    [[nodiscard]] std::size_t size() const { return known_.size(); }

private:
    std::unordered_map<std::string, std::int32_t> known_;
};

} // namespace

PeerFlags::PeerFlags(const Population& population, const Roster& roster, std::span<const std::int32_t> workers, std::span<const char> stays)
    : count_(roster.workers().size(), 0)
{
    // By worker first, so that each worker's few permissions are ordered by themselves: far less than ordering all lines.
    std::vector<std::uint32_t> ends(roster.workers().size() + 1, 0);
    const auto counts = [&](const Grant& grant) { return workers[grant.account] >= 0 && stays[grant.account] != 0; };
    for (const Grant& grant : population.grants) {
        if (counts(grant))
            ++ends[static_cast<std::size_t>(workers[grant.account]) + 1];
    }
    for (std::size_t at = 1; at < ends.size(); ++at)
        ends[at] += ends[at - 1];
    std::vector<std::uint32_t> lines(ends.back());
    std::vector<std::uint32_t> next(ends.begin(), ends.end());
    for (const Grant& grant : population.grants) {
        if (counts(grant))
            lines[next[static_cast<std::size_t>(workers[grant.account])]++] = grant.entitlement;
    }
    held_.reserve(lines.size());
    for (std::size_t worker = 0; worker + 1 < ends.size(); ++worker) {
        const auto first = lines.begin() + ends[worker];
        const auto last = lines.begin() + ends[worker + 1];
        std::sort(first, last);
        const auto unique = std::unique(first, last);
        count_[worker] = unique - first;
        for (auto each = first; each != unique; ++each)
            held_.push_back((static_cast<std::uint64_t>(worker) << 32U) | *each);
    }
    groupWorkers(roster);
    countDepartments(population);
}

void PeerFlags::groupWorkers(const Roster& roster)
{
    Numbers departments, groups;
    for (std::size_t worker = 0; worker < roster.workers().size(); ++worker) {
        const Worker& each = roster.workers()[worker];
        department_.push_back(departments.of(each.department));
        const bool known = !each.department.empty() && !each.title.empty();
        group_.push_back(known ? groups.of(each.department + '\x1f' + each.title) : -1);
        groupCounts_.resize(groups.size());
        if (known && count_[worker] > 0)
            groupCounts_[static_cast<std::size_t>(group_[worker])].push_back(count_[worker]);
    }
    for (auto& counts : groupCounts_)
        std::sort(counts.begin(), counts.end());
}

void PeerFlags::countDepartments(const Population& population)
{
    holders_.resize(population.entitlements.size());
    FlatIndex places; // of (entitlement, department)
    std::vector<std::int64_t> in;
    for (const std::uint64_t pair : held_) {
        const std::int32_t department = department_[workerOf(pair)];
        if (department < 0)
            continue;
        Holders& holders = holders_[entitlementOf(pair)];
        ++holders.all;
        const auto [place, isNew] = places.insert(FlatIndex::pair(entitlementOf(pair), static_cast<std::uint32_t>(department)), static_cast<std::uint32_t>(in.size()));
        if (isNew)
            in.push_back(0);
        const std::int64_t here = ++in[place];
        if (here > holders.most) {
            holders.most = here;
            holders.mostIn = department;
        }
    }
}

PeerFlags::Creep PeerFlags::creepOf(std::int32_t worker) const
{
    Creep creep;
    const auto at = static_cast<std::size_t>(worker);
    creep.held = count_[at];
    if (group_[at] < 0 || creep.held == 0)
        return creep;
    const std::vector<std::int64_t>& counts = groupCounts_[static_cast<std::size_t>(group_[at])];
    creep.peers = static_cast<std::int64_t>(counts.size()) - 1;
    if (creep.peers < 1)
        return creep;
    // The lower median of the others: the worker's own place is stepped over.
    const std::size_t middle = static_cast<std::size_t>(creep.peers - 1) / 2;
    const std::size_t own = static_cast<std::size_t>(std::lower_bound(counts.begin(), counts.end(), creep.held) - counts.begin());
    creep.median = counts[middle + (own <= middle ? 1 : 0)];
    return creep;
}

Flag PeerFlags::creep(std::int32_t worker) const noexcept
{
    if (worker < 0)
        return Flag::Unknown;
    const Creep creep = creepOf(worker);
    if (creep.peers < kFewestForCreep)
        return Flag::Unknown;
    const bool more = creep.held >= creep.median + kCreepLines && creep.held * 100 > creep.median * (100 + kCreepPercent);
    return more ? Flag::Yes : Flag::No;
}

Flag PeerFlags::outOfDepartment(std::int32_t worker, std::uint32_t entitlement) const noexcept
{
    if (worker < 0 || department_[static_cast<std::size_t>(worker)] < 0)
        return Flag::Unknown;
    const Holders& holders = holders_[entitlement];
    const bool counted = count_[static_cast<std::size_t>(worker)] > 0; // one who left is none of the holders
    const std::int64_t others = holders.all - (counted ? 1 : 0);
    if (others < kFewestForDepartment)
        return Flag::Unknown;
    const bool elsewhere = department_[static_cast<std::size_t>(worker)] != holders.mostIn;
    return elsewhere && holders.most * 100 >= others * kDepartmentPercent ? Flag::Yes : Flag::No;
}

} // namespace oxseal::access
