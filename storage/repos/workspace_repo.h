// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "storage/workspace/workspace.h"

#include <string>
#include <vector>

namespace oxseal::repo {

struct PersonStanding
{
    std::string name;
    std::string state; ///< "invited", "active", "removed"; "" when there is no such person
    std::set<Role> roles;
};

[[nodiscard]] Status insertWorkspace(Database& db, const std::string& id, const std::string& company, Instant at);
[[nodiscard]] Result<std::string> workspaceId(Database& db);
[[nodiscard]] Result<std::string> companyName(Database& db);
[[nodiscard]] Result<PersonStanding> standingOf(Database& db, PersonId person);
/// The keyring file that the last "keyring.change" announced, kept in its transaction so that the next writer can finish a
/// rename that never happened; "" before the first.
[[nodiscard]] Result<std::string> announcedKeyring(Database& db);
[[nodiscard]] Status announceKeyring(Database& db, const std::string& bytes);
/// What SQLCipher's integrity check says of pages whose authentication code is wrong; empty when all are right.
[[nodiscard]] Result<std::vector<std::string>> damagedPages(Database& db);
/// True when this spool file is already in the ledger.
[[nodiscard]] Result<bool> isSpooled(Database& db, const Digest& sha256);
[[nodiscard]] Status insertSpooled(Database& db, const Digest& sha256, std::uint64_t sequence);

} // namespace oxseal::repo
