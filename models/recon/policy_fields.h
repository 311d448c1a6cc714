// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

/// Strict reading of versioned policies: what is not known, missing or out of range is an error that names its place.
namespace oxseal::recon {

inline constexpr ErrorCode kPolicyInvalid{"recon.policy_invalid", ErrorClass::Input};

/// kPolicyInvalid at `place`.
[[nodiscard]] tl::unexpected<Error> policyInvalid(const std::string& place);
/// An object with no other members than `known`.
[[nodiscard]] Status onlyKeys(const Json& json, const std::set<std::string, std::less<>>& known, const std::string& place);
/// The member `key`, an integer from 0 to `most`.
[[nodiscard]] Result<std::int64_t> numberField(const Json& json, const std::string& key, std::int64_t most, const std::string& place);
/// The member `key`, an array of texts none of which is empty.
[[nodiscard]] Result<std::vector<std::string>> wordsField(const Json& json, const std::string& key, const std::string& place = {});

} // namespace oxseal::recon
