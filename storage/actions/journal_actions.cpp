// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/journal_actions.h"

#include "models/core/text.h"
#include "storage/actions/recon_actions.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/sod_picture.h"

#include <algorithm>
#include <set>

namespace oxseal {

const std::vector<std::string>& journalOutcomes()
{
    static const std::vector<std::string> all{"explained", "corrected", "escalated"};
    return all;
}

Status decideJournals(Workspace& workspace, const std::string& entity, const PeriodRow& period, recon::JournalTest test,
    const std::vector<std::string>& entries, const std::string& outcome, const std::string& reason)
{
    const auto& outcomes = journalOutcomes();
    if (std::find(outcomes.begin(), outcomes.end(), outcome) == outcomes.end())
        return fail(kUnknownOutcome, {}, {outcome});
    return workspace.writeStatus(Permission::ReviewReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const PeriodRow now, periodById(unit.db(), period.id));
        if (now.state == "filed" || now.state == "closed")
            return fail(kReconPeriodClosed, now.period.name(), {now.state});
        OXSEAL_TRY(const auto view, journalView(workspace, entity, now));
        if (!view)
            return fail(kNoJournals, {}, {entity, now.period.name()});
        OXSEAL_TRY(const Person me, personById(unit.db(), unit.actor().person));
        OXSEAL_TRY(const PeriodRoster roster, periodRoster(workspace, now));
        const std::int32_t worker = me.employeeId.empty() ? -1 : roster.workers.byId(me.employeeId);
        const std::string email = worker < 0 ? std::string() : roster.workers.workers()[static_cast<std::size_t>(worker)].email;
        const std::string names[] = {me.login, me.name, me.employeeId, email};
        const auto mine = [&names](const std::string& stated) {
            return !stated.empty() && std::any_of(std::begin(names), std::end(names), [&](const std::string& name) { return equalsIgnoringCase(name, stated); });
        };
        const std::set<std::string> wanted(entries.begin(), entries.end());
        std::size_t found = 0;
        Json::Array decided;
        for (const JournalHit& hit : view->hits) {
            const recon::JournalEntry& entry = view->population.entries[hit.entry];
            if (hit.test != test || !wanted.contains(entry.id))
                continue;
            if (mine(entry.createdBy) || mine(entry.approvedBy))
                return fail(kDecidesOwnEntry, entry.id);
            JournalDecisionRow row{0, entity, now.id, entry.id, recon::name(test), entry.digestFor(test), outcome, reason, unit.now(), unit.actor().person};
            OXSEAL_CHECK(journal_repo::insert(unit.db(), row));
            decided.push_back(Json().set("entry", entry.id).set("sha256", entry.digestFor(test).hex()));
            ++found;
        }
        if (found != wanted.size() || wanted.empty())
            return fail(kNoSuchHit, {}, {join(entries, ", "), recon::name(test)});
        Event event;
        event.verb = "journal.decide";
        event.object = "journals:" + entity + "/" + now.period.name();
        event.module = "recon";
        event.after = Json().set("test", recon::name(test)).set("outcome", outcome).set("entries", Json(std::move(decided)));
        unit.record(std::move(event));
        return {};
    });
}

Status stateJournalYear(Workspace& workspace, const std::string& entity, const std::string& resultAccounts, const std::string& into, const std::string& reason)
{
    recon::YearOpening year;
    if (!trimmed(resultAccounts).empty() || !trimmed(into).empty()) {
        OXSEAL_TRY(year, recon::yearOpeningFromText(resultAccounts, into));
    }
    return workspace.writeStatus(Permission::ReviewReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const Entity owner, entityByCode(unit.db(), entity));
        OXSEAL_TRY(const auto former, journal_repo::year(unit.db(), owner.code));
        OXSEAL_TRY([[maybe_unused]] const std::int64_t id,
            journal_repo::insertYear(unit.db(), {0, owner.code, year.rangesText(), year.into, reason, unit.now(), unit.actor().person}));
        const auto json = [](const std::string& ranges, const std::string& taker) { return Json().set("result_accounts", ranges).set("into", taker); };
        Event event;
        event.verb = "journal.year";
        event.object = "journals:" + owner.code;
        event.module = "recon";
        event.before = former ? json(former->resultAccounts, former->into) : Json();
        event.after = json(year.rangesText(), year.into);
        unit.record(std::move(event));
        return {};
    });
}

} // namespace oxseal
