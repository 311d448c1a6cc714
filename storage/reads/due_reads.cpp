// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/due_reads.h"

#include "models/access/revocation.h"
#include "models/calendar/icalendar.h"
#include "models/core/money.h"
#include "models/core/text.h"
#include "models/recon/account_progress.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/recon_reads.h"
#include "storage/reads/review_stages.h"
#include "storage/reads/rule_packs.h"
#include "storage/reads/sod_reads.h"
#include "storage/repos/account_repo.h"
#include "storage/repos/exception_repo.h"
#include "storage/repos/schedule_repo.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <tuple>

namespace oxseal {
namespace {

using calendar::DayOff;
using calendar::Filing;

std::string wordsOf(const DayOff& off)
{
    switch (off.kind) {
    case DayOff::Kind::Saturday:
        return texts::sentence("calendar.off.saturday", {off.day.iso()});
    case DayOff::Kind::Sunday:
        return texts::sentence("calendar.off.sunday", {off.day.iso()});
    case DayOff::Kind::Holiday:
        return texts::sentence("calendar.off.holiday", {off.day.iso(), off.name});
    case DayOff::Kind::Closure:
        break;
    }
    return texts::sentence("calendar.off.closure", {off.day.iso(), off.name});
}

class Due
{
public:
    Due(Database& db, const PeriodRow& period, Day today) : db_(db), period_(period), today_(today) { }

    Result<std::vector<DueItem>> run()
    {
        OXSEAL_TRY(const auto rules, calendarRules());
        OXSEAL_CHECK(reports(rules));
        OXSEAL_CHECK(reviews());
        OXSEAL_CHECK(accountsDue(rules));
        OXSEAL_CHECK(exceptionsDue());
        OXSEAL_CHECK(conflicts());
        std::stable_sort(items_.begin(), items_.end(), [](const DueItem& a, const DueItem& b) {
            return std::tie(a.day, a.kind, a.entity, a.what, a.about) < std::tie(b.day, b.kind, b.entity, b.what, b.about);
        });
        return std::move(items_);
    }

private:
    void add(DueKind kind, Day day, std::string what, std::string about, std::string object, std::string state, bool done)
    {
        DueItem item;
        item.kind = kind;
        item.day = day;
        item.what = std::move(what);
        item.about = std::move(about);
        item.object = std::move(object);
        item.state = std::move(state);
        item.done = done;
        items_.push_back(std::move(item));
    }

    Status reports(const CalendarRules& rules)
    {
        OXSEAL_TRY(const Filing filing, filingFor(db_, period_));
        OXSEAL_TRY(const auto report, reportStatus(db_, period_));
        const bool filed = report.filing.has_value();
        const std::string name = period_.period.name();
        add(DueKind::Report, filing.due, filing.form, name, {}, filed ? "filed" : "", filed);
        if (!filed && filing.due < today_)
            add(DueKind::Notification, filing.nt, filing.form, name, {}, {}, false);
        if (period_.period.quarter == 4) {
            const Filing part = calendar::partIii(rules.days, rules.reports, period_.period.last);
            add(DueKind::PartIii, part.due, part.form, name, {}, {}, false);
        }
        before_ = filing.due;
        if (report.latest && report.latest->plannedFiling < before_)
            before_ = report.latest->plannedFiling;
        return {};
    }

    Status reviews()
    {
        OXSEAL_TRY(const auto all, reviewsOf(db_, period_));
        for (const CampaignStatus& review : all) {
            if (review.row.state == access::CampaignState::Cancelled)
                continue;
            add(DueKind::Review, before_, review.row.system, period_.period.name(), std::to_string(review.row.id.value),
                access::name(review.row.state), review.row.concludedAt.has_value());
            OXSEAL_CHECK(stages(review.row));
            OXSEAL_TRY(const auto removals, removalsOf(db_, review.row.id));
            for (const RemovalRow& removal : removals) {
                if (removal.state == "withdrawn")
                    continue;
                const bool gone = removal.state == access::name(access::RevocationState::Removed);
                add(DueKind::Removal, removal.due, removal.system, removal.account + " · " + removal.entitlement,
                    std::to_string(removal.campaign.value), removal.state, gone);
            }
        }
        return {};
    }

    Status stages(const CampaignRow& campaign)
    {
        OXSEAL_TRY(const auto all, stageStatuses(db_, campaign, today_));
        for (const StageStatus& stage : all) {
            if (stage.row.due)
                add(DueKind::ReviewStage, *stage.row.due, campaign.system, access::name(stage.row.kind), std::to_string(campaign.id.value),
                    access::name(campaign.state), campaign.concludedAt.has_value() || stage.open + stage.waiting == 0);
        }
        return {};
    }

    Status accountsDue(const CalendarRules& rules)
    {
        OXSEAL_TRY(reconciliations_, reconciliations(db_, period_.id));
        OXSEAL_TRY(schedules_, schedule_repo::ofPeriod(db_, period_.id));
        OXSEAL_TRY(closes_, account_repo::closes(db_, period_.id));
        OXSEAL_TRY(const auto all, entities(db_));
        for (const Entity& entity : all) {
            OXSEAL_TRY(const auto plans, accountPlans(db_, entity.code));
            for (const recon::AccountPlan& plan : plans) {
                if (plan.dueBusinessDay >= 1 && recon::dueIn(plan.frequency, period_.period.quarter))
                    accountDue(entity.code, plan, rules.days.after(period_.period.last, plan.dueBusinessDay));
            }
        }
        return {};
    }

    /// Matched line by line, supported by a schedule, or closed by a rule; an account without a method has no day.
    void accountDue(const std::string& entity, const recon::AccountPlan& plan, Day day)
    {
        const auto mine = [&](const auto& row) { return row.entity == entity && row.account == plan.account; };
        if (plan.method == recon::AccountMethod::Matching) {
            const auto found = std::find_if(reconciliations_.begin(), reconciliations_.end(), mine);
            const bool begun = found != reconciliations_.end();
            add(DueKind::Reconciliation, day, plan.account, plan.name, begun ? std::to_string(found->id.value) : "", begun ? found->state : "",
                begun && found->state == "reviewed");
        } else if (plan.method == recon::AccountMethod::Schedule || plan.method == recon::AccountMethod::RollForward) {
            const auto closed = std::find_if(closes_.begin(), closes_.end(), [&](const CloseRow& row) { return mine(row) && !row.reopenedAt; });
            const auto found = std::find_if(schedules_.begin(), schedules_.end(), mine);
            const bool begun = found != schedules_.end();
            const bool byRule = closed != closes_.end();
            add(DueKind::Schedule, day, plan.account, plan.name, begun ? std::to_string(found->id) : entity + "/" + plan.account,
                byRule ? "closed" : begun ? found->state : "", byRule || (begun && found->state == "reviewed"));
        } else {
            return;
        }
        items_.back().entity = entity;
    }

    Status exceptionsDue()
    {
        for (const ReconRow& row : reconciliations_) {
            OXSEAL_TRY(const auto acts, exception_repo::dated(db_, row.id));
            for (const DatedActRow& each : acts) {
                add(DueKind::Exception, *each.act.due, row.account, row.currency + " " + formatAmount(each.act.amount, row.digits), std::to_string(row.id.value),
                    recon::name(each.act.disposition), each.cleared);
                items_.back().entity = row.entity;
            }
        }
        return {};
    }

    Status conflicts()
    {
        OXSEAL_TRY(const auto run, sodRunOf(db_, period_));
        if (!run)
            return {};
        OXSEAL_TRY(const auto all, sodConflicts(db_, period_, today_));
        for (const ConflictStatus& conflict : all) {
            const std::string object = conflict.row.fingerprint.hex();
            // Of both, what ends later is what counts.
            const Day mitigated = conflict.mitigation ? conflict.mitigation->until : Day{};
            if (conflict.acceptance && conflict.acceptance->until > mitigated)
                add(DueKind::Acceptance, conflict.acceptance->until, conflict.row.rule, conflict.row.subject, object, "accepted", false);
            else if (conflict.mitigation)
                add(DueKind::Mitigation, mitigated, conflict.row.rule, conflict.row.subject, object, conflict.mitigation->state, false);
        }
        return {};
    }

    Database& db_;
    const PeriodRow& period_;
    Day today_;
    Day before_;
    std::vector<ReconRow> reconciliations_;
    std::vector<ScheduleRow> schedules_;
    std::vector<CloseRow> closes_;
    std::vector<DueItem> items_;
};

} // namespace

std::string passedWords(const std::vector<DayOff>& passed)
{
    std::vector<std::string> words;
    for (const auto& off : passed)
        words.push_back(wordsOf(off));
    return join(words, "; ");
}

Result<std::vector<Filing>> recordedFilings(Database& db)
{
    OXSEAL_TRY(const auto rules, calendarRules());
    OXSEAL_TRY(const auto all, periods(db));
    std::vector<Filing> filings;
    for (const auto& period : all) {
        OXSEAL_TRY(auto filing, filingFor(db, period));
        filings.push_back(std::move(filing));
        if (period.period.quarter == 4)
            filings.push_back(calendar::partIii(rules.days, rules.reports, period.period.last));
    }
    return filings;
}

Result<CalendarFile> calendarFile(Workspace& workspace)
{
    OXSEAL_TRY(const auto filings, recordedFilings(workspace.db()));
    std::vector<calendar::CalendarEntry> entries;
    for (const auto& filing : filings) {
        const std::string report = filing.form + " " + filing.periodEnd.iso();
        entries.push_back({report + "@" + workspace.id(), filing.due, texts::sentence("calendar.ics.due", {report}),
            passedWords(filing.passed)});
    }
    CalendarFile file;
    file.entries = entries.size();
    file.bytes = calendar::icalendar(entries, "-//Oxseal//EN", workspace.environment().clock.now());
    return file;
}

Result<std::vector<DueItem>> dueItems(Database& db, const PeriodRow& period, Day today) { return Due(db, period, today).run(); }

} // namespace oxseal
