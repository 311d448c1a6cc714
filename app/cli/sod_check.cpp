// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sod_check.h"

#include "app/cli/sod_lines.h"
#include "app/cli/summary.h"
#include "models/access/population.h"
#include "models/core/parallel.h"
#include "models/core/text.h"
#include "models/sod/linter.h"
#include "storage/import/access_tables.h"
#include "storage/import/sod_rules.h"

#include <algorithm>
#include <atomic>
#include <chrono>

namespace oxseal::cli {
namespace {

using access::Holdings;
using access::Roster;
using sod::ConflictFinder;

using Seconds = std::chrono::duration<double>;

constexpr unsigned kThreads = 2;

/// The tables of one call; rejected rows are summed up and reported, never dropped in silence.
struct Tables
{
    std::atomic<std::uint64_t> rejected = 0;

    Result<Table> read(const std::string& file, AccessTable kind, unsigned threads = 1)
    {
        TableOptions options;
        options.threads = threads;
        OXSEAL_TRY(TableRead read, readAccessTable(file, kind, options));
        rejected += read.report.rejectedRows;
        return std::move(read.table);
    }
    Result<std::optional<Table>> readIf(const std::optional<std::string>& file, AccessTable kind)
    {
        if (!file)
            return std::optional<Table>();
        OXSEAL_TRY(Table table, read(*file, kind));
        return std::optional<Table>(std::move(table));
    }
};

Result<sod::RuleSet> readRules(Call& call, Tables& tables)
{
    OXSEAL_TRY(const std::string file, call.required("--rules"));
    if (std::filesystem::path(file).extension() == ".json") {
        OXSEAL_TRY(const std::string text, readFile(file));
        return ruleSetFromJson(text);
    }
    OXSEAL_TRY(const Table rules, tables.read(file, AccessTable::Rules));
    OXSEAL_TRY(const std::optional<Table> functions, tables.readIf(call.value("--functions"), AccessTable::Functions));
    return sod::ruleSetOf(rules, functions ? &*functions : nullptr);
}

using Subjects = std::vector<std::string_view>; ///< employee ids as table or roster have them; "" nobody

std::string_view workerOf(const Roster& roster, const access::Account& account, std::string_view otherwise)
{
    const auto match = roster.match(account);
    return match.worker < 0 ? otherwise : std::string_view(roster.workers()[static_cast<std::size_t>(match.worker)].employeeId);
}

/// With an accounts file the person is the account's employee; accounts that nobody owns are left out and counted.
class Owners
{
public:
    Owners(const Table& accounts, bool bySystem, const Roster* roster)
        : keys_(bySystem)
    {
        const std::vector<access::NamedAccount> named = access::namedAccounts(accounts);
        std::vector<std::uint32_t> keys;
        keys_.add(named, keys);
        subjects_.reserve(named.size());
        if (roster == nullptr) {
            for (std::size_t at = 0; at < named.size(); ++at) {
                if (keys[at] == subjects_.size()) // the first account that bears the key
                    subjects_.push_back(named[at].employeeId);
            }
            return;
        }
        std::size_t at = 0;
        access::eachAccount(accounts, [&](const access::Account& account) {
            if (keys[at++] == subjects_.size())
                subjects_.push_back(workerOf(*roster, account, {}));
        });
    }
    [[nodiscard]] Subjects subjectsOf(const Holdings& held)
    {
        std::vector<std::uint32_t> keys;
        keys_.find(held.accounts, keys);
        Subjects subjects;
        subjects.reserve(keys.size());
        for (const std::uint32_t key : keys)
            subjects.push_back(key == Dictionary::kUnknown ? std::string_view() : subjects_[key]);
        return subjects;
    }

private:
    access::AccountKeys keys_;
    Subjects subjects_; ///< by key
};

/// Without one, a user is the person unless the roster or the listing knows better.
Subjects subjectsByUser(const Holdings& held, const Roster* roster)
{
    Subjects subjects;
    subjects.reserve(held.accounts.size());
    for (const auto& account : held.accounts) {
        const std::string_view stated = account.employeeId.empty() ? account.id : account.employeeId;
        if (roster == nullptr) {
            subjects.push_back(stated);
            continue;
        }
        access::Account probe;
        probe.system = account.system;
        probe.id = account.id;
        probe.employeeId = stated;
        probe.email = account.email.empty() ? account.id : account.email;
        subjects.push_back(workerOf(*roster, probe, stated));
    }
    return subjects;
}

/// Who holds what, from the files of the call; what does not wait for one another is done side by side.
Result<sod::AccessGraph> readGraph(const Call& call, Tables& tables, const std::string& grantsFile)
{
    Result<std::optional<Table>> owners = std::optional<Table>();
    Result<std::optional<Table>> roleContents = std::optional<Table>();
    Result<std::optional<Table>> staff = std::optional<Table>();
    Result<Table> held = Table();
    // The listing is by far the longest: whoever is done with the other files lends it a hand.
    runTasks(kThreads, {[&] { held = tables.read(grantsFile, AccessTable::Holdings, kThreads); }, [&] {
                            owners = tables.readIf(call.value("--accounts"), AccessTable::Accounts);
                            roleContents = tables.readIf(call.value("--roles"), AccessTable::RoleContents);
                            staff = tables.readIf(call.value("--people"), AccessTable::Roster);
                        }});
    OXSEAL_TRY(const std::optional<Table> accounts, std::move(owners));
    OXSEAL_TRY(const std::optional<Table> contents, std::move(roleContents));
    OXSEAL_TRY(const std::optional<Table> people, std::move(staff));
    OXSEAL_TRY(const Table grantTable, std::move(held));
    if (grantTable.text("entitlement") == nullptr && grantTable.text("role") == nullptr)
        return fail(kImportMissingColumns, grantsFile, {"permission"});
    std::optional<Roster> roster;
    if (people)
        roster = Roster::of(*people);
    const Roster* known = roster ? &*roster : nullptr;
    const bool bySystem = accounts && access::statesSystem(grantTable) && access::statesSystem(*accounts);
    Holdings grants;
    std::optional<Owners> owned;
    std::optional<sod::GraphBuilder> building;
    runTasks(kThreads, {[&] { grants = access::holdingsOf(grantTable); }, [&] {
                            if (accounts)
                                owned.emplace(*accounts, bySystem, known);
                            building.emplace(contents ? &*contents : nullptr);
                        }});
    building->add(grants, owned ? owned->subjectsOf(grants) : subjectsByUser(grants, known));
    return building->take();
}

} // namespace

Result<int> sodCheck(Call& call)
{
    const auto begun = std::chrono::steady_clock::now();
    Tables tables;
    OXSEAL_TRY(const std::string grantsFile, call.required("--grants"));
    OXSEAL_TRY(const std::string outFile, call.required("--out"));
    OXSEAL_TRY(const sod::RuleSet rules, readRules(call, tables));
    OXSEAL_TRY(const sod::AccessGraph graph, readGraph(call, tables, grantsFile));

    sod::LintReport lint;
    std::optional<ConflictFinder> compiled;
    runTasks(kThreads, {[&] { lint = sod::lint(rules, graph); }, [&] { compiled.emplace(graph, rules); }});
    ConflictFinder& finder = *compiled;
    OXSEAL_TRY(const sod::FindResult found, finder.run({}, {}, kThreads));
    OXSEAL_CHECK(writeConflicts(outFile, finder, found, kThreads));
    if (const auto witnessFile = call.value("--witnesses"))
        OXSEAL_CHECK(writeWitnesses(*witnessFile, finder, found, kThreads));

    Json json;
    json.set("users", graph.usersWithGrants());
    json.set("grants", graph.grants.size());
    json.set("rules", rules.rules.size());
    json.set("user_functions", found.userFunctions);
    json.set("conflicts", found.conflicts.size());
    json.set("users_in_conflict", found.personsInConflict);
    json.set("witnesses", found.witnesses);
    json.set("unmapped", lint.unmappedPermissions.size());
    json.set("dead_rules", lint.deadRules.size());
    json.set("coverage_percent", lint.coveragePercent());
    json.set("accounts_without_person", graph.accountsWithoutPerson);
    json.set("rejected", tables.rejected.load());
    json.set("seconds", Seconds(std::chrono::steady_clock::now() - begun).count());
    std::string text = summary("sod.check_summary", json,
        {"conflicts", "users_in_conflict", "users", "grants", "rules", "unmapped", "accounts_without_person", "rejected"});
    addUnmapped(json, text, lint);
    call.print(json, text);
    return call.flag("--fail-on-findings") && !found.conflicts.empty() ? kNegative : kDone;
}

} // namespace oxseal::cli
