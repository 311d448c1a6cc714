// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"

#include <string>
#include <vector>

/// Several files of one system as one: a ZIP archive, the user's own or one made of the files that an import names.
namespace oxseal {

/// {0} is an entry that cannot be taken into the archive of an import.
inline constexpr ErrorCode kBundleName{"import.bundle_name", ErrorClass::Usage};

/// The files of an archive come to more than {0} MB, or to far more than it could honestly hold.
inline constexpr ErrorCode kBundleBomb{"import.bundle_bomb", ErrorClass::Input};

struct BundleEntry
{
    std::string name;
    std::string bytes;
};

/// A ZIP archive that is no workbook.
[[nodiscard]] bool looksLikeBundle(ByteView bytes);
/// Its files in the order of their names (in lower case); folders and the resource forks of macOS are passed over. One budget is for
/// all of them together, and what the archive says of itself is believed only to its disadvantage. Errors: those of ZipParts,
/// kBundleBomb.
[[nodiscard]] Result<std::vector<BundleEntry>> openBundle(ByteView bytes);
/// A ZIP archive of stored entries, sorted by name, without a date: the same files always give the same bytes. kBundleName for
/// a name that occurs twice or is not allowed in one.
[[nodiscard]] Result<std::string> makeBundle(std::vector<BundleEntry> entries);

} // namespace oxseal
