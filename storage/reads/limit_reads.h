// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/repos/limit_repo.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// The newest limits of an account, also when they say nothing (it was given back to the policy); nullopt when nobody ever set any.
[[nodiscard]] Result<std::optional<AccountLimitRow>> limitsOf(Database& db, const std::string& entity, const std::string& account);
/// Everything ever set, of one account or of an entity ("" all); oldest first.
[[nodiscard]] Result<std::vector<AccountLimitRow>> limitHistory(Database& db, const std::string& entity, const std::string& account);

/// Whether an amount on an account is as large as its limits, or the policy, ask to look into.
[[nodiscard]] Result<bool> isLargeFor(Database& db, const std::string& entity, const std::string& account, const recon::LimitedAccount& as, std::int64_t amount);

/// Limits in words, such as "open items from 2,000 USD or 2.5 % of the balance, timing up to 14 days"; "" when they say nothing.
[[nodiscard]] std::string limitWords(const recon::AccountLimits& limits, const std::string& currency);

/// data/account_limits.csv with its dictionary; none when nobody ever set any.
[[nodiscard]] Result<std::vector<PacketFile>> limitPacketFiles(Workspace& workspace);

} // namespace oxseal
