// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/model_repo.h"

#include "storage/db/sql_values.h"

namespace oxseal::repo {

Status insertModelVersion(Database& db, const ModelVersionRow& version)
{
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO model_version (model, version, body, sha256, author_id, at, reason, state, decided_by, decided_at, decision_reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {version.model, version.version, canonicalJson(version.body), ByteView(version.sha256.bytes), orNull(version.author.value),
            version.at.micros, version.reason, version.state, orNull(version.decidedBy.value),
            version.decidedBy ? SqlValue(version.decidedAt.micros) : SqlValue(nullptr), version.decisionReason}));
    return {};
}

Status decideModelVersion(Database& db, const ModelVersionRow& version)
{
    OXSEAL_CHECK(db.run(R"sql(
        UPDATE model_version SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ? WHERE id = ?)sql",
        {version.state, version.decidedBy.value, version.decidedAt.micros, version.decisionReason, version.id}));
    return {};
}

Result<std::vector<ReconciliationId>> signedUnderOther(Database& db, std::int64_t policyVersion)
{
    std::vector<ReconciliationId> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT r.id FROM reconciliation r JOIN period p ON p.id = r.period_id
        WHERE r.state <> 'open' AND p.state NOT IN ('filed', 'closed')
          AND (SELECT m.policy_version FROM match_run m WHERE m.recon_id = r.id ORDER BY m.id DESC LIMIT 1) <> ?
        ORDER BY r.id)sql",
        {policyVersion}, [&out](const SqlRow& row) {
            out.emplace_back(row.integer(0));
            return true;
        }));
    return out;
}

Status saveModelCard(Database& db, const std::string& model, const ModelPeople& people)
{
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO model_card (model, owner, tier, use_case, fallback) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (model) DO UPDATE SET owner = excluded.owner, tier = excluded.tier, use_case = excluded.use_case, fallback = excluded.fallback)sql",
        {model, people.owner, people.tier, people.useCase, people.fallback}));
    return {};
}

} // namespace oxseal::repo
