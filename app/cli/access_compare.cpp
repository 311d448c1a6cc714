// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/access_compare.h"

#include "app/cli/csv_out.h"
#include "app/cli/summary.h"
#include "models/access/population.h"
#include "models/access/roster_compare.h"
#include "models/core/parallel.h"
#include "models/core/text.h"
#include "storage/import/access_tables.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>

namespace oxseal::cli {
namespace {

using access::Comparison;
using access::LineFlag;
using access::Population;
using access::Roster;

/// The columns the result file has; further flags are counted in the JSON.
constexpr std::array<LineFlag, 6> kColumns{LineFlag::Terminated, LineFlag::Orphan, LineFlag::Stale, LineFlag::Privileged,
    LineFlag::New, LineFlag::RevokedStillPresent};

constexpr unsigned kThreads = 2;

/// The files of a call; several are read beside each other, each on one thread.
struct Rejected
{
    std::atomic<std::uint64_t> rows = 0;

    Result<Table> read(const std::string& file, AccessTable kind)
    {
        TableOptions options;
        options.threads = 1;
        OXSEAL_TRY(TableRead read, readAccessTable(file, kind, options));
        rows += read.report.rejectedRows;
        return std::move(read.table);
    }
};

Result<Population> readCurrent(Call& call, Rejected& rejected)
{
    if (const auto listing = call.value("--listing")) {
        OXSEAL_TRY(Table table, rejected.read(*listing, AccessTable::Listing));
        return access::populationOf(std::move(table));
    }
    OXSEAL_TRY(const std::string grantsFile, call.required("--grants"));
    OXSEAL_TRY(const std::string accountsFile, call.required("--accounts"));
    OXSEAL_TRY(const std::string entitlementsFile, call.required("--entitlements"));
    OXSEAL_TRY(Table grants, rejected.read(grantsFile, AccessTable::Grants));
    OXSEAL_TRY(const Table accounts, rejected.read(accountsFile, AccessTable::Accounts));
    OXSEAL_TRY(const Table entitlements, rejected.read(entitlementsFile, AccessTable::Entitlements));
    return access::populationOf(std::move(grants), accounts, entitlements);
}

Result<Roster> readRoster(const std::string& file, Rejected& rejected)
{
    OXSEAL_TRY(const Table table, rejected.read(file, AccessTable::Roster));
    return Roster::of(table);
}

Result<std::optional<Roster>> readRosterBefore(const Call& call, Rejected& rejected)
{
    const auto file = call.value("--previous-roster");
    if (!file)
        return std::optional<Roster>();
    OXSEAL_TRY(Roster roster, readRoster(*file, rejected));
    return std::optional<Roster>(std::move(roster));
}

/// The review before, and the table that its texts stand in.
struct Previous
{
    explicit Previous(Table read)
        : table(std::move(read))
        , review(table)
    {
    }

    Table table;
    access::EarlierReview review;
};

Result<std::unique_ptr<Previous>> readPrevious(const Call& call, Rejected& rejected)
{
    const auto file = call.value("--previous");
    if (!file)
        return std::unique_ptr<Previous>();
    OXSEAL_TRY(Table table, rejected.read(*file, AccessTable::Review));
    return std::make_unique<Previous>(std::move(table));
}

Result<int> dayCount(const Call& call, const char* option, int otherwise)
{
    const auto text = call.value(option);
    if (!text)
        return otherwise;
    std::int64_t days = 0;
    if (!parseInteger(*text, days) || days < 1 || days > 3650)
        return fail(kBadValue, {}, {option, *text, "a number from 1 to 3650", call.noun()});
    return static_cast<int>(days);
}

/// The end of a line for every combination of its flags, each written out once.
class FlagFields
{
public:
    FlagFields()
        : texts_(1)
    {
        for (std::size_t at = 0; at < kColumns.size(); ++at) {
            std::vector<std::string> longer;
            for (const std::string& text : texts_) {
                for (const Flag value : {Flag::No, Flag::Yes, Flag::Unknown})
                    longer.push_back(text + ',' + name(value));
            }
            texts_ = std::move(longer);
        }
        for (std::string& text : texts_)
            text += '\n';
    }
    [[nodiscard]] const std::string& of(const access::LineFlags& flags) const
    {
        std::size_t at = 0;
        for (const LineFlag flag : kColumns)
            at = at * 3 + static_cast<std::size_t>(flags.get(flag));
        return texts_[at];
    }

private:
    std::vector<std::string> texts_;
};

Status writeLines(const std::string& file, const Population& current, const Roster& roster, const Comparison& compared)
{
    std::vector<std::string> accounts, entitlements, people;
    for (const auto& account : current.accounts)
        accounts.push_back(csvField(account.id) + ",");
    for (const auto& entitlement : current.entitlements)
        entitlements.push_back(csvField(entitlement.text()) + ",");
    for (const auto& worker : roster.workers())
        people.push_back(csvField(worker.employeeId) + "," + csvField(worker.managerId));
    const FlagFields fields;
    const bool named = current.grantIds.size() != 0;
    return writeRows<TextBuffer>(file, comparedHeader(), current.grants.size(), kThreads, [&](TextBuffer& text, std::size_t row) {
        constexpr std::size_t kAhead = 16; // accounts and workers come in any order
        if (row + kAhead < current.grants.size()) {
            __builtin_prefetch(&accounts[current.grants[row + kAhead].account]);
            if (const auto worker = compared.lines[row + kAhead].worker; worker >= 0)
                __builtin_prefetch(&people[static_cast<std::size_t>(worker)]);
        }
        const auto& grant = current.grants[row];
        const auto& line = compared.lines[row];
        std::string made; // an id that is not in the file, or cannot stand as it is
        std::string_view id = named ? current.grantIds.at(row) : std::string_view();
        if (!named || csvNeedsQuotes(id))
            id = made = named ? csvField(id) : std::to_string(row + 1);
        text.add({id, ",", accounts[grant.account], entitlements[grant.entitlement],
            line.worker < 0 ? std::string_view(",") : std::string_view(people[static_cast<std::size_t>(line.worker)]), fields.of(line.flags)});
    });
}

} // namespace

std::string comparedHeader()
{
    std::string header = "grant_id,account_id,entitlement,employee_id,reviewer";
    for (const LineFlag flag : kColumns)
        header.append(1, ',').append(access::name(flag));
    return header + '\n';
}

Result<int> accessCompare(Call& call)
{
    const auto begun = std::chrono::steady_clock::now();
    access::CompareOptions options;
    options.peers = false; // its columns hold none of those flags
    OXSEAL_TRY(options.asOf, call.requiredDay("--as-of"));
    OXSEAL_TRY(options.dormantDays, dayCount(call, "--dormant-days", options.dormantDays));
    OXSEAL_TRY(options.keyDays, dayCount(call, "--key-days", options.keyDays));
    OXSEAL_TRY(const std::string rosterFile, call.required("--roster"));
    OXSEAL_TRY(const std::string outFile, call.required("--out"));
    Rejected rejected;
    Result<Population> listed = Population();
    Result<Roster> staff = Roster();
    Result<std::unique_ptr<Previous>> before = std::unique_ptr<Previous>();
    Result<std::optional<Roster>> staffBefore = std::optional<Roster>();
    // The two longest files: the listing, and the review before.
    runTasks(kThreads, {[&] { listed = readCurrent(call, rejected); }, [&] {
                            staff = readRoster(rosterFile, rejected);
                            before = readPrevious(call, rejected);
                            staffBefore = readRosterBefore(call, rejected);
                        }});
    OXSEAL_TRY(const Population current, std::move(listed));
    OXSEAL_TRY(const Roster roster, std::move(staff));
    OXSEAL_TRY(const std::unique_ptr<Previous> previous, std::move(before));
    OXSEAL_TRY(const std::optional<Roster> previousRoster, std::move(staffBefore));
    OXSEAL_TRY(const Comparison compared,
        access::compareWithEarlier(current, roster, previous ? &previous->review : nullptr, previousRoster ? &*previousRoster : nullptr, options));
    OXSEAL_CHECK(writeLines(outFile, current, roster, compared));

    Json json;
    json.set("rows", compared.lines.size());
    std::uint64_t raised = 0;
    for (std::size_t at = 0; at < access::kLineFlags; ++at) {
        const auto flag = static_cast<LineFlag>(at);
        if (flag == LineFlag::SodConflict || flag == LineFlag::Changed)
            continue; // the sod verbs, and a review, say that
        json.set(access::name(flag), compared.counts[at]);
        raised += compared.counts[at];
    }
    json.set("baseline", compared.baseline);
    json.set("accounts", current.accounts.size());
    json.set("rows_without_account", current.rowsWithoutAccount);
    json.set("rejected", rejected.rows.load());
    json.set("seconds", std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    call.print(json, summary(compared.baseline ? "access.compare_summary" : "access.compare_summary_first", json,
                         {"rows", "terminated", "orphan", "stale", "privileged", "new", "revoked_still_present", "rejected"}));
    return call.flag("--fail-on-findings") && raised > 0 ? kNegative : kDone;
}

} // namespace oxseal::cli
