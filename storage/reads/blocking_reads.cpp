// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/blocking_reads.h"

#include "models/core/money.h"
#include "models/recon/match_record.h"
#include "storage/reads/label_pairs.h"
#include "storage/reads/match_reads.h"
#include "storage/repos/match_repo.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using namespace oxseal::recon;

std::vector<FeeSchedule> feesOf(const Json& model, int digits)
{
    std::vector<FeeSchedule> out;
    for (const Json& each : model["fees"].toArray()) {
        FeeSchedule fee;
        fee.fixed = parseMinor(each["fixed"].toString(), digits).value_or(0);
        fee.rate = each["rate_per_100000"].toInteger();
        out.push_back(fee);
    }
    return out;
}

using LinesByKey = std::map<std::string, const MatchLine*>;

/// The lines of a record by their keys under a reconciliation.
LinesByKey linesOf(const RecordedRun& run, ReconciliationId id)
{
    LinesByKey out;
    for (const auto* side : {&run.left, &run.right}) {
        for (const MatchLine& line : *side)
            out[keyUnder(id, std::string(line.id))] = &line;
    }
    return out;
}

/// unseenPairs() for a run that has been read, whose model says how it compared.
std::vector<KeyPair> notCompared(const Json& model, const RecordedRun& run, const LinesByKey& lines, const std::set<KeyPair>& pairs)
{
    DayWindow window;
    window.before = static_cast<std::int32_t>(model["window_before"].toInteger());
    window.after = static_cast<std::int32_t>(model["window_after"].toInteger());
    const auto fees = feesOf(model, run.context.digits);
    std::vector<KeyPair> out;
    for (const KeyPair& pair : pairs) {
        const auto left = lines.find(pair.first);
        const auto right = lines.find(pair.second);
        if (left != lines.end() && right != lines.end() && !wouldCompare(*left->second, *right->second, window, fees))
            out.push_back(pair);
    }
    return out;
}

bool saysHowItCompared(const Json& model) { return model.contains("pairs_compared"); }

/// One link, and the pair it is in records.
struct HandLink
{
    UnseenLink link;
    KeyPair pair;
};

std::vector<HandLink> linksByHand(const ReconView& view)
{
    std::vector<HandLink> out;
    for (const ReconGroupRow& group : view.groups) {
        if (group.state != "manual")
            continue;
        std::vector<std::size_t> bank, books;
        for (std::size_t at = 0; at < view.lines.size(); ++at) {
            if (view.lines[at].group == group.id)
                (view.lines[at].origin == ItemOrigin::Books ? books : bank).push_back(at);
        }
        for (const std::size_t left : bank) {
            for (const std::size_t right : books)
                out.push_back({{group.id, left, right}, {keyUnder(view.row.id, recordKey(view.lines[left])), keyUnder(view.row.id, recordKey(view.lines[right]))}});
        }
    }
    return out;
}

} // namespace

Result<std::optional<std::vector<KeyPair>>> unseenPairs(const Json& record, ReconciliationId id, const std::set<KeyPair>& pairs)
{
    const Json& model = record["model"];
    if (!saysHowItCompared(model))
        return std::optional<std::vector<KeyPair>>();
    OXSEAL_TRY(const RecordedRun run, readMatchRecord(record));
    return std::optional(notCompared(model, run, linesOf(run, id), pairs));
}

Result<BlockingView> blockingView(Workspace& workspace, const ReconView& view)
{
    BlockingView out;
    OXSEAL_TRY(const auto runs, repo::matchRuns(workspace.db(), view.row.id));
    const std::vector<HandLink> links = linksByHand(view);
    std::set<KeyPair> waiting; // not yet met in a record
    for (const HandLink& link : links)
        waiting.insert(link.pair);
    std::set<KeyPair> met, unseen;
    // The newest run counts; lines that were matched before it stand only in the record of an earlier one.
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (!run->learnt || (out.run != 0 && waiting.empty()))
            continue;
        OXSEAL_TRY(const std::string bytes, workspace.objects().get(run->record));
        OXSEAL_TRY(const Json record, parseJson(bytes));
        if (out.run == 0) {
            out.run = run->id;
            out.compared = record["model"]["pairs_compared"].toInteger();
            if (record["model"].contains("estimated_lost_per_million") && record["model"]["anchors_by_reference"].toBool())
                out.lostPerMillion = run->lostPerMillion;
        }
        if (waiting.empty())
            break;
        OXSEAL_TRY(const RecordedRun recorded, readMatchRecord(record));
        const auto lines = linesOf(recorded, view.row.id);
        std::set<KeyPair> here;
        for (const KeyPair& pair : waiting) {
            if (lines.contains(pair.first) && lines.contains(pair.second))
                here.insert(pair);
        }
        if (saysHowItCompared(record["model"])) {
            const std::vector<KeyPair> hidden = notCompared(record["model"], recorded, lines, here);
            unseen.insert(hidden.begin(), hidden.end());
        }
        for (const KeyPair& pair : here)
            waiting.erase(pair);
        met.merge(here);
    }
    for (const HandLink& link : links) {
        out.byHand += met.contains(link.pair) ? 1U : 0U;
        if (unseen.contains(link.pair))
            out.unseen.push_back(link.link);
    }
    return out;
}

} // namespace oxseal
