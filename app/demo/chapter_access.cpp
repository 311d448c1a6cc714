// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "storage/actions/access_actions.h"
#include "storage/actions/account_fact_actions.h"
#include "storage/actions/answer_actions.h"
#include "storage/actions/handover_actions.h"
#include "storage/actions/quality_actions.h"
#include "storage/actions/removal_exceptions.h"
#include "storage/actions/scope_actions.h"
#include "storage/answers/review_pack.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/review_sheet.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

using access::LineFlag;

std::string why() { return texts::sentence("demo.reason.review"); }
const std::vector<std::string> kSystems = {"ERP", "BANK", "ENTRA"};

CampaignId campaignOf(Stage& stage, const Quarter& q, const std::string& system)
{
    return CampaignId(stage.ids[q.name + "/review/" + system]);
}

struct Held
{
    std::string system;
    CampaignId campaign;
};
/// The quarter's reviews, and the amendment of one.
std::vector<Held> heldIn(Stage& stage, const Quarter& q)
{
    std::vector<Held> out;
    for (const auto& system : kSystems)
        out.push_back({system, campaignOf(stage, q, system)});
    if (!q.correctedBank.empty())
        out.push_back({"BANK", CampaignId(stage.ids[q.name + "/amendment"])});
    return out;
}

/// From the third quarter on a second person looks at privileged access to the books.
bool staged(const Quarter& q, const std::string& system) { return q.name == "2026-Q3" && system == "ERP"; }

std::vector<access::Stage> stagesFrom(Day opened)
{
    access::Stage first;
    first.kind = access::StageKind::Manager;
    first.due = opened.plus(8);
    first.escalateTo = "controller";
    access::Stage second;
    second.kind = access::StageKind::SecondReviewer;
    second.lines = access::StageLines::Privileged;
    second.due = opened.plus(14);
    second.escalateTo = "chair";
    return {first, second};
}

/// Reviewers as the quarter's assignment file has them; what the rules refuse (a reciprocal pair, an officer) falls to the
/// next who may.
Status assign(Stage& stage, Workspace& workspace, const Quarter& q, const std::string& system)
{
    const CampaignId campaign = campaignOf(stage, q, system);
    if (system == "ERP") {
        std::map<std::string, std::vector<std::int64_t>> rows;
        OXSEAL_TRY(const auto lines, reviewLines(workspace.db(), campaign));
        for (const auto& wish : q.reviewers) {
            const Player* reviewer = stage.playerOf(wish.reviewer);
            for (const auto& line : lines) {
                if (reviewer != nullptr && line.included && line.account == wish.account)
                    rows[reviewer->login].push_back(line.row);
            }
        }
        for (const auto& [login, wanted] : rows)
            OXSEAL_CHECK(assignReviewers(workspace, campaign, {login}, wanted, why()));
    }
    OXSEAL_CHECK(assignReviewers(workspace, campaign, {"controller", "counsel", "chair", "treasurer"}, {}, why()));
    if (staged(q, system))
        OXSEAL_CHECK(assignReviewers(workspace, campaign, {{"counsel", "chair", "treasurer", "controller"}, {}, 2}, why()));
    return {};
}

/// The wire right of the treasury analyst's only stand-in, who has not used it for months.
template <class Line>
bool standInAtTheBank(const Line& line)
{
    return line.subject == cast::kStaffAccountant && line.entitlement.find("Wire Initiate") != std::string::npos;
}

/// What a careful reviewer of the demo takes away; the answer key says why.
std::optional<std::string> revokeCode(const LineRow& line)
{
    if (line.flags.is(LineFlag::LeaverActive))
        return "leaver";
    if (line.flags.is(LineFlag::ServiceWithoutOwner))
        return "unknown_account";
    if (line.flags.is(LineFlag::NeverUsed) || (line.flags.is(LineFlag::Stale) && standInAtTheBank(line)))
        return "not_needed";
    if (line.officer && line.entitlement.find("Administrator") != std::string::npos)
        return "not_needed";
    if (line.entitlement.find("Vendor Administrator") != std::string::npos)
        return "not_needed";
    if (line.subject == cast::kSharedClerk && line.entitlement.find("Wire Approve") != std::string::npos)
        return "duties";
    return std::nullopt;
}

/// From the third quarter on the time at the lines is measured. Everybody takes a quarter of a minute and more, but the controller
/// rushes through the long list of the directory; the card beside the lines is closed at every ninth.
std::vector<access::Showing> timeAt(const Quarter& q, const std::string& login, const std::string& system, std::int64_t row, Instant& until)
{
    if (q.name != "2026-Q3")
        return {};
    const std::int64_t seconds = login == "controller" && system == "ENTRA" ? 2 + row % 3 : 15 + row * 7 % 40;
    const access::Showing showing{Instant{until.micros - seconds * 1'000'000}, until, row % 9 != 4};
    until = showing.from;
    return {showing};
}

/// The treasurer travels, and answers for the books with a pack and the own passphrase.
bool byPack(const Quarter& q, const std::string& login, const std::string& system) { return q.name == "2026-Q3" && login == "treasurer" && system == "ERP"; }

Status answerByPack(Stage& stage, CampaignId campaign, const std::string& login, const std::vector<LineDecision>& decisions)
{
    const std::string reason = texts::sentence("demo.reason.pack");
    OXSEAL_TRY(Workspace * controller, stage.as("controller"));
    OXSEAL_TRY(const PackMade made, makePack(*controller, campaign, login, "sealed", reason));
    OXSEAL_TRY(const PackFile file, readPack(asBytes(made.bytes)));
    OXSEAL_TRY(const OpenedPack pack, openPack(file, stage.passphrase(login), controller->environment()));
    std::vector<access::Answer> answers;
    for (const LineDecision& one : decisions)
        answers.push_back({one.row, one.decision, one.code, one.target, one.comment});
    const Environment& environment = controller->environment();
    OXSEAL_TRY(const std::string reply, sealReply(pack, answers, environment.clock.now(), *environment.random));
    OXSEAL_CHECK(mergeReply(*controller, {login + ".oxreply", reply}, reason));
    return {};
}

Status decide(Stage& stage, const Quarter& q, const std::string& login, bool first)
{
    std::vector<LineDecision> away;
    OXSEAL_TRY(Workspace * workspace, stage.as(login));
    for (const auto& [system, campaign] : heldIn(stage, q)) {
        OXSEAL_TRY(const ReviewSheet sheet, reviewSheet(*workspace, campaign));
        std::vector<LineDecision> decisions;
        Instant until = stage.clock().clock().now();
        for (const auto& line : sheet.lines) {
            if (sheet.turnAt(line.row) != Turn::Due)
                continue;
            LineDecision decision;
            decision.row = line.row;
            if (const auto code = revokeCode(line)) {
                decision.decision = access::Decision::Revoke;
                decision.code = *code;
            }
            decision.shown = timeAt(q, login, system, line.row, until);
            decisions.push_back(decision);
        }
        if (first && byPack(q, login, system)) {
            for (LineDecision& one : decisions)
                one.shown.clear();
            away = std::move(decisions);
        } else if (!decisions.empty()) {
            OXSEAL_CHECK(decideLines(*workspace, campaign, decisions, why()));
        }
    }
    return away.empty() ? Status() : answerByPack(stage, campaignOf(stage, q, "ERP"), login, away);
}

/// The treasurer is away for a week, and somebody stands in.
Status standIn(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * treasurer, stage.as("treasurer"));
    const Day first = q.last.plus(16);
    OXSEAL_TRY(const std::int64_t id,
        requestDelegation(*treasurer, {"treasurer", "counsel", first, first.plus(6)}, texts::sentence("demo.reason.stand_in")));
    OXSEAL_TRY(Workspace * controller, stage.as("controller"));
    return approveDelegation(*controller, id, texts::sentence("demo.reason.stand_in_approved"));
}

/// What the accounts that are no person's are for, where the listing names their owner and nothing else; said once, it stands in later reviews.
Status statePurposes(Stage& stage, Workspace& workspace, const Quarter& q)
{
    for (const Account& account : q.erp) {
        if (q.name != "2026-Q2" || account.type != "service" || account.owner.empty())
            continue;
        OXSEAL_CHECK(stateAccount(workspace, campaignOf(stage, q, "ERP"), {account.id, std::nullopt, texts::sentence("demo.purpose.bank_feed")},
            texts::sentence("demo.reason.purpose")));
    }
    return {};
}

/// What is in scope is said in the second quarter and carried over into the third.
Status setTheScope(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    const std::string reason = texts::sentence("demo.reason.scope");
    if (q.name != "2026-Q2") {
        OXSEAL_CHECK(carryScope(*workspace, period, reason));
        return {};
    }
    using access::ReviewFrequency;
    using access::ScopeRisk;
    const ScopeWish systems[] = {{"ERP", ScopeRisk::High, ReviewFrequency::Quarterly, {"NetSuite"}, {}},
        {"BANK", ScopeRisk::High, ReviewFrequency::Quarterly, {}, {}}, {"ENTRA", ScopeRisk::Medium, ReviewFrequency::Quarterly, {"Microsoft Entra ID"}, {}},
        {"HRIS", ScopeRisk::Low, ReviewFrequency::Yearly, {}, {}}};
    for (const ScopeWish& system : systems)
        OXSEAL_CHECK(setScope(*workspace, period, system, reason));
    return {};
}

} // namespace

Status openReviews(Stage& stage, const Quarter& q)
{
    OXSEAL_CHECK(setTheScope(stage, q));
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    if (q.name == "2026-Q3")
        OXSEAL_CHECK(setQualityMode(*workspace, {"", access::QualityMode::ByName, texts::sentence("demo.quality.notice"), stage.clock().today()}, texts::sentence("demo.reason.quality")));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    for (const auto& system : kSystems) {
        ReviewOpening opening;
        opening.system = system;
        opening.systemOwner = "controller";
        if (staged(q, system))
            opening.stages = stagesFrom(stage.clock().today());
        OXSEAL_TRY(const CampaignId campaign, openReview(*workspace, period, opening, why()));
        stage.ids[q.name + "/review/" + system] = campaign.value;
        OXSEAL_CHECK(assign(stage, *workspace, q, system));
        OXSEAL_TRY(const CampaignStatus status, reviewStatus(workspace->db(), campaign));
        if (system == "ERP")
            OXSEAL_CHECK(statePurposes(stage, *workspace, q));
        stage.say("demo.say.review_open", {q.name, system, std::to_string(status.counts.lines)});
    }
    return q.name == "2026-Q3" ? standIn(stage, q) : Status();
}

Status amendReviewOfBank(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_TRY(const CampaignId campaign, amendReview(*workspace, campaignOf(stage, q, "BANK"), texts::sentence("demo.reason.amend")));
    stage.ids[q.name + "/amendment"] = campaign.value;
    OXSEAL_CHECK(assignReviewers(*workspace, campaign, {"controller", "counsel", "chair", "treasurer"}, {}, why()));
    OXSEAL_TRY(const CampaignStatus status, reviewStatus(workspace->db(), campaign));
    stage.say("demo.say.amended", {q.name, "BANK", std::to_string(status.counts.lines)});
    return {};
}

Status decideReviews(Stage& stage, const Quarter& q)
{
    // The second stage of a line comes after its first, whoever sits there.
    for (int round = 0; round < 2; ++round) {
        for (const char* login : {"reviewer", "treasurer", "counsel", "chair", "controller"})
            OXSEAL_CHECK(decide(stage, q, login, round == 0));
    }
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    std::vector<std::int64_t> asked;
    for (const auto& [system, campaign] : heldIn(stage, q)) {
        OXSEAL_CHECK(concludeReview(*workspace, campaign, stage.clock().today(), why()));
        OXSEAL_TRY(const auto removals, removalsOf(workspace->db(), campaign));
        for (const auto& removal : removals) {
            if (standInAtTheBank(removal)) {
                OXSEAL_CHECK(askToKeep(*workspace, removal.id, texts::sentence("demo.reason.contest")));
                asked.push_back(removal.id);
            } else {
                OXSEAL_CHECK(claimRemoval(*workspace, removal.id, "DEMO-" + std::to_string(4100 + removal.id), why()));
            }
        }
        stage.say("demo.say.review_done", {q.name, system, std::to_string(removals.size())});
    }
    for (const std::int64_t removal : asked) {
        OXSEAL_TRY(Workspace * officer, stage.as("cfo"));
        OXSEAL_CHECK(approveKeeping(*officer, removal, texts::sentence("demo.reason.contest_approved")));
        stage.say("demo.say.contest", {q.name, std::to_string(removal)});
    }
    return {};
}

Status proveRemovals(Stage& stage, const Quarter& q, const std::string& extract)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    for (const auto& system : kSystems)
        OXSEAL_CHECK(verifyRemovals(*workspace, campaignOf(stage, q, system), std::nullopt, why()));
    stage.say("demo.say.removals", {q.name, extract});
    return {};
}

} // namespace oxseal::demo
