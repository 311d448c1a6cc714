// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/schedule_reads.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/crypto/hash.h"

namespace oxseal {
namespace {

std::vector<recon::ScheduleLine> plainLines(const std::vector<ScheduleLineRow>& rows)
{
    std::vector<recon::ScheduleLine> out;
    for (const ScheduleLineRow& row : rows)
        out.push_back(row.line);
    return out;
}

Result<ScheduleView> viewOf(Database& db, const ScheduleRow& row)
{
    ScheduleView view;
    view.row = row;
    OXSEAL_TRY(const PeriodRow period, periodById(db, row.period));
    view.period = period.period;
    OXSEAL_TRY(view.lines, schedule_repo::lines(db, row.id));
    OXSEAL_TRY(view.files, schedule_repo::files(db, row.id));
    OXSEAL_TRY(view.signoffs, schedule_repo::signoffs(db, row.id));
    std::optional<std::vector<recon::ScheduleLine>> before;
    view.first = row.prior == 0;
    if (!view.first) {
        OXSEAL_TRY(const auto prior, schedule_repo::lines(db, row.prior));
        before = plainLines(prior);
    }
    OXSEAL_TRY(view.proof, recon::proveSchedule(before, plainLines(view.lines), row.balance, period.period.last));
    return view;
}

} // namespace

Result<ScheduleView> scheduleView(Database& db, std::int64_t id)
{
    OXSEAL_TRY(const auto row, schedule_repo::byId(db, id));
    if (!row)
        return fail(kNoSuchSchedule, {}, {std::to_string(id)});
    return viewOf(db, *row);
}

Result<std::vector<ScheduleView>> scheduleViews(Database& db, PeriodId period)
{
    OXSEAL_TRY(const auto rows, schedule_repo::ofPeriod(db, period));
    std::vector<ScheduleView> out;
    for (const ScheduleRow& row : rows) {
        OXSEAL_TRY(ScheduleView view, viewOf(db, row));
        out.push_back(std::move(view));
    }
    return out;
}

Result<std::vector<Finding>> scheduleMatters(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto views, scheduleViews(db, period.id));
    std::vector<Finding> out;
    Sha256 hasher;
    for (const ScheduleView& view : views) {
        const ScheduleRow& row = view.row;
        const auto add = [&](const char* code, Severity severity, const std::string& what) -> Finding& {
            Finding& finding = out.emplace_back();
            finding.code = code;
            finding.severity = severity;
            finding.subject = "account:" + row.entity + "/" + row.account;
            finding.arguments = {row.account, row.entity, what};
            finding.fingerprint = fingerprintOf(hasher, code, finding.subject, {period.period.name()});
            return finding;
        };
        const recon::ScheduleProof& proof = view.proof;
        if (proof.difference != 0)
            add("recon.matter.schedule_difference", Severity::Critical, formatAmount(proof.difference, row.digits) + " " + row.currency).amount
                = row.currency + " " + formatAmount(proof.difference, row.digits);
        std::vector<std::string> broken = proof.footing;
        broken.insert(broken.end(), proof.broken.begin(), proof.broken.end());
        broken.insert(broken.end(), proof.dropped.begin(), proof.dropped.end());
        if (!broken.empty())
            add("recon.matter.schedule_broken", Severity::High, join(broken, ", "));
        if (!proof.carried.empty())
            add("recon.matter.schedule_carried", Severity::Medium, join(proof.carried, ", "));
        if (!proof.overdue.empty())
            add("recon.matter.schedule_overdue", Severity::Medium, join(proof.overdue, ", "));
        if (row.state != "reviewed")
            add(row.state == "prepared" ? "recon.matter.schedule_not_reviewed" : "recon.matter.schedule_not_prepared", Severity::High, row.accountName);
    }
    return out;
}

} // namespace oxseal
