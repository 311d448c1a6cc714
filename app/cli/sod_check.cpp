// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sod_check.h"

#include "app/cli/csv_out.h"
#include "app/cli/summary.h"
#include "models/core/parallel.h"
#include "models/core/text.h"
#include "models/sod/linter.h"
#include "models/sod/person_witnesses.h"
#include "storage/import/access_tables.h"
#include "storage/import/sod_rules.h"

#include <algorithm>
#include <chrono>

namespace oxseal::cli {
namespace {

using access::Population;
using access::Roster;
using sod::ConflictFinder;

using Seconds = std::chrono::duration<double>;

/// The tables of one call; rejected rows are summed up and reported, never dropped in silence.
struct Tables
{
    std::uint64_t rejected = 0;

    Result<Table> read(const std::string& file, AccessTable kind)
    {
        OXSEAL_TRY(TableRead read, readAccessTable(file, kind));
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

/// With an accounts file the person is the account's employee; accounts that nobody owns are left out and counted.
std::vector<std::string> subjectsByAccounts(const Population& grants, const Table& accountTable, const Roster* roster)
{
    const Population accounts = access::populationOf(accountTable, accountTable, Table());
    std::unordered_map<std::string, const access::Account*> byId;
    const bool bySystem = std::any_of(grants.accounts.begin(), grants.accounts.end(), [](const auto& a) { return !a.system.empty(); })
        && std::any_of(accounts.accounts.begin(), accounts.accounts.end(), [](const auto& a) { return !a.system.empty(); });
    const auto key = [bySystem](const access::Account& account) {
        return bySystem ? account.system + '\x1f' + account.id : account.id;
    };
    for (const auto& account : accounts.accounts)
        byId.try_emplace(key(account), &account);
    std::vector<std::string> subjects;
    subjects.reserve(grants.accounts.size());
    for (const auto& account : grants.accounts) {
        const auto found = byId.find(key(account));
        if (found == byId.end()) {
            subjects.emplace_back();
            continue;
        }
        if (roster == nullptr) {
            subjects.push_back(found->second->employeeId);
            continue;
        }
        const auto match = roster->match(*found->second);
        subjects.push_back(match.worker < 0 ? std::string() : roster->workers()[static_cast<std::size_t>(match.worker)].employeeId);
    }
    return subjects;
}

/// Without one, a user is the person unless the roster or the listing knows better.
std::vector<std::string> subjectsByUser(const Population& grants, const Roster* roster)
{
    std::vector<std::string> subjects;
    subjects.reserve(grants.accounts.size());
    for (const auto& account : grants.accounts) {
        std::string subject = account.employeeId.empty() ? account.id : account.employeeId;
        if (roster != nullptr) {
            access::Account probe = account;
            if (probe.employeeId.empty())
                probe.employeeId = account.id;
            if (probe.email.empty())
                probe.email = account.id;
            if (const auto match = roster->match(probe); match.worker >= 0)
                subject = roster->workers()[static_cast<std::size_t>(match.worker)].employeeId;
        }
        subjects.push_back(std::move(subject));
    }
    return subjects;
}

std::vector<std::string> escaped(std::size_t count, const std::function<std::string(std::size_t)>& text)
{
    std::vector<std::string> names;
    names.reserve(count);
    for (std::size_t at = 0; at < count; ++at)
        names.push_back(csvField(text(at)));
    return names;
}

/// One line per conflict. Conflicts come person by person, so each function's path is written out once per person.
Status writeConflicts(const std::string& file, const ConflictFinder& finder, const sod::FindResult& found)
{
    const auto& graph = finder.graph();
    const auto& set = finder.rules();
    CsvOut out(file);
    out << "user,rule,left_path,right_path,severity\n";
    const auto rules = escaped(set.rules.size(), [&](std::size_t at) { return set.rules[at].id; });
    std::vector<std::string> path(set.functions.size());
    std::vector<std::uint32_t> madeFor(set.functions.size(), sod::kNoPerson);
    sod::PersonWitnesses witnesses(finder);
    std::string user;
    const auto pathOf = [&](const sod::Conflict& conflict, std::size_t leg) -> const std::string& {
        const std::uint32_t function = finder.functionHeld(conflict, leg);
        if (madeFor[function] != conflict.person) {
            madeFor[function] = conflict.person;
            path[function] = sod::pathText(finder, function, witnesses.path(function));
        }
        return path[function];
    };
    for (const sod::Conflict& conflict : found.conflicts) {
        if (witnesses.person() != conflict.person) {
            witnesses.load(conflict.person);
            user = csvField(graph.persons[conflict.person]);
        }
        const sod::Rule& rule = set.rules[conflict.rule];
        out << user << "," << rules[conflict.rule] << "," << csvField(pathOf(conflict, 0)) << ",";
        std::string right;
        for (std::size_t leg = 1; leg < rule.legs.size(); ++leg)
            right += (leg > 1 ? " + " : "") + pathOf(conflict, leg);
        out << csvField(right) << "," << name(rule.severity) << "\n";
    }
    return out.finish();
}

Status writeWitnesses(const std::string& file, const ConflictFinder& finder, const sod::FindResult& found)
{
    const auto& graph = finder.graph();
    const auto& set = finder.rules();
    CsvOut out(file);
    out << "user,rule,function,group,account,role,permission\n";
    const auto rules = escaped(set.rules.size(), [&](std::size_t at) { return set.rules[at].id; });
    const auto functions = escaped(set.functions.size(), [&](std::size_t at) { return set.functions[at].code; });
    const auto accounts = escaped(graph.accounts.size(), [&](std::size_t at) { return graph.accounts[at].id; });
    const auto roles = escaped(graph.roles.size(), [&](std::size_t at) { return graph.roles[at].name; });
    const auto permissions = escaped(graph.permissions.size(), [&](std::size_t at) { return graph.permissions[at].name; });
    // What follows user and rule is the same for all conflicts of a person in which a function takes part.
    std::vector<std::vector<std::string>> lines(set.functions.size());
    std::vector<std::uint32_t> madeFor(set.functions.size(), sod::kNoPerson);
    sod::PersonWitnesses witnesses(finder);
    const auto linesOf = [&](std::uint32_t function) -> const std::vector<std::string>& {
        auto& made = lines[function];
        if (madeFor[function] != witnesses.person()) {
            madeFor[function] = witnesses.person();
            made.clear();
            for (const sod::Witness& w : witnesses.of(function)) {
                made.push_back(functions[w.function] + "," + std::to_string(w.group) + "," + accounts[w.account] + "," + roles[w.role]
                    + "," + permissions[w.permission] + "\n");
            }
        }
        return made;
    };
    std::string head;
    for (const sod::Conflict& conflict : found.conflicts) {
        if (witnesses.person() != conflict.person)
            witnesses.load(conflict.person);
        head = csvField(graph.persons[conflict.person]) + "," + rules[conflict.rule] + ",";
        for (const auto& leg : set.rules[conflict.rule].legs) {
            for (const std::uint32_t function : leg) {
                if (!finder.holds(conflict.person, function))
                    continue;
                for (const std::string& line : linesOf(function))
                    out << head << line;
            }
        }
    }
    return out.finish();
}

} // namespace

Result<int> sodCheck(Call& call)
{
    const auto begun = std::chrono::steady_clock::now();
    Tables tables;
    OXSEAL_TRY(const std::string grantsFile, call.required("--grants"));
    OXSEAL_TRY(const std::string outFile, call.required("--out"));
    OXSEAL_TRY(const sod::RuleSet rules, readRules(call, tables));
    OXSEAL_TRY(const std::optional<Table> accounts, tables.readIf(call.value("--accounts"), AccessTable::Accounts));
    OXSEAL_TRY(const std::optional<Table> contents, tables.readIf(call.value("--roles"), AccessTable::RoleContents));
    OXSEAL_TRY(const std::optional<Table> people, tables.readIf(call.value("--people"), AccessTable::Roster));
    OXSEAL_TRY(const Table grantTable, tables.read(grantsFile, AccessTable::Grants));
    if (grantTable.text("entitlement") == nullptr && grantTable.text("role") == nullptr)
        return fail(kImportMissingColumns, grantsFile, {"permission"});
    const Population grants = access::populationOf(grantTable);
    std::optional<Roster> roster;
    if (people)
        roster = Roster::of(*people);
    const Roster* known = roster ? &*roster : nullptr;
    sod::GraphBuilder builder(contents ? &*contents : nullptr);
    builder.add(grants, accounts ? subjectsByAccounts(grants, *accounts, known) : subjectsByUser(grants, known));
    const sod::AccessGraph graph = builder.take();

    ConflictFinder finder(graph, rules);
    OXSEAL_TRY(const sod::FindResult found, finder.run());
    Status listed;
    Status witnessed;
    const auto witnessFile = call.value("--witnesses");
    runTasks(2, {[&] { witnessed = witnessFile ? writeWitnesses(*witnessFile, finder, found) : Status(); },
                    [&] { listed = writeConflicts(outFile, finder, found); }});
    OXSEAL_CHECK(listed);
    OXSEAL_CHECK(witnessed);
    const sod::LintReport lint = sod::lint(rules, graph);

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
    json.set("rejected", tables.rejected);
    json.set("seconds", Seconds(std::chrono::steady_clock::now() - begun).count());
    call.print(json, summary("sod.check_summary", json,
                         {"conflicts", "users_in_conflict", "users", "grants", "rules", "unmapped", "accounts_without_person", "rejected"}));
    return call.flag("--fail-on-findings") && !found.conflicts.empty() ? kNegative : kDone;
}

} // namespace oxseal::cli
