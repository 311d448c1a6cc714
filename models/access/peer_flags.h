// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity.h"

#include <span>
#include <vector>

namespace oxseal::access {

/// Limits of the flags that compare a worker with others (A11); stated wherever a flag is shown. Few others say nothing: the flag is
/// unknown then, never "no".
inline constexpr std::int64_t kFewestForCreep = 8; ///< other workers of the same department and title, who hold something here
inline constexpr std::int64_t kCreepLines = 3; ///< permissions above the others' median, at least
inline constexpr std::int64_t kCreepPercent = 50; ///< and above it by more than this share of it
inline constexpr std::int64_t kFewestForDepartment = 8; ///< other workers with a known department who hold the permission
inline constexpr std::int64_t kDepartmentPercent = 90; ///< of them in one department, at least

/// What follows from whom else holds what in one listing. Workers who left, and accounts of nobody, count for no side.
class PeerFlags
{
public:
    /// `workers` gives for each account the index into the roster, -1 for nobody; `stays` tells whether that worker is still there.
    PeerFlags(const Population& population, const Roster& roster, std::span<const std::int32_t> workers, std::span<const char> stays);

    /// The worker holds more permissions than usual among peers.
    [[nodiscard]] Flag creep(std::int32_t worker) const noexcept;
    /// Others who hold the permission work in one department, and this worker does not.
    [[nodiscard]] Flag outOfDepartment(std::int32_t worker, std::uint32_t entitlement) const noexcept;
    /// The arithmetic behind `creep`: permissions of the worker, other workers compared with, their lower median.
    struct Creep
    {
        std::int64_t held = 0;
        std::int64_t peers = 0;
        std::int64_t median = 0;
    };
    [[nodiscard]] Creep creepOf(std::int32_t worker) const;

private:
    void groupWorkers(const Roster& roster);
    void countDepartments(const Population& population);

    std::vector<std::uint64_t> held_; ///< distinct (worker, entitlement), ordered
    std::vector<std::int64_t> count_; ///< permissions, by worker; 0 for those who left
    std::vector<std::int32_t> group_; ///< of department and title, by worker; -1 where one is not known
    std::vector<std::vector<std::int64_t>> groupCounts_; ///< of those who hold something, rising
    std::vector<std::int32_t> department_; ///< by worker; -1 not known
    struct Holders
    {
        std::int64_t all = 0; ///< with a known department
        std::int32_t mostIn = -1;
        std::int64_t most = 0;
    };
    std::vector<Holders> holders_; ///< by entitlement
};

} // namespace oxseal::access
