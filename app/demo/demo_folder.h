// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/generator.h"
#include "storage/crypto/random.h"

#include <filesystem>
#include <string>
#include <vector>

namespace oxseal::demo {

inline constexpr ErrorCode kFolderInUse{"demo.folder_in_use", ErrorClass::Refused};
inline constexpr ErrorCode kFolderFailed{"demo.folder_failed", ErrorClass::Internal};

/// A person of the demo who works in Oxseal.
struct Player
{
    std::string login;
    std::string name;
    std::string employee; ///< "" for the audit-committee chair, who is no employee
    std::vector<std::string> roles; ///< names of models/people/permissions
    std::string passphrase;
};

/// Everybody who signs or works in the workspace, each with a fresh passphrase of six words made from randomness.
[[nodiscard]] std::vector<Player> players(Random& random);

/// Six pronounceable words of 16 random bits each ("proquints", Wilkerson 2009): 96 bits.
[[nodiscard]] std::string newPassphrase(Random& random);

/// Makes `folder` ready: absent or empty is taken, a folder that holds a demo (marker file) is emptied, any other is refused.
[[nodiscard]] Status prepareFolder(const std::filesystem::path& folder);

/// Writes inputs/, answers.json, passphrases.txt and, for scripts, one file per person in passphrases/.
[[nodiscard]] Status writeFolder(
    const std::filesystem::path& folder, const Generated& made, const std::vector<Player>& people);

} // namespace oxseal::demo
