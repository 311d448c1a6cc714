// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/conflict_finder.h"

#include <cstdint>
#include <vector>

namespace oxseal::sod {

/// What one person can do, as counts that follow each role given or taken: "what if" (B4) is asked again and again without
/// going through anybody else's access. The finder need not have run; it must outlive this.
class PersonDuties
{
public:
    /// `active`: indices of the rules asked about, in the order of the answers; empty = all of the set.
    explicit PersonDuties(const ConflictFinder& finder, std::vector<std::uint32_t> active = {});

    /// Begins anew with everything the person holds. kNoPerson: with nothing.
    void load(std::uint32_t person);
    void give(std::uint32_t role);
    /// Takes back what was loaded or given.
    void take(std::uint32_t role);
    [[nodiscard]] bool holds(std::uint32_t function) const;
    [[nodiscard]] bool breaks(std::uint32_t rule) const;
    /// The active rules that are broken.
    [[nodiscard]] std::vector<std::uint32_t> conflicts() const;

private:
    const ConflictFinder& finder_;
    std::vector<std::uint32_t> active_;
    std::vector<std::uint32_t> count_; ///< per group: roles that meet it
    std::vector<std::uint32_t> met_; ///< per function: groups met
    std::vector<std::uint32_t> touched_; ///< groups whose count may be above 0
};

/// What a change would do to a person's conflicts: indices of rules, in the order of the active ones.
struct WhatIf
{
    std::vector<std::uint32_t> gained;
    std::vector<std::uint32_t> cleared;
    std::vector<std::uint32_t> kept;
};
/// `duties` as they would be against the rules broken before.
[[nodiscard]] WhatIf compared(const std::vector<std::uint32_t>& before, const PersonDuties& duties);

} // namespace oxseal::sod
