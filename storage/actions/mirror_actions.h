// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/mirror_reads.h"

namespace oxseal {

inline constexpr ErrorCode kMirrorInvalid{"recon.mirror_invalid", ErrorClass::Usage};
inline constexpr ErrorCode kRateWithoutSource{"recon.rate_without_source", ErrorClass::Usage};
inline constexpr ErrorCode kMirrorNotPrepared{"recon.mirror_not_prepared", ErrorClass::Refused};
inline constexpr ErrorCode kMirrorOwnRate{"recon.mirror_own_rate", ErrorClass::Denied};
inline constexpr ErrorCode kRateDay{"recon.rate_day", ErrorClass::Usage};
inline constexpr ErrorCode kMirrorSigned{"recon.mirror_signed", ErrorClass::Refused};
inline constexpr ErrorCode kMirrorOwnReview{"recon.mirror_own_review", ErrorClass::Denied};

/// Limits beyond which a difference would only be talked away.
inline constexpr int kMostTransitDays = 92;
inline constexpr int kMostWindowDays = 366;
inline constexpr int kMostRateMargin = 300; ///< thousandths
inline constexpr int kRateDaysAfterEnd = 7; ///< a closing rate is published for a day in the period, or soon after its end

/// Says which two accounts of two entities mirror each other, or changes the limits of a pair (and who answers for them). Both entities
/// exist; the accounts need not stand in a trial balance yet. Permission PrepareReconciliation. Gives the pair's number.
[[nodiscard]] Result<std::int64_t> pairAccounts(Workspace& workspace, const MirrorRow& pair, const std::string& reason);

/// States a closing rate with its source and day (P2); a later one replaces it, and signatures on what it changes lapse by themselves.
/// kRateInvalid, kRateWithoutSource, kRateDay (a day that is none of the period's). Permission PrepareReconciliation.
[[nodiscard]] Status stateRate(Workspace& workspace, const PeriodRow& period, const RateRow& rate, const std::string& reason);

/// Signs the figures as they stand, as "preparer" or "reviewer" (the preparer first; the reviewer is another person, who has
/// neither stated the rate nor set the pair's limits). Refused while something is missing,
/// and when these very figures have a signature of that duty: the reviewer could otherwise become the preparer afterwards.
/// An unexplained difference does not keep anybody from signing: it stays an open matter, and the note says what is known.
/// Permission PrepareReconciliation or ReviewReconciliation.
[[nodiscard]] Status signMirror(Workspace& workspace, std::int64_t mirror, const PeriodRow& period, const std::string& duty, const std::string& note);

} // namespace oxseal
