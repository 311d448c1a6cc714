// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "models/core/table.h"
#include "storage/db/database.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

struct DelegationRow
{
    std::int64_t id = 0;
    PersonId from;
    PersonId to;
    Day first;
    Day last;
    Flag subordinate = Flag::Unknown; ///< of the stand-in under who is replaced, by the last roster
    std::string why;
    Instant askedAt;
    PersonId askedBy;
    std::optional<Instant> approvedAt;
    PersonId approvedBy;
    std::optional<Instant> endedAt;
    PersonId endedBy;
};

struct HandoverRow
{
    std::int64_t id = 0;
    CampaignId campaign;
    std::optional<std::int64_t> row; ///< nullopt: not of one line
    std::int64_t stage = 0; ///< 0: of the whole campaign
    PersonId from;
    PersonId to; ///< 0: nobody; an open exception
    std::string cause; ///< "succession", "escalation", "stand_in"
    std::string what; ///< "moved", "reconfirm", "stayed", "exception", "system_owner", "escalation"; a stand-in's: the decision
    std::int64_t decisionId = 0;
    Instant at;
    PersonId by;
    // Joined:
    std::string system;
    std::string account;
    std::string entitlement;
};

/// The SQL of stand-ins and hand-overs. Writers are called inside a unit of work only.
namespace handover_repo {

[[nodiscard]] Result<std::int64_t> insertDelegation(Database& db, const DelegationRow& row);
[[nodiscard]] Status updateDelegation(Database& db, const DelegationRow& row); ///< approval and end
[[nodiscard]] Result<std::vector<DelegationRow>> delegations(Database& db); ///< by id

[[nodiscard]] Status insertHandover(Database& db, const HandoverRow& row);
/// Of the campaigns of a period, by campaign and time: successions, escalations, and each decision made in another's place.
[[nodiscard]] Result<std::vector<HandoverRow>> handovers(Database& db, PeriodId period);
[[nodiscard]] Status setSystemOwner(Database& db, CampaignId campaign, PersonId person);
/// Lines of open campaigns that are about `subject` (an employee id) and at which `person` sits without having decided.
[[nodiscard]] Result<std::int64_t> openSeatsOn(Database& db, PersonId person, const std::string& subject);

} // namespace handover_repo
} // namespace oxseal
