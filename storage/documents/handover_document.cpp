// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/handover_document.h"

#include "storage/reads/review_handover.h"
#include "storage/repos/stage_repo.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using access::CampaignState;
using doc::Align;

std::string number(std::int64_t value) { return std::to_string(value); }

bool isOpen(const CampaignStatus& review) { return review.row.state == CampaignState::Open || review.row.state == CampaignState::Draft; }

std::string causeOf(const HandoverRow& row) { return words("document.handover.cause." + row.cause); }

/// What became of a line; of a stand-in the decision itself.
std::string becameOf(const HandoverRow& row)
{
    const auto decision = access::decisionFromName(row.what);
    return decision ? words("document.handover.decided", {words("access.decision." + row.what)}) : words("document.handover.what." + row.what);
}

std::string toWhom(const DocumentFrame& frame, PersonId person) { return person ? nameOf(frame, person) : words("document.handover.nobody"); }

void addReviews(Document& document, const HandoverPaper& paper)
{
    addHeading(document, "document.handover.reviews");
    doc::Table table;
    table.columns = {{words("document.review"), Align::Left, 8}, {words("document.system"), Align::Left, 30}, {words("document.state"), Align::Left, 24},
        {words("document.opened"), Align::Left, 18}, {words("document.handover.concluded"), Align::Left, 18}};
    for (const CampaignStatus& review : paper.reviews)
        table.rows.push_back({number(review.row.id.value), review.row.system, words("access.state." + std::string(access::name(review.row.state))), stamp(review.row.openedAt),
            stamp(review.row.concludedAt)});
    addTable(document, std::move(table), "data/access_reviews.csv", "document.no_lines");
}

void addStandIns(Document& document, const DocumentFrame& frame, const HandoverPaper& paper)
{
    addHeading(document, "document.handover.stand_ins");
    doc::Table table;
    table.columns = {{words("document.handover.for"), Align::Left, 16}, {words("document.handover.stand_in"), Align::Left, 16}, {words("document.handover.days"), Align::Left, 20},
        {words("document.handover.reports"), Align::Left, 12}, {words("document.reason"), Align::Left, 20}, {words("document.handover.asked"), Align::Left, 20},
        {words("document.handover.approved"), Align::Left, 20}};
    for (const DelegationRow& row : paper.standIns) {
        std::string days = row.first.iso() + " – " + row.last.iso();
        if (row.endedAt)
            days = words("document.handover.ended", {days, row.endedAt->day().iso()});
        const char* reports = row.subordinate == Flag::Yes ? "document.yes" : row.subordinate == Flag::No ? "document.no" : "document.handover.unknown";
        table.rows.push_back({nameOf(frame, row.from), nameOf(frame, row.to), std::move(days), words(reports), row.why, nameOf(frame, row.askedBy) + ", " + row.askedAt.day().iso(),
            row.approvedAt ? nameOf(frame, row.approvedBy) + ", " + row.approvedAt->day().iso() : words("document.handover.not_approved")});
    }
    addTable(document, std::move(table), "data/access_stand_ins.csv", "document.handover.no_stand_ins");
}

/// How much went from whom to whom, and what became of it.
void addTotals(Document& document, const DocumentFrame& frame, const HandoverPaper& paper)
{
    addHeading(document, "document.handover.totals");
    std::map<std::vector<std::string>, std::int64_t> counts;
    std::int64_t exceptions = 0;
    for (const HandoverRow& row : paper.handovers) {
        ++counts[{causeOf(row), nameOf(frame, row.from), toWhom(frame, row.to), becameOf(row)}];
        exceptions += row.what == "exception" ? 1 : 0;
    }
    doc::Table table;
    table.columns = {{words("document.handover.cause"), Align::Left, 18}, {words("document.handover.from"), Align::Left, 22}, {words("document.handover.to"), Align::Left, 22},
        {words("document.handover.became"), Align::Left, 30}, {words("document.handover.count"), Align::Right, 10}};
    for (const auto& [cells, count] : counts) {
        table.rows.push_back(cells);
        table.rows.back().push_back(number(count));
    }
    addTable(document, std::move(table), "data/access_handovers.csv", "document.handover.nothing");
    if (paper.waiting > 0)
        document.blocks.emplace_back(doc::Paragraph{words("document.handover.waiting", {number(paper.waiting)}), doc::Style::Strong});
    if (exceptions > 0)
        document.blocks.emplace_back(doc::Paragraph{words("document.handover.exceptions", {number(exceptions)}), doc::Style::Strong});
}

void addLines(Document& document, const DocumentFrame& frame, const HandoverPaper& paper)
{
    if (paper.handovers.empty())
        return;
    addHeading(document, "document.handover.one_by_one");
    doc::Table table;
    table.columns = {{words("document.at"), Align::Left, 17}, {words("document.handover.line"), Align::Left, 34}, {words("document.stage"), Align::Right, 7},
        {words("document.handover.from"), Align::Left, 14}, {words("document.handover.to"), Align::Left, 14}, {words("document.handover.cause"), Align::Left, 12},
        {words("document.handover.became"), Align::Left, 20}, {words("document.by"), Align::Left, 14}};
    for (const HandoverRow& row : paper.handovers) {
        std::string line = number(row.campaign.value) + " " + row.system;
        if (row.row)
            line += ", " + row.account + "\n" + row.entitlement + " [" + number(*row.row) + "]";
        table.rows.push_back({stamp(row.at), std::move(line), row.stage > 0 ? number(row.stage) : "–", nameOf(frame, row.from), toWhom(frame, row.to), causeOf(row), becameOf(row),
            nameOf(frame, row.by)});
    }
    addTable(document, std::move(table), "data/access_handovers.csv", "document.handover.nothing");
}

} // namespace

Result<HandoverPaper> handoverPaper(Workspace& workspace, const PeriodRow& period, CampaignId only)
{
    Database& db = workspace.db();
    HandoverPaper paper;
    paper.only = only;
    OXSEAL_TRY(paper.reviews, reviewsOf(db, period));
    std::erase_if(paper.reviews, [only](const CampaignStatus& review) { return only && review.row.id != only; });
    OXSEAL_TRY(paper.standIns, standInsDuring(db, paper.reviews));
    OXSEAL_TRY(paper.handovers, handover_repo::handovers(db, period.id));
    std::erase_if(paper.handovers, [only](const HandoverRow& row) { return only && row.campaign != only; });
    for (const CampaignStatus& review : paper.reviews) {
        if (!isOpen(review))
            continue;
        OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(db, review.row.id));
        paper.waiting += std::count_if(seats.begin(), seats.end(), [](const SeatRow& seat) { return seat.reconfirms != 0 && seat.decisionId == 0; });
    }
    return paper;
}

Result<Document> handoverDocument(const DocumentFrame& frame, const HandoverPaper& paper)
{
    if (paper.reviews.empty())
        return fail(kNothingToIssue, {}, {words("document.handover.title")});
    const bool open = paper.waiting > 0 || std::any_of(paper.reviews.begin(), paper.reviews.end(), isOpen);
    Document document = framed(frame, "document.handover.title", open);
    if (paper.only)
        document.title = words("document.handover.of", {number(paper.only.value), paper.reviews.front().row.system});
    document.blocks.emplace_back(doc::Paragraph{words("document.handover.what")});
    addReviews(document, paper);
    addStandIns(document, frame, paper);
    addTotals(document, frame, paper);
    addLines(document, frame, paper);
    document.blocks.emplace_back(doc::Paragraph{words("document.handover.limits"), doc::Style::Small});
    document.blocks.emplace_back(doc::SignatureLines{{{"", words("document.handover.controller"), words("document.date_line")}}});
    return document;
}

} // namespace oxseal
