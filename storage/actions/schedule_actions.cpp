// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/schedule_actions.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/recon_actions.h"
#include "storage/actions/schedule_support.h"
#include "storage/import/csv_table.h"
#include "storage/reads/account_reads.h"

#include <algorithm>
#include <limits>
#include <set>

namespace oxseal {
namespace {

using recon::AccountMethod;
using recon::ScheduleLine;

Json lineJson(const ScheduleLine& line, int digits)
{
    const auto money = [digits](std::int64_t minor) { return Json(formatMinor(minor, digits)); };
    Json json;
    json.set("line", line.key).set("description", line.description).set("date", line.day.iso()).set("opening", money(line.opening));
    json.set("added", money(line.added)).set("released", money(line.released)).set("closing", money(line.closing));
    return json.set("reversal", line.reversal ? Json(line.reversal->iso()) : Json()).set("support", line.support);
}

/// The plan must ask for a schedule, so that the inventory and the work agree.
Status checkPlan(Database& db, const std::string& entity, const std::string& account)
{
    OXSEAL_TRY(const auto plans, accountPlans(db, entity));
    const auto plan = std::find_if(plans.begin(), plans.end(), [&](const auto& each) { return each.account == account; });
    const bool scheduled = plan != plans.end() && (plan->method == AccountMethod::Schedule || plan->method == AccountMethod::RollForward);
    if (!scheduled)
        return fail(kNotScheduled, account, {account, entity});
    return {};
}

std::string nameIn(const TrialBalance& balances, const std::string& account)
{
    for (const recon::TrialBalanceLine& line : balances.lines) {
        if (line.account == account)
            return line.name;
    }
    return {};
}

const std::vector<ColumnSpec>& columns()
{
    static const std::vector<ColumnSpec> all{
        {"reference", {"ref", "id", "line", "document", "contract", "invoice", "asset", "asset id", "lease", "loan", "number", "vendor"}, ColumnType::Text, true, true},
        {"description", {"text", "name", "memo", "details"}, ColumnType::Text, false, false},
        {"date", {"original date", "start", "start date", "acquired", "in service", "booked"}, ColumnType::Day, true, true},
        {"opening", {"opening balance", "beginning", "beginning balance", "brought forward"}, ColumnType::Money, false, false},
        {"additions", {"added", "new", "increase", "addition"}, ColumnType::Money, false, false},
        {"releases", {"released", "amortization", "amortisation", "depreciation", "payments", "decrease", "reversed", "recognized"}, ColumnType::Money, false, false},
        {"amount", {"closing", "closing balance", "balance", "ending", "ending balance", "carried forward"}, ColumnType::Money, true, true},
        {"reversal", {"expected reversal", "end", "end date", "expires", "due", "maturity", "release date"}, ColumnType::Day, false, false},
        {"support", {"supported by", "source", "evidence", "basis"}, ColumnType::Text, false, false},
    };
    return all;
}

std::optional<std::int64_t> moneyAt(const Table& table, const char* column, std::size_t row)
{
    const MoneyColumn* money = table.money(column);
    return money == nullptr || money->minor[row] == MoneyColumn::kNone ? std::nullopt : std::optional<std::int64_t>(money->minor[row]);
}

std::optional<Day> dayAt(const Table& table, const char* column, std::size_t row)
{
    const DayColumn* days = table.days(column);
    return days == nullptr ? std::nullopt : days->at(row);
}

/// A line of the file. What it does not state follows from what the line ended with before.
Result<ScheduleLine> lineAt(const Table& table, std::size_t row, const std::map<std::string, ScheduleLine>& before, bool credit)
{
    const std::string place = "row " + std::to_string(row + 1);
    ScheduleLine line;
    line.key = trimmed(table.textAt("reference", row));
    line.description = table.textAt("description", row);
    line.support = trimmed(table.textAt("support", row));
    line.day = dayAt(table, "date", row).value_or(Day{});
    line.reversal = dayAt(table, "reversal", row);
    const std::int64_t sign = credit ? -1 : 1;
    const auto found = before.find(line.key);
    line.closing = sign * moneyAt(table, "amount", row).value_or(0);
    const auto opening = moneyAt(table, "opening", row);
    line.opening = opening ? sign * *opening : found == before.end() ? 0 : found->second.closing;
    const auto added = moneyAt(table, "additions", row);
    const auto released = moneyAt(table, "releases", row);
    line.added = sign * added.value_or(0);
    line.released = sign * released.value_or(0);
    if (added && released)
        return line;
    // The one that is missing is what is left; with neither, growth is an addition and shrinking a release.
    const auto moved = checkedAdd(line.closing, -line.opening);
    if (!moved || *moved == std::numeric_limits<std::int64_t>::min())
        return fail(recon::kAmountOverflow, place);
    const auto magnitude = [](std::int64_t amount) { return amount < 0 ? -amount : amount; };
    const bool grows = magnitude(line.closing) >= magnitude(line.opening);
    if (released || (!added && grows)) {
        const auto rest = checkedAdd(*moved, line.released);
        if (!rest)
            return fail(recon::kAmountOverflow, place);
        line.added = *rest;
    } else {
        const auto rest = checkedAdd(line.added, -*moved);
        if (!rest)
            return fail(recon::kAmountOverflow, place);
        line.released = *rest;
    }
    return line;
}

Result<std::vector<ScheduleLine>> linesIn(const std::filesystem::path& file, int digits, const std::map<std::string, ScheduleLine>& before, bool credit)
{
    TableOptions options;
    options.moneyDigits = digits;
    OXSEAL_TRY(const TableRead read, readCsvFile(file, columns(), options));
    if (read.report.rejectedRows > 0)
        return fail(kScheduleFileBad, file.filename().string() + ", line " + std::to_string(read.report.rejected.front().row),
            {std::to_string(read.report.rejectedRows)});
    std::vector<ScheduleLine> out;
    std::set<std::string> keys;
    for (std::size_t row = 0; row < read.table.rows(); ++row) {
        OXSEAL_TRY(ScheduleLine line, lineAt(read.table, row, before, credit));
        if (line.key.empty() || !keys.insert(line.key).second)
            return fail(kScheduleLineTwice, file.filename().string() + ", row " + std::to_string(row + 1), {line.key});
        out.push_back(std::move(line));
    }
    if (out.empty())
        return fail(kScheduleFileBad, file.filename().string(), {"0"});
    return out;
}

Result<std::map<std::string, ScheduleLine>> linesBefore(Database& db, const ScheduleRow& row)
{
    std::map<std::string, ScheduleLine> out;
    if (row.prior == 0)
        return out;
    OXSEAL_TRY(const auto lines, schedule_repo::lines(db, row.prior));
    for (const ScheduleLineRow& line : lines)
        out.emplace(line.line.key, line.line);
    return out;
}

bool sameFigures(const ScheduleLine& a, const ScheduleLine& b)
{
    return a.opening == b.opening && a.added == b.added && a.released == b.released && a.closing == b.closing && a.day == b.day;
}

Status signSchedule(Workspace& workspace, std::int64_t schedule, Permission permission, const char* duty, const char* state, const std::string& note)
{
    return workspace.writeStatus(permission, note, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ScheduleView view, scheduleView(unit.db(), schedule));
        OXSEAL_CHECK(periodOpen(unit.db(), view.row.period));
        const bool reviewing = std::string_view(duty) == "reviewer";
        if (reviewing && view.row.state != "prepared")
            return fail(kNotPrepared, view.row.account, {view.row.state});
        for (const ReconSignoff& signoff : view.signoffs) {
            if (reviewing && !signoff.voided && signoff.duty == "preparer" && signoff.person == unit.actor().person)
                return fail(kReviewerPrepared, view.row.account);
        }
        OXSEAL_TRY(const auto balances, trialBalanceOf(workspace, view.row.entity, view.period.name()));
        const std::int64_t now = balances && balances->byAccount.contains(view.row.account) ? balances->byAccount.at(view.row.account) : 0;
        if (now != view.row.balance)
            return fail(kScheduleOldBalance, view.row.account, {formatMinor(view.row.balance, view.row.digits), formatMinor(now, view.row.digits)});
        OXSEAL_CHECK(scheduleProved(view));
        if (!reviewing)
            OXSEAL_CHECK(schedule_repo::voidSignoffs(unit.db(), schedule, unit.now()));
        OXSEAL_CHECK(schedule_repo::insertSignoff(unit.db(), schedule, {duty, unit.actor().person, unit.now(), note, false}));
        OXSEAL_CHECK(schedule_repo::setState(unit.db(), schedule, state));
        Json after;
        after.set("state", state).set("balance", formatMinor(view.row.balance, view.row.digits)).set("lines", static_cast<std::int64_t>(view.lines.size()));
        unit.record(scheduleEvent(reviewing ? "schedule.review" : "schedule.prepare", schedule, Json().set("state", view.row.state), after.set("note", note)));
        return {};
    });
}

} // namespace

Result<std::int64_t> openSchedule(Workspace& workspace, const std::string& entity, const std::string& account, const PeriodRow& period,
    recon::ScheduleKind kind, const std::string& reason)
{
    return workspace.write(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        Database& db = unit.db();
        OXSEAL_TRY(const Entity owner, entityByCode(db, entity));
        OXSEAL_CHECK(checkPlan(db, owner.code, account));
        OXSEAL_TRY(const auto balances, trialBalanceOf(workspace, owner.code, period.period.name()));
        if (!balances || !balances->byAccount.contains(account))
            return fail(kNoTrialBalance, account, {owner.code, period.period.name()});
        OXSEAL_TRY(const auto existing, schedule_repo::find(db, owner.code, account, period.id));
        ScheduleRow row = existing.value_or(ScheduleRow{});
        row.entity = owner.code;
        row.account = account;
        row.accountName = nameIn(*balances, account);
        row.period = period.id;
        row.kind = kind;
        row.currency = balances->snapshot.currency;
        row.digits = balances->snapshot.moneyDigits;
        row.trialBalance = balances->snapshot.id;
        row.state = existing ? existing->state : "open";
        OXSEAL_CHECK(periodOpen(db, row.period));
        const bool changed = existing && (existing->balance != balances->byAccount.at(account) || existing->kind != kind);
        row.balance = balances->byAccount.at(account);
        OXSEAL_TRY(const auto before, periodBefore(db, period));
        if (before && row.prior == 0) {
            OXSEAL_TRY(const auto prior, schedule_repo::find(db, owner.code, account, before->id));
            row.prior = prior ? prior->id : 0;
        }
        OXSEAL_TRY(row.id, schedule_repo::save(db, row));
        std::int64_t carried = 0;
        if (!existing && row.prior != 0) {
            OXSEAL_TRY(const auto lines, schedule_repo::lines(db, row.prior));
            std::vector<ScheduleLine> ended;
            for (const ScheduleLineRow& line : lines)
                ended.push_back(line.line);
            for (ScheduleLine& line : recon::carryForward(ended)) {
                ScheduleLineRow made;
                made.line = std::move(line);
                OXSEAL_CHECK(schedule_repo::saveLine(db, row.id, made));
                ++carried;
            }
        }
        if (changed) {
            OXSEAL_CHECK(reopenSchedule(unit, row, Json().set("cause", "refreshed")));
        }
        Json after;
        after.set("entity", row.entity).set("account", account).set("period", period.period.name()).set("kind", recon::name(kind));
        after.set("balance", formatMinor(row.balance, row.digits)).set("currency", row.currency).set("carried", carried);
        unit.record(scheduleEvent(existing ? "schedule.refresh" : "schedule.open", row.id, {}, std::move(after)));
        return row.id;
    });
}

Result<std::int64_t> loadSchedule(Workspace& workspace, std::int64_t schedule, const std::filesystem::path& file, bool credit, const std::string& reason)
{
    return workspace.write(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        Database& db = unit.db();
        OXSEAL_TRY(const ScheduleView view, scheduleView(db, schedule));
        OXSEAL_TRY(const auto before, linesBefore(db, view.row));
        OXSEAL_TRY(const auto lines, linesIn(file, view.row.digits, before, credit));
        OXSEAL_CHECK(reopenSchedule(unit, view.row, Json().set("cause", "lines")));
        OXSEAL_TRY(const ObjectInfo kept, unit.objects().putFile(file, "input"));
        ScheduleFileRow loaded{0, schedule, file.filename().string(), kept.id, kept.sha256, static_cast<std::int64_t>(lines.size()), unit.now(), unit.actor().person};
        OXSEAL_TRY(loaded.id, schedule_repo::insertFile(db, loaded));
        OXSEAL_CHECK(schedule_repo::clearLines(db, schedule));
        for (const ScheduleLine& line : lines) {
            ScheduleLineRow made;
            made.line = line;
            made.file = loaded.id;
            for (const ScheduleLineRow& old : view.lines) {
                if (old.line.key != line.key || !sameFigures(old.line, line))
                    continue;
                made.evidence = old.evidence;
                made.examinedAt = old.examinedAt;
                made.examinedBy = old.examinedBy;
                made.note = old.note;
            }
            OXSEAL_CHECK(schedule_repo::saveLine(db, schedule, made));
        }
        Json after;
        after.set("file", loaded.name).set("sha256", kept.sha256.hex()).set("lines", loaded.lines).set("credit", credit);
        unit.record(scheduleEvent("schedule.load", schedule, Json().set("lines", static_cast<std::int64_t>(view.lines.size())), std::move(after)));
        return loaded.lines;
    });
}

Status putScheduleLine(Workspace& workspace, std::int64_t schedule, const ScheduleLineInput& input, const std::string& reason)
{
    if (trimmed(input.key).empty())
        return fail(kScheduleLineBad);
    return workspace.writeStatus(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ScheduleView view, scheduleView(unit.db(), schedule));
        OXSEAL_TRY(const auto before, linesBefore(unit.db(), view.row));
        ScheduleLineRow made;
        for (const ScheduleLineRow& old : view.lines) {
            if (old.line.key == input.key)
                made = old;
        }
        const Json was = made.id == 0 ? Json() : lineJson(made.line, view.row.digits);
        const ScheduleLine former = made.line;
        ScheduleLine& line = made.line;
        line.key = std::string(trimmed(input.key));
        line.description = input.description;
        line.day = input.day;
        const auto found = before.find(line.key);
        line.opening = found != before.end() ? found->second.closing : view.first ? input.opening.value_or(0) : 0;
        line.added = input.added;
        line.released = input.released;
        line.reversal = input.reversal;
        line.support = input.support;
        const auto grown = checkedAdd(line.opening, line.added);
        const auto closing = grown && line.released != std::numeric_limits<std::int64_t>::min() ? checkedAdd(*grown, -line.released) : std::nullopt;
        if (!closing)
            return fail(recon::kAmountOverflow, line.key);
        line.closing = *closing;
        if (made.id == 0 || !sameFigures(former, line)) { // what was said of other figures says nothing of these
            made.examinedAt.reset();
            made.examinedBy = PersonId();
            made.file = 0;
        }
        OXSEAL_CHECK(reopenSchedule(unit, view.row, Json().set("cause", "lines")));
        OXSEAL_CHECK(schedule_repo::saveLine(unit.db(), schedule, made));
        unit.record(scheduleEvent("schedule.line", schedule, was, lineJson(line, view.row.digits)));
        return {};
    });
}

Status examineScheduleLine(Workspace& workspace, std::int64_t schedule, const std::string& key, const std::string& note, const std::filesystem::path& evidence)
{
    return workspace.writeStatus(Permission::PrepareReconciliation, note, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ScheduleView view, scheduleView(unit.db(), schedule));
        const auto found = std::find_if(view.lines.begin(), view.lines.end(), [&](const ScheduleLineRow& row) { return row.line.key == key; });
        if (found == view.lines.end())
            return fail(kNoSuchScheduleLine, {}, {key});
        OXSEAL_CHECK(reopenSchedule(unit, view.row, Json().set("cause", "examined")));
        ScheduleLineRow made = *found;
        made.examinedAt = unit.now();
        made.examinedBy = unit.actor().person;
        made.note = note;
        Json after = Json().set("line", key).set("note", note);
        if (!evidence.empty()) {
            OXSEAL_TRY(const ObjectInfo kept, unit.objects().putFile(evidence, "evidence"));
            made.evidence = kept.id;
            after.set("evidence_sha256", kept.sha256.hex());
        }
        OXSEAL_CHECK(schedule_repo::saveLine(unit.db(), schedule, made));
        unit.record(scheduleEvent("schedule.examine", schedule, {}, std::move(after)));
        return {};
    });
}

Status scheduleProved(const ScheduleView& view)
{
    const auto issues = view.proof.issues();
    if (issues.empty())
        return {};
    const recon::ScheduleProof& proof = view.proof;
    using recon::ScheduleIssue;
    const std::vector<std::string> none;
    const std::vector<std::string>& lines = issues.front() == ScheduleIssue::Footing ? proof.footing
        : issues.front() == ScheduleIssue::Opening                                   ? proof.broken
        : issues.front() == ScheduleIssue::Dropped                                   ? proof.dropped
        : issues.front() == ScheduleIssue::Unsupported                               ? proof.unsupported
        : issues.front() == ScheduleIssue::Carried                                   ? proof.carried
                                                                                     : none;
    const std::string what = issues.front() == ScheduleIssue::Difference ? formatMinor(proof.difference, view.row.digits) + " " + view.row.currency : join(lines, ", ");
    return fail(kScheduleStands, view.row.account, {recon::name(issues.front()), what});
}

Status prepareSchedule(Workspace& workspace, std::int64_t schedule, const std::string& note)
{
    return signSchedule(workspace, schedule, Permission::PrepareReconciliation, "preparer", "prepared", note);
}

Status reviewSchedule(Workspace& workspace, std::int64_t schedule, const std::string& note)
{
    return signSchedule(workspace, schedule, Permission::ReviewReconciliation, "reviewer", "reviewed", note);
}

} // namespace oxseal
