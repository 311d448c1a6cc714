// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/rule.h"

#include <map>

namespace oxseal::sod {

/// What one permission lets its holder do, by the functions of a rule set (A10).
struct PermissionMeaning
{
    bool everything = false; ///< it carries every function
    bool looksOnly = false; ///< at its level nothing can be changed
    std::vector<std::uint32_t> whole; ///< functions that it gives by itself
    std::vector<std::uint32_t> part; ///< functions of which it is one part of several

    [[nodiscard]] bool described() const noexcept { return everything || !whole.empty() || !part.empty(); }
};

/// The permissions that a rule set names, by name. The rule set must outlive it.
class PermissionMeanings
{
public:
    explicit PermissionMeanings(const RuleSet& rules);

    /// As the conflict finder sees it: exact names; a system that is not stated may be any; a level that is not stated lets do all.
    /// Of a permission that only looks: the functions that it would be of at another level.
    [[nodiscard]] PermissionMeaning of(const std::string& system, const std::string& permission, access::Level level) const;

private:
    struct Place
    {
        std::uint32_t function = 0;
        bool alone = false; ///< the function has one group
        const PermissionRef* ref = nullptr;
    };
    std::multimap<std::string, Place, std::less<>> places_;
    std::vector<const PermissionRef*> everything_;
};

} // namespace oxseal::sod
