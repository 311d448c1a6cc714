// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/sod_rule_repo.h"

#include "storage/db/done.h"

namespace oxseal::sod_rule_repo {

Status insertVerdict(Database& db, const RuleVerdictRow& row)
{
    return done(db.run(R"sql(
        INSERT INTO sod_rule_verdict (rule_set_id, verdict, note, decided_at, decided_by) VALUES (?, ?, ?, ?, ?)
    )sql",
        {row.ruleSet, std::string_view(row.approved ? "approved" : "rejected"), std::string_view(row.note), row.decidedAt.micros, row.decidedBy.value}));
}

Result<std::vector<RuleVerdictRow>> verdicts(Database& db)
{
    std::vector<RuleVerdictRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT rule_set_id, verdict = 'approved', note, decided_at, decided_by FROM sod_rule_verdict ORDER BY rule_set_id
    )sql",
        {}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), row.integer(1) != 0, row.string(2), Instant{row.integer(3)}, PersonId(row.integer(4))});
            return true;
        }));
    return out;
}

Status putDraft(Database& db, const RuleDraftRow& row)
{
    return done(db.run(R"sql(
        INSERT INTO sod_rule_draft (id, base_id, body, changed_at, changed_by) VALUES (1, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          base_id = excluded.base_id, body = excluded.body, changed_at = excluded.changed_at, changed_by = excluded.changed_by
    )sql",
        {row.base ? SqlValue(*row.base) : SqlValue(nullptr), std::string_view(row.body), row.changedAt.micros, row.changedBy.value}));
}

Status deleteDraft(Database& db)
{
    return done(db.run(R"sql(DELETE FROM sod_rule_draft)sql"));
}

Result<std::optional<RuleDraftRow>> draft(Database& db)
{
    std::optional<RuleDraftRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT base_id, body, changed_at, changed_by FROM sod_rule_draft
    )sql",
        {}, [&out](const SqlRow& row) {
            out.emplace();
            if (!row.isNull(0))
                out->base = row.integer(0);
            out->body = row.string(1);
            out->changedAt = Instant{row.integer(2)};
            out->changedBy = PersonId(row.integer(3));
            return true;
        }));
    return out;
}

} // namespace oxseal::sod_rule_repo
