// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity.h"
#include "models/core/digest.h"
#include "models/core/finding.h"
#include "models/sod/conflict_finder.h"

#include <string>
#include <vector>

namespace oxseal::sod {

/// Something held that a conflict runs through, as its listing has it.
struct ConflictGrant
{
    std::string system;
    std::string account;
    std::string role; ///< "" when the permission is granted directly
    std::string permission;

    friend bool operator==(const ConflictGrant&, const ConflictGrant&) = default;
};

/// A conflict in words that outlive the run: what is stored, exported and found again by a re-performance.
struct ConflictLine
{
    Digest fingerprint; ///< of subject and rule: the ways to a conflict may change without making it another one
    std::string subject; ///< "person:E1" or "account:ERP/x9"
    std::string rule;
    std::string risk;
    std::string control; ///< typical compensating control of the rule
    Severity severity = Severity::High;
    std::string leftPath;
    std::string rightPath;
    std::vector<ConflictGrant> grants{}; ///< of the two paths, each once, in their order
};

/// Adds what the enabled accounts of a listing hold. An account that belongs to no worker of the roster stands for itself.
/// Returns how many of those there are.
std::int64_t addHeld(GraphBuilder& builder, access::Population population, const access::Roster& roster);

[[nodiscard]] std::vector<ConflictLine> conflictLines(Hasher& hasher, const ConflictFinder& finder, const FindResult& found);

} // namespace oxseal::sod
