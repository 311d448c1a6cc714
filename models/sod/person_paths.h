// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/conflict_finder.h"

#include <cstdint>
#include <string>
#include <vector>

namespace oxseal::sod {

/// How one person after another came to functions, as text, for writers that go through millions of conflicts: a person's grants
/// are walked once, and a function's path is written once. The finder must have run and must outlive this.
class PersonPaths
{
public:
    explicit PersonPaths(const ConflictFinder& finder);

    /// Makes `person` the one whose paths are given.
    void load(std::uint32_t person);
    [[nodiscard]] std::uint32_t person() const noexcept { return person_; } ///< kNoPerson before the first load()
    /// The text that pathText gives for a function the person holds; it stands until the next load().
    [[nodiscard]] const std::string& text(std::uint32_t function);

private:
    const ConflictFinder& finder_;
    std::uint32_t person_ = kNoPerson;
    std::vector<Witness> first_; ///< by group, numbered through
    std::vector<std::uint32_t> firstOf_; ///< whose way it is
    std::vector<std::string> text_; ///< by function
    std::vector<std::uint32_t> textOf_;
    std::vector<Witness> path_;
};

} // namespace oxseal::sod
