// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/role_content.h"
#include "models/access/scope_sheet.h"
#include "storage/reads/access_reads.h"
#include "storage/repos/role_privilege_repo.h"
#include "storage/repos/scope_repo.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// One system of the sheet with everything known about it this quarter.
struct ScopeLine
{
    ScopeRow row;
    access::ScopeState state = access::ScopeState::ListingMissing;
    std::optional<SnapshotInfo> listing; ///< the last of the period
    CampaignId campaign; ///< the last that was not cancelled; 0: none
    std::string parts; ///< where it is partly reviewed: what was looked at, by shapes
    std::optional<SkipRow> skip; ///< that was not withdrawn
};

/// One name of a list, and what it stands for.
struct KnownLine
{
    access::KnownSource source = access::KnownSource::Sso;
    std::string name;
    std::string system; ///< of the sheet; "" = none
    bool said = false; ///< somebody said so (`why`), else the names are the same
    std::string why;
    [[nodiscard]] bool open() const noexcept { return system.empty() && !(said && !why.empty()); }
};

struct ScopeView
{
    bool begun = false; ///< a sheet of any period has a system
    std::vector<ScopeLine> systems; ///< by name
    std::array<std::optional<KnownListRow>, access::kKnownSources> lists; ///< the last of each source in the period; nullopt: not given
    std::vector<KnownLine> known;
    std::vector<Finding> findings; ///< without fingerprints
};
[[nodiscard]] Result<ScopeView> scopeView(Database& db, const PeriodRow& period);

/// One role of a system and its yearly review.
struct RoleLine
{
    std::string system;
    access::RoleContent content;
    SnapshotId listing; ///< that says what it can do now; 0: the role is gone
    PersonId owner; ///< 0: nobody
    std::optional<RoleApprovalRow> approval; ///< the last
    access::RoleState state = access::RoleState::NeverApproved;
    std::optional<Day> validUntil;
    std::vector<access::RoleDiffLine> diff; ///< since the last approval
    bool silent = false; ///< the listing does not say whether it is privileged, so that its owner may
    bool unknown = false; ///< and neither its content nor its owner has said so
    std::optional<RolePrivilegeRow> privilege; ///< what was stated last
};
/// The roles of the period's listings, by system and name. `onlyBegun`: only systems with an owner or an approval of a role, as
/// for matters. Roles without permissions are Bare. Reads the listings.
[[nodiscard]] Result<std::vector<RoleLine>> roleReviews(Workspace& workspace, const PeriodRow& period, bool onlyBegun = false);

/// Open matters of the sheet, once one was begun, and of roles, once one has an owner: scopeFindings; access.role_unapproved,
/// access.role_drifted, access.role_expired.
[[nodiscard]] Result<std::vector<Finding>> scopeMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
