// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "models/core/json.h"
#include "models/core/result.h"
#include "models/people/permissions.h"
#include "storage/crypto/random.h"
#include "storage/db/database.h"
#include "storage/ledger/ledger_store.h"
#include "storage/objects/object_store.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <type_traits>

namespace oxseal {

class Keyring;
class UnlockedPerson;
class SigningKey;
struct PenRequest;

/// Somebody else holds the pen; {0} names the holder.
inline constexpr ErrorCode kWorkspaceBusy{"workspace.busy", ErrorClass::Busy};
inline constexpr ErrorCode kWorkspaceReadOnly{"workspace.read_only", ErrorClass::Usage};
inline constexpr ErrorCode kWorkspaceMissing{"workspace.missing", ErrorClass::Input};
inline constexpr ErrorCode kWorkspaceExists{"workspace.exists", ErrorClass::Usage};
inline constexpr ErrorCode kWorkspaceCannotWrite{"workspace.cannot_write", ErrorClass::Internal};
/// The database does not open with the keys of the keyring, or carries another workspace's id.
inline constexpr ErrorCode kWorkspaceDatabase{"workspace.database", ErrorClass::Integrity};
inline constexpr ErrorCode kWorkspaceKeyring{"workspace.keyring", ErrorClass::Integrity};
/// The ledger is shorter than, or differs from, what this user has seen; writing waits for `ledger explain`.
inline constexpr ErrorCode kWorkspaceRolledBack{"workspace.rolled_back", ErrorClass::Integrity};
inline constexpr ErrorCode kWorkspaceNotPermitted{"workspace.not_permitted", ErrorClass::Denied};
inline constexpr ErrorCode kWorkspaceRemoved{"workspace.removed", ErrorClass::Denied};
inline constexpr ErrorCode kWorkspaceFirstLogin{"workspace.first_login", ErrorClass::Denied};
inline constexpr ErrorCode kWorkspaceNoReason{"workspace.no_reason", ErrorClass::Usage};
inline constexpr ErrorCode kWorkspaceSilentWrite{"workspace.silent_write", ErrorClass::Internal};
inline constexpr ErrorCode kWorkspaceNestedWrite{"workspace.nested_write", ErrorClass::Internal};
inline constexpr ErrorCode kWorkspaceClosed{"workspace.closed", ErrorClass::Internal};
inline constexpr ErrorCode kWorkspaceInUse{"workspace.in_use", ErrorClass::Busy};
/// This opening gave up its pen.
inline constexpr ErrorCode kWorkspacePenGiven{"workspace.pen_given", ErrorClass::Busy};
/// Nobody has the pen, and this opening has not taken it yet.
inline constexpr ErrorCode kWorkspacePenFree{"workspace.pen_free", ErrorClass::Busy};
/// On a network file system there is one opener, who keeps the pen.
inline constexpr ErrorCode kWorkspaceOneOpener{"workspace.one_opener", ErrorClass::Refused};
inline constexpr ErrorCode kWorkspaceNoSpool{"workspace.no_spool", ErrorClass::Refused};

/// Everything from outside that a workspace needs; passed in so that tests and the demo bring their own.
struct Environment
{
    Clock clock; ///< required
    Random* random = nullptr; ///< required
    std::string host;
    std::string osUser;
    std::filesystem::path stateFolder; ///< last-seen roots per workspace id; the user's own, outside the workspace
    /// Tests only: weaker Argon2id parameters. No program, option or environment variable can set it.
    bool testKdf = false;

    /// System clock, system randomness, XDG state folder.
    [[nodiscard]] static Environment system();
};

/// The authenticated person behind an action.
struct Actor
{
    PersonId person;
    std::string login; ///< as typed at --user; unique in the workspace
    std::string name;
    std::set<Role> roles; ///< those held now
    std::string authMethod; ///< "passphrase", "invitation", "recovery"
};

/// One thing that happened, for the ledger. `before` and `after` go to the disposable body; header fields stay for ever,
/// so no names of natural persons, amounts or free text in `verb`, `object` and `module`.
struct Event
{
    std::string verb; ///< e.g. "review.decide"
    std::string object; ///< e.g. "campaign:3/row:17"
    std::string module; ///< e.g. "access"
    Json before;
    Json after;
    std::string ticket;
    std::string keyringFile; ///< of keyringEvent() only: the file to be, kept until its rename is certain
};

/// The inside of one write: rows and ledger entries of one SQLite transaction. Lives only within Workspace::write.
class UnitOfWork
{
public:
    virtual ~UnitOfWork() = default;
    [[nodiscard]] virtual Database& db() = 0;
    [[nodiscard]] virtual ObjectStore& objects() = 0;
    [[nodiscard]] virtual const Actor& actor() const = 0;
    [[nodiscard]] virtual Instant now() const = 0; ///< one instant per transaction
    [[nodiscard]] virtual const std::string& reason() const = 0;
    /// Appends a ledger entry. A unit of work that records nothing is refused at commit: there is no silent write.
    virtual void record(Event event) = 0;
};

/// An open workspace: `Acme.oxseal/` with workspace.db, objects/, keyring.json and lock.
class Workspace
{
public:
    virtual ~Workspace() = default;

    [[nodiscard]] virtual const std::filesystem::path& folder() const = 0;
    [[nodiscard]] virtual const std::string& id() const = 0;
    [[nodiscard]] virtual const Actor& actor() const = 0;
    [[nodiscard]] virtual bool writable() const = 0; ///< false for the second opener
    [[nodiscard]] virtual const Environment& environment() const = 0;
    /// For reads; never write through it.
    [[nodiscard]] virtual Database& db() = 0;
    [[nodiscard]] virtual ObjectStore& objects() = 0;
    /// The person's unlocked keys (box and session) and the keyring; signing keys are opened per binding act.
    [[nodiscard]] virtual UnlockedPerson& keys() = 0;
    [[nodiscard]] virtual Keyring& keyring() = 0;

    /// The one write path (rule 1). Checks the permission and that the workspace is writable, begins, calls `work`, appends
    /// the recorded entries with one session signature over the new root, commits. Any error rolls everything back.
    [[nodiscard]] virtual Status writeStatus(
        Permission permission, const std::string& reason, const std::function<Status(UnitOfWork&)>& work)
        = 0;

    /// `write(permission, reason, [&](UnitOfWork& u) -> Result<X> {…})`
    template <class F>
    [[nodiscard]] auto write(Permission permission, const std::string& reason, F&& work)
        -> std::invoke_result_t<F, UnitOfWork&>
    {
        using R = std::invoke_result_t<F, UnitOfWork&>;
        if constexpr (std::is_same_v<R, Status>) {
            return writeStatus(permission, reason, std::forward<F>(work));
        } else {
            std::optional<R> result;
            Status status = writeStatus(permission, reason, [&](UnitOfWork& unit) -> Status {
                result.emplace(work(unit));
                if (!*result)
                    return tl::unexpected<Error>(result->error());
                return {};
            });
            if (!status)
                return tl::unexpected<Error>(status.error());
            return std::move(*result);
        }
    }

    /// Why it is not writable; nullopt when it is.
    [[nodiscard]] virtual const std::optional<Error>& hindrance() const = 0;

    [[nodiscard]] virtual Result<LedgerHead> ledgerHead() = 0;
    /// Signs the present head as a note (origin "oxseal/<id>", extension "purpose <purpose>") and keeps it in the ledger:
    /// by the session key at lock and close, by a signing key at sign-off, period close and packet.
    [[nodiscard]] virtual Result<SignedNote> checkpoint(
        const std::string& purpose, const SigningKey* signer = nullptr)
        = 0;
    /// Step 2 of a data-key rotation: re-encrypts the database. kWorkspaceInUse while others read.
    [[nodiscard]] virtual Status rekey(const Secret& newDataKey) = 0;
    /// Content of an evidence object. Opening is an event: in the ledger when writable, else in a spool signed by the
    /// session key that the next writer merges; when neither can be written the evidence stays closed.
    [[nodiscard]] virtual Result<std::string> openEvidence(ObjectId object, const std::string& reason) = 0;
    /// Accepts a ledger that does not continue what was last seen (a restored backup), as an event with the reason.
    [[nodiscard]] virtual Status explainDiscontinuity(const std::string& reason) = 0;
    /// The head this user saw last, from the state folder.
    [[nodiscard]] virtual std::optional<LedgerHead> lastSeen() const = 0;

    /// Gives up the pen with a checkpoint (purpose "pen") and goes on reading; the hindrance is kWorkspacePenGiven then. Not
    /// inside a write. Nothing to do for somebody without the pen.
    [[nodiscard]] virtual Status givePen() = 0;
    /// Takes up the pen if it is free, without the passphrase: the connection is opened anew for writing, and schema, keyring
    /// digest, standing of the person, ledger head and last-seen root are checked again, as at opening; then the spool is
    /// merged. kWorkspaceBusy while somebody holds it. After any error the workspace reads as before and nobody is hindered.
    [[nodiscard]] virtual Status takePen() = 0;
    /// Lays a signed request for the pen beside the lock, for its present holder to see; it stands until it is withdrawn, the
    /// pen is taken or the workspace is closed. kPenCannotAsk when the folder cannot be written.
    [[nodiscard]] virtual Status askForPen() = 0;
    virtual void withdrawPenRequest() = 0;
    /// The own request that stands; nullptr when none.
    [[nodiscard]] virtual const PenRequest* penRequest() const = 0;

    /// Writes the closing checkpoint, truncates the WAL and releases the lock. The destructor closes without a checkpoint
    /// event when this was not called.
    [[nodiscard]] virtual Status close() = 0;
};

struct OpenOptions
{
    std::filesystem::path folder;
    std::string login;
    bool readOnly = false;
    bool recovery = false; ///< the secret is the recovery code; only a new passphrase can be set then
};

/// Authenticates by passphrase, tries the data key, checks keyring digest against the ledger and the last-seen root, sweeps
/// orphans and takes the lock. Wrong passphrase: ErrorClass::Denied and nothing changed.
[[nodiscard]] Result<std::unique_ptr<Workspace>> openWorkspace(
    const OpenOptions& options, const Secret& passphrase, const Environment& environment);

struct CreateOptions
{
    std::filesystem::path folder; ///< must not exist, or be empty
    std::string company;
    std::string login; ///< of the first administrator
    std::string name;
    std::optional<Day> certificateStart; ///< of the CA and the first certificate; today when not given
};

struct CreatedWorkspace
{
    std::unique_ptr<Workspace> workspace;
    Secret recoveryCode; ///< shown once
};

[[nodiscard]] Result<CreatedWorkspace> createWorkspace(
    const CreateOptions& options, const Secret& passphrase, const Environment& environment);

} // namespace oxseal
