// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/role_privilege_repo.h"

#include "models/access/flags.h"
#include "storage/db/done.h"

namespace oxseal::role_privilege_repo {

Result<std::int64_t> insert(Database& db, const RolePrivilegeRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_role_privilege (system, role, listing_snapshot, privileged, why, stated_at, stated_by) VALUES (?, ?, ?, ?, ?, ?, ?)
    )sql",
        {std::string_view(row.said.system), std::string_view(row.said.role), row.listing.value, std::int64_t{row.said.privileged ? 1 : 0},
            std::string_view(row.why), row.at.micros, row.by.value});
}

Status insertLine(Database& db, CampaignId campaign, std::int64_t row, std::int64_t statement)
{
    return done(db.run(R"sql(INSERT INTO access_line_privilege (campaign_id, row, statement_id) VALUES (?, ?, ?))sql", {campaign.value, row, statement}));
}

Result<std::vector<RolePrivilegeRow>> all(Database& db, std::int64_t through)
{
    std::vector<RolePrivilegeRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, system, role, privileged, listing_snapshot, why, stated_at, stated_by FROM access_role_privilege WHERE id <= ? ORDER BY id
    )sql",
        {through}, [&out](const SqlRow& row) {
            out.push_back({{row.integer(0), row.string(1), row.string(2), row.integer(3) == 1}, SnapshotId(row.integer(4)), row.string(5),
                Instant{row.integer(6)}, PersonId(row.integer(7))});
            return true;
        }));
    return out;
}

Result<std::vector<access::RolePrivilege>> said(Database& db, std::int64_t through)
{
    OXSEAL_TRY(std::vector<RolePrivilegeRow> rows, all(db, through));
    std::vector<access::RolePrivilege> out;
    for (RolePrivilegeRow& row : rows)
        out.push_back(std::move(row.said));
    return out;
}

Result<std::int64_t> last(Database& db)
{
    OXSEAL_TRY(const std::optional<std::int64_t> id, db.integer(R"sql(SELECT max(id) FROM access_role_privilege)sql"));
    return id.value_or(0);
}

Result<std::map<std::int64_t, std::int64_t>> lines(Database& db, CampaignId campaign)
{
    std::map<std::int64_t, std::int64_t> out;
    OXSEAL_CHECK(db.each(R"sql(SELECT row, max(statement_id) FROM access_line_privilege WHERE campaign_id = ? GROUP BY row)sql", {campaign.value},
        [&out](const SqlRow& row) {
            out[row.integer(0)] = row.integer(1);
            return true;
        }));
    return out;
}

Result<std::vector<SilentRole>> silent(Database& db, CampaignId campaign)
{
    access::LineFlags unknown;
    unknown.unknown = 0;
    unknown.set(access::LineFlag::Privileged, Flag::Unknown);
    std::vector<SilentRole> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT l.entitlement_key, count(*)
        FROM access_line l JOIN access_campaign c ON c.id = l.campaign_id
        WHERE l.campaign_id = ?1 AND l.included = 1 AND l.flags_unknown & ?2 <> 0 AND c.privileges_through IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM access_role_privilege p WHERE p.system = c.system
              AND (p.role = l.entitlement_key OR substr(l.entitlement_key, 1, length(p.role) + 3) = p.role || ' @ '))
        GROUP BY l.entitlement_key ORDER BY l.entitlement_key
    )sql",
        {campaign.value, std::int64_t{unknown.unknown}}, [&out](const SqlRow& row) {
            out.push_back({row.string(0), row.integer(1)});
            return true;
        }));
    return out;
}

} // namespace oxseal::role_privilege_repo
