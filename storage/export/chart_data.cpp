// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/chart_data.h"

#include "storage/crypto/hash.h"

namespace oxseal::exporting {

Digest chartDigest(const Chart& chart) { return sha256(canonicalJson(contentOf(chart))); }

std::string chartDescription(const Chart& chart)
{
    return "sha256:" + chartDigest(chart).hex() + "\n" + canonicalJson(contentOf(chart));
}

} // namespace oxseal::exporting
