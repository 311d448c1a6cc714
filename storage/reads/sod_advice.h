// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/sod_picture.h"

namespace oxseal {

inline constexpr ErrorCode kNoSuchSubject{"sod.no_such_subject", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchAccess{"sod.no_such_access", ErrorClass::Usage};
inline constexpr ErrorCode kAccessNotHeld{"sod.access_not_held", ErrorClass::Usage};
inline constexpr ErrorCode kNoChange{"sod.no_change", ErrorClass::Usage};

/// A role with all its permissions, or a permission granted by itself.
struct SodAccess
{
    std::string system;
    std::string name;
    friend bool operator==(const SodAccess&, const SodAccess&) = default;
};
/// "ERP:AP Clerk": the system ends at the first colon; nullopt without one or with nothing on a side.
[[nodiscard]] std::optional<SodAccess> accessFromText(std::string_view text);

/// Something to take away from an account.
struct SodTaking
{
    SodAccess access;
    std::string account;
    std::uint64_t permissions = 0; ///< the account loses
};
/// The cheapest removals that free one person of conflicts.
struct SodFix
{
    std::string subject;
    std::string name; ///< of the worker, else the subject
    std::vector<std::string> rules; ///< ids of those that are cleared
    std::vector<SodTaking> takings;
    bool proven = false; ///< nothing is cheaper; else at least `atLeast` removals are needed
    std::uint64_t atLeast = 0;
};
/// One per person in conflict, in the order of the conflicts. `all`: also what is mitigated or accepted; else only what is open.
[[nodiscard]] std::vector<SodFix> sodFixes(const SodPicture& picture, bool all);

/// What somebody asks for before it is granted (B13).
struct SodRequest
{
    std::string subject; ///< employee id, or "account:ERP/x9"
    std::vector<SodAccess> add;
    std::vector<SodAccess> remove;
};
/// A rule that is or would be broken, with the ways to each leg.
struct SodOutcome
{
    std::uint32_t rule = 0; ///< index into RuleSet::rules
    std::vector<std::string> paths; ///< one a leg
};
struct SodWhatIf
{
    SodRequest request;
    std::string name; ///< of the worker, else the subject
    std::vector<SodOutcome> gained; ///< conflicts that would arise
    std::vector<SodOutcome> kept; ///< that stay as they are
    std::vector<SodOutcome> cleared; ///< that would end; with the ways of today
    /// Asked for and not known from any listing: judged as a permission that can act.
    std::vector<SodAccess> unlisted;
};
/// Judged on the access and the rules of the last run. A role brings every permission that the listings name under it; a
/// permission comes at the highest level that anybody holds.
/// Errors: kNoChange, kNoSuchSubject, kNoSuchAccess (nothing of that name in listings or rules), kAccessNotHeld.
[[nodiscard]] Result<SodWhatIf> sodWhatIf(const SodPicture& picture, const SodRequest& request);

} // namespace oxseal
