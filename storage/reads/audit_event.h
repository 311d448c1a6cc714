// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/audit/entry.h"
#include "models/audit/merkle.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// One field of what an event changed; a field that was not there has no value.
struct AuditChange
{
    std::string field; ///< path of names, e.g. "mapping.columns.email.header" or "lines[2]"
    std::optional<std::string> before;
    std::optional<std::string> after;
    [[nodiscard]] bool differs() const { return before != after; }
};

/// Before and after as fields beside each other, in the order of their names. Values that are no object stand under "".
[[nodiscard]] std::vector<AuditChange> auditChanges(const Json& before, const Json& after);

/// One event with its body. When the body was disposed of, name, reason and changes are empty.
struct AuditEvent
{
    EntryHeader header;
    std::string name; ///< of the person, as recorded then
    std::string login;
    std::string reason;
    std::string ticket;
    std::vector<AuditChange> changes;
    bool disposed = false;
    std::optional<std::uint64_t> disposedBy; ///< the entry that ordered it
};
/// kLedgerNoEntry when there is no such entry.
[[nodiscard]] Result<AuditEvent> auditEvent(Database& db, std::uint64_t sequence);

/// The way from an event to a signed head of the ledger (RFC 6962 §2.1.1): anybody can recompute it from these values.
struct AuditProof
{
    struct Step
    {
        Digest sibling;
        bool left = false; ///< the sibling is the left half of the next hash
        Digest result; ///< hash after this step
    };
    std::uint64_t sequence = 0;
    std::string header; ///< canonical bytes: what the leaf hashes
    Digest leaf;
    std::vector<Step> path;
    std::uint64_t size = 0; ///< of the tree the path leads to
    Digest root; ///< as signed
    bool included = false; ///< the path leads from the leaf to that root
    bool bodyHolds = false; ///< salt and body give the digest in the header; true when disposed of
    /// The first checkpoint that covers the event; empty while only the session's signature does.
    std::optional<std::int64_t> checkpoint;
    std::string purpose;
    std::string signer; ///< name of the person whose key signed the checkpoint
    bool signatureHolds = false;
};
[[nodiscard]] Result<AuditProof> auditProof(Workspace& workspace, std::uint64_t sequence);

} // namespace oxseal
