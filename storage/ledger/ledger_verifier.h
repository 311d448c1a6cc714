// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "models/core/progress.h"
#include "storage/ledger/ledger_store.h"

#include <functional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kLedgerCancelled{"cli.cancelled", ErrorClass::Cancelled};

/// A row that must not be read as an entry, with the reason it cannot be.
struct ReadEntry
{
    StoredEntry entry;
    bool canonical = true; ///< time and clock are spelled as a writer spells them
};

struct ReadCommit
{
    LedgerHead head;
    PersonId person;
    std::string sessionKey;
    std::string signature;
};

struct ReadCheckpoint
{
    std::int64_t id = 0;
    std::uint64_t size = 0;
    std::string purpose;
    PersonId person;
    std::string publicKey;
    std::string note;
};

/// All that the verifier sees of a ledger: a database, or the files of a packet, can stand behind it.
class LedgerReader
{
public:
    virtual ~LedgerReader() = default;
    /// In order of sequence; the callback returns false to stop.
    [[nodiscard]] virtual Status entries(const std::function<bool(const ReadEntry&)>& entry) = 0;
    /// In order of level and position.
    [[nodiscard]] virtual Status nodes(const std::function<bool(const merkle::Node&)>& node) = 0;
    [[nodiscard]] virtual Result<std::vector<ReadCommit>> commits() = 0; ///< by size
    [[nodiscard]] virtual Result<std::vector<ReadCheckpoint>> checkpoints() = 0; ///< by id
};

/// The ledger of an open database.
class DatabaseLedgerReader final : public LedgerReader
{
public:
    explicit DatabaseLedgerReader(Database& db) : db_(db) { }
    [[nodiscard]] Status entries(const std::function<bool(const ReadEntry&)>& entry) override;
    [[nodiscard]] Status nodes(const std::function<bool(const merkle::Node&)>& node) override;
    [[nodiscard]] Result<std::vector<ReadCommit>> commits() override;
    [[nodiscard]] Result<std::vector<ReadCheckpoint>> checkpoints() override;

private:
    Database& db_;
};

/// A key that may sign: from the keyring's list of current and former keys.
struct KnownKey
{
    PersonId person;
    std::string publicKey; ///< Ed25519 (32 bytes) or SubjectPublicKeyInfo
};

/// What the verifier holds against the ledger; all of it comes from outside the ledger's tables.
struct LedgerExpectation
{
    std::string workspaceId;
    std::vector<KnownKey> sessionKeys;
    std::vector<KnownKey> signingKeys;
    /// Digest of the keyring file as it lies there; nullopt leaves the keyring out (packets).
    std::optional<Digest> keyring;
    /// Heads seen before (last seen, packets): the tree must still contain them.
    std::vector<LedgerHead> seen;
};

struct LedgerVerification
{
    LedgerHead head;
    std::uint64_t entries = 0;
    std::uint64_t bodies = 0;
    std::uint64_t disposed = 0;
    std::uint64_t commits = 0;
    std::uint64_t checkpoints = 0;
    /// Every deviation with its place in `subject`, e.g. "entry 17". Severity::Low for what is strange but not a breach
    /// of integrity (clock set back).
    std::vector<Finding> problems;

    [[nodiscard]] bool intact() const;
};

/// Re-derives everything from the rows: every header against its leaf, every body against its digest, every node, every
/// root, every signature, the chain of keyring digests, the order of time. Shares only the pure functions of models/audit
/// with the writer. An error is only a failure of reading.
[[nodiscard]] Result<LedgerVerification> verifyLedger(
    LedgerReader& reader, const LedgerExpectation& expectation, const Progress& progress = {});

} // namespace oxseal
