// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <string>
#include <vector>

namespace oxseal::recon {

inline constexpr ErrorCode kPassesInvalid{"recon.passes_invalid", ErrorClass::Input};

enum class PassKind {
    Reference, ///< equal reference and equal amount
    ReferenceInText, ///< a word of the left line's description is the right line's reference, and equal amount
    AmountDate, ///< equal amount within a window of days
    Reversal, ///< two lines of one side with opposite amounts
    Sum, ///< several lines of one or both sides with one key that come to the same amount (1-N, N-1, N-M)
    NearAmount, ///< amounts that differ by no more than a tolerance; never more than suggested
};
enum class DayUnit { Calendar, Business };
/// What ties the lines of a reversal or a sum together.
enum class ReversalKey { Reference, Description };

/// By how much the statement may show less or more than the books; absolute and percent, both have to hold. Amounts are
/// compared with their sign: a fee makes a receipt smaller and a payment larger, and either is "below".
struct AmountTolerance
{
    std::int64_t below = 0; ///< minor units
    std::int64_t above = 0;
    std::int64_t belowPerMillion = 0; ///< of the books' amount
    std::int64_t abovePerMillion = 0;
};

/// One matching pass, as data. Windows are in `unit`: left date − right date must lie in [−before, +after] (left is the
/// statement, so "after" allows the bank to be later than the books). For a reversal the later line counts as left.
struct MatchPass
{
    std::string id;
    PassKind kind = PassKind::AmountDate;
    DayUnit unit = DayUnit::Business;
    int before = 3;
    int after = 3;
    /// A rival no more than this many days farther than the best candidate makes the decision ambiguous.
    int margin = 3;
    bool chequesOnly = false; ///< both references are cheque numbers: three to ten digits, a cheque prefix left out
    bool confirms = true; ///< false: never more than "suggested"
    /// Both lines carry a reference and they differ, in an account where references have been seen to agree: suggest only.
    bool suggestOnConflict = false;
    ReversalKey key = ReversalKey::Reference;
    AmountTolerance tolerance; ///< NearAmount only
    int confidence = 0; ///< rank in thousandths, stated by the rule's author; not a probability
    int perDay = 0; ///< thousandths taken off per day apart
};

/// Ordered passes with their version; the JSON form is resources/rules/match_passes.json.
struct PassSet
{
    std::string id;
    std::int64_t version = 0;
    std::vector<MatchPass> passes;
    std::vector<std::string> noReference; ///< texts that banks print where there is no reference, e.g. NONREF
    std::vector<std::string> chequePrefixes; ///< what books write before a cheque's number, e.g. CHQ
    std::vector<Day> holidays; ///< not business days, besides Saturday and Sunday; ascending
};

/// Strict: unknown keys, kinds or negative windows are errors; the place names the pass.
[[nodiscard]] Result<PassSet> parsePassSet(const Json& json);

} // namespace oxseal::recon
