// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/hash.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/account_reads.h"
#include "storage/reads/exception_reads.h"
#include "storage/reads/journal_reads.h"
#include "storage/reads/match_reads.h"
#include "storage/reads/model_reads.h"
#include "storage/reads/recon_reads.h"
#include "storage/reads/schedule_reads.h"
#include "storage/repos/mirror_repo.h"
#include "storage/repos/processor_repo.h"

#include "models/core/money.h"
#include "models/recon/account_progress.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace oxseal {
namespace {

class Matters
{
public:
    Matters(Workspace& workspace, const PeriodRow& period) : workspace_(workspace), period_(period) { }

    Result<std::vector<Finding>> run()
    {
        OXSEAL_TRY(const auto all, entities(workspace_.db()));
        OXSEAL_TRY(schedules_, schedule_repo::ofPeriod(workspace_.db(), period_.id));
        OXSEAL_TRY(closed_, account_repo::closes(workspace_.db(), period_.id));
        OXSEAL_CHECK(findFigures());
        for (const Entity& entity : all) {
            const auto inventory = accountInventory(workspace_, entity.code, period_);
            if (inventory)
                OXSEAL_CHECK(fromInventory(entity, *inventory));
            else if (inventory.error().is(kNoTrialBalance))
                add("recon.matter.no_trial_balance", Severity::High, "entity:" + entity.code, {entity.code, period_.period.name()});
            else
                return failWith(inventory);
        }
        OXSEAL_TRY(const auto rows, reconciliations(workspace_.db(), period_.id));
        for (const ReconRow& row : rows)
            OXSEAL_CHECK(fromReconciliation(row));
        OXSEAL_CHECK(fromPolicy(rows));
        OXSEAL_TRY(const auto closes, closeMatters(workspace_, period_));
        out_.insert(out_.end(), closes.begin(), closes.end());
        OXSEAL_TRY(const auto journals, journalMatters(workspace_, period_));
        out_.insert(out_.end(), journals.begin(), journals.end());
        OXSEAL_TRY(auto schedules, scheduleMatters(workspace_.db(), period_));
        for (Finding& finding : schedules) {
            finding.owner = owners_[finding.subject];
            out_.push_back(std::move(finding));
        }
        return std::move(out_);
    }

private:
    Finding& add(const char* code, Severity severity, const std::string& subject, std::vector<std::string> arguments,
        const std::vector<std::string>& identity = {})
    {
        std::vector<std::string> whole{period_.period.name()};
        whole.insert(whole.end(), identity.begin(), identity.end());
        Finding finding;
        finding.code = code;
        finding.severity = severity;
        finding.subject = subject;
        finding.arguments = std::move(arguments);
        finding.fingerprint = fingerprintOf(hasher_, code, subject, whole);
        const auto owner = owners_.find(subject);
        finding.owner = owner == owners_.end() ? std::string() : owner->second;
        out_.push_back(std::move(finding));
        return out_.back();
    }

    Status fromInventory(const Entity& owner, const recon::Inventory& inventory)
    {
        const std::string& entity = owner.code;
        const int digits = owner.currency.digits();
        if (!inventory.balanced)
            add("recon.matter.tb_unbalanced", Severity::High, "entity:" + entity,
                {entity, formatMinor(inventory.debits, digits), formatMinor(inventory.credits, digits)});
        std::size_t later = 0;
        OXSEAL_TRY(const auto traits, account_repo::traits(workspace_.db(), entity));
        for (const recon::InventoryRow& row : inventory.rows) {
            const std::string account = row.plan.account;
            const std::string subject = "account:" + entity + "/" + account;
            owners_[subject] = row.plan.owner;
            if (row.plan.frequency == recon::AccountFrequency::Monthly && row.plan.method != recon::AccountMethod::Unassigned && row.state != recon::AccountState::Gone && !over())
                add("recon.matter.monthly_plan", Severity::Medium, subject, {account, row.name, entity}); // of an older program
            const auto trait = traits.find(account);
            if (trait != traits.end() && trait->second.kind == recon::AccountClass::Intercompany && row.balance != 0 && !over() && !paired_.contains({entity, account}))
                add("recon.matter.intercompany_unpaired", Severity::Medium, subject, {account, row.name, entity});
            if (row.state == recon::AccountState::Unassigned) {
                if (row.movedFrom.empty())
                    add("recon.matter.unassigned", Severity::Medium, subject, {account, row.name, entity});
                else
                    add("recon.matter.moved", Severity::Medium, subject, {account, row.name, entity, row.movedFrom});
            } else if (row.state == recon::AccountState::Gone) {
                add("recon.matter.gone", Severity::Low, subject, {account, row.name, entity});
            } else if (row.plan.method == recon::AccountMethod::Matching) {
                OXSEAL_TRY(const auto existing, findReconciliation(workspace_.db(), entity, account, period_.id));
                if (!existing && dueNow(row.plan))
                    add("recon.matter.not_begun", Severity::High, subject, {account, row.name, entity});
            } else if (row.plan.method != recon::AccountMethod::None && dueNow(row.plan) && !supported(entity, account)) {
                ++later;
            }
        }
        if (later > 0)
            add("recon.matter.not_recorded", Severity::Low, "entity:" + entity, {std::to_string(later), entity});
        return {};
    }

    /// Accounts of intercompany pairs and payment processors: what is open about those are matters of their own.
    Status findFigures()
    {
        OXSEAL_TRY(const auto pairs, mirror_repo::all(workspace_.db()));
        for (const MirrorRow& row : pairs) {
            OXSEAL_TRY(const auto signoffs, mirror_repo::signoffs(workspace_.db(), row.id, period_.id));
            if (!row.retiredAt)
                paired_.insert({{row.firstEntity, row.firstAccount}, {row.secondEntity, row.secondAccount}});
            if (!row.retiredAt && tellOf(period_.state, signoffs))
                figures_.insert({{row.firstEntity, row.firstAccount}, {row.secondEntity, row.secondAccount}});
        }
        OXSEAL_TRY(const auto processors, processor_repo::all(workspace_.db()));
        for (const ProcessorAccount& row : processors) {
            OXSEAL_TRY(const auto signoffs, processor_repo::signoffs(workspace_.db(), row.id, period_.id));
            if (!row.retiredAt && tellOf(period_.state, signoffs))
                figures_.insert({row.entity, row.account});
        }
        return {};
    }

    /// By a rule, by figures that two people sign, or taken up by a schedule.
    [[nodiscard]] bool supported(const std::string& entity, const std::string& account) const
    {
        return figures_.contains({entity, account}) || std::any_of(closed_.begin(), closed_.end(),
                   [&](const CloseRow& close) { return close.entity == entity && close.account == account && !close.reopenedAt; })
            || std::any_of(schedules_.begin(), schedules_.end(), [&](const ScheduleRow& row) { return row.entity == entity && row.account == account; });
    }

    /// Nothing in the period can be signed any more: it keeps what was said in it, and what nobody asked then is not asked now.
    [[nodiscard]] bool over() const { return period_.state == "filed" || period_.state == "closed"; }

    [[nodiscard]] bool dueNow(const recon::AccountPlan& plan) const { return recon::dueIn(plan.frequency, period_.period.quarter); }

    Status fromReconciliation(const ReconRow& row)
    {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace_, row.id));
        const std::string subject = "account:" + row.entity + "/" + row.account;
        const auto money = [&](std::int64_t minor) { return formatMinor(minor, row.digits) + " " + row.currency; };
        if (view.proof.difference != 0)
            add("recon.matter.difference", Severity::Critical, subject, {row.account, row.entity, money(view.proof.difference)})
                .amount = amountOf(row, view.proof.difference);
        const auto late = std::count_if(view.lines.begin(), view.lines.end(), [&](const ReconLineRow& line) { return !line.carried && !line.same && line.day > period_.period.last; });
        if (late > 0)
            add("recon.matter.after_period", Severity::High, subject, {row.account, row.entity, std::to_string(late), period_.period.last.iso()});
        if (view.inputsChanged)
            add("recon.matter.inputs_changed", Severity::High, subject, {row.account, row.entity});
        fromOpening(view, subject);
        if (row.state != "reviewed")
            add(row.state == "prepared" ? "recon.matter.not_reviewed" : "recon.matter.not_prepared", Severity::High, subject,
                {row.account, row.entity});
        if (view.ambiguous > 0)
            add("recon.matter.ambiguous", Severity::Medium, subject, {row.account, row.entity, std::to_string(view.ambiguous)});
        for (const recon::Invariant& invariant : view.invariants) {
            const bool shownAlready = invariant.number == 4; // as the difference
            if (invariant.holds == recon::Holds::No && !shownAlready)
                add("recon.matter.invariant", Severity::High, subject,
                    {row.account, row.entity, std::to_string(invariant.number)}, {std::to_string(invariant.number)});
        }
        OXSEAL_TRY(const ExceptionBook book, exceptionBook(workspace_, view, false));
        for (const ReconItem& item : view.items)
            fromItem(row, view.period.last, subject, item, book.rules.rules);
        for (const ExceptionRow& each : book.rows)
            fromException(row, subject, view.items[each.item].item, each.standing);
        for (const ReconLineRow& line : view.lines) {
            if (line.recycled)
                withAmount(row, line.amount, line.day,
                    add("recon.matter.recycled_id", Severity::Low, subject,
                        {row.account, row.entity, line.bankId, money(line.amount)}, {line.key}));
        }
        return {};
    }

    /// What an account's first period starts from is stated and signed by two people (P4).
    void fromOpening(const ReconView& view, const std::string& subject)
    {
        if (!view.opening || view.opening->state == "reviewed" || (over() && view.opening->signoffs.empty()))
            return;
        const recon::OpeningStatement& stated = view.opening->statement;
        const auto money = [&](std::int64_t minor) { return formatMinor(minor, stated.digits) + " " + stated.currency; };
        if (stated.difference && !stated.even())
            add("recon.matter.opening_uneven", Severity::High, subject, {view.row.account, view.row.entity, money(stated.itemsSum), money(*stated.difference)});
        else
            add(view.opening->state == "prepared" ? "recon.matter.opening_not_reviewed" : "recon.matter.opening_not_signed", Severity::Medium, subject, {view.row.account, view.row.entity});
    }

    void fromItem(const ReconRow& row, Day asOf, const std::string& subject, const ReconItem& entry, const recon::ExceptionRules& rules)
    {
        const recon::OpenItem& item = entry.item;
        const std::vector<std::string> arguments{row.account, row.entity,
            formatMinor(item.amount, row.digits) + " " + row.currency, item.date.iso(),
            item.reference.empty() ? item.description : item.reference, std::to_string(rules.timingDays)};
        const auto found = [&](const char* code, Severity severity) {
            withAmount(row, item.amount, item.date, add(code, severity, subject, arguments, {item.key}));
        };
        if (item.category == recon::ItemCategory::Unidentified)
            found("recon.matter.unidentified", Severity::High);
        if (recon::staleCheque(item, asOf))
            found("recon.matter.stale_cheque", Severity::Medium);
        else if (recon::overdueTiming(item, asOf, rules.timingDays))
            found("recon.matter.old_timing", Severity::Medium);
        else if (recon::isTiming(item.category) && !item.evidence)
            found("recon.matter.no_clearance", Severity::Low);
        if (item.origin == recon::ItemOrigin::Difference && recon::looksTransposed(item.amount))
            found("recon.matter.transposed", Severity::Medium);
    }

    void fromException(const ReconRow& row, const std::string& subject, const recon::OpenItem& item, const recon::ExceptionStanding& standing)
    {
        if (!standing.overdue)
            return;
        Finding& finding = add("recon.matter.exception_overdue", Severity::Medium, subject,
            {row.account, row.entity, formatMinor(item.amount, row.digits) + " " + row.currency, item.date.iso(),
                item.reference.empty() ? item.description : item.reference, standing.due.iso()},
            {recon::name(item.origin), item.key});
        withAmount(row, item.amount, item.date, finding);
        finding.owner = standing.owner;
    }

    /// A policy that nobody of the company approved is an open matter once something was matched by it.
    Status fromPolicy(const std::vector<ReconRow>& rows)
    {
        OXSEAL_TRY(const PolicyInForce policy, policyInForce(workspace_.db()));
        const bool matched = std::any_of(rows.begin(), rows.end(), [](const ReconRow& row) { return row.rules.starts_with("match-policy "); });
        if (!policy.adopted && matched)
            add("recon.matter.policy_not_adopted", Severity::Medium, std::string("model:") + kMatcherModel, {std::to_string(policy.policy.version)});
        OXSEAL_TRY(const std::string stopped, matchingStopped(workspace_.db(), policy.policy.version));
        if (!stopped.empty())
            add("recon.matter.matching_stopped", Severity::High, std::string("model:") + kMatcherModel, {stopped}, {stopped});
        return {};
    }

    static std::string amountOf(const ReconRow& row, std::int64_t minor)
    {
        return row.currency + " " + formatAmount(minor, row.digits);
    }
    static void withAmount(const ReconRow& row, std::int64_t minor, Day since, Finding& finding)
    {
        finding.amount = amountOf(row, minor);
        finding.since = since;
    }

    Workspace& workspace_;
    const PeriodRow& period_;
    Sha256 hasher_;
    std::map<std::string, std::string> owners_; ///< by subject
    std::vector<CloseRow> closed_;
    std::vector<ScheduleRow> schedules_;
    std::set<std::pair<std::string, std::string>> figures_; ///< entity and account
    std::set<std::pair<std::string, std::string>> paired_; ///< entity and account of intercompany pairs
    std::vector<Finding> out_;
};

} // namespace

Result<std::vector<Finding>> reconMatters(Workspace& workspace, const PeriodRow& period)
{
    return Matters(workspace, period).run();
}

} // namespace oxseal
