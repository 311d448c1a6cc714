// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/decision_history.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace oxseal::access {
namespace {

constexpr std::array<const char*, 4> kFates{"stands", "of_seat", "superseded", "ended"};
constexpr std::array<const char*, 6> kWays{"own", "bulk", "file", "answer", "ruling", "resolution"};

/// Each verb with the way in which its decisions came in.
constexpr std::array<std::pair<std::string_view, DecisionWay>, 6> kVerbs{{{"review.decide", DecisionWay::Own},
    {"review.decide_bulk", DecisionWay::Bulk}, {"review.resolve", DecisionWay::Resolution}, {"review.reply_merge", DecisionWay::Answer},
    {"review.reply_raise", DecisionWay::Answer}, {"review.answer_rule", DecisionWay::Ruling}}};

const std::pair<std::string_view, DecisionWay>* verbOf(std::string_view verb) noexcept
{
    const auto* found = std::find_if(kVerbs.begin(), kVerbs.end(), [&](const auto& one) { return one.first == verb; });
    return found == kVerbs.end() ? nullptr : found;
}

std::optional<std::int64_t> integerOf(const Json& item, const char* member)
{
    return item[member].isInteger() ? std::optional<std::int64_t>(item[member].toInteger()) : std::nullopt;
}

} // namespace

const char* name(DecisionFate fate) noexcept { return kFates[static_cast<std::size_t>(fate)]; }
const char* name(DecisionWay way) noexcept { return kWays[static_cast<std::size_t>(way)]; }

HistoryReading readHistory(std::span<const PastDecision> decisions, std::span<const HeldSeat> seats)
{
    using Place = std::tuple<std::int64_t, std::int64_t, std::string_view>; // row, stage, holder
    HistoryReading reading;
    reading.supersededBy.assign(decisions.size(), 0);
    reading.inForce.assign(decisions.size(), false);
    std::map<Place, std::size_t> last;
    for (std::size_t at = 0; at < decisions.size(); ++at) {
        const PastDecision& one = decisions[at];
        // Whoever resolves takes the place of an earlier resolution, whoever made it.
        const auto [place, fresh] = last.try_emplace({one.row, one.stage, one.stage == 0 ? std::string_view() : one.holder}, at);
        if (!fresh) {
            reading.supersededBy[place->second] = one.number;
            place->second = at;
        }
    }
    reading.ofSeat.resize(seats.size());
    for (std::size_t at = 0; at < seats.size(); ++at) {
        const HeldSeat& seat = seats[at];
        const auto found = last.find({seat.row, seat.stage, seat.stage == 0 ? std::string_view() : seat.holder});
        if (found == last.end() || decisions[found->second].number <= seat.since)
            continue;
        reading.ofSeat[at] = found->second;
        reading.inForce[found->second] = true;
    }
    return reading;
}

ShownVotes shownVotes(std::span<const Stage> stages, const LineStanding& standing, std::span<const Vote> votes)
{
    if (standing.outcome)
        return {standing.outcome, standing.outcome};
    std::size_t stage = standing.open.value_or(stages.size());
    if (standing.disputed) {
        while (stage > 0 && standing.stages[stage - 1].state != StageState::Disagreed)
            --stage;
        stage = stage > 0 ? stage - 1 : 0;
    }
    ShownVotes shown;
    for (std::size_t at = 0; at < votes.size(); ++at) {
        const Vote& vote = votes[at];
        if (vote.stage != stage)
            continue;
        if (!shown.reviewer && (!vote.settled() || standing.disputed))
            shown.reviewer = at;
        if (!shown.decision && vote.decision && !vote.settled())
            shown.decision = at;
    }
    return shown;
}

DecisionFate fateOf(bool stands, bool inForce, std::int64_t supersededBy) noexcept
{
    if (stands)
        return DecisionFate::Stands;
    if (supersededBy != 0)
        return DecisionFate::Superseded;
    return inForce ? DecisionFate::OfSeat : DecisionFate::Ended;
}

bool recordsDecisions(std::string_view verb) noexcept { return verbOf(verb) != nullptr; }

bool recordsAnswers(std::string_view verb) noexcept
{
    const auto* known = verbOf(verb);
    return known != nullptr && (known->second == DecisionWay::Answer || known->second == DecisionWay::Ruling);
}

std::vector<RecordedDecision> recordedDecisions(std::string_view verb, const Json& body)
{
    std::vector<RecordedDecision> out;
    const auto* known = verbOf(verb);
    if (known == nullptr)
        return out;
    const Json& after = body["after"];
    for (const Json& item : (recordsAnswers(verb) ? after["decisions"] : after).toArray()) {
        RecordedDecision& one = out.emplace_back();
        one.row = item["row"].toInteger();
        one.stage = integerOf(item, "stage");
        one.decision = item["decision"].toString();
        one.code = item["code"].toString();
        one.target = item["target"].toString();
        one.comment = item["comment"].toString();
        one.bulk = integerOf(item, "bulk");
        one.inPlaceOf = item["in_place_of"].toInteger();
        one.way = item.contains("file_of") ? DecisionWay::File : known->second;
    }
    return out;
}

std::int64_t campaignOfObject(std::string_view object) noexcept
{
    constexpr std::string_view kStart = "campaign:";
    std::int64_t number = 0;
    if (!object.starts_with(kStart))
        return 0;
    object.remove_prefix(kStart.size());
    return parseInteger(object.substr(0, object.find('/')), number) ? number : 0;
}

} // namespace oxseal::access
