// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/stages.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// One stage of a campaign as it is kept; stages count from 1 here, as people read them.
struct StageRow
{
    std::int64_t stage = 1;
    access::StageKind kind = access::StageKind::Reviewer;
    access::StageLines lines = access::StageLines::All;
    access::Quorum quorum = access::Quorum::First;
    std::optional<Day> due;
    PersonId escalateTo; ///< 0: nobody
    access::Escalation escalation = access::Escalation::Tell;
};

/// A seat with the latest decision of who sits there.
struct SeatRow
{
    std::int64_t row = 0;
    std::int64_t stage = 1; ///< 0: the campaign owner's resolution
    PersonId person;
    std::int64_t decisionId = 0; ///< 0: none
    std::optional<access::Decision> decision;
    std::string code;
    std::string target;
    std::string comment;
    PersonId decidedBy; ///< another than `person` when somebody stood in
    std::optional<Instant> decidedAt;
    std::int64_t bulk = 0;
    std::int64_t reconfirms = 0; ///< decision of a predecessor that has to be decided again; 0: none
};

struct EscalationRow
{
    std::int64_t id = 0;
    CampaignId campaign;
    std::int64_t stage = 1;
    Day due;
    PersonId person; ///< 0: the campaign owner alone is told
    access::Escalation kind = access::Escalation::Tell;
    std::int64_t lines = 0;
    std::int64_t moved = 0;
    Instant at;
    PersonId by;
};

/// The SQL of stages and seats. Writers are called inside a unit of work only.
namespace stage_repo {

[[nodiscard]] Status insertStage(Database& db, CampaignId campaign, const StageRow& stage);
[[nodiscard]] Result<std::vector<StageRow>> stages(Database& db, CampaignId campaign); ///< by number
/// Seats and resolutions of one line, by stage and person; a resolution is last.
[[nodiscard]] Result<std::vector<SeatRow>> seats(Database& db, CampaignId campaign, std::int64_t row);
[[nodiscard]] Result<std::vector<SeatRow>> seats(Database& db, CampaignId campaign); ///< of all lines, by row, then as above
[[nodiscard]] Result<std::optional<SeatRow>> decision(Database& db, std::int64_t id); ///< any decision by its id, as a seat's
[[nodiscard]] Status insertSeat(Database& db, CampaignId campaign, std::int64_t row, std::int64_t stage, PersonId person);
[[nodiscard]] Status deleteSeat(Database& db, CampaignId campaign, std::int64_t row, std::int64_t stage, PersonId person);
/// A successor's seat that has to decide again what `decision` decided.
[[nodiscard]] Status insertReconfirming(
    Database& db, CampaignId campaign, std::int64_t row, std::int64_t stage, PersonId person, std::int64_t decision);
/// decision 0: the seat has to decide again.
[[nodiscard]] Status setSeatDecision(
    Database& db, CampaignId campaign, std::int64_t row, std::int64_t stage, PersonId person, std::int64_t decision);
/// Whose turn it is and what stands, as the line shows it.
[[nodiscard]] Status setLineStanding(Database& db, CampaignId campaign, std::int64_t row, PersonId reviewer, std::int64_t decision);
[[nodiscard]] Status setEscalateTo(Database& db, CampaignId campaign, std::int64_t stage, PersonId person);
/// Lines of a plain campaign that wait for a reviewer (0: nobody), and how many of them confirm a predecessor's decision.
struct OpenShare
{
    PersonId reviewer;
    std::int64_t lines = 0;
    std::int64_t reconfirm = 0;
};
[[nodiscard]] Result<std::vector<OpenShare>> openShares(Database& db, CampaignId campaign);
/// True when one line of the campaign has more than one seat.
[[nodiscard]] Result<bool> sharesLines(Database& db, CampaignId campaign);

[[nodiscard]] Result<std::int64_t> insertEscalation(Database& db, const EscalationRow& row);
[[nodiscard]] Result<std::vector<EscalationRow>> escalations(Database& db, CampaignId campaign); ///< by id

} // namespace stage_repo
} // namespace oxseal
