// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/conflict_finder.h"

#include <cstdint>
#include <span>
#include <vector>

namespace oxseal::sod {

/// The witnesses of one person after another, by function, for writers that go through millions of them: a person's grants
/// are walked once, not once for each conflict. The finder must have run and must outlive this.
class PersonWitnesses
{
public:
    explicit PersonWitnesses(const ConflictFinder& finder);

    /// Makes `person` the one whose witnesses are given.
    void load(std::uint32_t person);
    [[nodiscard]] std::uint32_t person() const noexcept { return person_; } ///< kNoPerson before the first load()
    /// In the order of the grants; the same as ConflictFinder::witnesses gives for the function.
    [[nodiscard]] std::span<const Witness> of(std::uint32_t function) const;

private:
    const ConflictFinder& finder_;
    std::uint32_t person_ = kNoPerson;
    std::vector<Witness> found_; ///< as met
    std::vector<Witness> sorted_; ///< by function
    std::vector<std::uint32_t> start_; ///< functions and one past the end → sorted_
};

} // namespace oxseal::sod
