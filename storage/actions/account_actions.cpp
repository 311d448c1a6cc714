// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/account_actions.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/account_reopen.h"
#include "storage/actions/recon_actions.h"
#include "storage/actions/recon_support.h"
#include "storage/crypto/hash.h"

#include <algorithm>

namespace oxseal {
namespace {

Event accountEvent(const char* verb, const std::string& object, Json before, Json after)
{
    return {verb, object, "recon", std::move(before), std::move(after), {}};
}

Json traitJson(const AccountTraitRow& row) { return Json().set("class", recon::name(row.kind)).set("key", row.key); }

/// A key account no longer key, or one that no rule may close made into one that it may.
bool loosens(const AccountTraitRow& old, const AccountTraitRow& now)
{
    const auto closes = [](recon::AccountClass kind) { return kind == recon::AccountClass::Other; };
    return (old.key && !now.key) || (!closes(old.kind) && old.kind != recon::AccountClass::NotStated && closes(now.kind));
}

Json refusalsJson(const std::vector<CloseCandidate>& refused)
{
    Json::Array out;
    for (const CloseCandidate& each : refused) {
        Json::Array failed;
        for (const recon::CloseCondition condition : each.verdict.failed)
            failed.emplace_back(recon::name(condition));
        out.push_back(Json().set("account", each.facts.row.plan.account).set("failed", Json(std::move(failed))));
    }
    return Json(std::move(out));
}

Digest populationOf(const std::vector<CloseRow>& closes)
{
    std::vector<std::string> names;
    for (const CloseRow& close : closes)
        names.push_back(close.name());
    return sha256(join(names, "\n"));
}

} // namespace

Status setAccountTrait(Workspace& workspace, const std::string& entity, const std::string& account, recon::AccountClass kind, bool key,
    const std::string& reason)
{
    return workspace.writeStatus(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const Entity owner, entityByCode(unit.db(), entity));
        OXSEAL_TRY(const auto plans, accountPlans(unit.db(), owner.code));
        if (std::none_of(plans.begin(), plans.end(), [&](const auto& plan) { return plan.account == account; }))
            return fail(kNoSuchAccount, account, {account, entity});
        OXSEAL_TRY(const auto traits, account_repo::traits(unit.db(), owner.code));
        const auto old = traits.find(account);
        const AccountTraitRow row{owner.code, account, kind, key, unit.now(), unit.actor().person};
        if (old != traits.end() && loosens(old->second, row) && !allowed(unit.actor().roles, Permission::ReviewReconciliation))
            return fail(kLoosenNeedsReviewer, account, {account});
        OXSEAL_CHECK(account_repo::putTrait(unit.db(), row));
        unit.record(accountEvent("account.trait", "account:" + owner.code + "/" + account, old == traits.end() ? Json() : traitJson(old->second), traitJson(row)));
        OXSEAL_CHECK(reopenCloses(unit, owner.code, "plan", traitJson(row), [&](const CloseRow& close) { return close.account == account; }));
        return {};
    });
}

Result<CloseOutcome> autoClose(Workspace& workspace, const std::string& entity, const PeriodRow& period, const std::string& reason)
{
    return workspace.write(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Result<CloseOutcome> {
        OXSEAL_TRY(const Entity owner, entityByCode(unit.db(), entity));
        OXSEAL_TRY(const PeriodRow now, periodById(unit.db(), period.id));
        if (now.state == "filed" || now.state == "closed")
            return fail(kReconPeriodClosed, now.period.name(), {now.state});
        OXSEAL_TRY(const CloseProposal proposal, closeProposal(workspace, owner.code, now));
        if (!proposal.rule.adopted)
            return fail(kRulesNotApproved, {}, {std::to_string(proposal.rule.rules.version)});
        CloseOutcome out;
        CloseRunRow run;
        run.entity = owner.code;
        run.period = now.id;
        run.ruleVersion = proposal.rule.rules.version;
        run.ruleSha256 = proposal.rule.sha256;
        run.at = unit.now();
        run.madeBy = unit.actor().person;
        for (const CloseCandidate& each : proposal.candidates) {
            if (each.verdict.closes())
                out.closed.push_back(each.facts.row.plan.account);
            else
                out.refused.push_back(each);
        }
        run.closed = static_cast<std::int64_t>(out.closed.size());
        const Json refusals = refusalsJson(out.refused);
        run.refusals = canonicalJson(refusals);
        OXSEAL_TRY(out.run, account_repo::insertRun(unit.db(), run));
        Json::Array closed;
        for (const CloseCandidate& each : proposal.candidates) {
            if (!each.verdict.closes())
                continue;
            CloseRow row;
            row.run = out.run;
            row.entity = owner.code;
            row.account = each.facts.row.plan.account;
            row.accountName = each.facts.row.name;
            row.period = now.id;
            row.currency = each.facts.currency;
            row.digits = each.facts.digits;
            row.balance = each.facts.row.balance;
            row.basis = recon::name(each.verdict.basis);
            row.trialBalance = proposal.trialBalance;
            row.ledger = proposal.ledger;
            OXSEAL_TRY(row.id, account_repo::insertClose(unit.db(), row));
            closed.push_back(Json().set("account", row.account).set("balance", formatMinor(row.balance, row.digits)).set("basis", row.basis));
        }
        Json after;
        after.set("run", out.run).set("period", now.period.name()).set("rule_version", run.ruleVersion).set("rule_sha256", run.ruleSha256.hex());
        after.set("closed", Json(std::move(closed))).set("refused", refusals);
        unit.record(accountEvent("account.auto_close", "entity:" + owner.code, {}, std::move(after)));
        return out;
    });
}

Result<std::int64_t> drawSampleOfCloses(Workspace& workspace, const PeriodRow& period, const std::string& seed, const std::string& reason)
{
    if (trimmed(seed).empty())
        return fail(kSeedMissing);
    return workspace.write(Permission::ReviewReconciliation, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const ClosedByRule all, closedByRule(unit.db(), period.id));
        if (all.unsampled.empty())
            return fail(kNothingUnsampled, {}, {period.period.name()});
        std::vector<std::string> names;
        for (const CloseRow& close : all.unsampled)
            names.push_back(close.name());
        CloseSampleRow sample;
        sample.period = period.id;
        sample.seed = seed;
        sample.population = static_cast<std::int64_t>(all.unsampled.size());
        sample.lastClose = all.unsampled.back().id;
        sample.populationSha256 = populationOf(all.unsampled);
        sample.drawnAt = unit.now();
        sample.drawnBy = unit.actor().person;
        OXSEAL_TRY(sample.id, account_repo::insertSample(unit.db(), sample));
        Sha256 hasher;
        Json::Array drawn;
        for (const std::size_t at : recon::drawCloseSample(all.rule.rules.autoClose, names, seed, hasher)) {
            OXSEAL_CHECK(account_repo::insertLook(unit.db(), sample.id, all.unsampled[at].id));
            drawn.emplace_back(names[at]);
        }
        Json after;
        after.set("sample", sample.id).set("seed", seed).set("population", sample.population).set("population_sha256", sample.populationSha256.hex());
        unit.record(accountEvent("account.sample", "period:" + period.period.name(), {}, after.set("drawn", Json(std::move(drawn)))));
        return sample.id;
    });
}

Status lookAtClose(Workspace& workspace, std::int64_t close, bool agrees, const std::string& reason)
{
    return workspace.writeStatus(Permission::ReviewReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const auto known, periods(unit.db()));
        for (const PeriodRow& period : known) {
            OXSEAL_TRY(const ClosedByRule all, closedByRule(unit.db(), period.id));
            const auto found = std::find_if(all.looks.begin(), all.looks.end(), [&](const CloseLook& look) { return look.row.close == close; });
            if (found == all.looks.end())
                continue;
            if (!found->row.outcome.empty())
                return fail(kLookedAlready, found->close.account, {found->row.outcome});
            if (found->ranBy == unit.actor().person)
                return fail(kLooksAtOwn, found->close.account);
            CloseLookRow look = found->row;
            look.outcome = agrees ? "agrees" : "wrong";
            look.note = reason;
            look.lookedAt = unit.now();
            look.lookedBy = unit.actor().person;
            OXSEAL_CHECK(account_repo::setLook(unit.db(), look));
            unit.record(accountEvent("account.look", "account:" + found->close.name(), {}, Json().set("close", close).set("outcome", look.outcome)));
            if (!agrees)
                OXSEAL_CHECK(reopenCloses(unit, found->close.entity, "sample", Json().set("sample", look.sample), [&](const CloseRow& each) { return each.id == close; }));
            return {};
        }
        return fail(kNotSampled, {}, {std::to_string(close)});
    });
}

} // namespace oxseal
