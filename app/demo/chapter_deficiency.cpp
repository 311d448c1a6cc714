// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "models/access/flags.h"
#include "storage/actions/deficiency_actions.h"
#include "storage/reads/access_reads.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

std::string say(const char* id) { return texts::sentence(id); }

/// The account that was used after its owner had left.
Result<std::string> usedAfterLeaving(Workspace& workspace, CampaignId campaign)
{
    OXSEAL_TRY(const std::vector<LineRow> lines, reviewLines(workspace.db(), campaign));
    const auto line = std::find_if(lines.begin(), lines.end(), [](const LineRow& one) { return one.flags.is(access::LineFlag::UsedAfterLeaving); });
    if (line == lines.end())
        return fail(kStepFailed, {}, {"nobody used an account after leaving"});
    return line->account;
}

} // namespace

Status weighDeficiency(Stage& stage, const Quarter& q)
{
    if (q.name != "2026-Q3")
        return {};
    OXSEAL_TRY(Workspace * controller, stage.as("controller"));
    OXSEAL_TRY(const PeriodRow period, periodByName(controller->db(), q.name));
    const CampaignId review(stage.ids[q.name + "/review/ERP"]);
    DeficiencyWish wish;
    wish.title = say("demo.deficiency.title");
    wish.control = "AM-02";
    wish.source.source = controls::DeficiencySource::LookBack;
    wish.source.campaign = review;
    OXSEAL_TRY(wish.source.code, usedAfterLeaving(*controller, review));
    OXSEAL_TRY(const std::int64_t id, raiseDeficiency(*controller, period, wish, say("demo.reason.deficiency")));
    // What was entered after the last day was traced to its orders: nothing is misstated, and more than its limit could not have been.
    controls::Evaluation said;
    said.likelihood = controls::Likelihood::Remote;
    said.currency = "USD";
    said.couldBe = 2'500'000;
    said.compensation = controls::Compensation{"AM-04", controls::Tested::Yes, 250'000};
    OXSEAL_CHECK(evaluateDeficiency(*controller, period, id, said, say("demo.reason.deficiency_evaluated")));
    OXSEAL_TRY(Workspace * officer, stage.as("cfo"));
    OXSEAL_CHECK(concludeDeficiency(*officer, period, id, controls::DeficiencyLevel::Control, {}, say("demo.reason.deficiency_concluded")));
    stage.say("demo.say.deficiency", {q.name, std::to_string(id)});
    return {};
}

} // namespace oxseal::demo
