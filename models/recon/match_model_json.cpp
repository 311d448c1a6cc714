// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_model_json.h"

#include "models/core/money.h"

namespace oxseal::recon {
namespace {

template <class Weights>
Json weightsJson(const Weights& weights)
{
    Json::Array out;
    for (const Bits weight : weights)
        out.emplace_back(std::int64_t{weight});
    return Json(std::move(out));
}

} // namespace

Json modelJson(const LearntReport& report, int digits)
{
    const MatchModel& model = report.model;
    Json json;
    json.set("anchors", static_cast<std::int64_t>(report.anchors)).set("anchors_by_reference", report.anchorsByReference);
    if (report.taught > 0)
        json.set("taught_pairs", static_cast<std::int64_t>(report.taught));
    json.set("pairs_compared", static_cast<std::int64_t>(report.pairs)).set("pairs_not_compared", static_cast<std::int64_t>(report.dropped));
    json.set("estimated_lost_per_million", static_cast<std::int64_t>(report.lostPerMillion));
    json.set("rounds", std::int64_t{report.rounds});
    json.set("window_before", std::int64_t{model.window.before}).set("window_after", std::int64_t{model.window.after});
    Json::Array fees;
    for (const FeeSchedule& fee : model.fees)
        fees.push_back(Json().set("fixed", formatMinor(fee.fixed, digits)).set("rate_per_100000", fee.rate).set("seen", std::int64_t{fee.seen}));
    json.set("fees", Json(std::move(fees)));
    Json::Array labels;
    for (const std::string& label : report.labels)
        labels.emplace_back(label);
    json.set("labels", Json(std::move(labels)));
    Json weights;
    weights.set("start", std::int64_t{model.prior}).set("common_name", std::int64_t{model.commonName});
    weights.set("amount", weightsJson(model.amount)).set("date", weightsJson(model.day));
    weights.set("reference", weightsJson(model.reference)).set("description", weightsJson(model.description));
    return json.set("weights_65536", weights);
}

} // namespace oxseal::recon
