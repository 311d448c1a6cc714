// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/recon_actions.h"

#include "models/core/money.h"
#include "storage/actions/account_reopen.h"
#include "storage/actions/recon_support.h"
#include "storage/reads/account_reads.h"
#include "storage/reads/match_reads.h"
#include "storage/repos/match_repo.h"
#include "storage/repos/recon_repo.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

Json planJson(const recon::AccountPlan& plan)
{
    Json json;
    json.set("account", plan.account).set("name", plan.name).set("method", recon::name(plan.method));
    json.set("risk", recon::name(plan.risk)).set("frequency", recon::name(plan.frequency)).set("owner", plan.owner);
    return json.set("due_business_day", plan.dueBusinessDay).set("because", plan.because);
}

Json idsJson(const std::vector<std::int64_t>& ids)
{
    Json::Array out;
    for (const std::int64_t id : ids)
        out.emplace_back(id);
    return out;
}

const ReconGroupRow* groupOf(const ReconView& view, std::int64_t id)
{
    const auto found = std::find_if(view.groups.begin(), view.groups.end(), [id](const auto& group) { return group.id == id; });
    return found == view.groups.end() ? nullptr : &*found;
}

Status knownReason(const std::string& code)
{
    const auto& codes = matchReasonCodes();
    if (std::find(codes.begin(), codes.end(), code) == codes.end())
        return fail(kUnknownReasonCode, {}, {code});
    return {};
}

/// The lines of a suggested or ambiguous group.
std::set<std::int64_t> membersOf(const ReconView& view, std::int64_t group)
{
    std::set<std::int64_t> out;
    for (const ReconLineRow& line : view.lines) {
        if (line.candidate == group)
            out.insert(line.id);
    }
    return out;
}

/// Whether all are suggestions, and several of one rule that wait for the same reasons.
Status suggestedAndAlike(Workspace& workspace, const ReconView& view, const std::set<std::int64_t>& groups)
{
    OXSEAL_TRY(const auto run, lastMatchRun(workspace, view.row.id));
    std::optional<std::pair<std::string, recon::Triggers>> kind;
    for (const std::int64_t group : groups) {
        const ReconGroupRow* found = groupOf(view, group);
        if (found == nullptr || found->state != "suggested")
            return fail(kNoSuchGroup, {}, {"G" + std::to_string(group)});
        const MatchDecisionRow* decision = run ? decisionOfGroup(*run, group) : nullptr;
        const std::pair<std::string, recon::Triggers> mine{found->rule, decision == nullptr ? recon::Triggers{0} : decision->triggers};
        if (kind && *kind != mine)
            return fail(kGroupsNotAlike, "G" + std::to_string(group));
        kind = mine;
    }
    if (groups.empty())
        return fail(kNoSuchGroup, {}, {""});
    return {};
}

const ReconItem* itemOf(const ReconView& view, const std::string& handle)
{
    const auto found = std::find_if(view.items.begin(), view.items.end(), [&](const auto& item) { return item.handle == handle; });
    return found == view.items.end() ? nullptr : &*found;
}

Json proofJson(const ReconView& view)
{
    const auto money = [&](std::int64_t minor) { return formatMinor(minor, view.row.digits); };
    Json json;
    json.set("bank_end", money(view.proof.bankEnd)).set("books_end", money(view.proof.booksEnd));
    json.set("adjusted", money(view.proof.bankAdjusted)).set("difference", money(view.proof.difference));
    json.set("items", static_cast<std::int64_t>(view.items.size())).set("currency", view.row.currency);
    return json;
}

Status signOff(Workspace& workspace, ReconciliationId id, Permission permission, const char* duty, const char* state, const std::string& note)
{
    return workspace.writeStatus(permission, note, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
        OXSEAL_CHECK(periodOpen(unit.db(), view.row.period));
        const bool reviewing = std::string_view(state) == "reviewed";
        if (reviewing && view.row.state != "prepared")
            return fail(kNotPrepared, view.row.account, {view.row.state});
        for (const ReconSignoff& signoff : view.signoffs) {
            if (reviewing && !signoff.voided && signoff.duty == "preparer" && signoff.person == unit.actor().person)
                return fail(kReviewerPrepared, view.row.account);
        }
        const auto own = std::count_if(view.groups.begin(), view.groups.end(),
            [&](const ReconGroupRow& group) { return group.state == "manual" && group.madeBy == unit.actor().person; });
        if (reviewing && own > 0)
            return fail(kReviewerDecided, view.row.account, {std::to_string(own)});
        OXSEAL_CHECK(reconciliationProved(view));
        if (!reviewing)
            OXSEAL_CHECK(repo::voidSignoffs(unit.db(), id, unit.now()));
        OXSEAL_CHECK(repo::insertSignoff(unit.db(), id, {duty, unit.actor().person, unit.now(), note, false}));
        OXSEAL_CHECK(repo::setReconState(unit.db(), id, state));
        Json after = proofJson(view);
        after.set("note", note).set("state", state);
        unit.record(reconEvent(reviewing ? "reconcile.review" : "reconcile.prepare", id, Json().set("state", view.row.state), after));
        return {};
    });
}

} // namespace

std::string differenceWords(const recon::Invariant& invariant, const ReconRow& row)
{
    if (!invariant.left || !invariant.right)
        return "-";
    const auto money = [&row](std::int64_t minor) { return formatMinor(minor, row.digits); };
    const auto difference = checkedAdd(*invariant.left, -*invariant.right);
    return money(*invariant.left) + " / " + money(*invariant.right) + (difference ? ", " + money(*difference) : std::string()) + " " + row.currency;
}

Status reconciliationProved(const ReconView& view)
{
    if (view.inputsChanged)
        return fail(kInputsChanged, view.row.account);
    if (view.suggested + view.ambiguous > 0)
        return fail(kDecisionsPending, view.row.account, {std::to_string(view.suggested), std::to_string(view.ambiguous)});
    if (view.proof.unclassified > 0)
        return fail(kItemsUnclassified, view.row.account, {std::to_string(view.proof.unclassified)});
    if (view.proof.difference != 0 || !view.proof.identityHolds)
        return fail(kProofNotZero, view.row.account, {formatMinor(view.proof.difference, view.row.digits), view.row.currency});
    for (const recon::Invariant& invariant : view.invariants) {
        if (invariant.holds == recon::Holds::No)
            return fail(kInvariantFails, view.row.account, {std::to_string(invariant.number), differenceWords(invariant, view.row)});
    }
    return {};
}

Status planAccount(Workspace& workspace, const std::string& entity, const recon::AccountPlan& plan, const std::string& reason)
{
    if (plan.method == recon::AccountMethod::None && plan.because.empty())
        return fail(kPlanNeedsReason, plan.account);
    if (plan.frequency == recon::AccountFrequency::Monthly)
        return fail(kMonthlyPlan, plan.account, {plan.account});
    return workspace.writeStatus(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const Entity owner, entityByCode(unit.db(), entity));
        OXSEAL_TRY(const auto plans, accountPlans(unit.db(), owner.code));
        const auto old = std::find_if(plans.begin(), plans.end(), [&](const auto& each) { return each.account == plan.account; });
        const bool loosens = old != plans.end() && old->method != recon::AccountMethod::Unassigned
            && (plan.risk < old->risk || (plan.method == recon::AccountMethod::None && old->method != recon::AccountMethod::None));
        if (loosens && !allowed(unit.actor().roles, Permission::ReviewReconciliation))
            return fail(kLoosenNeedsReviewer, plan.account, {plan.account});
        OXSEAL_CHECK(repo::savePlan(unit.db(), owner.code, plan));
        Event event;
        event.verb = "reconcile.plan";
        event.object = "account:" + owner.code + "/" + plan.account;
        event.module = "recon";
        event.before = old == plans.end() ? Json() : planJson(*old);
        event.after = planJson(plan);
        const bool changed = event.before != event.after;
        unit.record(std::move(event));
        if (changed)
            OXSEAL_CHECK(reopenCloses(unit, owner.code, "plan", planJson(plan), [&](const CloseRow& close) { return close.account == plan.account; }));
        return {};
    });
}

const std::vector<std::string>& matchReasonCodes()
{
    static const std::vector<std::string> codes{
        "reference_differs", "confirmed_by_bank", "split_payment", "amount_differs", "reversal", "engine_wrong", "other"};
    return codes;
}

Result<std::int64_t> matchByHand(Workspace& workspace, ReconciliationId id, const std::vector<std::int64_t>& lines,
    const std::string& reasonCode, const std::string& reason)
{
    OXSEAL_CHECK(knownReason(reasonCode));
    const std::set<std::int64_t> wanted(lines.begin(), lines.end());
    if (wanted.size() < 2)
        return fail(kNoSuchReconLine, {}, {std::to_string(wanted.size())});
    return workspace.write(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
        OXSEAL_TRY(const bool reopened, reopen(unit, view.row));
        ReconGroupRow group;
        std::size_t bank = 0;
        std::size_t books = 0;
        std::set<std::int64_t> candidates;
        for (const ReconLineRow& line : view.lines) {
            if (!wanted.contains(line.id))
                continue;
            if (!line.open())
                return fail(kLineTaken, "L" + std::to_string(line.id));
            const bool inBooks = line.origin == recon::ItemOrigin::Books;
            ++(inBooks ? books : bank);
            const auto sum = inBooks ? checkedSubtract(group.difference, line.amount) : checkedAdd(group.difference, line.amount);
            if (!sum)
                return fail(recon::kAmountOverflow, "L" + std::to_string(line.id));
            group.difference = *sum;
            if (line.candidate != 0)
                candidates.insert(line.candidate);
        }
        if (bank + books != wanted.size())
            return fail(kNoSuchReconLine, {}, {std::to_string(wanted.size() - bank - books)});
        group.type = groupShape(bank, books);
        group.state = "manual";
        group.rule = "by hand";
        group.confidence = 1000;
        group.reasonCode = reasonCode;
        group.rationale = reason;
        group.madeBy = unit.actor().person;
        for (const std::int64_t pending : candidates) {
            const char* outcome = membersOf(view, pending) == wanted ? "accepted" : "replaced";
            OXSEAL_CHECK(repo::noteOutcome(unit.db(), pending, outcome, false, unit.actor().person, unit.now(), reasonCode, reason));
            OXSEAL_CHECK(repo::deleteGroup(unit.db(), pending));
        }
        OXSEAL_TRY(const std::int64_t made, repo::insertGroup(unit.db(), id, group));
        for (const std::int64_t line : wanted)
            OXSEAL_CHECK(repo::joinGroup(unit.db(), line, made, true));
        Json after;
        after.set("group", made).set("lines", idsJson({wanted.begin(), wanted.end()})).set("reason_code", reasonCode);
        after.set("difference", formatMinor(group.difference, view.row.digits)).set("reopened", reopened);
        unit.record(reconEvent("reconcile.match_by_hand", id, {}, after));
        return made;
    });
}

Status confirmGroup(Workspace& workspace, ReconciliationId id, std::int64_t group, const std::string& reason)
{
    return confirmGroups(workspace, id, {group}, reason);
}

Status confirmGroups(Workspace& workspace, ReconciliationId id, const std::vector<std::int64_t>& groups, const std::string& reason)
{
    return workspace.writeStatus(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
        const std::set<std::int64_t> wanted(groups.begin(), groups.end());
        OXSEAL_CHECK(suggestedAndAlike(workspace, view, wanted));
        OXSEAL_TRY(const bool reopened, reopen(unit, view.row));
        const bool bulk = wanted.size() > 1;
        for (const std::int64_t group : wanted) {
            OXSEAL_CHECK(repo::confirmMembers(unit.db(), group));
            OXSEAL_CHECK(repo::setGroupState(unit.db(), group, "manual", "confirmed", reason, unit.actor().person));
            OXSEAL_CHECK(repo::noteOutcome(unit.db(), group, "accepted", bulk, unit.actor().person, unit.now(), "confirmed", reason));
        }
        Json after;
        after.set(bulk ? "groups" : "group", bulk ? idsJson({wanted.begin(), wanted.end()}) : Json(*wanted.begin()));
        after.set("state", "manual").set("bulk", bulk).set("reopened", reopened);
        unit.record(reconEvent("reconcile.confirm", id, Json().set("state", "suggested"), after));
        return {};
    });
}

Status unmatch(Workspace& workspace, ReconciliationId id, std::int64_t group, const std::string& reasonCode, const std::string& reason)
{
    OXSEAL_CHECK(knownReason(reasonCode));
    return workspace.writeStatus(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
        const ReconGroupRow* found = groupOf(view, group);
        if (found == nullptr)
            return fail(kNoSuchGroup, {}, {"G" + std::to_string(group)});
        OXSEAL_TRY(const bool reopened, reopen(unit, view.row));
        OXSEAL_CHECK(repo::noteOutcome(unit.db(), group, "rejected", false, unit.actor().person, unit.now(), reasonCode, reason));
        OXSEAL_CHECK(repo::deleteGroup(unit.db(), group));
        Json before;
        before.set("group", group).set("state", found->state).set("rule", found->rule);
        before.set("difference", formatMinor(found->difference, view.row.digits)).set("explanation", found->explanation);
        unit.record(reconEvent("reconcile.unmatch", id, before, Json().set("reason_code", reasonCode).set("reopened", reopened)));
        return {};
    });
}

Status classifyItem(Workspace& workspace, ReconciliationId id, const ItemDecision& decision, const std::string& reason)
{
    return workspace.writeStatus(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
        const ReconItem* item = itemOf(view, decision.handle);
        if (item == nullptr)
            return fail(kNoSuchReconItem, {}, {decision.handle});
        if (!recon::fits(decision.category, item->item.origin, item->item.amount))
            return fail(kCategoryDoesNotFit, decision.handle, {recon::name(decision.category), recon::name(item->item.origin)});
        OXSEAL_TRY(const bool reopened, reopen(unit, view.row));
        ObjectInfo evidence;
        if (!decision.evidence.empty()) {
            OXSEAL_TRY(evidence, unit.objects().put(asBytes(decision.evidence), "evidence"));
        } else if (!decision.evidenceFile.empty()) {
            OXSEAL_TRY(evidence, unit.objects().putFile(decision.evidenceFile, "evidence"));
        }
        const std::int64_t number = std::stoll(decision.handle.substr(1)); // the handle is one of ours: it was found above
        const char* category = recon::name(decision.category);
        if (decision.handle[0] == 'L')
            OXSEAL_CHECK(repo::classifyLine(unit.db(), number, category, decision.note, evidence.id));
        else
            OXSEAL_CHECK(repo::classifyGroup(unit.db(), number, category, decision.note, evidence.id));
        Json after;
        after.set("item", decision.handle).set("category", category).set("note", decision.note).set("reopened", reopened);
        if (evidence.id)
            after.set("evidence_sha256", evidence.sha256.hex());
        unit.record(reconEvent("reconcile.item", id, Json().set("category", recon::name(item->item.category)), after));
        return {};
    });
}

Status prepareReconciliation(Workspace& workspace, ReconciliationId id, const std::string& note)
{
    return signOff(workspace, id, Permission::PrepareReconciliation, "preparer", "prepared", note);
}

Status reviewReconciliation(Workspace& workspace, ReconciliationId id, const std::string& note)
{
    return signOff(workspace, id, Permission::ReviewReconciliation, "reviewer", "reviewed", note);
}

} // namespace oxseal
