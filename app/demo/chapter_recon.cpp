// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "storage/actions/account_actions.h"
#include "storage/actions/model_actions.h"
#include "storage/actions/mirror_actions.h"
#include "storage/actions/opening_actions.h"
#include "storage/actions/recon_actions.h"
#include "storage/actions/scorecard_actions.h"
#include "storage/reads/match_reads.h"
#include "storage/reads/sheet_report.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <map>

namespace oxseal::demo {
namespace {

constexpr const char* kBank = "1010";

std::string why() { return texts::sentence("demo.reason.recon"); }

/// The preparer takes the wash account for an ordinary one: the rule must not.
recon::AccountClass classOf(const std::string& account)
{
    using recon::AccountClass;
    if (account == kBank || account == "1850")
        return AccountClass::Cash;
    if (account == "2100")
        return AccountClass::Estimate;
    if (account == cards::kClearing)
        return AccountClass::Clearing;
    return account == "2300" ? AccountClass::Intercompany : AccountClass::Other;
}

/// Every account of the trial balance gets its method in the first quarter; the account that is new in the third is left
/// as it came, unassigned.
Status planAccounts(Stage& stage, Workspace& workspace, const Quarter& q, const std::string& entity)
{
    for (const auto& account : q.books.at(entity).chart) {
        recon::AccountPlan plan;
        plan.account = account.number;
        plan.name = account.name;
        plan.owner = "preparer";
        plan.method = account.number == kBank ? recon::AccountMethod::Matching
            : account.number >= "4000"        ? recon::AccountMethod::None
                                              : recon::AccountMethod::RollForward;
        plan.risk = account.number == kBank ? recon::AccountRisk::High : recon::AccountRisk::Medium;
        if (plan.method == recon::AccountMethod::None)
            plan.because = texts::sentence("demo.because.income_statement");
        if (account.number == "1800" || account.number == "1850" || account.number == "2390")
            plan.risk = recon::AccountRisk::Low;
        OXSEAL_CHECK(planAccount(workspace, entity, plan, why()));
        if (account.number < "4000")
            OXSEAL_CHECK(setAccountTrait(workspace, entity, account.number, classOf(account.number), account.number == "1100", why()));
    }
    stage.ids["plans/" + entity] = 1;
    return {};
}

/// The controller adopts the matching policy as delivered in the first quarter. In the third she has it name the companies of
/// the group, and the CFO approves that: nobody approves what he proposed.
Status settlePolicy(Stage& stage, const Quarter& q)
{
    if (!stage.ids.contains("matching policy")) {
        OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
        OXSEAL_CHECK(decideModelVersion(*workspace, {kMatcherModel, 1, true}, texts::sentence("demo.reason.policy")));
        OXSEAL_CHECK(decideModelVersion(*workspace, {kAccountRules, 1, true}, texts::sentence("demo.reason.account_rules")));
        stage.ids["matching policy"] = 1;
    }
    if (q.name != "2026-Q3" || stage.ids["matching policy"] == 2)
        return {};
    OXSEAL_TRY(Workspace * controller, stage.as("controller"));
    OXSEAL_TRY(const auto versions, modelVersions(controller->db(), kMatcherModel));
    Json body = versionInForce(versions).body;
    Json::Array parties;
    for (const char* party : {"Norwold Instruments", "Norwold Messtechnik", "Norwold Controls", "Intercompany", "Verrechnung"})
        parties.emplace_back(party);
    body.set("related_parties", Json(std::move(parties)));
    OXSEAL_TRY(const std::int64_t version, proposeModelVersion(*controller, kMatcherModel, std::move(body), texts::sentence("demo.reason.policy_change")));
    OXSEAL_TRY(Workspace * officer, stage.as("cfo"));
    OXSEAL_CHECK(decideModelVersion(*officer, {kMatcherModel, version, true}, texts::sentence("demo.reason.policy_approval")));
    stage.ids["matching policy"] = version;
    stage.say("demo.say.policy", {q.name, std::to_string(version)});
    return {};
}

/// "1540" and "CHQ1540" name the same cheque.
bool sameReference(const std::string& a, const std::string& b)
{
    constexpr std::size_t kShortest = 4;
    const auto& shorter = a.size() < b.size() ? a : b;
    const auto& longer = a.size() < b.size() ? b : a;
    return shorter.size() >= kShortest && longer.ends_with(shorter);
}

/// What the policy hands to a person because of the day, the amount or a related party is confirmed, alike ones together. A
/// pair that leaves a difference is matched by hand with its own reason.
Status confirmSuggestions(Workspace& workspace, ReconciliationId id)
{
    OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
    OXSEAL_TRY(const auto run, lastMatchRun(workspace, id));
    std::map<std::pair<std::string, recon::Triggers>, std::vector<std::int64_t>> alike;
    for (const auto& group : view.groups) {
        const MatchDecisionRow* decision = run ? decisionOfGroup(*run, group.id) : nullptr;
        if (group.state == "suggested" && group.difference == 0 && decision != nullptr)
            alike[{group.rule, decision->triggers}].push_back(group.id);
    }
    for (const auto& [kind, groups] : alike)
        OXSEAL_CHECK(confirmGroups(workspace, id, groups, texts::sentence("demo.reason.confirm")));
    return {};
}

/// Pairs the lines that the engine leaves to a person: equal candidates in their order, a settlement and a cheque whose
/// amounts differ, found by their reference.
Status decideByHand(Workspace& workspace, ReconciliationId id)
{
    OXSEAL_TRY(ReconView view, reconciliationView(workspace, id));
    std::vector<std::int64_t> used;
    const auto free = [&](const ReconLineRow& line) {
        return line.open() && std::find(used.begin(), used.end(), line.id) == used.end();
    };
    for (const auto& bank : view.lines) {
        if (bank.origin != recon::ItemOrigin::Bank || !free(bank))
            continue;
        for (const auto& book : view.lines) {
            if (book.origin != recon::ItemOrigin::Books || !free(book))
                continue;
            const bool candidates = bank.candidate != 0 && bank.amount == book.amount && book.candidate != 0;
            if (!candidates && !sameReference(bank.reference, book.reference))
                continue;
            const char* code = bank.amount != book.amount ? "amount_differs" : "confirmed_by_bank";
            OXSEAL_CHECK(matchByHand(workspace, id, {bank.id, book.id}, code, why()));
            used.push_back(bank.id);
            used.push_back(book.id);
            break;
        }
    }
    return {};
}

recon::ItemCategory categoryOf(const ReconItem& item)
{
    using recon::ItemCategory;
    using recon::ItemOrigin;
    const auto says = [&](const char* text) { return item.item.description.find(text) != std::string::npos; };
    if (item.item.origin == ItemOrigin::Books)
        return item.item.amount > 0 ? ItemCategory::DepositInTransit : ItemCategory::OutstandingCheque;
    if (item.item.origin == ItemOrigin::Difference)
        return item.item.amount == -1'160 ? ItemCategory::ExchangeDifference : ItemCategory::BookErrorTransposition;
    if (says("NORWALD"))
        return ItemCategory::BankError;
    if (says("INTEREST"))
        return ItemCategory::UnbookedInterest;
    if (says("NSF"))
        return ItemCategory::ReturnedItem;
    return ItemCategory::UnbookedFee;
}

Status prepareAccount(Stage& stage, Workspace& workspace, const Quarter& q, const Entity& entity)
{
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), q.name));
    OpenReconciliation request;
    request.entity = entity.code;
    request.account = kBank;
    request.period = period.id;
    request.statementAccount = entity.bankAccount;
    if (q.name == "2026-Q2") { // first period: the signed opening statement
        request.bankOpening = q.books.at(entity.code).bankOpening;
        request.booksOpening = q.books.at(entity.code).bankOpening;
    }
    OXSEAL_TRY(const ReconciliationId id, openReconciliation(workspace, request, why()));
    if (request.booksOpening)
        OXSEAL_CHECK(signOpening(workspace, id, "preparer", {}, texts::sentence("demo.reason.opening")));
    stage.ids[q.name + "/recon/" + entity.code] = id.value;
    OXSEAL_CHECK(runMatch(workspace, id, why()));
    OXSEAL_CHECK(confirmSuggestions(workspace, id));
    OXSEAL_CHECK(decideByHand(workspace, id));
    OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
    for (const auto& item : view.items)
        OXSEAL_CHECK(classifyItem(workspace, id, {item.handle, categoryOf(item), why(), {}}, why()));
    return prepareReconciliation(workspace, id, why());
}

/// Rent deposits stand unchanged from the second quarter on; the wash account is refused in each.
Status closeByRule(Stage& stage, Workspace& workspace, const Quarter& q, const std::string& entity)
{
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), q.name));
    OXSEAL_TRY(const CloseOutcome outcome, autoClose(workspace, entity, period, why()));
    // Whoever changes the generator or the rules must meet this.
    const std::vector<std::string> expected = q.name == "2026-Q2" ? std::vector<std::string>() : std::vector<std::string>{"1800"};
    if (outcome.closed != expected)
        return fail(kStepFailed, entity, {std::to_string(outcome.closed.size())});
    if (!outcome.closed.empty())
        stage.say("demo.say.closed", {q.name, entity, std::to_string(outcome.closed.size()), std::to_string(outcome.refused.size())});
    return {};
}

/// The second export of the parent's last fortnight repeats lines: each is kept, and marked as one that stands already.
Status tellOverlap(Stage& stage, const Quarter& q, const ReconView& view, bool expected)
{
    const auto same = std::count_if(view.lines.begin(), view.lines.end(), [](const ReconLineRow& line) { return line.same; });
    if ((same > 0) != expected)
        return fail(kStepFailed, view.row.entity, {std::to_string(same)});
    if (same > 0)
        stage.say("demo.say.overlap", {q.name, view.row.entity, std::to_string(same)});
    return {};
}

/// The settlement of the third quarter stands in pounds on one side and in euros on the other, booked at 1.17 euros for a pound.
Status layIntercompany(Stage& stage, Workspace& workspace, const Quarter& q)
{
    if (q.name != "2026-Q3")
        return {};
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), q.name));
    MirrorRow pair;
    pair.firstEntity = "GB01";
    pair.firstAccount = "2300";
    pair.secondEntity = "DE01";
    pair.secondAccount = "2300";
    pair.because = texts::sentence("demo.mirror.because");
    OXSEAL_TRY(const NamedPair made, pairAccounts(workspace, pair, why()));
    const std::int64_t id = made.id;
    stage.ids["mirror"] = id;
    RateRow rate;
    rate.in = "GBP";
    rate.of = "EUR";
    rate.rate = "0.8600";
    rate.day = period.period.last;
    rate.source = texts::sentence("demo.mirror.source");
    OXSEAL_CHECK(stateRate(workspace, period, rate, why()));
    OXSEAL_TRY(const MirrorView view, mirrorView(workspace, id, period));
    // By hand: 10,000.00 − 11,700.00 × 0.86 = −62.00, all of it from the rate.
    if (view.missing || view.mirror.rateDifferences != -62'00 || view.mirror.difference != -62'00 || view.unexplained() != 0)
        return fail(kStepFailed, "GB01/2300", {"-62.00"});
    return signMirror(workspace, id, period, "preparer", "", why());
}

} // namespace

Status prepareAccounts(Stage& stage, const Quarter& q)
{
    OXSEAL_CHECK(settlePolicy(stage, q));
    OXSEAL_TRY(Workspace * workspace, stage.as("preparer"));
    for (const auto& entity : stage.world().entities) {
        if (!stage.ids.contains("plans/" + entity.code))
            OXSEAL_CHECK(planAccounts(stage, *workspace, q, entity.code));
        OXSEAL_CHECK(prepareAccount(stage, *workspace, q, entity));
        OXSEAL_CHECK(closeByRule(stage, *workspace, q, entity.code));
    }
    return layIntercompany(stage, *workspace, q);
}

/// The controller, who did not ask the rule, looks at every account of the sample.
static Status lookAtSample(Workspace& workspace, const Quarter& q)
{
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), q.name));
    OXSEAL_TRY(const ClosedByRule before, closedByRule(workspace.db(), period.id));
    if (before.unsampled.empty())
        return {};
    OXSEAL_CHECK(drawSampleOfCloses(workspace, period, texts::sentence("demo.seed.closed"), texts::sentence("demo.reason.sample")));
    OXSEAL_TRY(const ClosedByRule all, closedByRule(workspace.db(), period.id));
    for (const CloseLook& look : all.looks)
        OXSEAL_CHECK(lookAtClose(workspace, look.close.id, true, texts::sentence("demo.reason.look")));
    return {};
}

/// The controller's own spreadsheet of the parent's account against what is signed here: a line that names nothing, and the item
/// that it hides.
static Status compareSpreadsheet(Stage& stage, Workspace& workspace, const Quarter& q)
{
    if (q.name != "2026-Q3")
        return {};
    const ReconciliationId id(stage.ids[q.name + "/recon/US01"]);
    OXSEAL_TRY(const SheetReport report, checkSpreadsheet(workspace, id, stage.folder() / q.path("recon/DEMO_own_reconciliation_US01.csv")));
    const bool expected = report.findings.size() == 2 && report.findings[0].fault == recon::SheetFault::Plug && report.findings[1].fault == recon::SheetFault::MissingHere;
    if (!expected)
        return fail(kStepFailed, report.fileName, {std::to_string(report.findings.size())});
    stage.say("demo.say.spreadsheet", {q.name, std::to_string(report.findings.size())});
    return {};
}

/// The controller, who did not run the matching, pairs a sample of what stands without a person by what bank and books say.
static Status performBlind(Stage& stage, Workspace& workspace, const PeriodRow& period)
{
    constexpr std::size_t kSize = 10;
    OXSEAL_TRY(const BlindSampleRow sample, drawBlindSample(workspace, period, texts::sentence("demo.seed.blind"), kSize, texts::sentence("demo.reason.blind")));
    for (std::int64_t place = 1; place <= sample.size; ++place) {
        OXSEAL_TRY(const BlindItem item, blindItem(workspace, sample.id, place));
        BlindAnswer answer{sample.id, place, {}};
        for (const ReconLineRow& line : item.candidates) {
            if (std::any_of(item.bank.begin(), item.bank.end(), [&](const ReconLineRow& bank) { return sameReference(bank.reference, line.reference); }))
                answer.lines.push_back(line.id);
        }
        OXSEAL_TRY(const bool agrees, answerBlind(workspace, answer, texts::sentence("demo.reason.blind_answer")));
        // Whoever changes the generator or the engine must meet this.
        if (!agrees)
            return fail(kStepFailed, item.account, {std::to_string(place)});
    }
    stage.say("demo.say.blind", {period.period.name(), std::to_string(sample.size), std::to_string(sample.population)});
    return {};
}

/// The matcher gets its owner, and a scorecard from what has just been reviewed.
static Status watchMatcher(Stage& stage, Workspace& workspace, const Quarter& q)
{
    if (!stage.ids.contains("matcher card")) {
        OXSEAL_CHECK(setModelCard(workspace, {kMatcherModel, "controller", "high", texts::sentence("demo.model.use"), texts::sentence("demo.model.fallback")},
            texts::sentence("demo.reason.policy")));
        stage.ids["matcher card"] = 1;
    }
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), q.name));
    OXSEAL_CHECK(performBlind(stage, workspace, period));
    OXSEAL_TRY(const ScorecardRow card, makeScorecard(workspace, period, texts::sentence("demo.reason.scorecard")));
    // Whoever changes the generator or the engine must meet this: nothing was matched wrongly without a person.
    if (card.body["automatic"]["false_positive"].toInteger() != 0 || card.body["blind_agreed"].toInteger() != 10 || !card.stopped.empty())
        return fail(kStepFailed, "scorecard", {card.stopped});
    return {};
}

Status reviewAccounts(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    for (const auto& entity : stage.world().entities) {
        const ReconciliationId id(stage.ids[q.name + "/recon/" + entity.code]);
        if (q.name == "2026-Q2")
            OXSEAL_CHECK(signOpening(*workspace, id, "reviewer", {}, texts::sentence("demo.reason.opening")));
        OXSEAL_CHECK(reviewReconciliation(*workspace, id, why()));
        OXSEAL_TRY(const ReconView view, reconciliationView(*workspace, id));
        // The worked example: whoever changes the generator or the engine must meet these figures.
        const bool worked = q.name == "2026-Q3" && entity.code == "US01";
        if (view.proof.difference != 0 || (worked && view.proof.bankAdjusted != 12'427'450))
            return fail(kStepFailed, entity.code, {"124,274.50"});
        stage.say("demo.say.recon", {q.name, kBank, entity.code});
        OXSEAL_CHECK(tellOverlap(stage, q, view, worked));
    }
    if (const auto pair = stage.ids.find("mirror"); pair != stage.ids.end()) {
        OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
        OXSEAL_CHECK(signMirror(*workspace, pair->second, period, "reviewer", "", why()));
        stage.say("demo.say.mirror", {q.name});
    }
    OXSEAL_CHECK(lookAtSample(*workspace, q));
    OXSEAL_CHECK(compareSpreadsheet(stage, *workspace, q));
    return watchMatcher(stage, *workspace, q);
}

} // namespace oxseal::demo
