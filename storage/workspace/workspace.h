// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "models/core/json.h"
#include "models/core/result.h"
#include "models/people/permissions.h"
#include "storage/crypto/random.h"
#include "storage/db/database.h"
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

    /// Writes the closing checkpoint, truncates the WAL and releases the lock. The destructor closes without a checkpoint
    /// event when this was not called.
    [[nodiscard]] virtual Status close() = 0;
};

struct OpenOptions
{
    std::filesystem::path folder;
    std::string login;
    bool readOnly = false;
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
};

struct CreatedWorkspace
{
    std::unique_ptr<Workspace> workspace;
    Secret recoveryCode; ///< shown once
};

[[nodiscard]] Result<CreatedWorkspace> createWorkspace(
    const CreateOptions& options, const Secret& passphrase, const Environment& environment);

} // namespace oxseal
