// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/text_buffer.h"
#include "models/sod/conflict_finder.h"

#include <cstdint>
#include <string>
#include <vector>

namespace oxseal::sod {

/// The words of paths that all persons share: what follows the account, by way of a role (see ConflictFinder::eachWay).
class PathWords
{
public:
    explicit PathWords(const ConflictFinder& finder);
    [[nodiscard]] const std::string& route(std::uint32_t way) const { return routes_[way]; }

private:
    std::vector<std::string> routes_;
};

/// How one person after another came to functions, as text, for writers that go through millions of conflicts: a person's grants
/// are walked once, and a function's path is written once. The finder must have run; it and the words must outlive this.
class PersonPaths
{
public:
    PersonPaths(const ConflictFinder& finder, const PathWords& words);

    /// Makes `person` the one whose paths are given.
    void load(std::uint32_t person);
    [[nodiscard]] std::uint32_t person() const noexcept { return person_; } ///< kNoPerson before the first load()
    /// The text that pathText gives for a function the person holds; it stands until the next load().
    [[nodiscard]] std::string_view text(std::uint32_t function);

private:
    struct Step
    {
        std::uint32_t person = kNoPerson; ///< whose it is
        std::uint32_t account = 0;
        std::uint32_t way = 0;
    };

    const ConflictFinder& finder_;
    const PathWords& words_;
    std::uint32_t person_ = kNoPerson;
    std::vector<Step> first_; ///< by group, numbered through
    std::vector<TextBuffer> text_; ///< by function
    std::vector<std::uint32_t> textOf_;
};

} // namespace oxseal::sod
