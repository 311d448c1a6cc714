// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/access_reads.h"

namespace oxseal {

inline constexpr ErrorCode kNotRegranted{"access.not_regranted", ErrorClass::Refused};
inline constexpr ErrorCode kRegrantClosed{"access.regrant_closed", ErrorClass::Refused};
inline constexpr ErrorCode kRegrantNotAsked{"access.regrant_not_asked", ErrorClass::Refused};
inline constexpr ErrorCode kRegrantAsked{"access.regrant_asked", ErrorClass::Refused};
inline constexpr ErrorCode kContestTooEarly{"access.contest_too_early", ErrorClass::Refused};
inline constexpr ErrorCode kNothingToContest{"access.nothing_to_contest", ErrorClass::Refused};
inline constexpr ErrorCode kRegrantOwn{"access.regrant_own", ErrorClass::Denied};

/// A removal that does not end with the proof that the access is gone: access that is back after its removal (A15) is ordered away
/// again or accepted by two people; a removal that is contested after the review was concluded (A2) becomes an exception that two people
/// sign. Order, alarm and decision stay in the record either way.

/// A new work order for the same line, due as any other. Permission RunReview. Gives its number.
[[nodiscard]] Result<std::int64_t> orderAgain(Workspace& workspace, std::int64_t removal, const std::string& reason);
/// Asks that the access may stay: of what was granted again, or of a removal that is not proven yet. While the review is open the
/// line is decided anew instead (kContestTooEarly). Without effect before another person approves it. Permission RunReview.
[[nodiscard]] Status askToKeep(Workspace& workspace, std::int64_t removal, const std::string& reason);
/// By a controller or chief officer who did not ask, whose access it is not, and who is told why. A removal that was kept is neither
/// verified nor watched any more.
[[nodiscard]] Status approveKeeping(Workspace& workspace, std::int64_t removal, const std::string& reason);
/// By a controller or chief officer: the access does not stay, and its removal goes on as if nobody had asked. It may be asked again.
[[nodiscard]] Status declineKeeping(Workspace& workspace, std::int64_t removal, const std::string& reason);

} // namespace oxseal
