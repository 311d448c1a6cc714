// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/stage.h"

#include <optional>
#include <string_view>

namespace oxseal::demo {

/// How far the third quarter has gone. The second is signed and filed in all of them.
enum class SavePoint {
    Day3, ///< third business day after the quarter: files are in, reviews are open
    Day20, ///< reviews decided, duties checked, accounts proved
    Last, ///< the evening before filing: everything gathered, nothing signed
    Filed, ///< the whole quarter
};

[[nodiscard]] std::optional<SavePoint> savePointFromName(std::string_view name);

/// Makes the workspace and plays both quarters up to the save-point, through the same actions that people use.
[[nodiscard]] Status play(Stage& stage, SavePoint until);

// The chapters, each in its own file; `q` is the quarter it works on.
[[nodiscard]] Status foundCompany(Stage& stage); ///< workspace, company, entities, periods, persons, keys, certificates
[[nodiscard]] Status loadControls(Stage& stage);
[[nodiscard]] Status importFiles(Stage& stage, const Quarter& q); ///< the quarter-end files with their IPE cards
[[nodiscard]] Status importLaterExtract(Stage& stage, const Quarter& q, Day taken);
/// The bank's second export of the same day, and the amendment of the review that it makes.
[[nodiscard]] Status importCorrectedExtract(Stage& stage, const Quarter& q);
[[nodiscard]] Status amendReviewOfBank(Stage& stage, const Quarter& q);
/// What the cards show as missing is explained by the importer and confirmed by the controller.
[[nodiscard]] Status explainCounts(Stage& stage, const Quarter& q);
[[nodiscard]] Status openReviews(Stage& stage, const Quarter& q); ///< opened and assigned
[[nodiscard]] Status decideReviews(Stage& stage, const Quarter& q); ///< decided, concluded, removals claimed, or contested by the business
[[nodiscard]] Status proveRemovals(Stage& stage, const Quarter& q, const std::string& extract);
[[nodiscard]] Status checkDuties(Stage& stage, const Quarter& q);
[[nodiscard]] Status prepareAccounts(Stage& stage, const Quarter& q);
[[nodiscard]] Status reviewAccounts(Stage& stage, const Quarter& q);
/// The card processor's payouts, proved and signed; then by the second person.
[[nodiscard]] Status proveCards(Stage& stage, const Quarter& q);
[[nodiscard]] Status reviewCards(Stage& stage, const Quarter& q);
[[nodiscard]] Status prepareSchedules(Stage& stage, const Quarter& q);
[[nodiscard]] Status reviewSchedules(Stage& stage, const Quarter& q);
/// What the tests of journal entries picked out is answered; `all`: the seeded faults, too.
[[nodiscard]] Status answerJournals(Stage& stage, const Quarter& q, bool all);
[[nodiscard]] Status finishSchedules(Stage& stage, const Quarter& q); ///< what the twentieth day left open
[[nodiscard]] Status performControls(Stage& stage, const Quarter& q);
/// Files the evidence received up to a day; later calls add what came since.
[[nodiscard]] Status collectEvidence(Stage& stage, const Quarter& q, Day upTo);
[[nodiscard]] Status testControls(Stage& stage, const Quarter& q);
/// What an administrator does between the two reports: the public float at the end of the second quarter, by which filers are classified.
[[nodiscard]] Status recordFloat(Stage& stage);
/// What a leaver's account showed is raised and evaluated by the controller, and concluded by the CFO.
[[nodiscard]] Status weighDeficiency(Stage& stage, const Quarter& q);
/// The controller looks through what the administrators did up to the end of the quarter.
[[nodiscard]] Status reviewAdministrators(Stage& stage, const Quarter& q);
[[nodiscard]] Day plannedFiling(const Quarter& q);
[[nodiscard]] Status bindReport(Stage& stage, const Quarter& q, bool final);
/// The CFO concludes on disclosure controls and disposes of every open matter.
[[nodiscard]] Status concludeAndDispose(Stage& stage, const Quarter& q);
[[nodiscard]] Status signReport(Stage& stage, const Quarter& q); ///< readiness and exhibits, CFO then CEO
[[nodiscard]] Status sealCandidate(Stage& stage, const Quarter& q); ///< frozen by the controller
[[nodiscard]] Status signManifest(Stage& stage, const Quarter& q, const std::string& login);
/// Exported to packet.zip (the third quarter) or packets/PERIOD.zip, and verified as anybody would.
[[nodiscard]] Status exportAndVerify(Stage& stage, const Quarter& q);
[[nodiscard]] Status recordFiling(Stage& stage, const Quarter& q);

} // namespace oxseal::demo
