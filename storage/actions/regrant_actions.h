// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/access_reads.h"

namespace oxseal {

inline constexpr ErrorCode kNotRegranted{"access.not_regranted", ErrorClass::Refused};
inline constexpr ErrorCode kRegrantClosed{"access.regrant_closed", ErrorClass::Refused};
inline constexpr ErrorCode kRegrantNotAsked{"access.regrant_not_asked", ErrorClass::Refused};
inline constexpr ErrorCode kRegrantAsked{"access.regrant_asked", ErrorClass::Refused};
inline constexpr ErrorCode kRegrantOwn{"access.regrant_own", ErrorClass::Denied};

/// Access that was removed and is back has to come to an end (A15): it is ordered away again, or it is accepted by two people. The
/// alarm stays in the record either way.

/// A new work order for the same line, due as any other. Permission RunReview. Gives its number.
[[nodiscard]] Result<std::int64_t> orderAgain(Workspace& workspace, std::int64_t removal, const std::string& reason);
/// Asks that the access may stay; without effect before another person approves it. Permission RunReview.
[[nodiscard]] Status askToAcceptRegrant(Workspace& workspace, std::int64_t removal, const std::string& reason);
/// By a controller or chief officer who did not ask and whose access it is not.
[[nodiscard]] Status acceptRegrant(Workspace& workspace, std::int64_t removal, const std::string& reason);

} // namespace oxseal
