// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/keyring.h"
#include "storage/ledger/ledger_verifier.h"
#include "storage/workspace/last_seen.h"
#include "storage/workspace/lock.h"
#include "storage/workspace/pen_request.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

/// The workspace in a folder of this machine. Made by openWorkspace and createWorkspace only.
class LocalWorkspace final : public Workspace
{
public:
    /// What opening has gathered.
    struct Parts
    {
        std::filesystem::path folder;
        std::string id;
        Environment environment;
        WorkspaceLock lock;
        Keyring keyring;
        UnlockedPerson person;
        std::unique_ptr<Database> db;
        Actor actor;
        std::optional<Error> hindrance;
    };
    explicit LocalWorkspace(Parts parts);
    ~LocalWorkspace() override;

    const std::filesystem::path& folder() const override { return parts_.folder; }
    const std::string& id() const override { return parts_.id; }
    const Actor& actor() const override { return parts_.actor; }
    bool writable() const override { return !parts_.hindrance; }
    const std::optional<Error>& hindrance() const override { return parts_.hindrance; }
    const Environment& environment() const override { return parts_.environment; }
    Database& db() override { return *parts_.db; }
    ObjectStore& objects() override { return *objects_; }
    UnlockedPerson& keys() override { return parts_.person; }
    Keyring& keyring() override { return parts_.keyring; }

    Status writeStatus(
        Permission permission, const std::string& reason, const std::function<Status(UnitOfWork&)>& work) override;
    Result<LedgerHead> ledgerHead() override;
    Result<SignedNote> checkpoint(const std::string& purpose, const SigningKey* signer) override;
    Status rekey(const Secret& newDataKey) override;
    Result<std::string> openEvidence(ObjectId object, const std::string& reason) override;
    Status explainDiscontinuity(const std::string& reason) override;
    std::optional<LedgerHead> lastSeen() const override { return lastSeen_.read(); }
    Status givePen() override;
    Status takePen() override;
    Status askForPen() override;
    void withdrawPenRequest() override { ticket_.withdraw(); }
    const PenRequest* penRequest() const override { return ticket_.stands() ? &ticket_.request() : nullptr; }
    Status close() override;

    /// For the opening itself (creation, merging the spool, ending a rotation): no permission is asked.
    [[nodiscard]] Status writeUnchecked(
        const std::string& role, const std::string& reason, const std::function<Status(UnitOfWork&)>& work);
    /// Compares the ledger with what this user saw last; a ledger that does not continue it hinders writing.
    [[nodiscard]] Status compareWithLastSeen();
    /// What a new writer does first: sweeps what nobody refers to, ends an interrupted rotation, merges the spool.
    [[nodiscard]] Status takeOver(bool openedWithNewest);

private:
    [[nodiscard]] Status permit(Permission permission, std::string& role);
    /// Takes over what read-only openers have spooled.
    [[nodiscard]] Status mergeSpool();
    /// Steps 2 and 3 of a data-key rotation that was interrupted.
    [[nodiscard]] Status finishRotation(bool openedWithNewest);
    [[nodiscard]] Status beginWriting();
    [[nodiscard]] Status becomeReader(const Error& why);
    void adopt(std::unique_ptr<Database> db);
    void remember(const LedgerHead& head);

    Parts parts_;
    std::unique_ptr<ObjectStore> objects_;
    LastSeen lastSeen_;
    std::optional<LedgerHead> seen_; ///< by this opening, whatever lies in the state folder
    PenTicket ticket_;
    bool writing_ = false;
};

/// Session and signing keys that may have signed, from the keyring; a session key counts only when its person's signing
/// key certified it (invitations and the recovery code have none to do so).
struct KeyringKeys
{
    std::vector<KnownKey> session;
    std::vector<KnownKey> signing;
};
[[nodiscard]] KeyringKeys knownKeys(const Keyring& keyring);

} // namespace oxseal
