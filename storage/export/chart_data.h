// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/chart.h"
#include "models/core/digest.h"

#include <string>

namespace oxseal::exporting {

/// SHA-256 of the canonical JSON (RFC 8785) of the chart's data.
[[nodiscard]] Digest chartDigest(const Chart& chart);
/// What stands in the <desc> of an exported chart: "sha256:<hex>", a line feed, and the canonical JSON it is the digest of.
[[nodiscard]] std::string chartDescription(const Chart& chart);

} // namespace oxseal::exporting
