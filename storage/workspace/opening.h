// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/keyring.h"
#include "storage/workspace/lock.h"
#include "storage/workspace/workspace.h"

#include <filesystem>
#include <memory>
#include <string>

/// Steps that opening a workspace and taking up its pen have in common.
namespace oxseal::opening {

inline constexpr const char* kDatabaseFile = "workspace.db";

/// What a holder writes into the lock file: PenHolder::text.
[[nodiscard]] std::string holderText(const std::string& login, const Environment& environment);
struct OpenedDatabase
{
    std::unique_ptr<Database> db;
    Secret key; ///< that opened it

    /// False while a rotation is left half-way: the person has a newer key. Ask after the keyring was finished.
    [[nodiscard]] bool withNewestOf(const UnlockedPerson& person) const;
};

/// Tries the person's data keys, newest first.
[[nodiscard]] Result<OpenedDatabase> openDatabase(
    const std::filesystem::path& folder, const UnlockedPerson& person, bool write, bool network);
/// The keyring's digest must be the last event's new one, or its old one when the rename is missing.
[[nodiscard]] Result<bool> keyringExpected(Database& db, const Keyring& keyring, Random& random);
/// kWorkspaceRemoved for somebody who may not open it any more.
[[nodiscard]] Result<Actor> actorOf(Database& db, const UnlockedPerson& person);
/// The ledger's commit decides: a change of the keyring that was announced and not renamed is finished here. True when the
/// keyring is another one now.
[[nodiscard]] Result<bool> finishRename(Database& db, Keyring& keyring, Random& random);
/// The demo company lives in its own time (2026): whoever opens it goes on from its last entry, so that days to a deadline
/// and the order of the ledger stay true. The last entry says `demo` only where the demo's own clock wrote it.
[[nodiscard]] Result<Environment> withDemoClock(Environment environment, Database& db);

} // namespace oxseal::opening
