// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/did_do_reads.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/sod_picture.h"
#include "storage/reads/sod_reads.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace oxseal {
namespace {

constexpr std::string_view kPerson = "person:";

/// Numbers texts in order of first appearance.
class Numbers
{
public:
    std::uint32_t of(const std::string& text)
    {
        return index_.try_emplace(text, static_cast<std::uint32_t>(index_.size())).first->second;
    }
    [[nodiscard]] std::size_t size() const { return index_.size(); }

private:
    std::unordered_map<std::string, std::uint32_t> index_;
};

std::string accountKey(const std::string& system, const std::string& account) { return system + "\n" + lowerAscii(account); }

/// The latest log of each system.
Result<std::vector<SnapshotInfo>> activityLogs(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(std::vector<SnapshotInfo> all, listSnapshots(db, {"activity", "", "", period.period.name()}));
    std::map<std::string, SnapshotInfo> bySystem; // oldest first, so the last one stays
    for (SnapshotInfo& info : all)
        bySystem[info.key.subject] = std::move(info);
    std::vector<SnapshotInfo> latest;
    for (auto& [system, info] : bySystem)
        latest.push_back(std::move(info));
    return latest;
}

struct Read
{
    std::vector<LoggedAct> acts;
    sod::ActivityLog log;
    std::vector<std::string> documents; ///< text of each number
    std::vector<std::string> parties;
    std::vector<std::string> subjects;
    std::uint64_t ofNobody = 0;
};

LoggedAct actOf(const Table& table, const SnapshotInfo& info, std::size_t row)
{
    const auto text = [&](const char* column) { return std::string(trimmed(table.textAt(column, row))); };
    LoggedAct act;
    act.log = info.id;
    act.row = row;
    if (const DayColumn* days = table.days("date"); days != nullptr && days->days[row] != DayColumn::kNone)
        act.day = Day{days->days[row]};
    act.system = text("system").empty() ? info.key.subject : text("system");
    act.account = text("account_id");
    act.action = text("action");
    act.document = text("document");
    act.appliedTo = text("applied_to");
    act.party = text("party");
    act.currency = text("currency").empty() ? info.currency : text("currency");
    act.digits = info.moneyDigits;
    if (const MoneyColumn* money = table.money("amount"); money != nullptr && money->minor[row] != MoneyColumn::kNone)
        act.amount = money->minor[row];
    return act;
}

/// Subjects of accounts that no listing has: by the identity rules of the roster.
std::unordered_map<std::string, std::string> subjectsByRoster(const std::vector<LoggedAct>& acts, const access::Roster& roster)
{
    access::Population population;
    std::unordered_map<std::string, std::string> out;
    for (const LoggedAct& act : acts) {
        if (!out.try_emplace(accountKey(act.system, act.account)).second)
            continue;
        access::Account account;
        account.system = act.system;
        account.id = act.account;
        account.name = act.account;
        if (act.account.find('@') != std::string::npos)
            account.email = act.account;
        population.accounts.push_back(std::move(account));
    }
    const std::vector<std::string> subjects = sod::subjectsOf(population, roster);
    for (std::size_t at = 0; at < subjects.size(); ++at)
        out[accountKey(population.accounts[at].system, population.accounts[at].id)] = subjects[at].empty() ? std::string() : std::string(kPerson) + subjects[at];
    return out;
}

void number(Read& read, const AccessHeld& held, const access::Roster& roster)
{
    std::unordered_map<std::string, std::string> listed;
    for (const sod::GraphAccount& account : held.graph.accounts) {
        if (account.person != sod::kNoPerson)
            listed.emplace(accountKey(account.system, account.id), held.graph.persons[account.person]);
    }
    const auto others = subjectsByRoster(read.acts, roster);
    Numbers actions, documents, parties, subjects;
    const auto numbered = [](Numbers& numbers, std::vector<std::string>& texts, const std::string& key, const std::string& text) {
        const std::uint32_t number = numbers.of(key);
        if (number == texts.size())
            texts.push_back(text);
        return number;
    };
    for (const LoggedAct& act : read.acts) {
        sod::Activity line;
        line.action = actions.of(act.system + "\n" + act.action);
        if (line.action == read.log.actions.size())
            read.log.actions.push_back({act.system, act.action});
        if (!act.document.empty())
            line.document = numbered(documents, read.documents, act.system + "\n" + act.document, act.document);
        if (!act.appliedTo.empty())
            line.related = numbered(documents, read.documents, act.system + "\n" + act.appliedTo, act.appliedTo);
        if (!act.party.empty())
            line.party = numbered(parties, read.parties, lowerAscii(act.party), act.party);
        const std::string key = accountKey(act.system, act.account);
        std::string subject;
        if (const auto found = listed.find(key); found != listed.end())
            subject = found->second;
        else if (const auto matched = others.find(key); matched != others.end())
            subject = matched->second;
        if (subject.empty()) {
            ++read.ofNobody;
            subject = "account:" + act.system + "/" + act.account;
        }
        line.person = numbered(subjects, read.subjects, subject, subject);
        read.log.lines.push_back(line);
    }
}

void addDays(SodExercise& exercise, const LoggedAct& act)
{
    if (!act.day)
        return;
    exercise.first = exercise.first ? std::min(*exercise.first, *act.day) : *act.day;
    exercise.last = exercise.last ? std::max(*exercise.last, *act.day) : *act.day;
}

SodExercise exerciseOf(const sod::Exercised& found, const sod::RuleSet& rules, const Read& read, const access::Roster& roster)
{
    const sod::Rule& rule = rules.rules[found.rule];
    SodExercise out;
    out.subject = read.subjects[found.person];
    const access::Worker* worker = workerOf(roster, out.subject);
    out.name = worker != nullptr && !worker->name.empty() ? worker->name : out.subject;
    out.rule = rule.id;
    out.risk = rule.risk;
    out.severity = rule.severity;
    for (const auto& leg : found.legs) {
        auto& side = out.sides.emplace_back();
        for (const std::uint32_t line : leg) {
            const LoggedAct& act = read.acts[line];
            addDays(out, act);
            if (!act.amount)
                continue;
            // A sum that leaves 64 bits is no amount of money; what fits is kept.
            auto& sum = side[act.currency];
            sum = checkedAdd(sum, *act.amount < 0 ? -*act.amount : *act.amount).value_or(sum);
        }
    }
    for (const sod::UsedTogether& together : found.together) {
        SodUse use;
        use.link = together.link;
        if (together.link == sod::UseLink::Document)
            use.key = read.documents[together.key];
        else if (together.link == sod::UseLink::Party)
            use.key = read.parties[together.key];
        for (const std::uint32_t line : together.lines)
            use.acts.push_back(read.acts[line]);
        std::stable_sort(use.acts.begin(), use.acts.end(), [](const LoggedAct& a, const LoggedAct& b) { return a.day < b.day; });
        out.uses.push_back(std::move(use));
    }
    return out;
}

/// The rules of the last check, else those in use.
Result<sod::RuleSet> rulesFor(Database& db, const std::optional<SodRunRow>& run)
{
    if (!run)
        return currentRuleSet(db);
    OXSEAL_TRY(const RuleVersion version, ruleVersionNamed(db, std::to_string(run->ruleSet)));
    return ruleSetFromJson(version.row.body);
}

} // namespace

Result<DidDoPicture> didDoPicture(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    DidDoPicture picture;
    OXSEAL_TRY(picture.logs, activityLogs(db, period));
    if (picture.logs.empty())
        return picture;
    OXSEAL_TRY(const std::optional<SodRunRow> run, sodRunOf(db, period));
    OXSEAL_TRY(const sod::RuleSet rules, rulesFor(db, run));
    OXSEAL_TRY(const std::vector<SnapshotInfo> listings, sodListings(db, period));
    OXSEAL_TRY(const std::optional<SnapshotInfo> rosterInfo, latestSnapshot(db, {"roster", "", "", period.period.name()}));
    access::Roster roster;
    if (rosterInfo) {
        OXSEAL_TRY(roster, loadRoster(workspace, rosterInfo->id));
    }
    OXSEAL_TRY(const AccessHeld held, accessHeld(workspace, listings, roster));
    Read read;
    for (const SnapshotInfo& info : picture.logs) {
        OXSEAL_TRY(const Table table, loadSnapshot(workspace, info.id));
        for (std::size_t row = 0; row < table.rows(); ++row)
            read.acts.push_back(actOf(table, info, row));
    }
    number(read, held, roster);
    const sod::DidDo found = sod::didDo(rules, sod::rulesOn(rules, period.period.last), read.log);
    picture.lines = read.acts.size();
    picture.linesOfNobody = read.ofNobody;
    picture.linesUnmapped = found.linesUnmapped;
    std::vector<std::uint64_t> perAction(read.log.actions.size(), 0);
    for (const sod::Activity& line : read.log.lines)
        ++perAction[line.action];
    for (const std::uint32_t action : found.unmapped)
        picture.unmapped.emplace_back(read.log.actions[action].system + ": " + read.log.actions[action].name, perAction[action]);
    std::set<std::pair<std::string, std::string>> conflicts;
    if (run) {
        OXSEAL_TRY(const std::vector<ConflictRow> rows, sod_repo::conflicts(db, run->id));
        for (const ConflictRow& row : rows)
            conflicts.emplace(row.subject, row.rule);
    }
    Sha256 hasher;
    for (const sod::Exercised& one : found.exercised) {
        SodExercise exercise = exerciseOf(one, rules, read, roster);
        exercise.held = conflicts.contains({exercise.subject, exercise.rule});
        exercise.fingerprint = fingerprintOf(hasher, "sod.conflict", exercise.subject, {exercise.rule});
        picture.exercised.push_back(std::move(exercise));
    }
    std::stable_sort(picture.exercised.begin(), picture.exercised.end(), [](const SodExercise& a, const SodExercise& b) { return a.subject < b.subject; });
    return picture;
}

std::vector<std::string> didDoColumns()
{
    return {"fingerprint", "subject", "rule", "severity", "held", "link", "key", "log", "row", "date", "system", "account", "action", "document",
        "applied_to", "party", "amount", "currency"};
}

std::vector<std::vector<std::string>> didDoRows(const DidDoPicture& picture)
{
    std::vector<std::vector<std::string>> rows;
    for (const SodExercise& one : picture.exercised) {
        for (const SodUse& use : one.uses) {
            for (const LoggedAct& act : use.acts) {
                rows.push_back({one.fingerprint.hex(), one.subject, one.rule, name(one.severity), one.held ? "yes" : "no", sod::name(use.link), use.key,
                    std::to_string(act.log.value), std::to_string(act.row + 1), act.day ? act.day->iso() : "", act.system, act.account, act.action,
                    act.document, act.appliedTo, act.party, act.amount ? formatMinor(*act.amount, act.digits) : "", act.currency});
            }
        }
    }
    return rows;
}

std::string exerciseLine(const SodExercise& exercise)
{
    std::size_t documents = 0;
    std::size_t parties = 0;
    for (const SodUse& use : exercise.uses) {
        documents += use.link == sod::UseLink::Document ? 1 : 0;
        parties += use.link == sod::UseLink::Party ? 1 : 0;
    }
    const char* words = exercise.sides.size() == 1 ? "sod.used_sensitive" : exercise.connected() ? "sod.used_connected" : "sod.used_apart";
    return texts::sentence(words,
        {exercise.name, exercise.rule, std::to_string(documents), std::to_string(parties), exercise.first ? exercise.first->iso() : "–",
            exercise.last ? exercise.last->iso() : "–", std::to_string(exercise.uses.front().acts.size())});
}

std::string actLine(const LoggedAct& act)
{
    std::vector<std::string> parts{act.day ? act.day->iso() : "–", act.system, act.account, act.action};
    for (const std::string& part : {act.document, act.appliedTo.empty() ? std::string() : "→ " + act.appliedTo, act.party}) {
        if (!part.empty())
            parts.push_back(part);
    }
    if (act.amount)
        parts.push_back(formatMinor(*act.amount, act.digits) + (act.currency.empty() ? "" : " " + act.currency));
    return join(parts, "  ");
}

Result<std::vector<Finding>> didDoMatters(Workspace& workspace, const PeriodRow& period)
{
    std::vector<Finding> matters;
    OXSEAL_TRY(const std::vector<SnapshotInfo> logs, activityLogs(workspace.db(), period));
    if (logs.empty())
        return matters;
    OXSEAL_TRY(const DidDoPicture picture, didDoPicture(workspace, period));
    Sha256 hasher;
    const auto add = [&](const char* code, Severity severity, const std::string& subject, const std::vector<std::string>& identity, std::vector<std::string> arguments) {
        matters.push_back({code, severity, subject, std::move(arguments), "", fingerprintOf(hasher, code, subject, identity)});
    };
    for (const SodExercise& one : picture.exercised) {
        // Duties used on things that nothing connects stand in the list; sensitive access in use is the conflict's matter.
        if (!one.connected())
            continue;
        const std::size_t connected = one.uses.size();
        add("sod.exercised", one.severity, one.subject, {one.rule},
            {one.name, one.rule, one.risk, std::to_string(connected), one.uses.front().key, one.first ? one.first->iso() : "", one.last ? one.last->iso() : ""});
    }
    if (picture.linesUnmapped > 0) {
        add("sod.activity_unmapped", Severity::Low, "period:" + period.period.name(), {},
            {std::to_string(picture.linesUnmapped), std::to_string(picture.lines), picture.unmapped.front().first});
    }
    return matters;
}

} // namespace oxseal
