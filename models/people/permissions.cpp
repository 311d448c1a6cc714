// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/permissions.h"

#include <array>
#include <utility>

namespace oxseal {
namespace {

constexpr std::array<std::pair<Role, const char*>, 13> kRoles{{
    {Role::Administrator, "administrator"},
    {Role::Preparer, "preparer"},
    {Role::Controller, "controller"},
    {Role::Reviewer, "reviewer"},
    {Role::ControlOwner, "control_owner"},
    {Role::Tester, "tester"},
    {Role::SubCertifier, "sub_certifier"},
    {Role::DisclosureCommittee, "disclosure_committee"},
    {Role::Counsel, "counsel"},
    {Role::AuditCommittee, "audit_committee"},
    {Role::Peo, "peo"},
    {Role::Pfo, "pfo"},
    {Role::OutsourcedAccountant, "outsourced_accountant"},
}};

constexpr unsigned bit(Role role) { return 1U << static_cast<unsigned>(role); }

struct Grant
{
    Permission permission;
    const char* name;
    unsigned roles;
};

constexpr unsigned kEveryone = (1U << 13) - 1;
constexpr unsigned kOfficers = bit(Role::Peo) | bit(Role::Pfo);
constexpr unsigned kFinance = bit(Role::Preparer) | bit(Role::Controller) | bit(Role::OutsourcedAccountant);

constexpr std::array<Grant, 28> kGrants{{
    {Permission::ReadWorkspace, "read_workspace", kEveryone},
    {Permission::ManagePeople, "manage_people", bit(Role::Administrator)},
    {Permission::ManageCompany, "manage_company", bit(Role::Administrator) | bit(Role::Controller)},
    {Permission::ImportData, "import_data", kFinance | bit(Role::Tester)},
    {Permission::ConfirmIpe, "confirm_ipe", bit(Role::Controller) | bit(Role::Tester)},
    {Permission::RunReview, "run_review", bit(Role::Controller)},
    {Permission::DecideAccess, "decide_access",
        bit(Role::Reviewer) | bit(Role::Controller) | bit(Role::Counsel) | bit(Role::AuditCommittee) | kOfficers},
    {Permission::ClaimRemoval, "claim_removal", bit(Role::Administrator) | bit(Role::Controller)},
    {Permission::EditSodRules, "edit_sod_rules", bit(Role::Controller)},
    {Permission::AcceptConflict, "accept_conflict", bit(Role::Controller) | bit(Role::Pfo)},
    {Permission::PrepareReconciliation, "prepare_reconciliation", kFinance},
    {Permission::ReviewReconciliation, "review_reconciliation",
        bit(Role::Controller) | bit(Role::Reviewer) | bit(Role::Pfo)},
    {Permission::RecordControl, "record_control", bit(Role::ControlOwner) | bit(Role::Controller)},
    {Permission::TestControl, "test_control", bit(Role::Tester)},
    {Permission::AttachEvidence, "attach_evidence",
        kFinance | bit(Role::Reviewer) | bit(Role::ControlOwner) | bit(Role::Tester) | bit(Role::Counsel)
            | bit(Role::Administrator)},
    {Permission::DisposeMatter, "dispose_matter", kOfficers | bit(Role::Controller)},
    {Permission::BindReport, "bind_report", bit(Role::Controller) | bit(Role::Pfo)},
    {Permission::ConcludeDcp, "conclude_dcp", kOfficers},
    {Permission::SignReadiness, "sign_readiness", kOfficers},
    {Permission::SignCertificate, "sign_certificate", kOfficers},
    {Permission::SealPacket, "seal_packet", bit(Role::Controller) | bit(Role::Pfo)},
    {Permission::ExportPacket, "export_packet", bit(Role::Controller) | bit(Role::Counsel) | kOfficers},
    {Permission::ClosePeriod, "close_period", bit(Role::Controller) | bit(Role::Pfo)},
    {Permission::MakeBackup, "make_backup", bit(Role::Administrator) | bit(Role::Controller)},
    {Permission::ReviewAdministrators, "review_administrators",
        bit(Role::Controller) | bit(Role::Reviewer) | bit(Role::Counsel) | bit(Role::AuditCommittee) | kOfficers},
    {Permission::RecordDeficiency, "record_deficiency",
        kFinance | kOfficers | bit(Role::Reviewer) | bit(Role::ControlOwner) | bit(Role::Tester) | bit(Role::Counsel)},
    {Permission::ConcludeDeficiency, "conclude_deficiency", bit(Role::Controller) | kOfficers},
    {Permission::ManageOwnKeys, "manage_own_keys", kEveryone},
}};

} // namespace

const char* name(Role role) noexcept
{
    for (const auto& [value, text] : kRoles) {
        if (value == role)
            return text;
    }
    return "";
}

std::optional<Role> roleFromName(std::string_view text) noexcept
{
    for (const auto& [value, known] : kRoles) {
        if (text == known)
            return value;
    }
    return std::nullopt;
}

const char* name(Permission permission) noexcept
{
    for (const auto& grant : kGrants) {
        if (grant.permission == permission)
            return grant.name;
    }
    return "";
}

bool allowed(const std::set<Role>& roles, Permission permission) noexcept
{
    for (const auto& grant : kGrants) {
        if (grant.permission != permission)
            continue;
        for (const Role role : roles) {
            if ((grant.roles & bit(role)) != 0)
                return true;
        }
    }
    return false;
}

} // namespace oxseal
