// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

enum class Severity { Low, Medium, High, Critical };
[[nodiscard]] const char* name(Severity severity) noexcept;

/// The one shape of everything an engine points out: SoD conflicts, roster flags, evidence gaps, open matters, AI checks.
/// Words for `code` and `remedy` stand in storage/texts under the same key.
struct Finding
{
    std::string code; ///< e.g. "access.terminated"; stable across releases
    Severity severity = Severity::Medium;
    std::string subject; ///< what it is about, e.g. "person:E1004" or "account:1010"
    std::vector<std::string> arguments; ///< fill {0}, {1} … of the text
    std::string remedy; ///< code of the way out; "" means the text of `code` names it
    Digest fingerprint; ///< see fingerprintOf
    std::string owner; ///< login or worker who has to act; "" unknown
    std::string amount; ///< "USD 3,250.00" when money is at stake, else ""
    std::optional<Day> since; ///< first day of the matter, for its age

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// SHA-256 over code, subject and the `identity` parts, each length-prefixed. Identity holds what makes this the same
/// finding in the next run (rule id, account, permission), never counts or dates that move, so that acceptances and
/// mitigations survive a re-run and stale ones surface.
[[nodiscard]] Digest fingerprintOf(
    Hasher& hasher, const std::string& code, const std::string& subject, const std::vector<std::string>& identity);

} // namespace oxseal
