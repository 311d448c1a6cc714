// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/access_compare.h"

#include "app/cli/csv_out.h"
#include "app/cli/summary.h"
#include "models/access/roster_compare.h"
#include "models/core/text.h"
#include "storage/import/access_tables.h"

#include <chrono>

namespace oxseal::cli {
namespace {

using access::Comparison;
using access::LineFlag;
using access::Population;
using access::Roster;

/// The columns the result file has; further flags are counted in the JSON.
constexpr std::array<LineFlag, 6> kColumns{LineFlag::Terminated, LineFlag::Orphan, LineFlag::Stale, LineFlag::Privileged,
    LineFlag::New, LineFlag::RevokedStillPresent};

struct Rejected
{
    std::uint64_t rows = 0;

    Result<Table> read(const std::string& file, AccessTable kind)
    {
        OXSEAL_TRY(TableRead read, readAccessTable(file, kind));
        rows += read.report.rejectedRows;
        return std::move(read.table);
    }
};

Result<Population> readCurrent(Call& call, Rejected& rejected)
{
    if (const auto listing = call.value("--listing")) {
        OXSEAL_TRY(const Table table, rejected.read(*listing, AccessTable::Listing));
        return access::populationOf(table);
    }
    OXSEAL_TRY(const std::string grantsFile, call.required("--grants"));
    OXSEAL_TRY(const std::string accountsFile, call.required("--accounts"));
    OXSEAL_TRY(const std::string entitlementsFile, call.required("--entitlements"));
    OXSEAL_TRY(const Table grants, rejected.read(grantsFile, AccessTable::Grants));
    OXSEAL_TRY(const Table accounts, rejected.read(accountsFile, AccessTable::Accounts));
    OXSEAL_TRY(const Table entitlements, rejected.read(entitlementsFile, AccessTable::Entitlements));
    return access::populationOf(grants, accounts, entitlements);
}

Result<int> dayCount(const Call& call, const char* option, int otherwise)
{
    const auto text = call.value(option);
    if (!text)
        return otherwise;
    std::int64_t days = 0;
    if (!parseInteger(*text, days) || days < 1 || days > 3650)
        return fail(kBadValue, {}, {option, *text, "1 … 3650", call.noun()});
    return static_cast<int>(days);
}

Status writeLines(const std::string& file, const Population& current, const Roster& roster, const Comparison& compared)
{
    std::vector<std::string> accounts, entitlements, people;
    for (const auto& account : current.accounts)
        accounts.push_back(csvField(account.id));
    for (const auto& entitlement : current.entitlements)
        entitlements.push_back(csvField(entitlement.text()));
    for (const auto& worker : roster.workers())
        people.push_back(csvField(worker.employeeId) + "," + csvField(worker.managerId));
    CsvOut out(file);
    out << "grant_id,account_id,entitlement,employee_id,reviewer";
    for (const LineFlag flag : kColumns)
        out << "," << access::name(flag);
    out << "\n";
    for (std::size_t row = 0; row < current.grants.size(); ++row) {
        const auto& grant = current.grants[row];
        const auto& line = compared.lines[row];
        out << csvField(current.grantId(row)) << "," << accounts[grant.account] << "," << entitlements[grant.entitlement] << ","
            << (line.worker < 0 ? std::string_view(",") : std::string_view(people[static_cast<std::size_t>(line.worker)]));
        for (const LineFlag flag : kColumns)
            out << "," << name(line.flags.get(flag));
        out << "\n";
    }
    return out.finish();
}

} // namespace

Result<int> accessCompare(Call& call)
{
    const auto begun = std::chrono::steady_clock::now();
    access::CompareOptions options;
    OXSEAL_TRY(options.asOf, call.requiredDay("--as-of"));
    OXSEAL_TRY(options.dormantDays, dayCount(call, "--dormant-days", options.dormantDays));
    OXSEAL_TRY(options.keyDays, dayCount(call, "--key-days", options.keyDays));
    OXSEAL_TRY(const std::string rosterFile, call.required("--roster"));
    OXSEAL_TRY(const std::string outFile, call.required("--out"));
    Rejected rejected;
    OXSEAL_TRY(const Population current, readCurrent(call, rejected));
    OXSEAL_TRY(const Table rosterTable, rejected.read(rosterFile, AccessTable::Roster));
    const Roster roster = Roster::of(rosterTable);
    std::optional<Population> previous;
    if (const auto file = call.value("--previous")) {
        OXSEAL_TRY(const Table table, rejected.read(*file, AccessTable::Review));
        previous = access::populationOf(table);
    }
    std::optional<Roster> previousRoster;
    if (const auto file = call.value("--previous-roster")) {
        OXSEAL_TRY(const Table table, rejected.read(*file, AccessTable::Roster));
        previousRoster = Roster::of(table);
    }
    OXSEAL_TRY(const Comparison compared,
        access::compareRoster(current, roster, previous ? &*previous : nullptr, previousRoster ? &*previousRoster : nullptr, options));
    OXSEAL_CHECK(writeLines(outFile, current, roster, compared));

    Json json;
    json.set("rows", compared.lines.size());
    std::uint64_t raised = 0;
    for (std::size_t at = 0; at < access::kLineFlags; ++at) {
        const auto flag = static_cast<LineFlag>(at);
        if (flag == LineFlag::SodConflict)
            continue; // the sod verbs say that
        json.set(access::name(flag), compared.counts[at]);
        raised += compared.counts[at];
    }
    json.set("baseline", compared.baseline);
    json.set("accounts", current.accounts.size());
    json.set("rows_without_account", current.rowsWithoutAccount);
    json.set("rejected", rejected.rows);
    json.set("seconds", std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    call.print(json, summary(compared.baseline ? "access.compare_summary" : "access.compare_summary_first", json,
                         {"rows", "terminated", "orphan", "stale", "privileged", "new", "revoked_still_present", "rejected"}));
    return call.flag("--fail-on-findings") && raised > 0 ? kNegative : kDone;
}

} // namespace oxseal::cli
