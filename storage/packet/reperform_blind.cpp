// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"
#include "models/recon/match_metrics.h"
#include "storage/crypto/hash.h"
#include "storage/packet/reperform_parts.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace oxseal {
namespace {

constexpr const char* kSamples = "data/blind_samples.csv";
constexpr const char* kItems = "data/blind_items.csv";
constexpr const char* kRuns = "data/match_runs.csv";
constexpr const char* kOverrides = "data/match_overrides.csv";
constexpr const char* kScorecards = "data/match_scorecards.csv";
constexpr const char* kLedger = "ledger/entries.ndjson";

/// The ledger's entries about matching and its samples. Their times are those of the rows they were written with.
class Trail
{
public:
    Status read(PacketWork& work)
    {
        OXSEAL_TRY(const std::string bytes, work.bytes(kLedger));
        for (std::string_view rest = bytes; !rest.empty();) {
            const std::string_view line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            if (line.find(R"("verb":"model.blind)") == std::string_view::npos && line.find(R"("verb":"reconcile.)") == std::string_view::npos)
                continue;
            OXSEAL_TRY(const Json entry, parseJson(line));
            entries_[{entry["verb"].toString(), entry["object"].toString(), entry["time"].toString()}] = entry["person"].toInteger();
        }
        return {};
    }

    [[nodiscard]] bool has(const char* verb, const std::string& object, const std::string& time) const { return entries_.contains({verb, object, time}); }
    /// The number of who did it; 0 when there is no such entry.
    [[nodiscard]] std::int64_t person(const char* verb, const std::string& object, const std::string& time) const
    {
        const auto found = entries_.find({verb, object, time});
        return found == entries_.end() ? 0 : found->second;
    }
    /// How many answers to a sample there are.
    [[nodiscard]] std::int64_t answersTo(const std::string& sample) const
    {
        const std::string object = "sample:" + sample + "/";
        auto at = entries_.lower_bound({"model.blind_answer", object, ""});
        std::int64_t count = 0;
        for (; at != entries_.end() && std::get<0>(at->first) == "model.blind_answer" && std::get<1>(at->first).starts_with(object); ++at)
            ++count;
        return count;
    }
    /// The first time after `from`, "" when there is none. Times are texts of one length and sort as they pass.
    [[nodiscard]] std::string next(const char* verb, const std::string& object, const std::string& from) const
    {
        const auto found = entries_.upper_bound({verb, object, from});
        const bool same = found != entries_.end() && std::get<0>(found->first) == verb && std::get<1>(found->first) == object;
        return same ? std::get<2>(found->first) : std::string();
    }

private:
    std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> entries_; ///< verb, object and time: who
};

/// Run and number of a group in its record.
using MatchName = std::pair<std::int64_t, std::int64_t>;
std::string textOf(const MatchName& match) { return std::to_string(match.first) + "/" + std::to_string(match.second); }

std::string keysOf(const Json& list)
{
    std::vector<std::string> keys;
    for (const Json& key : list.toArray())
        keys.push_back(key.toString());
    return join(keys, ";");
}

std::set<std::string> setOf(const std::string& keys)
{
    const auto all = keys.empty() ? std::vector<std::string>() : split(keys, ';');
    return {all.begin(), all.end()};
}

class BlindSamples
{
public:
    explicit BlindSamples(PacketWork& work) : work_(work) {}

    Status run()
    {
        OXSEAL_TRY(const auto samples, work_.table(kSamples));
        OXSEAL_TRY(const auto items, work_.table(kItems));
        if (!samples || !items)
            return {};
        items_ = &*items;
        OXSEAL_CHECK(readMatches());
        bool drawable = whole_;
        if (work_.has(kLedger)) {
            OXSEAL_CHECK(trail_.read(work_));
            OXSEAL_CHECK(readOverrides());
        } else {
            work_.leaveOut(kLedger, "not_in_packet");
            drawable = false;
        }
        for (std::size_t row = 0; row < samples->rows(); ++row) {
            if (drawable)
                draw(*samples, row);
            answers(*samples, row, drawable);
        }
        return scorecards();
    }

private:
    struct Match
    {
        std::string bank;
        std::string books;
        std::string madeAt; ///< of its run
        std::string object; ///< the reconciliation in the ledger
        std::string overriddenAt; ///< "" never
    };

    /// What every run matched without a person, both sides of it: as the record says, which has been performed again before.
    Status readMatches()
    {
        OXSEAL_TRY(const auto runs, work_.table(kRuns));
        for (std::size_t row = 0; runs && row < runs->rows(); ++row) {
            const std::string& path = runs->cell(row, "record");
            if (!work_.has(path)) {
                whole_ = false;
                continue;
            }
            OXSEAL_TRY(const std::string bytes, work_.bytes(path));
            const auto record = parseJson(bytes);
            if (!record)
                continue; // said already
            places_.emplace_back(row, runs->cell(row, "ledger_object"), runs->cell(row, "made_at"));
            for (const Json& group : (*record)["groups"].toArray()) {
                if (group["state"].toString() == "auto" && !group["left"].toArray().empty() && !group["right"].toArray().empty())
                    matches_[{runs->number(row, "run"), group["number"].toInteger()}]
                        = {keysOf(group["left"]), keysOf(group["right"]), runs->cell(row, "made_at"), runs->cell(row, "ledger_object"), {}};
            }
        }
        return {};
    }

    Status readOverrides()
    {
        for (const auto& [row, object, time] : places_) {
            if (!trail_.has("reconcile.match", object, time))
                work_.compare(kRuns, rowPlace(row, "made_at"), time, "");
        }
        OXSEAL_TRY(const auto overrides, work_.table(kOverrides));
        for (std::size_t row = 0; overrides && row < overrides->rows(); ++row) {
            const auto found = matches_.find({overrides->number(row, "run"), overrides->number(row, "number")});
            const std::string& time = overrides->cell(row, "made_at");
            if (found == matches_.end())
                continue; // of what the engine only suggested
            if (trail_.has("reconcile.unmatch", found->second.object, time))
                found->second.overriddenAt = time;
            else
                work_.compare(kOverrides, rowPlace(row, "made_at"), time, "");
        }
        return {};
    }

    /// Whether a match stood at that time: made before, and neither dissolved nor laid out anew since.
    [[nodiscard]] bool stood(const Match& match, const std::string& time) const
    {
        const auto before = [&time](const std::string& moment) { return !moment.empty() && moment < time; };
        return before(match.madeAt) && !before(match.overriddenAt) && !before(trail_.next("reconcile.refresh", match.object, match.madeAt));
    }

    void draw(const DataTable& samples, std::size_t row)
    {
        const auto same = [&](const char* column, const std::string& found) { work_.compare(kSamples, rowPlace(row, column), samples.cell(row, column), found); };
        const std::string& sample = samples.cell(row, "sample");
        const std::string& time = samples.cell(row, "drawn_at");
        if (!trail_.has("model.blind_sample", "sample:" + sample, time))
            same("drawn_at", "");
        work_.count("blind_samples");
        std::string list;
        std::vector<std::pair<Digest, MatchName>> drawn;
        for (const auto& [match, what] : matches_) {
            if (!stood(what, time))
                continue;
            list += textOf(match) + "\n";
            drawn.emplace_back(sha256(samples.cell(row, "seed") + "/" + textOf(match)), match);
        }
        same("population", std::to_string(drawn.size()));
        same("population_sha256", sha256(list).hex());
        std::sort(drawn.begin(), drawn.end());
        const auto asked = static_cast<std::size_t>(std::max<std::int64_t>(samples.number(row, "size"), 0));
        drawn.resize(std::min(drawn.size(), asked));
        same("size", std::to_string(drawn.size()));
        std::size_t place = 0;
        for (std::size_t at = 0; at < items_->rows(); ++at) {
            if (items_->cell(at, "sample") != sample)
                continue;
            const bool any = place < drawn.size();
            work_.compare(kItems, rowPlace(at, "place"), items_->cell(at, "place"), any ? std::to_string(place + 1) : "");
            work_.compare(kItems, rowPlace(at, "run"), items_->cell(at, "run"), any ? std::to_string(drawn[place].second.first) : "");
            work_.compare(kItems, rowPlace(at, "number"), items_->cell(at, "number"), any ? std::to_string(drawn[place].second.second) : "");
            ++place;
        }
        work_.compare(kItems, samples.cell(row, "seed"), std::to_string(place), std::to_string(drawn.size()));
    }

    /// Each answer beside what the engine chose, and the share that agrees.
    void answers(const DataTable& samples, std::size_t row, bool drawable)
    {
        std::int64_t answered = 0;
        std::int64_t agreed = 0;
        for (std::size_t at = 0; at < items_->rows(); ++at) {
            if (items_->cell(at, "sample") != samples.cell(row, "sample"))
                continue;
            const auto same = [&](const char* column, const std::string& found) { work_.compare(kItems, rowPlace(at, column), items_->cell(at, column), found); };
            const auto match = matches_.find({items_->number(at, "run"), items_->number(at, "number")});
            if (match == matches_.end()) {
                if (whole_)
                    same("run", "");
                continue;
            }
            same("bank", match->second.bank);
            same("engine", match->second.books);
            const std::string& time = items_->cell(at, "answered_at");
            const bool agrees = setOf(items_->cell(at, "answer")) == setOf(match->second.books);
            answered += time.empty() ? 0 : 1;
            agreed += !time.empty() && agrees ? 1 : 0;
            same("agrees", time.empty() ? "" : agrees ? "true" : "false");
            if (drawable)
                givenBy(at, match->second);
            work_.count("blind_items");
        }
        if (!whole_)
            return;
        const auto same = [&](const char* column, const std::string& found) { work_.compare(kSamples, rowPlace(row, column), samples.cell(row, column), found); };
        const recon::Millionths agreement = recon::shareOf(agreed, answered);
        same("answered", std::to_string(answered));
        if (drawable)
            same("answered", std::to_string(trail_.answersTo(samples.cell(row, "sample"))));
        same("agreed", std::to_string(agreed));
        same("agreement_millionths", agreement ? std::to_string(*agreement) : "");
    }

    /// An answer stands in the ledger at its time, given by somebody else than who ran the matching.
    void givenBy(std::size_t at, const Match& match)
    {
        const std::string object = "sample:" + items_->cell(at, "sample") + "/" + items_->cell(at, "place");
        const std::string time = trail_.next("model.blind_answer", object, "");
        work_.compare(kItems, rowPlace(at, "answered_at"), items_->cell(at, "answered_at"), time);
        if (!time.empty() && trail_.person("model.blind_answer", object, time) == trail_.person("reconcile.match", match.object, match.madeAt))
            work_.compare(kItems, rowPlace(at, "answered_by"), items_->cell(at, "answered_by"), "");
    }

    /// A scorecard counts the answers that there were when it was made.
    Status scorecards()
    {
        if (!work_.has(kScorecards))
            return {};
        OXSEAL_TRY(const auto cards, work_.table(kScorecards));
        for (std::size_t row = 0; row < cards->rows(); ++row) {
            const std::string& path = cards->cell(row, "record");
            const std::string& time = cards->cell(row, "made_at");
            if (time.empty() || !work_.has(path))
                continue;
            OXSEAL_TRY(const std::string bytes, work_.bytes(path));
            work_.compare(kScorecards, rowPlace(row, "record_sha256"), cards->cell(row, "record_sha256"), sha256(bytes).hex());
            const auto record = parseJson(bytes);
            if (!record) {
                work_.compare(path, record.error().place(), "", record.error().debugString());
                continue;
            }
            std::int64_t answered = 0;
            std::int64_t agreed = 0;
            for (std::size_t at = 0; at < items_->rows(); ++at) {
                const std::string& when = items_->cell(at, "answered_at");
                const bool before = !when.empty() && when < time;
                answered += before ? 1 : 0;
                agreed += before && items_->cell(at, "agrees") == "true" ? 1 : 0;
            }
            work_.compare(path, "blind_answered", std::to_string((*record)["blind_answered"].toInteger()), std::to_string(answered));
            work_.compare(path, "blind_agreed", std::to_string((*record)["blind_agreed"].toInteger()), std::to_string(agreed));
        }
        return {};
    }

    PacketWork& work_;
    const DataTable* items_ = nullptr;
    Trail trail_;
    std::map<MatchName, Match> matches_;
    std::vector<std::tuple<std::size_t, std::string, std::string>> places_; ///< of runs: row, what the ledger calls it, time
    bool whole_ = true; ///< the record of every run is there
};

} // namespace

Status reperformBlindSamples(PacketWork& work)
{
    if (!work.has(kSamples))
        return {}; // nobody drew one, or an older program sealed the packet
    return BlindSamples(work).run();
}

} // namespace oxseal
