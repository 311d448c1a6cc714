// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/leaver_times.h"

#include "models/access/table_cells.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal::access {
namespace {

/// Of one account: what each extract says, and what was held in it.
struct Trace
{
    std::int32_t worker = -1;
    std::vector<Sighting> seen; ///< parallel to the extracts
    std::vector<std::set<std::string>> held; ///< likewise; of movers only
};

class Times
{
public:
    explicit Times(const TimesBasis& basis) : basis_(basis) { }

    AccessTimes run()
    {
        choose();
        for (std::size_t at = 0; at < basis_.extracts.size(); ++at)
            trace(at);
        for (const auto& [account, trace] : traces_)
            wanted_[static_cast<std::size_t>(trace.worker)] == Wanted::Leaver ? leaver(account, trace) : mover(account, trace);
        return std::move(out_);
    }

private:
    enum class Wanted : std::uint8_t { No, Leaver, Mover };

    [[nodiscard]] const Worker& workerOf(const Trace& trace) const { return basis_.roster->workers()[static_cast<std::size_t>(trace.worker)]; }

    [[nodiscard]] std::optional<Day> changedOf(std::size_t worker) const
    {
        return worker < basis_.jobChanged.size() ? basis_.jobChanged[worker] : std::nullopt;
    }

    [[nodiscard]] bool moved(std::size_t at) const
    {
        if (const auto changed = changedOf(at))
            return *changed > basis_.since && *changed <= basis_.asOf;
        const Worker& worker = basis_.roster->workers()[at];
        const std::int32_t before = basis_.rosterBefore == nullptr ? -1 : basis_.rosterBefore->byId(worker.employeeId);
        if (before < 0)
            return false;
        const Worker& then = basis_.rosterBefore->workers()[static_cast<std::size_t>(before)];
        const auto differs = [](const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; };
        return differs(then.department, worker.department) || differs(then.title, worker.title);
    }

    void choose()
    {
        const auto& workers = basis_.roster->workers();
        wanted_.resize(workers.size(), Wanted::No);
        for (std::size_t at = 0; at < workers.size(); ++at) {
            if (hasLeft(workers[at], basis_.asOf) == Flag::Yes)
                wanted_[at] = Wanted::Leaver;
            else if (moved(at))
                wanted_[at] = Wanted::Mover;
        }
    }

    void trace(std::size_t at)
    {
        const Extract& extract = basis_.extracts[at];
        const Population& listing = *extract.listing;
        std::vector<Trace*> byAccount(listing.accounts.size(), nullptr);
        for (std::size_t one = 0; one < listing.accounts.size(); ++one) {
            const Account& account = listing.accounts[one];
            const std::int32_t worker = basis_.roster->match(account).worker;
            if (worker < 0 || wanted_[static_cast<std::size_t>(worker)] == Wanted::No)
                continue;
            Trace& trace = traces_[account.id];
            trace.worker = worker;
            trace.seen.resize(basis_.extracts.size());
            trace.held.resize(basis_.extracts.size());
            trace.seen[at].listed = true;
            trace.seen[at].enabled = account.enabled;
            byAccount[one] = &trace;
        }
        for (std::size_t row = 0; row < listing.grants.size(); ++row) {
            Trace* trace = byAccount[listing.grants[row].account];
            if (trace == nullptr)
                continue;
            if (row < extract.disabledOn.size() && extract.disabledOn[row])
                trace->seen[at].disabledOn = extract.disabledOn[row];
            if (wanted_[static_cast<std::size_t>(trace->worker)] != Wanted::Mover)
                continue;
            // An account that holds nothing is no access of a job.
            if (std::string held = listing.entitlements[listing.grants[row].entitlement].key(); !held.empty())
                trace->held[at].insert(std::move(held));
        }
    }

    [[nodiscard]] std::vector<Sighting> dated(const Trace& trace) const
    {
        std::vector<Sighting> seen = trace.seen;
        for (std::size_t at = 0; at < seen.size(); ++at)
            seen[at].asOf = basis_.extracts[at].asOf;
        return seen;
    }

    void leaver(const std::string& account, const Trace& trace)
    {
        const Worker& worker = workerOf(trace);
        LeaverTime line;
        line.account = account;
        line.subject = worker.employeeId;
        line.worker = worker.name;
        line.lastDay = worker.termination;
        line.end = endOf(dated(trace));
        const bool outlived = line.end.by == EndKnownBy::Nothing || (line.lastDay && line.end.lastEnabled && *line.end.lastEnabled > *line.lastDay);
        if (line.lastDay && *line.lastDay <= basis_.since && !outlived)
            return;
        line.timing = timingOf(line.lastDay, line.end, basis_.limits.leaver);
        out_.leavers.push_back(std::move(line));
    }

    void mover(const std::string& account, const Trace& trace)
    {
        const Worker& worker = workerOf(trace);
        const std::optional<Day> changed = changedOf(static_cast<std::size_t>(trace.worker));
        const std::vector<Sighting> seen = dated(trace);
        std::set<std::string> former;
        bool before = false;
        for (std::size_t at = 0; changed && at < seen.size() && seen[at].asOf < *changed; ++at) {
            before = true;
            former.insert(trace.held[at].begin(), trace.held[at].end());
        }
        MoverTime line;
        line.account = account;
        line.subject = worker.employeeId;
        line.worker = worker.name;
        line.changed = changed;
        if (!before)
            out_.movers.push_back(line);
        for (const std::string& entitlement : former) {
            std::vector<Sighting> of = seen;
            for (std::size_t at = 0; at < of.size(); ++at)
                of[at].listed = trace.held[at].contains(entitlement);
            line.entitlement = entitlement;
            line.end = endOf(of);
            line.timing = timingOf(changed, line.end, basis_.limits.mover);
            out_.movers.push_back(line);
        }
    }

    const TimesBasis& basis_;
    std::vector<Wanted> wanted_; ///< by worker
    std::map<std::string, Trace> traces_; ///< by account
    AccessTimes out_;
};

} // namespace

AccessTimes accessTimes(const TimesBasis& basis) { return Times(basis).run(); }

std::vector<std::optional<Day>> daysIn(const Table& table, const char* column)
{
    std::vector<std::optional<Day>> days;
    if (table.find(column) == nullptr)
        return days;
    const Cells cells(table, {column});
    for (std::size_t row = 0; row < table.rows(); ++row)
        days.push_back(cells.day(row));
    return days;
}

} // namespace oxseal::access
