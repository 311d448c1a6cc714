// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "storage/actions/schedule_actions.h"
#include "storage/texts/texts.h"

namespace oxseal::demo {
namespace {

std::string why() { return texts::sentence("demo.reason.schedule"); }

std::string key(const Quarter& q, const char* account) { return q.name + "/schedule/" + account; }

Status openOne(Stage& stage, Workspace& workspace, const Quarter& q, const char* entity, const char* account, recon::ScheduleKind kind)
{
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), q.name));
    OXSEAL_TRY(stage.ids[key(q, account)], openSchedule(workspace, entity, account, period, kind, why()));
    return {};
}

/// Every line that was merely carried is looked at again.
Status examineCarried(Workspace& workspace, std::int64_t id)
{
    OXSEAL_TRY(const ScheduleView view, scheduleView(workspace.db(), id));
    for (const std::string& line : view.proof.carried)
        OXSEAL_CHECK(examineScheduleLine(workspace, id, line, texts::sentence(line == "ACR-LEGAL" ? "demo.reason.legal" : "demo.reason.examined"), {}));
    return {};
}

} // namespace

Status prepareSchedules(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("preparer"));
    const bool first = q.name == stage.world().q2.name;
    OXSEAL_CHECK(openOne(stage, *workspace, q, "US01", "2100", recon::ScheduleKind::Accrual));
    OXSEAL_CHECK(openOne(stage, *workspace, q, "DE01", "1500", recon::ScheduleKind::FixedAsset));
    const std::int64_t accruals = stage.ids[key(q, "2100")];
    const std::int64_t assets = stage.ids[key(q, "1500")];
    OXSEAL_CHECK(loadSchedule(*workspace, accruals, stage.folder() / q.path("schedules/DEMO_accruals_US01.csv"), true, why()));
    OXSEAL_CHECK(examineCarried(*workspace, accruals));
    OXSEAL_CHECK(prepareSchedule(*workspace, accruals, why()));
    if (!first)
        return {}; // the assets of the third quarter wait, as carried, for finishSchedules
    OXSEAL_CHECK(loadSchedule(*workspace, assets, stage.folder() / q.path("schedules/DEMO_fixed_assets_DE01.csv"), false, why()));
    return prepareSchedule(*workspace, assets, why());
}

Status reviewSchedules(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_CHECK(reviewSchedule(*workspace, stage.ids[key(q, "2100")], why()));
    if (q.name == stage.world().q2.name)
        OXSEAL_CHECK(reviewSchedule(*workspace, stage.ids[key(q, "1500")], why()));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    OXSEAL_TRY(const auto views, scheduleViews(workspace->db(), period.id));
    std::size_t overdue = 0;
    for (const ScheduleView& view : views)
        overdue += view.proof.overdue.size();
    // The accrual of the settled matter, and in no quarter anything else.
    const bool third = q.name == stage.world().q3.name;
    if (overdue != (third ? 1U : 0U))
        return fail(kStepFailed, q.name, {std::to_string(overdue)});
    stage.say("demo.say.schedules", {q.name, std::to_string(views.size()), std::to_string(overdue)});
    return {};
}

Status finishSchedules(Stage& stage, const Quarter& q)
{
    const std::int64_t assets = stage.ids[key(q, "1500")];
    OXSEAL_TRY(Workspace * preparer, stage.as("preparer"));
    OXSEAL_TRY(const ScheduleView view, scheduleView(preparer->db(), assets));
    if (view.row.state != "open")
        return {};
    OXSEAL_CHECK(examineCarried(*preparer, assets));
    OXSEAL_CHECK(prepareSchedule(*preparer, assets, why()));
    OXSEAL_TRY(Workspace * controller, stage.as("controller"));
    return reviewSchedule(*controller, assets, why());
}

} // namespace oxseal::demo
