// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/verify_workspace.h"

#include "storage/crypto/hash.h"
#include "storage/crypto/keyring.h"
#include "storage/repos/object_repo.h"
#include "storage/repos/workspace_repo.h"
#include "storage/workspace/local_workspace.h"

namespace oxseal {

Result<LedgerVerification> verifyWorkspaceLedger(Workspace& workspace, const Progress& progress)
{
    const KeyringKeys keys = knownKeys(workspace.keyring());
    LedgerExpectation expected{workspace.id(), keys.session, keys.signing, workspace.keyring().digest(), {}};
    if (const auto seen = workspace.lastSeen())
        expected.seen.push_back(*seen);
    DatabaseLedgerReader reader(workspace.db());
    return verifyLedger(reader, expected, progress);
}

Result<std::vector<Finding>> verifyStoredBytes(Workspace& workspace, const Progress& progress)
{
    std::vector<Finding> problems;
    Sha256 hasher;
    const auto add = [&](const char* code, const std::string& subject) {
        problems.push_back({code, Severity::Critical, subject, {}, {}, fingerprintOf(hasher, code, subject, {})});
    };
    // The check reads the main file past the write-ahead log. While a rotation is unfinished its pages may still be under
    // the former key; the next writer settles that.
    if (!workspace.keyring().rotationPending()) {
        OXSEAL_TRY(const auto pages, repo::damagedPages(workspace.db()));
        for (const auto& page : pages)
            add("workspace.page_damaged", page);
    }
    OXSEAL_TRY(const auto objects, repo::objectIds(workspace.db()));
    std::uint64_t done = 0;
    for (const ObjectId id : objects) {
        const Status read = workspace.objects().read(id, [](ByteView) -> Status { return {}; });
        if (!read && read.error().kind() != ErrorClass::Integrity)
            return tl::unexpected<Error>(read.error());
        if (!read)
            add(read.error().id(), "object " + std::to_string(id.value) + " (" + read.error().place() + ")");
        progress.at(++done, objects.size());
    }
    return problems;
}

Result<LedgerVerification> verifyBackupLedger(const std::filesystem::path& backup, const std::string& login,
    const Secret& passphrase, const Environment& environment)
{
    OXSEAL_TRY(const Keyring keyring, Keyring::load(backup));
    OXSEAL_TRY(const UnlockedPerson person, keyring.unlock(login, passphrase, environment));
    Result<std::unique_ptr<Database>> db = fail(kWorkspaceDatabase, "workspace.db");
    for (const Secret& key : person.dataKeys()) {
        if (!db)
            db = Database::open(backup / "workspace.db", key, Database::Mode::ReadOnly);
    }
    if (!db)
        return tl::unexpected<Error>(db.error());
    const KeyringKeys keys = knownKeys(keyring);
    DatabaseLedgerReader reader(**db);
    return verifyLedger(reader, {keyring.workspaceId(), keys.session, keys.signing, keyring.digest(), {}});
}

} // namespace oxseal
