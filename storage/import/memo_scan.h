// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"
#include "storage/import/sensitive.h"

#include <string>
#include <string_view>

namespace oxseal {

/// Numbers of people in the free texts of bank files (A20). Such a file has no columns to empty and is a bank's own evidence: unless the
/// policy says mask or refuse it stays as it came, and the numbers are counted with their lines.
struct MemoScan
{
    SensitiveCells found; ///< header "memo"; count 0 when there is none
    std::string masked; ///< the file with each number masked in its own length ("XXX-XX-6789"); only when the policy says mask
};
/// `text` is the file decoded. kSensitiveRefused when the policy says so and there is a number.
[[nodiscard]] Result<MemoScan> scanMemos(ByteView bytes, std::string_view text, const SensitivePolicy& policy);

} // namespace oxseal
