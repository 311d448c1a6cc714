// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/stages.h"
#include "models/core/json.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace oxseal::access {

/// One decision as it was made; decisions are only ever added (A6).
struct PastDecision
{
    std::int64_t number = 0; ///< rises with time
    std::int64_t row = 0;
    std::int64_t stage = 1; ///< from 1; 0: the campaign owner's resolution of a disagreement
    std::string holder; ///< of the seat it was made for
};

/// Somebody who sits at a line. Decisions up to number `since` were made before the seat was, or have to be made again.
struct HeldSeat
{
    std::int64_t row = 0;
    std::int64_t stage = 1; ///< 0: what the campaign owner resolved
    std::string holder;
    std::int64_t since = 0;
};

/// What the history says of the seats of today. Indexes are those of the two lists.
struct HistoryReading
{
    std::vector<std::optional<std::size_t>> ofSeat; ///< the decision in force of each seat; nullopt: it has none
    std::vector<std::int64_t> supersededBy; ///< of each decision: number of the next one of the same holder, line and stage; 0: none
    std::vector<bool> inForce; ///< of each decision: it is that of a seat
};
/// `decisions` by number.
[[nodiscard]] HistoryReading readHistory(std::span<const PastDecision> decisions, std::span<const HeldSeat> seats);

/// Which of its votes a line shows: whose turn it is or whose vote stands, and the decision.
struct ShownVotes
{
    std::optional<std::size_t> reviewer; ///< who has to decide next, or whose vote stands
    std::optional<std::size_t> decision; ///< the outcome; before there is one, an unsure or not-mine of the open stage
};
[[nodiscard]] ShownVotes shownVotes(std::span<const Stage> stages, const LineStanding& standing, std::span<const Vote> votes);

/// What became of a decision.
enum class DecisionFate : std::uint8_t {
    Stands, ///< it is what the line shows
    OfSeat, ///< the last word of its seat; another's stands
    Superseded, ///< decided again at the same seat
    Ended, ///< the seat went to somebody else, or has to decide again
};
[[nodiscard]] const char* name(DecisionFate fate) noexcept; ///< "stands", "of_seat", "superseded", "ended"
[[nodiscard]] DecisionFate fateOf(bool stands, bool inForce, std::int64_t supersededBy) noexcept;

/// How a decision came in.
enum class DecisionWay : std::uint8_t { Own, Bulk, File, Answer, Ruling, Resolution };
[[nodiscard]] const char* name(DecisionWay way) noexcept; ///< "own", "bulk", "file", "answer", "ruling", "resolution"

/// A decision as the ledger recorded it. Programs before stages wrote no stage.
struct RecordedDecision
{
    std::int64_t row = 0;
    std::optional<std::int64_t> stage;
    std::string decision;
    std::string code;
    std::string target;
    std::string comment;
    std::optional<std::int64_t> bulk;
    std::int64_t inPlaceOf = 0; ///< number of the person whose seat it is; 0: the own
    DecisionWay way = DecisionWay::Own;
};
/// Verbs of the ledger whose entries hold decisions.
[[nodiscard]] bool recordsDecisions(std::string_view verb) noexcept;
/// True for those that are entered by somebody else than who decided.
[[nodiscard]] bool recordsAnswers(std::string_view verb) noexcept;
/// The decisions of one entry, in the order in which they were made. `body` is the entry's.
[[nodiscard]] std::vector<RecordedDecision> recordedDecisions(std::string_view verb, const Json& body);
/// The number of the review in "campaign:3", "campaign:3/row:17" …; 0 when it is none.
[[nodiscard]] std::int64_t campaignOfObject(std::string_view object) noexcept;

} // namespace oxseal::access
