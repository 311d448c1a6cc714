// SPDX-License-Identifier: GPL-3.0-or-later
// A6, X2: what stands on a line of an access review follows from the decisions that were made, in their order, and from who sat where;
// the decisions themselves are those that the ledger recorded.
#include "storage/packet/ledger_decisions.h"
#include "storage/texts/texts.h"

#include <set>
#include <unordered_map>

namespace oxseal {
namespace {

constexpr const char* kReviews = "data/access_reviews.csv";
constexpr const char* kLines = "data/access_lines.csv";
constexpr const char* kStages = "data/access_stages.csv";
constexpr const char* kVotes = "data/access_votes.csv";
constexpr const char* kDecisions = "data/access_decisions.csv";

/// A file of the packet with its rows by review, in their order.
struct ByReview
{
    DataTable table;
    std::map<std::int64_t, std::vector<std::size_t>> rows;

    static Result<std::optional<ByReview>> of(PacketWork& work, const char* path)
    {
        OXSEAL_TRY(auto table, work.table(path));
        if (!table)
            return std::optional<ByReview>();
        ByReview out{std::move(*table), {}};
        for (std::size_t row = 0; row < out.table.rows(); ++row)
            out.rows[out.table.number(row, "campaign")].push_back(row);
        return std::optional<ByReview>(std::move(out));
    }
    [[nodiscard]] const std::vector<std::size_t>& at(std::int64_t campaign) const
    {
        static const std::vector<std::size_t> none;
        const auto found = rows.find(campaign);
        return found == rows.end() ? none : found->second;
    }
};

struct Files
{
    std::optional<ByReview> lines, stages, votes, decisions;

    [[nodiscard]] bool whole() const { return lines && stages && votes && decisions; }
};

/// The history against the ledger: nothing left out, nothing put in, nothing altered.
class Recording
{
public:
    Recording(PacketWork& work, const DataTable& history, const std::vector<std::size_t>& rows) : work_(work), history_(history)
    {
        for (const std::size_t row : rows)
            byEntry_[history.cell(row, "entry")].push_back(row);
    }

    /// Gives the number of entries whose bodies the packet does not hold.
    std::int64_t compare(const std::vector<LedgerDecisions>& entries)
    {
        std::int64_t unknown = 0;
        for (const LedgerDecisions& entry : entries) {
            const auto found = byEntry_.extract(std::to_string(entry.sequence));
            const std::vector<std::size_t> rows = found.empty() ? std::vector<std::size_t>() : found.mapped();
            for (const std::size_t row : rows)
                same(row, "decided_at", entry.time);
            if (entry.known)
                decisions(entry, rows);
            else
                ++unknown;
        }
        for (const auto& [entry, rows] : byEntry_) {
            for (const std::size_t row : rows) {
                if (!entry.empty() || unknown == 0) // without its entry a decision cannot be held against what is not in the packet
                    work_.compare(kDecisions, rowPlace(row, "decision_number"), history_.cell(row, "decision_number"), "");
            }
        }
        return unknown;
    }

private:
    void same(std::size_t row, const char* column, const std::string& found) { work_.compare(kDecisions, rowPlace(row, column), history_.cell(row, column), found); }

    void decisions(const LedgerDecisions& entry, const std::vector<std::size_t>& rows)
    {
        for (std::size_t at = 0; at < std::max(rows.size(), entry.decisions.size()); ++at) {
            if (at >= rows.size()) {
                const access::RecordedDecision& lost = entry.decisions[at];
                work_.compare(kDecisions, texts::sentence("verify.entry_place", {std::to_string(entry.sequence)}), "",
                    texts::sentence("verify.decision_words", {std::to_string(lost.row), lost.decision, lost.code, lost.comment}));
            } else if (at >= entry.decisions.size()) {
                same(rows[at], "decision_number", "");
            } else {
                decision(entry, rows[at], entry.decisions[at]);
            }
        }
    }

    void decision(const LedgerDecisions& entry, std::size_t row, const access::RecordedDecision& recorded)
    {
        same(row, "row", std::to_string(recorded.row));
        if (recorded.stage)
            same(row, "stage", std::to_string(*recorded.stage));
        same(row, "decision", recorded.decision);
        same(row, "code", recorded.code);
        same(row, "target", recorded.target);
        same(row, "comment", recorded.comment);
        same(row, "way", name(recorded.way));
        if (recorded.bulk)
            same(row, "bulk", std::to_string(*recorded.bulk));
        if (!access::recordsAnswers(entry.verb))
            same(row, "decided_by", entry.who);
        const bool inPlace = recorded.inPlaceOf != 0;
        same(row, "decided_for", inPlace ? history_.cell(row, "reviewer") : "");
        if (!inPlace)
            same(row, "reviewer", history_.cell(row, "decided_by"));
        work_.count("decisions");
    }

    PacketWork& work_;
    const DataTable& history_;
    std::map<std::string, std::vector<std::size_t>> byEntry_;
};

/// What the history of one review says of its seats and lines.
class Standing
{
public:
    Standing(PacketWork& work, const Files& files, std::int64_t campaign)
        : work_(work), history_(files.decisions->table), votes_(files.votes->table), lines_(files.lines->table), past_(files.decisions->at(campaign)),
          seats_(files.votes->at(campaign)), listed_(files.lines->at(campaign)), shown_(past_.size())
    {
        for (const std::size_t row : files.stages->at(campaign)) {
            access::Stage& stage = stages_.emplace_back();
            const DataTable& table = files.stages->table;
            stage.kind = access::stageKindFromName(table.cell(row, "stage_kind")).value_or(access::StageKind::Reviewer);
            stage.lines = access::stageLinesFromName(table.cell(row, "stage_lines")).value_or(access::StageLines::All);
            stage.quorum = access::quorumFromName(table.cell(row, "quorum")).value_or(access::Quorum::All);
        }
    }

    void compare()
    {
        read();
        std::unordered_map<std::int64_t, std::vector<std::size_t>> seatsOf;
        for (std::size_t at = 0; at < seats_.size(); ++at)
            seatsOf[votes_.number(seats_[at], "row")].push_back(at);
        for (const std::size_t line : listed_) {
            const auto own = seatsOf.find(lines_.number(line, "row"));
            compareLine(line, own == seatsOf.end() ? std::vector<std::size_t>() : own->second);
        }
        for (std::size_t at = 0; at < past_.size(); ++at) {
            const std::int64_t next = reading_.supersededBy[at];
            const auto stage = static_cast<std::size_t>(history_.number(past_[at], "stage") - 1);
            same(kDecisions, history_, past_[at], "stage_kind", stage < stages_.size() ? name(stages_[stage].kind) : "");
            same(kDecisions, history_, past_[at], "superseded_by", next == 0 ? "" : std::to_string(next));
            same(kDecisions, history_, past_[at], "fate", access::name(access::fateOf(shown_[at], reading_.inForce[at], next)));
        }
    }

private:
    void same(const char* path, const DataTable& table, std::size_t row, const char* column, const std::string& found)
    {
        work_.compare(path, rowPlace(row, column), table.cell(row, column), found);
    }

    void read()
    {
        std::vector<access::PastDecision> past;
        std::int64_t before = 0;
        for (const std::size_t row : past_) {
            past.push_back({history_.number(row, "decision_number"), history_.number(row, "row"), history_.number(row, "stage"), history_.cell(row, "reviewer")});
            if (past.back().number <= before) // their order is what decides
                work_.compare(kDecisions, rowPlace(row, "decision_number"), history_.cell(row, "decision_number"), "> " + std::to_string(before));
            before = past.back().number;
        }
        std::vector<access::HeldSeat> held;
        for (const std::size_t row : seats_)
            held.push_back({votes_.number(row, "row"), votes_.number(row, "stage"), votes_.cell(row, "reviewer"), votes_.number(row, "since")});
        reading_ = access::readHistory(past, held);
    }

    /// Index into past_ of what a seat decided, as a vote.
    [[nodiscard]] access::Vote voteOf(std::size_t seat) const
    {
        access::Vote vote;
        const std::int64_t stage = votes_.number(seats_[seat], "stage");
        vote.stage = stage == 0 ? stages_.size() : static_cast<std::size_t>(stage - 1);
        vote.holder = votes_.cell(seats_[seat], "reviewer");
        if (const auto decided = reading_.ofSeat[seat]) {
            vote.decision = access::decisionFromName(history_.cell(past_[*decided], "decision"));
            vote.target = history_.cell(past_[*decided], "target");
        }
        return vote;
    }

    [[nodiscard]] access::LineFlags flagsOf(std::size_t line) const
    {
        const std::string privileged = access::name(access::LineFlag::Privileged);
        const auto in = [&](const char* column) { return (";" + lines_.cell(line, column) + ";").find(";" + privileged + ";") != std::string::npos; };
        access::LineFlags flags;
        flags.set(access::LineFlag::Privileged, in("flags") ? Flag::Yes : in("flags_unknown") ? Flag::Unknown : Flag::No);
        return flags;
    }

    void compareLine(std::size_t line, const std::vector<std::size_t>& seats)
    {
        std::vector<access::Vote> votes;
        for (const std::size_t seat : seats)
            votes.push_back(voteOf(seat));
        const access::LineStanding standing = access::standingOf(stages_, flagsOf(line), votes);
        for (std::size_t at = 0; at < seats.size(); ++at) {
            const std::size_t row = seats_[seats[at]];
            const std::size_t stage = votes[at].stage;
            same(kVotes, votes_, row, "stage_state", stage < stages_.size() && stage < access::kMostStages ? name(standing.stages[stage].state) : "");
            decided(kVotes, votes_, row, reading_.ofSeat[seats[at]]);
            same(kVotes, votes_, row, "decided_for", reading_.ofSeat[seats[at]] ? history_.cell(past_[*reading_.ofSeat[seats[at]]], "decided_for") : "");
        }
        const access::ShownVotes shown = access::shownVotes(stages_, standing, votes);
        const std::optional<std::size_t> stands = shown.decision ? reading_.ofSeat[seats[*shown.decision]] : std::nullopt;
        if (stands)
            shown_[*stands] = true;
        decided(kLines, lines_, line, stands);
        same(kLines, lines_, line, "bulk", stands ? history_.cell(past_[*stands], "bulk") : "0");
    }

    void decided(const char* path, const DataTable& table, std::size_t row, std::optional<std::size_t> decision)
    {
        for (const char* column : {"decision", "code", "target", "comment", "decided_by", "decided_at"})
            same(path, table, row, column, decision ? history_.cell(past_[*decision], column) : "");
    }

    PacketWork& work_;
    const DataTable& history_;
    const DataTable& votes_;
    const DataTable& lines_;
    const std::vector<std::size_t>& past_; ///< rows of the history
    const std::vector<std::size_t>& seats_; ///< rows of the votes
    const std::vector<std::size_t>& listed_; ///< rows of the lines
    std::vector<bool> shown_; ///< parallel to past_: it stands on its line
    std::vector<access::Stage> stages_;
    access::HistoryReading reading_;
};

} // namespace

Status reperformDecisions(PacketWork& work)
{
    if (!work.has(kReviews))
        return {}; // said with the reviews
    OXSEAL_TRY(const auto reviews, work.table(kReviews));
    if (!reviews || !reviews->has("decisions") || reviews->rows() == 0)
        return {}; // of a program that put the decisions in force alone into packets
    Files files;
    OXSEAL_TRY(files.lines, ByReview::of(work, kLines));
    OXSEAL_TRY(files.stages, ByReview::of(work, kStages));
    OXSEAL_TRY(files.votes, ByReview::of(work, kVotes));
    OXSEAL_TRY(files.decisions, ByReview::of(work, kDecisions));
    if (!files.whole())
        return {};
    OXSEAL_TRY(const auto ledger, ledgerDecisions(work));
    std::int64_t unknown = 0;
    std::set<std::int64_t> known;
    for (std::size_t row = 0; row < reviews->rows(); ++row) {
        const std::int64_t campaign = reviews->number(row, "campaign");
        known.insert(campaign);
        const std::vector<std::size_t>& past = files.decisions->at(campaign);
        work.compare(kReviews, rowPlace(row, "decisions"), reviews->cell(row, "decisions"), std::to_string(past.size()));
        if (const auto entries = ledger.find(campaign); entries != ledger.end())
            unknown += Recording(work, files.decisions->table, past).compare(entries->second);
        else if (work.has("ledger/entries.ndjson"))
            Recording(work, files.decisions->table, past).compare({});
        Standing(work, files, campaign).compare();
    }
    for (const auto& [campaign, rows] : files.decisions->rows) {
        if (!known.contains(campaign))
            work.compare(kDecisions, rowPlace(rows.front(), "campaign"), std::to_string(campaign), "");
    }
    if (unknown > 0)
        work.leaveOut("ledger/decision_bodies.ndjson", "bodies_not_in_packet", {std::to_string(unknown)});
    return {};
}

} // namespace oxseal
