// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/entitlement.h"
#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/result.h"

#include <compare>

namespace oxseal::access {

/// One thing a role lets its holder do.
struct RoleItem
{
    std::string permission;
    std::string scope;
    std::string level; ///< as the listing states it

    friend auto operator<=>(const RoleItem&, const RoleItem&) = default;
};

/// What a role can do, by one listing.
struct RoleContent
{
    std::string role;
    std::vector<RoleItem> items; ///< sorted, each once
    std::int64_t accounts = 0; ///< that hold it

    /// Canonical text, one item a line: permission, scope and level, tabulators and line ends in them replaced by blanks.
    [[nodiscard]] std::string body() const;
    [[nodiscard]] static std::vector<RoleItem> itemsOf(std::string_view body);
};
/// The roles of a listing that says both roles and permissions, by name. A role without permissions cannot be judged and is left
/// out; `bare` gets its name and holders.
[[nodiscard]] std::vector<RoleContent> roleContents(const Population& listing, std::vector<RoleContent>* bare = nullptr);

enum class RoleChange : std::uint8_t { Added, Removed, Raised, Lowered, Reworded };
[[nodiscard]] const char* name(RoleChange change) noexcept;
struct RoleDiffLine
{
    RoleChange change = RoleChange::Added;
    std::string permission;
    std::string scope;
    std::string before; ///< level; "" for Added
    std::string after; ///< level; "" for Removed
    friend bool operator==(const RoleDiffLine&, const RoleDiffLine&) = default;
};
/// What changed since the last approval. Where a permission is held at several levels, the highest counts. A level whose word
/// changed but not its meaning is Reworded.
[[nodiscard]] std::vector<RoleDiffLine> roleDiff(const std::vector<RoleItem>& approved, const std::vector<RoleItem>& now);

/// Where a role's yearly review stands.
enum class RoleState : std::uint8_t {
    NeverApproved,
    Drifted, ///< its content is another than the approved one
    Expired, ///< approved more than a year ago
    Approved,
    Gone, ///< approved once, and no longer in the listing
    Bare, ///< the listing does not say what it can do: there is nothing to approve
};
[[nodiscard]] const char* name(RoleState state) noexcept;
/// `approvedOn` is nullopt when it never was; valid to the same day of the next year (29 February: 28), that day included.
[[nodiscard]] RoleState roleState(std::optional<Day> approvedOn, bool same, bool present, Day today) noexcept;
[[nodiscard]] Day roleValidUntil(Day approvedOn) noexcept;

} // namespace oxseal::access
