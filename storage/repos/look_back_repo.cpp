// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/look_back_repo.h"

#include "storage/db/done.h"
#include "storage/db/sql_values.h"

namespace oxseal::look_back_repo {

Result<std::int64_t> insert(Database& db, const LookBackRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_look_back (campaign_id, account, conclusion, explanation, evidence_object, evidence_name, uses, lag_days,
                                      concluded_at, concluded_by, secret_keys, shared_passwords, root_cause)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.campaign.value, std::string_view(row.account), std::string_view(name(row.conclusion)), std::string_view(row.explanation),
            orNull(row.evidence.value), std::string_view(row.evidenceName), row.uses, std::int64_t{row.lagDays}, row.at.micros, row.by.value,
            std::string_view(name(row.procedures.keys)), std::string_view(name(row.procedures.passwords)), std::string_view(row.procedures.cause)});
}

Result<std::vector<LookBackRow>> all(Database& db, CampaignId campaign)
{
    std::vector<LookBackRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, campaign_id, account, conclusion, explanation, evidence_object, evidence_name, uses, lag_days, concluded_at, concluded_by,
               secret_keys, shared_passwords, root_cause
        FROM access_look_back WHERE campaign_id = ? ORDER BY id
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            LookBackRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.campaign = CampaignId(row.integer(1));
            one.account = row.string(2);
            // The table's CHECK admits only names known here.
            one.conclusion = access::lookBackConclusionFromName(row.text(3)).value_or(access::LookBackConclusion::Effect);
            one.explanation = row.string(4);
            one.evidence = ObjectId(row.integer(5));
            one.evidenceName = row.string(6);
            one.uses = row.integer(7);
            one.lagDays = static_cast<int>(row.integer(8));
            one.at = Instant{row.integer(9)};
            one.by = PersonId(row.integer(10));
            one.procedures.keys = access::secretCheckFromName(row.text(11)).value_or(access::SecretCheck::NotAsked);
            one.procedures.passwords = access::secretCheckFromName(row.text(12)).value_or(access::SecretCheck::NotAsked);
            one.procedures.cause = row.string(13);
            return true;
        }));
    return out;
}

Status takeLate(Database& db, CampaignId campaign)
{
    return done(db.run(R"sql(UPDATE access_campaign SET late_looked_back = 1 WHERE id = ?)sql", {campaign.value}));
}

Result<bool> takesLate(Database& db, CampaignId campaign)
{
    OXSEAL_TRY(const std::optional<std::int64_t> taken, db.integer(R"sql(SELECT late_looked_back FROM access_campaign WHERE id = ?)sql", {campaign.value}));
    return taken.value_or(0) == 1;
}

} // namespace oxseal::look_back_repo
