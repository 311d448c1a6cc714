// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "storage/packet/byte_source.h"
#include "storage/packet/zip_format.h"
#include "storage/signing/signature_report.h"

#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNotZip{"packet.not_zip", ErrorClass::Input};

/// What the strict reader made of a container: entries whose bytes can be located, and every deviation as a problem
/// "container" with the entry's name or "offset N".
struct ZipListing
{
    std::vector<zip::Entry> entries; ///< in file order
    std::vector<Problem> problems;
};

/// Reads the directory and compares every record with its one canonical form: entries in file order, back to back from
/// offset 0, no gap, no comment, nothing after the end record. kNotZip when there is neither an end record nor a local
/// header at the start.
[[nodiscard]] Result<ZipListing> listZip(const ByteSource& source);

} // namespace oxseal
