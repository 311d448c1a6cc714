// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/conflict_finder.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace oxseal::sod {

/// Something that is taken from an account at one stroke: a role with all permissions the listings name under it, or a
/// permission that was granted by itself.
struct Removal
{
    std::uint32_t account = 0; ///< index into AccessGraph::accounts
    std::uint32_t role = 0; ///< index into AccessGraph::roles: the first of the grants, which names it
    std::vector<std::uint32_t> grants; ///< indices into AccessGraph::grants
    std::uint64_t permissions = 0; ///< how many the account loses
};

/// The cheapest way to free one person of all conflicts (B4): fewest removals, and among those the fewest permissions lost.
struct Fix
{
    std::vector<Removal> removals; ///< in the order of the person's grants; taking them all leaves no conflict
    std::uint64_t permissions = 0; ///< lost by them together
    std::uint64_t atLeastRemovals = 0; ///< proven: nobody finds fewer
    bool proven = false; ///< nothing is cheaper; else the search was stopped at its bound
    std::uint64_t steps = 0; ///< nodes of the search
};

/// Finds fixes. A conflict is kept alive by a set of removals not made; at least one of each such set must go, which makes it
/// a minimum weighted hitting set whose sets are found as they are needed. Branch and bound: the lower bound adds the cheapest
/// member of each of a family of disjoint sets, the first upper bound is greedy with what is not needed put back. Exact within
/// `kFixSteps` nodes; beyond, the best found and the bound that was proven. Deterministic: order is that of the listing.
class MinimalFix
{
public:
    static constexpr std::uint64_t kFixSteps = 20'000;

    /// `active`: indices of the rules that must hold; empty = all. The finder need not have run; it must outlive this.
    explicit MinimalFix(const ConflictFinder& finder, std::vector<std::uint32_t> active = {}, std::uint64_t steps = kFixSteps);
    [[nodiscard]] Fix of(std::uint32_t person);

private:
    enum class State : std::uint8_t { Free, Kept, Gone };
    struct Unit
    {
        Removal removal;
        std::vector<std::uint32_t> groups; ///< of the broken rules, ascending
        std::int64_t cost = 0;
    };
    using Units = std::vector<std::uint32_t>;

    void load(std::uint32_t person);
    void addGrant(std::uint32_t grant);
    [[nodiscard]] bool carried(std::uint32_t group, const std::vector<bool>& chosen) const;
    [[nodiscard]] bool broken(std::uint32_t rule, const std::vector<bool>& chosen) const;
    [[nodiscard]] std::optional<Units> cover(std::uint32_t function, std::vector<bool>& chosen) const;
    [[nodiscard]] std::optional<Units> witness(std::uint32_t rule) const;
    [[nodiscard]] std::optional<Units> smallestWitness() const;
    [[nodiscard]] std::int64_t bound();
    void takeGreedily();
    void search(std::int64_t cost);
    void keepBest(std::int64_t cost);
    [[nodiscard]] bool anyBroken() const;

    const ConflictFinder& finder_;
    std::vector<std::uint32_t> active_;
    std::uint64_t limit_;
    std::vector<std::uint32_t> rules_; ///< those the person breaks
    std::vector<Unit> units_;
    std::vector<Units> carriers_; ///< per group: units that meet it
    std::vector<std::uint32_t> used_; ///< groups with carriers
    std::vector<State> state_;
    std::vector<State> best_;
    std::int64_t bestCost_ = 0;
    std::uint64_t steps_ = 0;
    bool stopped_ = false;
};

} // namespace oxseal::sod
