// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "storage/actions/control_actions.h"
#include "storage/reads/company_reads.h"
#include "storage/reads/control_reads.h"
#include "storage/texts/texts.h"

namespace oxseal::demo {
namespace {

/// One piece of evidence per question, dated as the index says; a question without a file stays as it is.
Status fileEvidence(Stage& stage, Workspace& workspace, const PeriodRow& period, const Quarter& q, Day upTo)
{
    const std::string reason = texts::sentence("demo.reason.evidence");
    for (const auto& entry : q.evidence) {
        if (!entry.notApplicable.empty()) {
            if (stage.ids.emplace(q.name + "/answer/" + entry.item, 1).second)
                OXSEAL_CHECK(answerChecklist(workspace, period, entry.item, controls::Answer::NotApplicable, entry.notApplicable, reason));
            continue;
        }
        if (entry.name.empty() || entry.received > upTo || !stage.ids.emplace(q.name + "/answer/" + entry.item, 1).second)
            continue;
        OXSEAL_TRY(const std::string bytes, stage.input(q.path("evidence/" + entry.name)));
        EvidenceInput input;
        input.subject = "checklist:" + entry.item;
        input.name = entry.name;
        input.dates = {entry.effective, entry.received, {}};
        OXSEAL_CHECK(attachEvidence(workspace, period, input, asBytes(bytes), reason));
        OXSEAL_CHECK(answerChecklist(workspace, period, entry.item, controls::Answer::Yes, {}, reason));
    }
    return {};
}

} // namespace

Status loadControls(Stage& stage)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_CHECK(loadDefaultControls(*workspace, texts::sentence("demo.reason.setup")));
    return {};
}

Status performControls(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    OXSEAL_TRY(const auto overview, controlOverview(workspace->db(), period));
    int performed = 0;
    for (const auto& control : overview) {
        if (!control.applicable() || !controls::dueEachQuarter(control.row.control.frequency))
            continue;
        PerformanceInput input;
        input.control = control.row.control.code;
        input.performedOn = q.last;
        OXSEAL_CHECK(recordPerformance(*workspace, period, input, texts::sentence("demo.reason.control")));
        ++performed;
    }
    stage.say("demo.say.controls", {q.name, std::to_string(performed)});
    return {};
}

Status collectEvidence(Stage& stage, const Quarter& q, Day upTo)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    return fileEvidence(stage, *workspace, period, q, upTo);
}

Status testControls(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("treasurer"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    for (const char* code : {"AM-02", "AM-04", "FC-02", "FC-03", "FC-07"}) {
        TestInput input;
        input.control = code;
        input.testedOn = stage.clock().today();
        input.sample = 2;
        OXSEAL_CHECK(recordTest(*workspace, period, input, texts::sentence("demo.reason.test")));
    }
    return {};
}

} // namespace oxseal::demo
