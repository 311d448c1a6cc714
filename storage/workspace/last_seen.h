// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/ledger/ledger_store.h"

#include <filesystem>
#include <optional>
#include <string>

namespace oxseal {

/// The last ledger head of each workspace that this user has seen, kept outside the workspace in the user's own state
/// folder: a copy of the whole workspace put back in place cannot also put this back. An empty folder keeps nothing.
class LastSeen
{
public:
    LastSeen(std::filesystem::path folder, const std::string& workspaceId);
    [[nodiscard]] std::optional<LedgerHead> read() const;
    /// Atomic; failures are ignored, because the commit it follows is done and must not fail afterwards.
    void write(const LedgerHead& head) const;

private:
    std::filesystem::path file_;
};

} // namespace oxseal
