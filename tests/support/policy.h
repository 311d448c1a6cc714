// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_policy.h"
#include "tests/support/test_main.h"

namespace oxseal::test {

/// The policy as it is delivered, read from the sources.
inline Json shippedPolicyJson()
{
    const std::filesystem::path rules = std::filesystem::path(OXSEAL_SOURCE_DIR) / "resources/rules";
    Json policy = *parseJson(readFile(rules / "match_policy.json"));
    return policy.set("rules", *parseJson(readFile(rules / "match_passes.json")));
}

inline recon::MatchPolicy shippedPolicy() { return *recon::parseMatchPolicy(shippedPolicyJson()); }

} // namespace oxseal::test
