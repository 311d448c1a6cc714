// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/audit/checkpoint.h"
#include "models/audit/entry.h"
#include "models/audit/merkle.h"
#include "storage/crypto/hash.h"
#include "storage/crypto/random.h"
#include "storage/db/database.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kLedgerBroken{"ledger.broken", ErrorClass::Integrity};
inline constexpr ErrorCode kLedgerNoEntry{"ledger.no_entry", ErrorClass::Usage};

/// Size and root of the ledger's tree at one moment.
struct LedgerHead
{
    std::uint64_t size = 0;
    Digest root;
    friend bool operator==(const LedgerHead&, const LedgerHead&) = default;
};

/// An entry about to be appended: sequence and body digest of the header are filled by append().
struct NewEntry
{
    EntryHeader header;
    std::string body; ///< canonical JSON
};

/// An entry as stored.
struct StoredEntry
{
    EntryHeader header;
    std::optional<std::string> body; ///< nullopt when disposed of
    std::string salt; ///< 16 bytes; "" when disposed of
    std::optional<std::uint64_t> disposedBy; ///< entry that ordered the disposal
};

/// Writes the ledger's tables; every method that changes something must run inside the transaction of a unit of work.
class LedgerStore
{
public:
    LedgerStore(Database& db, Random& random) : db_(db), random_(random) { }

    [[nodiscard]] Result<LedgerHead> head();
    /// Root of an earlier size; nullopt when the ledger is shorter.
    [[nodiscard]] Result<std::optional<Digest>> rootAt(std::uint64_t size);
    /// Appends headers, bodies and tree nodes; gives the new head.
    [[nodiscard]] Result<LedgerHead> append(std::vector<NewEntry> entries);
    /// The session key's signature over the head a transaction reached.
    [[nodiscard]] Status addCommit(
        const LedgerHead& head, PersonId person, ByteView sessionKey, ByteView signature);
    [[nodiscard]] Status addCheckpoint(
        const SignedNote& note, const std::string& purpose, PersonId person, ByteView publicKey);
    /// Deletes a body behind its tombstone; `order` is the entry that says why.
    [[nodiscard]] Status disposeBody(std::uint64_t sequence, std::uint64_t order);

    [[nodiscard]] Result<StoredEntry> entry(std::uint64_t sequence);
    [[nodiscard]] Result<merkle::Proof> inclusionProof(std::uint64_t index, std::uint64_t size);
    [[nodiscard]] Result<merkle::Proof> consistencyProof(std::uint64_t first, std::uint64_t second);
    /// Object of the last "keyring.change" entry, "keyring:<old>:<new>"; "" when there is none.
    [[nodiscard]] Result<std::string> lastKeyringEvent();
    [[nodiscard]] Result<std::uint64_t> lastCheckpointSize(); ///< 0 when there is none

private:
    [[nodiscard]] Result<merkle::Frontier> frontier(std::uint64_t size);
    [[nodiscard]] merkle::NodeReader nodes();

    Database& db_;
    Random& random_;
    Sha256 hasher_;
};

} // namespace oxseal
