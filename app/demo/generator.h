// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/world.h"
#include "models/core/result.h"

namespace oxseal::demo {

inline constexpr ErrorCode kNoWords{"demo.no_words", ErrorClass::Internal};

/// A made-up group nine months after its IPO: the files its systems would export for two quarters, with faults in them,
/// and the key to the faults. Pure: the same seed gives the same bytes, on every machine.
struct Generated
{
    Files files; ///< paths below the demo's folder, all under inputs/
    Json answers; ///< answers.json
    World world;
};

[[nodiscard]] Result<Generated> generate(std::uint64_t seed);

/// A text of resources/demo/ (compiled in); fails when it is missing.
[[nodiscard]] Result<std::string> demoResource(const std::string& name);

} // namespace oxseal::demo
