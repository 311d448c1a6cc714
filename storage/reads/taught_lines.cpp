// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/taught_lines.h"

#include "storage/repos/match_repo.h"
#include "storage/repos/recon_repo.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal {
namespace {

using namespace oxseal::recon;

class Teachers
{
public:
    Teachers(const ReconRow& row, MatchInputs& inputs) : row_(row), inputs_(inputs), currency_(Currency::fromCode(row.currency).value_or(Currency()))
    {
        for (const auto* side : {&inputs.bank, &inputs.books}) {
            for (const MatchLine& line : *side)
                known_.emplace(line.id);
        }
    }

    /// `whole`: the period is over, so that what stayed open belongs to nothing in it.
    Status add(Database& db, ReconciliationId id, const std::vector<ReconLineRow>& lines, bool whole)
    {
        OXSEAL_TRY(const auto teaching, repo::teachingGroups(db, id));
        std::map<std::int64_t, std::pair<std::vector<const ReconLineRow*>, std::vector<const ReconLineRow*>>> groups;
        for (const ReconLineRow& line : lines) {
            if (line.same || line.origin == ItemOrigin::Difference)
                continue;
            const bool books = line.origin == ItemOrigin::Books;
            if (line.group == 0 && line.candidate == 0 && whole)
                alone(line, books ? inputs_.context.taught.right : inputs_.context.taught.left);
            else if (teaching.contains(line.group))
                (books ? groups[line.group].second : groups[line.group].first).push_back(&line);
        }
        for (const auto& [group, sides] : groups) {
            if (sides.first.size() == 1 && sides.second.size() == 1)
                pair(*sides.first.front(), *sides.second.front());
        }
        return {};
    }

private:
    /// A line that was carried stands in several periods; what the newest one says of it counts.
    void alone(const ReconLineRow& line, std::vector<MatchLine>& side)
    {
        if (known_.insert(recordKey(line)).second)
            side.push_back(taken(line));
    }

    void pair(const ReconLineRow& bank, const ReconLineRow& books)
    {
        if (known_.contains(recordKey(bank)) || known_.contains(recordKey(books)))
            return;
        known_.insert({recordKey(bank), recordKey(books)});
        TaughtLines& taught = inputs_.context.taught;
        taught.pairs.push_back({static_cast<std::uint32_t>(taught.left.size()), static_cast<std::uint32_t>(taught.right.size())});
        taught.left.push_back(taken(bank));
        taught.right.push_back(taken(books));
    }

    [[nodiscard]] MatchLine taken(const ReconLineRow& line)
    {
        const auto keep = [this](std::string text) { return std::string_view(inputs_.texts.emplace_back(std::move(text))); };
        return {keep(recordKey(line)), row_.account, keep(line.reference), keep(line.description), line.amount, line.day, currency_};
    }

    const ReconRow& row_;
    MatchInputs& inputs_;
    Currency currency_;
    std::set<std::string> known_; ///< keys of lines that are here already
};

} // namespace

Status addTaughtLines(Workspace& workspace, const ReconView& view, MatchInputs& inputs)
{
    Teachers teachers(view.row, inputs);
    OXSEAL_CHECK(teachers.add(workspace.db(), view.row.id, view.lines, false));
    for (ReconciliationId prior = view.row.prior; prior && inputs.bank.size() + inputs.context.taught.left.size() < kEnoughToLearn;) {
        OXSEAL_TRY(const ReconRow before, reconciliationById(workspace.db(), prior));
        if (before.state == "reviewed" && before.currency == view.row.currency) {
            OXSEAL_TRY(const auto lines, repo::reconLines(workspace.db(), prior));
            OXSEAL_CHECK(teachers.add(workspace.db(), prior, lines, true));
        }
        prior = before.prior;
    }
    return {};
}

} // namespace oxseal
