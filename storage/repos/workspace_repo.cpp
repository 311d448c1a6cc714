// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/workspace_repo.h"

namespace oxseal::repo {
namespace {

constexpr const char* kInsertWorkspace = R"sql(
INSERT INTO workspace (id, workspace_id, company, created_at) VALUES (1, ?, ?, ?))sql";
constexpr const char* kWorkspaceId = R"sql(SELECT workspace_id FROM workspace)sql";
constexpr const char* kCompanyName = R"sql(SELECT company FROM workspace)sql";
constexpr const char* kPerson = R"sql(SELECT name, state FROM person WHERE id = ?)sql";
constexpr const char* kRoles = R"sql(SELECT role FROM person_role WHERE person_id = ?)sql";
constexpr const char* kAnnounced = R"sql(SELECT bytes FROM keyring_announced)sql";
constexpr const char* kAnnounce = R"sql(
INSERT INTO keyring_announced (id, bytes) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET bytes = ?1)sql";
constexpr const char* kPages = R"sql(PRAGMA cipher_integrity_check)sql";
constexpr const char* kIsSpooled = R"sql(SELECT 1 FROM ledger_spooled WHERE sha256 = ?)sql";
constexpr const char* kInsertSpooled = R"sql(INSERT INTO ledger_spooled (sha256, seq) VALUES (?, ?))sql";

Result<std::string> oneText(Database& db, const char* sql)
{
    std::string text;
    OXSEAL_CHECK(db.one(sql, {}, [&](const SqlRow& row) { text = row.string(0); }));
    return text;
}

} // namespace

Status insertWorkspace(Database& db, const std::string& id, const std::string& company, Instant at)
{
    const std::string time = at.iso();
    OXSEAL_CHECK(db.run(kInsertWorkspace, {std::string_view(id), std::string_view(company), std::string_view(time)}));
    return {};
}

Result<std::string> workspaceId(Database& db) { return oneText(db, kWorkspaceId); }
Result<std::string> companyName(Database& db) { return oneText(db, kCompanyName); }

Result<PersonStanding> standingOf(Database& db, PersonId person)
{
    PersonStanding standing;
    OXSEAL_CHECK(db.one(kPerson, {person.value}, [&](const SqlRow& row) {
        standing.name = row.string(0);
        standing.state = row.string(1);
    }));
    OXSEAL_CHECK(db.each(kRoles, {person.value}, [&](const SqlRow& row) {
        if (const auto role = roleFromName(row.text(0)))
            standing.roles.insert(*role);
        return true;
    }));
    return standing;
}

Result<std::string> announcedKeyring(Database& db) { return oneText(db, kAnnounced); }

Status announceKeyring(Database& db, const std::string& bytes)
{
    OXSEAL_CHECK(db.run(kAnnounce, {std::string_view(bytes)}));
    return {};
}

Result<std::vector<std::string>> damagedPages(Database& db)
{
    std::vector<std::string> pages;
    OXSEAL_CHECK(db.each(kPages, {}, [&](const SqlRow& row) {
        pages.push_back(row.string(0));
        return true;
    }));
    return pages;
}

Result<bool> isSpooled(Database& db, const Digest& sha256)
{
    return db.one(kIsSpooled, {ByteView(sha256.bytes)}, [](const SqlRow&) {});
}

Status insertSpooled(Database& db, const Digest& sha256, std::uint64_t sequence)
{
    OXSEAL_CHECK(db.run(kInsertSpooled, {ByteView(sha256.bytes), static_cast<std::int64_t>(sequence)}));
    return {};
}

} // namespace oxseal::repo
