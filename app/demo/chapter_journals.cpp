// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "storage/actions/journal_actions.h"
#include "storage/texts/texts.h"

#include <map>
#include <set>

namespace oxseal::demo {
namespace {

/// The three seeded entries wait until the evening before filing.
bool seeded(const Stage& stage, const recon::JournalEntry& entry, recon::JournalTest test)
{
    const bool grave = test == recon::JournalTest::SelfApproved || test == recon::JournalTest::Leaver || test == recon::JournalTest::AfterClose;
    return grave && stage.world().q3.journalNotes.contains(entry.id);
}

/// Answers what is open of an entity; of the seeded ones only when `all`.
Status answer(Stage& stage, Workspace& workspace, const PeriodRow& period, const std::string& entity, bool all)
{
    OXSEAL_TRY(const auto view, journalView(workspace, entity, period));
    if (!view)
        return {};
    std::map<recon::JournalTest, std::vector<std::string>> open;
    for (const JournalHit& hit : view->hits) {
        const recon::JournalEntry& entry = view->population.entries[hit.entry];
        if (!hit.decision && (all || !seeded(stage, entry, hit.test)))
            open[hit.test].push_back(entry.id);
    }
    for (const auto& [test, entries] : open) {
        const bool grave = test == recon::JournalTest::SelfApproved || test == recon::JournalTest::Leaver;
        OXSEAL_CHECK(decideJournals(workspace, entity, period, test, entries, grave ? "escalated" : "explained",
            texts::sentence(grave ? "demo.reason.journal_grave" : "demo.reason.journal")));
    }
    return {};
}

} // namespace

Status answerJournals(Stage& stage, const Quarter& q, bool all)
{
    // The chief financial officer: the controller approved some of them.
    OXSEAL_TRY(Workspace * workspace, stage.as("cfo"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    std::size_t open = 0;
    bool any = false;
    for (const auto& entity : stage.world().entities) {
        OXSEAL_CHECK(answer(stage, *workspace, period, entity.code, all));
        OXSEAL_TRY(const auto view, journalView(*workspace, entity.code, period));
        if (!view)
            continue;
        any = true;
        open += view->open;
        if (!view->population.proved)
            return fail(kStepFailed, entity.code, {std::to_string(view->population.different)});
    }
    // Whoever changes the generator or the tests must meet these three.
    if (any && open != (all ? 0U : 3U))
        return fail(kStepFailed, "journals", {std::to_string(open)});
    if (any)
        stage.say("demo.say.journals", {q.name, std::to_string(open)});
    return {};
}

} // namespace oxseal::demo
