// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <string_view>

namespace oxseal {

/// Duties inside Oxseal (P3). A person may hold several; offices (PEO, PFO) are held from–to, see office.h.
enum class Role {
    Administrator, ///< enrols people and keys; never decides or signs for others
    Preparer,
    Controller,
    Reviewer,
    ControlOwner,
    Tester,
    SubCertifier,
    DisclosureCommittee,
    Counsel,
    AuditCommittee, ///< reads
    Peo,
    Pfo,
    OutsourcedAccountant,
};

/// What an action asks for. Each action names exactly one.
enum class Permission {
    ReadWorkspace,
    ManagePeople, ///< invite, remove, roles, certificates
    ManageCompany, ///< entities, periods, filer facts, policies
    ImportData,
    ConfirmIpe, ///< conclude on completeness and accuracy of an imported population
    RunReview, ///< open, assign, conclude a campaign
    DecideAccess,
    ClaimRemoval,
    EditSodRules,
    AcceptConflict,
    PrepareReconciliation,
    ReviewReconciliation,
    RecordControl,
    TestControl,
    AttachEvidence,
    DisposeMatter,
    BindReport,
    ConcludeDcp, ///< disclosure controls and procedures conclusion (S-K 307)
    SignReadiness, ///< PFO and PEO
    SignCertificate, ///< PEO and PFO only; no delegation exists
    SealPacket,
    ExportPacket,
    ClosePeriod,
    MakeBackup,
    ReviewAdministrators, ///< look through what administrators did, and sign for it (P3)
    RecordDeficiency, ///< raise, describe and remediate
    ConcludeDeficiency, ///< say what a deficiency is, or that there is none
    ManageOwnKeys, ///< own first login, passphrase, certificate request; confirming a colleague's fingerprint
};

[[nodiscard]] const char* name(Role role) noexcept;
[[nodiscard]] std::optional<Role> roleFromName(std::string_view name) noexcept;
[[nodiscard]] const char* name(Permission permission) noexcept;
/// The fixed table of which duty may do what; the union over a person's duties counts.
[[nodiscard]] bool allowed(const std::set<Role>& roles, Permission permission) noexcept;

} // namespace oxseal
