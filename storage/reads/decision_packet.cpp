// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/decision_packet.h"

#include "models/access/decision_history.h"
#include "storage/repos/decision_repo.h"

namespace oxseal {
namespace {

/// Which entry of the ledger recorded a decision, and how it came in.
struct Recorded
{
    std::string entry;
    std::string way;
};

/// The digest of how long lines were on show stood in the entries of earlier programs. Times of that precision could be guessed out of it, so
/// that such a body stays in the workspace.
bool holdsTimes(const std::string& body) { return body.find(R"("showings_sha256":)") != std::string::npos; }

std::string bodyLine(const DecisionEntry& entry, const Json& body)
{
    return canonicalJson(Json(Json::Object{{"body", body}, {"salt", toHex(asBytes(entry.salt))}, {"seq", entry.sequence}})) + "\n";
}

/// Entries and decisions were written in one order, by one transaction each.
Result<std::vector<Recorded>> recordedIn(Database& db, CampaignId campaign, std::string& bodies)
{
    std::vector<Recorded> out;
    OXSEAL_CHECK(decision_repo::entries(db, campaign, [&](const DecisionEntry& entry) -> Status {
        if (!entry.body)
            return {};
        OXSEAL_TRY(const Json body, parseJson(*entry.body));
        const auto decisions = access::recordedDecisions(entry.verb, body);
        for (const access::RecordedDecision& one : decisions)
            out.push_back({std::to_string(entry.sequence), access::name(one.way)});
        if (!decisions.empty() && !holdsTimes(*entry.body))
            bodies += bodyLine(entry, body);
        return {};
    }));
    return out;
}

} // namespace

Result<std::int64_t> DecisionFiles::add(Database& db, const CampaignRow& campaign, const std::vector<LineRow>& lines, const NamesById& names)
{
    OXSEAL_TRY(const std::vector<DecisionRow> rows, decision_repo::history(db, campaign.id));
    OXSEAL_TRY(const std::vector<Recorded> recorded, recordedIn(db, campaign.id, bodies_));
    OXSEAL_TRY(const std::vector<HeldSeatRow> seats, decision_repo::heldSeats(db, campaign.id));
    OXSEAL_TRY(const std::vector<StageRow> stages, stage_repo::stages(db, campaign.id));
    std::vector<access::PastDecision> past;
    for (const DecisionRow& row : rows)
        past.push_back({row.id, row.row, row.stage, std::to_string(row.holder().value)});
    std::vector<access::HeldSeat> held;
    for (const HeldSeatRow& seat : seats)
        held.push_back({seat.row, seat.stage, std::to_string(seat.person.value), seat.since});
    for (const DecisionRow& row : rows) {
        if (row.stage == 0)
            held.push_back({row.row, 0, {}, 0});
    }
    const access::HistoryReading reading = access::readHistory(past, held);
    // Where a body was disposed of, which entry is whose cannot be told by counting.
    const bool told = recorded.size() == rows.size();
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const DecisionRow& row = rows[at];
        const bool stands = lines[static_cast<std::size_t>(row.row)].decisionId == row.id;
        const std::int64_t next = reading.supersededBy[at];
        decisions.row({std::to_string(campaign.id.value), std::to_string(row.id), std::to_string(row.row), std::to_string(row.stage),
            row.stage == 0 ? "" : name(stages[static_cast<std::size_t>(row.stage - 1)].kind), named(names, row.holder()), name(row.decision), row.code, row.target,
            row.comment, told ? recorded[at].way : "", std::to_string(row.bulk), named(names, row.decidedBy), row.forPerson ? named(names, row.forPerson) : "",
            row.decidedAt.iso(), told ? recorded[at].entry : "", name(access::fateOf(stands, reading.inForce[at], next)), next == 0 ? "" : std::to_string(next)});
    }
    return std::ssize(rows);
}

} // namespace oxseal
