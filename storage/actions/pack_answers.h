// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/answers/review_pack.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kPackUnreadable{"access.pack_unreadable", ErrorClass::Input};

/// A reviewer's pack (A18) opened with the reviewer's passphrase, without any workspace. kPackUnreadable names a file that cannot be
/// read; else the errors of readPack and openPack.
[[nodiscard]] Result<std::shared_ptr<const OpenedPack>> openPackFile(
    const std::filesystem::path& file, const Secret& passphrase, const Environment& environment);

/// The answers as a reply that is signed with the reviewer's key. Lines without an answer stay undecided. Errors of checkAnswers.
[[nodiscard]] Result<std::string> signedAnswers(const OpenedPack& pack, const std::vector<access::Answer>& answers, const Environment& environment);

} // namespace oxseal
