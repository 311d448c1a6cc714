// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/mirror_reads.h"
#include "storage/reads/rate_list.h"

namespace oxseal {

inline constexpr ErrorCode kMirrorInvalid{"recon.mirror_invalid", ErrorClass::Usage};
inline constexpr ErrorCode kRateWithoutSource{"recon.rate_without_source", ErrorClass::Usage};
inline constexpr ErrorCode kMirrorNotPrepared{"recon.mirror_not_prepared", ErrorClass::Refused};
inline constexpr ErrorCode kMirrorOwnRate{"recon.mirror_own_rate", ErrorClass::Denied};
inline constexpr ErrorCode kNoNewRate{"recon.no_new_rate", ErrorClass::Refused};
inline constexpr ErrorCode kRateDay{"recon.rate_day", ErrorClass::Usage};
inline constexpr ErrorCode kMirrorSigned{"recon.mirror_signed", ErrorClass::Refused};
inline constexpr ErrorCode kMirrorReversed{"recon.mirror_reversed", ErrorClass::Refused};
inline constexpr ErrorCode kMirrorUnknownAccount{"recon.mirror_unknown_account", ErrorClass::Usage};
inline constexpr ErrorCode kMirrorRetired{"recon.mirror_retired", ErrorClass::Refused};
inline constexpr ErrorCode kMirrorCause{"recon.mirror_cause", ErrorClass::Usage};
inline constexpr ErrorCode kMirrorOwnReview{"recon.mirror_own_review", ErrorClass::Denied};

/// Limits beyond which a difference would only be talked away.
inline constexpr int kMostTransitDays = 92;
inline constexpr int kMostWindowDays = 366;
inline constexpr int kMostRateMargin = 300; ///< thousandths
inline constexpr int kRateDaysAfterEnd = 7; ///< a closing rate is published for a day in the period, or soon after its end

struct NamedPair
{
    std::int64_t id = 0;
    bool changed = false; ///< the pair was there: its limits and words are other ones now
    std::vector<std::string> unseen; ///< accounts of entities without a trial balance, that nothing shows to exist yet
};
/// Says which two accounts of two entities mirror each other, or changes the limits of a pair (and who answers for them; a retired one is
/// taken back). Both entities exist, and where one has a trial balance the account stands in its newest (kMirrorUnknownAccount). The
/// same pair told from the other side is refused while it stands (kMirrorReversed). Permission PrepareReconciliation.
[[nodiscard]] Result<NamedPair> pairAccounts(Workspace& workspace, const MirrorRow& pair, const std::string& reason);

/// The pair is laid side by side no more; what was signed stays. kNoSuchMirror, kMirrorRetired. Permission PrepareReconciliation.
[[nodiscard]] Status retireMirror(Workspace& workspace, std::int64_t mirror, const std::string& reason);

/// States a closing rate with its source and day (P2); a later one replaces it, and signatures on what it changes lapse by themselves.
/// kRateInvalid, kRateWithoutSource, kRateDay (a day that is none of the period's). Permission PrepareReconciliation.
[[nodiscard]] Status stateRate(Workspace& workspace, const PeriodRow& period, const RateRow& rate, const std::string& reason);

/// What became of a list of rates.
struct StatedRates
{
    std::int64_t stated = 0;
    std::int64_t same = 0; ///< closing rates that stand already with day and source
    std::int64_t otherDay = 0; ///< lines of other days of the period
    std::int64_t outside = 0; ///< lines of other periods
};
/// States the closing rates of a list (recon::useOfRates), all in one write; each is told in the ledger with the list's name, digest and
/// line. Permission PrepareReconciliation.
[[nodiscard]] Result<StatedRates> stateRates(Workspace& workspace, const PeriodRow& period, const RateList& list, const std::string& reason);

/// Signs the figures as they stand, as "preparer" or "reviewer" (the preparer first; the reviewer is another person, who has
/// neither stated the rate nor set the pair's limits). Refused while something is missing,
/// and when these very figures have a signature of that duty: the reviewer could otherwise become the preparer afterwards.
/// An unexplained difference does not keep anybody from signing: the preparer states its cause (models/recon/unexplained.h, kMirrorCause;
/// none when nothing is unexplained), and it stays an open matter all the same.
/// Permission PrepareReconciliation or ReviewReconciliation.
[[nodiscard]] Status signMirror(Workspace& workspace, std::int64_t mirror, const PeriodRow& period, const std::string& duty, const std::string& cause, const std::string& note);

} // namespace oxseal
