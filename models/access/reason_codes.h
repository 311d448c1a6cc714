// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"

#include <span>

namespace oxseal::access {

/// {0} is the code, {1} those that fit the decision.
inline constexpr ErrorCode kReasonUnknown{"access.reason_unknown", ErrorClass::Refused};

/// What the window writes for an Unsure that only takes the last decision back; nobody chooses it.
inline constexpr const char* kTakenBack = "taken_back";

/// A6: the codes that say why something is taken away or doubted, those offered for a decision; none for Keep. Their words are the
/// texts "access.reason.<code>".
[[nodiscard]] std::span<const char* const> reasonCodes(Decision decision) noexcept;
/// All of them, each once, in the order of the decisions.
[[nodiscard]] std::vector<std::string> allReasonCodes();
/// kReasonUnknown for a code that is none of them; any known one is taken for any decision, "" for none at all, and
/// kTakenBack for Unsure.
[[nodiscard]] Status knownReason(Decision decision, std::string_view code);

} // namespace oxseal::access
