// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/did_do_reads.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/crypto/hash.h"
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
constexpr const char* kActivity = "activity";

/// The logs of a period with their lines numbered. Texts are looked at once per dictionary entry, so that a log of a million lines
/// costs a million small steps.
class Logs
{
public:
    void add(const SnapshotInfo& info, Table table);
    /// Gives each account its subject: in the listings, else by the identity rules of the roster, else itself.
    void nameAccounts(const AccessHeld& held, const access::Roster& roster);

    [[nodiscard]] const sod::ActivityLog& log() const noexcept { return log_; }
    [[nodiscard]] const std::string& subject(std::uint32_t person) const { return subjects_[person]; }
    [[nodiscard]] const std::string& document(std::uint32_t number) const { return documents_[number]; }
    [[nodiscard]] const std::string& party(std::uint32_t number) const { return parties_[number]; }
    [[nodiscard]] std::uint64_t ofNobody() const noexcept { return ofNobody_; }
    [[nodiscard]] LoggedAct act(std::uint32_t line) const;

private:
    struct Part
    {
        SnapshotInfo info;
        Table table;
        std::uint32_t first = 0; ///< number of its first line
    };
    /// Numbers by what the text is and, for all but parties, by the system it stands in.
    using Known = std::unordered_map<std::string, std::uint32_t>;
    using Seen = std::unordered_map<std::uint64_t, std::uint32_t>; ///< (system, text) as codes of one table

    static std::string systemOf(const Part& part, std::size_t row) { return loggedSystem(part.info, part.table, row); }
    /// Number of the text of a column; kNotGiven when there is none, unless it is `needed` (the import's required columns).
    /// `make` is asked once per text.
    template <class Make>
    static std::uint32_t numberOf(
        const Part& part, const TextColumn* systems, const TextColumn* column, std::size_t row, Seen& seen, bool needed, const Make& make)
    {
        if (column == nullptr || (!needed && trimmed(column->at(row)).empty()))
            return sod::Activity::kNotGiven;
        const std::uint64_t system = systems != nullptr ? std::uint64_t{systems->code(row)} + 1 : 0;
        const auto [at, isNew] = seen.try_emplace((system << 32U) | column->code(row), 0);
        if (isNew)
            at->second = make(systemOf(part, row), std::string(trimmed(column->at(row))));
        return at->second;
    }
    static std::uint32_t numbered(Known& known, std::vector<std::string>& texts, const std::string& key, const std::string& text)
    {
        const auto [at, isNew] = known.try_emplace(key, static_cast<std::uint32_t>(texts.size()));
        if (isNew)
            texts.push_back(text);
        return at->second;
    }

    std::vector<Part> parts_;
    sod::ActivityLog log_; ///< until nameAccounts, `person` is the account
    std::vector<std::pair<std::string, std::string>> accounts_; ///< system, account as first spelled
    std::vector<std::string> documents_, parties_, subjects_;
    Known knownActions_, knownDocuments_, knownParties_, knownAccounts_;
    std::uint64_t ofNobody_ = 0;
};

std::string accountKey(const std::string& system, const std::string& account) { return system + "\n" + lowerAscii(account); }

void Logs::add(const SnapshotInfo& info, Table table)
{
    parts_.push_back({info, std::move(table), static_cast<std::uint32_t>(log_.lines.size())});
    const Part& part = parts_.back();
    const TextColumn* systems = part.table.text("system");
    if (part.table.text("action") == nullptr || part.table.text("account_id") == nullptr)
        return; // no log of an import has neither
    Seen actions, documents, related, parties, accounts;
    const auto document = [&](const std::string& system, const std::string& text) {
        return numbered(knownDocuments_, documents_, system + "\n" + text, text);
    };
    for (std::size_t row = 0; row < part.table.rows(); ++row) {
        sod::Activity line;
        line.action = numberOf(part, systems, part.table.text("action"), row, actions, true, [&](const std::string& system, const std::string& text) {
            const auto [at, isNew] = knownActions_.try_emplace(system + "\n" + text, static_cast<std::uint32_t>(log_.actions.size()));
            if (isNew)
                log_.actions.push_back({system, text});
            return at->second;
        });
        line.document = numberOf(part, systems, part.table.text("document"), row, documents, false, document);
        line.related = numberOf(part, systems, part.table.text("applied_to"), row, related, false, document);
        line.party = numberOf(part, nullptr, part.table.text("party"), row, parties, false,
            [&](const std::string&, const std::string& text) { return numbered(knownParties_, parties_, lowerAscii(text), text); });
        line.person = numberOf(part, systems, part.table.text("account_id"), row, accounts, true, [&](const std::string& system, const std::string& text) {
            const auto [at, isNew] = knownAccounts_.try_emplace(accountKey(system, text), static_cast<std::uint32_t>(accounts_.size()));
            if (isNew)
                accounts_.emplace_back(system, text);
            return at->second;
        });
        log_.lines.push_back(line);
    }
}

void Logs::nameAccounts(const AccessHeld& held, const access::Roster& roster)
{
    std::unordered_map<std::string, std::string> listed;
    for (const sod::GraphAccount& account : held.graph.accounts) {
        if (account.person != sod::kNoPerson)
            listed.emplace(accountKey(account.system, account.id), held.graph.persons[account.person]);
    }
    access::Population population;
    for (const auto& [system, id] : accounts_) {
        access::Account account;
        account.system = system;
        account.id = id;
        account.name = id;
        if (id.find('@') != std::string::npos)
            account.email = id;
        population.accounts.push_back(std::move(account));
    }
    const std::vector<std::string> matched = sod::subjectsOf(population, roster);
    Known known;
    std::vector<std::uint32_t> subjectOf;
    std::vector<bool> nobody;
    for (std::size_t at = 0; at < accounts_.size(); ++at) {
        const auto& [system, id] = accounts_[at];
        const auto found = listed.find(accountKey(system, id));
        std::string subject = found != listed.end() ? found->second : matched[at].empty() ? std::string() : std::string(kPerson) + matched[at];
        nobody.push_back(subject.empty());
        if (subject.empty())
            subject = "account:" + system + "/" + id;
        subjectOf.push_back(numbered(known, subjects_, subject, subject));
    }
    for (sod::Activity& line : log_.lines) {
        ofNobody_ += nobody[line.person] ? 1U : 0U;
        line.person = subjectOf[line.person];
    }
}

LoggedAct Logs::act(std::uint32_t line) const
{
    const auto after = std::upper_bound(parts_.begin(), parts_.end(), line, [](std::uint32_t wanted, const Part& part) { return wanted < part.first; });
    const Part& part = *std::prev(after);
    return loggedAct(part.info, part.table, line - part.first);
}

void addDays(SodExercise& exercise, const LoggedAct& act)
{
    if (!act.day)
        return;
    exercise.first = exercise.first ? std::min(*exercise.first, *act.day) : *act.day;
    exercise.last = exercise.last ? std::max(*exercise.last, *act.day) : *act.day;
}

SodExercise exerciseOf(const sod::Exercised& found, const sod::RuleSet& rules, const Logs& logs, const access::Roster& roster)
{
    const sod::Rule& rule = rules.rules[found.rule];
    SodExercise out;
    out.subject = logs.subject(found.person);
    const access::Worker* worker = workerOf(roster, out.subject);
    out.name = worker != nullptr && !worker->name.empty() ? worker->name : out.subject;
    out.rule = rule.id;
    out.risk = rule.risk;
    out.severity = rule.severity;
    std::set<std::uint32_t> counted; // acts that nothing connects to the other sides are no part of the use
    for (const sod::UsedTogether& together : found.together)
        counted.insert(together.lines.begin(), together.lines.end());
    for (const auto& leg : found.legs) {
        auto& side = out.sides.emplace_back();
        for (const std::uint32_t line : leg) {
            if (!counted.contains(line))
                continue;
            const LoggedAct act = logs.act(line);
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
            use.key = logs.document(together.key);
        else if (together.link == sod::UseLink::Party)
            use.key = logs.party(together.key);
        for (const std::uint32_t line : together.lines)
            use.acts.push_back(logs.act(line));
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
    OXSEAL_TRY(const RuleVersion version, ruleVersionById(db, run->ruleSet));
    return rulesOf(version.row);
}

} // namespace

std::string loggedSystem(const SnapshotInfo& info, const Table& log, std::size_t row)
{
    const auto text = trimmed(log.textAt("system", row));
    return text.empty() ? info.key.subject : std::string(text);
}

LoggedAct loggedAct(const SnapshotInfo& info, const Table& log, std::size_t row)
{
    const auto text = [&](const char* column) { return std::string(trimmed(log.textAt(column, row))); };
    LoggedAct act;
    act.log = info.id;
    act.row = row;
    if (const DayColumn* days = log.days("date"); days != nullptr && days->days[row] != DayColumn::kNone)
        act.day = Day{days->days[row]};
    act.system = loggedSystem(info, log, row);
    act.account = text("account_id");
    act.action = text("action");
    act.document = text("document");
    act.appliedTo = text("applied_to");
    act.party = text("party");
    act.currency = text("currency").empty() ? info.currency : text("currency");
    act.digits = info.moneyDigits;
    if (const MoneyColumn* money = log.money("amount"); money != nullptr && money->minor[row] != MoneyColumn::kNone)
        act.amount = money->minor[row];
    return act;
}

Result<DidDoPicture> didDoPicture(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    DidDoPicture picture;
    OXSEAL_TRY(picture.logs, latestBySystem(db, kActivity, period));
    if (picture.logs.empty())
        return picture;
    OXSEAL_TRY(const std::optional<SodRunRow> run, sodRunOf(db, period));
    OXSEAL_TRY(const sod::RuleSet rules, rulesFor(db, run));
    OXSEAL_TRY(const PeriodAccess access, periodAccess(workspace, period));
    Logs logs;
    for (const SnapshotInfo& info : picture.logs) {
        OXSEAL_TRY(Table table, loadSnapshot(workspace, info.id));
        logs.add(info, std::move(table));
    }
    logs.nameAccounts(access.held, access.roster.workers);
    const sod::ActivityLog& log = logs.log();
    const sod::DidDo found = sod::didDo(rules, sod::rulesOn(rules, period.period.last), log);
    picture.lines = log.lines.size();
    picture.linesOfNobody = logs.ofNobody();
    picture.linesUnmapped = found.linesUnmapped;
    std::vector<std::uint64_t> perAction(log.actions.size(), 0);
    for (const sod::Activity& line : log.lines)
        ++perAction[line.action];
    for (const std::uint32_t action : found.unmapped)
        picture.unmapped.emplace_back(log.actions[action].system + ": " + log.actions[action].name, perAction[action]);
    std::set<std::pair<std::string, std::string>> conflicts;
    if (run) {
        OXSEAL_TRY(const std::vector<ConflictRow> rows, sod_repo::conflicts(db, run->id));
        for (const ConflictRow& row : rows)
            conflicts.emplace(row.subject, row.rule);
    }
    Sha256 hasher;
    for (const sod::Exercised& one : found.exercised) {
        SodExercise exercise = exerciseOf(one, rules, logs, access.roster.workers);
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
    OXSEAL_TRY(const std::vector<SnapshotInfo> logs, latestBySystem(workspace.db(), kActivity, period));
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
