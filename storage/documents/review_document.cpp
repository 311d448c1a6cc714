// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/review_document.h"

#include "models/core/text.h"
#include "storage/documents/account_sections.h"
#include "storage/documents/times_section.h"
#include "storage/reads/amendment_reads.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using access::CampaignState;
using access::Decision;
using access::LineFlag;
using doc::Align;

std::string number(std::int64_t value) { return std::to_string(value); }

bool isDraft(CampaignState state)
{
    return state != CampaignState::Concluded && state != CampaignState::Remediating && state != CampaignState::RemediationVerified;
}

/// Raised flags but for "new", which every line of a first review has.
std::string flagsOf(const LineRow& line)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < access::kLineFlags; ++at) {
        const auto flag = static_cast<LineFlag>(at);
        if (flag != LineFlag::New && line.judged().is(flag))
            parts.push_back(words("access.flag." + std::string(access::name(flag))));
    }
    if (line.judged().get(LineFlag::Privileged) == Flag::Unknown)
        parts.push_back(words("access.flag.privilege_unknown"));
    return join(parts, ", ");
}

std::string ofWhom(const std::string& account, const std::string& subject) { return subject.empty() ? account : account + " (" + subject + ")"; }

/// The removal's state, or how it came to an end without proof.
std::string stateOf(const RemovalRow& removal)
{
    const std::string state = words("access.removal." + (closed(removal) && removal.closing == "accepted" ? std::string("kept") : removal.state));
    return removal.closing == "asked" ? words("document.contest_open", {state}) : state;
}

bool toDo(const RemovalRow& removal)
{
    return !closed(removal) && (removal.state == "requested" || removal.state == "claimed" || removal.state == "still_present");
}

std::string decisionOf(const LineRow& line)
{
    if (!line.decision)
        return words("document.undecided");
    std::string text = words("access.decision." + std::string(access::name(*line.decision)));
    if (!line.target.empty())
        text += " → " + line.target;
    if (!line.code.empty())
        text += " (" + line.code + ")";
    return text;
}

class Report
{
public:
    Report(Document& document, const DocumentFrame& frame, const ReviewPaper& paper)
        : document_(document), frame_(frame), paper_(paper), campaign_(paper.status.row)
    {
    }

    void add()
    {
        facts();
        amendment();
        population();
        stages();
        decisions();
        flags();
        lines();
        addNonHumanAccounts(document_, frame_, paper_);
        addIdentities(document_, frame_, paper_);
        addTimes(document_, paper_.times);
        removals();
        contests();
        obstacles();
        signatures();
    }

private:
    void facts()
    {
        doc::KeyValues pairs;
        pairs.columns = 2;
        pairs.pairs = {{words("document.system"), campaign_.system}, {words("document.review"), number(campaign_.id.value)},
            {words("document.shape"), words("access.shape." + std::string(access::name(campaign_.shape)))},
            {words("document.state"), words("access.state." + std::string(access::name(campaign_.state)))}, {words("document.opened"), stamp(campaign_.openedAt)},
            {words("document.opened_by"), nameOf(frame_, campaign_.openedBy)},
            {words("document.performance_date"), campaign_.performanceDay ? campaign_.performanceDay->iso() : "–"},
            {words("document.verification_date"), verified()}};
        document_.blocks.emplace_back(std::move(pairs));
        document_.blocks.emplace_back(doc::Paragraph{words("document.two_dates"), doc::Style::Small});
    }

    /// A removal that came back after the proof is open again, whatever the day of the proof was.
    [[nodiscard]] std::string verified() const
    {
        if (!campaign_.verifiedAt)
            return "–";
        const auto back = std::count_if(paper_.removals.begin(), paper_.removals.end(),
            [](const RemovalRow& removal) { return !closed(removal) && removal.state != "removed" && removal.state != "withdrawn"; });
        const std::string day = campaign_.verifiedAt->day().iso();
        return back == 0 ? day : words("document.verified_but", {day, number(back)});
    }

    void amendment()
    {
        if (!campaign_.amends)
            return;
        addHeading(document_, "document.amendment");
        document_.blocks.emplace_back(doc::Paragraph{words("document.amends", {number(campaign_.amends.value), campaign_.amendReason})});
        doc::Table table;
        table.columns = {{words("document.change"), Align::Left, 18}, {words("document.account"), Align::Left, 24}, {words("document.entitlement"), Align::Left, 34},
            {words("document.before"), Align::Left, 12}, {words("document.after"), Align::Left, 12}};
        for (const access::DeltaLine& line : paper_.delta)
            table.rows.push_back({words("access.change." + std::string(access::name(line.change))), line.account, line.entitlement.empty() ? words("document.account_itself") : line.entitlement, line.before, line.after});
        addTable(document_, std::move(table), "data/access_amendments.csv", "document.no_change");
    }

    void file(doc::Table& table, const char* kind, const SnapshotInfo& info)
    {
        table.rows.push_back({words(kind), info.fileName, info.asOf ? info.asOf->iso() : "–", info.sha256.hex(), number(static_cast<std::int64_t>(info.rows))});
    }

    void population()
    {
        addHeading(document_, "document.population");
        doc::Table table;
        table.columns = {{words("document.file_kind"), Align::Left, 16}, {words("document.file"), Align::Left, 30}, {words("document.as_of"), Align::Left, 12},
            {words("document.sha256"), Align::Left, 36}, {words("document.rows"), Align::Right, 9}};
        file(table, "document.file_kind.listing", paper_.listing);
        file(table, "document.file_kind.roster", paper_.roster);
        if (paper_.previous)
            file(table, "document.file_kind.previous", *paper_.previous);
        document_.blocks.emplace_back(std::move(table));
        document_.blocks.emplace_back(doc::Paragraph{words("document.row_root", {campaign_.rowRoot.hex()}), doc::Style::Small});
        const CampaignCounts& counts = paper_.status.counts;
        document_.blocks.emplace_back(doc::Paragraph{words(counts.leftOut > 0 ? "document.lines_left_out" : "document.lines_all", {number(counts.lines), number(counts.leftOut)})});
        if (!paper_.previous)
            document_.blocks.emplace_back(doc::Paragraph{words("document.no_baseline")});
    }

    void stages()
    {
        addHeading(document_, "document.stages");
        doc::Table table;
        table.columns = {{words("document.stage"), Align::Left, 22}, {words("document.due"), Align::Left, 14}, {words("document.quorum"), Align::Left, 18},
            {words("document.lines"), Align::Right, 9}, {words("document.agreed"), Align::Right, 10}, {words("document.still_open"), Align::Right, 10},
            {words("document.escalated"), Align::Right, 12}};
        for (const StageStatus& stage : paper_.stages)
            table.rows.push_back({words("access.stage." + std::string(access::name(stage.row.kind))), stage.row.due ? stage.row.due->iso() : "–",
                words("access.quorum." + std::string(access::name(stage.row.quorum))), number(stage.lines), number(stage.agreed), number(stage.open + stage.waiting),
                number(static_cast<std::int64_t>(stage.escalations.size()))});
        document_.blocks.emplace_back(std::move(table));
    }

    void decisions()
    {
        addHeading(document_, "document.decisions");
        std::map<std::string, std::map<std::string, std::int64_t>> by; // reviewer, then decision
        std::int64_t bulk = 0;
        for (const LineRow& line : paper_.lines) {
            if (!line.included)
                continue;
            const PersonId who = line.decision ? line.decidedBy : line.reviewer;
            ++by[who ? nameOf(frame_, who) : words("document.nobody_assigned")][line.decision ? access::name(*line.decision) : ""];
            bulk += line.bulk > 1 ? 1 : 0; // 1: by itself
        }
        doc::Table table;
        table.columns = {{words("document.person"), Align::Left, 28}};
        for (const Decision decision : {Decision::Keep, Decision::Revoke, Decision::Reduce})
            table.columns.push_back({words("access.decision." + std::string(access::name(decision))), Align::Right, 12});
        table.columns.push_back({words("document.pending"), Align::Right, 12});
        for (auto& [reviewer, counts] : by) {
            const std::int64_t keep = counts["keep"];
            const std::int64_t revoke = counts["revoke"];
            const std::int64_t reduce = counts["reduce"];
            std::int64_t all = 0;
            for (const auto& [decision, count] : counts)
                all += count;
            table.rows.push_back({reviewer, number(keep), number(revoke), number(reduce), number(all - keep - revoke - reduce)});
        }
        addTable(document_, std::move(table), "data/access_lines.csv", "document.no_lines");
        if (bulk > 0)
            document_.blocks.emplace_back(doc::Paragraph{words("document.bulk", {number(bulk)})});
    }

    void flags()
    {
        addHeading(document_, "document.flags");
        std::map<std::size_t, std::int64_t> unknown;
        for (const LineRow& line : paper_.lines) {
            for (std::size_t at = 0; line.included && at < access::kLineFlags; ++at)
                unknown[at] += line.judged().get(static_cast<LineFlag>(at)) == Flag::Unknown ? 1 : 0;
        }
        doc::Table table;
        table.columns = {{words("document.flag"), Align::Left, 50}, {words("document.raised"), Align::Right, 16}, {words("document.not_known"), Align::Right, 16}};
        for (std::size_t at = 0; at < access::kLineFlags; ++at) {
            const auto flag = static_cast<LineFlag>(at);
            const auto found = paper_.status.counts.flags.find(flag);
            const std::int64_t raised = found == paper_.status.counts.flags.end() ? 0 : found->second;
            if (raised > 0 || unknown[at] > 0)
                table.rows.push_back({words("access.flag." + std::string(access::name(flag))), number(raised), number(unknown[at])});
        }
        addTable(document_, std::move(table), "data/access_lines.csv", "document.no_flags");
        document_.blocks.emplace_back(doc::Paragraph{words("document.flag_limits", {number(campaign_.dormantDays), number(campaign_.keyDays)}), doc::Style::Small});
        std::vector<std::string> later;
        for (auto at = static_cast<std::size_t>(campaign_.flagsKnown); at < access::kLineFlags; ++at)
            later.push_back(words("access.flag." + std::string(access::name(static_cast<LineFlag>(at)))));
        if (!later.empty())
            document_.blocks.emplace_back(doc::Paragraph{words("document.flags_later", {join(later, ", ")}), doc::Style::Small});
    }

    /// What one person decided alike on one account stands together.
    void lines()
    {
        addHeading(document_, "document.lines_pointed_out");
        doc::Table table;
        table.columns = {{words("document.account"), Align::Left, 20}, {words("document.entitlement_row"), Align::Left, 34}, {words("document.flags"), Align::Left, 20},
            {words("document.decision"), Align::Left, 18}, {words("document.by"), Align::Left, 16}, {words("document.comment"), Align::Left, 18}};
        std::vector<std::string> last;
        for (const LineRow& line : paper_.lines) {
            std::string raised = flagsOf(line);
            const bool taken = line.decision && (*line.decision == Decision::Revoke || *line.decision == Decision::Reduce);
            if (!line.included || (raised.empty() && !taken))
                continue;
            std::vector<std::string> same{ofWhom(line.account, line.subject), std::move(raised), decisionOf(line), line.decision ? nameOf(frame_, line.decidedBy) : "–", line.comment};
            const RowSource source = paper_.meanings.source(static_cast<std::size_t>(line.row));
            const std::string entitlement = line.entitlement + " [" + number(line.row)
                + (source.line == 0 ? std::string() : ": " + words("access.source_line", {std::to_string(source.line), source.file})) + "]";
            const access::Population& listing = paper_.identities.listing;
            if (static_cast<std::size_t>(line.row) < listing.grants.size())
                meant_.emplace(line.entitlement, listing.grants[static_cast<std::size_t>(line.row)].entitlement);
            if (same == last)
                table.rows.back()[1] += "\n" + entitlement;
            else
                table.rows.push_back({same[0], entitlement, same[1], same[2], same[3], same[4]});
            last = std::move(same);
        }
        addTable(document_, std::move(table), "data/access_lines.csv", "document.nothing_pointed_out");
        meanings();
    }

    /// In plain words, of the permissions of those lines.
    void meanings()
    {
        if (meant_.empty())
            return;
        addHeading(document_, "document.meanings");
        doc::Table table;
        table.columns = {{words("document.entitlement"), Align::Left, 40}, {words("document.means"), Align::Left, 60}};
        for (const auto& [entitlement, index] : meant_)
            table.rows.push_back({entitlement, paper_.meanings.words(index)});
        addTable(document_, std::move(table), "data/sod_rules.json", "document.nothing_pointed_out");
    }

    void removals()
    {
        addHeading(document_, "document.removals");
        doc::Table table;
        table.columns = {{words("document.number"), Align::Left, 6}, {words("document.account"), Align::Left, 22}, {words("document.entitlement"), Align::Left, 22},
            {words("document.due"), Align::Left, 14}, {words("document.claimed"), Align::Left, 20}, {words("document.state"), Align::Left, 18},
            {words("document.gone_as_of"), Align::Left, 13}};
        for (const RemovalRow& removal : paper_.removals) {
            if (removal.state == "withdrawn")
                continue;
            table.rows.push_back({number(removal.id), ofWhom(removal.account, removal.subject), removal.entitlement, removal.due.iso(),
                removal.claimedAt ? nameOf(frame_, removal.claimedBy) + ", " + removal.claimedAt->day().iso() : "–",
                stateOf(removal), removal.removedAsOf && removal.state == "removed" ? removal.removedAsOf->day().iso() : "–"});
        }
        addTable(document_, std::move(table), "data/access_removals.csv", "document.no_removals");
    }

    /// Who asked that access stays although it was to go or came back, who answered, and what each said.
    void contests()
    {
        doc::Table table;
        table.columns = {{words("document.number"), Align::Left, 6}, {words("document.account"), Align::Left, 22}, {words("document.asked_by"), Align::Left, 18},
            {words("document.asked_why"), Align::Left, 28}, {words("document.answer"), Align::Left, 22}, {words("document.answer_why"), Align::Left, 28}};
        for (const RegrantRow& one : paper_.contests) {
            const auto removal = std::find_if(paper_.removals.begin(), paper_.removals.end(), [&one](const RemovalRow& each) { return each.id == one.removal; });
            if (removal == paper_.removals.end())
                continue;
            const auto said = [this](PersonId who, Instant at) { return nameOf(frame_, who) + ", " + at.day().iso(); };
            const std::string answer = one.kind == "ordered" ? words("document.contest_ordered", {number(one.successor)})
                : one.declinedAt                             ? words("document.contest_declined", {said(one.declinedBy, *one.declinedAt)})
                : one.approvedAt                             ? words("document.contest_approved", {said(one.approvedBy, *one.approvedAt)})
                                                             : words("document.contest_waits");
            table.rows.push_back({number(one.removal), ofWhom(removal->account, removal->subject) + "\n" + removal->entitlement, said(one.askedBy, one.askedAt), one.why,
                answer, one.answerWhy.empty() ? "–" : one.answerWhy});
        }
        if (table.rows.empty())
            return;
        addHeading(document_, "document.contests");
        addTable(document_, std::move(table), "data/access_contests.csv", "document.no_removals");
    }

    void obstacles()
    {
        if (paper_.obstacles.empty() || !isDraft(campaign_.state))
            return;
        addHeading(document_, "document.not_concluded");
        std::map<std::string, std::int64_t> counts;
        for (const Finding& finding : paper_.obstacles)
            ++counts[finding.code];
        for (const auto& [code, count] : counts) {
            const auto first = std::find_if(paper_.obstacles.begin(), paper_.obstacles.end(), [&code = code](const Finding& each) { return each.code == code; });
            document_.blocks.emplace_back(doc::Paragraph{count == 1 ? texts::what(*first) : words("document.and_more", {texts::what(*first), number(count - 1)})});
        }
    }

    void signatures()
    {
        addHeading(document_, "document.signoffs");
        doc::Table table;
        table.columns = {{words("document.duty"), Align::Left, 30}, {words("document.person"), Align::Left, 40}, {words("document.at"), Align::Left, 30}};
        for (const access_repo::Signoff& signoff : paper_.signoffs)
            table.rows.push_back({words("access.capacity." + signoff.capacity), nameOf(frame_, signoff.person), stamp(signoff.at)});
        const bool ownerSigned = std::any_of(paper_.signoffs.begin(), paper_.signoffs.end(), [](const auto& signoff) { return signoff.capacity == "system_owner"; });
        if (!ownerSigned)
            table.rows.push_back({words("access.capacity.system_owner"), nameOf(frame_, campaign_.systemOwner) + " – " + words("document.not_signed"), "–"});
        if (!campaign_.concludedAt)
            table.rows.push_back({words("access.capacity.campaign_owner"), words("document.not_signed"), "–"});
        document_.blocks.emplace_back(std::move(table));
    }

    Document& document_;
    const DocumentFrame& frame_;
    const ReviewPaper& paper_;
    const CampaignRow& campaign_;
    std::map<std::string, std::uint32_t> meant_; ///< permissions of the lines shown, with their place in the listing
};

} // namespace

Result<ReviewPaper> reviewPaper(Workspace& workspace, CampaignId id)
{
    Database& db = workspace.db();
    ReviewPaper paper;
    OXSEAL_TRY(paper.status, reviewStatus(db, id));
    const CampaignRow& row = paper.status.row;
    OXSEAL_TRY(paper.listing, snapshotInfo(db, row.listing));
    OXSEAL_TRY(paper.roster, snapshotInfo(db, row.roster));
    if (row.previous) {
        OXSEAL_TRY(paper.previous, snapshotInfo(db, row.previous));
    }
    OXSEAL_TRY(paper.lines, reviewLines(db, id));
    OXSEAL_TRY(paper.stages, stageStatuses(db, row, workspace.environment().clock.now().day()));
    OXSEAL_TRY(paper.signoffs, access_repo::signoffs(db, id));
    OXSEAL_TRY(paper.removals, removalsOf(db, id));
    OXSEAL_TRY(paper.contests, access_repo::regrants(db, id));
    OXSEAL_TRY(paper.delta, amendmentDelta(workspace, row));
    OXSEAL_TRY(paper.identities, identitySheet(workspace, id));
    OXSEAL_TRY(paper.times, timesSheet(workspace, id));
    OXSEAL_TRY(paper.meanings, LineMeanings::of(workspace, paper.listing, paper.identities.listing));
    OXSEAL_TRY(paper.nonHuman, nonHumanSheet(db, row, paper.identities.listing, paper.identities.roster));
    if (isDraft(row.state)) {
        OXSEAL_TRY(paper.obstacles, reviewObstacles(db, id));
    }
    return paper;
}

Document reviewDocument(const DocumentFrame& frame, const ReviewPaper& paper)
{
    Document document = framed(frame, "document.review.title", isDraft(paper.status.row.state));
    document.title = words("document.review.of", {paper.status.row.system});
    if (paper.status.row.state == CampaignState::Cancelled)
        document.blocks.emplace_back(doc::Paragraph{words("document.cancelled", {paper.status.row.cancelReason}), doc::Style::Strong});
    Report(document, frame, paper).add();
    return document;
}

Result<Document> workOrderDocument(const DocumentFrame& frame, const ReviewPaper& paper)
{
    const CampaignRow& campaign = paper.status.row;
    Document document = framed(frame, "document.order.title", false);
    document.title = words("document.order.of", {campaign.system});
    document.blocks.emplace_back(doc::Paragraph{words("document.order.what", {campaign.system, number(campaign.id.value)})});
    doc::Table table;
    table.columns = {{words("document.number"), Align::Left, 6}, {words("document.account"), Align::Left, 22}, {words("document.order.do"), Align::Left, 30},
        {words("document.due"), Align::Left, 14}, {words("document.order.done_on"), Align::Left, 14}, {words("document.order.done_by"), Align::Left, 16},
        {words("document.order.ticket"), Align::Left, 13}};
    std::int64_t contested = 0;
    for (const RemovalRow& removal : paper.removals) {
        if (!toDo(removal))
            continue;
        if (removal.closing == "asked") {
            ++contested;
            continue;
        }
        table.rows.push_back({number(removal.id), ofWhom(removal.account, removal.subject),
            removal.kind == "reduce" ? words("document.order.reduce", {removal.entitlement, removal.target}) : words("document.order.remove", {removal.entitlement}),
            removal.due.iso(), removal.claimedAt ? removal.claimedAt->day().iso() : "", removal.claimedAt ? nameOf(frame, removal.claimedBy) : "", removal.ticket});
    }
    if (table.rows.empty())
        return fail(kNothingToIssue, {}, {words("document.order.title")});
    addTable(document, std::move(table), "data/access_removals.csv", "document.no_removals");
    if (contested > 0)
        document.blocks.emplace_back(doc::Paragraph{words("document.order.contested", {number(contested)})});
    document.blocks.emplace_back(doc::Paragraph{words("document.order.proof", {campaign.system})});
    document.blocks.emplace_back(doc::SignatureLines{{{"", words("document.order.administrator", {campaign.system}), words("document.date_line")}}});
    return document;
}

} // namespace oxseal
