// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

namespace oxseal::demo {

std::optional<SavePoint> savePointFromName(std::string_view name)
{
    if (name == "day3")
        return SavePoint::Day3;
    if (name == "day20")
        return SavePoint::Day20;
    if (name == "last")
        return SavePoint::Last;
    return std::nullopt;
}

namespace {

/// Files in, reviews opened: the third business day.
Status firstDays(Stage& stage, const Quarter& q)
{
    stage.clock().advanceTo(q.last.plus(5), 12);
    OXSEAL_CHECK(importFiles(stage, q));
    OXSEAL_CHECK(openReviews(stage, q));
    OXSEAL_CHECK(performControls(stage, q));
    return collectEvidence(stage, q, stage.clock().today());
}

/// Reviews decided and proved, duties checked, accounts proved to 0.00, a first draft bound: the twentieth business day.
Status firstMonth(Stage& stage, const Quarter& q)
{
    if (!q.correctedBank.empty()) {
        stage.clock().advanceTo(q.last.plus(7), 12);
        OXSEAL_CHECK(importCorrectedExtract(stage, q));
        OXSEAL_CHECK(amendReviewOfBank(stage, q));
    }
    stage.clock().advanceTo(q.last.plus(9), 12);
    OXSEAL_CHECK(explainCounts(stage, q));
    OXSEAL_CHECK(checkDuties(stage, q));
    OXSEAL_CHECK(decideReviews(stage, q));
    OXSEAL_CHECK(prepareAccounts(stage, q));
    OXSEAL_CHECK(proveCards(stage, q));
    OXSEAL_CHECK(prepareSchedules(stage, q));
    OXSEAL_CHECK(reviewAccounts(stage, q));
    OXSEAL_CHECK(reviewCards(stage, q));
    OXSEAL_CHECK(reviewSchedules(stage, q));
    OXSEAL_CHECK(answerJournals(stage, q, false));
    for (const auto& [taken, accounts] : q.laterErp) {
        if (taken > q.last.plus(29))
            continue;
        stage.clock().advanceTo(taken, 12);
        OXSEAL_CHECK(importLaterExtract(stage, q, taken));
        OXSEAL_CHECK(proveRemovals(stage, q, taken.iso()));
    }
    stage.clock().advanceTo(q.last.plus(29), 12);
    OXSEAL_CHECK(collectEvidence(stage, q, stage.clock().today()));
    OXSEAL_CHECK(bindReport(stage, q, false));
    return testControls(stage, q);
}

/// Everything gathered, nothing signed: the evening before filing.
Status lastEvening(Stage& stage, const Quarter& q)
{
    for (const auto& [taken, accounts] : q.laterErp) {
        if (taken <= q.last.plus(29))
            continue;
        stage.clock().advanceTo(taken, 12);
        OXSEAL_CHECK(importLaterExtract(stage, q, taken));
        OXSEAL_CHECK(proveRemovals(stage, q, taken.iso()));
    }
    stage.clock().advanceTo(plannedFiling(q).plus(-1), 18);
    OXSEAL_CHECK(checkDuties(stage, q));
    OXSEAL_CHECK(finishSchedules(stage, q));
    OXSEAL_CHECK(answerJournals(stage, q, true));
    OXSEAL_CHECK(reviewAdministrators(stage, q));
    OXSEAL_CHECK(weighDeficiency(stage, q));
    OXSEAL_CHECK(collectEvidence(stage, q, stage.clock().today()));
    return bindReport(stage, q, true);
}

Status playQuarter(Stage& stage, const Quarter& q, SavePoint until)
{
    OXSEAL_CHECK(firstDays(stage, q));
    if (until == SavePoint::Day3)
        return {};
    OXSEAL_CHECK(firstMonth(stage, q));
    if (until == SavePoint::Day20)
        return {};
    OXSEAL_CHECK(lastEvening(stage, q));
    if (until == SavePoint::Last)
        return {};
    stage.clock().advanceTo(plannedFiling(q), 12);
    OXSEAL_CHECK(concludeAndDispose(stage, q));
    OXSEAL_CHECK(sealCandidate(stage, q));
    OXSEAL_CHECK(signReport(stage, q));
    OXSEAL_CHECK(exportAndVerify(stage, q));
    return recordFiling(stage, q);
}

} // namespace

Status play(Stage& stage, SavePoint until)
{
    OXSEAL_CHECK(foundCompany(stage));
    OXSEAL_CHECK(loadControls(stage));
    OXSEAL_CHECK(playQuarter(stage, stage.world().q2, SavePoint::Filed));
    OXSEAL_CHECK(recordFloat(stage));
    OXSEAL_CHECK(playQuarter(stage, stage.world().q3, until));
    return stage.close();
}

} // namespace oxseal::demo
