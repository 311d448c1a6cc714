// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/scope_repo.h"

#include "models/core/text.h"
#include "storage/db/done.h"
#include "storage/db/sql_values.h"

namespace oxseal::scope_repo {
namespace {

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    for (const auto& line : split(text, '\n')) {
        if (!trimmed(line).empty())
            lines.emplace_back(trimmed(line));
    }
    return lines;
}

void readSkip(const SqlRow& row, SkipRow& out)
{
    out.id = row.integer(0);
    out.period = PeriodId(row.integer(1));
    out.system = row.string(2);
    out.why = row.string(3);
    out.askedAt = Instant{row.integer(4)};
    out.askedBy = PersonId(row.integer(5));
    out.approvedAt = instantAt(row, 6);
    out.approvedBy = PersonId(row.integer(7));
    out.withdrawnAt = instantAt(row, 8);
    out.withdrawnBy = PersonId(row.integer(9));
}

} // namespace

Status putScope(Database& db, const ScopeRow& row)
{
    const std::string aliases = join(row.aliases, "\n");
    return done(db.run(R"sql(
        INSERT INTO access_scope (period_id, system, risk, frequency, aliases, note, set_at, set_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (period_id, system) DO UPDATE SET risk = excluded.risk, frequency = excluded.frequency,
          aliases = excluded.aliases, note = excluded.note, set_at = excluded.set_at, set_by = excluded.set_by
    )sql",
        {row.period.value, std::string_view(row.system), std::string_view(name(row.risk)), std::string_view(name(row.frequency)),
            std::string_view(aliases), std::string_view(row.note), row.setAt.micros, row.setBy.value}));
}

Result<std::vector<ScopeRow>> scope(Database& db, PeriodId period)
{
    std::vector<ScopeRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT period_id, system, risk, frequency, aliases, note, set_at, set_by FROM access_scope WHERE period_id = ? ORDER BY system
    )sql",
        {period.value}, [&out](const SqlRow& row) {
            ScopeRow& one = out.emplace_back();
            one.period = PeriodId(row.integer(0));
            one.system = row.string(1);
            // The table's CHECKs admit only names known here.
            one.risk = access::scopeRiskFromName(row.text(2)).value_or(access::ScopeRisk::High);
            one.frequency = access::reviewFrequencyFromName(row.text(3)).value_or(access::ReviewFrequency::Quarterly);
            one.aliases = linesOf(row.text(4));
            one.note = row.string(5);
            one.setAt = Instant{row.integer(6)};
            one.setBy = PersonId(row.integer(7));
            return true;
        }));
    return out;
}

Result<bool> begun(Database& db)
{
    OXSEAL_TRY(const std::optional<std::int64_t> found, db.integer(R"sql(SELECT 1 FROM access_scope LIMIT 1)sql"));
    return found.has_value();
}

Result<std::int64_t> insertSkip(Database& db, const SkipRow& row)
{
    return db.insert(R"sql(INSERT INTO access_scope_skip (period_id, system, why, asked_at, asked_by) VALUES (?, ?, ?, ?, ?))sql",
        {row.period.value, std::string_view(row.system), std::string_view(row.why), row.askedAt.micros, row.askedBy.value});
}

Status updateSkip(Database& db, const SkipRow& row)
{
    return done(db.run(R"sql(
        UPDATE access_scope_skip SET approved_at = ?, approved_by = ?, withdrawn_at = ?, withdrawn_by = ? WHERE id = ?
    )sql",
        {orNull(row.approvedAt), orNull(row.approvedBy.value), orNull(row.withdrawnAt), orNull(row.withdrawnBy.value), row.id}));
}

Result<std::vector<SkipRow>> skips(Database& db, PeriodId period)
{
    std::vector<SkipRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, period_id, system, why, asked_at, asked_by, approved_at, approved_by, withdrawn_at, withdrawn_by
        FROM access_scope_skip WHERE period_id = ? ORDER BY id
    )sql",
        {period.value}, [&out](const SqlRow& row) {
            readSkip(row, out.emplace_back());
            return true;
        }));
    return out;
}

Result<std::optional<SkipRow>> skip(Database& db, std::int64_t id)
{
    std::optional<SkipRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, period_id, system, why, asked_at, asked_by, approved_at, approved_by, withdrawn_at, withdrawn_by
        FROM access_scope_skip WHERE id = ?
    )sql",
        {id}, [&out](const SqlRow& row) { readSkip(row, out.emplace()); }));
    return out;
}

Result<std::int64_t> insertList(Database& db, const KnownListRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_known_list (period_id, source, file_name, object_id, sha256, loaded_at, loaded_by) VALUES (?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.period.value, std::string_view(name(row.source)), std::string_view(row.fileName), row.object.value, ByteView(row.sha256.bytes),
            row.loadedAt.micros, row.loadedBy.value});
}

Status insertName(Database& db, std::int64_t list, std::int64_t line, const std::string& text)
{
    return done(db.run(R"sql(INSERT INTO access_known_name (list_id, line, name) VALUES (?, ?, ?))sql", {list, line, std::string_view(text)}));
}

Result<std::vector<KnownListRow>> lists(Database& db, PeriodId period)
{
    std::vector<KnownListRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, period_id, source, file_name, object_id, sha256, loaded_at, loaded_by FROM access_known_list WHERE period_id = ? ORDER BY id
    )sql",
        {period.value}, [&out](const SqlRow& row) {
            KnownListRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.period = PeriodId(row.integer(1));
            one.source = access::knownSourceFromName(row.text(2)).value_or(access::KnownSource::Sso);
            one.fileName = row.string(3);
            one.object = ObjectId(row.integer(4));
            one.sha256 = row.digest(5);
            one.loadedAt = Instant{row.integer(6)};
            one.loadedBy = PersonId(row.integer(7));
            return true;
        }));
    return out;
}

Result<std::vector<std::string>> names(Database& db, std::int64_t list)
{
    std::vector<std::string> out;
    OXSEAL_CHECK(db.each(R"sql(SELECT name FROM access_known_name WHERE list_id = ? ORDER BY line)sql", {list}, [&out](const SqlRow& row) {
        out.push_back(row.string(0));
        return true;
    }));
    return out;
}

Status insertWord(Database& db, const KnownWordRow& row)
{
    return done(db.run(R"sql(INSERT INTO access_known_word (source, name_key, system, why, said_at, said_by) VALUES (?, ?, ?, ?, ?, ?))sql",
        {std::string_view(name(row.source)), std::string_view(row.nameKey), std::string_view(row.system), std::string_view(row.why),
            row.saidAt.micros, row.saidBy.value}));
}

Result<std::vector<KnownWordRow>> words(Database& db)
{
    std::vector<KnownWordRow> out;
    OXSEAL_CHECK(db.each(R"sql(SELECT source, name_key, system, why, said_at, said_by FROM access_known_word ORDER BY id)sql", {}, [&out](const SqlRow& row) {
        KnownWordRow& one = out.emplace_back();
        one.source = access::knownSourceFromName(row.text(0)).value_or(access::KnownSource::Sso);
        one.nameKey = row.string(1);
        one.system = row.string(2);
        one.why = row.string(3);
        one.saidAt = Instant{row.integer(4)};
        one.saidBy = PersonId(row.integer(5));
        return true;
    }));
    return out;
}

Status insertOwner(Database& db, const RoleOwnerRow& row)
{
    return done(db.run(R"sql(INSERT INTO access_role_owner (system, role, person_id, set_at, set_by) VALUES (?, ?, ?, ?, ?))sql",
        {std::string_view(row.system), std::string_view(row.role), row.person.value, row.setAt.micros, row.setBy.value}));
}

Result<std::vector<RoleOwnerRow>> owners(Database& db)
{
    std::vector<RoleOwnerRow> out;
    OXSEAL_CHECK(db.each(R"sql(SELECT system, role, person_id, set_at, set_by FROM access_role_owner ORDER BY id)sql", {}, [&out](const SqlRow& row) {
        out.push_back({row.string(0), row.string(1), PersonId(row.integer(2)), Instant{row.integer(3)}, PersonId(row.integer(4))});
        return true;
    }));
    return out;
}

Result<std::int64_t> insertApproval(Database& db, const RoleApprovalRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_role_approval (system, role, listing_snapshot, digest, body, approved_at, approved_by, note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {std::string_view(row.system), std::string_view(row.role), row.listing.value, ByteView(row.digest.bytes), std::string_view(row.body),
            row.approvedAt.micros, row.approvedBy.value, std::string_view(row.note)});
}

Result<std::vector<RoleApprovalRow>> approvals(Database& db)
{
    std::vector<RoleApprovalRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, system, role, listing_snapshot, digest, body, approved_at, approved_by, note FROM access_role_approval ORDER BY id
    )sql",
        {}, [&out](const SqlRow& row) {
            RoleApprovalRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.system = row.string(1);
            one.role = row.string(2);
            one.listing = SnapshotId(row.integer(3));
            one.digest = row.digest(4);
            one.body = row.string(5);
            one.approvedAt = Instant{row.integer(6)};
            one.approvedBy = PersonId(row.integer(7));
            one.note = row.string(8);
            return true;
        }));
    return out;
}

} // namespace oxseal::scope_repo
