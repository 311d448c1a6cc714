// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "storage/reads/blocking_reads.h"

#include <string>

namespace oxseal::cli {

/// What the matcher did not compare, for scripts; null where its learnt stage did not run.
[[nodiscard]] Json blockingJson(const ReconView& view, const BlockingView& blocking);
/// The same in words, each line led by a line break; "" where there is nothing to say.
[[nodiscard]] std::string blockingText(const ReconView& view, const BlockingView& blocking);

} // namespace oxseal::cli
