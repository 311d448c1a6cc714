// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/recon_actions.h"

#include "models/core/money.h"
#include "models/recon/conservation.h"
#include "models/recon/matcher.h"
#include "storage/actions/recon_support.h"
#include "storage/reads/match_files.h"
#include "storage/repos/recon_repo.h"
#include "storage/texts/match_sentence.h"

namespace oxseal {
namespace {

using namespace oxseal::recon;

/// The open lines of one side as the matcher wants them, with the way back to their rows.
struct Side
{
    std::vector<std::string> handles; // what the explanations call the lines
    std::vector<const ReconLineRow*> rows;
    std::vector<MatchLine> lines;
};

Side openSide(const ReconView& view, bool books)
{
    Side side;
    for (const ReconLineRow& row : view.lines) {
        if (row.open() && (row.origin == ItemOrigin::Books) == books) {
            side.rows.push_back(&row);
            side.handles.push_back("L" + std::to_string(row.id));
        }
    }
    const Currency currency = Currency::fromCode(view.row.currency).value_or(Currency());
    for (std::size_t i = 0; i < side.rows.size(); ++i) {
        const ReconLineRow& row = *side.rows[i];
        side.lines.push_back({side.handles[i], view.row.account, row.reference, row.description, row.amount, row.day, currency});
    }
    return side;
}

Status keep(UnitOfWork& unit, const ReconView& view, const MatchResult& result, const Side& left, const Side& right,
    const PassSet& rules, MatchCounts& counts)
{
    for (const MatchGroup& group : result.groups) {
        if (group.state == MatchState::Unmatched) {
            counts.openBank += group.leftCount;
            counts.openBooks += group.rightCount;
            continue;
        }
        ReconGroupRow row;
        row.type = name(group.type);
        row.state = name(group.state);
        row.rule = rules.passes[static_cast<std::size_t>(group.pass)].id;
        row.confidence = group.confidence;
        row.explanation = texts::matchSentence(group, result, left.lines, right.lines, rules, view.row.digits);
        row.madeBy = unit.actor().person;
        OXSEAL_TRY(const std::int64_t made, repo::insertGroup(unit.db(), view.row.id, row));
        const bool decided = group.state == MatchState::Auto;
        for (const std::uint32_t member : result.left(group))
            OXSEAL_CHECK(repo::joinGroup(unit.db(), left.rows[member]->id, made, decided));
        for (const std::uint32_t member : result.right(group))
            OXSEAL_CHECK(repo::joinGroup(unit.db(), right.rows[member]->id, made, decided));
        ++(decided ? counts.matched : group.state == MatchState::Suggested ? counts.suggested : counts.ambiguous);
        if (!decided) {
            counts.openBank += group.leftCount;
            counts.openBooks += group.rightCount;
        }
    }
    return {};
}

} // namespace

Result<MatchCounts> runMatch(Workspace& workspace, ReconciliationId id, const std::string& reason, const Progress& progress)
{
    OXSEAL_TRY(const PassSet rules, matchRules());
    MatchOptions options;
    options.progress = progress;
    return workspace.write(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Result<MatchCounts> {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
        OXSEAL_TRY(const bool reopened, reopen(unit, view.row));
        OXSEAL_CHECK(repo::deletePendingGroups(unit.db(), id));
        const Side left = openSide(view, false);
        const Side right = openSide(view, true);
        OXSEAL_TRY(const MatchResult result, matchLines(left.lines, right.lines, rules, options));
        if (!checkConservation(left.lines, right.lines, result).holds)
            return fail(kConservationBroken, view.row.account);
        MatchCounts counts;
        OXSEAL_CHECK(keep(unit, view, result, left, right, rules, counts));
        const std::string version = rules.id + " " + std::to_string(rules.version);
        OXSEAL_CHECK(repo::setReconRules(unit.db(), id, version));
        Json after;
        after.set("rules", version).set("matched", static_cast<std::int64_t>(counts.matched));
        after.set("suggested", static_cast<std::int64_t>(counts.suggested)).set("ambiguous", static_cast<std::int64_t>(counts.ambiguous));
        after.set("open_bank", static_cast<std::int64_t>(counts.openBank)).set("open_books", static_cast<std::int64_t>(counts.openBooks));
        after.set("reopened", reopened);
        unit.record(reconEvent("reconcile.match", id, {}, after));
        return counts;
    });
}

} // namespace oxseal
