// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace oxseal::bench {

/// Seeded synthetic files: the same numbers give the same bytes on every machine.
using Folder = std::filesystem::path;

/// "ledger.csv": `rows` lines of a general ledger in seven columns, about 78 bytes each; "bank.csv": the statement lines of
/// nine in ten of them, up to five days later, every third without its reference.
void writeBooks(const Folder& folder, std::uint64_t rows, std::uint64_t seed);

/// Files of `access compare` and `sod check`: hr, accounts, entitlements, grants, last_review, ent_perm, func_req, rules
/// (.csv). `grants` grants over a sixth as many accounts, 5,000 entitlements of a dozen permissions, 150 functions of one or
/// two groups, 500 rules.
void writeAccess(const Folder& folder, std::uint64_t grants, std::uint64_t seed);

} // namespace oxseal::bench
