// SPDX-License-Identifier: GPL-3.0-or-later
// Kills every writing action on access reviews at every fault point it passes: afterwards either all of it is there, rows and
// ledger entry, or nothing.
#include "storage/actions/account_fact_actions.h"
#include "storage/actions/answer_actions.h"
#include "storage/actions/handover_actions.h"
#include "storage/actions/identity_actions.h"
#include "storage/actions/look_back_actions.h"
#include "storage/actions/quality_actions.h"
#include "storage/actions/removal_exceptions.h"
#include "storage/actions/scope_actions.h"
#include "storage/answers/review_pack.h"
#include "storage/ledger/ledger_listing.h"
#include "storage/repos/decision_repo.h"
#include "storage/repos/role_privilege_repo.h"
#include "tests/faults/kill_script.h"
#include "tests/storage/access/access_world.h"
#include "tests/support/ledger_problems.h"

#include <fstream>

using namespace oxseal;
using access::Decision;
using access::StageKind;

namespace {

namespace fs = std::filesystem;

const char* const kHeaders = "account_id|person_id|status|role|permission|level|last_login";
const char* const kRosterHeaders = "employee_id|name|manager_id|status";

/// What an action has to do before, who does it, and what.
struct Step
{
    const char* verb; ///< of its ledger entry
    const char* login;
    const char* now; ///< the clock when it is done
    std::function<Status(Workspace&, CampaignId)> act;
};

/// All rows that actions on reviews write, as text.
std::string rowsOf(Database& db, CampaignId id)
{
    std::string text;
    const auto add = [&text](std::initializer_list<std::int64_t> numbers) {
        for (const std::int64_t number : numbers)
            text += std::to_string(number) + ",";
        text += "\n";
    };
    const auto campaigns = access_repo::campaigns(db);
    for (const CampaignRow& row : *campaigns)
        add({row.id.value, static_cast<int>(row.state), row.concludedAt ? 1 : 0, row.verifiedAt ? 1 : 0, row.systemOwner.value, row.amends.value});
    for (const CampaignRow& row : *campaigns) {
        const auto lookBacks = look_back_repo::all(db, row.id);
        const auto own = access_repo::lines(db, row.id);
        add({std::ssize(*lookBacks), std::ssize(*own)});
    }
    const auto lines = access_repo::lines(db, id);
    for (const LineRow& row : *lines)
        add({row.row, row.reviewer.value, row.decisionId});
    const auto seats = stage_repo::seats(db, id);
    for (const SeatRow& row : *seats)
        add({row.row, row.stage, row.person.value, row.decisionId, row.reconfirms});
    const auto held = decision_repo::heldSeats(db, id);
    for (const HeldSeatRow& row : *held)
        add({row.row, row.stage, row.since});
    const auto decisions = decision_repo::history(db, id);
    add({std::ssize(*decisions)});
    const auto escalations = stage_repo::escalations(db, id);
    for (const EscalationRow& row : *escalations)
        add({row.id, row.stage, row.moved});
    const auto delegations = handover_repo::delegations(db);
    for (const DelegationRow& row : *delegations)
        add({row.id, row.from.value, row.to.value, row.approvedBy.value, row.endedBy.value});
    const auto handovers = handover_repo::handovers(db, campaigns->empty() ? PeriodId() : campaigns->front().period);
    for (const HandoverRow& row : *handovers)
        add({row.id, row.stage, row.to.value, row.decisionId});
    const auto periodIds = periods(db);
    for (const PeriodRow& period : *periodIds) {
        const auto scope = scope_repo::scope(db, period.id);
        const auto skips = scope_repo::skips(db, period.id);
        const auto lists = scope_repo::lists(db, period.id);
        add({period.id.value, std::ssize(*scope), std::ssize(*lists)});
        for (const SkipRow& row : *skips)
            add({row.id, row.approvedBy.value, row.withdrawnBy.value});
    }
    const auto words = scope_repo::words(db);
    const auto owners = scope_repo::owners(db);
    const auto approvals = scope_repo::approvals(db);
    const auto privileges = role_privilege_repo::all(db);
    const auto onLines = role_privilege_repo::lines(db, id);
    add({std::ssize(*words), std::ssize(*owners), std::ssize(*approvals), std::ssize(*privileges), std::ssize(*onLines)});
    const auto packs = answer_repo::packs(db, id);
    const auto replies = answer_repo::replies(db, id);
    add({std::ssize(*packs)});
    for (const ReplyRow& row : *replies) {
        const auto answers = answer_repo::answers(db, row.id);
        for (const ReplyAnswerRow& answer : *answers)
            add({row.id, answer.answer.row, static_cast<int>(answer.state), answer.decisionId, answer.ruledBy.value});
    }
    const auto facts = identity_repo::facts(db);
    const auto identities = identity_repo::decisions(db);
    add({std::ssize(*facts), std::ssize(*identities)});
    const auto modes = quality_repo::modes(db);
    const auto policies = quality_repo::policies(db);
    const auto showings = quality_repo::showings(db, id);
    add({std::ssize(*modes), std::ssize(*showings)});
    for (const ReviewPolicyRow& row : *policies)
        add({row.id, row.approvedBy.value});
    const auto signoffs = access_repo::signoffs(db, id);
    for (const auto& row : *signoffs)
        add({row.person.value});
    const auto removals = access_repo::removals(db);
    for (const RemovalRow& row : *removals)
        add({row.id, row.row, static_cast<std::int64_t>(row.state.size()), static_cast<std::int64_t>(row.closing.size())});
    return text;
}

std::int64_t entriesOf(Workspace& workspace, const std::string& verb)
{
    const auto entries = listLedger(workspace.db(), {});
    return std::count_if(entries->begin(), entries->end(), [&](const StoredEntry& entry) { return entry.header.verb == verb; });
}

} // namespace

class TstKillReview : public QObject
{
    Q_OBJECT

    static access::Stage stage(StageKind kind, const char* due, const char* to)
    {
        access::Stage made;
        made.kind = kind;
        made.due = Day::fromIso(due);
        made.escalateTo = to;
        made.escalation = *to == 0 ? access::Escalation::Tell : access::Escalation::TakeOver;
        made.quorum = kind == StageKind::SystemOwner ? access::Quorum::All : access::Quorum::First;
        return made;
    }

    static Result<CampaignId> openHere(Workspace& workspace)
    {
        OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), "2026-Q3"));
        ReviewOpening opening;
        opening.system = "ERP";
        opening.systemOwner = "con";
        opening.stages = {stage(StageKind::Manager, "2026-10-05", "rob"), stage(StageKind::SystemOwner, "2026-10-09", "")};
        return openReview(workspace, period, opening, "Q3");
    }

    /// Rita answers a line of her pack, and somebody takes the reply in.
    static Status mergeAnswer(Workspace& workspace, CampaignId id, const access::Answer& answer)
    {
        OXSEAL_TRY(const auto packs, answer_repo::packs(workspace.db(), id));
        OXSEAL_TRY(const access::AnswerSheet sheet, sentSheet(workspace, packs.front()));
        OXSEAL_TRY(const Json travelling, travelKeys(workspace.keyring(), "rita"));
        const Secret passphrase = test::TempWorld::secret(std::string(test::TempWorld::kPassphrase) + " rita");
        OXSEAL_TRY(OpenedTravelKeys keys, openTravelKeys(workspace.id(), travelling, passphrase, workspace.environment()));
        const OpenedPack pack{sheet, sheetDigest(sheet), std::move(keys)};
        OXSEAL_TRY(const std::string reply, sealReply(pack, {answer}, workspace.environment().clock.now(), *workspace.environment().random));
        OXSEAL_CHECK(mergeReply(workspace, {"rita.oxreply", reply}, "Q3"));
        return {};
    }

    static Status onQuarter(Workspace& workspace, const std::function<Status(const PeriodRow&)>& act)
    {
        OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), "2026-Q3"));
        return act(period);
    }

    /// In their order, each on what the ones before it left.
    static std::vector<Step> steps()
    {
        const LineDecision revoke{0, Decision::Revoke, "not_needed", "", "x"};
        return {
            {"review.open", "con", "2026-10-02", [](Workspace& w, CampaignId) -> Status { OXSEAL_CHECK(openHere(w)); return {}; }},
            {"review.assign", "con", "2026-10-02", [](Workspace& w, CampaignId id) -> Status { OXSEAL_CHECK(assignReviewers(w, id, {{"rita"}, {}, 1}, "Q3")); return {}; }},
            {"review.assign", "con", "2026-10-02", [](Workspace& w, CampaignId id) -> Status { OXSEAL_CHECK(assignReviewers(w, id, {{"con", "cora"}, {}, 2, 2}, "Q3")); return {}; }},
            {"review.quality_mode", "con", "2026-10-02",
                [](Workspace& w, CampaignId) { return setQualityMode(w, {"", access::QualityMode::ByName, "Told", w.environment().clock.now().day()}, "Q3"); }},
            {"review.policy_propose", "con", "2026-10-02", [](Workspace& w, CampaignId) -> Status {
                 OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(w.db(), w.environment().clock.now().day()));
                 OXSEAL_CHECK(proposeReviewPolicy(w, policy.json, w.environment().clock.now().day(), "Q3"));
                 return {};
             }},
            {"review.policy_approve", "ctl", "2026-10-02", [](Workspace& w, CampaignId) { return approveReviewPolicy(w, 1, "Q3"); }},
            {"review.pack_make", "con", "2026-10-02", [](Workspace& w, CampaignId id) -> Status { OXSEAL_CHECK(makePack(w, id, "rita", "sealed", "Q3")); return {}; }},
            {"review.reply_merge", "con", "2026-10-02", [](Workspace& w, CampaignId id) { return mergeAnswer(w, id, {0, Decision::Unsure, "ask_owner", "", ""}); }},
            {"review.decide", "rita", "2026-10-03", [revoke](Workspace& w, CampaignId id) {
                 const Instant now = w.environment().clock.now();
                 LineDecision seen = revoke;
                 seen.shown = {{Instant{now.micros - 9'000'000}, now, true}};
                 return decideLines(w, id, {seen}, "Q3");
             }},
            {"review.reply_merge", "con", "2026-10-04", [](Workspace& w, CampaignId id) { return mergeAnswer(w, id, {0, Decision::Keep, "", "", "needed"}); }},
            {"review.answer_rule", "ctl", "2026-10-05", [](Workspace& w, CampaignId) { return ruleAnswers(w, {2, {}, false}, "The decision is later"); }},
            {"review.escalate", "con", "2026-10-12", [](Workspace& w, CampaignId id) -> Status { OXSEAL_CHECK(escalateReview(w, id, "late")); return {}; }},
            {"review.decide_bulk", "rob", "2026-10-12",
                [](Workspace& w, CampaignId id) { return decideBulk(w, id, {1, 2}, {0, Decision::Keep, "", "", "list"}, "Q3"); }},
            {"review.decide", "con", "2026-10-13",
                [revoke](Workspace& w, CampaignId id) { return decideLines(w, id, {revoke, {1, Decision::Keep, "", "", ""}, {2, Decision::Keep, "", "", ""}}, "Q3"); }},
            {"review.decide", "cora", "2026-10-13",
                [](Workspace& w, CampaignId id) { return decideLines(w, id, {{0, Decision::Keep, "", "", "needed"}, {1, Decision::Keep, "", "", ""}, {2, Decision::Keep, "", "", ""}}, "Q3"); }},
            {"review.stand_in_request", "cora", "2026-10-13", [](Workspace& w, CampaignId) -> Status {
                 OXSEAL_CHECK(requestDelegation(w, {"cora", "rita", *Day::fromIso("2026-10-13"), *Day::fromIso("2026-10-20")}, "Leave"));
                 return {};
             }},
            {"review.stand_in_approve", "con", "2026-10-13", [](Workspace& w, CampaignId) { return approveDelegation(w, 1, "Leave"); }},
            {"review.stand_in_end", "cora", "2026-10-14", [](Workspace& w, CampaignId) { return endDelegation(w, 1, "Back"); }},
            {"review.resolve", "ctl", "2026-10-14", [revoke](Workspace& w, CampaignId id) { return resolveLine(w, id, revoke, "Q3"); }},
            {"review.succeed", "ctl", "2026-10-14", [](Workspace& w, CampaignId) -> Status {
                 OXSEAL_TRY(const PeriodRow period, periodByName(w.db(), "2026-Q3"));
                 OXSEAL_CHECK(succeedReviewer(w, period, "rob", "rita", "Left"));
                 return {};
             }},
            {"review.signoff", "con", "2026-10-14", [](Workspace& w, CampaignId id) { return signOffSystem(w, id, "Q3"); }},
            {"review.conclude", "con", "2026-10-14", [](Workspace& w, CampaignId id) { return concludeReview(w, id, *Day::fromIso("2026-10-14"), "Q3"); }},
            {"scope.set", "con", "2026-10-15", [](Workspace& w, CampaignId) { return onQuarter(w, [&w](const PeriodRow& q) { return setScope(w, q, {"ERP", {}, {}, {"NetSuite"}, ""}, "Q3"); }); }},
            {"scope.skip", "con", "2026-10-15",
                [](Workspace& w, CampaignId) { return onQuarter(w, [&w](const PeriodRow& q) -> Status { OXSEAL_CHECK(askSkip(w, q, "ERP", "sold")); return {}; }); }},
            {"scope.skip_approve", "ctl", "2026-10-15", [](Workspace& w, CampaignId) { return approveSkip(w, 1, "Seen"); }},
            {"scope.skip_withdraw", "con", "2026-10-15", [](Workspace& w, CampaignId) { return withdrawSkip(w, 1, "Not sold"); }},
            {"scope.known_list", "con", "2026-10-15",
                [](Workspace& w, CampaignId) {
                    return onQuarter(w, [&w](const PeriodRow& q) -> Status {
                        const fs::path file = w.folder().parent_path() / "apps.csv";
                        std::ofstream(file) << "application\nNetSuite\nSlack\n";
                        OXSEAL_CHECK(loadKnownList(w, q, access::KnownSource::Sso, file, "", "Q3"));
                        return {};
                    });
                }},
            {"scope.known_name", "con", "2026-10-15",
                [](Workspace& w, CampaignId) { return onQuarter(w, [&w](const PeriodRow& q) { return sayKnown(w, q, access::KnownSource::Sso, "Slack", "", "Chat"); }); }},
            {"scope.role_owner", "con", "2026-10-15",
                [](Workspace& w, CampaignId) { return onQuarter(w, [&w](const PeriodRow& q) { return setRoleOwner(w, q, "ERP", "Clerk", "rita", "Q3"); }); }},
            {"scope.role_approve", "rita", "2026-10-15",
                [](Workspace& w, CampaignId) { return onQuarter(w, [&w](const PeriodRow& q) { return approveRole(w, q, "ERP", "Clerk", "Q3"); }); }},
            {"scope.role_privilege", "rita", "2026-10-15",
                [](Workspace& w, CampaignId) { return onQuarter(w, [&w](const PeriodRow& q) { return stateRolePrivilege(w, q, "ERP", "Clerk", true, "Q3"); }); }},
            {"scope.carry", "con", "2026-10-15", [](Workspace& w, CampaignId) -> Status {
                 OXSEAL_TRY(const PeriodRow q, periodByName(w.db(), "2026-Q4"));
                 OXSEAL_CHECK(carryScope(w, q, "Next"));
                 return {};
             }},
            {"review.claim_removal", "con", "2026-10-15", [](Workspace& w, CampaignId) { return claimRemoval(w, 1, "T-1", "Q3"); }},
            {"review.contest", "con", "2026-10-16", [](Workspace& w, CampaignId) { return askToKeep(w, 1, "Needed until January"); }},
            {"review.contest_decline", "ctl", "2026-10-16", [](Workspace& w, CampaignId) { return declineKeeping(w, 1, "Not needed"); }},
            {"review.contest", "con", "2026-10-16", [](Workspace& w, CampaignId) { return askToKeep(w, 1, "Needed until January all the same"); }},
            {"review.contest_approve", "ctl", "2026-10-16", [](Workspace& w, CampaignId) { return approveKeeping(w, 1, "Seen"); }},
            {"review.amend", "con", "2026-10-17", [](Workspace& w, CampaignId id) -> Status {
                 OXSEAL_CHECK(test::AccessWorld::keep(w, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders,
                     {"ann|E2|active|Clerk|Bills|Full|2026-09-20", "bo|E3|active|Clerk|Bills|Full|2026-09-20", "cy|E4|active|Clerk|Bills|Full|2026-09-20",
                         "dee|E5|active|Clerk|Bills|Full|2026-09-20", "svc||active|Clerk|Bills|Full|2026-09-20", "who|E99|active|Clerk|Bills|Full|2026-09-20"}));
                 OXSEAL_CHECK(amendReview(w, id, "The export lacked a line"));
                 return {};
             }},
            {"review.state_account", "rita", "2026-10-17", [](Workspace& w, CampaignId) { return stateAccount(w, CampaignId(2), {"svc", "E4", "Bank feed"}, "Q3"); }},
            {"review.identity", "con", "2026-10-17", [](Workspace& w, CampaignId) { return decideIdentity(w, CampaignId(2), {"who", "E4", true}, "Q3"); }},
            {"review.look_back", "con", "2026-10-17",
                [](Workspace& w, CampaignId) { return concludeLookBack(w, CampaignId(2), {"dee", access::LookBackConclusion::Authorised, "Handed over", {}}, "Q3"); }},
        };
    }

private Q_SLOTS:
    void allOrNothing()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        // A second controller, who sits nowhere, to resolve what two reviewers leave.
        {
            auto admin = company.as("ada");
            auto code = invitePerson(**admin, {"ctl", "ctl", "E11", {Role::Controller}}, "Set-up");
            VERIFY_OK(code);
            VERIFY_OK((*admin)->close());
            company.words["ctl"] = std::string(test::TempWorld::kPassphrase) + " ctl";
            auto opened = openWorkspace({company.world.path("acme.oxseal"), "ctl"}, *code, company.world.environment());
            VERIFY_OK(firstLogin(**opened, test::TempWorld::secret(company.words["ctl"]), "First login"));
            VERIFY_OK((*opened)->close());
            auto con = company.as("con");
            VERIFY_OK(test::AccessWorld::keep(**con, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders,
                {"ann|E2|active|Clerk|Bills|Full|2026-09-20", "bo|E3|active|Clerk|Bills|Full|2026-09-20", "cy|E4|active|Clerk|Bills|Full|2026-09-20"}));
            VERIFY_OK(test::AccessWorld::keep(**con, {"roster", "", "", "2026-Q3"}, "2026-09-30", kRosterHeaders, {"E2|Ann|E20|active", "E3|Bo|E20|active", "E4|Cy|E20|active", "E5|Dee|E20|terminated"}));
            VERIFY_OK(addPeriod(**con, "2026-Q4", "Set-up"));
            VERIFY_OK((*con)->close());
        }
        const CampaignId id(1);
        QTemporaryDir keptDir;
        const fs::path here = company.world.dir.path().toStdString();
        const fs::path kept = keptDir.path().toStdString();
        int kills = 0;
        std::int64_t minutes = 0;
        for (const Step& step : steps()) {
            // Ten minutes after the step before, so that the clock never goes back.
            const Instant now{Instant::fromIso(std::string(step.now) + "T08:00:00Z")->micros + (minutes += 10) * 60'000'000};
            fs::remove_all(kept);
            fs::copy(here, kept, fs::copy_options::recursive);
            const auto restore = [&] {
                for (const auto& entry : fs::directory_iterator(here))
                    fs::remove_all(entry.path());
                fs::copy(kept, here, fs::copy_options::recursive);
                company.world.now = now;
            };
            const auto work = [&](const std::function<void(const std::string&)>& acknowledge) -> Status {
                OXSEAL_TRY(auto workspace, company.as(step.login));
                OXSEAL_CHECK(step.act(*workspace, id));
                acknowledge("done");
                return workspace->close();
            };
            // Each step runs in a child: the numbers it draws are not those of the step before, or objects would share names.
            company.world.random = test::SeededRandom(static_cast<std::uint64_t>(minutes) + 2000);
            restore();
            std::string before;
            std::int64_t entries = 0;
            {
                auto workspace = company.as("ada");
                VERIFY_OK(workspace);
                before = rowsOf((*workspace)->db(), id);
                entries = entriesOf(**workspace, step.verb);
                VERIFY_OK((*workspace)->close());
            }
            restore();
            const test::Acknowledged whole = test::runAndKillWork(work, 0);
            QVERIFY2(whole.has("done"), (std::string(step.verb) + ": " + (whole.lines.empty() ? "nothing" : whole.lines.back())).c_str());
            std::string after;
            for (int point = 0; point <= whole.points; ++point) {
                if (point > 0)
                    restore();
                const test::Acknowledged done = point == 0 ? whole : test::runAndKillWork(work, point);
                company.world.now = Instant{now.micros + 3'600'000'000};
                auto workspace = company.as("ada");
                VERIFY_OK(workspace);
                COMPARE_STR(test::ledgerProblems(**workspace), "");
                const std::string rows = rowsOf((*workspace)->db(), id);
                if (point == 0)
                    after = rows;
                const bool there = entriesOf(**workspace, step.verb) == entries + 1;
                const std::string place = std::string(step.verb) + " at " + done.place;
                QVERIFY2(rows == (there ? after : before), place.c_str());
                QVERIFY2(there || !done.has("done"), place.c_str());
                VERIFY_OK((*workspace)->close());
                kills += point > 0 ? 1 : 0;
            }
            QVERIFY2(after != before, step.verb);
            restore();
            QVERIFY(test::runAndKillWork(work, 0).has("done"));
        }
        qInfo("%d kills", kills);
    }
};

OXSEAL_TEST_CLASS(TstKillReview);
#include "tst_kill_review.moc"
