// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <cstdint>
#include <filesystem>

namespace oxseal::bench {

/// A signed packet whose evidence is one file of `bytes` bytes; keys and certificates are those of the tests.
[[nodiscard]] Status writeLargePacket(const std::filesystem::path& file, std::uint64_t bytes);

} // namespace oxseal::bench
