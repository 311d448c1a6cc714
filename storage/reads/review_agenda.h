// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/due_reads.h"
#include "storage/reads/review_handover.h"

#include <string>
#include <vector>

namespace oxseal {

enum class AgendaTask { Decide, Resolve, SignOff };
[[nodiscard]] const char* name(AgendaTask task) noexcept; ///< "decide", "resolve", "sign_off"

/// What one person has to do in one stage of one open review (A9).
struct AgendaItem
{
    AgendaTask task = AgendaTask::Decide;
    PersonId person; ///< 0: nobody sits there
    PersonId standIn; ///< who may decide in the person's place today; 0: nobody
    CampaignId campaign;
    std::string system;
    std::string period;
    std::int64_t stage = 0; ///< 0: of the whole review
    access::StageKind kind = access::StageKind::Reviewer;
    std::int64_t open = 0; ///< lines to decide now
    std::int64_t later = 0; ///< lines whose stage waits for an earlier one
    std::int64_t reconfirm = 0; ///< of the open ones: decided by a predecessor, to be decided again
    std::optional<Day> due;
    int overdue = 0; ///< days
};

/// Of the open reviews of a period (nullptr: of all), by due day (none last), then review, stage and person. A sign-off has the
/// due day of the last stage.
[[nodiscard]] Result<std::vector<AgendaItem>> reviewAgenda(Database& db, const PeriodRow* period, Day today);

/// The dated items as calendar entries (RFC 5545), one each, with ids that stay, so that a later file updates them.
struct AgendaFile
{
    CalendarFile file;
    std::size_t undated = 0; ///< left out: their stage has no due day
};
[[nodiscard]] Result<AgendaFile> agendaFile(Workspace& workspace, const std::vector<AgendaItem>& items);

} // namespace oxseal
