// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/storage/access/access_world.h"

#include <string>
#include <utility>
#include <vector>

namespace oxseal::test {

inline constexpr const char* kListingHeaders = "account_id|person_id|status|role|permission|level|last_login";
inline constexpr const char* kRosterHeaders = "employee_id|name|manager_id|status";

/// A line of a listing: a clerk with the full level, last in on 20 September.
inline std::string clerk(const std::string& account, const std::string& employee, const std::string& permission = "Bills")
{
    return account + "|" + employee + "|active|Clerk|" + permission + "|Full|2026-09-20";
}

/// The roster of the tests: Ann, Bo and Cy report to Rita, she and Rob to Con.
inline Result<SnapshotId> keepRoster(Workspace& workspace)
{
    return AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", kRosterHeaders,
        {"E2|Ann|E20|active", "E3|Bo|E20|active", "E4|Cy|E20|active", "E10|Con||active", "E20|Rita|E10|active", "E21|Rob|E10|active"});
}

inline Result<SnapshotId> keepListing(Workspace& workspace, const std::vector<std::string>& rows, const char* asOf = "2026-09-30")
{
    return AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, asOf, kListingHeaders, rows);
}

/// A review of the ERP in the third quarter with these lines, each reviewer with the named rows (none named: all that are left).
inline Result<CampaignId> openErpReview(
    Workspace& workspace, const std::vector<std::string>& rows, const std::vector<std::pair<std::string, std::vector<std::int64_t>>>& reviewers)
{
    OXSEAL_CHECK(keepListing(workspace, rows));
    OXSEAL_CHECK(keepRoster(workspace));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), "2026-Q3"));
    OXSEAL_TRY(const CampaignId id, openReview(workspace, period, {"ERP", "con"}, "Q3"));
    for (const auto& [login, named] : reviewers)
        OXSEAL_CHECK(assignReviewers(workspace, id, {login}, named, "Q3"));
    return id;
}

/// The workspace as this person has it, for as long as `work` takes.
template <class F>
void as(AccessWorld& company, const char* login, F work)
{
    auto opened = company.as(login);
    VERIFY_OK(opened);
    work(**opened);
    VERIFY_OK((*opened)->close());
}

/// The code of a refusal, "" when there is none.
template <class T>
std::string refusal(const T& result)
{
    return result ? "" : result.error().id();
}

} // namespace oxseal::test
